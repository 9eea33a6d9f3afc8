"""The record of one award distribution: receipts, net income, pool, lines, publicity, decision, payment.

Amounts are integer fen, never negative: a correction says what a line had before and what it has now, and the
difference is what is still to be paid, or to be paid back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ttoffice.licenses.awards.codes import AwardState, DeductionKind, Form, NetDefinition, Part


@dataclass(frozen=True, slots=True)
class Distributed:
    """One receipt that is shared, as it stood then; a refund counts against the others."""

    receipt: str
    received_on: date
    amount_fen: int
    refund: bool = False


@dataclass(frozen=True, slots=True)
class Deduction:
    """One sum taken off: what for, on what it rests, and the exhibit with its paper."""

    kind: DeductionKind
    amount_fen: int
    label: str = ""
    source: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class AwardLine:
    """What one person gets.

    Attributes:
        key: stable within the distribution, such as `1`.
        person: number RY-..., empty for somebody from outside, who is known by `name` and `unit`.
        share: of the pool: percent such as `45%`, or a fraction such as `1/3`.
        main: whether the person is one of the main contributors.
        leader: whether the person leads the unit; `post` the post held.
        before_fen: in a correction, what was paid before.
    """

    key: str
    name: str
    part: Part
    share: str
    amount_fen: int = 0
    person: str = ""
    unit: str = ""
    main: bool = False
    leader: bool = False
    post: str = ""
    form: Form = Form.CASH
    before_fen: int = 0
    note: str = ""

    @property
    def change_fen(self) -> int:
        """What is to be paid, in fen; negative for what is to be paid back."""
        return self.amount_fen - self.before_fen

    @property
    def who(self) -> str:
        """What the person is told apart by, across distributions."""
        return self.person or f"{self.name}\n{self.unit}"


@dataclass(frozen=True, slots=True)
class AwardObjection:
    """One objection during publicity, and how it was answered; who made it is not kept here."""

    received_on: date
    content: str
    answer: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """That a line was paid, or what was paid too much came back."""

    line: str
    paid_on: date
    reference: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class AwardRecord:
    """One distribution.

    Attributes:
        subject: number of the license.
        definition: what net income is, with `definition_source`, as the unit's setting had it.
        share: share of the net income that is awarded, such as `50%`, with `share_source`.
        pool_fen, retained_fen: together the net income.
        persons: who gets something, by number or name: whoever decides must not be among them.
        relief_until: last day for the income-tax relief on cash awards, with `relief_source`; a hint only.
        deadline: number of the deadline of publicity, QX-...
        closed_on: day on which publicity was closed.
        decision: number of the collective decision, JY-...
        corrects: number of the distribution that this one replaces, with `reason`.
        working: how the amounts came about, a line each, in Chinese.
    """

    subject: str
    title: str
    licensee_name: str = ""
    state: AwardState = AwardState.DRAFTED
    receipts: tuple[Distributed, ...] = ()
    gross_fen: int = 0
    deductions: tuple[Deduction, ...] = ()
    deducted_fen: int = 0
    net_fen: int = 0
    definition: NetDefinition = NetDefinition.DIRECT_COSTS
    definition_source: str = ""
    share: str = ""
    share_source: str = ""
    pool_fen: int = 0
    retained_fen: int = 0
    lines: tuple[AwardLine, ...] = ()
    persons: tuple[str, ...] = ()
    relief_until: date | None = None
    relief_source: str = ""
    publicised_on: date | None = None
    place: str = ""
    publicity_proof: tuple[str, ...] = ()
    deadline: str = ""
    objections: tuple[AwardObjection, ...] = ()
    closed_on: date | None = None
    decision: str = ""
    decided_on: date | None = None
    payments: tuple[Payment, ...] = ()
    corrects: str = ""
    reason: str = ""
    working: tuple[str, ...] = ()
    note: str = ""

    @property
    def to_pay(self) -> tuple[AwardLine, ...]:
        """The lines with something to pay or to pay back that was not yet."""
        paid = {payment.line for payment in self.payments}
        return tuple(line for line in self.lines if line.change_fen and line.key not in paid)
