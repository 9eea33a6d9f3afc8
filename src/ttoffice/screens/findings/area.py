"""The findings as an area of the kit: their columns, their procedure clocks, and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from ttoffice.findings import views
from ttoffice.findings.kinds import FINDING
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.money import figures
from ttoffice.screens.findings.covered import CoveredArea, Lines
from ttoffice.screens.findings.states import coded, state_width
from ttoffice.screens.kit.reading import NOW, Moment, Section
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cells

if TYPE_CHECKING:
    from textual.screen import Screen

    from ttoffice.action.office import Office
    from ttoffice.screens.modals.why import WhySection

YUAN = 12
"""Cells of an amount below ten million yuan, to the fen."""


class FindingsArea(CoveredArea):
    """The findings."""

    name = "findings"
    none_yet = N_("No findings yet: F2 opens one.")
    record_kind = FINDING
    orders = ("number", "title", "state", "received_on", "loss_fen")
    start: ClassVar[Filter] = Filter(descending=True)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = FINDING.label_of
        return (
            Column("number", _("Number"), 12),
            Column("title", label("title"), 12, grow=4),
            Column("state", label("state"), state_width(FINDING)),
            Column("clock", _("Clocks"), 20, grow=5),
            Column("persons", label("persons"), 8, grow=1, drop=2),
            Column("subject", label("subject"), 12, drop=3),
            Column("loss", _("Loss, yuan"), YUAN, drop=4, align="right"),
            Column("received_on", label("received_on"), 10, drop=1),
        )

    def shown(self, reader: Reader, lines: Lines, today: date) -> Mapping[int, Cells]:
        """Return findings as they stand in their columns."""
        return {row: finding_cells(line, "") for row, line in self.covered(reader, lines).items()}

    def next_due(self, reader: Reader, chosen: Filter, today: date) -> frozenset[int] | None:
        """Return the findings with something whose day has come."""
        return views.waiting(reader, today)

    # --- one finding -----------------------------------------------------------------------------------

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield how it stands and whom it is about, in short; the record's own screen has all of it."""
        from ttoffice.screens.findings.case_tabs import short_sections

        yield from short_sections(reader, number, document)

    def standing(self, office: Office, number: str) -> Iterator[WhySection]:
        """Yield where a finding stands, and what each further step lacks."""
        from ttoffice.screens.findings.course import standing_sections

        yield from standing_sections(office, number)

    def record_screen(self, number: str, moment: Moment = NOW) -> Screen[Any]:
        """Return the screen of a finding, with its tabs; names are not covered there."""
        from ttoffice.screens.findings.record import FindingScreen

        return FindingScreen(FindingsArea(), number, moment)


def finding_cells(line: Any, clock: str) -> Cells:
    """Return a finding as it stands in its columns."""
    found = line.document
    return (
        line.number,
        str(found["title"]),
        coded(FINDING, found),
        clock,
        listed(party["name"] for party in found["parties"]),
        str(found["subject"]),
        figures(found["loss_fen"]) if found["loss_fen"] else "",
        found["received_on"] or "",
    )
