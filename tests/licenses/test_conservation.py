"""Money is conserved: whatever is agreed, reported, received, reversed, corrected or amended, to the fen."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.licenses.acting import amended, changed, signed
from tests.licenses.doing import Doer
from tests.offices import open_at
from ttoffice.action import Office
from ttoffice.licenses.codes import (
    DueState,
    LicenseState,
    MilestoneKind,
    RateKind,
    ReceiptKind,
    RoyaltyBase,
    SettlementPeriod,
    Trigger,
)
from ttoffice.licenses.dues.ageing import total_ageing
from ttoffice.licenses.dues.balances import balance, balances
from ttoffice.licenses.dues.checking import breaks
from ttoffice.licenses.dues.claims import BEARING, claim_on
from ttoffice.licenses.dues.forecast import forecast
from ttoffice.licenses.dues.reading import Due, course_of, dues_of, statements_of
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty, Stage
from ttoffice.licenses.reading import load
from ttoffice.licenses.receipts.reading import free_fen
from ttoffice.licenses.record import StatementRecord
from ttoffice.licenses.shelves import ALLOCATIONS, MILESTONES, RECEIPTS

START = date(2024, 2, 29)
DAY = timedelta(1)

# --- what is agreed ------------------------------------------------------------------------------------

RATES = st.sampled_from(["0", "0.333", "1", "2.5", "3", "17.25"])


@st.composite
def royalties(draw: st.DrawFn) -> Royalty:
    kind = draw(st.sampled_from(RateKind))
    starts = [0] if kind is RateKind.FIXED else [1, 2, 3] if kind is RateKind.BY_TIME else [0, 5_001, 90_000]
    return Royalty(
        base=draw(st.sampled_from([RoyaltyBase.NET_SALES, RoyaltyBase.QUANTITY])),
        rate_kind=kind,
        steps=tuple(RateStep(start, draw(RATES)) for start in starts),
        period=draw(
            st.sampled_from([SettlementPeriod.QUARTER, SettlementPeriod.HALF_YEAR, SettlementPeriod.YEAR])
        ),
        report_days=draw(st.sampled_from([None, 15])),
        payment_days=draw(st.sampled_from([None, 30])),
        starts_on=draw(st.sampled_from([None, date(2024, 5, 20)])),
        ends_on=draw(st.sampled_from([None, date(2026, 8, 8)])),
        minimum_fen=draw(st.sampled_from([None, 0, 10_001, 400_000])),
        cap_fen=draw(st.sampled_from([None, 5_000, 700_000])),
    )


@st.composite
def plans(draw: st.DrawFn) -> FeePlan:
    found = []
    for place in range(draw(st.integers(0, 3))):
        fixed = draw(st.booleans())
        found.append(
            Stage(
                f"s{place}",
                f"节点{place}",
                Trigger.DATE if draw(st.booleans()) else Trigger.MILESTONE,
                after=draw(st.sampled_from(["3m", "200d", "1y"])),
                milestone=MilestoneKind.PILOT,
                planned_on=date(2025, 1, 1),
                amount_fen=draw(st.integers(1, 100_000)) if fixed else None,
                share="" if fixed else draw(st.sampled_from(["33.33", "7"])),
                days_to_pay=draw(st.sampled_from([None, 10, 45])),
            )
        )
    return FeePlan(
        threshold_fen=draw(st.sampled_from([None, 0, 12_345])),
        threshold_days=draw(st.sampled_from([None, 20])),
        total_fen=99_999,
        stages=tuple(found),
        royalty=draw(st.none() | royalties()),
        late_rate=draw(st.sampled_from(["", "0.05", "0.013"])),
        grace_days=draw(st.sampled_from([0, 5])),
    )


# --- a second computation, in another way --------------------------------------------------------------


def rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def interest_by_days(due: Due, payments: list[tuple[date, int]], rates: Any, grace: int, until: date) -> int:
    """Add up the interest of a due day by day."""
    record, total = due.record, Decimal(0)
    assert record.due_on is not None
    day = record.due_on + (grace + 1) * DAY
    while day <= until:
        rate = [text for since, text in rates if since <= day][-1]
        unpaid = record.amount_fen - sum(fen for on, fen in payments if on < day)
        total += max(0, unpaid) * Decimal(rate or 0) / 100
        day += DAY
    return rounded(total)


def royalty_by_hand(
    terms_on: Any, first: date, last: date, statements: list[StatementRecord], begun: date
) -> dict[str, int]:
    """Return the royalty of each statement's period; `first` and `last` tell of a day whether royalties run."""
    found: dict[str, int] = {}
    for statement in sorted(statements, key=lambda item: item.period_from):
        royalty = terms_on(statement.period_from).plan.royalty
        units = royalty.base is RoyaltyBase.QUANTITY
        amount = statement.quantity if units else statement.base_fen
        fen = rounded(_rated(royalty, amount, units, statement.period_from, begun))
        year = statement.period_until.year
        run = [day for day in _days_of(year) if first <= day <= last]
        if royalty.minimum_fen is not None and statement.period_until == run[-1]:
            whole = len(_days_of(year))
            least = rounded(Decimal(royalty.minimum_fen) * len(run) / whole)
            others = sum(fen for key, fen in found.items() if key.startswith(str(year)))
            fen = max(fen, least - others)
        if royalty.cap_fen is not None:
            fen = max(0, min(fen, royalty.cap_fen - sum(found.values())))
        found[statement.key] = fen
    return found


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + place * DAY for place in range((date(year + 1, 1, 1) - first).days)]


