"""The register of results: its columns, views, verbs, and the ways in and out of it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.results import views
from ttoffice.screens.base import BaseScreen, Command
from ttoffice.screens.kit.area import Area, FormSpec
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.kit.reading import NOW, Moment, Reading
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.states import Cells, State

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.screens.kit.verbs import Verb
    from ttoffice.screens.modals.history import HistoryEntry
    from ttoffice.screens.modals.why import WhySection

NOT_COPIED = frozenset(
    {
        "number", "version", "exhibits", "rights", "flags", "implementations", "implemented", "listed_since",
        "exclusion_reason", "exclusion_on", "platform_number", "consent", "consent_on",
    }
)  # fmt: skip
"""What a duplicate does not take over: what belongs to the one result, and what its people have agreed to."""


class ResultsArea(Area):
    """The register of results."""

    name = "results"
    kind = "result"
    title = N_("Results")
    none_yet = N_("No results yet.")
    number_hint = "CG-2026-0001"
    views: ClassVar[Mapping[str, str]] = {
        "all": N_("All results"),
        "due": N_("Perhaps due for the pay-later list"),
        "listed": N_("On the pay-later list"),
        "pay_later": N_("Pay-later payment mode"),
        "excluded": N_("Excluded with a reason"),
        "implemented": N_("Implemented"),
        "flagged": N_("With unsettled values"),
        "incomplete": N_("Incomplete for the listing"),
    }
    sorts: ClassVar[Mapping[str, str]] = {
        "number": N_("Number"),
        "title": N_("Title"),
        "department": N_("Department"),
        "acquired_on": N_("Acquired on"),
    }
    create, edit = "result.create", "result.edit"
    acts = exhibits = past = True

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with a result besides editing it."""
        from ttoffice.screens.licensing.begun import RESULT_VERBS
        from ttoffice.screens.result_fields import VERBS

        return (*VERBS, *RESULT_VERBS)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        return (
            Column("number", _("Number"), 12),
            Column("title", _("Title"), 24, grow=6),
            Column("marks", _("Marks"), 9, grow=3, drop=2),
            Column("result_type", _("Result type"), 10, grow=1, drop=6),
            Column("rights", _("Right number"), 16, grow=1, drop=4),
            Column("department", _("Department"), 12, grow=2, drop=3),
            Column("people", _("Completers"), 10, grow=2, drop=5),
            Column("acquired_on", _("Acquired on"), 10, drop=1),
            Column("maturity", _("Maturity"), 10, drop=8),
            Column("tech_field", _("Technical field"), 12, drop=7),
        )

    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the first rows of a list."""
        return {line.id: cells(line) for line in views.page(reader, chosen, today, limit=limit)}

    def ids(self, reader: Reader, chosen: Filter, today: date) -> Iterator[array[int]]:
        """Yield the ids of the whole list."""
        return views.ids(reader, chosen, today)

    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return rows by id."""
        return {row_id: cells(line) for row_id, line in views.lines(reader, ids).items()}

    def find(self, reader: Reader, number: str) -> int | None:
        """Return the id of a result, or None."""
        return views.find(reader, number)

    def next_due(self, reader: Reader, chosen: Filter, today: date) -> frozenset[int] | None:
        """Return the results that the two-year scan finds due and that are not listed yet."""
        return views.waiting(reader, today)

    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return a result."""
        from ttoffice.screens.result_reading import read_result

        return read_result(office, number, moment)

    def changes(self, office: Office, number: str) -> list[HistoryEntry]:
        """Return every change of a result."""
        from ttoffice.screens.result_reading import read_changes

        return read_changes(office, number)

    def why(self, office: Office, number: str) -> list[WhySection]:
        """Return where a result stands in the scan, what its listing lacks, and what hinders each verb."""
        from ttoffice.screens.result_reading import read_why

        return read_why(office, number, self.verb_reasons(office, number))

    def form(self) -> FormSpec:
        """Return the form of a result."""
        from ttoffice.results.record import ResultRecord
        from ttoffice.screens.result_fields import groups, result_fields

        return FormSpec(result_fields(), groups(), ResultRecord().as_document())

    def copied(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a duplicate takes over."""
        return {key: value for key, value in document.items() if key not in NOT_COPIED}

    def label_of(self, key: str) -> str:
        """Return the label of a field."""
        from ttoffice.results.fields import label_of

        return label_of(key)

    def readable(self, key: str, value: Any) -> str:
        """Return a field's value as a person reads it."""
        from ttoffice.results.details import readable_value

        return readable_value(key, value)

    def commands(self, screen: BaseScreen[Any]) -> Iterable[Command]:
        """Offer what one would look for by other words."""
        if isinstance(screen, ResultsScreen):
            yield Command(_("Batches of listings: export, changes, uploads"), screen.action_export)


def cells(line: views.ResultLine) -> Cells:
    """Return a line of the list as it stands in its columns."""
    return (
        line.number,
        line.title,
        marks(line),
        line.type_label,
        line.rights,
        line.department,
        line.people,
        line.acquired_on or "",
        line.maturity_label,
        line.field_label,
    )


def marks(line: views.ResultLine) -> tuple[State, ...]:
    """Return what stands out about a result: on the list, in use, with values that are not settled."""
    found = (
        State("+", _("listed"), "good") if line.listed_since else None,
        State("=", _("in use"), "info") if line.implemented == "yes" else None,
        State("?", _("unsettled"), "warn") if line.flagged else None,
    )
    return tuple(state for state in found if state is not None)


class ResultsScreen(ListScreen):
    """The list of results, with the ways in and out of the register."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("results.scan", "scan", show=True),
        bind("results.import", "import", show=True),
        bind("results.export", "export", show=True),
        bind("results.license", "license", show=True),
    ]
    VERB_KEYS: ClassVar[Mapping[str, str]] = {"results.license": "license.draft"}

    def __init__(self) -> None:
        super().__init__(ResultsArea())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a license only of a result."""
        if action == "license":
            return self.current_number() is not None
        return super().check_action(action, parameters)

    def action_license(self) -> None:
        """Draft a license of the current result."""
        from ttoffice.screens.licensing.begun import draft_license

        if (number := self.current_number()) is not None:
            draft_license(self, number)

    def action_scan(self) -> None:
        """Open the two-year scan."""
        from ttoffice.screens.scan import ScanScreen

        self.app.push_screen(ScanScreen(self.office.today), self._came_back)

    def action_import(self) -> None:
        """Open the import."""
        from ttoffice.screens.importing import ImportScreen

        self.app.push_screen(ImportScreen(), self._came_back)

    def action_export(self) -> None:
        """Open the export."""
        from ttoffice.screens.exporting import ExportScreen

        self.app.push_screen(ExportScreen(), self._came_back)

    def _came_back(self, _nothing: None) -> None:
        self.reload()
