"""The workbench: the Textual program that holds the areas of the work as modes, and their common keys."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.paths import Home
from ttoffice.screens.base import BaseModal, BaseScreen, OfficeApp, Standing
from ttoffice.screens.kit.styles import LIST_CSS
from ttoffice.widgets import themes
from ttoffice.widgets.bars import AreaKey
from ttoffice.widgets.keys import KEYS, bind, read_keymap
from ttoffice.widgets.terminal import suit_terminal

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.screens.kit.undoing import PutBack, Step
    from ttoffice.store.drafts import Draft
    from ttoffice.store.watching import Watch

UNDOING = frozenset({"undo", "redo"})
AWAY = UNDOING | {"area", "help", "palette", "quit", "trail"}
"""What leads away from a form or changes what stands under it."""
BEHIND, WATCH = "behind the frame", "watch"
"""The program's own work in threads."""
DRAFTS_TOLD = 3
"""So many of the newest drafts are named when the program opens."""
WATCH_PAUSE = 2.0
"""Seconds between two looks whether another window wrote."""


def _agenda() -> Screen[Any]:
    from ttoffice.screens.agenda import AgendaScreen

    return AgendaScreen()


def _results() -> Screen[Any]:
    from ttoffice.screens.results import ResultsScreen

    return ResultsScreen()


def _licenses() -> Screen[Any]:
    from ttoffice.screens.licensing.screen import LicensesScreen

    return LicensesScreen()


def _findings() -> Screen[Any]:
    from ttoffice.screens.findings.screen import FindingsScreen

    return FindingsScreen()


def _notices() -> Screen[Any]:
    from ttoffice.screens.notices import NoticesScreen

    return NoticesScreen()


def _decisions() -> Screen[Any]:
    from ttoffice.screens.decisions import DecisionsScreen

    return DecisionsScreen()


def _people() -> Screen[Any]:
    from ttoffice.screens.people import PeopleScreen

    return PeopleScreen()


def _enterprises() -> Screen[Any]:
    from ttoffice.screens.enterprises import EnterprisesScreen

    return EnterprisesScreen()


def _deadlines() -> Screen[Any]:
    from ttoffice.screens.deadlines import DeadlinesScreen

    return DeadlinesScreen()


def _journal() -> Screen[Any]:
    from ttoffice.screens.journal import JournalScreen

    return JournalScreen()


