"""A tour of the workbench: how to get to every screen and dialog by keys, and back to the list again.

Each stop begins on the list of results, on its first row. What a stop leads to is looked at by the tests that
make the tour: hostile text, languages, keys, focus, sizes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.screen import Screen
from textual.widgets import Input

from tests.screens.driving import Driver
from tests.screens.tour_office import PROFILE, fill
from ttoffice.action import Office, perform
from ttoffice.action.performing import Outcome
from ttoffice.errors import RefusedError, StoreError
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.screens.agenda import AgendaScreen
from ttoffice.screens.base import Background
from ttoffice.screens.calendars import CalendarScreen
from ttoffice.screens.deadlines import DeadlinesScreen
from ttoffice.screens.decisions import DecisionsScreen
from ttoffice.screens.enterprises import EnterprisesScreen
from ttoffice.screens.exporting import ExportScreen
from ttoffice.screens.findings.answering import AnswerScreen
from ttoffice.screens.findings.case_form import CaseScreen
from ttoffice.screens.findings.matrix_screen import MatrixScreen
from ttoffice.screens.findings.record import FindingScreen
from ttoffice.screens.findings.reporting import ReportScreen, report_screen
from ttoffice.screens.findings.screen import FindingParts, FindingsScreen
from ttoffice.screens.importing import ImportScreen
from ttoffice.screens.internal_rules import RulesScreen
from ttoffice.screens.journal import JournalScreen
from ttoffice.screens.kit.bulk import BulkScreen
from ttoffice.screens.kit.dossiers import DossierScreen
from ttoffice.screens.kit.exhibits import ExhibitsScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.proving import ProvingModal
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.licensing.amending import AmendingScreen
from ttoffice.screens.licensing.board import BoardScreen
from ttoffice.screens.licensing.contracts import PaperScreen
from ttoffice.screens.licensing.drafting import DraftingScreen
from ttoffice.screens.licensing.entering import EnteringScreen
from ttoffice.screens.licensing.forecasting import ForecastScreen
from ttoffice.screens.licensing.part_lists import PartList
from ttoffice.screens.licensing.receivables import ReceivablesScreen
from ttoffice.screens.licensing.receiving import ReceivingModal
from ttoffice.screens.licensing.record import LicenseScreen
from ttoffice.screens.licensing.screen import LicensesScreen
from ttoffice.screens.licensing.simulating import SimulatingScreen
from ttoffice.screens.licensing.timeline import TimelineScreen
from ttoffice.screens.manual import ManualFinder, ManualScreen
from ttoffice.screens.modals.article import ArticleModal
from ttoffice.screens.modals.ask import AskModal
from ttoffice.screens.modals.choice import ChoiceModal, PickModal
from ttoffice.screens.modals.conflict import ConflictModal
from ttoffice.screens.modals.entry import EntryModal, FormModal, VerbModal
from ttoffice.screens.modals.files import FileModal, FolderModal
from ttoffice.screens.modals.history import HistoryModal
from ttoffice.screens.modals.message import (
    ConfirmModal,
    LeaveModal,
    MessageModal,
    ReasonsModal,
    TypedConfirmModal,
)
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.modals.why import WhyModal
from ttoffice.screens.notices import NoticesScreen, PublicityList
from ttoffice.screens.people import PeopleScreen
from ttoffice.screens.policies import PolicyScreen
from ttoffice.screens.proofs import ProofScreen
from ttoffice.screens.results import ResultsScreen
from ttoffice.screens.scan import ScanScreen
from ttoffice.screens.side_list import SideList
from ttoffice.screens.today.behind import MarkedDues, MarkedFindings, MarkedLicenses
from ttoffice.screens.today.overview import OverviewScreen
from ttoffice.widgets.editors import ChoiceEditor, RowsEditor
from ttoffice.widgets.file_picker import FilePicker


@dataclass(frozen=True)
class Luggage:
    """What the tour takes along.

    Attributes:
        text: what a user may have put anywhere.
        number: the result of the first row, full of it.
        folder: where a ledger and a file to attach lie.
        ledger: the ledger.
    """

    text: str
    number: str
    folder: Path
    ledger: Path


Way = Callable[[Driver, Luggage], Awaitable[object]]


@dataclass(frozen=True)
class Stop:
    """One screen or dialog of the tour, and the way there."""

    name: str
    kind: type[Screen[Any]]
    way: Way


STOPS: dict[str, Stop] = {}


def stop(kind: type[Screen[Any]]) -> Callable[[Way], Way]:
    """Take a way into the tour, under its own name."""

    def taken(way: Way) -> Way:
        name = getattr(way, "__name__", "")
        STOPS[name] = Stop(name, kind, way)
        return way

    return taken


def by_keys(name: str, kind: type[Screen[Any]], *keys: str) -> None:
    """Take a stop into the tour that a few keys lead to."""

    async def way(driver: Driver, _luggage: Luggage) -> None:
        for key in keys:
            await driver.press(key)
            if key.isdecimal() or key in ("home", "end"):  # another list comes up, another row is shown
                await settled(driver)

    STOPS[name] = Stop(name, kind, way)


async def tour(driver: Driver, luggage: Luggage, *, only: tuple[str, ...] = ()) -> AsyncIterator[Stop]:
    """Go to every stop in turn, or to some; what is yielded stands on the screen, and is left afterwards."""
    for station in STOPS.values():
        if only and station.name not in only:
            continue
        await go(driver, luggage, station)
        yield station
        await back(driver)


async def go(driver: Driver, luggage: Luggage, station: Stop) -> None:
    """Go to a stop, from the list."""
    try:
        await station.way(driver, luggage)
        await driver.on(station.kind)
        await settled(driver)
    except AssertionError as lost:
        lost.add_note(f"on the way to {station.name}")
        raise


def at_rest(driver: Driver) -> bool:
    """Return whether nothing that a screen waits for is under way."""
    open_screens = [screen for screen in driver.app.screen_stack if isinstance(screen, Background)]
    return not any(set(screen._jobs) - {"draft"} for screen in open_screens)


async def settled(driver: Driver) -> None:
    """Wait until what a screen reads stands on it."""
    await driver.pilot.pause(0.02)
    await driver.until(lambda: at_rest(driver))
    await driver.pilot.pause()


AREAS = (
    LicensesScreen,
    FindingsScreen,
    AgendaScreen,
    JournalScreen,
    NoticesScreen,
    PeopleScreen,
    EnterprisesScreen,
    DecisionsScreen,
    DeadlinesScreen,
)
"""The lists of the other work areas."""


async def back(driver: Driver) -> None:
    """Leave whatever is open, by keys; what was typed is thrown away, marks and filter are taken off."""
    for _step in range(12):
        screen = driver.screen
        if isinstance(screen, ResultsScreen):
            break
        if isinstance(screen, LeaveModal):
            await driver.press("down", "down", "enter")
        elif isinstance(screen, ConfirmModal) and isinstance(driver.app.screen_stack[-2], FormModal):
            await driver.press("right", "enter")
        elif isinstance(screen, AREAS):
            await driver.press("2")
        else:
            await driver.press("escape")
        await settled(driver)
    results = await driver.on(ResultsScreen)
    while results.filter_input.value or results.only_marked or not results.table.has_focus:
        await driver.press("escape")
        await settled(driver)
    if results.table.marked_count:
        await driver.press(*["asterisk"] * (1 + (results.table.marked_count < results.table.row_count)))
    await driver.press("home")
    await settled(driver)


def focus_field(driver: Driver, key: str) -> Any:
    """Put the focus on a field of the form on top, and return its editor."""
    screen = driver.screen
    assert isinstance(screen, (FormScreen, FormModal))
    editor = screen.form.editor(key)
    editor.focus()
    return editor


# --- the list and its own dialogs ----------------------------------------------------------------------

by_keys("the_list", ResultsScreen)
by_keys("the_detail_pane", ResultsScreen, "tab")
by_keys("the_filter", ResultsScreen, "f3")
by_keys("the_help", PaletteModal, "f1")
by_keys("the_palette", PaletteModal, "ctrl+p")
by_keys("the_help_of_a_dialog", PaletteModal, "ctrl+g", "f1")
by_keys("the_views", ChoiceModal, "ctrl+l")
by_keys("the_orders", ChoiceModal, "ctrl+o")
by_keys("the_columns", PickModal, "ctrl+k")
by_keys("the_name_of_a_view", AskModal, "ctrl+w")
by_keys("the_number_to_go_to", AskModal, "ctrl+g")
by_keys("the_record", RecordScreen, "enter")
by_keys("the_reasons_why", WhyModal, "f6")
by_keys("the_cell_to_copy", ChoiceModal, "alt+y")
by_keys("the_verbs", PaletteModal, "f9")
by_keys("the_history", HistoryModal, "ctrl+r")
by_keys("the_day_of_the_past", AskModal, "ctrl+b")


@stop(PickModal)
async def the_saved_views_to_arrange(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+l")
    views = await driver.on(ChoiceModal)
    await settled(driver)
    await driver.press(*["down"] * len(views.lines), "enter")


@stop(PaletteModal)
async def the_corrections(driver: Driver, luggage: Luggage) -> None:
    entered = Outcome(luggage.number, (), None, (), (("result", luggage.number, 1),), "result.create")
    driver.app.steps.did(luggage.text, [entered])
    await driver.press("ctrl+z")


@stop(RecordScreen)
async def the_record_of_a_day(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+b")
    ask = await driver.on(AskModal)
    ask.query_one(Input).value = driver.app.office.today.isoformat()
    await driver.press("enter")


@stop(RecordScreen)
async def the_record_of_a_version(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+r")
    await driver.on(HistoryModal)
    await driver.press("down", "enter")


@stop(ArticleModal)
async def the_article(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f6")
    why = await driver.on(WhyModal)
    for _line in range(30):
        if why.query_one("ReasonList").check_action("select", ()):
            break
        await driver.press("down")
    await driver.press("enter")


@stop(VerbModal)
async def the_data_of_a_verb(driver: Driver, luggage: Luggage) -> None:
    await the_found_verb(driver, "result.record_use")


@stop(ConfirmModal)
async def the_question_before_a_verb(driver: Driver, luggage: Luggage) -> None:
    await the_found_verb(driver, "result.delist")


async def the_found_verb(driver: Driver, name: str) -> None:
    """Choose a verb from the list of verbs."""
    await driver.press("f9")
    palette = await driver.on(PaletteModal)
    await settled(driver)
    place = next(at for at, command in enumerate(palette._commands) if command.id == name)
    await driver.press(*["down"] * place, "enter")


async def the_found_command(driver: Driver, label: str) -> None:
    """Choose a command from the palette by its words."""
    await driver.press("ctrl+p")
    palette = await driver.on(PaletteModal)
    await settled(driver)
    palette.query_one(Input).value = label
    await settled(driver)
    await driver.press("enter")


@stop(ReasonsModal)
async def the_reasons_against_a_verb(driver: Driver, luggage: Luggage) -> None:
    await the_found_verb(driver, "result.include")


@stop(PaletteModal)
async def the_palette_with_what_was_found(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+p")
    palette = await driver.on(PaletteModal)
    await settled(driver)
    palette._field.value = luggage.number.rpartition("-")[2]
    await driver.until(lambda: len(palette._commands) > palette._fixed)


@stop(PaletteModal)
async def the_record_for_an_action(driver: Driver, luggage: Luggage) -> None:
    from ttoffice.screens.elsewhere import begin_with_one

    screen = driver.results
    begin_with_one(screen, screen.area, screen.area.verbs[0])


@stop(MessageModal)
async def the_whole_command_line(driver: Driver, luggage: Luggage) -> None:
    await the_found_verb(driver, "result.exclude")
    await driver.on(VerbModal)
    await driver.press("alt+t")


# --- forms ---------------------------------------------------------------------------------------------

by_keys("the_form", FormScreen, "f4")


@stop(ChoiceModal)
async def the_drafts(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f2")


@stop(FormScreen)
async def the_new_form(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f2")
    await driver.on(ChoiceModal)
    await driver.press("escape")


@stop(FormScreen)
async def the_duplicate(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+d")
    await driver.on(ChoiceModal)
    await driver.press("escape")


@stop(ChoiceModal)
async def the_values_of_a_field(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f4")
    await driver.on(FormScreen)
    await settled(driver)
    assert isinstance(focus_field(driver, "maturity"), ChoiceEditor)
    await driver.press("enter")


@stop(EntryModal)
async def the_entry(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f4")
    await driver.on(FormScreen)
    await settled(driver)
    assert isinstance(focus_field(driver, "rights"), RowsEditor)
    await driver.press("home", "enter")


@stop(EntryModal)
async def the_entry_of_an_entry(driver: Driver, luggage: Luggage) -> None:
    await the_entry(driver, luggage)
    outer = await driver.on(EntryModal)
    focus_field(driver, "holders")
    await driver.press("home", "enter")
    await driver.until(lambda: driver.screen is not outer)


@stop(LeaveModal)
async def the_question_before_leaving(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f4")
    await driver.on(FormScreen)
    await settled(driver)
    await driver.press("x", "escape")


@stop(ConfirmModal)
async def the_question_before_leaving_an_entry(driver: Driver, luggage: Luggage) -> None:
    await the_entry(driver, luggage)
    await driver.on(EntryModal)
    focus_field(driver, "number")
    await driver.press("x", "escape")


@stop(FormScreen)
async def the_refused_form(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f4")
    await driver.on(FormScreen)
    await settled(driver)
    focus_field(driver, "consent_on").value = "2026-13"
    await driver.press("ctrl+s")


@stop(ConflictModal)
async def the_conflict(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f4")
    form = await driver.on(FormScreen)
    await settled(driver)
    form.form.editor("department").restore(f"我 {luggage.text}"[:200])
    for text in ("甲", "乙"):
        data = {"department": f"{text} {luggage.text}"[:200], "contact_name": f"{text} {luggage.text}"[:200]}
        perform(driver.app.office, "result.edit", data, subject=luggage.number)
    await driver.press("ctrl+s")


# --- exhibits, scan, log -------------------------------------------------------------------------------

by_keys("the_exhibits", ExhibitsScreen, "ctrl+f")
by_keys("the_scan", ScanScreen, "ctrl+u")
by_keys("the_day_of_the_scan", AskModal, "ctrl+u", "ctrl+b")
by_keys("the_agenda", AgendaScreen, "1")
by_keys("the_day_at_a_glance", AgendaScreen, "1", "shift+tab", "right")
by_keys("the_overview", OverviewScreen, "1", "f10")
by_keys("the_receivables_in_a_plot", OverviewScreen, "1", "f10", "right")
by_keys("the_changes_since_yesterday", OverviewScreen, "1", "f10", "left")


async def the_tab_of_the_overview(driver: Driver, *keys: str) -> None:
    """Open the overview and go to a tab, and once it is read to what is behind its first row."""
    await driver.press("1", "f10")
    await driver.on(OverviewScreen)
    await settled(driver)
    await driver.press(*keys, "enter")


@stop(MarkedDues)
async def the_sums_behind_a_bar(driver: Driver, luggage: Luggage) -> None:
    await the_tab_of_the_overview(driver, "right")


@stop(MarkedLicenses)
async def the_licenses_behind_a_bar(driver: Driver, luggage: Luggage) -> None:
    await the_tab_of_the_overview(driver, "right", "right")


@stop(MarkedFindings)
async def the_findings_behind_a_bar(driver: Driver, luggage: Luggage) -> None:
    await the_tab_of_the_overview(driver, "right", "right", "right", "right")


@stop(HistoryModal)
async def the_history_behind_a_change(driver: Driver, luggage: Luggage) -> None:
    await the_tab_of_the_overview(driver, "left")


by_keys("the_file_of_the_calendar", AskModal, "1", "f8")
by_keys("the_log", JournalScreen, "9")
by_keys("the_entry_of_the_log", RecordScreen, "9", "home", "enter")
by_keys("the_deadlines", DeadlinesScreen, "8")


async def through(driver: Driver, *ways: tuple[str, type[Screen[Any]]]) -> None:
    """Go from screen to screen by one key each."""
    for key, kind in ways:
        await driver.press(key)
        await driver.on(kind)
        await settled(driver)


@stop(ProofScreen)
async def the_proof_of_a_deadline(driver: Driver, luggage: Luggage) -> None:
    await through(driver, ("8", DeadlinesScreen), ("f6", ProofScreen))


@stop(PolicyScreen)
async def the_unit_settings(driver: Driver, luggage: Luggage) -> None:
    await through(driver, ("8", DeadlinesScreen), ("f7", PolicyScreen))


@stop(FormScreen)
async def the_form_of_a_setting(driver: Driver, luggage: Luggage) -> None:
    await through(driver, ("8", DeadlinesScreen), ("f7", PolicyScreen), ("f4", FormScreen))


@stop(CalendarScreen)
async def the_calendar(driver: Driver, luggage: Luggage) -> None:
    await through(driver, ("8", DeadlinesScreen), ("f8", CalendarScreen))


@stop(FileModal)
async def the_file_of_a_year(driver: Driver, luggage: Luggage) -> None:
    await through(driver, ("8", DeadlinesScreen), ("f8", CalendarScreen), ("f7", FileModal))


@stop(VerbModal)
async def the_closure(driver: Driver, luggage: Luggage) -> None:
    await through(driver, ("8", DeadlinesScreen), ("f8", CalendarScreen), ("f8", VerbModal))


@stop(FormScreen)
async def the_form_of_a_year(driver: Driver, luggage: Luggage) -> None:
    await through(driver, ("8", DeadlinesScreen), ("f8", CalendarScreen), ("f2", FormScreen))


by_keys("the_notices", NoticesScreen, "5")
by_keys("the_notice", RecordScreen, "5", "home", "down", "enter")
by_keys("the_form_of_a_notice", FormScreen, "5", "home", "down", "f4")
by_keys("why_a_notice_waits", WhyModal, "5", "end", "f6")
by_keys("the_objections", PublicityList, "5", "end", "f7")
by_keys("the_objection", RecordScreen, "5", "end", "f7", "enter")
by_keys("who_objects", VerbModal, "5", "end", "f7", "ctrl+x")
by_keys("the_reviews", PublicityList, "5", "end", "f8")
by_keys("the_document_of_a_notice", VerbModal, "5", "end", "ctrl+u")
by_keys("the_people", PeopleScreen, "7")
by_keys("the_enterprises", EnterprisesScreen, "0")
by_keys("an_enterprise", RecordScreen, "0", "home", "enter")
by_keys("the_form_of_an_enterprise", FormScreen, "0", "home", "f4")
by_keys("the_person", RecordScreen, "7", "home", "enter")
by_keys("the_form_of_a_person", FormScreen, "7", "home", "f4")
by_keys("the_recusal_check", VerbModal, "7", "home", "f7")
by_keys("the_recusal_checks", SideList, "7", "f8")
by_keys("the_decisions", DecisionsScreen, "6")
by_keys("the_decision", RecordScreen, "6", "home", "enter")
by_keys("the_dissents", SideList, "6", "f8")
by_keys("the_rules", RulesScreen, "6", "f7")
by_keys("the_form_of_a_rule", FormScreen, "6", "f7", "f2")


@stop(FileModal)
async def the_file_to_attach(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+f")
    await driver.on(ExhibitsScreen)
    await driver.press("insert")


@stop(FolderModal)
async def the_folder_to_attach(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+f")
    await driver.on(ExhibitsScreen)
    await driver.press("f7")


by_keys("the_dossier", DossierScreen, "f12")


@stop(VerbModal)
async def the_data_of_an_exhibit(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+f")
    screen = await driver.on(ExhibitsScreen)
    screen._file_chosen(next(path for path in luggage.folder.iterdir() if path != luggage.ledger))


# --- licenses ------------------------------------------------------------------------------------------

by_keys("the_licenses", LicensesScreen, "3")
by_keys("the_terms_of_a_license", LicenseScreen, "3", "home", "enter")
by_keys("the_schedule_of_a_license", LicenseScreen, "3", "home", "enter", "right")
by_keys("the_receipts_of_a_license", LicenseScreen, "3", "home", "enter", "right", "right")
by_keys("the_procedure_of_a_license", LicenseScreen, "3", "home", "enter", "alt+4")
by_keys("the_documents_of_a_license", LicenseScreen, "3", "home", "enter", "alt+5")
by_keys("the_history_of_a_license", LicenseScreen, "3", "home", "enter", "left")
by_keys("why_a_sum_is_due", WhyModal, "3", "home", "enter", "right", "f6")
by_keys("the_records_of_a_license", ChoiceModal, "3", "home", "enter", "ctrl+g")
by_keys("why_a_license_waits", WhyModal, "3", "home", "f6")
by_keys("the_verbs_of_a_license", PaletteModal, "3", "home", "f9")
by_keys("the_draft_of_a_license", DraftingScreen, "3", "end", "f4")
by_keys("the_fees_of_a_license", DraftingScreen, "3", "end", "f4", "f8", "f8", "f8")
by_keys("the_check_of_a_draft", DraftingScreen, "3", "end", "f4", "f8", "f8", "f8", "f8", "f8")
by_keys("what_a_draft_may_name", ChoiceModal, "3", "end", "f4", "f3")
by_keys("the_modes_of_payment", ChoiceModal, "3", "end", "f4", "f8", "f8", "f8", "f5")
by_keys("a_license_of_a_result", DraftingScreen, "home", "f10")
by_keys("the_amendment", AmendingScreen, "3", "home", "f4")
by_keys("the_milestones", BoardScreen, "3", "f7")
by_keys("the_timeline", TimelineScreen, "3", "f8")
by_keys("the_receivables", ReceivablesScreen, "3", "ctrl+u")
by_keys("the_forecast", ForecastScreen, "3", "ctrl+u", "f8")
by_keys("the_receipt", ReceivingModal, "3", "home", "insert")
by_keys("the_simulator", SimulatingScreen, "3", "home", "enter", "f8")
by_keys("the_lists_of_licenses", ChoiceModal, "3", "f10")
by_keys("the_list_of_statements", PartList, "3", "f10", "3")


@stop(PaperScreen)
async def the_contract_as_it_would_read(driver: Driver, luggage: Luggage) -> None:
    await driver.press("3", "end")
    await settled(driver)
    await driver.press("enter")
    await driver.on(LicenseScreen)
    await settled(driver)
    await the_found_command(driver, _("Contract as it would read now"))


@stop(EnteringScreen)
async def the_contract_signed_before(driver: Driver, luggage: Luggage) -> None:
    await driver.press("3")
    await driver.on(LicensesScreen)
    await settled(driver)
    await the_found_command(driver, _("Enter a contract signed before"))


@stop(ProvingModal)
async def the_data_of_a_statement(driver: Driver, luggage: Luggage) -> None:
    await driver.press("3", "home")
    await settled(driver)
    await the_found_verb(driver, "statement.enter")


@stop(FileModal)
async def a_file_for_a_statement(driver: Driver, luggage: Luggage) -> None:
    await the_data_of_a_statement(driver, luggage)
    await settled(driver)
    await driver.press("insert")


@stop(FormScreen)
async def the_price_notice_of_a_license(driver: Driver, luggage: Luggage) -> None:
    await driver.press("3", "end")
    await settled(driver)
    await the_found_verb(driver, "notice.draft")


# --- findings ------------------------------------------------------------------------------------------

by_keys("the_findings", FindingsScreen, "4")
by_keys("the_names_in_findings", FindingsScreen, "4", "f7")
by_keys("the_course_of_a_finding", FindingScreen, "4", "end", "enter")
by_keys("the_case_of_a_finding", FindingScreen, "4", "end", "enter", "right")
by_keys("the_panel_of_a_finding", FindingScreen, "4", "end", "enter", "alt+3")
by_keys("the_hearings_of_a_finding", FindingScreen, "4", "end", "enter", "alt+4")
by_keys("the_exhibits_of_a_finding", FindingScreen, "4", "end", "enter", "alt+5")
by_keys("the_matrix_of_a_finding", FindingScreen, "4", "end", "enter", "alt+6")
by_keys("the_conclusion_of_a_finding", FindingScreen, "4", "home", "enter", "alt+7")
by_keys("the_publicity_of_a_finding", FindingScreen, "4", "home", "enter", "alt+8")
by_keys("the_effects_of_a_finding", FindingScreen, "4", "home", "enter", "alt+9")
by_keys("the_timeline_of_a_finding", FindingScreen, "4", "home", "enter", "left")
by_keys("the_report_of_a_finding", ArticleModal, "4", "home", "enter", "alt+7", "enter")
by_keys("the_matrix", MatrixScreen, "4", "end", "enter", "f8")
by_keys("the_answer", AnswerScreen, "4", "end", "enter", "f8", "enter")
by_keys("the_answer_to_a_bar", AnswerScreen, "4", "end", "enter", "f8", "end", "up", "f4")
by_keys("the_precedents", ArticleModal, "4", "end", "enter", "f8", "enter", "f6")
by_keys("the_circumstances", PickModal, "4", "end", "enter", "f8", "f7")
by_keys("the_proposal", VerbModal, "4", "end", "enter", "f8", "f8")
by_keys("the_records_of_a_finding", ChoiceModal, "4", "end", "enter", "ctrl+g")
by_keys("the_papers_of_a_finding", ChoiceModal, "4", "end", "enter", "f7")
by_keys("what_a_paper_asks_for", VerbModal, "4", "end", "enter", "f7", "enter")
by_keys("the_form_of_a_finding", CaseScreen, "4", "end", "f4")
by_keys("why_a_finding_waits", WhyModal, "4", "end", "f6")
by_keys("the_verbs_of_a_finding", PaletteModal, "4", "end", "f9")
by_keys("the_lists_of_findings", ChoiceModal, "4", "f10")
by_keys("the_list_of_hearings", FindingParts, "4", "f10", "1")


@stop(VerbModal)
async def the_data_of_a_hearing(driver: Driver, luggage: Luggage) -> None:
    await driver.press("4", "end")
    await settled(driver)
    await the_found_verb(driver, "hearing.record")


@stop(ReportScreen)
async def the_report_to_be_handed_in(driver: Driver, luggage: Luggage) -> None:
    await driver.press("4", "end")
    await settled(driver)
    screen = await driver.on(FindingsScreen)
    driver.app.push_screen(report_screen(screen.office, "MZ-2026-0001"))


@stop(AskModal)
async def who_is_checked_in_a_finding(driver: Driver, luggage: Luggage) -> None:
    await driver.press("4", "end")
    await settled(driver)
    await driver.on(FindingsScreen)
    await the_found_command(driver, _("Recusal check in this case"))


# --- marked rows ---------------------------------------------------------------------------------------

by_keys("the_field_for_many", ChoiceModal, "ctrl+a", "f4")
by_keys("the_verbs_for_many", PaletteModal, "ctrl+a", "f9")


@stop(FormModal)
async def the_value_for_many(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+a", "f4")
    choice = await driver.on(ChoiceModal)
    choice.dismiss("remarks")


@stop(BulkScreen)
async def the_outcome_for_many(driver: Driver, luggage: Luggage) -> None:
    await the_value_for_many(driver, luggage)
    modal = await driver.on(FormModal)
    modal.form.editor("remarks").restore(luggage.text)
    await driver.press("ctrl+s")


@stop(BulkScreen)
async def the_refusals_for_many(driver: Driver, luggage: Luggage) -> None:
    await driver.press("ctrl+a", "f9")
    await driver.on(PaletteModal)
    await driver.press("down", "down", "down", "enter")


# --- import --------------------------------------------------------------------------------------------


async def the_dry_run(driver: Driver, luggage: Luggage) -> ImportScreen:
    """Open the import on the ledger and look at what would happen."""
    await driver.press("f7")
    screen: ImportScreen = await driver.on(ImportScreen)
    await settled(driver)
    screen.query_one(FilePicker)._take(str(luggage.ledger))
    await settled(driver)
    await driver.press("enter")
    await driver.until(lambda: screen._report is not None)
    await settled(driver)
    return screen


@stop(ImportScreen)
async def the_files_to_import(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f7")
    screen = await driver.on(ImportScreen)
    await settled(driver)
    screen.query_one(FilePicker)._take(f"{luggage.folder}/")


@stop(ImportScreen)
async def the_import_tried(driver: Driver, luggage: Luggage) -> None:
    await the_dry_run(driver, luggage)


@stop(ChoiceModal)
async def the_kinds_of_ledger(driver: Driver, luggage: Luggage) -> None:
    await the_dry_run(driver, luggage)
    await driver.press("f4")


@stop(ChoiceModal)
async def the_sheets(driver: Driver, luggage: Luggage) -> None:
    await the_dry_run(driver, luggage)
    await driver.press("f3")


@stop(ChoiceModal)
async def the_mappings(driver: Driver, luggage: Luggage) -> None:
    await the_dry_run(driver, luggage)
    await driver.press("f9")


@stop(ChoiceModal)
async def the_target_of_a_column(driver: Driver, luggage: Luggage) -> None:
    screen = await the_dry_run(driver, luggage)
    screen.query_one("#columns").focus()
    await driver.press("home", "enter")


@stop(MessageModal)
async def the_problem_of_a_row(driver: Driver, luggage: Luggage) -> None:
    screen = await the_dry_run(driver, luggage)
    screen.query_one("#problems").focus()
    await driver.press("enter")


# --- export --------------------------------------------------------------------------------------------

by_keys("the_export", ExportScreen, "f8")
by_keys("the_exports_there_were", ExportScreen, "f8", "f7")


@stop(ExportScreen)
async def the_export_checked(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f8")
    screen = await driver.on(ExportScreen)
    screen.query_one("#choices").editor("which").restore("all")
    await driver.press("f5")


@stop(ExportScreen)
async def the_changes_since_the_upload(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f8")
    screen = await driver.on(ExportScreen)
    screen.query_one("#choices").editor("profile").restore(PROFILE)
    await driver.press("f6")


@stop(VerbModal)
async def the_day_of_an_upload(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f8")
    await driver.on(ExportScreen)
    await driver.press("f7")
    await settled(driver)
    await driver.press("f9")


@stop(MessageModal)
async def the_row_of_an_export(driver: Driver, luggage: Luggage) -> None:
    await the_export_checked(driver, luggage)
    await settled(driver)
    driver.screen.query_one("#rows").focus()
    await driver.press("enter")


# --- what is told --------------------------------------------------------------------------------------


@stop(MessageModal)
async def the_failure(driver: Driver, luggage: Luggage) -> None:
    driver.app.report(StoreError(luggage.text, advice=luggage.text))


@stop(MessageModal)
async def the_unexpected_failure(driver: Driver, luggage: Luggage) -> None:
    driver.app.report(ValueError(luggage.text))


@stop(ReasonsModal)
async def the_refusal(driver: Driver, luggage: Luggage) -> None:
    reasons = [Reason("x", luggage.text, "pay-later:6(1)"), Reason("y", luggage.text, luggage.text)]
    driver.app.report(RefusedError(reasons, advice=luggage.text))


@stop(TypedConfirmModal)
async def the_word_to_type(driver: Driver, luggage: Luggage) -> None:
    from ttoffice.screens.kit.acting import when_sure

    when_sure(driver.results, "type", luggage.text, luggage.number, lambda: None, luggage.text)


# --- the manual ----------------------------------------------------------------------------------------


@stop(ManualScreen)
async def the_manual(driver: Driver, luggage: Luggage) -> None:
    await driver.press("f1")
    await driver.on(PaletteModal)
    await settled(driver)
    await driver.press("f1")


@stop(ManualFinder)
async def the_places_of_the_manual(driver: Driver, luggage: Luggage) -> None:
    await the_manual(driver, luggage)
    await driver.on(ManualScreen)
    await settled(driver)
    await driver.press("f3")


# --- an office to tour ---------------------------------------------------------------------------------


def full_office(office: Office, folder: Path, text: str) -> Luggage:
    """Fill an office so that every stop has something to show, with a user's text wherever one may stand."""
    number, ledger = fill(office, folder, text)
    return Luggage(text, number, folder, ledger)