def _rated(royalty: Royalty, amount: int, units: bool, first: date, begun: date) -> Decimal:
    factor = Decimal(1) if units else Decimal("0.01")
    rates = [Decimal(step.rate) * factor for step in royalty.steps]
    if royalty.rate_kind is RateKind.FIXED:
        return amount * rates[0]
    if royalty.rate_kind is RateKind.BY_TIME:
        anniversaries = [_anniversary(begun, years) for years in range(1, 40)]
        year = sum(day <= first for day in anniversaries)
        return amount * rates[min(year, len(rates) - 1)]
    starts = [step.start for step in royalty.steps]
    total = Decimal(0)
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else amount
        total += max(0, min(amount, end) - start) * rates[place]
    return total


def _anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


# --- the machine ---------------------------------------------------------------------------------------

AMOUNTS = st.one_of(st.integers(0, 2_000_000), st.sampled_from([0, 1, 99, 5_000, 5_001, 90_000]))


class Money(RuleBasedStateMachine):
    """One license through years of statements, receipts, mistakes and changes."""

    office: ClassVar[Office]
    doer: Doer

    def __init__(self) -> None:
        super().__init__()
        self.doer = Doer(type(self).office)
        self.number, self.day, self.simple, self.waived = "", START, True, set[str]()

    def teardown(self) -> None:
        self.doer.end()

    def do(self, name: str, subject: str | None = None, **data: Any) -> Any:
        return self.doer.do(name, data, subject)

    def choose(self, data: st.DataObject, table: str) -> str | None:
        """Return the number of some record of the license."""
        rows = self.doer.writer.all(
            f"SELECT number FROM {table} WHERE subject = ? ORDER BY id", (self.number,)
        )
        return data.draw(st.sampled_from([row[0] for row in rows])) if rows else None

    @initialize(plan=plans())
    def sign(self, plan: FeePlan) -> None:
        self.doer.to(START)
        self.plan = plan
        self.number = signed(self.doer.ctx, plan, START)

    @rule(days=st.integers(1, 200))
    def time_goes_by(self, days: int) -> None:
        self.day += days * DAY
        self.doer.to(self.day)

    @rule(base=AMOUNTS, data=st.data())
    def report(self, base: int, data: st.DataObject) -> None:
        """Enter a statement, mostly the next one."""
        rows = self.doer.writer.all(
            "SELECT key FROM due WHERE kind = 'royalty' AND subject = ? AND statement = '' AND period_until < ?"
            " ORDER BY period_from LIMIT 2",
            (self.number, self.day.isoformat()),
        )
        if rows:
            key = data.draw(st.sampled_from([row[0] for row in rows]))
            self.do("statement.enter", license=self.number, period=key, **self._reported(base))

    def _reported(self, base: int) -> dict[str, Any]:
        royalty = self.plan.royalty
        units = royalty is not None and royalty.base is RoyaltyBase.QUANTITY
        return {"quantity" if units else "base_fen": base}

    @rule(base=AMOUNTS, data=st.data())
    def correct(self, base: int, data: st.DataObject) -> None:
        if number := self.choose(data, "statement"):
            self.do("statement.correct", number, reason="更正", **self._reported(base))

    @rule(fen=st.integers(1, 300_000), ago=st.integers(0, 60), to=st.sampled_from(["auto", "auto", "none"]))
    def receive(self, fen: int, ago: int, to: str) -> None:
        on = max(START, self.day - ago * DAY)
        self.do("receipt.enter", license=self.number, amount_fen=fen, received_on=on, to=to)

    @rule(fen=st.integers(1, 50_000), data=st.data())
    def receive_for(self, fen: int, data: st.DataObject) -> None:
        if due := self.choose(data, "due"):
            to = [{"due": due, "amount_fen": data.draw(st.integers(0, fen))}]
            self.do("receipt.enter", license=self.number, amount_fen=fen, received_on=self.day, to=to)

    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        if number := self.choose(data, "receipt"):
            self.do("receipt.reverse", number, reason="误记")

    @rule(data=st.data(), fen=st.none() | st.integers(1, 40_000))
    def refund(self, data: st.DataObject, fen: int | None) -> None:
        if number := self.choose(data, "receipt"):
            self.do("receipt.refund", number, reason="多付", amount_fen=fen)

    @rule(data=st.data())
    def allocate(self, data: st.DataObject) -> None:
        if number := self.choose(data, "receipt"):
            self.do("receipt.allocate", number)

    @rule(data=st.data(), fen=st.integers(0, 90_000))
    def release(self, data: st.DataObject, fen: int) -> None:
        if number := self.choose(data, "allocation"):
            receipt = self.doer.writer.value("SELECT receipt FROM allocation WHERE number = ?", (number,))
            due = self.choose(data, "due")
            to = data.draw(st.sampled_from(["none", "auto", [{"due": due, "amount_fen": fen}]]))
            self.do("receipt.allocate", receipt, release=[number], reason="核错", to=to)

    @rule(data=st.data(), step=st.sampled_from(["reach", "fail", "take_back", "postpone"]))
    def move_milestone(self, data: st.DataObject, step: str) -> None:
        if number := self.choose(data, "milestone"):
            more: dict[str, Any] = {} if step == "reach" else {"reason": "说明"}
            if step == "postpone":
                more["to"] = self.day + 30 * DAY
            self.do(f"milestone.{step}", number, **more)

    @rule(data=st.data())
    def claim_interest(self, data: st.DataObject) -> None:
        if number := self.choose(data, "due"):
            self.do("due.claim_interest", number)

    @rule(fen=st.integers(1, 9_999), kind=st.sampled_from(["damages", "costs"]))
    def claim_damages(self, fen: int, kind: str) -> None:
        self.do("due.claim_damages", license=self.number, amount_fen=fen, kind=kind, reason="合同约定")

    @rule(data=st.data())
    def waive(self, data: st.DataObject) -> None:
        if (number := self.choose(data, "due")) and self.do("due.cancel", number, reason="放弃"):
            key = self.doer.writer.value("SELECT key FROM due WHERE number = ?", (number,))
            self.waived.add(key)

    @rule(plan=plans(), ahead=st.integers(0, 90))
    def amend(self, plan: FeePlan, ahead: int) -> None:
        """Change the stages and what is paid of the royalty from a day on that is not reported yet."""
        reported = self.doer.writer.value(
            "SELECT MAX(period_until) FROM statement WHERE subject = ?", (self.number,)
        )
        first = self.day + ahead * DAY
        first = max(first, date.fromisoformat(reported) + DAY) if reported else first
        old, new = self.plan.royalty, plan.royalty
        if old is not None:  # the time of the royalty stays, so that the second computation knows it
            new = replace(
                new or old, base=old.base, period=old.period, starts_on=old.starts_on, ends_on=old.ends_on
            )
        else:
            new = None
        self.plan = replace(plan, royalty=new)
        newest = self.doer.writer.value(
            "SELECT MAX(effective_on) FROM amendment WHERE subject = ?", (self.number,)
        )
        if newest is None or newest <= first.isoformat():
            amended(self.doer.ctx, self.number, self.plan, first)

    @precondition(lambda self: self.day > date(2025, 6, 1))
    @rule()
    def terminate(self) -> None:
        reported = self.doer.writer.value(
            "SELECT MAX(period_until) FROM statement WHERE subject = ?", (self.number,)
        )
        if reported is None or reported < self.day.isoformat():
            changed(self.doer.ctx, self.number, state=LicenseState.TERMINATED, ended_on=self.day)

    # --- what must always hold ---------------------------------------------------------------------------

    @invariant()
    def every_sum_is_paid_or_open(self) -> None:
        reader = self.doer.writer
        live: dict[str, int] = defaultdict(int)
        spent: dict[str, int] = defaultdict(int)
        for item in ALLOCATIONS.where(reader):
            sign = -1 if item.record.releases else 1
            live[item.record.due] += sign * item.record.amount_fen
            spent[item.record.receipt] += sign * item.record.amount_fen
        dues = dues_of(reader, self.number)
        for due in dues:
            record = due.record
            assert record.paid_fen == live[due.number] >= 0
            assert record.open_fen >= 0
            if record.state is not DueState.CANCELLED:
                assert record.amount_fen == record.paid_fen + record.open_fen
            if record.state in (DueState.OPEN, DueState.SETTLED):
                assert (record.state is DueState.SETTLED) == (record.open_fen == 0)
            if record.state is DueState.EXPECTED:
                assert record.amount_fen == record.paid_fen == 0
        self._receipts(spent)
        self._views(dues)
        assert not list(breaks(reader))

    def _receipts(self, spent: dict[str, int]) -> None:
        reader = self.doer.writer
        entries = RECEIPTS.where(reader)
        came = sum(
            (-1 if item.record.reverses else 1)
            * (-1 if item.record.kind is ReceiptKind.REFUND else 1)
            * item.record.amount_fen
            for item in entries
        )
        free = [free_fen(reader, item) for item in entries]
        assert all(fen >= 0 for fen in free)
        assert all(fen >= 0 for fen in spent.values())
        assert came == sum(spent.values()) + sum(free)
        self.free = sum(free)

    def _views(self, dues: list[Due]) -> None:
        reader = self.doer.writer
        open_ = sum(due.record.open_fen for due in dues if due.record.state is DueState.OPEN)
        whole = balance(reader, self.day)
        assert (whole.open_fen, whole.free_fen) == (open_, self.free)
        assert whole.owed_fen == whole.paid_fen + whole.open_fen
        assert whole.paid_fen == sum(due.record.paid_fen for due in dues)
        assert whole.received_fen - whole.refunded_fen == whole.paid_fen + whole.free_fen
        one = balance(reader, self.day, number=self.number)
        assert replace(one, license="", licensee="", title="") == whole
        assert balances(reader, self.day) in ([one], [])
        assert total_ageing(reader, self.day).total_fen == open_
        seen = forecast(reader, self.day).quarters
        assert sum(item.fixed_fen for item in seen) == open_
        assert sum(item.total_fen for item in seen) == open_ + whole.expected_fen

    @invariant()
    def royalties_are_what_a_second_computation_gives(self) -> None:
        reader = self.doer.writer
        license_ = load(reader, self.number)
        course = course_of(reader, license_) if license_ else None
        statements = [item.record for item in statements_of(reader, self.number).values()]
        if course is None or not statements:
            return
        spans = course.spans()
        last = spans[-1].last or date.max
        by_hand = royalty_by_hand(course.on, spans[0].first, last, statements, spans[0].first)
        owed: dict[str, int] = defaultdict(int)
        for due in dues_of(reader, self.number, "kind IN ('royalty', 'correction')"):
            owed[due.record.key] += due.record.amount_fen
        for key, fen in by_hand.items():
            assert owed[key] == fen or key in self.waived

    @invariant()
    def interest_is_what_adding_up_its_days_gives(self) -> None:
        reader = self.doer.writer
        license_ = load(reader, self.number)
        course = course_of(reader, license_) if license_ else None
        if course is None:
            return
        for due in dues_of(reader, self.number, "state IN ('open', 'settled') AND due_on IS NOT NULL")[:6]:
            claim = claim_on(reader, due, self.day, course)
            assert (claim is not None) == (due.record.kind in BEARING)
            if claim is None or due.record.due_on is None:
                continue
            payments = reader.all(
                "SELECT r.received_on, CASE a.releases WHEN '' THEN a.amount_fen ELSE -a.amount_fen END"
                " FROM allocation a JOIN receipt r ON r.number = a.receipt WHERE a.due = ?",
                (due.number,),
            )
            paid = [(date.fromisoformat(on), fen) for on, fen in payments]
            grace = course.on(due.record.due_on).plan.grace_days
            whole = interest_by_days(due, paid, course.rates(), grace, self.day)
            assert claim.whole.amount_fen == whole
            assert claim.fen == max(0, whole - claim.claimed_fen) >= 0
            self._never_claimed_beyond(due, claim.claimed_until)

    def _never_claimed_beyond(self, due: Due, until: date | None) -> None:
        """What was claimed and not waived is never more than the days bear that it was claimed for."""
        reader = self.doer.writer
        claims = dues_of(reader, self.number, "kind = 'interest' AND principal = ?", (due.number,))
        if until is not None and all(item.record.state is not DueState.CANCELLED for item in claims):
            then = claim_on(reader, due, until)
            assert then is not None
            assert sum(item.record.amount_fen for item in claims) <= then.whole.amount_fen

    @invariant()
    def milestones_and_their_dues_agree(self) -> None:
        reader = self.doer.writer
        states = {item.number: item.record.state.value for item in MILESTONES.where(reader)}
        for due in dues_of(reader, self.number, "milestone <> '' AND waiver = '' AND state <> 'cancelled'"):
            waits = due.record.state is DueState.EXPECTED
            assert states[due.record.milestone] == ("pending" if waits else "reached")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory, blank_store: Path) -> Iterator[type[Money]]:
    """The machine on a store of its own, in which nothing is ever committed."""
    root = tmp_path_factory.mktemp("money")
    shutil.copy(blank_store, root / "ttoffice.db")
    Money.office = open_at(root, START)
    yield Money
    Money.office.lender.close()


@pytest.mark.parametrize(
    ("examples", "steps"), [(12, 15), pytest.param(120, 40, marks=pytest.mark.exhaustive)]
)
def test_money_is_conserved(machine: type[Money], examples: int, steps: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
