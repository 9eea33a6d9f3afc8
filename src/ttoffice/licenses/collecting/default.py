"""How a license stands when payments are late: overdue, demanded, delivered, free to be terminated, cured; pure.

技术合同解释 15 with 民法典 563: after a demand the debtor has thirty days; where the demand gives a longer time,
that time. The end of the wait is counted by the deadlines (民法典 201-203) and handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ttoffice.i18n import N_
from ttoffice.licenses.collecting.ladder import Owed

BASIS = "技术合同解释 15"
LEAST_WAIT = 30
"""Thirty days after the demand (技术合同解释 15); the unit may wait longer, not shorter."""


class DefaultState(StrEnum):
    """How far a default is."""

    NONE = "none"
    OVERDUE = "overdue"
    DEMANDED = "demanded"
    WAITING = "waiting"
    TERMINABLE = "terminable"
    CURED = "cured"


STATE_LABELS = {
    "none": N_("nothing is overdue"),
    "overdue": N_("overdue, not demanded"),
    "demanded": N_("demanded, delivery not proved"),
    "waiting": N_("demanded, waiting for the period to end"),
    "terminable": N_("may be terminated"),
    "cured": N_("cured by payment"),
}


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand.

    Attributes:
        number: CS-...; `dues` the sums it is about.
        delivered_on: None while no delivery is confirmed; `delivered_proof` whether a paper proves it.
        wait_until: last day of the wait, None before delivery.
        void: whether somebody has recorded that its period no longer matters.
    """

    number: str
    sent_on: date
    dues: tuple[str, ...]
    delivered_on: date | None = None
    delivered_proof: bool = False
    pay_by: date | None = None
    wait_until: date | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How payments under a license stand on a day; `open_fen` is what is overdue, in fen."""

    state: DefaultState
    overdue: tuple[Owed, ...] = ()
    open_fen: int = 0
    since: date | None = None
    days: int = 0
    demand: Demand | None = None
    right_from: date | None = None


def wait_days(delivered_on: date, pay_by: date | None, policy_days: int) -> int:
    """Return for how many days one waits after delivery: the unit's, never under thirty, longer if so demanded."""
    given = (pay_by - delivered_on).days if pay_by is not None else 0
    return max(LEAST_WAIT, policy_days, given)


def standing(owed: Iterable[Owed], demands: Sequence[Demand], today: date) -> Standing:
    """Return how payments stand on a day, given the open sums and every demand, oldest first."""
    late = tuple(sorted((one for one in owed if _late(one, today)), key=lambda one: (one.due_on, one.number)))
    by_number = {one.number: one for one in late}
    alive = [demand for demand in demands if not demand.void and any(due in by_number for due in demand.dues)]
    if not late:
        settled = bool(demands)
        return Standing(DefaultState.CURED if settled else DefaultState.NONE, demand=_last(demands))
    demand = _strongest(alive)
    right = _right_from(demand)
    return Standing(
        _state(demand, right, today),
        late,
        sum(one.open_fen for one in late),
        late[0].due_on,
        late[0].days_late(today),
        demand,
        right,
    )


def _late(one: Owed, today: date) -> bool:
    return one.open_fen > 0 and one.due_on < today


def _last(demands: Sequence[Demand]) -> Demand | None:
    return demands[-1] if demands else None


def _strongest(alive: Sequence[Demand]) -> Demand | None:
    """Return the demand that gives the right first: of those delivered the one whose wait ends first."""
    delivered = [one for one in alive if one.wait_until is not None]
    if delivered:
        return min(delivered, key=lambda one: (one.wait_until or date.max, one.number))
    return _last(alive)


def _right_from(demand: Demand | None) -> date | None:
    if demand is None or demand.wait_until is None or demand.wait_until == date.max:
        return None
    return demand.wait_until + timedelta(days=1)


def _state(demand: Demand | None, right_from: date | None, today: date) -> DefaultState:
    if demand is None:
        return DefaultState.OVERDUE
    if demand.delivered_on is None:
        return DefaultState.DEMANDED
    if right_from is not None and today >= right_from:
        return DefaultState.TERMINABLE
    return DefaultState.WAITING


def cured(demand: Demand, open_sums: Mapping[str, int]) -> bool:
    """Tell whether everything that was demanded is paid; `open_sums` is what is open, in fen, by number of the due."""
    return not any(open_sums.get(due, 0) > 0 for due in demand.dues)