class TTOfficeApp(OfficeApp):
    """The program; each area of the work is a mode with a stack of screens of its own."""

    CSS_PATH: ClassVar[list[str | Path]] = ["app.tcss", LIST_CSS]  # type: ignore[assignment]  # parsed once, before the first screen
    ENABLE_COMMAND_PALETTE = False
    TITLE = "ttoffice"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "agenda": _agenda,
        "results": _results,
        "licenses": _licenses,
        "findings": _findings,
        "notices": _notices,
        "decisions": _decisions,
        "people": _people,
        "deadlines": _deadlines,
        "journal": _journal,
        "enterprises": _enterprises,
    }
    DEFAULT_MODE = "agenda"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("app.quit", "quit", priority=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
        bind("area.agenda", "area('agenda')"),
        bind("area.results", "area('results')"),
        bind("area.licenses", "area('licenses')"),
        bind("area.findings", "area('findings')"),
        bind("area.notices", "area('notices')"),
        bind("area.decisions", "area('decisions')"),
        bind("area.people", "area('people')"),
        bind("area.deadlines", "area('deadlines')"),
        bind("area.journal", "area('journal')"),
        bind("area.enterprises", "area('enterprises')"),
        bind("app.back", "trail(-1)"),
        bind("app.forward", "trail(1)"),
        bind("app.undo", "undo"),
        bind("app.redo", "redo"),
    ]

    def __init__(self, office: Office, first: str = "") -> None:
        """`first` is what is done at once, by name (`screens.first_start`); nothing where empty."""
        super().__init__(office)
        self._first = first
        self.animation_level = "none"
        self._opening = True
        self._watch: Watch | None = None
        self.theme = self._chosen_theme()
        self.stylesheet.set_variables(self.get_css_variables())
        keymap = read_keymap(office.settings.keymap)
        self._told_late = list(keymap.problems)
        self.use_keys(keymap.keys)

    def _chosen_theme(self) -> str:
        """Return the theme to begin with, made known; our others follow behind the first frame."""
        wanted = self.office.settings.theme
        chosen = wanted if wanted in themes.ORDER else themes.DARK
        themes.register(self, chosen)
        return wanted if wanted in self.available_themes else chosen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return what a theme from elsewhere lacks of the variables of the style sheets."""
        return themes.defaults(self.current_theme)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the style sheets again; not while the program opens, when the theme is set before they are read."""
        if not self._opening:
            super().refresh_css(animate)

    def delay_update(self, delay: float = 0.05) -> None:
        """Hide what comes between two screens; while the program opens there is nothing to hide."""
        if not self._opening:
            super().delay_update(delay)

    def on_mount(self) -> None:
        """Begin to collect garbage again once the first frame stands, and say what was not as asked."""
        self.call_after_refresh(self._first_frame_stands)
        self._heed_signals()
        wanted = self.office.settings.theme
        if wanted and wanted not in themes.ORDER and wanted not in self.available_themes:
            known = ", ".join(sorted({*themes.ORDER, *self.available_themes}))
            self._told_late.append(
                _("There is no theme %(name)s. Known: %(known)s.") % {"name": wanted, "known": known}
            )
        for problem in self._told_late:
            self.notify(problem, severity="warning")

    def _heed_signals(self) -> None:
        """Leave in order, with the terminal as it was, when the system asks for it."""
        if sys.platform == "win32":
            return
        with suppress(RuntimeError, ValueError):  # a loop of another thread takes no signals
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
                loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))

    def _first_frame_stands(self) -> None:
        """Collect garbage again, and load in a thread what the first write will need."""
        self._opening = False
        themes.register(self)
        gc.freeze()
        gc.enable()
        self.run_worker(self._behind_the_frame, thread=True, exit_on_error=False, description=BEHIND)

    def _behind_the_frame(self) -> list[Draft]:
        """Say that this window is open, look for drafts, and load what the first write will need."""
        from ttoffice.action import registered
        from ttoffice.screens.kit.drafting import drafts_of
        from ttoffice.store.presence import Presence

        presence = Presence(self.office.home.root)
        presence.enter(self.office.operator, self.office.clock)
        self.presence = presence
        waiting = drafts_of(self.office).waiting()
        registered()
        return waiting

    def on_unmount(self) -> None:
        """Say that this window is closed."""
        if self._watch is not None:
            self._watch.close()
        if self.presence is not None:
            self.presence.leave()

    def _look_around(self) -> None:
        """Look whether another window wrote; asked in a thread, one look at a time."""
        if self._watch is None:
            from ttoffice.store.watching import Watch

            self._watch = Watch(self.office.home.store, partial(self.office.reader, check_same_thread=False))
        self.run_worker(
            self._watch.changed,
            thread=True,
            exclusive=True,
            exit_on_error=False,
            group=WATCH,
            description=WATCH,
        )

    def _opened(self, waiting: list[Draft]) -> None:
        if waiting:
            told = _("%(count)d drafts were not saved; they are offered when the same form is opened again.")
            titles = [draft.title for draft in waiting[:DRAFTS_TOLD] if draft.title]
            text = "\n".join([told % {"count": len(waiting)}, *titles])
            self.notify(text, severity="warning", timeout=15)
        if isinstance(self.screen, BaseScreen):
            self.screen.show_where()
            self.screen.opened()
        self.set_interval(WATCH_PAUSE, self._look_around)
        if self._first:
            from ttoffice.screens.first_start.beginning import begin_with

            self.call_next(begin_with, self, self._first)

    def area_keys(self) -> tuple[AreaKey, ...]:
        """Return the work areas."""
        keys = {name: KEYS[f"area.{name}"] for name in self.MODES}
        return tuple(AreaKey(key.keys, key.label, name == self.current_mode) for name, key in keys.items())

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:  # noqa: ARG002 - as Textual calls it
        """Say which of the office's own keys take the place of another."""
        names = listed(sorted(KEYS[item.id].label for item in clashed_bindings if item.id in KEYS))
        if names:
            self.notify(
                _("The keymap in settings.toml takes keys away from: %(names)s.") % {"names": names},
                severity="warning",
            )

    # --- areas, leaving ------------------------------------------------------------------------------

    async def action_area(self, name: str) -> None:
        """Go to a work area; a dialog that is open is answered first."""
        if isinstance(self.screen, BaseModal):
            return
        await self.switch_mode(name)

    async def action_trail(self, by: int) -> None:
        """Go back or forward through the lists and records that were visited."""
        from ttoffice.screens.kit.trail import go

        await go(self, by)

    async def action_quit(self) -> None:
        """Leave the program; what is typed somewhere and not saved is asked about first."""
        for mode in self.MODES:
            for screen in reversed(self._screen_stacks.get(mode, [])):
                if getattr(screen, "unsaved", False):
                    if self.current_mode != mode:
                        await self.switch_mode(mode)
                    self._leave(screen)
                    return
        self.exit()

    def _leave(self, screen: Screen[Any]) -> None:
        from ttoffice.screens.kit.drafting import KeepsTyped
        from ttoffice.screens.modals.entry import ask_before_leaving

        if isinstance(screen, KeepsTyped) and screen.keeps:
            screen.leave(self.exit)
        else:
            ask_before_leaving(self.screen, self.exit)

    def action_help_quit(self) -> None:
        """Say how one quits, to those whose hands do it by ctrl+c."""
        self.notify(_("ctrl+q leaves the program."))

    # --- undo ----------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open, undo and leave nothing while a form is being sent; offer undo and redo only where nobody types."""
        if action in AWAY and self._sending():
            return False
        if action == "trail":
            return isinstance(self.screen, BaseScreen) and not self.screen.unsaved
        if action in UNDOING:
            return isinstance(self.screen, BaseScreen) and self.screen.undoes
        return super().check_action(action, parameters)

    def _sending(self) -> bool:
        """Return whether a form anywhere is being sent."""
        screens = (screen for stack in self._screen_stacks.values() for screen in stack)
        return any(isinstance(screen, Standing) and screen.closing for screen in screens)

    def action_undo(self) -> None:
        """Undo the newest thing done in this window."""
        self._put_back(forward=False)

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._put_back(forward=True)

    def _put_back(self, *, forward: bool) -> None:
        from ttoffice.screens.kit.correcting import offer_correction
        from ttoffice.screens.kit.undoing import put_back

        screen = self.screen
        step = self.steps.next_redo if forward else self.steps.next_undo
        if not isinstance(screen, BaseScreen) or screen.busy("undo"):
            return
        if step is None:
            self.notify(_("Nothing to do again.") if forward else _("Nothing was done in this window yet."))
        elif not step.undoable:
            offer_correction(screen, step)
        else:
            work = partial(put_back, self.office, step, forward=forward)
            screen.in_thread("undo", work, partial(self._brought_back, screen, step, forward))

    def _brought_back(self, screen: BaseScreen[Any], step: Step, forward: bool, result: PutBack) -> None:
        self.steps.moved(result.step, forward=forward)
        if result.refused and not result.step.touched and not forward:
            from ttoffice.screens.kit.correcting import offer_correction

            offer_correction(screen, step, "; ".join(message for _number, message in result.refused))
            return
        head = _("Done again: %(what)s") if forward else _("Undone: %(what)s. Z does it again.")
        lines = [head % {"what": result.step.sentence}] if result.step.touched else []
        lines += [f"{number}: {message}" for number, message in result.refused]
        self.notify("\n".join(lines), severity="warning" if result.refused else "information")
        screen.written()

    # --- help and palette ----------------------------------------------------------------------------

    def action_help(self) -> None:
        """Show the keys of this screen or dialog; choosing one runs it."""
        from ttoffice.screens.offering import offer_help

        offer_help(self)

    def action_manual(self) -> None:
        """Leave the help for the manual, at the page of the screen that the help is about."""
        from ttoffice.screens.manual import open_manual

        if isinstance(self.screen, BaseModal):
            self.screen.dismiss(None)
        self.call_next(open_manual, self)

    def action_palette(self) -> None:
        """Show everything that can be done here, and find all else; choosing it does it."""
        from ttoffice.screens.offering import offer_all

        offer_all(self)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take what was found behind the first frame, or tell of a failure of the program's own work."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.report(event.worker.error)
        elif event.state is WorkerState.SUCCESS and event.worker.description == BEHIND:
            self._opened(event.worker.result or [])
        elif event.state is WorkerState.SUCCESS and event.worker.description == WATCH and event.worker.result:
            for screen in self.screen_stack:
                if isinstance(screen, BaseScreen):
                    screen.written()


def run(home: Home, operator: str | None = None, environ: Mapping[str, str] | None = None) -> int:
    """Open the workbench on a home and return the exit code when it is closed; an untouched home is set up first.

    Raises UsageError, StoreError and MigrationError where the home cannot be opened.
    """
    from ttoffice.action.office import open_office, untouched

    env = os.environ if environ is None else environ
    suit_terminal(env)
    first = ""
    if untouched(home):
        from ttoffice.screens.first_start.beginning import first_start

        begun = first_start(home, operator, env)
        if begun is None:
            return 0
        home, first = begun
    office = open_office(home, environ=environ, operator=operator)
    gc.disable()
    try:
        app = TTOfficeApp(office, first)
        app.run()
    finally:
        gc.enable()
    return app.return_code or 0
