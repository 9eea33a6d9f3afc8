"""The terms of a license: what the contract says, and what amendments change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ttoffice.licenses.codes import Sublicensing
from ttoffice.licenses.fees import FeePlan
from ttoffice.results.codes import LicenseKind, RightKind


@dataclass(frozen=True, slots=True)
class GrantedRight:
    """One right that is licensed, as the register had it when the terms were written or last taken over.

    Attributes:
        holders: names of those who hold it; more than one means co-owned.
    """

    kind: RightKind | None
    number: str = ""
    applied_on: date | None = None
    acquired_on: date | None = None
    expires_on: date | None = None
    legal_status: str = ""
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grant:
    """One result that is licensed, and which of its rights; a result without rights is licensed as know-how.

    Attributes:
        result: its number, CG-...
        consent: number of the exhibit with the co-owners' consent (专利法 14), empty while there is none.
    """

    result: str
    title: str = ""
    rights: tuple[GrantedRight, ...] = ()
    consent: str = ""


@dataclass(frozen=True, slots=True)
class ClauseChoice:
    """One choice in the clause library: its key, the chosen option, and wording of the office's own."""

    key: str
    option: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the contract says.

    Attributes:
        kind: None means that it is not specified, which is an ordinary license (技术合同解释 25).
        starts_on: first day of the license; None for the day of effect.
        ends_on: last day of the license; None where no term is agreed (技术合同解释 28).
        clauses: choices that differ from the clause library's usual ones.
    """

    grants: tuple[Grant, ...] = ()
    kind: LicenseKind | None = None
    territory: str = ""
    field_of_use: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    sublicensing: Sublicensing = Sublicensing.NONE
    plan: FeePlan = field(default_factory=FeePlan)
    clauses: tuple[ClauseChoice, ...] = ()

    @property
    def effective_kind(self) -> LicenseKind:
        """The kind of license that holds: the one agreed, or ordinary."""
        return self.kind or LicenseKind.ORDINARY
