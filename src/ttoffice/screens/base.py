"""What every screen stands on: work in threads whose failures are told, the office, and the commands it offers."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

from textual import events, on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import ActiveBinding, Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker, WorkerCancelled, WorkerFailed, WorkerState

from ttoffice.errors import RefusedError, TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.screens.holding import HoldsKeys
from ttoffice.screens.kit.styles import MODAL_CSS, Styles
from ttoffice.widgets.bars import AreaKey, described
from ttoffice.widgets.keys import KEYS, bind, is_twin, spoken
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.prose import wrapped
from ttoffice.widgets.text import one_line, plain

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.screens.kit.trail import Trail
    from ttoffice.screens.kit.undoing import UndoStack
    from ttoffice.screens.kit.viewing import Shown
    from ttoffice.store.presence import Presence
    from ttoffice.twin import Twin

TOAST, TOAST_FRAME = 55, 4
"""Cells of a line of a toast at most, as Textual lays them out: half of the screen, and its frame."""
KEEPING = "draft"
"""The group of the work that writes down what is typed into a form."""
T = TypeVar("T")
R = TypeVar("R")


class Command(NamedTuple):
    """Something that can be done here: for the palette and the help.

    Attributes:
        label: what it does, in the user's language.
        run: does it.
        keys: the keys that do it too, as shown.
        reasons: why it cannot be done now; it is then shown grey, and says so when chosen.
        id: the id of its key, or the name of its action; by it reasons that are found later are added.
        group: the heading it stands under in a list of commands; by its key where empty.
        twin: makes the call of the command line that does the same; None where there is none.
    """

    label: str
    run: Callable[[], object]
    keys: str = ""
    reasons: tuple[Reason, ...] = ()
    id: str = ""
    group: str = ""
    twin: Callable[[], Twin | None] | None = None


class OfficeApp(App[None]):
    """The program as its screens see it: an opened office, and a place where failures are told."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.presence: Presence | None = None
        self.unit = ""
        self.lock = ""
        self.names_covered = office.settings.mask_names
        self.lately: list[str] = []
        """What was taken from the palette in this window, the newest first."""
        self.own_keys: Mapping[str, str] = {}
        self.lists_left: dict[str, Shown] = {}

    @cached_property
    def steps(self) -> UndoStack:
        """What was done in this window, to be undone."""
        from ttoffice.screens.kit.undoing import UndoStack

        return UndoStack()

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is shown."""
        name = "" if binding.key_display else spoken(binding.key)
        return name or super().get_key_display(binding).replace("alt+", "Alt+")

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Take a keymap: what it gives an id goes instead of the keys that the id has by itself."""
        self.own_keys = keys
        self.set_keymap(dict(keys))

    async def keep_typed(self) -> None:
        """Let every open form write down what stands in it and wait for it, where the window ends and asks nobody."""
        for stack in self._screen_stacks.values():
            for screen in stack:
                keep = getattr(screen, "keep", None)
                if keep is not None:
                    keep()
        writing = [work for work in self.workers if work.group == KEEPING]
        if writing:
            with suppress(WorkerCancelled, WorkerFailed):  # nobody is there to be told
                await self.workers.wait_for_complete(writing)

    def shown_key(self, key_id: str) -> str:
        """Return the first key of an id as it is shown, the office's own where the keymap gives another."""
        keys = self.own_keys.get(key_id, KEYS[key_id].keys).split(",")
        first = next((key for key in keys if key and not is_twin(key)), "")
        return self.get_key_display(Binding(first, "")) if first else ""

    @cached_property
    def trail(self) -> Trail:
        """The lists and records that were visited in this window."""
        from ttoffice.screens.kit.trail import Trail

        return Trail()

    def area_keys(self) -> tuple[AreaKey, ...]:
        """Return the work areas."""
        return ()

    def on_key(self, event: events.Key) -> None:
        """Hand a key that was on its way when a screen was opened to that screen, which waits for it."""
        if isinstance(self.screen, HoldsKeys):
            self.screen.on_key(event)

    @on(PagedTable.Copied)
    def _row_copied(self, event: PagedTable.Copied) -> None:
        self.copy(event.text)

    @on(PagedTable.CellAsked)
    def _cell_asked(self, event: PagedTable.CellAsked) -> None:
        from ttoffice.screens.kit.copying import choose_cell

        choose_cell(self, event.labels, event.texts)

    def copy(self, text: str, called: str = "") -> None:
        """Put a text on the clipboard, and say so: by its beginning, or by what it is `called`."""
        self.copy_to_clipboard(text)
        self.notify(_("Copied: %(text)s") % {"text": called or one_line(text, 60)})

    def copy_to_clipboard(self, text: str) -> None:
        """Put a text on the clipboard: by a program of the system where there is one, else through the terminal.

        Some terminals take the bytes of Chinese for Latin letters, so they are asked only where nothing else is.
        """
        from ttoffice.screens.kit.copying import put_on_clipboard

        self._clipboard = text

        def put() -> None:
            if not put_on_clipboard(text):
                self.call_from_thread(super(OfficeApp, self).copy_to_clipboard, text)

        self.run_worker(put, thread=True, exit_on_error=False, group="copy")

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a short message; nothing in it is markup, whoever calls: widgets of Textual pass True."""
        text = wrapped(plain(message), min(TOAST, self.size.width // 2 - TOAST_FRAME)).plain
        super().notify(text, title=one_line(title), severity=severity, timeout=timeout, markup=False)

    def report(self, error: BaseException) -> None:
        """Tell the user of a failure: what happened, what is safe, what to do next."""
        from ttoffice.screens.modals.message import MessageModal, ReasonsModal

        if isinstance(error, RefusedError):
            self.push_screen(ReasonsModal(_("This cannot be done"), error.reasons, error.advice))
            return
        if isinstance(error, TTOfficeError):
            if not (isinstance(self.screen, MessageModal) and self.screen.says(error.message)):
                self.push_screen(MessageModal(_("This did not work"), error.message, error.advice))
            return
        place = keep_failure(self.office.home.logs, error, self.office.clock())
        text = f"{type(error).__name__}: {error}"
        if isinstance(self.screen, MessageModal) and self.screen.says(text):
            return
        self.push_screen(
            MessageModal(
                _("The program failed unexpectedly"),
                text,
                _("What was not finished was undone. The details are in %(place)s.") % {"place": place},
            )
        )


def keep_failure(folder: Path, error: BaseException, moment: datetime) -> str:
    """Write what is known of an unexpected failure into a folder; return where, or why it could not be."""
    path = folder / f"failure-{moment.strftime('%Y%m%d-%H%M%S-%f')}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(
            "".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace"
        )
    except OSError as trouble:
        return _("no file (%(path)s: %(error)s)") % {"path": path, "error": trouble.strerror or trouble}
    return str(path)


class _Job(NamedTuple):
    """Work under way: what to do with its result, or with its failure where somebody waits for it."""

    worker: Worker[Any]
    then: Callable[[Any], object]
    failed: Callable[[BaseException], bool] | None


class Background(Widget):
    """Runs work in threads: the newest of a group counts, its result comes back on the screen's own thread."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._jobs: dict[str, _Job] = {}
        super().__init__(*args, **kwargs)

    def in_thread(
        self,
        group: str,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[BaseException], bool] | None = None,
    ) -> None:
        """Do work that may take long; then `then` gets its result.

        Args:
            group: newer work of the same group makes older work's result void.
            work: runs in a thread, and must not touch a widget.
            then: runs on the screen's thread.
            failed: is asked about a failure first; false means that it is to be reported.
        """
        worker = self.run_worker(
            work, group=group, thread=True, exclusive=True, exit_on_error=False, description=group
        )
        self._jobs[group] = _Job(worker, then, failed)

    def busy(self, group: str) -> bool:
        """Return whether work of a group is under way."""
        return group in self._jobs

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Hand on a result or a failure; what comes from older work is dropped."""
        worker = event.worker
        job = self._jobs.get(worker.group)
        if event.state not in (WorkerState.SUCCESS, WorkerState.ERROR):
            return
        if job is None or job.worker is not worker:
            return
        del self._jobs[worker.group]
        if event.state is WorkerState.SUCCESS:
            job.then(worker.result)
        elif worker.error is not None and not (job.failed and job.failed(worker.error)):
            office_app(self).report(worker.error)


def office_app(widget: Widget) -> OfficeApp:
    """Return the program that a widget is part of."""
    app = widget.app
    assert isinstance(app, OfficeApp)
    return app


FOCUS: tuple[BindingType, ...] = (
    bind("focus.next", "app.focus_next"),
    bind("focus.previous", "app.focus_previous"),
    bind("text.copy", "screen.copy_text"),
)
"""Keys of every screen and dialog."""


class Standing(Screen[R]):
    """A screen that cannot be left before it stands: a key that comes while it opens was meant for another."""

    _frozen: tuple[Widget, Widget | None] | None = None

    @property
    def closing(self) -> bool:
        """Whether what stands here is being sent; the screen is left when that is done."""
        return self._frozen is not None

    def freeze(self, form: Widget) -> None:
        """Take nothing more into a form that is being sent: what came now would be lost with the screen."""
        self._frozen = form, self.focused
        form.disabled = True

    def thaw(self) -> None:
        """Go on where one was: what was sent did not arrive."""
        if self._frozen is not None:
            (form, focused), self._frozen = self._frozen, None
            form.disabled = False
            self.set_focus(focused)

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Leave with an answer; nothing happens while the screen is still opening, or where it was left already.

        Textual would leave the screen on top, whichever that is; a dialog that came up meanwhile goes first.
        """
        if not self.is_mounted or self not in self.app.screen_stack:
            return AwaitComplete.nothing()  # type: ignore[no-untyped-call, no-any-return]  # Textual leaves it bare
        while self.app.screen is not self:
            self.app.pop_screen()
        return super().dismiss(result)


