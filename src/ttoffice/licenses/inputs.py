"""What the verbs of a license take.

Terms are given whole or in part: what is left out stays as it is. Amounts are fen where the name ends in `_fen`;
without that ending they are yuan, or a text such as `30万元`. Dates may have slashes, codes may be given by name.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ttoffice.action.inputs import Input
from ttoffice.licenses import codes
from ttoffice.licenses.codes import (
    MilestoneKind,
    PricingMethod,
    RateKind,
    RoyaltyBase,
    SettlementPeriod,
    Sublicensing,
    Trigger,
)
from ttoffice.licenses.typed import (
    CalendarLength,
    Day,
    Days,
    Fen,
    Length,
    Line,
    MoneyInput,
    Number,
    Numbers,
    Percent,
    Rate,
    Said,
    Text,
    code_in,
    number_of,
)
from ttoffice.results.codes import LABELS, LicenseKind, RightKind

TIES = {"none": "none declared", "declared": "declared"}
"""What is said of ties to the licensee; catalog strings of the kind."""
MOST = 60
"""So many grants, stages, steps or clauses at most."""


def _as_grant(value: Any) -> Any:
    """Take the bare number of a result for a grant of it."""
    return {"result": number_of(value)} if isinstance(value, str) else value


def _as_period(value: Any) -> Any:
    """Take the words of contracts, such as 季度, for a settlement period."""
    return codes.PERIOD_WORDS.get(value.strip(), value) if isinstance(value, str) else value


class GrantedRightInput(Input):
    """One licensed right that the register does not hold so, as the contract names it."""

    kind: Annotated[RightKind | None, code_in(LABELS[RightKind])] = None
    number: Line = ""
    applied_on: Day = None
    acquired_on: Day = None
    expires_on: Day = None
    legal_status: Line = ""
    holders: tuple[Line, ...] = ()


class GrantInput(Input):
    """One licensed result; `rights` are numbers of those of the register's that are licensed, all where left out."""

    result: Number
    title: Line = ""
    rights: Annotated[tuple[GrantedRightInput | Line, ...], Field(max_length=MOST)] = ()
    consent: Number = ""


class StageInput(MoneyInput):
    """One stage; of a key that stands in the plan, what is left out stays as it is."""

    key: Line = ""
    label: Line = ""
    trigger: Annotated[Trigger | None, code_in(codes.TRIGGER_LABELS)] = None
    on: Day = None
    after: Length = ""
    milestone: Annotated[MilestoneKind | None, code_in(codes.MILESTONE_LABELS)] = None
    planned_on: Day = None
    proof: Line = ""
    amount_fen: Fen = None
    share: Percent = ""
    days_to_pay: Days = None


class RateStepInput(Input):
    """One step of a rate: from which year or which part of the base, and the rate."""

    start: Annotated[int, Field(ge=0)] = 0
    rate: Rate


class RoyaltyInput(MoneyInput):
    """A royalty; `rate` alone is a fixed one."""

    base: Annotated[RoyaltyBase | None, code_in(codes.BASE_LABELS)] = None
    base_note: Text = ""
    rate_kind: Annotated[RateKind | None, code_in(codes.RATE_LABELS)] = None
    rate: Rate = ""
    steps: Annotated[tuple[RateStepInput, ...], Field(max_length=MOST)] = ()
    period: Annotated[SettlementPeriod | None, code_in(codes.PERIOD_LABELS), BeforeValidator(_as_period)] = (
        None
    )
    report_days: Days = None
    payment_days: Days = None
    starts_on: Day = None
    starts_after: CalendarLength = ""
    from_first_sale: bool = False
    ends_on: Day = None
    minimum_fen: Fen = None
    cap_fen: Fen = None


class PlanInput(MoneyInput):
    """The fee plan; `stages` are all of them, `changed_stages` only those that change or are added."""

    threshold_fen: Fen = None
    threshold_days: Days = None
    total_fen: Fen = None
    stages: Annotated[tuple[StageInput, ...], Field(max_length=MOST)] = ()
    changed_stages: Annotated[tuple[StageInput, ...], Field(max_length=MOST)] = ()
    royalty: RoyaltyInput | None = None
    late_rate: Percent = ""
    grace_days: Annotated[int, Field(ge=0, le=3660)] = 0


