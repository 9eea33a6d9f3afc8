"""Findings and what belongs to them as values: what the registers hold of each. Amounts are integer fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ttoffice.findings.codes import (
    EffectKind,
    FindingState,
    HearingState,
    InquiryState,
    Manner,
    MatterKind,
    Origin,
    Outcome,
    Role,
    SeatField,
    Side,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Party:
    """One whom the finding is about: a person by number, or the unit itself (`codes.UNIT`), in one role or several.

    Attributes:
        post: post and duties in the matter, at the time.
    """

    person: str
    name: str
    roles: tuple[Role, ...]
    post: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """One member of the panel and the time they sit on it.

    Attributes:
        field, qualification: what they know, and what shows it.
        lead: whether they lead the panel.
        recusal: number of the recusal check made for this finding.
        until, left_reason: the day a member left the panel, and why; None while they sit.
    """

    person: str
    name: str
    field: SeatField
    qualification: str
    lead: bool
    recusal: str
    since: date
    until: date | None = None
    left_reason: str = ""


@dataclass(frozen=True, slots=True)
class ToHear:
    """A side that the plan says is to be heard; `person` where it is somebody in the list of people."""

    side: Side
    who: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class SentBack:
    """That the deciding body, or who is in charge, sent a report back, or that a review reopened the matter."""

    on: date
    reason: str
    review: str = ""


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """One finding; a reopened one is a new finding that `follows` the old.

    Attributes:
        origin, applicant, received_on, lead, application: what it began with, who asked (a person's number or a
            name), when it came in, what was said, and the exhibits that show it.
        subject: number of the matter in the store, or empty; `matter_text` describes it, `matter_on` is its day.
        loss_fen, loss, cause: the loss in fen (None where it is not in money), in words, and how it came about.
        parties: whom it is about; `persons` are their numbers, `organisations` the other sides by number or name.
        acceptance_deadline: number of the deadline for deciding whether it is taken up.
        answered_on, answer_reasons, answer_paper: acceptance or refusal: the day, the reasons, the exhibit.
        rule: number of the internal rule (exemption Art. 11) in force on the day of acceptance.
        panel: everybody who sits or sat on the panel.
        plan, sides: how it is investigated, and which sides are to be heard beside the persons concerned.
        begun_on, investigation_deadline: when the investigation began, and its deadline.
        extended_on, extension_reason, extension_paper, extension_deadline: the one extension.
        report, report_sha256, reported_on, report_paper: the report, its hash, its day, the signed exhibit.
        text, text_sha256: the conclusion as it is decided and published, word for word.
        round: which conclusion it is; one more after each change.
        decision, decided_on: the collective decision on `text`.
        sent_back: every time it went back to the investigation.
        notice, final_on: the notice that closed, and the day the finding became final.
        archived_on, dossier_code: the day of archiving, and the verification code of the sealed dossier.
        closed_reason, closed_paper: why an application was withdrawn, and the written word.
        follows, new_facts, new_facts_proof: the finding that this one reopens, and the new facts.
    """

    title: str
    state: FindingState = FindingState.RECEIVED
    origin: Origin = Origin.APPLICATION
    applicant: str = ""
    applicant_name: str = ""
    received_on: date | None = None
    lead: str = ""
    application: tuple[str, ...] = ()
    subject: str = ""
    matter_kind: MatterKind = MatterKind.OTHER
    matter_text: str = ""
    matter_on: date | None = None
    loss_fen: int | None = None
    loss: str = ""
    cause: str = ""
    parties: tuple[Party, ...] = ()
    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    acceptance_deadline: str = ""
    answered_on: date | None = None
    answer_reasons: str = ""
    answer_paper: str = ""
    rule: str = ""
    panel: tuple[Seat, ...] = ()
    plan: str = ""
    sides: tuple[ToHear, ...] = ()
    begun_on: date | None = None
    investigation_deadline: str = ""
    extended_on: date | None = None
    extension_reason: str = ""
    extension_paper: str = ""
    extension_deadline: str = ""
    report: str = ""
    report_sha256: str = ""
    reported_on: date | None = None
    report_paper: str = ""
    text: str = ""
    text_sha256: str = ""
    round: int = 1
    decision: str = ""
    decided_on: date | None = None
    sent_back: tuple[SentBack, ...] = ()
    notice: str = ""
    final_on: date | None = None
    archived_on: date | None = None
    dossier_code: str = ""
    closed_on: date | None = None
    closed_reason: str = ""
    closed_paper: str = ""
    follows: str = ""
    new_facts: str = ""
    new_facts_proof: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class HearingRecord:
    """One hearing, interview or written view, or that somebody was invited and not heard.

    Attributes:
        subject: number of the finding; `title` whom and how.
        person, name: who is heard, by number where they stand in the list of people.
        invited_on, invitation: when and by which exhibit they were invited.
        held_on, place, interviewers, recorder: when, where, by which members, who wrote it down.
        content: what was asked and said.
        proof: exhibits such as the recording or the written statement.
        confirmed_on, confirmation: when who was heard confirmed the record, and the signed exhibit.
        absence: of who was not heard, why.
        corrects: number of the hearing record that this one corrects or completes.
    """

    subject: str
    title: str
    side: Side
    name: str
    state: HearingState = HearingState.RECORDED
    manner: Manner | None = None
    person: str = ""
    invited_on: date | None = None
    invitation: str = ""
    held_on: date | None = None
    place: str = ""
    interviewers: tuple[str, ...] = ()
    recorder: str = ""
    content: str = ""
    proof: tuple[str, ...] = ()
    confirmed_on: date | None = None
    confirmation: str = ""
    absence: str = ""
    corrects: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class InquiryRecord:
    """Something that was asked for, and what came of it.

    Attributes:
        subject: number of the finding; `title` what was asked for.
        asked_of, asked_on, paper, due_on: of whom, when, by which exhibit, and until when.
        closed_on, delivered, reason: when that was settled, the exhibits that came, why something did not come.
    """

    subject: str
    title: str
    asked_of: str
    asked_on: date
    state: InquiryState = InquiryState.OPEN
    due_on: date | None = None
    paper: str = ""
    closed_on: date | None = None
    delivered: tuple[str, ...] = ()
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """One exhibit or record that an answer rests on, as it was when it was taken over.

    Attributes:
        number: of the exhibit (ZJ-...) or of the record.
        sha256: of the file, or of the record's document (canonical JSON) at `version`.
        version: the record's version; 0 for an exhibit's file, which never changes.
    """

    number: str
    sha256: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found of one item of the matrix.

    Attributes:
        item: `criterion:reasonable_care`, `premise:no_intent`, `element:L2.appraisal`, `bar:B4`.
        reasoning: why; of a bar the ground.
        acts: of a bar that applies, the codes of the acts found.
        law: of a catch-all, the law or regulation it rests on.
    """

    item: str
    verdict: Verdict
    reasoning: str = ""
    proofs: tuple[Proof, ...] = ()
    acts: tuple[str, ...] = ()
    law: str = ""


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """The matrix of one person in one round of a finding, and what is proposed of them.

    Attributes:
        subject: number of the finding; `person` a number or `codes.UNIT`; `roles` as they are in the finding.
        circumstances: codes of those that are relied on, such as `M4`.
        outcome, articles, reasons: what is proposed, by which articles, and why; None while nothing is.
        part: of an exemption in part, what it covers and what not.
        correction, correct_by: of a correction, what is to be put right and by when.
        authority: of a referral, to whom.
    """

    subject: str
    title: str
    person: str
    roles: tuple[Role, ...]
    round: int = 1
    answers: tuple[Answer, ...] = ()
    circumstances: tuple[str, ...] = ()
    outcome: Outcome | None = None
    articles: tuple[str, ...] = ()
    reasons: str = ""
    part: str = ""
    correction: str = ""
    correct_by: date | None = None
    authority: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConclusionRecord:
    """What was concluded of one person by a collective decision; never changed, followed by another where it is.

    Attributes:
        subject: number of the finding; `round` of the finding.
        decision, decided_on: the collective decision.
        assessment, assessment_sha256: the matrix it rests on, and the hash of its document (canonical JSON).
        text_sha256: hash of the text that was decided.
        replaces: number of the conclusion of the round before.
    """

    subject: str
    title: str
    person: str
    name: str
    roles: tuple[Role, ...]
    round: int
    outcome: Outcome
    articles: tuple[str, ...]
    circumstances: tuple[str, ...]
    reasons: str
    decision: str
    decided_on: date
    assessment: str
    assessment_sha256: str
    text_sha256: str
    part: str = ""
    correction: str = ""
    correct_by: date | None = None
    authority: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class EffectRecord:
    """What was done with a final finding: served, notified, certified, relied on; never changed.

    Attributes:
        subject: number of the finding; `title` what it is.
        person: whom it concerns, where it concerns one.
        recipient: to whom it went, or who relied on it.
        done_on: the day.
        proof: exhibits: receipt of service, receipt of the notice, the audit's letter.
        what: for what it was used, or what was put right.
        code: the verification code of the dossier that a certificate names.
        text_sha256: hash of the document that was issued.
        corrects: number of the entry that this one corrects.
    """

    subject: str
    title: str
    kind: EffectKind
    done_on: date
    person: str = ""
    recipient: str = ""
    proof: tuple[str, ...] = ()
    what: str = ""
    code: str = ""
    text_sha256: str = ""
    corrects: str = ""
    note: str = ""
