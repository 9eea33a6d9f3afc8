"""The findings as an area of the kit: their columns, their procedure clocks, and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from ttoffice.findings import clocks, views
from ttoffice.findings.kinds import FINDING
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.money import figures
from ttoffice.screens.findings.covered import CoveredArea, Lines
from ttoffice.screens.findings.states import coded
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.kit.reading import NOW, Moment, Reading, Section
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.fields import EMPTY
from ttoffice.widgets.states import Cells, state

if TYPE_CHECKING:
    from textual.screen import Screen

    from ttoffice.action.office import Office
    from ttoffice.action.records import RecordLine
    from ttoffice.screens.modals.why import WhySection

STATE, CLOCK = 14, 28
"""Cells of a state, and of a clock such as 公示第 2 个工作日（共 5 个）; the pane has the longer ones in full."""
YUAN = 12
"""Cells of an amount below ten million yuan, to the fen."""


class FindingsArea(CoveredArea):
    """The findings."""

    name = "findings"
    none_yet = N_("No findings yet.")
    record_kind = FINDING
    orders = ("number", "title", "state", "received_on", "loss_fen")
    start: ClassVar[Filter] = Filter(descending=True)
    create, edit = "finding.open", "finding.edit"

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = FINDING.label_of
        return (
            Column("number", _("Number"), 12),
            Column("title", label("title"), 12, grow=5),
            Column("state", label("state"), STATE, grow=1),
            Column("clock", _("Clocks"), CLOCK, grow=2),
            Column("persons", label("persons"), 8, grow=1, drop=2),
            Column("subject", label("subject"), 12, drop=3),
            Column("loss", _("Loss, yuan"), YUAN, drop=4, align="right"),
            Column("received_on", label("received_on"), 10, drop=1),
        )

    def shown(self, reader: Reader, lines: Lines, today: date) -> Mapping[int, Cells]:
        """Return findings as they stand in their columns, with the clocks that run."""
        running = clocks.clocks_of(reader, [line.number for line in lines.values()], today)
        return {
            row: finding_cells(line, running[line.number])
            for row, line in self.covered(reader, lines).items()
        }

    def next_due(self, reader: Reader, chosen: Filter, today: date) -> frozenset[int] | None:
        """Return the findings with something whose day has come."""
        return views.waiting(reader, today)

    # --- one finding -----------------------------------------------------------------------------------

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield how it stands and whom it is about, in short; the record's own screen has all of it."""
        from ttoffice.screens.findings.case_tabs import short_sections

        yield from short_sections(reader, number, document, today)

    def standing(self, office: Office, number: str) -> Iterator[WhySection]:
        """Yield where a finding stands, and what each further step lacks."""
        from ttoffice.screens.findings.course import standing_sections

        yield from standing_sections(office, number)

    def record_screen(self, number: str, moment: Moment = NOW) -> Screen[Any]:
        """Return the screen of a finding, with its tabs; names are not covered there."""
        from ttoffice.screens.findings.record import FindingScreen

        return FindingScreen(FindingsArea(), number, moment)

    # --- the form --------------------------------------------------------------------------------------

    def form(self) -> FormSpec:
        """Return the form of a case."""
        from ttoffice.screens.findings.case_form import case_fields, case_groups

        fields = case_fields()
        return FormSpec(fields, case_groups(), {field.key: EMPTY.get(field.kind) for field in fields})

    def form_screen(
        self, office: Office, reading: Reading | None, begun: dict[str, Any] | None
    ) -> Screen[str]:
        """Return the screen of the form; persons stand in it by name and number, roles by what they are called."""
        from ttoffice.screens.findings.case_form import CaseScreen

        shown = reading._replace(document=self.in_form(reading.document)) if reading is not None else None
        return CaseScreen(self, shown, begun=begun)

    def in_form(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return a case as it is typed: persons by name and number, roles by what they are called."""
        from ttoffice.screens.findings.case_form import in_form

        return in_form(document)

    def copied(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a further case about the same matter takes over."""
        from ttoffice.screens.findings.case_form import COPIED, in_form

        shown = in_form(document)
        return {key: shown[key] for key in COPIED}


def finding_cells(line: RecordLine, running: Sequence[clocks.ProcedureClock]) -> Cells:
    """Return a finding as it stands in its columns; a clock that has run out stands out."""
    found = line.document
    told = clocks.told(running)
    late = any(clock.late for clock in running)
    return (
        line.number,
        str(found["title"]),
        coded(FINDING, found),
        state("bad", told) if late else told,
        listed(party["name"] for party in found["parties"]),
        str(found["subject"]),
        figures(found["loss_fen"]) if found["loss_fen"] else "",
        found["received_on"] or "",
    )
