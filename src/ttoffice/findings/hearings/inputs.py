"""What the verbs of hearings and of inquiries for material take."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.findings.codes import INQUIRY_LABELS, MANNER_LABELS, SIDE_LABELS, InquiryState, Manner, Side
from ttoffice.findings.opening.inputs import several
from ttoffice.licenses.typed import Day, Line, Number, Numbers, code_in

LongText = Annotated[str, StringConstraints(max_length=200_000)]
Names = Annotated[tuple[Line, ...], BeforeValidator(several), Field(max_length=30)]


class RecordHearing(Input):
    """A hearing, or a written view.

    Attributes:
        person, name: who is heard: in the list of people by `person` (number or name), others by `name`.
        interviewers, recorder: the members of the panel who heard them, and who wrote it down.
        content: what was asked and said; of a written view what it comes to.
        proof: exhibits: the recording, the written statement.
        confirmed_on, confirmation: where the record was signed at once, the day and the signed exhibit.
        corrects: number of the hearing record that this one corrects or completes.
    """

    side: Annotated[Side, code_in(SIDE_LABELS)] = Side.CONCERNED
    person: Line = ""
    name: Line = ""
    manner: Annotated[Manner, code_in(MANNER_LABELS)] = Manner.INTERVIEW
    held_on: Day = None
    place: Line = ""
    interviewers: Names = ()
    recorder: Line = ""
    content: LongText = ""
    proof: Numbers = ()
    invited_on: Day = None
    invitation: Number = ""
    confirmed_on: Day = None
    confirmation: Number = ""
    corrects: Number = ""
    note: Line = ""


class ConfirmHearing(Input):
    """The day on which who was heard confirmed the record (today where left out), and the signed exhibit."""

    on: Day = None
    confirmation: Number = ""


class AbsentHearing(Input):
    """Somebody who was invited and not heard: whom, when and by which exhibit, and why they were not heard."""

    side: Annotated[Side, code_in(SIDE_LABELS)] = Side.OTHER
    person: Line = ""
    name: Line = ""
    invited_on: Day = None
    invitation: Number = ""
    absence: Annotated[str, StringConstraints(max_length=5000)] = ""
    note: Line = ""


class AskInquiry(Input):
    """Material that is asked for: what, of whom, when, by which exhibit, and until when it is wanted."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    asked_of: Line = ""
    asked_on: Day = None
    due_on: Day = None
    paper: Number = ""
    note: Line = ""


class SettleInquiry(Input):
    """What came of it: delivered, in part or not at all; the exhibits that came, and why something did not."""

    outcome: Annotated[InquiryState, code_in(INQUIRY_LABELS)]
    on: Day = None
    delivered: Numbers = ()
    reason: Annotated[str, StringConstraints(max_length=5000)] = ""
