"""Which papers a finding has: their codes, what each is made of, and when one must not be made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttoffice.findings.codes import EffectKind, FindingState, HearingState, Manner, Origin, Outcome
from ttoffice.findings.documents.places_course import OFFICES
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.findings.documents.case_file import CaseFile

Target = tuple[str, str]
"""What a paper is about: its number or code, and what it is called; both empty for the finding itself."""
ITSELF: tuple[Target, ...] = (("", ""),)
ENDED = frozenset({FindingState.FINAL, FindingState.ARCHIVED})


def _itself(_case: CaseFile) -> Iterable[Target]:
    return ITSELF


def _parties(case: CaseFile) -> Iterator[Target]:
    return ((party.person, case.name(party.person)) for party in case.record.parties)


def _people(case: CaseFile) -> Iterator[Target]:
    return ((party.person, case.name(party.person)) for party in case.persons)


def _invited(case: CaseFile) -> Iterator[Target]:
    """Yield who is to be heard: those concerned always, then the sides of the plan."""
    yield from _people(case)
    for side in case.record.sides:
        yield side.person or side.who, side.who


def _concluded(*outcomes: Outcome) -> Callable[[CaseFile], Iterator[Target]]:
    def listed(case: CaseFile) -> Iterator[Target]:
        for person, name in _parties(case):
            found = case.conclusion(person)
            if found is not None and found.record.outcome in outcomes:
                yield person, name

    return listed


def _seats(case: CaseFile) -> Iterator[Target]:
    return ((seat.person, seat.name) for seat in case.sitting)


def _checked(case: CaseFile) -> Iterator[Target]:
    """Yield who withdrew from this matter."""
    for person, check in case.checks.items():
        if check.record.outcome == "withdrawn":
            yield person, check.record.name


def _hearings(case: CaseFile) -> Iterator[Target]:
    return ((one.number, one.record.name) for one in case.hearings)


def _interviews(case: CaseFile) -> Iterator[Target]:
    for one in case.hearings:
        if one.record.manner is Manner.INTERVIEW and one.record.state is not HearingState.ABSENT:
            yield one.number, one.record.name


def _inquiries(case: CaseFile) -> Iterator[Target]:
    return ((one.number, one.record.title) for one in case.inquiries)


def _objections(case: CaseFile) -> Iterator[Target]:
    return ((one.number, "") for one in case.objections)


def _certificates(case: CaseFile) -> Iterator[Target]:
    for effect in case.effects:
        if effect.record.kind is EffectKind.CERTIFICATE:
            yield effect.number, case.name(effect.record.person)


def _offices(_case: CaseFile) -> Iterable[Target]:
    return tuple(OFFICES.items())


def _always(_case: CaseFile) -> bool:
    return True


# --- when a paper must not be made -----------------------------------------------------------------------


def _free(_case: CaseFile) -> Iterator[Reason]:
    return iter(())


def _worded(case: CaseFile) -> Iterator[Reason]:
    if not case.record.text:
        message = _("There is no text of the conclusion yet; it comes with the report.")
        yield Reason("paper.no_text", message, "exemption:12", "text")


def _decided(case: CaseFile) -> Iterator[Reason]:
    if not any(one.record.round == case.record.round for one in case.conclusions):
        message = _("Nothing is decided yet; this paper says what was decided collectively.")
        yield Reason("paper.not_decided", message, "exemption:13", "decision")


def _final(case: CaseFile) -> Iterator[Reason]:
    if case.record.state not in ENDED:
        message = _("The finding is not final: publicity has not ended with nothing open.")
        yield Reason("paper.not_final", message, "exemption:13", "final_on")


def _certified(case: CaseFile) -> Iterator[Reason]:
    if case.record.state is not FindingState.ARCHIVED:
        message = _("The finding is not archived; a certificate names the code of its sealed dossier.")
        yield Reason("paper.not_archived", message, "exemption:14", "archived_on")


def _not_refused(case: CaseFile) -> Iterator[Reason]:
    if case.record.state is FindingState.REFUSED:
        yield Reason("paper.refused", _("The application was not accepted."), "exemption:11", "state")


def _not_accepted(case: CaseFile) -> Iterator[Reason]:
    if case.record.answered_on is not None and case.record.state is not FindingState.REFUSED:
        yield Reason("paper.accepted", _("The application was accepted."), "exemption:11", "state")


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One form.

    Attributes:
        code: stable ASCII name, also of its template.
        title: catalog string of what it is called.
        targets: what it can be made of in a case; several hearings give several papers.
        blanks: whether it can be made without a target, to be written by hand.
        gate: reasons that forbid it, which leaving blanks does not lift.
        applies: whether it has a place in a case at all.
    """

    code: str
    title: str
    targets: Callable[[CaseFile], Iterable[Target]] = _itself
    blanks: bool = True
    gate: Callable[[CaseFile], Iterator[Reason]] = _free
    applies: Callable[[CaseFile], bool] = _always

    @property
    def takes_target(self) -> bool:
        """Whether it is made of something within the finding, such as a person or a hearing."""
        return self.targets is not _itself


