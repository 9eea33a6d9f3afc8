"""Which rows of the matrix the store itself can prove, and from where: criteria, intent, elements of circumstances, bars.

Every element of the rulebook stands in `ELEMENTS` or in `PAPERS_ONLY`; of the latter no record can speak, only papers
that somebody attaches with the purpose `circumstance:...`, which are offered for every element of that circumstance.
"""

from __future__ import annotations

from ttoffice.findings.assessing import sources as s
from ttoffice.findings.assessing.sources import Source

LOSS: tuple[Source, ...] = (
    s.unpaid,
    s.failed_milestones,
    s.enterprise_ended,
    s.termination,
    s.application,
)
"""What shows that the unit lost something."""
FAILED: tuple[Source, ...] = (s.enterprise_ended, s.enterprise_figures, s.misconduct)
"""What shows that the other side did badly."""

CRITERIA: dict[str, tuple[Source, ...]] = {
    "democratic_procedure": (s.rules, s.decisions, s.publicity),
    "reasonable_care": (s.pricing, s.material, s.looked_into, s.informed, s.exclusions),
    "supervision": (s.filings, s.performance, s.reminders, s.measures, s.supports, s.misconduct),
    "no_unlawful_gain": (s.ties, s.own_checks, s.checks, s.income),
}
"""By criterion of Art. 6, beside what is asked for while licensing (`licenses.readiness`)."""
INTENT: tuple[Source, ...] = (s.heard, s.own_votes, s.own_checks)
"""For the premise that there was no intent."""

ELEMENTS: dict[str, tuple[Source, ...]] = {
    # Art. 7: unit and leaders
    "L1.superior_decision": (s.material,),
    "L1.loss": LOSS,
    "L2.appraisal": (s.pricing, s.material, s.looked_into),
    "L2.collective_discussion": (s.decisions,),
    "L2.publicity": (s.publicity,),
    "L2.unanimous_value": (s.unopposed,),
    "L2.no_valuation": (s.without_valuation,),
    "L2.fair_agreed_price": (s.pricing, s.closed_publicity),
    "L2.loss": LOSS,
    "L3.lawful": (s.rules, s.decisions),
    "L3.disposal": (s.decisions,),
    "L3.not_below_fair_value": (s.pricing, s.market_price),
    "L4.state_equity": (s.decisions,),
    "L5.exploring": (s.contract, s.decisions),
    "L5.loss": LOSS,
    "L6.reform": (s.rules, s.decisions),
    "L6.loss": LOSS,
    "L7.took_part": (s.dissents,),
    "L7.express_dissent": (s.dissents, s.dissent_minutes),
    "L7.minutes": (s.dissent_minutes,),
    "L7.proved_right": (s.unpaid, s.failed_milestones, *FAILED),
    "L7.direct_relation": (s.dissented_license,),
    # Art. 8: managers
    "M1.by_rules": (s.rules,),
    "M1.loss": LOSS,
    "M2.notification": (s.informed,),
    "M2.publicity": (s.publicity,),
    "M3.price_found": (s.market_price, s.publicity),
    "M4.agreed_income": (s.contract,),
    "M4.due_procedure": (s.rules, s.decisions, s.publicity, s.contract, s.filings),
    "M4.mitigation": (s.reminders, s.measures, s.supports, s.termination),
    "M4.enterprise_failed": FAILED,
    "M4.income_missed": (s.unpaid, s.failed_milestones),
    "M5.due_procedure": (s.rules, s.decisions, s.publicity),
    "M5.enterprise_failed": FAILED,
    "M5.loss": LOSS,
    "M6.by_internal_rules": (s.rules, s.decisions),
    "M6.relied_on": (s.pricing, s.material),
    "M6.loss": LOSS,
    "M7.procedures": (s.ties, s.checks, s.decisions, s.publicity),
    "M7.related_party": (s.declared_ties,),
    "M7.loss": LOSS,
    "M8.by_rules": (s.rules, s.decisions, s.publicity, s.filings),
    "M8.unit_benefit": (s.contract, s.income),
    "M8.loss": LOSS,
}
"""By element of a circumstance (`M4.mitigation`)."""

PAPERS_ONLY = frozenset(
    {
        "L1.overall_interest",
        "L1.targeted_support",
        "L1.creative_work",
        "L2.later_change",
        "L3.below_expectation",
        "L4.timing_missed",
        "L4.gain_missed",
        "L5.outside_cause",
        "L6.going_first",
        "L8.other_law",
        "M1.evidence",
        "M1.below_standard",
        "M2.not_greatest_gain",
        "M3.later_change",
        "M3.gain_missed",
        "M9.other_law",
        "R1.fault",
        "R1.minor",
    }
)
"""Elements of which no record of the store can speak."""

BARS: dict[str, tuple[Source, ...]] = {
    "B4": (s.ties, s.own_checks),
    "B5": (s.own_checks, s.own_votes, s.ties),
}
"""By bar of Art. 10: what shows whether it applies, for or against. Of the others only papers can speak."""
