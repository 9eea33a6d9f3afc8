"""Tables of the findings; the columns are the fields of the records, JSON where a field holds more than one value."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field

from ttoffice.findings.codes import (
    EffectKind,
    FindingState,
    HearingState,
    InquiryState,
    Manner,
    MatterKind,
    Origin,
    Outcome,
    Side,
)
from ttoffice.store.base import Shelved, code_check, not_negative


class Finding(Shelved, table=True):
    """One finding; never deleted, and what was decided of it never changed."""

    __tablename__ = "finding"
    __table_args__ = (
        code_check("state", FindingState),
        code_check("origin", Origin),
        code_check("matter_kind", MatterKind),
        not_negative("loss_fen"),
    )

    title: str
    state: str = Field(index=True)
    origin: str
    applicant: str
    applicant_name: str
    received_on: str | None
    lead: str
    application: str
    subject: str = Field(index=True)
    matter_kind: str
    matter_text: str
    matter_on: str | None
    loss_fen: int | None
    loss: str
    cause: str
    parties: str
    persons: str
    organisations: str
    acceptance_deadline: str
    answered_on: str | None
    answer_reasons: str
    answer_paper: str
    rule: str
    panel: str
    plan: str
    sides: str
    begun_on: str | None
    investigation_deadline: str
    extended_on: str | None
    extension_reason: str
    extension_paper: str
    extension_deadline: str
    report: str
    report_sha256: str
    reported_on: str | None
    report_paper: str
    text: str
    text_sha256: str
    round: int
    decision: str
    decided_on: str | None
    sent_back: str
    notice: str
    final_on: str | None
    archived_on: str | None
    dossier_code: str
    closed_on: str | None
    closed_reason: str
    closed_paper: str
    follows: str = Field(index=True)
    new_facts: str
    new_facts_proof: str
    note: str


class Hearing(Shelved, table=True):
    """One hearing; once confirmed it stands."""

    __tablename__ = "hearing"
    __table_args__ = (
        code_check("state", HearingState),
        code_check("side", Side),
        code_check("manner", Manner),
    )

    subject: str = Field(index=True)
    title: str
    side: str
    name: str
    state: str
    manner: str | None
    person: str
    invited_on: str | None
    invitation: str
    held_on: str | None
    place: str
    interviewers: str
    recorder: str
    content: str
    proof: str
    confirmed_on: str | None
    confirmation: str
    absence: str
    corrects: str
    note: str


class Inquiry(Shelved, table=True):
    """One thing asked for; once settled it stands."""

    __tablename__ = "inquiry"
    __table_args__ = (code_check("state", InquiryState),)

    subject: str = Field(index=True)
    title: str
    asked_of: str
    asked_on: str
    state: str
    due_on: str | None
    paper: str
    closed_on: str | None
    delivered: str
    reason: str
    note: str


class Assessment(Shelved, table=True):
    """The matrix of one person in one round; it changes only while the finding is investigated."""

    __tablename__ = "assessment"
    __table_args__ = (
        code_check("outcome", Outcome),
        sa.UniqueConstraint("subject", "person", "round", name="uq_assessment_subject"),
    )

    subject: str
    title: str
    person: str
    roles: str
    round: int
    answers: str
    circumstances: str
    outcome: str | None
    articles: str
    reasons: str
    part: str
    correction: str
    correct_by: str | None
    authority: str
    note: str


class Conclusion(Shelved, table=True):
    """What was concluded of one person in one round; never changed."""

    __tablename__ = "conclusion"
    __table_args__ = (
        code_check("outcome", Outcome),
        sa.UniqueConstraint("subject", "person", "round", name="uq_conclusion_subject"),
    )

    subject: str
    title: str
    person: str
    name: str
    roles: str
    round: int
    outcome: str
    articles: str
    circumstances: str
    reasons: str
    decision: str
    decided_on: str
    assessment: str
    assessment_sha256: str
    text_sha256: str
    part: str
    correction: str
    correct_by: str | None
    authority: str
    replaces: str


class Effect(Shelved, table=True):
    """What was done with a final finding; never changed."""

    __tablename__ = "effect"
    __table_args__ = (code_check("kind", EffectKind),)

    subject: str = Field(index=True)
    title: str
    kind: str
    done_on: str
    person: str
    recipient: str
    proof: str
    what: str
    code: str
    text_sha256: str
    corrects: str
    note: str
