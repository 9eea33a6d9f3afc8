"""What happened in the demo office after it was filled: edits, uses, lists and exhibits by several people."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ttoffice.action import Office, check, perform
from ttoffice.action.office import ZONE
from ttoffice.reasons import refusing
from ttoffice.results import views
from ttoffice.store.asking import Filter

Until = Callable[[date], Office]
"""Lets happen what does by a day, and gives the office with somebody at work on it."""
Step = Callable[[Office], object]
"""Something that happens on its day, done by whoever is at work then."""
Plan = Callable[[date, Step], None]
"""Takes a step for a day to come; it happens once the day has."""
BEGINS_DAYS_AGO = 75
"""The fill is dated so many days before today, or the year's first day where that is later."""

USE = {"mode": "license", "since": "2025-06", "note": "电话回访时企业确认已投产使用"}
EXCLUSION = {"reason": "正与企业商谈独占许可，已签意向书"}
TERMS = {
    "license_kind": "ordinary",
    "payment_mode": "stages_royalty",
    "fee_plan": {
        "threshold_fen": 0,
        "stages": [{"trigger": "首条示范线投产", "amount_fen": 8_000_000, "days_to_pay": 30}],
        "royalty": {"rate": "2.5", "base": "net_sales"},
    },
}
CONSENT = {"consent": "given", "remarks": "完成人已逐一签字同意"}
MATURED = {"maturity": "production", "trl": 9, "remarks": "示范线通过验收"}
SETTLED = {"maturity": "pilot", "trl": 6, "remarks": "已电话核实成熟度"}

EXHIBITS = (
    (
        "研究人员同意书.txt",
        "完成人",
        "研究人员同意以先使用后付费方式许可",
        "同意将本成果纳入先使用后付费清单。\n",
    ),
    ("企业回访记录.txt", "电话回访", "成果未实施", "回访三家企业，均未使用本成果。\n"),
)
"""File name, source, what it proves, content."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that somebody did: the action, its data and the number of the result."""

    action: str
    subject: str
    data: dict[str, Any] = field(default_factory=dict)

    def happen(self, office: Office) -> None:
        """Let somebody who is at work do it."""
        perform(office, self.action, self.data, subject=self.subject)


def begins_on(today: date) -> date:
    """Return the day on which the office was filled; its numbers then carry this year."""
    return max(today - timedelta(days=BEGINS_DAYS_AGO), date(today.year, 1, 1))


def at_work(office: Office, operator: str, day: date, turn: int = 0) -> Office:
    """Return the office with somebody at work on a day, so many minutes after half past eight.

    Never later than now, unless the office's day is not the real one.
    """
    moment = (datetime.combine(day, time(8, 30), ZONE) + timedelta(minutes=turn)).astimezone(UTC)
    moment = moment if office.pinned else min(moment, office.clock())
    return replace(office, operator=operator, today=day, pinned=True, clock=lambda: moment)


class Teller:
    """Lets things happen in the order of their days: to the results, spread over the time until today, and what is planned."""

    def __init__(self, office: Office, operators: Sequence[str]) -> None:
        self._office, self._operators = office, operators
        happened = events(office)
        begin = begins_on(office.today)
        span = (office.today - begin).days
        self._turn = 0
        self._waiting: list[tuple[date, Step]] = [
            (begin + timedelta(days=span * turn // len(happened)), event.happen)
            for turn, event in enumerate(happened, start=1)
        ]

    def plan(self, day: date, step: Step) -> None:
        """Let something happen on a day, after everything else that does; it does not happen after today."""
        insort(self._waiting, (day, step), key=itemgetter(0))

    def until(self, day: date) -> Office:
        """Let everything happen that does by a day; return the office with somebody at work on it after that."""
        while self._waiting and self._waiting[0][0] <= day:
            on, step = self._waiting.pop(0)
            step(self._present(on))
        return self._present(day)

    def _present(self, day: date) -> Office:
        self._turn += 1
        return at_work(self._office, self._operators[self._turn % len(self._operators)], day, self._turn)


def tell(
    office: Office,
    operators: Sequence[str],
    further: Sequence[Callable[[Office, Until], None]] = (),
    planned: Sequence[Callable[[Office, Plan], None]] = (),
) -> None:
    """Let everything happen, to the results and around them, day by day until today.

    `further` are the stories of the areas above, told after what is older than their beginning, two days ago; those
    of `planned` happen between the others, each step on its day.
    """
    from ttoffice.results.demo.process import tell_process

    teller = Teller(office, operators)
    for planning in planned:
        planning(office, teller.plan)
    spare = numbers(office, "due", 24)[10:] or numbers(office, "all", 24)
    tell_process(office, spare, teller.until)
    for story in further:
        story(office, teller.until)
    attach(teller.until(office.today), numbers(office, "listed", 2))


def events(office: Office) -> list[Event]:
    """Return what happened, in order; each group of events needs its own results and is shorter without."""
    due, listed, flagged = (numbers(office, view, 24) for view in ("due", "listed", "flagged"))
    listed = [one for one in listed if one not in due]
    return [
        *(Event("result.edit", one, TERMS) for one in due[:6]),
        *(Event("result.record_use", one, USE) for one in due[6:8]),
        *(Event("result.exclude", one, EXCLUSION) for one in due[8:10]),
        *(Event("result.edit", one, CONSENT) for one in due[:4]),
        *(Event("result.edit", one, SETTLED) for one in flagged[:3]),
        *(Event("result.include", one) for one in due[8:9]),
        *(Event("result.edit", one, MATURED) for one in due[2:4]),
        *(Event("result.list", one) for one in due[:4] if may_be_listed(office, one)),
        *(Event("result.delist", one) for one in listed[:1]),
    ]


def numbers(office: Office, view: str, count: int) -> list[str]:
    """Return the numbers of the first results of a named view."""
    with office.reader() as reader:
        lines = views.page(reader, Filter(view=view), office.today, limit=count)
    return [line.number for line in lines]


def may_be_listed(office: Office, number: str) -> bool:
    """Return whether nothing refuses to enter a result in the list."""
    return not refusing(check(office, "result.list", {}, subject=number))


def attach(office: Office, subjects: Sequence[str]) -> None:
    """Attach a file to each of some results, through the vault."""
    with TemporaryDirectory(prefix="ttoffice-exhibits-") as scratch:
        for subject, (name, source, proves, content) in zip(subjects, EXHIBITS, strict=False):
            file = Path(scratch) / name
            file.write_text(f"{subject}\n{content}", encoding="utf-8")
            data = {"subject": subject, "path": str(file), "source": source, "proves": proves}
            perform(office, "exhibit.add", data)
