"""What may be recorded of a final finding: service, notices, referral, correction, reliance (exemption Art. 13, 14). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ttoffice.findings.codes import UNIT, EffectKind, Outcome
from ttoffice.findings.record import ConclusionRecord, EffectRecord, FindingRecord
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

ARTICLE = "exemption:14"
OF_A_PERSON = frozenset({EffectKind.SERVICE, EffectKind.REFERRAL, EffectKind.CORRECTION})
TO_SOMEBODY = frozenset(
    {
        EffectKind.PERSONNEL,
        EffectKind.DISCIPLINE,
        EffectKind.AUDIT,
        EffectKind.REFERRAL,
        EffectKind.RELIANCE,
    }
)
BASIS = {
    EffectKind.SERVICE: "exemption:13",
    EffectKind.REFERRAL: "exemption:10",
    EffectKind.CORRECTION: "exemption:9",
}
NO_PROOF = {
    EffectKind.SERVICE: N_("Attach the signed receipt of service and name the exhibit."),
    EffectKind.PERSONNEL: N_("Attach the receipt of the notice and name the exhibit."),
    EffectKind.DISCIPLINE: N_("Attach the receipt of the notice and name the exhibit."),
    EffectKind.AUDIT: N_("Attach the receipt of the notice and name the exhibit."),
    EffectKind.REFERRAL: N_("Attach the authority's receipt and name the exhibit."),
    EffectKind.CORRECTION: N_("Attach what shows that it was put right and name the exhibit."),
}
NO_RECIPIENT = {
    EffectKind.RELIANCE: N_("Say which audit, inspection or appraisal relied on it."),
    EffectKind.REFERRAL: N_("Say to which authority it was referred."),
}


@dataclass(frozen=True)
class EffectFacts:
    """What the rules look at: the effect as it is to be, the finding, what was concluded and done before, the day of law."""

    record: EffectRecord
    finding: FindingRecord
    today: date
    conclusions: tuple[ConclusionRecord, ...] = ()
    effects: Mapping[str, EffectRecord] = field(default_factory=dict)

    @property
    def basis(self) -> str:
        """The article that an effect of this kind rests on."""
        return BASIS.get(self.record.kind, ARTICLE)

    @property
    def conclusion(self) -> ConclusionRecord | None:
        """What was concluded of the person."""
        return next((one for one in self.conclusions if one.person == self.record.person), None)


def effect_reasons(facts: EffectFacts) -> Iterator[Reason]:
    """Say what speaks against recording an effect, beside its days and exhibits."""
    if facts.record.kind is EffectKind.CERTIFICATE:
        message = _("A certificate is issued, not recorded (finding.certify).")
        yield Reason("effect.certificate", message, ARTICLE, "kind")
        return
    yield from _person(facts)
    yield from _recipient(facts)
    yield from _proof(facts)
    yield from _what(facts)
    yield from _fits(facts)
    yield from _corrects(facts)


def _person(facts: EffectFacts) -> Iterator[Reason]:
    person, parties = facts.record.person, {party.person for party in facts.finding.parties}
    if not person and facts.record.kind in OF_A_PERSON:
        yield Reason("effect.no_person", _("Say whom it concerns."), facts.basis, "person")
    elif person and person not in parties:
        message = _("%(who)s is nobody whom the finding is about.") % {"who": person}
        yield Reason("effect.other_person", message, facts.basis, "person")


def _recipient(facts: EffectFacts) -> Iterator[Reason]:
    record = facts.record
    if record.kind in TO_SOMEBODY and not record.recipient.strip():
        message = NO_RECIPIENT.get(record.kind, N_("Say which office received the notice."))
        yield Reason("effect.no_recipient", _(message), facts.basis, "recipient")


def _proof(facts: EffectFacts) -> Iterator[Reason]:
    record = facts.record
    if record.proof:
        return
    if record.kind is EffectKind.RELIANCE:
        message = _("Nothing shows that it was relied on; attach the letter or report where there is one.")
        yield Reason("effect.no_proof", message, ARTICLE, "proof", warning=True)
    else:
        yield Reason("effect.no_proof", _(NO_PROOF[record.kind]), facts.basis, "proof")


def _what(facts: EffectFacts) -> Iterator[Reason]:
    wanted = {
        EffectKind.CORRECTION: N_("Say what was put right."),
        EffectKind.RELIANCE: N_("Say for what it was relied on."),
    }
    kind = facts.record.kind
    if kind in wanted and not facts.record.what.strip():
        yield Reason("effect.no_what", _(wanted[kind]), facts.basis, "what")


# --- what was concluded ------------------------------------------------------------------------------------


def _fits(facts: EffectFacts) -> Iterator[Reason]:
    """Only who is referred is referred, only what was to be put right is put right; the unit serves nobody itself."""
    kind, found = facts.record.kind, facts.conclusion
    if kind is EffectKind.SERVICE and facts.record.person == UNIT:
        message = _("The unit decided itself; a finding is served on persons.")
        yield Reason("effect.unit", message, facts.basis, "person")
    check = _FITS.get(kind)
    if check is not None and found is not None:
        yield from check(facts, found)


def _referral(facts: EffectFacts, found: ConclusionRecord) -> Iterator[Reason]:
    told = {"who": found.name, "authority": found.authority}
    if found.outcome is not Outcome.REFERRED:
        yield Reason("effect.not_referred", _("%(who)s was not referred.") % told, facts.basis, "person")
    elif facts.record.recipient.strip() != found.authority.strip():
        message = _("It was decided to refer %(who)s to %(authority)s; see that this is the same.") % told
        yield Reason("effect.other_authority", message, facts.basis, "recipient", warning=True)


def _correction(facts: EffectFacts, found: ConclusionRecord) -> Iterator[Reason]:
    told = {"who": found.name}
    if found.outcome is not Outcome.CORRECTED:
        message = _("Nothing was to be put right by %(who)s.") % told
        yield Reason("effect.no_correction", message, facts.basis, "person")
    elif found.correct_by is not None and facts.record.done_on > found.correct_by:
        message = _("It was to be put right by %(day)s.") % {"day": found.correct_by.isoformat()}
        yield Reason("effect.corrected_late", message, facts.basis, "done_on", warning=True)


_FITS: Mapping[EffectKind, Callable[[EffectFacts, ConclusionRecord], Iterator[Reason]]] = {
    EffectKind.REFERRAL: _referral,
    EffectKind.CORRECTION: _correction,
}


def _corrects(facts: EffectFacts) -> Iterator[Reason]:
    """An entry is corrected by one of the same kind, once; a second one alike is asked about."""
    record, corrected = facts.record, {one.corrects for one in facts.effects.values()}
    if record.corrects:
        earlier = facts.effects.get(record.corrects)
        told = {"number": record.corrects}
        if earlier is None or earlier.kind is not record.kind:
            message = _("%(number)s is no entry of this kind about this finding.") % told
            yield Reason("effect.corrects_other", message, ARTICLE, "corrects")
        elif record.corrects in corrected:
            message = _("%(number)s was corrected already; correct the later entry.") % told
            yield Reason("effect.corrected", message, ARTICLE, "corrects")
        return
    for number, one in facts.effects.items():
        alike = (one.kind, one.person, one.recipient) == (record.kind, record.person, record.recipient)
        if alike and number not in corrected and record.kind is not EffectKind.RELIANCE:
            message = _("%(number)s says the same; is it a further one, or a correction (corrects)?")
            yield Reason("effect.twice", message % {"number": number}, ARTICLE, "corrects", warning=True)
