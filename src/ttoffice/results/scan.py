"""The two-year scan of pay-later Art. 4: which results belong on the list, and since when.

Four conditions: fiscal funding, applied technology, two full years since an IP right was acquired, not
implemented. Each is met, not met or open; one that is not met settles the matter, one that is open leaves
the result undecided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ttoffice.workdays.periods import add_months, add_years

YEARS_UNUSED = 2
BASIS = "pay-later:4"


class State(StrEnum):
    """How a condition stands."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"


class Standing(StrEnum):
    """Where a result stands in the scan."""

    DUE = "due"
    UPCOMING = "upcoming"
    EXCLUDED = "excluded"
    UNDECIDED = "undecided"
    OUTSIDE = "outside"


SHOWN = (Standing.DUE, Standing.UPCOMING, Standing.EXCLUDED, Standing.UNDECIDED)
"""The standings that a scan lists, in their order; results outside the rule are not listed."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the scan looks at.

    Attributes:
        fiscal, technology_class, implemented: codes, or None while nobody has said.
        acquired_on: the day the first IP right was acquired, or None.
        uses: since when the result is in use, as whole or partial ISO dates; an empty one is undated.
        exclusion_on: since when it is excluded, with `exclusion_reason` said by the case worker.
    """

    fiscal: str | None
    technology_class: str | None
    acquired_on: date | None
    implemented: str | None
    uses: tuple[str, ...] = ()
    exclusion_reason: str = ""
    exclusion_on: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome for one result.

    Attributes:
        due_on: the day the two years are full, where the day of acquisition is known.
        conditions: state by condition: fiscal, applied, two_years, not_implemented.
    """

    standing: Standing
    due_on: date | None
    conditions: dict[str, State]

    @property
    def missing(self) -> tuple[str, ...]:
        """The conditions that are open."""
        return tuple(name for name, state in self.conditions.items() if state is State.OPEN)


def due_on(acquired_on: date) -> date:
    """Return the day on which two full years have passed: the matching day, or that month's last day."""
    return add_years(acquired_on, YEARS_UNUSED)


def decide(facts: Facts, as_of: date, within_days: int) -> Decision:
    """Return where a result stands on a day, looking `within_days` calendar days ahead for the upcoming.

    A result that is excluded with a reason is `excluded` when it would otherwise be due, upcoming or
    undecided; one of which a condition is not met is `outside`.
    """
    falls_due = _safe_due_on(facts.acquired_on)
    horizon = _later(as_of, within_days)
    conditions = {
        "fiscal": _answer(facts.fiscal, "yes"),
        "applied": _answer(facts.technology_class, "applied"),
        "two_years": _reached(facts.acquired_on, falls_due, as_of),
        "not_implemented": _unused(facts, as_of),
    }
    lasting = [conditions[name] for name in ("fiscal", "applied", "not_implemented")]
    soon = conditions["two_years"] is not State.NOT_MET or (falls_due is not None and falls_due <= horizon)
    if State.NOT_MET in lasting or not soon:
        standing = Standing.OUTSIDE
    elif facts.exclusion_reason and (facts.exclusion_on is None or facts.exclusion_on <= as_of):
        standing = Standing.EXCLUDED
    elif State.OPEN in conditions.values():
        standing = Standing.UNDECIDED
    else:
        standing = Standing.DUE if conditions["two_years"] is State.MET else Standing.UPCOMING
    return Decision(standing, falls_due, conditions)


def _answer(code: str | None, wanted: str) -> State:
    if code is None:
        return State.OPEN
    return State.MET if code == wanted else State.NOT_MET


def _reached(acquired_on: date | None, falls_due: date | None, as_of: date) -> State:
    if acquired_on is None:
        return State.OPEN
    return State.MET if falls_due is not None and falls_due <= as_of else State.NOT_MET


def _unused(facts: Facts, as_of: date) -> State:
    """Whether the result was not yet implemented on the day; later uses do not count for an earlier day."""
    states = [_in_use(since, as_of) for since in facts.uses]
    if State.MET in states:
        return State.NOT_MET
    if State.OPEN in states:
        return State.OPEN
    if states:
        return State.MET
    if facts.implemented is None:
        return State.OPEN
    return State.MET if facts.implemented == "no" else State.NOT_MET


def _in_use(since: str, as_of: date) -> State:
    """Whether a use had begun on the day; a partial date that straddles the day leaves it open."""
    if not since:
        return State.MET
    first, last = span(since)
    if last <= as_of:
        return State.MET
    return State.NOT_MET if first > as_of else State.OPEN


def span(partial: str) -> tuple[date, date]:
    """Return the first and last day of a whole or partial ISO date: `2024`, `2024-06`, `2024-06-18`."""
    parts = [int(part) for part in partial.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        first = date(parts[0], parts[1], 1)
        return first, _month_end(first)
    day = date(*parts)
    return day, day


def _month_end(first: date) -> date:
    if (first.year, first.month) == (date.max.year, date.max.month):
        return date.max
    return add_months(first, 1) - timedelta(days=1)


def _safe_due_on(acquired_on: date | None) -> date | None:
    if acquired_on is None:
        return None
    try:
        return due_on(acquired_on)
    except OverflowError:
        return None


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max
