"""The licenses over the months: nodes, payments, reports and ends as marks, walked through by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ttoffice.action import records
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses import views
from ttoffice.licenses.kinds import LICENSE
from ttoffice.money import shown_yuan
from ttoffice.screens.kit.detail import DetailPane
from ttoffice.screens.kit.reading import Reading, Section
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.licensing.area import LicensesArea
from ttoffice.screens.licensing.going import open_license
from ttoffice.screens.licensing.months import CELLS, LETTERS, NAMES, Month, heading, letter, strip
from ttoffice.screens.side_list import SideList
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.columns import GAP, Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.states import Cells
from ttoffice.widgets.text import fit

if TYPE_CHECKING:
    from ttoffice.action.office import Office

NARROW_TITLE, WIDE_TITLE, WIDE = 14, 28, 120
"""Cells of the title, on a screen of less and of at least so many cells."""
BESIDE = 12 + GAP + GAP + 3
"""Cells that number, gaps, margin and scroll bar take."""
BEFORE = 2
"""So many months before today's stand at the left when one comes."""


class TimelineArea(LicensesArea):
    """The licenses, each with its months."""

    name = "timeline"
    title = N_("Timeline")
    start: ClassVar[Filter] = Filter(view="binding")

    def __init__(self, today: date) -> None:
        self.at = Month.of(today)
        self.first = self.at.plus(-BEFORE)
        self.count = 11
        self.title_cells = NARROW_TITLE

    def resized(self, width: int) -> bool:
        """Show as many months as fit; return whether that are others than before."""
        self.title_cells = WIDE_TITLE if width >= WIDE else NARROW_TITLE
        count = max(1, (width - BESIDE - self.title_cells) // CELLS)
        changed, self.count = count != self.count, count
        return self._keep_in_sight() or changed

    def move(self, by: int) -> bool:
        """Go by months; return whether other months are in sight then."""
        self.at = self.at.plus(by)
        return self._keep_in_sight()

    def go_to(self, day: date) -> bool:
        """Go to the month of a day."""
        self.at = Month.of(day)
        return self._keep_in_sight()

    def _keep_in_sight(self) -> bool:
        place, first = self.at.minus(self.first), self.first
        if place < 0:
            self.first = self.at
        elif place >= self.count:
            self.first = self.at.plus(1 - self.count)
        return self.first != first

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day in sight."""
        return self.first.first, self.first.plus(self.count).first - timedelta(days=1)

    def columns(self) -> tuple[Column, ...]:
        """Return number, title and the months."""
        months = heading(self.first, self.count, self.at.minus(self.first))
        return (
            Column("number", _("Number"), 12),
            Column("title", LICENSE.label_of("title"), self.title_cells, grow=1),
            Column("months", months, self.count * CELLS),
        )

    def _rows(
        self, reader: Reader, lines: Mapping[int, records.RecordLine], today: date
    ) -> Mapping[int, Cells]:
        found = views.marks(reader, [line.number for line in lines.values()], *self.span)
        return {row: self._line(line, found.get(line.number, ()), today) for row, line in lines.items()}

    def _line(self, line: records.RecordLine, marks: Sequence[views.Mark], today: date) -> Cells:
        shown = strip(marks, self.first, self.count, today, term_of(line.document))
        return (line.number, str(line.document["title"]), shown)

    def month(self, office: Office, number: str) -> list[views.Mark]:
        """Return what falls into the month at hand of one license."""
        last = self.at.plus(1).first - timedelta(days=1)
        with office.reader() as reader:
            return list(views.marks(reader, (number,), self.at.first, last).get(number, ()))


def term_of(document: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """Return the first and the last day of a license, as far as they are known."""
    begins = document["effective_on"] or document["signed_on"] or document["terms"].get("starts_on")
    ends = document["ended_on"] or document["terms"].get("ends_on")
    return (
        date.fromisoformat(begins) if begins else None,
        date.fromisoformat(ends) if ends else None,
    )


class TimelineScreen(SideList):
    """The timeline; left and right go through the months, Enter to what falls into the one at hand."""

    CSS_PATH: ClassVar[Styles] = [*SCREEN_CSS, Path(__file__).with_name("licensing.tcss")]
    FIRST_KEYS = ("timeline.right", "record.today", "board.license", "record.leave")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("timeline.right", "month(1)", show=True),
        bind("timeline.left", "month(-1)"),
        bind("timeline.year_right", "month(12)"),
        bind("timeline.year_left", "month(-12)"),
        bind("record.today", "today", show=True),
        bind("board.license", "license", show=True),
    ]

    def __init__(self, today: date) -> None:
        super().__init__(TimelineArea(today))
        self._marks: list[views.Mark] = []

    @property
    def months(self) -> TimelineArea:
        """The area."""
        assert isinstance(self.area, TimelineArea)
        return self.area

    def compose(self) -> ComposeResult:
        """Lay out filter, months, what falls into the one at hand, and what the letters mean."""
        yield OfficeBar()
        yield from self.compose_filter()
        yield PagedTable(self.area.columns(), markable=True, id="rows")
        yield DetailPane(id="timeline-month")
        yield Static("", id="legend", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show as many months as fit."""
        self.months.resized(self.app.size.width)
        self._say_legend()

    def on_resize(self) -> None:
        """Show more months, or fewer."""
        self._say_legend()
        if self.months.resized(self.app.size.width):
            self._look_again()
        super().on_resize()

    def _say_legend(self) -> None:
        told = "  ".join(f"{letter_} {_(NAMES[kind])}" for kind, letter_ in LETTERS.items())
        text = f"{told}  {_('small: done')}  {_('!: late')}  {_('-: in its term')}"
        self.query_one("#legend", Static).update(Content(fit(text, self.app.size.width - 2)))

    # --- months ----------------------------------------------------------------------------------------

    def action_month(self, by: int) -> None:
        """Go to the next month, or so many on."""
        self._went(self.months.move(by))

    def action_today(self) -> None:
        """Go back to the month of today."""
        self._went(self.months.go_to(self.office.today))

    def _went(self, others: bool) -> None:
        if others:
            self._look_again()
        else:
            self.table.set_columns(self.area.columns(), _("Nothing matches."), None)
        self._show_detail()

    def _look_again(self) -> None:
        self.table.set_columns(self.area.columns(), _("Nothing matches."), None)
        self.reload()

    def _show_detail(self) -> bool:
        """Show what falls into the month at hand of the license under the cursor."""
        number = self.current_number()
        if number is None:
            self._show_marks([])
            return False
        self.in_thread("detail", partial(self.months.month, self.office, number), self._show_marks)
        return True

    def _show_marks(self, found: list[views.Mark]) -> None:
        self._marks = found
        number = self.current_number() or ""
        lines = tuple((mark_head(mark), mark_text(mark, self.office.today)) for mark in found)
        lines = lines or (("", _("Nothing falls into this month.")),)
        section = Section(f"{self.months.at}  {number}", lines)
        self.query_one(DetailPane).show(Reading("", "", 0, {}, (section,)), head=False)
        self._say_state()

    # --- going on --------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Go to what falls into the month; where it is nothing, to the license."""
        from ttoffice.screens.modals.choice import ChoiceModal

        found = [mark for mark in self._marks if mark.record]
        if len(found) > 1:
            options = [
                (mark.record, f"{mark_head(mark)}  {mark_text(mark, self.office.today)}") for mark in found
            ]
            title = f"{self.months.at}  {self.current_number()}"
            self.app.push_screen(ChoiceModal(title, list(dict(options).items())), self._go)
        else:
            self._go(found[0].record if found else self.current_number())

    def _go(self, number: str | None) -> None:
        from ttoffice.action.kinds import code_of
        from ttoffice.screens.agenda_acting import area_of

        area = area_of(code_of(number)) if number else None
        if area is not None and number is not None:
            self.app.push_screen(area.record_screen(number), lambda _nothing: self.reload())

    def action_license(self) -> None:
        """Open the license."""
        open_license(self, "", self.current_number() or "")


def mark_head(mark: views.Mark) -> str:
    """Return the letter and the day of a mark."""
    return f"{letter(mark)} {mark.day}"


def mark_text(mark: views.Mark, today: date) -> str:
    """Return what a mark is about, whether it is done or late, and the record behind it."""
    word = _("done") if mark.done else _("overdue") if mark.late(today) else ""
    amount = shown_yuan(mark.amount_fen) if mark.amount_fen else ""
    return "  ".join(filter(None, (_(NAMES[mark.kind]), mark.title, amount, word, mark.record)))
