"""What proves diligence, proof by proof of the list that is asked for, as far as the store holds it.

Each returns None where nothing is asked, no numbers where the proof is missing, and else what proves it.
"""

from __future__ import annotations

from ttoffice.licenses.codes import PricingMethod
from ttoffice.licenses.procedure.evidence import PATENTS, Held
from ttoffice.parties.internal_rules import RuleTopic, in_force
from ttoffice.parties.recusals import RECUSALS
from ttoffice.reasons import refusing

Found = tuple[str, ...] | None
DEMOCRACY = "democratic_procedure"
"""A criterion, as the rulebook names it."""


# --- democratic procedure ------------------------------------------------------------------------------


def rules(held: Held) -> Found:
    """The rules in force on transfer and on decision-making."""
    found = (in_force(held.reader, held.day, topic) for topic in (RuleTopic.PROCESS, RuleTopic.DECISION))
    return tuple(dict.fromkeys(rule.number for rule in found if rule is not None))


def outside(held: Held) -> Found:
    """Of a contract from before: what proves the procedure of that time."""
    return held.proved(f"criterion:{DEMOCRACY}", "step:deliberation") if held.license.record.outside else None


def decision(held: Held) -> Found:
    """The decision adopted, where one is asked for and it covers the terms as they are."""
    record = held.license.record
    if record.outside or not (held.facts.decision_why or record.decision):
        return None
    found = held.decision
    covers = found is not None and found.state == "adopted" and not held.facts.undecided
    return (record.decision,) if covers else ()


def minutes(held: Held) -> Found:
    """The minutes of the decision that was taken."""
    found = held.decision
    if found is None or found.decided_on is None:
        return None
    return tuple(filter(None, (found.minutes, *held.proved("step:deliberation"))))


def notice(held: Held) -> Found:
    """The notice of an agreed price, closed with nothing open, of the terms as they are."""
    record = held.license.record
    if record.outside or record.pricing not in (None, PricingMethod.AGREEMENT):
        return None
    standing = held.facts.notice
    return (
        (standing.number,) if standing is not None and standing.clean and not held.facts.unpublished else ()
    )


def posting(held: Held) -> Found:
    """What shows that the notice was put up, and taken down once it was."""
    if held.notice is None or held.notice[1].published_on is None:
        return None
    record = held.notice[1]
    shown = bool(record.posted) and (bool(record.taken_down) or record.taken_down_on is None)
    return tuple(dict.fromkeys((*record.posted, *record.taken_down))) if shown else ()


# --- reasonable care -----------------------------------------------------------------------------------


def lawful(held: Held) -> Found:
    """The license itself, where the law refuses nothing of it."""
    return () if refusing(held.law) else (held.license.number,)


def due_diligence(held: Held) -> Found:
    """What was found out about the licensee."""
    return held.proved("step:due_diligence")


def ownership(held: Held) -> Found:
    """What shows whose the rights are and that they live."""
    return held.proved("step:ownership")


def pricing(held: Held) -> Found:
    """What the price rests on."""
    record = held.license.record
    if record.outside and not record.pricing:
        return held.proved("step:pricing")
    return tuple(dict.fromkeys((*record.pricing_proof, *held.proved("step:pricing"))))


def size(held: Held) -> Found:
    """The paper with an enterprise's figures: its declaration, or the signed contract that repeats them.

    Figures that somebody only typed in prove nothing; other business entities have no class.
    """
    record, enterprise = held.license.record, held.enterprise
    if enterprise is None or enterprise.entity != "enterprise":
        return None
    figures = enterprise.newest_figures(record.signed_on or held.day)
    repeated = record.signed_licensee is not None and record.signed_licensee.figures
    papers = (figures.proof if figures else "", record.contract_proof if repeated else "")
    return tuple(filter(None, papers))


def informed(held: Held) -> Found:
    """The papers by which completers were informed; none are there for one who only says so."""
    record = held.license.record
    papers = tuple(filter(None, (record.informed_proof, *held.proved("step:consent"))))
    if papers or record.researchers_informed_on is None:
        return papers
    return ()


def contract(held: Held) -> Found:
    """The contract as it was signed."""
    record = held.license.record
    return tuple(filter(None, (record.contract_proof, *held.proved("step:contract"))))


# --- supervision ---------------------------------------------------------------------------------------


def registration(held: Held) -> Found:
    """The registration certified here, its papers, or the license that says it is registered."""
    filed = held.numbers("filing", "kind = 'registration' AND state = 'certified'")
    papers = (*filed, *held.proved("step:registration"))
    return papers or ((held.license.number,) if held.license.record.registered_on else ())


def recordal(held: Held) -> Found:
    """The recordal handed in, where a patent is licensed."""
    rights = (right.kind for grant in held.terms.grants for right in grant.rights)
    if not any(kind in PATENTS for kind in rights):
        return None
    return held.numbers("filing", "kind = 'recordal' AND state IN ('submitted', 'accepted', 'certified')")


def statements(held: Held) -> Found:
    """The statements, where no period that has ended lacks its own."""
    if held.terms.plan.royalty is None:
        return None
    if held.unreported:
        return ()
    return held.statements or None


def milestones(held: Held) -> Found:
    """The proofs of the milestones reached, where each has one."""
    if not held.reached:
        return None
    proofs = [found.record.proof for found in held.reached]
    return tuple(number for proof in proofs for number in proof) if all(proofs) else ()


def inspected(held: Held) -> Found:
    """What shows that performance was followed."""
    return (*held.proved("step:performance"), *held.statements)


def reminders(held: Held) -> Found:
    """The reminders, where something is overdue."""
    return held.numbers("reminder") if held.overdue else None


def loss_limited(held: Held) -> Found:
    """The steps taken, asked for where something is overdue."""
    taken = (*held.numbers("mitigation"), *held.proved("step:loss_limited", "circumstance:8(4)"))
    return taken if held.overdue or taken else None


# --- no unlawful gain ----------------------------------------------------------------------------------


def ties(held: Held) -> Found:
    """The declaration of ties, where nothing is known that it does not say."""
    record = held.license.record
    undeclared = record.related != "declared" and held.facts.ties
    return (record.related_proof,) if record.related and record.related_proof and not undeclared else ()


def recusals(held: Held) -> Found:
    """The recusal checks, where ties are declared."""
    if held.license.record.related != "declared":
        return None
    found = RECUSALS.where(held.reader, "subject = ?", (held.license.number,))
    return tuple(check.number for check in found)


def awards(held: Held) -> Found:
    """The distributions made public, where money came in."""
    if not held.receipts:
        return None
    return held.numbers("award", "publicised_on IS NOT NULL") or held.proved("step:award")
