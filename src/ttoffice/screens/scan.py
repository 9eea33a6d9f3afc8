"""The two-year scan of pay-later Art. 4 as a list: which results it wants listed on a day, and why."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.results.labels import STANDINGS, condition_label
from ttoffice.results.scan import Standing
from ttoffice.results.scanning import ScanLine, scan, scan_lines
from ttoffice.screens.kit.days import ask_day
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.result_reading import WITHIN_DAYS, standing_state
from ttoffice.screens.results import ResultsArea
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.states import Cells

PIECE = 512
WORDS: dict[Standing, str] = {
    Standing.DUE: N_("due"),
    Standing.UPCOMING: N_("soon"),
    Standing.EXCLUDED: N_("excluded"),
    Standing.UNDECIDED: N_("data missing"),
}
"""The standings in so few words that they have room in a column."""


class ScanArea(ResultsArea):
    """The results that the scan is about on a day; verbs and forms are those of results."""

    name = "scan"
    title = N_("Two-year scan")
    none_yet = N_("The scan finds nothing on this day.")
    views: ClassVar[Mapping[str, str]] = {
        "all": N_("All that the scan finds"),
        **{
            standing.value: label for standing, label in STANDINGS.items() if standing is not Standing.OUTSIDE
        },
    }
    sorts: ClassVar[Mapping[str, str]] = {"due_on": N_("Two years full on")}
    start: ClassVar[Filter] = Filter(sort="due_on")

    def __init__(self, day: date) -> None:
        self.day = day

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the scan."""
        return (
            Column("number", _("Number"), 12),
            Column("title", _("Title"), 20, grow=5),
            Column("standing", _("Standing"), 13),
            Column("due_on", _("Two years full on"), 10),
            Column("open", _("Not known"), 12, grow=2, drop=1),
            Column("listed_since", _("Listed since"), 10, drop=2),
            Column("department", _("Department"), 10, grow=1, drop=3),
            Column("exclusion_reason", _("Reason for exclusion"), 12, grow=1, drop=4),
        )

    def _lines(self, reader: Reader, chosen: Filter) -> Iterator[ScanLine]:
        wanted = None if chosen.view == "all" else Standing(chosen.view)
        found = scan(reader, self.day, WITHIN_DAYS, words=chosen.search, descending=chosen.descending)
        return (line for line in found if wanted is None or line.decision.standing is wanted)

    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the first rows of the scan."""
        rows: dict[int, Cells] = {}
        for line in self._lines(reader, chosen):
            rows[line.id] = scan_cells(line)
            if len(rows) == limit:
                break
        return rows

    def ids(self, reader: Reader, chosen: Filter, today: date) -> Iterator[array[int]]:
        """Yield the ids of the whole scan."""
        piece: array[int] = array("q")
        for line in self._lines(reader, chosen):
            piece.append(line.id)
            if len(piece) == PIECE:
                yield piece
                piece = array("q")
        yield piece

    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return rows by id."""
        found = scan_lines(reader, ids, self.day, WITHIN_DAYS)
        return {row_id: scan_cells(line) for row_id, line in found.items()}


def scan_cells(line: ScanLine) -> Cells:
    """Return a line of the scan as it stands in its columns."""
    decision = line.decision
    return (
        line.number,
        line.title,
        standing_state(decision.standing.value, _(WORDS[decision.standing])),
        decision.due_on.isoformat() if decision.due_on else "",
        listed(condition_label(name) for name in decision.missing),
        line.listed_since or "",
        line.department,
        line.exclusion_reason,
    )


class ScanScreen(ListScreen):
    """The scan; the day can be another one than today."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("scan.day", "day", show=True),
        bind("record.today", "today"),
        bind("record.leave", "leave", show=True),
    ]

    def __init__(self, day: date) -> None:
        self._today = day
        super().__init__(ScanArea(day))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep entering new results, and a day of its own for a record, to the register."""
        if action in ("new", "as_of"):
            return False
        return super().check_action(action, parameters)

    @property
    def scan_area(self) -> ScanArea:
        """The area with its day."""
        assert isinstance(self.area, ScanArea)
        return self.area

    @property
    def heading(self) -> str:
        """The scan and its day."""
        return f"{_(self.area.title)} {self.scan_area.day.isoformat()}"

    def action_day(self) -> None:
        """Scan for another day."""
        ask_day(self, _("Scan for which day?"), self.scan_area.day, self._scan_for)

    def action_today(self) -> None:
        """Scan for today again."""
        self._scan_for(self._today)

    def _scan_for(self, day: date) -> None:
        self.scan_area.day = day
        self.show_where()
        self.load()
        if not self.office.rulebook.in_force(day):
            self.notify(
                _("The guideline is not in force on %(day)s; the scan shows what it would ask.")
                % {"day": day.isoformat()},
                severity="warning",
            )

    def action_leave(self) -> None:
        """Clear the filter; where there is none, go back to the register."""
        if self.filter_input.value or self.only_marked or self.focused is self.filter_input:
            self.action_clear()
        else:
            self.dismiss(None)
