"""Which proof of diligence is asked for, by criterion of exemption Art. 6, and how each is found.

A finder returns None where nothing is asked, no numbers where the proof is missing, and else what proves it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ttoffice.i18n import N_
from ttoffice.licenses.codes import LicenseState, PricingMethod
from ttoffice.licenses.procedure.evidence import PATENTS, Held
from ttoffice.parties.internal_rules import RuleTopic, in_force
from ttoffice.parties.recusals import RECUSALS
from ttoffice.reasons import refusing

ORDER = tuple(LicenseState)
"""The states in their order; what is asked for in one is asked for in all later ones."""
Found = tuple[str, ...] | None

DEMOCRACY, CARE, SUPERVISION, GAIN = (
    "democratic_procedure",
    "reasonable_care",
    "supervision",
    "no_unlawful_gain",
)
"""The criteria, as the rulebook names them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One proof that is asked for.

    Attributes:
        key: stable ASCII name.
        criterion: the code of the criterion that it proves.
        label: catalog string of what it is.
        advice: catalog string of what to do where it is missing.
        basis: the article that asks for it.
        since: the first state in which it is asked for.
        find: looks for it.
    """

    key: str
    criterion: str
    label: str
    advice: str
    basis: str
    since: LicenseState
    find: Callable[[Held], Found]


# --- democratic procedure ------------------------------------------------------------------------------


def _rules(held: Held) -> Found:
    found = (in_force(held.reader, held.day, topic) for topic in (RuleTopic.PROCESS, RuleTopic.DECISION))
    return tuple(dict.fromkeys(rule.number for rule in found if rule is not None))


def _outside(held: Held) -> Found:
    return held.proved(f"criterion:{DEMOCRACY}", "step:deliberation") if held.license.record.outside else None


def _decision(held: Held) -> Found:
    record = held.license.record
    if record.outside or not (held.facts.decision_why or record.decision):
        return None
    found = held.decision
    covers = found is not None and found.state == "adopted" and not held.facts.undecided
    return (record.decision,) if covers else ()


def _minutes(held: Held) -> Found:
    found = held.decision
    if found is None or found.decided_on is None:
        return None
    return tuple(filter(None, (found.minutes, *held.proved("step:deliberation"))))


def _notice(held: Held) -> Found:
    record = held.license.record
    if record.outside or record.pricing not in (None, PricingMethod.AGREEMENT):
        return None
    standing = held.facts.notice
    return (
        (standing.number,) if standing is not None and standing.clean and not held.facts.unpublished else ()
    )


def _posting(held: Held) -> Found:
    if held.notice is None or held.notice[1].published_on is None:
        return None
    record = held.notice[1]
    shown = bool(record.posted) and (bool(record.taken_down) or record.taken_down_on is None)
    return tuple(dict.fromkeys((*record.posted, *record.taken_down))) if shown else ()


# --- reasonable care -----------------------------------------------------------------------------------


def _lawful(held: Held) -> Found:
    return () if refusing(held.law) else (held.license.number,)


def _due_diligence(held: Held) -> Found:
    return held.proved("step:due_diligence")


def _ownership(held: Held) -> Found:
    return held.proved("step:ownership")


def _pricing(held: Held) -> Found:
    record = held.license.record
    if record.outside and not record.pricing:
        return held.proved("step:pricing")
    return tuple(dict.fromkeys((*record.pricing_proof, *held.proved("step:pricing"))))


def _size(held: Held) -> Found:
    """An enterprise's size class rests on declared figures; other business entities have none."""
    record, enterprise = held.license.record, held.enterprise
    if enterprise is None or enterprise.entity != "enterprise":
        return None
    if record.signed_licensee is not None:
        return (record.licensee,) if record.signed_licensee.figures else ()
    figures = enterprise.newest_figures(held.day)
    return () if figures is None else tuple(filter(None, (record.licensee, figures.proof)))


def _informed(held: Held) -> Found:
    record = held.license.record
    papers = tuple(filter(None, (record.informed_proof, *held.proved("step:consent"))))
    if papers or record.researchers_informed_on is None:
        return papers
    return ()


def _contract(held: Held) -> Found:
    record = held.license.record
    return tuple(filter(None, (record.contract_proof, *held.proved("step:contract"))))


