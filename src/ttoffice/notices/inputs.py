"""What the actions of this area take."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import PlainSerializer, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.notices.record import NoticeKind, Related, Scope

Line = Annotated[str, StringConstraints(max_length=1000)]
Text = Annotated[str, StringConstraints(max_length=50_000)]
Number = Annotated[str, StringConstraints(max_length=40)]
Length = Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]{0,3}(d|wd|m|y))?$")]


def _hidden(text: str) -> str:
    """Return what the log keeps of who objects: only whether somebody was named."""
    return HIDDEN if text else ""


HIDDEN = "***"
Identity = Annotated[
    str, StringConstraints(max_length=300), PlainSerializer(_hidden, return_type=str, when_used="json")
]
"""A text about who objects; the log entry of the action holds stars in its place."""


class FactInput(Input):
    """One fact of a notice; a new one needs no key."""

    key: Annotated[str, StringConstraints(max_length=40)] = ""
    label: Line = ""
    value: Text = ""
    removed: bool = False


class NoticeInput(Input):
    """What can be said of a notice while it is a draft; what is left out stays as it is."""

    title: Line | None = None
    facts: tuple[FactInput, ...] | None = None
    removed: tuple[Line, ...] | None = None
    text: Text | None = None
    place: Line | None = None
    scope: Scope | None = None
    channel: Line | None = None
    office: Line | None = None
    period: Length | None = None
    related: Related | None = None
    related_note: Line | None = None


class DraftNotice(NoticeInput):
    """A new notice: of which kind, about which record; its text is drafted where none is given (`redraft` or not)."""

    kind: NoticeKind
    subject: Number
    redraft: bool = False


class EditNotice(NoticeInput):
    """What changes in a draft; `redraft` drafts the text anew from the facts of the record it is about."""

    kind: NoticeKind | None = None
    subject: Number | None = None
    redraft: bool = False


class RestartNotice(NoticeInput):
    """Why a notice is withdrawn, on which day, and what changes in the next round; `redraft` as with an edit."""

    reason: Line
    on: date | None = None
    redraft: bool = False


class ViewDraft(Input):
    """Who saw the draft, and when."""

    who: Line = ""
    on: date | None = None
    note: Line = ""


class ApproveNotice(Input):
    """Who approves, on which day, by which collective decision."""

    by: Line = ""
    on: date | None = None
    decision: Number = ""


class PublishNotice(Input):
    """The day of posting, and the exhibits that prove it."""

    on: date | None = None
    exhibits: tuple[Number, ...] = ()


class ProvePosting(Input):
    """Exhibits that prove posting."""

    exhibits: tuple[Number, ...]


class TakeDown(Input):
    """The day a notice was taken down, and the exhibits that prove it."""

    on: date | None = None
    exhibits: tuple[Number, ...] = ()


class OnDay(Input):
    """A day; today where left out."""

    on: date | None = None


class Withdraw(Input):
    """Why a notice is withdrawn, and on which day."""

    reason: Line
    on: date | None = None


class RecordDocument(Input):
    """A document that was made: what it is, its form, its SHA-256 and whom it is for."""

    document: Annotated[str, StringConstraints(max_length=40)]
    form: Literal["docx", "html"]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    name: Line = ""


class ReceiveObjection(Input):
    """An objection: who makes it or that nobody is named, when and how it came, against what, and what it says."""

    objector: Identity = ""
    contact: Identity = ""
    person: Identity = ""
    anonymous: bool = False
    received_on: date | None = None
    channel: Line = ""
    passage: Line = ""
    content: Text = ""
    against: Number = ""


class DecideLate(Input):
    """Whether a late objection is accepted, and why."""

    accept: bool
    reason: Line = ""
    on: date | None = None


class Answer(Input):
    """The written feedback: when, which way, the exhibit that proves it arrived, and what it says."""

    on: date | None = None
    channel: Line = ""
    receipt: Number = ""
    text: Text = ""


class WithdrawObjection(Input):
    """When the objector withdrew, and the exhibit with the written word."""

    on: date | None = None
    exhibit: Number = ""


class Reveal(Input):
    """Why somebody needs to know who objects."""

    reason: Line = ""


class OpenReview(Input):
    """Which objections a review deals with (all open ones where left out), and who reviews."""

    objections: tuple[Number, ...] = ()
    panel: tuple[Number, ...] = ()
    on: date | None = None


class ChangePanel(Input):
    """Who reviews from now on, and why that changes."""

    panel: tuple[Number, ...]
    reason: Line = ""


class AddFinding(Input):
    """One thing looked into, what was found, and the exhibits it rests on."""

    question: Line = ""
    found: Text = ""
    exhibits: tuple[Number, ...] = ()


class DecideReview(Input):
    """What the review came to, why, when, and by which collective decision."""

    outcome: Literal["upheld", "changed", "revoked"]
    reasons: Text = ""
    on: date | None = None
    decision: Number = ""


def sent(data: Input) -> dict[str, Any]:
    """Return the values that were given, by name."""
    return {name: getattr(data, name) for name in data.model_fields_set if getattr(data, name) is not None}
