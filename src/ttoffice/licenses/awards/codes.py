"""The code lists of award distributions."""

from __future__ import annotations

from enum import StrEnum

from ttoffice.i18n import N_


class AwardState(StrEnum):
    """How far a distribution is."""

    DRAFTED = "drafted"
    PUBLICISED = "publicised"
    CLEARED = "cleared"
    DECIDED = "decided"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


STANDING = (AwardState.DECIDED, AwardState.PAID)
"""The states in which a distribution is corrected by a further one only."""


class DeductionKind(StrEnum):
    """What is taken off the income before it is shared."""

    TAX = "tax"
    MAINTENANCE = "maintenance"
    APPRAISAL = "appraisal"
    NEGOTIATION = "negotiation"
    AGENCY = "agency"
    COST = "cost"


class NetDefinition(StrEnum):
    """What the unit's rule understands by net income."""

    TAXES = "taxes"
    DIRECT_COSTS = "direct_costs"
    CONTRACT_COSTS = "contract_costs"


DIRECT = frozenset(
    {
        DeductionKind.TAX,
        DeductionKind.MAINTENANCE,
        DeductionKind.APPRAISAL,
        DeductionKind.NEGOTIATION,
        DeductionKind.AGENCY,
    }
)
ALLOWED: dict[NetDefinition, frozenset[DeductionKind]] = {
    NetDefinition.TAXES: frozenset({DeductionKind.TAX}),
    NetDefinition.DIRECT_COSTS: DIRECT,
    NetDefinition.CONTRACT_COSTS: DIRECT | {DeductionKind.COST},
}
"""What each definition lets be taken off."""


class Part(StrEnum):
    """As what somebody shares: one who made the result, or one who contributed to its transfer (促转法 45)."""

    COMPLETER = "completer"
    TRANSFER = "transfer"


class Form(StrEnum):
    """In what an award is given."""

    CASH = "cash"
    EQUITY = "equity"
    OTHER = "other"


AWARD_STATES = {
    "drafted": N_("award being drafted"),
    "publicised": N_("award under publicity"),
    "cleared": N_("publicity over, to be decided"),
    "decided": N_("award decided, to be paid"),
    "paid": N_("award paid"),
    "withdrawn": N_("award withdrawn"),
}
DEDUCTION_LABELS = {
    "tax": N_("taxes and surcharges"),
    "maintenance": N_("keeping the right"),
    "appraisal": N_("appraisal and evaluation"),
    "negotiation": N_("negotiation and contract"),
    "agency": N_("transfer services"),
    "cost": N_("other cost of the contract"),
}
DEFINITION_LABELS = {
    "taxes": N_("income less taxes"),
    "direct_costs": N_("income less taxes and direct costs of the transfer"),
    "contract_costs": N_("income less taxes and all costs of the contract but fiscal funds"),
}
PART_LABELS = {"completer": N_("completer of the result"), "transfer": N_("contributor to the transfer")}
FORM_LABELS = {"cash": N_("cash"), "equity": N_("shares or equity"), "other": N_("another form")}
