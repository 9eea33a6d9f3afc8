"""Notices, objections and reviews as values: what the registers hold of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

NoticeKind = Literal["price", "finding", "rule"]
NoticeState = Literal["draft", "approved", "published", "closed", "withdrawn"]
Scope = Literal["unit", "public"]
Related = Literal["unknown", "no", "yes"]
ObjectionState = Literal["received", "in_review", "answered", "refused", "withdrawn"]
Admission = Literal["in_time", "undecided", "accepted", "refused"]
Outcome = Literal["", "upheld", "changed", "revoked"]


@dataclass(frozen=True)
class Fact:
    """One fact that a notice's text is drafted from.

    Attributes:
        key: stable ASCII name within the notice, by which a field is removed.
        label: what it is called in the text, in Chinese.
        value: as the text has it.
        removed: whether it is left out of the text altogether; it is never covered up.
    """

    key: str
    label: str
    value: str = ""
    removed: bool = False


@dataclass(frozen=True)
class Viewing:
    """Somebody who saw the draft, and the day."""

    who: str
    on: date
    note: str = ""


@dataclass(frozen=True)
class NoticeRecord:
    """One notice (公示).

    Attributes:
        kind: what is published: a negotiated price, a finding or an internal rule.
        subject: the number of the record that it is about.
        title, facts: what the text is drafted from.
        text, text_sha256: what is published, and its SHA-256 (UTF-8).
        approved_by, approved_on, approval: who approved, when, and the number of the collective decision.
        place: where it is posted; `scope`: who can read it there.
        channel: how one objects; `office`: the responsible office.
        period: the length, as in `15d` or `5wd`; `period_source`: where that length comes from.
        deadline: the number of its deadline once it is published.
        posted, taken_down: numbers of the exhibits that prove posting and taking down.
        round, follows: which round it is, and the notice of the round before.
        viewers: who saw the draft.
        related: whether the acquirer is a related party, which a price notice says; `related_note` how.
    """

    kind: NoticeKind = "price"
    subject: str = ""
    title: str = ""
    facts: tuple[Fact, ...] = ()
    text: str = ""
    text_sha256: str = ""
    state: NoticeState = "draft"
    approved_by: str = ""
    approved_on: date | None = None
    approval: str = ""
    place: str = ""
    scope: Scope = "unit"
    channel: str = ""
    office: str = ""
    period: str = ""
    period_source: str = ""
    deadline: str = ""
    published_on: date | None = None
    posted: tuple[str, ...] = ()
    taken_down_on: date | None = None
    taken_down: tuple[str, ...] = ()
    closed_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
    round: int = 1
    follows: str = ""
    viewers: tuple[Viewing, ...] = ()
    related: Related = "unknown"
    related_note: str = ""


@dataclass(frozen=True)
class ObjectionRecord:
    """One objection (异议) against a notice, or against the result of a review of it.

    Who objects stands apart, in a table of its own that only the action `objection.reveal` reads.

    Attributes:
        subject: the notice's number.
        against: the number of the review whose result is objected to; empty for the notice itself.
        named: whether the objector gave a name; `identity` is the SHA-256 of who it is, empty where anonymous.
        received_on, channel: when and how it came.
        passage, content: against which passage, and what is objected.
        admission: in time, or late and not yet decided, accepted or refused; `admission_reason` why.
        review: the number of the review that deals with it.
        feedback_*: the written answer: the day, the way, the exhibit that proves it arrived, its deadline.
        withdrawn_on, withdrawal: when the objector withdrew it, and the exhibit with the written word.
    """

    subject: str = ""
    against: str = ""
    named: bool = False
    identity: str = ""
    received_on: date | None = None
    channel: str = ""
    passage: str = ""
    content: str = ""
    state: ObjectionState = "received"
    admission: Admission = "in_time"
    admission_reason: str = ""
    admission_source: str = ""
    admitted_on: date | None = None
    review: str = ""
    feedback_deadline: str = ""
    feedback_on: date | None = None
    feedback_channel: str = ""
    feedback_receipt: str = ""
    feedback_text: str = ""
    withdrawn_on: date | None = None
    withdrawal: str = ""


@dataclass(frozen=True)
class ReviewFinding:
    """One thing that a review looked into, what it found, and the exhibits it rests on."""

    question: str
    found: str
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReviewRecord:
    """One review (复核) of a notice.

    Attributes:
        subject: the notice's number.
        objections: the objections it deals with.
        panel: person numbers of those who review; `former` those who did and were replaced.
        opened_on, deadline: when it began, and the number of its deadline.
        findings: what was looked into and found.
        outcome: upheld, changed or revoked; empty while it runs.
        reasons: why, as the feedback says it.
        decision: the number of the collective decision on it, where there was one.
        round: 1 for the first review about the subject, then counting over all rounds of the notice.
    """

    subject: str = ""
    objections: tuple[str, ...] = ()
    panel: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    opened_on: date | None = None
    deadline: str = ""
    findings: tuple[ReviewFinding, ...] = ()
    outcome: Outcome = ""
    reasons: str = ""
    decision: str = ""
    decided_on: date | None = None
    round: int = 1


POLICY = {"price": "price_publicity", "finding": "finding_publicity", "rule": "rule_publicity"}
"""The unit policy that says how long each kind of notice stands."""
BASIS = {"price": "促转法 18", "finding": "exemption:13", "rule": "exemption:11"}
"""The article each kind of notice rests on."""
OPEN_OBJECTION = frozenset({"received", "in_review"})
"""States of an objection that is not settled."""
