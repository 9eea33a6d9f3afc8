"""Where proof comes from: each function names records and exhibits of a matter that show one kind of thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from ttoffice.findings.assessing.matter import Decision, Matter
from ttoffice.licenses.codes import LicenseState, MilestoneState, PricingMethod
from ttoffice.licenses.collecting.measures import measures_of
from ttoffice.licenses.integrity.record import INTEGRITY
from ttoffice.parties.decision_rules import Ballot
from ttoffice.parties.decisions import DecisionState
from ttoffice.parties.enterprises import EnterpriseState
from ttoffice.parties.internal_rules import RuleTopic, in_force

LOSS_LIMITED = "step:loss_limited"
"""The purpose of papers of steps against loss."""
Source = Callable[[Matter], Iterable[str]]
"""Returns numbers of records and exhibits, in the order in which they are worth looking at."""

_NO_VALUATION = re.compile(r"(?:不|免|未|无需|无须|毋须)[^，。；：、\n]{0,8}评估")
"""Words by which a decision does without a valuation."""


# --- decisions -------------------------------------------------------------------------------------------


def adopted(matter: Matter) -> Iterator[Decision]:
    """Yield the decisions about the matter that were carried."""
    return (one for one in matter.decisions if one.record.state is DecisionState.ADOPTED)


def decisions(matter: Matter) -> Iterator[str]:
    """The collective decisions about the matter, each with its minutes."""
    for one in adopted(matter):
        yield from filter(None, (one.number, one.record.minutes))
    yield from matter.proved("step:deliberation")


def unopposed(matter: Matter) -> Iterator[str]:
    """The decisions that had no vote against and no dissent."""
    for one in adopted(matter):
        opposed = any(member.vote is Ballot.NO for member in one.record.members)
        if not opposed and not one.record.dissents and one.record.members:
            yield from filter(None, (one.number, one.record.minutes))


def without_valuation(matter: Matter) -> Iterator[str]:
    """The decisions whose text does without a valuation."""
    for one in adopted(matter):
        if _NO_VALUATION.search(one.record.text):
            yield one.number


def material(matter: Matter) -> Iterator[str]:
    """What lay before the members when they decided."""
    for one in adopted(matter):
        yield from one.record.material


def own_votes(matter: Matter) -> Iterator[str]:
    """The decisions in which the person is named as a member: present, absent or withdrawn."""
    for one in matter.decisions:
        if any(member.person == matter.party.person for member in one.record.members):
            yield one.number


def dissents(matter: Matter) -> Iterator[str]:
    """The decisions in which the person's dissent stands (Art. 7(7))."""
    return (one.number for one in matter.own_dissents)


def dissent_minutes(matter: Matter) -> Iterator[str]:
    """The minutes in which that dissent stands."""
    return (one.minutes for one in matter.own_dissents if one.minutes)


def dissented_license(matter: Matter) -> Iterator[str]:
    """The decision that the person opposed and that the license rests on, and the license."""
    if matter.license is not None:
        rests_on = matter.license.record.decision
        if any(one.number == rests_on for one in matter.own_dissents):
            yield from (rests_on, matter.license.number)


# --- rules, publicity, price -------------------------------------------------------------------------------


def rules(matter: Matter) -> Iterator[str]:
    """The unit's rules on process and decisions that were in force on the day of the matter (Art. 5)."""
    for topic in (RuleTopic.PROCESS, RuleTopic.DECISION):
        found = in_force(matter.reader, matter.decided_on, topic)
        if found is not None:
            yield found.number


def publicity(matter: Matter) -> Iterator[str]:
    """The price notices, and what shows that they were put up and taken down."""
    for one in matter.notices:
        yield from (one.number, *one.record.posted, *one.record.taken_down)
    yield from matter.proved("step:publicity_posted", "step:publicity_taken_down")


def closed_publicity(matter: Matter) -> Iterator[str]:
    """The price notices that closed with nothing open."""
    return (one.number for one in matter.notices if one.record.state == "closed")


def pricing(matter: Matter) -> Iterator[str]:
    """What the price rests on: inquiries, comparisons, appraisals, the deal on the market."""
    if matter.license is not None:
        yield from matter.license.record.pricing_proof
    yield from matter.proved("step:pricing")


def market_price(matter: Matter) -> Iterator[str]:
    """The deal on the market, where the price was found by listing or auction."""
    record = matter.license.record if matter.license else None
    if record is not None and record.pricing in (PricingMethod.LISTING, PricingMethod.AUCTION):
        yield from record.pricing_proof


def informed(matter: Matter) -> Iterator[str]:
    """The papers by which those concerned were informed."""
    if matter.license is not None and matter.license.record.informed_proof:
        yield matter.license.record.informed_proof
    yield from matter.proved("step:consent")


def exclusions(matter: Matter) -> Iterator[str]:
    """The results that were left off the pay-later list with a reason (pay-later Art. 4)."""
    return (number for number, record in matter.results.items() if record.exclusion_reason)


