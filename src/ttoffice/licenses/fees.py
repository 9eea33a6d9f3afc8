"""The fee plan of a license: threshold fee, stages, royalty, and what happens when a payment is late.

Amounts are integer fen; shares and rates are decimal strings: percent, and percent a day for late interest.
Periods are texts such as `30d`, `6m`, `1y`, counted from the day on which the contract takes effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ttoffice.licenses.codes import MilestoneKind, RateKind, RoyaltyBase, SettlementPeriod, Trigger


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage payment (pay-later Art. 2(2)).

    Attributes:
        key: stable within the plan, such as `s1`; dues and milestones are known by it, also across amendments.
        label: what it is called in the contract.
        trigger: a date node or a milestone node.
        on: of a date node the day; or `after`, a period from the day of effect. Exactly one of both.
        milestone: of a milestone node, what kind of milestone.
        planned_on: of a milestone node, the day on which it is expected.
        proof: what proves that the node is reached.
        amount_fen: what is paid, in fen; or `share`, percent of the plan's `total_fen`. Exactly one of both.
        days_to_pay: calendar days from the node to the last day of payment.
    """

    key: str
    label: str
    trigger: Trigger
    on: date | None = None
    after: str = ""
    milestone: MilestoneKind | None = None
    planned_on: date | None = None
    proof: str = ""
    amount_fen: int | None = None
    share: str = ""
    days_to_pay: int | None = None


@dataclass(frozen=True, slots=True)
class RateStep:
    """One step of a rate.

    Attributes:
        start: by time: the year of the royalty, from 1, in which it begins; by volume: the part of the base within
            one settlement period from which it holds, in fen, or in units where a quantity is the base. 0 or 1 for
            the first.
        rate: percent of the base; for a quantity, fen a unit.
    """

    start: int
    rate: str


@dataclass(frozen=True, slots=True)
class Royalty:
    """A share of income (pay-later Art. 2(1)).

    Attributes:
        base: what it is counted on, None while nobody has said; `base_note` defines it in the contract's words.
        rate_kind: fixed, stepped by time, stepped by volume (each part of the base at its own rate).
        steps: the steps in order; one for a fixed rate.
        period: the settlement period; periods are calendar ones, the first and last may be shorter.
        report_days: calendar days after the end of a period to report.
        payment_days: calendar days after the last day for the report to pay.
        starts_on: first day of income that counts; or `starts_after`, a period from the day of effect; or
            `from_first_sale`. Exactly one of the three.
        ends_on: last day of income that counts.
        minimum_fen: least royalty of a whole year, in fen; None for none.
        cap_fen: most royalty of the whole license, in fen; None for none.
    """

    base: RoyaltyBase | None = None
    base_note: str = ""
    rate_kind: RateKind = RateKind.FIXED
    steps: tuple[RateStep, ...] = ()
    period: SettlementPeriod | None = None
    report_days: int | None = None
    payment_days: int | None = None
    starts_on: date | None = None
    starts_after: str = ""
    from_first_sale: bool = False
    ends_on: date | None = None
    minimum_fen: int | None = None
    cap_fen: int | None = None


@dataclass(frozen=True, slots=True)
class FeePlan:
    """What is paid, when, and what lateness costs.

    Attributes:
        threshold_fen: the threshold fee, 0 for none; None while nobody has said.
        threshold_days: calendar days from the day of effect to pay it.
        total_fen: the sum that stages with a share are shares of, in fen.
        late_rate: late interest, percent of the unpaid sum a day, such as `0.05`; empty for none agreed.
        grace_days: calendar days after the last day of payment on which no interest runs.
    """

    threshold_fen: int | None = None
    threshold_days: int | None = None
    total_fen: int | None = None
    stages: tuple[Stage, ...] = ()
    royalty: Royalty | None = None
    late_rate: str = ""
    grace_days: int = 0

    @property
    def mode(self) -> str | None:
        """The mode of pay-later Art. 2 that the parts make up, as a `PaymentMode` code; None for neither part."""
        if self.stages and self.royalty:
            return "stages_royalty"
        if self.stages:
            return "stages"
        return "royalty" if self.royalty else None