# --- supervision ---------------------------------------------------------------------------------------


def _registration(held: Held) -> Found:
    filed = held.numbers("filing", "kind = 'registration' AND state = 'certified'")
    papers = (*filed, *held.proved("step:registration"))
    return papers or ((held.license.number,) if held.license.record.registered_on else ())


def _recordal(held: Held) -> Found:
    rights = (right.kind for grant in held.terms.grants for right in grant.rights)
    if not any(kind in PATENTS for kind in rights):
        return None
    return held.numbers("filing", "kind = 'recordal' AND state IN ('submitted', 'accepted', 'certified')")


def _statements(held: Held) -> Found:
    if held.terms.plan.royalty is None:
        return None
    if held.unreported:
        return ()
    return held.statements or None


def _milestones(held: Held) -> Found:
    if not held.reached:
        return None
    proofs = [found.record.proof for found in held.reached]
    return tuple(number for proof in proofs for number in proof) if all(proofs) else ()


def _inspected(held: Held) -> Found:
    return (*held.proved("step:performance"), *held.statements)


def _reminders(held: Held) -> Found:
    return held.numbers("reminder") if held.overdue else None


def _loss_limited(held: Held) -> Found:
    taken = (*held.numbers("mitigation"), *held.proved("step:loss_limited", "circumstance:8(4)"))
    return taken if held.overdue or taken else None


# --- no unlawful gain ----------------------------------------------------------------------------------


def _ties(held: Held) -> Found:
    record = held.license.record
    undeclared = record.related != "declared" and held.facts.ties
    return (record.related_proof,) if record.related and record.related_proof and not undeclared else ()


def _recusals(held: Held) -> Found:
    if held.license.record.related != "declared":
        return None
    found = RECUSALS.where(held.reader, "subject = ?", (held.license.number,))
    return tuple(check.number for check in found)


def _awards(held: Held) -> Found:
    if not held.receipts:
        return None
    return held.numbers("award", "publicised_on IS NOT NULL") or held.proved("step:award")