def looked_into(matter: Matter) -> Iterator[str]:
    """What shows that ownership and the other side were looked into."""
    yield from matter.proved("step:ownership", "step:due_diligence")


# --- the contract and its performance ----------------------------------------------------------------------


def contract(matter: Matter) -> Iterator[str]:
    """The license, the contract as it was drafted, and the signed paper."""
    if matter.license is not None and matter.license.record.signed_on is not None:
        record = matter.license.record
        yield from filter(None, (matter.license.number, record.contract, record.contract_proof))
    yield from matter.proved("step:contract")


def filings(matter: Matter) -> Iterator[str]:
    """Registrations and recordals that were certified or accepted."""
    if matter.held is not None:
        yield from matter.held.numbers("filing", "state IN ('certified', 'accepted')")
    yield from matter.proved("step:registration")


def reminders(matter: Matter) -> Iterator[str]:
    """Reminders, demands and notices that went out, and their delivery."""
    if matter.held is not None:
        yield from matter.held.numbers("reminder")


def measures(matter: Matter) -> Iterator[str]:
    """The steps that limited or stopped loss, with their papers (Art. 8(4))."""
    if matter.license is not None:
        for one in measures_of(matter.reader, matter.license.number):
            yield from (one.number, *one.record.proof)
    yield from matter.proved(LOSS_LIMITED)


def supports(matter: Matter) -> Iterator[str]:
    """Guarantees and insurances that were called upon."""
    if matter.held is not None:
        yield from matter.held.numbers("support", "state IN ('claimed', 'paid', 'refused')")


def termination(matter: Matter) -> Iterator[str]:
    """The license, where it was terminated before its term."""
    if matter.license is not None and matter.license.record.state is LicenseState.TERMINATED:
        yield matter.license.number


def performance(matter: Matter) -> Iterator[str]:
    """Statements of revenue, and what shows that performance was followed."""
    if matter.held is not None:
        yield from matter.held.statements
    yield from matter.proved("step:performance")


def enterprise_ended(matter: Matter) -> Iterator[str]:
    """The licensee, where it was dissolved or is bankrupt."""
    found = matter.enterprise
    if found is not None and found.record.state is not EnterpriseState.ACTIVE:
        yield found.number


def enterprise_figures(matter: Matter) -> Iterator[str]:
    """The licensee, where the revenue that it declared has fallen from one year to the next."""
    found = matter.enterprise
    revenue = {one.year: one.revenue_fen for one in found.record.figures} if found else {}
    years = sorted(year for year, fen in revenue.items() if fen is not None)
    if found is not None and any((revenue[b] or 0) < (revenue[a] or 0) for a, b in pairwise(years)):
        yield found.number


def misconduct(matter: Matter) -> Iterator[str]:
    """Integrity records about how either side performed, those corrected or taken back left out (pay-later Art. 8)."""
    if matter.license is None:
        return
    found = INTEGRITY.where(matter.reader, "subject = ?", (matter.license.number,), "recorded_on, id")
    corrected = {one.record.corrects for one in found}
    for one in found:
        if one.number not in corrected and not one.record.withdrawn:
            yield one.number


def unpaid(matter: Matter) -> Iterator[str]:
    """The sums that were to be paid and were not."""
    return (one.number for one in matter.unpaid)


def failed_milestones(matter: Matter) -> Iterator[str]:
    """The milestones that will not be reached."""
    return (one.number for one in matter.milestones if one.record.state is MilestoneState.FAILED)


def income(matter: Matter) -> Iterator[str]:
    """What came in under the license, and how it was distributed."""
    if matter.held is not None:
        yield from matter.held.receipts
        yield from matter.held.numbers("award", "publicised_on IS NOT NULL")


def application(matter: Matter) -> Iterator[str]:
    """What the finding was asked for with: the application, the audit's lead, the superior's request."""
    yield from matter.finding.record.application


# --- the person --------------------------------------------------------------------------------------------


def ties(matter: Matter) -> Iterator[str]:
    """What was declared of ties to the licensee."""
    if matter.license is not None and matter.license.record.related_proof:
        yield matter.license.record.related_proof


def declared_ties(matter: Matter) -> Iterator[str]:
    """The same, where ties were declared, and the notices that say so."""
    if matter.license is not None and matter.license.record.related == "declared":
        yield from ties(matter)
    yield from (one.number for one in matter.notices if one.record.related == "yes")


def checks(matter: Matter) -> Iterator[str]:
    """The recusal checks in the matter."""
    return (one.number for one in matter.checks)


def own_checks(matter: Matter) -> Iterator[str]:
    """The recusal checks of the person in the matter."""
    return (one.number for one in matter.checks if one.record.person == matter.party.person)


def heard(matter: Matter) -> Iterator[str]:
    """What the person said, as they confirmed it, with the signed record and what they handed in."""
    for one in matter.heard:
        yield from filter(None, (one.number, one.record.confirmation, *one.record.proof))
