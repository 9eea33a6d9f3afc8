"""The proof of a deadline on the screen: why it ends on that day, day by day; and the page of it for paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ttoffice.deadlines.proofs import proof_lines
from ttoffice.errors import TTOfficeError, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.kit.where import say_where
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.prose import Prose
from ttoffice.widgets.states import Cells, State, state, state_content
from ttoffice.widgets.text import one_line, plain
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.workdays.counting import CountedDay


class Proof(NamedTuple):
    """A proof as it is shown.

    Attributes:
        title: what was counted.
        lines: what is to be said of it before its days.
        rows: its days.
        end: the place of the day that it ends on, 0 where it has none.
        provisional: why it is provisional, empty for one that is final.
        page: the page of it for paper; empty for a count that belongs to no deadline.
        number: the deadline's number, which names the page's file.
    """

    title: str
    lines: tuple[str, ...]
    rows: tuple[Cells, ...]
    end: int
    provisional: str = ""
    page: str = ""
    number: str = ""


def proof_columns() -> tuple[Column, ...]:
    """Return the columns of a proof."""
    return (
        Column("day", _("Day"), 10),
        Column("weekday", _("Weekday"), 7),
        Column("place", _("Count"), 5, align="right"),
        Column("why", _("Reason"), 20, grow=1),
    )


def proof_rows(proof: Sequence[CountedDay], ends_on: date | None) -> tuple[tuple[Cells, ...], int]:
    """Return the days of a proof as rows, and the place of the day that it ends on."""
    rows: list[Cells] = []
    end = 0
    for place, (item, line) in enumerate(zip(proof, proof_lines(proof), strict=True)):
        ends = item.day == ends_on and item.why != "extension_start"
        end = place if ends else end
        rows.append((line.day, line.weekday, line.place, _why(item, line.why, ends)))
    return tuple(rows), end


def _why(item: CountedDay, told: str, ends: bool) -> str | State:
    if ends:
        return State(">", told, "good")
    if item.counts:
        return told
    return state("muted", told)


def read_proof(office: Office, number: str) -> Proof:
    """Return the proof of a deadline; raise UsageError where there is none of this number."""
    from ttoffice.deadlines.keeping import load
    from ttoffice.deadlines.printing import facts, proof_page, why_provisional
    from ttoffice.parties.views import own_unit
    from ttoffice.rulebook.citing import basis_text

    with office.reader() as reader:
        found = load(reader, number)
        unit = own_unit(reader).name
    if found is None:
        raise UsageError(_("There is no record numbered %(number)s.") % {"number": number})
    record = found.record
    rows, end = proof_rows(record.proof, record.ends_on)
    cite = partial(basis_text, office.rulebook)
    lines = tuple(
        _("%(label)s: %(value)s") % {"label": label, "value": value}
        for label, value in facts(found, cite=cite)
    )
    return Proof(
        f"{_('Proof of a deadline')}  {number}  {record.label}",
        lines,
        rows,
        end,
        why_provisional(record),
        proof_page(found, unit, office.today, cite),
        number,
    )


class ProofScreen(BaseScreen[None]):
    """A proof; of a deadline by its number, or one that was counted for a question."""

    CSS_PATH: ClassVar[Styles] = SCREEN_CSS
    DEFAULT_CSS = """
    ProofScreen .facts { height: auto; max-height: 40%; padding: 0 1; color: $text-muted; }
    ProofScreen .provisional { height: auto; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("proof.print", "print", show=True),
        bind("record.why", "leave"),
        bind("record.leave", "leave", show=True),
    ]

    def __init__(self, of: str | Proof) -> None:
        super().__init__()
        self._of = of
        self._proof: Proof | None = None

    def compose(self) -> ComposeResult:
        """Lay out what was counted, and its days."""
        yield OfficeBar()
        yield Static("", id="title", classes="screen-title", markup=False)
        yield Prose(indent=1, classes="provisional")
        yield Prose(classes="facts")
        yield ValueTable(proof_columns(), empty="", id="rows")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the proof."""
        self.query_one(".provisional").display = False
        self.query_one(ValueTable).focus()
        self.show_where()
        self.reload()

    def show_where(self) -> None:
        """Fill the line at the top."""
        say_where(self)

    def written(self) -> None:
        """Read the proof anew: a year may have been loaded."""
        self.reload()

    def reload(self) -> None:
        """Read the proof anew."""
        if isinstance(self._of, Proof):
            self._show(self._of)
        else:
            self.in_thread("proof", partial(read_proof, self.office, self._of), self._show)

    def _show(self, proof: Proof) -> None:
        first = self._proof is None
        self._proof = proof
        self.query_one("#title", Static).update(Content(one_line(proof.title, 400)))
        told = self.query_one(".provisional", Prose)
        told.display = bool(proof.provisional)
        if proof.provisional:
            told.say(state_content(State("?", proof.provisional, "warn")))
        self.query_one(".facts", Prose).say(plain("   ".join(map(one_line, proof.lines))))
        table = self.query_one(ValueTable)
        at = proof.end if first else min(table.cursor, max(0, len(proof.rows) - 1))
        table.show_rows(len(proof.rows), proof.rows.__getitem__, at=at)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the page only of a deadline."""
        if action == "print":
            return self._proof is not None and bool(self._proof.page)
        return super().check_action(action, parameters)

    def action_print(self) -> None:
        """Write the page for paper and open it with the system's program."""
        proof = self._proof
        if proof is not None and proof.page:
            self.in_thread("print", partial(print_page, self.office, proof), self._printed)

    def _printed(self, result: tuple[Path, str]) -> None:
        self.tell_written(*result)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def print_page(office: Office, proof: Proof) -> tuple[Path, str]:
    """Write a proof's page among the exports and open it; return its path, and why no program opened it."""
    from ttoffice.deadlines.printing import write_page
    from ttoffice.evidence.opening import open_with_system

    office.home.exports.mkdir(parents=True, exist_ok=True)
    path = office.home.exports / f"{proof.number}.html"
    write_page(proof.page, path)
    try:
        open_with_system(path)
    except TTOfficeError as error:
        return path, error.message
    return path, ""


