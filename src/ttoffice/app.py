"""The workbench: the Textual program that holds the areas of the work as modes, and their common keys."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.paths import Home
from ttoffice.screens.base import BaseModal, BaseScreen, Command, OfficeApp, key_commands
from ttoffice.widgets import themes

if TYPE_CHECKING:
    from ttoffice.action.office import Office

KEY_NAMES = {
    "enter": "Enter", "escape": "Esc", "up": "Up", "down": "Down", "left": "Left", "right": "Right",
    "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "insert": "Ins", "delete": "Del",
    "tab": "Tab", "space": "Space", "backspace": "Backspace",
}  # fmt: skip
"""How keys are shown: words, because the width of arrows differs between terminals."""


def _results() -> Screen[Any]:
    from ttoffice.screens.results import ResultsScreen

    return ResultsScreen()


class TTOfficeApp(OfficeApp):
    """The program; each area of the work is a mode with a stack of screens of its own."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "ttoffice"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {"results": _results}
    DEFAULT_MODE = "results"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", N_("Quit"), show=False, priority=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
        Binding("1,ctrl+g", "switch_mode('results')", N_("Results"), show=False),
    ]

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.animation_level = "none"
        themes.register(self)
        self.theme = self._chosen_theme()

    def _chosen_theme(self) -> str:
        wanted = self.office.settings.theme
        return wanted if wanted in self.available_themes else themes.DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return what a theme from elsewhere lacks of the variables of the style sheets."""
        return themes.defaults(self.current_theme)

    def on_mount(self) -> None:
        """Begin to collect garbage again once the first frame stands, and say what was not as asked."""
        self.call_after_refresh(self._first_frame_stands)
        wanted = self.office.settings.theme
        if wanted and wanted not in self.available_themes:
            known = ", ".join(sorted(self.available_themes))
            self.notify(
                _("There is no theme %(name)s. Known: %(known)s.") % {"name": wanted, "known": known},
                severity="warning",
            )

    def _first_frame_stands(self) -> None:
        """Collect garbage again, and load in a thread what the first write will need."""
        gc.freeze()
        gc.enable()
        self.run_worker(_load_actions, thread=True, exit_on_error=False, description="actions")

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is shown."""
        *modifiers, key = binding.key.split("+")
        name = KEY_NAMES.get(key) or (key.upper() if key[:1] == "f" and key[1:].isdigit() else None)
        if name is None or binding.key_display:
            return super().get_key_display(binding)
        marks = {"ctrl": "^", "shift": "Shift+", "alt": "Alt+"}
        return "".join(marks.get(modifier, f"{modifier}+") for modifier in modifiers) + name

    async def action_quit(self) -> None:
        """Leave the program; ask first where something typed is not saved."""
        if not any(getattr(screen, "unsaved", False) for screen in self.screen_stack):
            self.exit()
            return
        from ttoffice.screens.modals.entry import ask_before_leaving

        ask_before_leaving(self.screen, self.exit)

    def action_help_quit(self) -> None:
        """Say how one quits, to those whose hands do it by ctrl+c."""
        self.notify(_("ctrl+q leaves the program."))

    def action_help(self) -> None:
        """Show the keys of this screen; choosing one runs it."""
        self._offer(_("Help: the keys of this screen"), more=False)

    def action_palette(self) -> None:
        """Show everything that can be done here; choosing it does it."""
        self._offer(_("Commands"), more=True)

    def _offer(self, title: str, *, more: bool) -> None:
        from ttoffice.screens.modals.palette import PaletteModal

        if isinstance(self.screen, BaseModal):
            return
        commands = key_commands(self.screen)
        if more and isinstance(self.screen, BaseScreen):
            commands = [*self.screen.more_commands(), *commands, *self._own_commands()]
        self.push_screen(PaletteModal(title, commands), self._run_command)

    def _own_commands(self) -> list[Command]:
        return [Command(_("Switch between dark, light and high contrast"), self._other_theme)]

    def _other_theme(self) -> None:
        self.theme = themes.next_theme(self.theme)

    def _run_command(self, command: Command | None) -> None:
        if command is None:
            return
        if command.reasons:
            from ttoffice.screens.modals.message import ReasonsModal

            self.push_screen(ReasonsModal(command.label, command.reasons))
            return
        self.call_next(command.run)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell of a failure of the program's own work."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.report(event.worker.error)


def _load_actions() -> None:
    from ttoffice.action import registered

    registered()


def run(home: Home, operator: str | None = None, environ: Mapping[str, str] | None = None) -> int:
    """Open the workbench on a home and return the exit code when it is closed.

    Raises UsageError, StoreError and MigrationError where the home cannot be opened.
    """
    from ttoffice.action.office import open_office

    office = open_office(home, environ=environ, operator=operator)
    gc.disable()
    try:
        app = TTOfficeApp(office)
        app.run()
    finally:
        gc.enable()
    return app.return_code or 0
