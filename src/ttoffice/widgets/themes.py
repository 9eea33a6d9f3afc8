"""The program's own themes: dark, light and high contrast, each one palette of checked contrast.

Text and states reach a contrast of 4.5 wherever they stand, 7 in the theme of high contrast; the tests
compute it. Besides Textual's own variables a theme has `$state-good`, `$state-warn`, `$state-bad`,
`$state-info`, `$state-muted`, `$header-background` and `$header-foreground`; for themes from elsewhere
`defaults` derives them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from textual.color import Color
from textual.theme import Theme

from ttoffice.widgets.states import TONE_VARIABLES

if TYPE_CHECKING:
    from textual.app import App

DARK, LIGHT, CONTRAST = "ttoffice-dark", "ttoffice-light", "ttoffice-contrast"
ORDER = (DARK, LIGHT, CONTRAST)
"""The names of the themes, in the order in which one switches through them."""


class Palette(NamedTuple):
    """The colors of a theme.

    Attributes:
        background, surface, panel: the grounds, from the back to the front.
        text: what is read.
        muted: what matters less, and still is read.
        header, on_header: the bars at the top and over each part.
        accent: names of keys, borders of what has the focus.
        border: lines between parts.
        good, warn, bad, info: the tones of states.
        cursor, on_cursor: the row or choice under the cursor, in the part that has the focus.
        resting: the same in a part that has not.
        marked: the ground of marked rows.
        button_text: what stands on a button in `accent`, `good`, `warn` or `bad`.
    """

    background: str
    surface: str
    panel: str
    text: str
    muted: str
    header: str
    on_header: str
    accent: str
    border: str
    good: str
    warn: str
    bad: str
    info: str
    cursor: str
    on_cursor: str
    resting: str
    marked: str
    button_text: str


PALETTES: dict[str, Palette] = {
    DARK: Palette(
        background="#10151b", surface="#161d26", panel="#212b37",
        text="#e4e9ef", muted="#a3b0bf",
        header="#1d4f80", on_header="#f4f8fc",
        accent="#7cc4ff", border="#7f93a8",
        good="#84d996", warn="#f0c35e", bad="#ff9a94", info="#7cc4ff",
        cursor="#1e4268", on_cursor="#ffffff", resting="#272f3a", marked="#2e2a18",
        button_text="#10151b",
    ),
    LIGHT: Palette(
        background="#f3f5f8", surface="#ffffff", panel="#e4e9ef",
        text="#18202a", muted="#4d5864",
        header="#174a7c", on_header="#ffffff",
        accent="#0a4f94", border="#5a6775",
        good="#0f5f26", warn="#6f4a00", bad="#a31a27", info="#0a4f94",
        cursor="#c3ddf8", on_cursor="#0a1624", resting="#dde4ec", marked="#fbefcb",
        button_text="#ffffff",
    ),
    CONTRAST: Palette(
        background="#000000", surface="#000000", panel="#1a1a1a",
        text="#ffffff", muted="#d0d0d0",
        header="#00357a", on_header="#ffffff",
        accent="#9fdcff", border="#ffffff",
        good="#7dff9b", warn="#ffd75f", bad="#ffb0b0", info="#9fdcff",
        cursor="#ffff00", on_cursor="#000000", resting="#333333", marked="#00264d",
        button_text="#000000",
    ),
}  # fmt: skip


def register(app: App[Any], *names: str) -> None:
    """Make themes known to a program: those named, or all."""
    for name in names or ORDER:
        app.register_theme(_theme(name, PALETTES[name]))


def defaults(theme: Theme) -> dict[str, str]:
    """Return the variables that only this program's themes have, for any other theme.

    For the program's `get_theme_variable_defaults`: style sheets may use them whatever theme is chosen.
    """
    made = theme.to_color_system().generate()
    tones = {f"state-{tone}": made[name.removeprefix("$")] for tone, name in TONE_VARIABLES.items()}
    header = Color.parse(made["primary"])
    return {**tones, "header-background": header.hex, "header-foreground": header.get_contrast_text(1.0).hex}


def _theme(name: str, palette: Palette) -> Theme:
    return Theme(
        name,
        primary=palette.accent,
        secondary=palette.border,
        accent=palette.accent,
        warning=palette.warn,
        error=palette.bad,
        success=palette.good,
        foreground=palette.text,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        boost=palette.panel,
        dark=name != LIGHT,
        variables=_variables(palette),
    )


def _variables(palette: Palette) -> dict[str, str]:
    """Return the variables whose values Textual would else derive without a look at their contrast."""
    return {
        "text": "auto 95%",
        "text-muted": palette.muted,
        "text-disabled": palette.muted,
        "text-primary": palette.accent,
        "text-secondary": palette.muted,
        "text-accent": palette.info,
        "text-success": palette.good,
        "text-warning": palette.warn,
        "text-error": palette.bad,
        "foreground-muted": palette.muted,
        "foreground-disabled": palette.muted,
        **{f"{name}-muted": palette.panel for name in ("primary", "accent", "warning", "error", "success")},
        "secondary-muted": palette.marked,
        "state-good": palette.good,
        "state-warn": palette.warn,
        "state-bad": palette.bad,
        "state-info": palette.info,
        "state-muted": palette.muted,
        "header-background": palette.header,
        "header-foreground": palette.on_header,
        "block-cursor-background": palette.cursor,
        "block-cursor-foreground": palette.on_cursor,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": palette.resting,
        "block-cursor-blurred-foreground": palette.text,
        "block-hover-background": palette.panel,
        "border": palette.accent,
        "border-blurred": palette.border,
        "surface-active": palette.panel,
        "footer-background": palette.panel,
        "footer-foreground": palette.text,
        "footer-description-foreground": palette.text,
        "footer-key-foreground": palette.accent,
        "input-cursor-background": palette.text,
        "input-cursor-foreground": palette.background,
        "input-selection-background": palette.cursor,
        "input-selection-foreground": palette.on_cursor,
        "screen-selection-background": palette.cursor,
        "screen-selection-foreground": palette.on_cursor,
        "button-foreground": palette.text,
        "button-color-foreground": palette.button_text,
        "scrollbar": palette.border,
        "scrollbar-hover": palette.accent,
        "scrollbar-active": palette.accent,
        "scrollbar-background": palette.panel,
        "scrollbar-background-hover": palette.panel,
        "scrollbar-background-active": palette.panel,
        "scrollbar-corner-color": palette.panel,
        "link-color": palette.accent,
        "link-background-hover": palette.cursor,
        "link-color-hover": palette.on_cursor,
    }