# --- a question that belongs to no record ----------------------------------------------------------------


def ask_count(screen: BaseScreen[Any]) -> None:
    """Ask for a day and a period, and show the count of it."""
    from ttoffice.screens.deadline_fields import count_fields
    from ttoffice.screens.modals.entry import VerbModal

    def counted(proof: Proof | None) -> None:
        if proof is not None:
            screen.app.push_screen(ProofScreen(proof))

    modal = VerbModal(
        _("Count a period from a day"),
        partial(_count, screen.office),  # type: ignore[arg-type]  # its answer is handed on as it is
        count_fields(),
        {"starts_on": screen.office.today.isoformat()},
    )
    screen.app.push_screen(modal, counted)


def _count(office: Office, values: dict[str, Any]) -> Proof:
    """Count a period; raise RefusedError, by field, for what cannot be counted."""
    from ttoffice.deadlines.views import work_calendar
    from ttoffice.errors import RefusedError
    from ttoffice.reasons import Reason
    from ttoffice.workdays.counting import count, read_period

    try:
        start = date.fromisoformat(values.get("starts_on") or "")
    except ValueError as error:
        told = _("is no date; write it as 2026-03-31")
        raise RefusedError([Reason("count.no_day", told, field="starts_on")]) from error
    try:
        period = read_period(values.get("period") or "")
    except UsageError as error:
        raise RefusedError([Reason("count.no_period", str(error), field="period")]) from error
    with office.reader() as reader:
        calendar = work_calendar(reader)
    found = count(start, period, calendar, skip_closures=bool(values.get("skip_closures")))
    rows, end = proof_rows(found.days, found.ends_on)
    told = _("%(period)s from %(start)s: ends on %(end)s (%(mark)s)") % {
        "period": period.words,
        "start": start.isoformat(),
        "end": found.ends_on.isoformat() if found.ends_on else "",
        "mark": _("provisional") if found.provisional else _("final"),
    }
    why = (
        _("Provisional: a year that decides the end is not announced yet; only weekends were looked at.")
        if found.provisional
        else ""
    )
    return Proof(_("Count a period from a day"), (told,), rows, end, why)
