"""The record of one support of a license, and its code lists, as frozen values; amounts are integer fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ttoffice.action.shelf import Shelf
from ttoffice.i18n import N_


class SupportKind(StrEnum):
    """What supports the license."""

    GUARANTEE = "guarantee"
    INSURANCE = "insurance"
    SUBSIDY = "subsidy"
    VOUCHER = "voucher"


class SupportState(StrEnum):
    """How far a support is."""

    STANDING = "standing"
    APPLIED = "applied"
    GRANTED = "granted"
    CLAIMED = "claimed"
    PAID = "paid"
    REFUSED = "refused"
    ENDED = "ended"


class ProviderKind(StrEnum):
    """What the one who provides it is; some may not guarantee (民法典 683)."""

    GUARANTEE_COMPANY = "guarantee_company"
    BANK = "bank"
    INSURER = "insurer"
    ENTERPRISE = "enterprise"
    PERSON = "person"
    GOVERNMENT = "government"
    PARK = "park"
    UNIVERSITY = "university"
    NONPROFIT = "nonprofit"
    OTHER = "other"


class GuaranteeForm(StrEnum):
    """The two kinds of guarantee (民法典 686)."""

    GENERAL = "general"
    JOINT = "joint"


class Side(StrEnum):
    """For whom a subsidy is, or who pays a premium (pay-later Art. 7(3))."""

    LICENSOR = "licensor"
    LICENSEE = "licensee"
    GUARANTOR = "guarantor"
    INSURER = "insurer"


class SupportEvent(StrEnum):
    """What happened with a support."""

    CLAIMED = "claimed"
    GRANTED = "granted"
    PAID = "paid"
    REFUSED = "refused"
    USED = "used"
    ENDED = "ended"


STANDING = (SupportState.STANDING, SupportState.APPLIED, SupportState.GRANTED, SupportState.CLAIMED)
"""The states in which something may still come of it."""
MAY_NOT_GUARANTEE = (ProviderKind.GOVERNMENT, ProviderKind.UNIVERSITY, ProviderKind.NONPROFIT)
"""Who may not be a guarantor (民法典 683)."""

KIND_LABELS = {
    "guarantee": N_("guarantee"),
    "insurance": N_("insurance"),
    "subsidy": N_("subsidy or reward"),
    "voucher": N_("innovation voucher"),
}
STATE_LABELS = {
    "standing": N_("in force"),
    "applied": N_("applied for"),
    "granted": N_("granted"),
    "claimed": N_("claimed"),
    "paid": N_("paid out"),
    "refused": N_("refused"),
    "ended": N_("at an end"),
}
PROVIDER_LABELS = {
    "guarantee_company": N_("guarantee company"),
    "bank": N_("bank"),
    "insurer": N_("insurance company"),
    "enterprise": N_("enterprise"),
    "person": N_("natural person"),
    "government": N_("state organ"),
    "park": N_("park or zone"),
    "university": N_("university or public research institute"),
    "nonprofit": N_("other non-profit legal person"),
    "other": N_("other"),
}
FORM_LABELS = {"general": N_("general guarantee"), "joint": N_("joint and several guarantee")}
SIDE_LABELS = {
    "licensor": N_("the own unit"),
    "licensee": N_("the licensee"),
    "guarantor": N_("the guarantor"),
    "insurer": N_("the insurer"),
}
EVENT_LABELS = {
    "claimed": N_("claimed"),
    "granted": N_("granted"),
    "paid": N_("paid out"),
    "refused": N_("refused"),
    "used": N_("used"),
    "ended": N_("at an end"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened with a support: what, when, how much, and by which paper."""

    event: SupportEvent
    on: date
    amount_fen: int = 0
    note: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class SupportRecord:
    """One support.

    Attributes:
        subject: number of the license.
        provider: who guarantees, insures, subsidises or issued the voucher; `provider_code` the credit code.
        form: of a guarantee whether general or joint; None means not agreed, which is general (民法典 686).
        amount_fen: the most that is guaranteed or insured; the sum applied for; the voucher's value. None: no limit.
        dues: the sums due (YS-...) that a guarantee covers; none means all of the license.
        ends_on: last day of the guarantee period, the insurance or the voucher; of a guarantee None means by
            law: six months after each debt falls due (民法典 692).
        premium_fen: what it costs; `premium_side` who bears it.
        beneficiary: of a subsidy for whom it is.
        reference: number of the contract, the policy, the notice of grant or the voucher.
        granted_fen, paid_fen: what was granted, and what was paid or used so far.
        papers: exhibit numbers.
        happenings: what happened, oldest first.
    """

    subject: str
    kind: SupportKind
    title: str
    state: SupportState = SupportState.STANDING
    provider: str = ""
    provider_kind: ProviderKind | None = None
    provider_code: str = ""
    form: GuaranteeForm | None = None
    amount_fen: int | None = None
    dues: tuple[str, ...] = ()
    reference: str = ""
    agreed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    premium_fen: int | None = None
    premium_side: Side | None = None
    beneficiary: Side | None = None
    granted_fen: int = 0
    paid_fen: int = 0
    papers: tuple[str, ...] = ()
    happenings: tuple[Happening, ...] = ()
    licensee_name: str = ""
    note: str = ""


SUPPORTS: Shelf[SupportRecord] = Shelf(
    "support",
    SupportRecord,
    frozenset({"dues", "papers", "happenings"}),
    ("subject", "title", "provider", "reference", "licensee_name", "note"),
)
"""Where the supports stand."""
