"""What the law says of a license as it stands, refusing or warning as the law does; pure, on one frozen value.

The parts follow the order of the contract: guideline and parties, what is licensed, kind and scope, other
licenses, fees, guarantees, clauses.
"""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.licenses.law.clauses import clause_reasons
from ttoffice.licenses.law.facts import LicenseFacts
from ttoffice.licenses.law.overlap import overlap_reasons
from ttoffice.licenses.law.parties import guideline_reasons, licensee_reasons
from ttoffice.licenses.law.rights import result_reasons
from ttoffice.licenses.law.scope import scope_reasons
from ttoffice.licenses.law.supports import support_reasons
from ttoffice.licenses.law.yardsticks import yardstick_reasons
from ttoffice.licenses.plan_rules import plan_reasons
from ttoffice.reasons import Reason

PARTS = (
    guideline_reasons,
    licensee_reasons,
    result_reasons,
    scope_reasons,
    overlap_reasons,
    lambda facts: plan_reasons(facts.terms.plan, facts.plan),
    yardstick_reasons,
    support_reasons,
    clause_reasons,
)
"""The parts in the order of the contract."""


def license_reasons(facts: LicenseFacts) -> Iterator[Reason]:
    """Yield every reason against a license and every doubt about it, in the order of the contract."""
    for part in PARTS:
        yield from part(facts)
