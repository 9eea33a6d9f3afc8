"""What a registrar refuses as unclear: one form for every such reason, with its source."""

from __future__ import annotations

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

UNCLEAR = "技术合同认定登记规则 39（网页所载，未核实）"
"""不予登记：合同价款、报酬、使用费等约定不明确. Read on a public page that does not name the issuer."""


def unclear(code: str, message: str, field: str) -> Reason:
    """Return the refusal of what is left open in the fee: it says what is missing, and what comes of it."""
    whole = _("%(missing)s A contract whose fee is unclear is not registered.") % {"missing": message}
    return Reason(f"plan.{code}", whole, UNCLEAR, field)
