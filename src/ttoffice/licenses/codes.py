"""The code lists of a license: ASCII codes in the store, labels in the user's language."""

from __future__ import annotations

from enum import StrEnum

from ttoffice.i18n import N_


class LicenseState(StrEnum):
    """How far a license is."""

    DRAFT = "draft"
    NEGOTIATING = "negotiating"
    PRICE_NOTICE = "price_notice"
    DECIDED = "decided"
    SIGNED = "signed"
    REGISTERED = "registered"
    IN_FORCE = "in_force"
    ENDED = "ended"
    TERMINATED = "terminated"


BEFORE_SIGNATURE = (
    LicenseState.DRAFT,
    LicenseState.NEGOTIATING,
    LicenseState.PRICE_NOTICE,
    LicenseState.DECIDED,
)
"""The states in which nothing binds yet."""

BINDING = (LicenseState.SIGNED, LicenseState.REGISTERED, LicenseState.IN_FORCE)
"""The states in which the contract binds both sides."""


class PricingMethod(StrEnum):
    """The three ways of finding a price (促转法 18)."""

    AGREEMENT = "agreement"
    LISTING = "listing"
    AUCTION = "auction"


class Sublicensing(StrEnum):
    """Whether the licensee may license others (民法典 867: not without agreement)."""

    NONE = "none"
    CONSENT = "consent"
    FREE = "free"


class Trigger(StrEnum):
    """What makes a stage payable (pay-later Art. 2): a date node or a milestone node."""

    DATE = "date"
    MILESTONE = "milestone"


class MilestoneKind(StrEnum):
    """What a milestone node is reached by."""

    VALIDATION = "validation"
    SAMPLE = "sample"
    PILOT = "pilot"
    PRODUCTION = "production"
    LAUNCH = "launch"
    SALES = "sales"
    OTHER = "other"


class RoyaltyBase(StrEnum):
    """What a royalty is counted on (民法典 846); of a quantity, an amount a unit is paid."""

    SALES = "sales"
    NET_SALES = "net_sales"
    ADDED_OUTPUT = "added_output"
    ADDED_PROFIT = "added_profit"
    QUANTITY = "quantity"


class RateKind(StrEnum):
    """How the rate of a royalty is found."""

    FIXED = "fixed"
    BY_TIME = "by_time"
    BY_VOLUME = "by_volume"


class SettlementPeriod(StrEnum):
    """For how long a time royalties are settled at once; calendar months, quarters, half-years, years."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


MONTHS = {
    SettlementPeriod.MONTH: 1,
    SettlementPeriod.QUARTER: 3,
    SettlementPeriod.HALF_YEAR: 6,
    SettlementPeriod.YEAR: 12,
}
"""The length of a settlement period in months."""


class DueKind(StrEnum):
    """What a due is owed for."""

    THRESHOLD = "threshold"
    STAGE = "stage"
    ROYALTY = "royalty"
    CORRECTION = "correction"
    INTEREST = "interest"
    DAMAGES = "damages"
    COSTS = "costs"


class DueState(StrEnum):
    """How far a due is: expected (no amount or no day is fixed yet), open, settled, or cancelled."""

    EXPECTED = "expected"
    OPEN = "open"
    SETTLED = "settled"
    CANCELLED = "cancelled"


class MilestoneState(StrEnum):
    """How far a milestone is."""

    PENDING = "pending"
    REACHED = "reached"
    FAILED = "failed"
    DROPPED = "dropped"


class ReceiptKind(StrEnum):
    """What came in by which way; a refund goes out."""

    BANK = "bank"
    VOUCHER = "voucher"
    GUARANTEE = "guarantee"
    INSURANCE = "insurance"
    REFUND = "refund"


class ExpectedBy(StrEnum):
    """What an expected amount rests on: the contract, the last royalties on average, or the least royalty."""

    CONTRACT = "contract"
    MEAN = "mean"
    MINIMUM = "minimum"


STATE_LABELS = {
    "draft": N_("being drafted"),
    "negotiating": N_("being negotiated"),
    "price_notice": N_("price under publicity"),
    "decided": N_("decided, to be signed"),
    "signed": N_("signed"),
    "registered": N_("registered"),
    "in_force": N_("being performed"),
    "ended": N_("ended"),
    "terminated": N_("terminated"),
}
PRICING_LABELS = {
    "agreement": N_("price by agreement"),
    "listing": N_("price by listing on a technology market"),
    "auction": N_("price by auction"),
}
SUBLICENSING_LABELS = {
    "none": N_("no sublicenses"),
    "consent": N_("sublicenses with written consent"),
    "free": N_("sublicenses allowed"),
}
TRIGGER_LABELS = {"date": N_("date node"), "milestone": N_("milestone node")}
MILESTONE_LABELS = {
    "validation": N_("technical validation"),
    "sample": N_("working sample"),
    "pilot": N_("pilot run"),
    "production": N_("start of production"),
    "launch": N_("product launch"),
    "sales": N_("sales target"),
    "other": N_("other milestone"),
}
BASE_LABELS = {
    "sales": N_("sales revenue"),
    "net_sales": N_("net sales revenue"),
    "added_output": N_("added output value"),
    "added_profit": N_("added profit"),
    "quantity": N_("quantity sold"),
}
RATE_LABELS = {
    "fixed": N_("fixed rate"),
    "by_time": N_("rate stepped by year"),
    "by_volume": N_("rate stepped by volume"),
}
PERIOD_WORDS = {
    "月": "month", "每月": "month", "按月": "month", "月度": "month",
    "季": "quarter", "每季": "quarter", "季度": "quarter", "按季": "quarter", "按季度": "quarter", "每季度": "quarter",
    "半年": "half_year", "每半年": "half_year", "按半年": "half_year", "半年度": "half_year",
    "年": "year", "每年": "year", "按年": "year", "年度": "year", "按年度": "year",
}  # fmt: skip
"""Other ways in which Chinese contracts and ledgers write a settlement period."""
PERIOD_LABELS = {
    "month": N_("settled monthly"),
    "quarter": N_("settled quarterly"),
    "half_year": N_("settled half-yearly"),
    "year": N_("settled yearly"),
}
DUE_LABELS = {
    "threshold": N_("threshold fee"),
    "stage": N_("stage payment"),
    "royalty": N_("royalty"),
    "correction": N_("correction of a royalty"),
    "interest": N_("late interest"),
    "damages": N_("liquidated damages"),
    "costs": N_("costs of collecting"),
}
DUE_STATES = {
    "expected": N_("not payable yet"),
    "open": N_("payable"),
    "settled": N_("paid in full"),
    "cancelled": N_("cancelled"),
}
EXPECTED_LABELS = {
    "contract": N_("by the contract"),
    "mean": N_("mean of the last royalties"),
    "minimum": N_("least royalty by the contract"),
}
MILESTONE_STATES = {
    "pending": N_("pending"),
    "reached": N_("reached"),
    "failed": N_("failed"),
    "dropped": N_("dropped by amendment"),
}
RECEIPT_LABELS = {
    "bank": N_("bank transfer"),
    "voucher": N_("innovation voucher"),
    "guarantee": N_("payment by a guarantor"),
    "insurance": N_("insurance payout"),
    "refund": N_("refund"),
}
