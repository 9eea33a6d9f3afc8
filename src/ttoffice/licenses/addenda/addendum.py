"""An amending agreement as a frozen value: everything that it says, before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ttoffice.licenses.addenda.comparing import ArticleChange
from ttoffice.licenses.contracts.case import Case
from ttoffice.licenses.differing import Difference


@dataclass(frozen=True, slots=True)
class Earlier:
    """An amendment before this one: number, what it is called, and when it was signed."""

    number: str
    title: str
    signed_on: date


@dataclass(frozen=True)
class Addendum:
    """Everything that an amending agreement says.

    Attributes:
        number: of the amendment, BC-...; empty for one that is only proposed.
        place: its place in the chain, from 1.
        case: the license with the terms as amended, and both sides.
        agreed_on: the day of signature; None where it is still to be signed.
        effective_on: from when the changed terms hold.
        earlier: the amendments before it, oldest first.
        articles: what changes of the contract that was signed; empty where that was not written by this program.
        renumbered: numbers of articles and clauses that only move, before and after.
        matters: what changes, field by field, in Chinese.
        guarantors: who guarantees and may have to consent (民法典 695).
        insured: whether an insurance stands.
        registered: whether the contract is registered; `recorded` whether the license is recorded at the patent office.
        copies, copies_each: how many copies are made, and how many each side keeps.
        today: the day its properties are dated by.
    """

    number: str
    title: str
    place: int
    case: Case
    reason: str
    effective_on: date | None
    agreed_on: date | None
    today: date
    earlier: tuple[Earlier, ...] = ()
    articles: tuple[ArticleChange, ...] = ()
    renumbered: tuple[tuple[str, str], ...] = ()
    matters: tuple[Difference, ...] = ()
    guarantors: tuple[str, ...] = ()
    insured: bool = False
    registered: bool = False
    recorded: bool = False
    copies: str = ""
    copies_each: str = ""

    @property
    def reaches_back(self) -> bool:
        """Whether it holds from a day before its signature."""
        return self.effective_on is not None and self.effective_on < (self.agreed_on or self.today)

    @property
    def former_name(self) -> str:
        """The licensee's name as of signature where it is called otherwise now; else empty."""
        signed = self.case.record.signed_licensee
        return signed.name if signed is not None and signed.name != self.case.licensee.name else ""