LIST: tuple[Asked, ...] = (
    Asked(
        "rules",
        DEMOCRACY,
        N_("Internal rules on transfer and decisions in force"),
        N_("Adopt the unit's rules on transfer and decision-making (rule.create)."),
        "exemption:5",
        LicenseState.DRAFT,
        _rules,
    ),
    Asked(
        "outside",
        DEMOCRACY,
        N_("Papers of the procedure when it was concluded"),
        N_("Attach what proves the decision then, with --proves criterion:democratic_procedure."),
        "exemption:6",
        LicenseState.SIGNED,
        _outside,
    ),
    Asked(
        "notice",
        DEMOCRACY,
        N_("Price notice, closed with nothing open"),
        N_(
            "Draft, approve and publish the price notice, and close it when its period has ended (notice.draft)."
        ),
        "促转法 18",
        LicenseState.NEGOTIATING,
        _notice,
    ),
    Asked(
        "posting",
        DEMOCRACY,
        N_("Proof that the notice was posted and taken down"),
        N_("Prove posting and taking down by photographs (notice.prove_posting, notice.take_down)."),
        "exemption:8(3)",
        LicenseState.NEGOTIATING,
        _posting,
    ),
    Asked(
        "decision",
        DEMOCRACY,
        N_("Collective decision on these terms"),
        N_(
            "Prepare the item and record the meeting (decision.prepare), then record it here (license.decide)."
        ),
        "exemption:6",
        LicenseState.NEGOTIATING,
        _decision,
    ),
    Asked(
        "minutes",
        DEMOCRACY,
        N_("Minutes of the decision"),
        N_("Attach the minutes with attendance, recusals, votes and dissents."),
        "exemption:6",
        LicenseState.NEGOTIATING,
        _minutes,
    ),
    Asked(
        "lawful",
        CARE,
        N_("Checks of the law without refusal"),
        N_("See what the checks refuse (ttoffice license check), and change the terms (license.change)."),
        "exemption:6",
        LicenseState.DRAFT,
        _lawful,
    ),
    Asked(
        "ownership",
        CARE,
        N_("Ownership and legal status of the rights looked into"),
        N_("Attach register extracts or a search report with --proves step:ownership."),
        "exemption:6",
        LicenseState.NEGOTIATING,
        _ownership,
    ),
    Asked(
        "due_diligence",
        CARE,
        N_("Licensee looked into: standing, disputes, ability to perform"),
        N_("Attach the report on the licensee with --proves step:due_diligence."),
        "exemption:6",
        LicenseState.NEGOTIATING,
        _due_diligence,
    ),
    Asked(
        "size",
        CARE,
        N_("Size of the licensee as declared"),
        N_("Have the licensee declare staff, revenue and assets (enterprise.add_figures)."),
        "pay-later:1",
        LicenseState.NEGOTIATING,
        _size,
    ),
    Asked(
        "pricing",
        CARE,
        N_("Basis of the price"),
        N_("Attach inquiry, comparison, appraisal or the market's deal, and name it (license.price)."),
        "exemption:7(2)",
        LicenseState.NEGOTIATING,
        _pricing,
    ),
    Asked(
        "informed",
        CARE,
        N_("Completers informed, their will respected"),
        N_("Inform the completers in writing, attach the paper and record it (license.inform)."),
        "pay-later:7(1)",
        LicenseState.NEGOTIATING,
        _informed,
    ),
    Asked(
        "contract",
        CARE,
        N_("Contract in writing, signed and sealed"),
        N_("Attach the signed contract and name it (license.add_proof)."),
        "pay-later:2",
        LicenseState.SIGNED,
        _contract,
    ),
    Asked(
        "registration",
        SUPERVISION,
        N_("Registration of the technology contract"),
        N_("File the registration and record the certificate."),
        "pay-later:6(3)",
        LicenseState.SIGNED,
        _registration,
    ),
    Asked(
        "recordal",
        SUPERVISION,
        N_("Recordal of the patent license"),
        N_("File the recordal within three months of effect."),
        "专利法实施细则 15",
        LicenseState.SIGNED,
        _recordal,
    ),
    Asked(
        "inspected",
        SUPERVISION,
        N_("Performance followed: reports, visits, inspection of accounts"),
        N_("Record statements, or attach visits and inspections with --proves step:performance."),
        "exemption:6",
        LicenseState.IN_FORCE,
        _inspected,
    ),
    Asked(
        "statements",
        SUPERVISION,
        N_("Statements of revenue for every period that has ended"),
        N_("Ask the licensee for the missing report and enter it (statement.enter)."),
        "pay-later:2(1)",
        LicenseState.IN_FORCE,
        _statements,
    ),
    Asked(
        "milestones",
        SUPERVISION,
        N_("Proof of every milestone reached"),
        N_("Attach the proof that the contract names to the milestone."),
        "pay-later:2(2)",
        LicenseState.IN_FORCE,
        _milestones,
    ),
    Asked(
        "reminders",
        SUPERVISION,
        N_("Reminders of what is overdue"),
        N_("Remind the licensee in writing (reminder.send)."),
        "exemption:6",
        LicenseState.SIGNED,
        _reminders,
    ),
    Asked(
        "loss_limited",
        SUPERVISION,
        N_("Steps that limited or stopped loss"),
        N_(
            "Something is overdue: record what is done about it, and attach the papers with --proves step:loss_limited."
        ),
        "exemption:8(4)",
        LicenseState.SIGNED,
        _loss_limited,
    ),
    Asked(
        "ties",
        GAIN,
        N_("Declaration of ties to the licensee, nothing undeclared"),
        N_("Have responsible and completers declare their ties in writing (license.declare_ties)."),
        "exemption:8(7)",
        LicenseState.NEGOTIATING,
        _ties,
    ),
    Asked(
        "recusals",
        GAIN,
        N_("Recusal checks of those with ties"),
        N_("Check who has to withdraw, and record it (recusal.record)."),
        "exemption:10(5)",
        LicenseState.NEGOTIATING,
        _recusals,
    ),
    Asked(
        "awards",
        GAIN,
        N_("Distribution of what came in, publicised"),
        N_("Distribute the income by the unit's rules and publicise it."),
        "促转法 44",
        LicenseState.IN_FORCE,
        _awards,
    ),
)
"""Everything that is asked for, in the order of the criteria."""