class BaseScreen(Standing[R], Background):
    """A full screen of the workbench."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("app.help", "app.help", show=True),
        bind("app.palette", "app.palette", show=True),
        *FOCUS,
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual declares it

    @property
    def office(self) -> Office:
        """The office at work."""
        return office_app(self).office

    @property
    def unsaved(self) -> bool:
        """Whether something was typed here that would be lost."""
        return False

    @property
    def undoes(self) -> bool:
        """Whether undo and redo mean what stands in the store; not where somebody types."""
        return not isinstance(self.focused, Input)

    def _compositor_refresh(self) -> None:
        """Draw nothing while updates are held back, as they are while the program opens.

        Textual would draw all of it and throw it away: a tenth of the time to the first rows.
        """
        if not self.app._batch_count:  # noqa: SLF001 - it has no public name, and Textual is pinned
            super()._compositor_refresh()

    def show_where(self) -> None:
        """Fill the line at the top anew, on screens that have one."""

    def opened(self) -> None:
        """Do what need not be done before the first frame stands, on the screen with which the program opens."""

    def written(self) -> None:
        """Show what stands in the store now: something was written behind this screen."""

    def tell_written(self, path: Path, trouble: str) -> None:
        """Say where a page for paper was written, and why no program opened it where none did."""
        told = _("The page is written: %(path)s") % {"path": path}
        text = f"{told}\n{trouble}" if trouble else told
        self.notify(text, severity="warning" if trouble else "information")

    def more_commands(self) -> Iterable[Command]:
        """Yield what can be done here beyond the keys."""
        return ()

    def later_reasons(self) -> Callable[[], dict[str, tuple[Reason, ...]]] | None:
        """Return what finds, in a thread, the reasons against commands by their ids; None where nothing is to find."""
        return None


class BaseModal(Standing[R], ModalScreen[R], Background):
    """A dialog over a screen; Esc leaves it without an answer."""

    CSS_PATH: ClassVar[Styles] = MODAL_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        *FOCUS,
        bind("screen.leave", "leave", show=True),
        bind("app.help", "app.help", show=True),
        bind("app.palette", "app.palette"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual declares it

    @property
    def office(self) -> Office:
        """The office at work."""
        return office_app(self).office

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


def key_commands(screen: Screen[Any]) -> list[Command]:
    """Return what the keys do that work on a screen now, one command an action, with all its keys, by group."""
    found: dict[tuple[int, str], list[ActiveBinding]] = {}
    for active in screen.active_bindings.values():
        if active.enabled and described(active.binding):
            found.setdefault((id(active.node), active.binding.action), []).append(active)
    app = office_app(screen)
    order = list(KEYS)
    commands = []
    for group in sorted(found.values(), key=lambda group: order.index(group[0].binding.id or "")):
        shown = [active.binding for active in group if not is_twin(active.binding.key)]
        keys = " ".join(dict.fromkeys(map(app.get_key_display, shown)))
        first = group[0]
        run = partial(app.run_action, first.binding.action, first.node)
        commands.append(Command(described(first.binding), run, keys, id=first.binding.id or ""))
    return commands
