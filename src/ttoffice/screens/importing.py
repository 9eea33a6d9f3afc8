"""Importing a ledger: choose the file, see what would happen and where each column goes, then do it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen, office_app
from ttoffice.screens.import_rows import outcome_text, problem_cells, problem_columns
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.message import show_row
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.file_picker import FilePicker, look
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.text import one_line, plain
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.results.importing import ImportReport, Mapping

SUFFIXES = (".xlsx", ".csv", ".xlsm", ".txt")
PROPOSED, SAVED, KEEP = "proposed", "saved:", "keep"


class ImportScreen(BaseScreen[None]):
    """A file, its dry run, and the import."""

    CSS_PATH = "transfer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "check", N_("Dry run")),
        Binding("ctrl+s", "import", N_("Import")),
        Binding("f3", "sheet", N_("Sheet")),
        Binding("f9", "mapping", N_("Mapping")),
        Binding("escape", "leave", N_("Back")),
    ]

    @dataclass
    class Progress(Message):
        """So many rows are done; `total` is None while it is not known."""

        done: int
        total: int | None

    def __init__(self, start: str | None = None) -> None:
        super().__init__()
        self._start = start if start is not None else f"{Path.cwd()}/"
        self._file: Path | None = None
        self._sheet: str | None = None
        self._mapping: Mapping | None = None
        self._report: ImportReport | None = None

    def compose(self) -> ComposeResult:
        """Lay out file, outcome, mapping and problems."""
        yield Static(Content(_("Import a ledger of results (.xlsx, .csv)")), classes="screen-title")
        yield FilePicker(self._start, nothing=_("No workbook or CSV file here."))
        yield Static("", id="outcome", markup=False)
        with Vertical(id="found"):
            yield Static(Content(_("Where each column goes; Enter changes it")), classes="part-title")
            yield OptionList(id="columns", compact=True)
            yield Static(Content(_("Problems")), classes="part-title")
            yield ValueTable(problem_columns(), empty=_("No problems."), id="problems")
        with Horizontal(classes="buttons"):
            yield Button(Content(f"{_('Dry run')} F5"), id="check", compact=True)
            yield Button(Content(f"{_('Import')} ^S"), variant="primary", id="import", compact=True)
            yield Button(Content(f"{_('Back')} Esc"), id="back", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the files; the rest comes with a dry run."""
        self.query_one("#found").display = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what goes with a dry run only after one."""
        if action in ("import", "mapping"):
            return self._report is not None and self._report.dry_run
        if action == "sheet":
            return self._report is not None and self._report.dry_run and bool(self._report.other_sheets)
        return super().check_action(action, parameters)

    # --- the file ------------------------------------------------------------------------------------

    @on(FilePicker.Typed)
    def _path_typed(self, event: FilePicker.Typed) -> None:
        event.stop()
        picker = self.query_one(FilePicker)
        self.in_thread("look", partial(look, event.path, SUFFIXES), picker.show)

    @on(FilePicker.Chosen)
    def _file_chosen(self, event: FilePicker.Chosen) -> None:
        event.stop()
        if event.path.is_dir():
            return
        self._file, self._sheet, self._mapping = event.path, None, None
        self.action_check()

    # --- dry run and import --------------------------------------------------------------------------

    def action_check(self) -> None:
        """Read the file and say what would happen; nothing is written into the store."""
        path = self._file or self.query_one(FilePicker).path
        self._file = path
        self._run(dry_run=True)

    def action_import(self) -> None:
        """Do what the dry run said."""
        self._run(dry_run=False)

    def _run(self, *, dry_run: bool) -> None:
        if self.busy("import") or self._file is None:
            return
        self._say(_("Reading %(file)s") % {"file": self._file.name})
        work = partial(self._imported, self._file, self._sheet, self._mapping, dry_run)
        self.in_thread("import", work, self._show, self._failed)

    def _imported(
        self, file: Path, sheet: str | None, mapping: Mapping | None, dry_run: bool
    ) -> ImportReport:
        from ttoffice.results.importing import run_import

        def progress(done: int, total: int | None) -> None:
            self.post_message(self.Progress(done, total))

        return run_import(self.office, file, mapping=mapping, sheet=sheet, dry_run=dry_run, progress=progress)

    def on_import_screen_progress(self, event: ImportScreen.Progress) -> None:
        """Say how far it is."""
        if self.busy("import"):
            self._say(_("%(done)d rows") % {"done": event.done})

    def _failed(self, error: BaseException) -> bool:
        self._say("")
        office_app(self).report(error)
        return True

    def _say(self, text: str) -> None:
        self.query_one("#outcome", Static).update(plain(text))

    def _show(self, report: ImportReport) -> None:
        """Show what came of it."""
        self._report = report
        self._mapping = report.mapping
        self.query_one(FilePicker).open_list(opened=False)
        self.query_one("#found").display = True
        self._say(outcome_text(report))
        self._show_columns(report)
        problems = report.problems
        self.query_one(ValueTable).show_rows(len(problems), lambda index: problem_cells(problems[index]))
        self.refresh_bindings()
        self.query_one("#import", Button).disabled = not report.dry_run
        if report.dry_run:
            self.query_one("#import", Button).focus()
        else:
            self.notify(_("Imported: %(file)s") % {"file": report.file})
            self.query_one("#back", Button).focus()

    # --- the mapping ---------------------------------------------------------------------------------

    def _show_columns(self, report: ImportReport) -> None:
        from ttoffice.results.importing.targets import BY_TARGET

        listed = self.query_one("#columns", OptionList)
        at = listed.highlighted or 0
        listed.clear_options()
        for column in report.mapping.columns:
            goes = BY_TARGET[column.target].label if column.target else _("nowhere: not read")
            unsure = f"  {_('(guessed from a part of the heading)')}" if not column.sure else ""
            header = one_line(" ".join(column.header.split())) or _("(no heading)")
            listed.add_option(Option(Content(f"{header}  ->  {goes}{unsure}")))
        listed.highlighted = min(at, len(listed.options) - 1) if listed.options else None

    @on(OptionList.OptionSelected, "#columns")
    def _column_chosen(self, event: OptionList.OptionSelected) -> None:
        from ttoffice.results.importing.targets import TARGETS

        event.stop()
        if self._mapping is None or not (self._report and self._report.dry_run):
            return
        column = self._mapping.columns[event.option_index]
        options = [("", _("nowhere: not read")), *((target.key, target.label) for target in TARGETS)]
        title = _("Where does %(column)s go?") % {"column": one_line(column.header)}
        self.app.push_screen(
            ChoiceModal(title, options, column.target), partial(self._target_chosen, event.option_index)
        )

    def _target_chosen(self, index: int, target: str | None) -> None:
        if target is None or self._mapping is None:
            return
        columns = list(self._mapping.columns)
        columns[index] = replace(columns[index], target=target, sure=True)
        self._mapping = replace(self._mapping, columns=tuple(columns))
        self._run(dry_run=True)

    def action_sheet(self) -> None:
        """Choose another sheet of the workbook."""
        if self._report is not None:
            names = [self._report.sheet, *self._report.other_sheets]
            self.app.push_screen(
                ChoiceModal(_("Sheet"), [(name, name) for name in names], self._report.sheet),
                self._sheet_chosen,
            )

    def _sheet_chosen(self, sheet: str | None) -> None:
        if sheet is not None:
            self._sheet, self._mapping = sheet, None
            self._run(dry_run=True)

    def action_mapping(self) -> None:
        """Save this mapping, or take a saved one."""
        folder = self.office.home.mappings
        saved = sorted(folder.glob("*.toml")) if folder.is_dir() else []
        options = [
            (KEEP, _("Save this mapping for later")),
            (PROPOSED, _("Propose a mapping anew")),
            *(
                (f"{SAVED}{path}", _("Use the saved mapping %(name)s") % {"name": path.stem})
                for path in saved
            ),
        ]
        self.app.push_screen(ChoiceModal(_("Mapping"), options, KEEP), self._mapping_chosen)

    def _mapping_chosen(self, chosen: str | None) -> None:
        if chosen == KEEP:
            self.in_thread("mapping", self._save_mapping, self._mapping_saved)
        elif chosen == PROPOSED:
            self._mapping = None
            self._run(dry_run=True)
        elif chosen is not None:
            from ttoffice.results.importing import load_mapping

            path = Path(chosen.removeprefix(SAVED))
            self.in_thread("mapping", partial(load_mapping, path), self._mapping_loaded)

    def _mapping_loaded(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._run(dry_run=True)

    def _save_mapping(self) -> Path | None:
        from ttoffice.results.importing import save_mapping

        if self._mapping is None or self._file is None:
            return None
        folder = self.office.home.mappings
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{self._file.stem[:80]}.toml"
        save_mapping(self._mapping, target)
        return target

    def _mapping_saved(self, path: Path | None) -> None:
        if path is not None:
            self.notify(_("The mapping is saved: %(path)s") % {"path": path})

    @on(PagedTable.Opened)
    def _row_opened(self, event: PagedTable.Opened) -> None:
        event.stop()
        show_row(self, event.table)

    # --- leaving -------------------------------------------------------------------------------------

    @on(Button.Pressed, "#check")
    def _check_pressed(self) -> None:
        self.action_check()

    @on(Button.Pressed, "#import")
    def _import_pressed(self) -> None:
        if self.check_action("import", ()):
            self.action_import()

    @on(Button.Pressed, "#back")
    def _back_pressed(self) -> None:
        self.action_leave()

    def action_leave(self) -> None:
        """Go back; not while rows are being written."""
        if self.busy("import"):
            self.notify(_("Wait until the file is read; nothing is half done."), severity="warning")
        else:
            self.dismiss(None)
