"""Whatever is sent, delivered, paid and taken back in whatever order: waits follow from what is owed, and nothing breaks."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from tests.licenses.acting import sign
from tests.offices import open_at, problems
from ttoffice.action import Office, perform
from ttoffice.errors import RefusedError
from ttoffice.licenses.codes import BINDING, LicenseState
from ttoffice.licenses.collecting.default import DefaultState, cured
from ttoffice.licenses.collecting.outlook import Outlook, outlook
from ttoffice.licenses.collecting.views import demands_of, owed_of, waits
from ttoffice.licenses.reading import known

VERBS = {"send": 3, "deliver": 4, "pay": 1, "reverse": 1, "later": 2, "mute": 1, "measure": 1, "terminate": 3}
"""What happens, and how often beside the rest."""


class Run:
    """One license to which things happen by chance; what an action refuses is left undone."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office, self.chance = office, random.Random(seed)
        self.license = sign(office)
        self.sent: list[str] = []
        self.receipts: list[str] = []

    def step(self) -> None:
        with suppress(RefusedError):
            getattr(self, self.chance.choices(list(VERBS), list(VERBS.values()))[0])()
        self.check()

    def act(self, name: str, subject: str | None = None, /, **data: Any) -> str:
        return str(perform(self.office, name, data, subject=subject).value)

    def send(self) -> None:
        rung = self.chance.choice([None, None, "after", "demand", "default", "termination"])
        number = self.act("reminder.send", license=self.license, channel="express", rung=rung, letter=False)
        self.sent.append(number)

    def deliver(self) -> None:
        if self.sent:
            self.act("reminder.confirm_delivery", self.chance.choice(self.sent[-2:]))

    def pay(self) -> None:
        amount = self.chance.choice(["1000", "10000", "30000"])
        self.receipts.append(self.act("receipt.enter", license=self.license, amount=amount, kind="bank"))

    def reverse(self) -> None:
        if self.receipts:
            self.act("receipt.reverse", self.chance.choice(self.receipts), reason="退汇")

    def later(self) -> None:
        self.office = open_at(
            self.office.home.root, self.office.today + timedelta(self.chance.randint(1, 45))
        )

    def mute(self) -> None:
        until = self.office.today + timedelta(self.chance.randint(1, 30))
        self.act("license.mute", self.license, until=until.isoformat(), reason="协商")

    def measure(self) -> None:
        self.act("mitigation.record", license=self.license, kind="talks", what="约谈")

    def terminate(self) -> None:
        notice = self.chance.choice([*self.sent[-3:], ""])
        self.act("license.terminate", self.license, ground="nonpayment", reason="未付款", notice=notice)

    # --- what always holds -----------------------------------------------------------------------------

    def check(self) -> None:
        with self.office.reader() as reader:
            found = outlook(reader, known(reader, self.license), self.office.today)
            open_sums = {one.number: one.open_fen for one in owed_of(reader, self.license)}
            waiting = waits(reader, self.license)
            binding = found.license.record.state in BINDING
            for demand in demands_of(reader, self.license):
                running = [wait for wait in waiting.get(demand.number, []) if wait.state == "open"]
                owed = not cured(demand, open_sums)
                assert len(running) == (demand.delivered_on is not None and owed and binding)
        self.check_right(found)

    def check_right(self, found: Outlook) -> None:
        standing = found.standing
        if standing.state is DefaultState.TERMINABLE:
            assert standing.demand is not None
            assert standing.demand.delivered_on is not None
            assert (self.office.today - standing.demand.delivered_on).days > 30
        if found.license.record.state is LicenseState.TERMINATED:
            assert found.license.record.end_reason


@pytest.mark.parametrize(
    ("runs", "steps"), [(2, 22), pytest.param(25, 60, marks=pytest.mark.exhaustive)], ids=["few", "many"]
)
def test_waits_follow_from_what_is_owed_whatever_happens(office: Office, runs: int, steps: int) -> None:
    data = {"code": "termination_decision", "value": "never", "effective_from": "2026-06-01", "source": "甲"}
    perform(office, "policy.set", data)
    for seed in range(runs):
        run = Run(office, seed)
        for _step in range(steps):
            run.step()
        assert problems(run.office) == ()
