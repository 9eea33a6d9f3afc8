"""Importing a ledger of results, contracts or receipts: the file, what would happen, where each column goes, then it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from ttoffice.i18n import gettext as _
from ttoffice.screens.import_kinds import LEDGERS, LedgerKind
from ttoffice.screens.import_rows import outcome_text, problem_cells, problem_columns
from ttoffice.screens.kit.folders import begin_folder, remember_folder
from ttoffice.screens.kit.styles import FORM_CSS, Styles
from ttoffice.screens.kit.working import Work, WorkScreen
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.message import show_row
from ttoffice.screens.twins import Twinned, command_twin, file_word, options
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.file_picker import FilePicker, look
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.text import one_line
from ttoffice.widgets.twin_line import TwinLine
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.results.importing import ImportReport, Mapping
    from ttoffice.twin import Twin

SUFFIXES = (".xlsx", ".csv", ".xlsm", ".txt")
PROPOSED, SAVED, KEEP = "proposed", "saved:", "keep"


class ImportScreen(Twinned[Any], WorkScreen):
    """A file, its dry run, and the import."""

    CSS_PATH: ClassVar[Styles] = [*FORM_CSS, Path(__file__).with_name("results.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("import.check", "check", show=True),
        bind("import.run", "import", show=True),
        bind("import.ledger", "ledger", show=True),
        bind("import.sheet", "sheet", show=True),
        bind("import.mapping", "mapping", show=True),
        bind("import.report", "report", show=True),
    ]

    twins = True

    def __init__(self, start: str | None = None, ledger: str = "results") -> None:
        super().__init__()
        self._kind = LEDGERS[ledger]
        self._start = start
        self._file: Path | None = None
        self._sheet: str | None = None
        self._mapping: Mapping | None = None
        self._report: ImportReport | None = None
        self._stamp: tuple[int, ...] = ()
        self._mapped_by: Path | None = None
        self._by_hand = False

    def compose(self) -> ComposeResult:
        """Lay out file, outcome, mapping and problems."""
        yield from self.compose_head(self._kind.title)
        start = begin_folder(self.office.home) if self._start is None else self._start
        yield FilePicker(start, nothing=_("No workbook or CSV file here."))
        yield from self.compose_outcome()
        with Vertical(id="found"):
            yield Static(Content(_("Where each column goes; Enter changes it")), classes="part-title")
            yield OptionList(id="columns", compact=True)
            yield Static(Content(_("Problems")), classes="part-title")
            yield ValueTable(problem_columns(), empty=_("No problems."), id="problems")
        with Horizontal(classes="buttons"):
            yield Button(Content(f"{_('Dry run')} F5"), id="check", compact=True)
            yield Button(Content(f"{_('Import')} ^S"), variant="primary", id="import", compact=True)
            yield Button(Content(f"{_('Back')} Esc"), id="back", compact=True)
            yield TwinLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the files; the rest comes with a dry run."""
        self.query_one("#found").display = False
        self.show_where()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what goes with a dry run only after one."""
        if action in ("import", "mapping"):
            return self._report is not None and self._report.dry_run and not self.busy("work")
        if action == "report":
            return self._report is not None and bool(self._report.report_file)
        if action == "sheet":
            return self._report is not None and self._report.dry_run and bool(self._report.other_sheets)
        return super().check_action(action, parameters)

    # --- the file ------------------------------------------------------------------------------------

    @on(FilePicker.Typed)
    def _path_typed(self, event: FilePicker.Typed) -> None:
        event.stop()
        picker = self.query_one(FilePicker)
        if self._file is not None and picker.path != self._file:
            self._forget()
        self.in_thread("look", partial(look, event.path, SUFFIXES), picker.show)

    def _forget(self) -> None:
        """Leave a file for another one that is being typed: nothing found of it holds for the other."""
        self._file = self._sheet = self._report = None
        self._map_anew()
        self.query_one("#found").display = False
        self.query_one("#import", Button).disabled = True
        self.query_one(FilePicker).open_list(opened=True)
        self.say("")
        self.refresh_bindings()

    @on(FilePicker.Chosen)
    def _file_chosen(self, event: FilePicker.Chosen) -> None:
        event.stop()
        if event.path.is_dir():
            return
        self._file, self._sheet = event.path, None
        self._map_anew()
        remember_folder(self.office.home, event.path)
        self.action_check()

    # --- dry run and import --------------------------------------------------------------------------

    def action_check(self) -> None:
        """Read the file and say what would happen; nothing is written into the store."""
        path = self._file or self.query_one(FilePicker).path
        self._file = path
        self._run(dry_run=True)

    def action_import(self) -> None:
        """Do what the dry run said; a file that was changed since is looked at anew first."""
        changed = self._file is not None and _stamp(self._file) != self._stamp
        if changed:
            self.notify(_("The file was changed meanwhile: this is a new dry run."), severity="warning")
        self._run(dry_run=changed)

    def _run(self, *, dry_run: bool) -> None:
        if self.busy("work") or self._file is None:
            return
        if dry_run:
            self._stamp = _stamp(self._file)
        what = _("Reading %(file)s") if dry_run else _("Importing %(file)s")
        work = partial(_imported, self._kind, self.office, self._file, self._sheet, self._mapping, dry_run)
        self.start_work(what % {"file": self._file.name}, work, self._show)

    def _show(self, report: ImportReport) -> None:
        """Show what came of it."""
        self._report = report
        self._mapping = report.mapping
        self.query_one(FilePicker).open_list(opened=False)
        self.query_one("#found").display = True
        self.say(outcome_text(report))
        self._show_columns(report)
        problems = report.problems
        self.query_one(ValueTable).show_rows(len(problems), lambda index: problem_cells(problems[index]))
        self.refresh_bindings()
        self.follow()
        self.query_one("#import", Button).disabled = not report.dry_run
        if report.dry_run:
            self.query_one("#columns").focus()  # a key pressed too often must not write a ledger
        else:
            self.notify(_("Imported: %(file)s") % {"file": report.file})
            self.query_one("#back", Button).focus()

    def made_twin(self) -> Twin | None:
        """Return the twin of the import; of columns that were sent elsewhere by hand there is one once they are saved."""
        if self._file is None or self._by_hand:
            return None
        told = {"--sheet": self._sheet, "--map": self._mapped_by}
        return command_twin(self.office, "import", self._kind.code, file_word(self._file), *options(told))

    # --- the mapping ---------------------------------------------------------------------------------

    def _show_columns(self, report: ImportReport) -> None:
        known = self._kind.load()[0].by_key
        listed = self.query_one("#columns", OptionList)
        at = listed.highlighted or 0
        listed.clear_options()
        for column in report.mapping.columns:
            goes = known[column.target].label if column.target else _("nowhere: not read")
            unsure = f"  {_('(guessed from a part of the heading)')}" if not column.sure else ""
            header = one_line(" ".join(column.header.split())) or _("(no heading)")
            listed.add_option(Option(Content(f"{header}  ->  {goes}{unsure}")))
        listed.highlighted = min(at, len(listed.options) - 1) if listed.options else None

    @on(OptionList.OptionSelected, "#columns")
    def _column_chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._mapping is None or not (self._report and self._report.dry_run):
            return
        column = self._mapping.columns[event.option_index]
        targets = self._kind.load()[0].targets
        options = [("", _("nowhere: not read")), *((target.key, target.label) for target in targets)]
        title = _("Where does %(column)s go?") % {"column": one_line(column.header)}
        self.app.push_screen(
            ChoiceModal(title, options, column.target), partial(self._target_chosen, event.option_index)
        )

    def _target_chosen(self, index: int, target: str | None) -> None:
        if target is None or self._mapping is None:
            return
        columns = list(self._mapping.columns)
        columns[index] = replace(columns[index], target=target, sure=True)
        self._mapping, self._by_hand = replace(self._mapping, columns=tuple(columns)), True
        self._run(dry_run=True)

    def action_ledger(self) -> None:
        """Choose which kind of ledger the file is."""
        options = [(kind.code, kind.label) for kind in LEDGERS.values()]
        self.app.push_screen(ChoiceModal(_("Kind of ledger"), options, self._kind.code), self._ledger_chosen)

    def _ledger_chosen(self, code: str | None) -> None:
        if code is None or code == self._kind.code:
            return
        self._kind, self._sheet = LEDGERS[code], None
        self._map_anew()
        self.query_one(".screen-title", Static).update(Content(self._kind.title))
        if self._report is not None and self._report.dry_run:
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
            self._sheet = sheet
            self._map_anew()
            self._run(dry_run=True)

    def action_mapping(self) -> None:
        """Save this mapping, or take a saved one."""
        folder = self._kind.mappings(self.office.home)
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
            self._map_anew()
            self._run(dry_run=True)
        elif chosen is not None:
            from ttoffice.results.importing import load_mapping

            path = Path(chosen.removeprefix(SAVED))
            work = partial(load_mapping, path, self._kind.load()[0])
            self.in_thread("mapping", work, partial(self._mapping_loaded, path))

    def _map_anew(self) -> None:
        """Propose anew where each column goes."""
        self._mapping, self._mapped_by, self._by_hand = None, None, False

    def _mapping_loaded(self, path: Path, mapping: Mapping) -> None:
        self._mapping, self._mapped_by, self._by_hand = mapping, path, False
        self._run(dry_run=True)

    def _save_mapping(self) -> Path | None:
        from ttoffice.results.importing import save_mapping

        if self._mapping is None or self._file is None:
            return None
        folder = self._kind.mappings(self.office.home)
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{self._file.stem[:80]}.toml"
        save_mapping(self._mapping, target)
        return target

    def _mapping_saved(self, path: Path | None) -> None:
        if path is not None:
            self._mapped_by, self._by_hand = path, False
            self.follow()
            self.notify(_("The mapping is saved: %(path)s") % {"path": path})

    @on(PagedTable.Opened)
    def _row_opened(self, event: PagedTable.Opened) -> None:
        event.stop()
        show_row(self, event.table)

    def action_report(self) -> None:
        """Open the workbook of the rows to mend with the system's program."""
        from ttoffice.evidence.opening import open_with_system

        if self._report is not None and self._report.report_file:
            self.in_thread(
                "open", partial(open_with_system, Path(self._report.report_file)), lambda _nothing: None
            )

    # --- buttons -------------------------------------------------------------------------------------

    @on(Button.Pressed, "#check")
    def _check_pressed(self) -> None:
        self.action_check()

    @on(Button.Pressed, "#import")
    def _import_pressed(self) -> None:
        if self.check_action("import", ()):
            self.action_import()


def _stamp(path: Path) -> tuple[int, ...]:
    """Return what tells whether a file is still the one that was looked at."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _imported(
    kind: LedgerKind,
    office: Office,
    file: Path,
    sheet: str | None,
    mapping: Mapping | None,
    dry_run: bool,
    step: Work,
) -> ImportReport:
    run = kind.load()[1]
    return run(office, file, mapping=mapping, sheet=sheet, dry_run=dry_run, progress=step.step)
