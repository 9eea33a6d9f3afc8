"""What a final finding does: exemption Art. 14, and its archiving."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.findings.codes import UNIT, EffectKind, Outcome
from ttoffice.findings.facts import FindingFacts
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

ARTICLE = "exemption:14"
OFFICES = {
    EffectKind.PERSONNEL: N_("Personnel has not been notified of the finding."),
    EffectKind.DISCIPLINE: N_("Discipline inspection has not been notified of the finding."),
    EffectKind.AUDIT: N_("Audit has not been notified of the finding."),
}


def everybody_knows(facts: FindingFacts) -> Iterator[Reason]:
    """Served on everybody it is about; personnel, discipline and audit notified; what is referred is passed on."""
    done = facts.standing_effects.values()
    served = {effect.person for effect in done if effect.kind is EffectKind.SERVICE}
    for party in facts.record.parties:
        if party.person != UNIT and party.person not in served:
            message = _("The finding was not served on %(who)s.") % {"who": party.name}
            yield Reason("finding.not_served", message, "exemption:13", "effects")
    kinds = {effect.kind for effect in done}
    for kind, message in OFFICES.items():
        if kind not in kinds:
            yield Reason(f"finding.no_{kind.value}", _(message), ARTICLE, "effects")
    referred = {effect.person for effect in done if effect.kind is EffectKind.REFERRAL}
    for conclusion in facts.conclusions:
        if conclusion.outcome is Outcome.REFERRED and conclusion.person not in referred:
            message = _("%(who)s was not referred yet to %(authority)s.") % {
                "who": conclusion.name,
                "authority": conclusion.authority,
            }
            yield Reason("finding.not_referred", message, "exemption:10", "effects")
    corrected = {effect.person for effect in done if effect.kind is EffectKind.CORRECTION}
    for conclusion in facts.conclusions:
        if conclusion.outcome is Outcome.CORRECTED and conclusion.person not in corrected:
            message = _("%(who)s has not put right yet what was decided: %(what)s.") % {
                "who": conclusion.name,
                "what": conclusion.correction.rstrip("。."),
            }
            yield Reason("finding.not_corrected", message, "exemption:9", "effects")


def settled_since(facts: FindingFacts) -> Iterator[Reason]:
    """What came after the finding was final is settled too; what was not upheld or was corrected is reopened."""
    if facts.open_objections:
        message = _("An objection is not settled: %(numbers)s.") % {"numbers": listed(facts.open_objections)}
        yield Reason("finding.objection_open", message, "exemption:13", "objections")
    decision = facts.decision
    if decision is not None and decision.corrected_by and not facts.followed_by:
        message = _("%(number)s was corrected by %(later)s; reopen the finding over it first.")
        told = {"number": decision.number, "later": decision.corrected_by}
        yield Reason("finding.corrected_since", message % told, "exemption:6", "decision")
    revisited = {one.review for one in facts.record.sent_back}
    for review in facts.reviews:
        if not review.outcome:
            message = _("A review is not decided: %(numbers)s.") % {"numbers": review.number}
            yield Reason("finding.review_open", message, "exemption:13", "reviews")
        elif review.outcome != "upheld" and review.number not in revisited and not facts.followed_by:
            message = _("%(number)s did not uphold the conclusion; reopen the finding over it first.")
            told = {"number": review.number}
            yield Reason("finding.not_reopened", message % told, "exemption:13", "reviews")


def dossier_is_sealed(facts: FindingFacts) -> Iterator[Reason]:
    """The dossier was made whole, after the last thing that belongs to it."""
    if not facts.dossier_made:
        message = _(
            "No dossier of this code was made of it for the inside; make one (export dossier) and give its code."
        )
        yield Reason("finding.no_dossier", message, ARTICLE, "code")
    elif facts.dossier_stale:
        message = _("Something that belongs to the dossier was changed since it was made; make it again.")
        yield Reason("finding.dossier_old", message, ARTICLE, "code")
