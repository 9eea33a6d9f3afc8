from __future__ import annotations

import pytest
from rich.color import ColorSystem
from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from ttoffice.widgets import themes
from ttoffice.widgets.row_painter import contrast

GROUNDS = ("background", "surface", "panel", "block-cursor-blurred-background", "secondary-muted")
TEXTS = (
    "foreground", "text-muted", "text-disabled", "text-primary", "text-accent", "text-success", "text-warning",
    "text-error", "state-good", "state-warn", "state-bad", "state-info", "state-muted",
)  # fmt: skip
PAIRS = (
    *((text, ground) for ground in GROUNDS for text in TEXTS),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("header-foreground", "header-background"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("link-color-hover", "link-background-hover"),
    *(("button-color-foreground", name) for name in ("primary", "success", "warning", "error", "accent")),
    *((border, ground) for border in ("border", "border-blurred", "scrollbar") for ground in GROUNDS[:3]),
    *((f"text-{name}", f"{name}-muted") for name in ("primary", "success", "warning", "error", "accent")),
)


@pytest.fixture(params=themes.ORDER)
def variables(request: pytest.FixtureRequest) -> dict[str, str]:
    app: App[None] = App()
    themes.register(app)
    name = str(request.param)
    app.theme = name
    return {**app.get_css_variables(), "name": name}


def test_everything_read_has_the_contrast_its_theme_promises(variables: dict[str, str]) -> None:
    least = 7 if variables["name"] == themes.CONTRAST else 4.5
    weak = {
        (text, ground): round(found, 2)
        for text, ground in PAIRS
        if (found := contrast(Color.parse(variables[text]), Color.parse(variables[ground]))) < least
    }
    assert weak == {}


def test_states_keep_their_colors_under_the_cursor_of_the_dark_and_the_light_theme(
    variables: dict[str, str],
) -> None:
    tones = [variables[f"state-{tone}"] for tone in ("good", "warn", "bad", "info", "muted")]
    cursor = Color.parse(variables["block-cursor-background"])
    kept = [contrast(Color.parse(tone), cursor) >= 4.5 for tone in tones]
    assert all(kept) == (variables["name"] != themes.CONTRAST)
    assert len(set(tones)) == len(tones)


def test_a_terminal_of_sixteen_colors_never_draws_a_text_in_the_color_of_its_ground(
    variables: dict[str, str],
) -> None:
    def drawn(name: str) -> int | None:
        return Color.parse(variables[name]).rich_color.downgrade(ColorSystem.STANDARD).number

    assert [pair for pair in PAIRS if drawn(pair[0]) == drawn(pair[1])] == []


def test_a_terminal_of_256_colors_still_draws_what_can_be_read(variables: dict[str, str]) -> None:
    def drawn(name: str) -> Color:
        return Color(
            *Color.parse(variables[name]).rich_color.downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
        )

    assert [pair for pair in PAIRS if contrast(drawn(pair[0]), drawn(pair[1])) < 3] == []


@pytest.mark.parametrize("name", [*themes.ORDER, *BUILTIN_THEMES])
def test_any_other_theme_is_given_the_variables_it_lacks(name: str) -> None:
    app: App[None] = App()
    themes.register(app)
    theme = app.get_theme(name)
    assert theme is not None
    given = themes.defaults(theme)
    assert set(given) == {
        "state-good", "state-warn", "state-bad", "state-info", "state-muted", "header-background", "header-foreground",
    }  # fmt: skip
    if not theme.ansi:
        header = contrast(Color.parse(given["header-foreground"]), Color.parse(given["header-background"]))
        assert header >= 3


def test_the_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)
