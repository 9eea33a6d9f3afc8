"""The exhibits of a record: attached one by one or a folder at once, opened, checked, and what each proves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.detail import DetailPane
from ttoffice.screens.kit.exhibit_rows import (
    Shown,
    added,
    exhibit_cells,
    exhibit_columns,
    exhibit_fields,
    exhibit_reading,
    link_fields,
    particulars,
    read_exhibits,
    reason_fields,
)
from ttoffice.screens.kit.styles import LIST_CSS, SCREEN_CSS, Styles
from ttoffice.screens.kit.working import Work, WorkScreen
from ttoffice.screens.twins import TwinOf, asked, command_twin, file_word, options
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.stopping import Stopped
from ttoffice.widgets.text import one_line
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome
    from ttoffice.evidence.attaching import Attached
    from ttoffice.evidence.checks import CheckReport
    from ttoffice.screens.modals.message import MessageModal
    from ttoffice.twin import Twin
    from ttoffice.widgets.fields import Field

NEEDS_ROW = frozenset({"open", "relate", "unrelate", "describe"})


class ExhibitsScreen(WorkScreen):
    """The exhibits of one record, and beside them the current one in full."""

    CSS_PATH: ClassVar[Styles] = [*SCREEN_CSS, LIST_CSS]
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("exhibits.attach", "attach", show=True),
        bind("exhibits.attach_many", "attach_many", show=True),
        bind("record.open", "open", show=True),
        bind("exhibits.relate", "relate", show=True),
        bind("exhibits.unrelate", "unrelate"),
        bind("exhibits.describe", "describe"),
        bind("exhibits.check", "check", show=True),
        bind("exhibits.unrelied", "unrelied"),
        bind("record.leave", "leave"),
    ]

    def __init__(self, area: Area, number: str) -> None:
        super().__init__()
        self.area, self._number = area, number
        self._all: list[Shown] = []
        self._found: list[Shown] = []
        self._only_unrelied = False

    def compose(self) -> ComposeResult:
        """Lay out the list and the detail."""
        yield from self.compose_head(_("Exhibits of %(number)s") % {"number": self._number})
        yield from self.compose_outcome()
        with Horizontal(id="work"):
            empty = _("No exhibits yet: Ins attaches a file, F7 a folder.")
            yield ValueTable(exhibit_columns(), empty=empty, id="rows")
            yield DetailPane(ruled=True, id="detail")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the exhibits."""
        self.query_one(ValueTable).focus()
        self.show_where()
        self.reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what concerns one exhibit only where there is one, and nothing while something runs."""
        if action in NEEDS_ROW:
            return bool(self._found) and not self.busy("work")
        if action in ("attach", "attach_many", "check"):
            return not self.busy("work")
        return super().check_action(action, parameters)

    def written(self) -> None:
        """Read again what is shown."""
        self.reload()

    def reload(self) -> None:
        """Read the exhibits anew."""
        self.in_thread("exhibits", partial(read_exhibits, self.office, self._number), self._read)

    def _read(self, found: list[Shown]) -> None:
        self._all = found
        self._show()

    def _show(self) -> None:
        table = self.query_one(ValueTable)
        at = table.cursor
        self._found = [item for item in self._all if not (self._only_unrelied and item.relied)]
        found, rulebook = self._found, self.office.rulebook
        at = min(at, max(0, len(found) - 1))
        table.show_rows(len(found), lambda place: exhibit_cells(found[place], rulebook), at=at)
        self._show_detail()
        self.refresh_bindings()

    @on(PagedTable.Highlighted)
    def _row_highlighted(self, event: PagedTable.Highlighted) -> None:
        event.stop()
        self._show_detail()

    def _show_detail(self) -> None:
        current = self._current
        reading = None if current is None else exhibit_reading(current, self.office.rulebook)
        self.query_one(DetailPane).show(reading)

    @property
    def _current(self) -> Shown | None:
        at = self.query_one(ValueTable).cursor
        return self._found[at] if at < len(self._found) else None

    # --- attach --------------------------------------------------------------------------------------

    def action_attach(self) -> None:
        """Choose a file, then ask where it comes from and what it proves."""
        from ttoffice.screens.modals.files import FileModal

        self.app.push_screen(FileModal(_("Which file?")), self._file_chosen)

    def _file_chosen(self, path: Path | None) -> None:
        if path is None:
            return
        if not _is_text(path.name):
            self.app.push_screen(_unnameable(path.name))
            return
        title = _("Attach %(name)s to %(number)s") % {"name": one_line(path.name), "number": self._number}
        fields, twin = exhibit_fields(self.office.rulebook), partial(self._attach_twin, path)
        perform = partial(self._add, path)
        self._ask(f"exhibit.add {self._number}", title, fields, perform, self._attached, twin=twin)

    def _attach_twin(self, path: Path, values: dict[str, Any]) -> Twin:
        told = {
            "--source": values.get("source"),
            "--collector": values.get("collector"),
            "--on": values.get("collected_on"),
            "--proves": [values.get("proves"), values.get("code")],
            "--pages": values.get("pages"),
            "--confidentiality": values.get("confidentiality"),
        }
        return command_twin(self.office, "attach", self._number, file_word(path), *options(told))

    def _add(self, path: Path, values: dict[str, Any]) -> Outcome:
        from ttoffice.evidence.attaching import attach

        return attach(self.office, {"subject": self._number, "path": str(path), **added(values)})

    def _attached(self, outcome: Outcome) -> None:
        lines = [_("Attached: %(number)s") % {"number": outcome.value}]
        self.notify("\n".join([*lines, *(warning.message for warning in outcome.warnings)]))

    def action_attach_many(self) -> None:
        """Choose a folder, then ask what is to be said of all its files."""
        from ttoffice.screens.modals.files import FolderModal

        self.app.push_screen(
            FolderModal(_("Which folder? All files in it are attached.")), self._folder_chosen
        )

    def _folder_chosen(self, path: Path | None) -> None:
        from ttoffice.screens.modals.entry import FormModal

        if path is None:
            return
        title = _("Attach all files of %(name)s to %(number)s") % {
            "name": one_line(path.name or str(path)),
            "number": self._number,
        }

        def filled(values: dict[str, Any] | None) -> None:
            if values is not None:
                work = partial(_attach_all, self.office, path, {"subject": self._number, **added(values)})
                self.start_work(_("Copying"), work, self._attached_all)

        self.app.push_screen(FormModal(title, exhibit_fields(self.office.rulebook), {}), filled)

    def _attached_all(self, outcomes: list[Attached]) -> None:
        from ttoffice.screens.modals.message import MessageModal

        failed = [item for item in outcomes if item.problem]
        told = _("%(done)d attached, %(failed)d not; each file stands by itself.") % {
            "done": len(outcomes) - len(failed),
            "failed": len(failed),
        }
        self.say(told)
        if failed:
            lines = [f"{one_line(item.path.name)}: {item.problem}" for item in failed]
            self.app.push_screen(MessageModal(told, "\n".join(lines)))
        self.reload()

    def _work_failed(self, error: BaseException) -> bool:
        """Tell why it ended, and show what was attached before."""
        told = super()._work_failed(error)
        if isinstance(error, Stopped):
            self.say(_("Stopped; what was attached before stays attached."))
        self.reload()
        return told

    # --- what it proves, and what is said of it ------------------------------------------------------

    def action_relate(self) -> None:
        """Say what the current exhibit proves."""
        current = self._current
        if current is not None:
            title = _("What does %(number)s prove?") % {"number": current.view.number}
            fields = link_fields(self.office.rulebook)
            begun = {"target": self._number}
            perform = partial(self._perform, "exhibit.relate", current)
            kept = f"exhibit.relate {current.view.number}"
            self._ask(kept, title, fields, perform, self._done, begun)

    def action_unrelate(self) -> None:
        """Take back something that the current exhibit proves."""
        from ttoffice.evidence.purposes import purpose_label
        from ttoffice.screens.modals.choice import ChoiceModal

        current = self._current
        links = current.view.links if current is not None else ()
        if not links:
            self.notify(_("Nothing was said yet of what it proves."))
            return
        options = [
            (str(place), f"{link.target}  {purpose_label(self.office.rulebook, link.code)}")
            for place, link in enumerate(links)
        ]

        def chosen(place: str | None) -> None:
            if place is not None and current is not None:
                link = links[int(place)]
                wanted = {"target": link.target, "code": link.code}
                title = _("Take back: %(what)s") % {"what": options[int(place)][1]}
                perform = partial(self._perform, "exhibit.unrelate", current, more=wanted)
                kept = f"exhibit.unrelate {current.view.number}"
                self._ask(kept, title, reason_fields(), perform, self._done)

        self.app.push_screen(ChoiceModal(_("Which of these?"), options), chosen)

    def action_describe(self) -> None:
        """Correct what is said of the current exhibit; its file stays as it is."""
        current = self._current
        if current is not None:
            title = _("Correct what is said of %(number)s") % {"number": current.view.number}
            document = current.view.as_document()
            perform = partial(self._describe, current)
            kept = f"exhibit.describe {current.view.number}"
            self._ask(kept, title, particulars(), perform, self._done, document)

    def _describe(self, current: Shown, values: dict[str, Any]) -> Outcome:
        from ttoffice.action import perform

        kept = {key: value for key, value in values.items() if value is not None or key == "pages"}
        view = current.view
        return perform(self.office, "exhibit.describe", kept, subject=view.number, version=view.version)

    def _perform(
        self, name: str, current: Shown, values: dict[str, Any], more: dict[str, Any] | None = None
    ) -> Outcome:
        from ttoffice.action import perform

        data = {key: value or "" for key, value in values.items()}
        return perform(self.office, name, {**data, **(more or {})}, subject=current.view.number)

    def _done(self, outcome: Outcome) -> None:
        self.notify(_("Saved: %(number)s") % {"number": outcome.value})

    def _ask(
        self,
        kept: str,
        title: str,
        fields: tuple[Field, ...],
        perform: Callable[[dict[str, Any]], Outcome],
        told: Callable[[Outcome], object],
        begun: dict[str, Any] | None = None,
        twin: TwinOf | None = None,
    ) -> None:
        """Ask for the data of a verb and run it; then tell of it and read the exhibits anew.

        `kept` is the key of the draft of what is typed.
        """
        from ttoffice.screens.modals.entry import VerbModal

        def finished(outcome: Outcome | None) -> None:
            if outcome is not None:
                told(outcome)
                self.reload()

        modal = VerbModal(title, perform, fields, begun, twin=twin or asked(self.office, perform), kept=kept)
        self.app.push_screen(modal, finished)

    # --- checks --------------------------------------------------------------------------------------

    def action_check(self) -> None:
        """Read every file again and compare it with what was kept."""
        self.start_work(_("Reading"), partial(_check, self.office, self._number), self._checked)

    def _checked(self, report: CheckReport) -> None:
        from ttoffice.evidence.codes import state_label

        lines = [
            f"{state_label(item.state)}: {'、'.join(view.number for view in item.exhibits)}"
            f"  {_('Relied on by')} {'、'.join(item.relying)}"
            for item in report.failing
        ]
        told = _("%(files)d files read, %(failing)d not as they were kept; the result is remembered.")
        self.say("\n".join([told % {"files": report.files, "failing": len(report.failing)}, *lines]))
        self.reload()

    def action_unrelied(self) -> None:
        """Show only the exhibits that nothing relies on, or all again."""
        self._only_unrelied = not self._only_unrelied
        self.say(_("Only exhibits that nothing relies on.") if self._only_unrelied else "")
        self._show()

    # --- open ----------------------------------------------------------------------------------------

    @on(PagedTable.Opened)
    def _row_opened(self, event: PagedTable.Opened) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the file with the system's program; it is a copy, and the vault's stays as it is."""
        from ttoffice.evidence.opening import open_exhibit

        current = self._current
        if current is not None:
            view = current.view
            self.notify(_("Opening %(name)s") % {"name": view.name})
            self.in_thread("open", partial(open_exhibit, self.office, view.number), self._opened)

    def _opened(self, path: Path) -> None:
        self.notify(_("Opened a copy: %(path)s") % {"path": path})


def _attach_all(office: Office, folder: Path, data: dict[str, Any], work: Work) -> list[Attached]:
    from ttoffice.evidence.attaching import attach_many, files_of

    return list(attach_many(office, files_of([folder]), data, work.step))


def _check(office: Office, number: str, work: Work) -> CheckReport:
    from ttoffice.evidence.checks import CheckReport, check_files
    from ttoffice.evidence.subjects import find_record

    with office.reader() as reader:
        record = find_record(reader, number)
    return CheckReport(0, ()) if record is None else check_files(office, record, work.step)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unnameable(name: str) -> MessageModal:
    """Return what is said of a file whose name the record could not hold."""
    from ttoffice.screens.modals.message import MessageModal

    told = _("The name of this file is no text, so it cannot be recorded: %(name)s") % {
        "name": one_line(name)
    }
    return MessageModal(
        _("This did not work"), told, _("Nothing was attached. Give the file another name, then attach it.")
    )
