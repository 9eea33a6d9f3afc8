"""What lists and records of notices show beside their own fields: the days of the period, what was objected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.i18n import gettext as _
from ttoffice.notices import clock, views
from ttoffice.notices.kinds import ADMISSIONS, OBJECTION_STATES, OUTCOMES
from ttoffice.notices.shelves import NOTICES
from ttoffice.parties.people import name_of

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader


@dataclass(frozen=True)
class Span:
    """The period of a notice as a list shows it, and how many objections to it are open."""

    ends_on: date | None = None
    paused: bool = False
    provisional: bool = False
    objections: int = 0


def spans(reader: Reader, numbers: Sequence[str]) -> dict[str, Span]:
    """Return the periods of notices by number."""
    marks = ", ".join("?" * len(numbers)) or "NULL"
    rows = reader.all(
        "SELECT n.number, d.ends_on, d.state, d.provisional, (SELECT COUNT(*) FROM objection o"
        " WHERE o.subject = n.number AND o.state IN ('received', 'in_review'))"
        f" FROM notice n LEFT JOIN deadline d ON d.number = n.deadline WHERE n.number IN ({marks})",
        tuple(numbers),
    )
    return {
        number: Span(
            date.fromisoformat(ends) if ends and standing != "void" else None,
            standing == "paused",
            bool(provisional),
            count,
        )
        for number, ends, standing, provisional, count in rows
    }


def standing_lines(reader: Reader, number: str, today: date) -> Iterator[tuple[str, str]]:
    """Yield how a notice stands as (label, text): its period, other rounds, objections, reviews."""
    found = NOTICES.load(reader, number)
    if found is None:
        return
    record = found.record
    yield from _period(reader, record.deadline, today, running=record.state == "published")
    rounds = views.rounds(reader, record.subject, record.kind)
    if len(rounds) > 1:
        yield _("Rounds"), "、".join(f"{item.number} ({item.record.round})" for item in rounds)
    if record.state == "withdrawn" and not views.next_round(reader, number) and rounds[-1].number == number:
        yield _("Next"), _("A new round is to be begun.")
    for item in views.objections_to(reader, number):
        words = _(OBJECTION_STATES[item.record.state])
        late = "" if item.record.admission == "in_time" else f" ({_(ADMISSIONS[item.record.admission])})"
        yield item.number, f"{words}{late}  {item.record.passage or item.record.content}"
    for review in views.reviews_of(reader, number):
        due = clock.clock_of(reader, review.record.deadline).ends_on
        until = f"  {_('due on')} {due.isoformat()}" if due and not review.record.outcome else ""
        yield review.number, f"{_(OUTCOMES[review.record.outcome])}{until}"


def _period(reader: Reader, deadline: str, today: date, *, running: bool) -> Iterator[tuple[str, str]]:
    found = clock.clock_of(reader, deadline)
    if found.paused:
        yield _("Last day"), _("the clock is stopped")
    elif found.ends_on is not None:
        days = (found.ends_on - today).days
        left = _("over") if days < 0 else _("%(days)d day(s) left") % {"days": days}
        said = f"{found.ends_on.isoformat()}  {left}" if running else found.ends_on.isoformat()
        yield _("Last day"), f"{said}  {_('provisional')}" if found.provisional else said


def named(reader: Reader, people: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield people as (number, name)."""
    for person in people:
        yield person, name_of(reader, person)
