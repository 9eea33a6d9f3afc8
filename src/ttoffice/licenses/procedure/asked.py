"""Which proof of diligence is asked for, by criterion of exemption Art. 6, and from which state on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ttoffice.i18n import N_
from ttoffice.licenses.codes import LicenseState
from ttoffice.licenses.procedure import proofs
from ttoffice.licenses.procedure.evidence import Held
from ttoffice.licenses.procedure.proofs import DEMOCRACY, Found

ORDER = tuple(LicenseState)
"""The states in their order; what is asked for in one is asked for in all later ones."""
CARE, SUPERVISION, GAIN = "reasonable_care", "supervision", "no_unlawful_gain"
"""The other criteria, as the rulebook names them."""


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


LIST: tuple[Asked, ...] = (
    Asked(
        "rules",
        DEMOCRACY,
        N_("Internal rules on transfer and decisions in force"),
        N_("Adopt the unit's rules on transfer and decision-making (rule.create)."),
        "exemption:5",
        LicenseState.DRAFT,
        proofs.rules,
    ),
    Asked(
        "outside",
        DEMOCRACY,
        N_("Papers of the procedure when it was concluded"),
        N_("Attach what proves the decision then, with --proves criterion:democratic_procedure."),
        "exemption:6",
        LicenseState.SIGNED,
        proofs.outside,
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
        proofs.notice,
    ),
    Asked(
        "posting",
        DEMOCRACY,
        N_("Proof that the notice was posted and taken down"),
        N_("Prove posting and taking down by photographs (notice.prove_posting, notice.take_down)."),
        "exemption:8(3)",
        LicenseState.NEGOTIATING,
        proofs.posting,
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
        proofs.decision,
    ),
    Asked(
        "minutes",
        DEMOCRACY,
        N_("Minutes of the decision"),
        N_("Attach the minutes with attendance, recusals, votes and dissents."),
        "exemption:6",
        LicenseState.NEGOTIATING,
        proofs.minutes,
    ),
    Asked(
        "lawful",
        CARE,
        N_("Checks of the law without refusal"),
        N_("See what the checks refuse (ttoffice license check), and change the terms (license.change)."),
        "exemption:6",
        LicenseState.DRAFT,
        proofs.lawful,
    ),
    Asked(
        "ownership",
        CARE,
        N_("Ownership and legal status of the rights looked into"),
        N_("Attach register extracts or a search report with --proves step:ownership."),
        "exemption:6",
        LicenseState.NEGOTIATING,
        proofs.ownership,
    ),
    Asked(
        "due_diligence",
        CARE,
        N_("Licensee looked into: standing, disputes, ability to perform"),
        N_("Attach the report on the licensee with --proves step:due_diligence."),
        "exemption:6",
        LicenseState.NEGOTIATING,
        proofs.due_diligence,
    ),
    Asked(
        "size",
        CARE,
        N_("Size of the licensee as declared"),
        N_("Have the licensee declare staff, revenue and assets (enterprise.add_figures)."),
        "pay-later:1",
        LicenseState.NEGOTIATING,
        proofs.size,
    ),
    Asked(
        "pricing",
        CARE,
        N_("Basis of the price"),
        N_("Attach inquiry, comparison, appraisal or the market's deal, and name it (license.price)."),
        "exemption:7(2)",
        LicenseState.NEGOTIATING,
        proofs.pricing,
    ),
    Asked(
        "informed",
        CARE,
        N_("Completers informed, their will respected"),
        N_("Inform the completers in writing, attach the paper and record it (license.inform)."),
        "pay-later:7(1)",
        LicenseState.NEGOTIATING,
        proofs.informed,
    ),
    Asked(
        "contract",
        CARE,
        N_("Contract in writing, signed and sealed"),
        N_("Attach the signed contract and name it (license.add_proof)."),
        "pay-later:2",
        LicenseState.SIGNED,
        proofs.contract,
    ),
    Asked(
        "registration",
        SUPERVISION,
        N_("Registration of the technology contract"),
        N_("File the registration and record the certificate."),
        "pay-later:6(3)",
        LicenseState.SIGNED,
        proofs.registration,
    ),
    Asked(
        "recordal",
        SUPERVISION,
        N_("Recordal of the patent license"),
        N_("File the recordal within three months of effect."),
        "专利法实施细则 15",
        LicenseState.SIGNED,
        proofs.recordal,
    ),
    Asked(
        "inspected",
        SUPERVISION,
        N_("Performance followed: reports, visits, inspection of accounts"),
        N_("Record statements, or attach visits and inspections with --proves step:performance."),
        "exemption:6",
        LicenseState.IN_FORCE,
        proofs.inspected,
    ),
    Asked(
        "statements",
        SUPERVISION,
        N_("Statements of revenue for every period that has ended"),
        N_("Ask the licensee for the missing report and enter it (statement.enter)."),
        "pay-later:2(1)",
        LicenseState.IN_FORCE,
        proofs.statements,
    ),
    Asked(
        "milestones",
        SUPERVISION,
        N_("Proof of every milestone reached"),
        N_("Attach the proof that the contract names to the milestone."),
        "pay-later:2(2)",
        LicenseState.IN_FORCE,
        proofs.milestones,
    ),
    Asked(
        "reminders",
        SUPERVISION,
        N_("Reminders of what is overdue"),
        N_("Remind the licensee in writing (reminder.send)."),
        "exemption:6",
        LicenseState.SIGNED,
        proofs.reminders,
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
        proofs.loss_limited,
    ),
    Asked(
        "ties",
        GAIN,
        N_("Declaration of ties to the licensee, nothing undeclared"),
        N_("Have responsible and completers declare their ties in writing (license.declare_ties)."),
        "exemption:8(7)",
        LicenseState.NEGOTIATING,
        proofs.ties,
    ),
    Asked(
        "recusals",
        GAIN,
        N_("Recusal checks of those with ties"),
        N_("Check who has to withdraw, and record it (recusal.record)."),
        "exemption:10(5)",
        LicenseState.NEGOTIATING,
        proofs.recusals,
    ),
    Asked(
        "awards",
        GAIN,
        N_("Distribution of what came in, publicised"),
        N_("Distribute the income by the unit's rules and publicise it."),
        "促转法 44",
        LicenseState.IN_FORCE,
        proofs.awards,
    ),
)
"""Everything that is asked for, in the order of the criteria."""