class ClauseInput(Input):
    """One choice in the clause library; an empty option and wording takes the choice back."""

    key: Line
    option: Line = ""
    wording: Text = ""


class TermsInput(Input):
    """The terms, whole or in part; null empties a field."""

    grants: Annotated[
        tuple[Annotated[GrantInput, BeforeValidator(_as_grant)], ...] | None, Field(max_length=MOST)
    ] = None
    kind: Annotated[LicenseKind | None, code_in(LABELS[LicenseKind])] = None
    territory: Line | None = None
    field_of_use: Line | None = None
    starts_on: Day = None
    ends_on: Day = None
    sublicensing: Annotated[Sublicensing | None, code_in(codes.SUBLICENSING_LABELS)] = None
    plan: PlanInput | None = None
    clauses: Annotated[tuple[ClauseInput, ...] | None, Field(max_length=MOST)] = None


# --- drafting ------------------------------------------------------------------------------------------


class ChangeLicense(Input):
    """What changes in a license before it is signed; the licensee by number, credit code or exact name."""

    title: Line | None = None
    licensee: Line | None = None
    responsible: Line | None = None
    terms: TermsInput = TermsInput()
    refresh_rights: bool = False
    note: Text | None = None


class DraftLicense(Input):
    """A new license of one result or several; its rights and its fee standard are taken over from the register."""

    result: Number = ""
    results: Numbers = ()
    licensee: Line = ""
    title: Line = ""
    responsible: Line = ""
    terms: TermsInput = TermsInput()
    propose_plan: bool = True
    note: Text = ""


class RevertLicense(Input):
    """Going back to how the draft stood after its change to a version, counted from 1."""

    to_version: Annotated[int, Field(ge=1, le=1_000_000_000)]


class OnDay(Input):
    """A day; today where left out."""

    on: Day = None


# --- the procedure -------------------------------------------------------------------------------------


class DeclareTies(Input):
    """Whether the responsible and the completers declare ties to the licensee, which, when, and by which paper."""

    related: Annotated[str, code_in(TIES), Field(pattern="^(none|declared)$")]
    note: Said | None = None
    on: Day = None
    proof: Number = ""


class SetPrice(Input):
    """How the price was found, and the exhibits that prove it."""

    method: Annotated[PricingMethod, code_in(codes.PRICING_LABELS)]
    proof: Numbers = ()


class InformResearchers(Input):
    """When the completers were informed, and the exhibit that proves it."""

    on: Day = None
    proof: Number = ""


class PublishPrice(Input):
    """The price notice about the license; the newest one where left out."""

    notice: Number = ""


class DecideLicense(Input):
    """The collective decision about the license; the newest adopted one where left out."""

    decision: Number = ""


class SignLicense(Input):
    """The days of signature and of effect, the contract's version and the exhibit with the signed paper."""

    signed_on: Day = None
    effective_on: Day = None
    contract: Number = ""
    proof: Number = ""


class AddProof(Input):
    """Papers that come later; each is added to what stands there."""

    contract: Number = ""
    ties: Number = ""
    informed: Number = ""
    pricing: Numbers = ()


class EndLicense(Input):
    """The last day of a license whose term is over, and why."""

    on: Day = None
    reason: Line = ""


class EnterSigned(Input):
    """A contract that was concluded before it was entered here."""

    title: Said
    licensee: Line
    results: Numbers = ()
    responsible: Line = ""
    terms: TermsInput = TermsInput()
    signed_on: Day
    effective_on: Day = None
    registered_on: Day = None
    first_sale_on: Day = None
    ended_on: Day = None
    proof: Number = ""
    pricing: Annotated[PricingMethod | None, code_in(codes.PRICING_LABELS)] = None
    related: Annotated[str, code_in(TIES), Field(pattern="^(|none|declared)$")] = ""
    related_note: Text = ""
    reference: Line = ""
    note: Text = ""


# --- amendments ----------------------------------------------------------------------------------------


class AmendLicense(Input):
    """What an amendment changes, from which day on, why, by which decision and which paper."""

    terms: TermsInput
    effective_on: Day
    signed_on: Day = None
    title: Line = ""
    reason: Said
    decision: Number = ""
    proof: Number = ""
