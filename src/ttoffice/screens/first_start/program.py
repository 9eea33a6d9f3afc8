"""The program of the first start: it runs before there is a store, and says with which home the workbench begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from ttoffice.i18n import gettext as _
from ttoffice.paths import Home
from ttoffice.screens.base import FOCUS, BaseScreen, OfficeApp
from ttoffice.screens.kit.styles import FORM_CSS, LIST_CSS
from ttoffice.widgets import themes
from ttoffice.widgets.keys import bind, read_keymap

if TYPE_CHECKING:
    from ttoffice.action.office import Office

APP_CSS = Path(__file__).parents[2] / "app.tcss"


class Begun(NamedTuple):
    """With which home the workbench begins, and what is done there first: a name of `FIRST`, or nothing."""

    home: Home
    first: str = ""


class FirstScreen(BaseScreen[Any], inherit_bindings=False):
    """A screen of the first start: no store, so no help, palette or undo yet."""

    BINDINGS: ClassVar[list[BindingType]] = [*FOCUS]


class FirstStart(OfficeApp):
    """The first start; it ends with what the workbench begins with, or with nothing where it was left.

    `home_is_given` says that the folder was named by the call: another one is then opened for this time only.
    """

    CSS_PATH: ClassVar[list[str | Path]] = [APP_CSS, LIST_CSS, *map(Path, FORM_CSS)]  # type: ignore[assignment]  # parsed once
    ENABLE_COMMAND_PALETTE = False
    TITLE = "ttoffice"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("app.quit", "quit", show=True, priority=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(self, office: Office, *, home_is_given: bool = True) -> None:
        super().__init__(office)
        self.animation_level = "none"
        self.home_is_given = home_is_given
        self.begun: Begun | None = None
        themes.register(self)
        wanted = office.settings.theme
        self.theme = wanted if wanted in themes.ORDER else themes.DARK
        keymap = read_keymap(office.settings.keymap)
        self.own_keys = keymap.keys
        self.set_keymap(dict(keymap.keys))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return what a theme from elsewhere lacks of the variables of the style sheets."""
        return themes.defaults(self.current_theme)

    def on_mount(self) -> None:
        """Begin with the choice of what to do."""
        from ttoffice.screens.first_start.welcome import WelcomeScreen

        self.push_screen(WelcomeScreen())

    def begin(self, begun: Begun) -> None:
        """Leave for the workbench; a folder that was chosen here is found again at the next start."""
        from ttoffice.paths import keep_elsewhere

        chosen = begun.home.root != self.office.home.root
        if chosen and not self.home_is_given and begun.first != DEMO:
            try:
                keep_elsewhere(begun.home.root)
            except OSError as error:
                self.notify(
                    _("The folder could not be remembered: %(error)s.") % {"error": error}, severity="warning"
                )
        self.begun = begun
        self.exit()

    def action_help_quit(self) -> None:
        """Say how one quits, to those whose hands do it by ctrl+c."""
        self.notify(_("ctrl+q leaves the program."))


DEMO = "demo"
"""The first thing in a demo office: that it is made up is told."""