def _begun_by(*origins: Origin) -> Callable[[CaseFile], bool]:
    return lambda case: case.record.origin in origins


FORMS: tuple[PaperForm, ...] = (
    PaperForm("application", N_("Application form"), applies=_begun_by(Origin.APPLICATION)),
    PaperForm("lead", N_("Record of the lead or request"), applies=_begun_by(Origin.AUDIT, Origin.SUPERIOR)),
    PaperForm("acceptance", N_("Notice of acceptance"), blanks=False, gate=_not_refused),
    PaperForm("refusal", N_("Notice of refusal"), blanks=False, gate=_not_accepted),
    PaperForm("panel", N_("Panel and recusal checks"), gate=_not_refused),
    PaperForm("recusal-promise", N_("Promise of impartiality"), _seats, gate=_not_refused),
    PaperForm("recusal-request", N_("Request for recusal"), _checked, gate=_not_refused),
    PaperForm("plan", N_("Plan of the investigation"), gate=_not_refused),
    PaperForm("extension", N_("Extension of the investigation"), gate=_not_refused),
    PaperForm("invitation", N_("Invitation to be heard"), _invited, gate=_not_refused),
    PaperForm("interview", N_("Record of an interview"), _interviews, gate=_not_refused),
    PaperForm("hearing", N_("Record of views heard"), _hearings, gate=_not_refused),
    PaperForm("inquiry", N_("Request for material"), _inquiries, gate=_not_refused),
    PaperForm("hearings", N_("Register of hearings and inquiries")),
    PaperForm("exhibits", N_("List of evidence")),
    PaperForm("report", N_("Investigation report"), blanks=False, gate=_not_refused),
    PaperForm("proposal", N_("Proposed finding with the matrix"), _parties, gate=_not_refused),
    PaperForm("conclusion", N_("Conclusion to be decided"), gate=_worded),
    PaperForm("ballot", N_("Ballot"), gate=_not_refused),
    PaperForm("minutes", N_("Minutes of the collective decision"), gate=_not_refused),
    PaperForm("objection", N_("Record of an objection"), _objections),
    PaperForm("review-request", N_("Request for review"), _objections),
    PaperForm("decision", N_("Written finding"), _parties, blanks=False, gate=_decided),
    PaperForm("service", N_("Acknowledgement of service"), _people, gate=_decided),
    PaperForm("use", N_("Notice of the finding to an office"), _offices, blanks=False, gate=_final),
    PaperForm("correction", N_("Notice of correction"), _concluded(Outcome.CORRECTED), False, _decided),
    PaperForm("referral", N_("Letter of referral"), _concluded(Outcome.REFERRED), False, _final),
    PaperForm("certificate", N_("Certificate for audits and appraisals"), _certificates, False, _certified),
    PaperForm("timeline", N_("Course of the finding")),
    PaperForm("archive", N_("List of what is archived")),
)
"""Every form in the order of the procedure."""
BY_CODE = {form.code: form for form in FORMS}
