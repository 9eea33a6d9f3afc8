"""What the steps of a license look at: one frozen value that was gathered beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ttoffice.licenses.record import LicenseRecord
from ttoffice.reasons import Reason


@dataclass(frozen=True, slots=True)
class NoticeStanding:
    """How publicity of the price stands.

    Attributes:
        number: the newest round; `state` its state, `closed_on` the day it was closed.
        needs_round: whether it was withdrawn and no further round stands.
        open: numbers of objections and reviews that are not settled, over all rounds.
        related: what it says of ties: `yes`, `no` or `unknown`.
        holds_price: whether its text has names and price as the terms have them, word for word.
        other: the acquirer that it names, where that is not the licensee.
    """

    number: str
    state: str
    closed_on: date | None = None
    needs_round: bool = False
    open: tuple[str, ...] = ()
    related: str = "unknown"
    holds_price: bool = True
    other: str = ""

    @property
    def clean(self) -> bool:
        """Whether it ended with nothing open."""
        return self.state == "closed" and not self.open


@dataclass(frozen=True, slots=True)
class DecisionStanding:
    """The decision named, as the steps see it.

    Attributes:
        state: prepared, adopted or rejected; empty where there is none of this number.
        about: the number it is about.
        correction: the adopted decision that corrects it.
        conflicted: why members that voted should have withdrawn.
        differs_then: what differs of the terms from those that stood here on the day of the decision.
        licensee_then: the licensee of that day, where it was another.
    """

    number: str
    state: str = ""
    about: str = ""
    decided_on: date | None = None
    correction: str = ""
    conflicted: tuple[str, ...] = ()
    differs_then: tuple[str, ...] = ()
    licensee_then: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureFacts:
    """What the steps look at.

    Attributes:
        number, record: the license as it is to be.
        today, on: the day of law, and the day of the act.
        law: what the law says of it as it stands.
        ties: conflicts with the licensee that people's declarations show, as (why, basis, certain).
        refused: results whose researchers refuse; `unasked` those of which nobody has said.
        notice: how publicity stands, None where there was none; `unpublished` what differs from the terms published.
        decision: the decision named; `undecided` what differs from the terms decided.
        decision_why: why the unit asks for a collective decision, in words; empty where it does not.
        missing: numbers of exhibits that are named and do not exist.
        contract: how the contract's version named stands: `good`, `missing`, `other` where it writes out other terms
            than these; empty where none is named.
        last_day: the last day of the term in force, None for none.
    """

    number: str
    record: LicenseRecord
    today: date
    on: date
    law: tuple[Reason, ...] = ()
    ties: tuple[tuple[str, str, bool], ...] = ()
    refused: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    notice: NoticeStanding | None = None
    unpublished: tuple[str, ...] = ()
    decision: DecisionStanding | None = None
    undecided: tuple[str, ...] = ()
    decision_why: str = ""
    missing: tuple[str, ...] = ()
    contract: str = ""
    last_day: date | None = None
