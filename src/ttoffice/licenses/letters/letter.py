"""A letter to a licensee as a frozen value: everything that it says, before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LetterKind(StrEnum):
    """The letters there are."""

    REMINDER = "reminder"
    DEMAND = "demand"
    DEFAULT = "default"
    TERMINATION = "termination"
    SERVICE = "service"


TITLES = {
    LetterKind.REMINDER: "许可使用费催款提醒函",
    LetterKind.DEMAND: "许可使用费催告函",
    LetterKind.DEFAULT: "违约通知书",
    LetterKind.TERMINATION: "解除合同通知书",
    LetterKind.SERVICE: "送达回证",
}
"""What each letter is called where the office's template has no title of its own, also in its file name."""


@dataclass(frozen=True, slots=True)
class Party:
    """One side as a letter names it; empty texts where nobody has said.

    Attributes:
        representative: legal representative or person in charge.
        bank, account: where money is to be paid; of the licensor only.
    """

    name: str
    credit_code: str = ""
    representative: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
    office: str = ""
    bank: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class LetterDue:
    """One sum that a letter asks for.

    Attributes:
        number: of the due, YS-...; `title` what it is for, as the license's schedule calls it.
        open_fen: what is still to be paid of it, in fen, without interest.
        days_overdue: calendar days since `due_on`; 0 where it is not overdue.
        interest_fen: late interest until the letter's day, in fen; `working` how it came about, a line each.
    """

    number: str
    title: str
    due_on: date | None
    amount_fen: int
    open_fen: int
    days_overdue: int = 0
    interest_fen: int = 0
    working: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentLetter:
    """An earlier letter that this one refers to: number, what it was, and when it was sent and delivered."""

    number: str
    title: str
    sent_on: date
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """How a paper was served, for the acknowledgement of service; what is not known yet is left for the pen.

    Attributes:
        document: title and number of the paper that is served; `pages` its number of pages, 0 where not said.
        channel: 直接送达, 邮寄送达, 电子送达 and so on, with the number of the consignment.
        recipient: who received it.
        note: what else is to be said, such as that it was refused.
    """

    document: str
    pages: int = 0
    channel: str = ""
    address: str = ""
    recipient: str = ""
    sent_on: date | None = None
    delivered_on: date | None = None
    server: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that a letter says.

    Attributes:
        kind: which letter.
        number: what it is filed under, such as CS-2026-0001.
        on: the day it is dated.
        license: number of the license, XK-...; `title` what it is called.
        signed_on: the day on which the contract was signed.
        dues: the sums it asks for, oldest first.
        late_rate: late interest by contract, percent a day such as `0.05`; empty for none agreed.
        counted_until: the last day that `interest_fen` of the dues is counted to; the letter's day where None.
        pay_by: last day to pay that the letter sets.
        cure_days: calendar days after delivery of a demand until the contract may be terminated (技术合同解释 15).
        breach: of a notice of default or termination, what was not done, in whole sentences.
        clause: the contract's own article that was broken, such as 第八条.
        earlier: the letters before this one, oldest first.
        ends_on: of a notice of termination, the day on which the contract ends; where None, the day of delivery.
        claims: what else is asked for, a sentence each, such as liquidated damages.
        service: of an acknowledgement of service, how the paper was served.
    """

    kind: LetterKind
    number: str
    on: date
    license: str
    title: str
    licensor: Party
    licensee: Party
    signed_on: date | None = None
    dues: tuple[LetterDue, ...] = ()
    late_rate: str = ""
    counted_until: date | None = None
    pay_by: date | None = None
    cure_days: int = 30
    breach: str = ""
    clause: str = ""
    earlier: tuple[SentLetter, ...] = ()
    ends_on: date | None = None
    claims: tuple[str, ...] = ()
    service: Service | None = None

    @property
    def open_fen(self) -> int:
        """What is to be paid of all dues, in fen, without interest."""
        return sum(due.open_fen for due in self.dues)

    @property
    def interest_fen(self) -> int:
        """The late interest on all dues, in fen."""
        return sum(due.interest_fen for due in self.dues)

    @property
    def total_fen(self) -> int:
        """What is to be paid in all, in fen."""
        return self.open_fen + self.interest_fen

    @property
    def days_overdue(self) -> int:
        """For how many calendar days the oldest due is overdue."""
        return max((due.days_overdue for due in self.dues), default=0)
