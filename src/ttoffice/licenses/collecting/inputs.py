"""What the verbs of collecting take."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ttoffice.action.inputs import Input
from ttoffice.licenses.asking import Needed
from ttoffice.licenses.collecting.grounds import GROUND_LABELS, Ground
from ttoffice.licenses.collecting.measures import LABELS, MeasureKind
from ttoffice.licenses.collecting.record import CHANNEL_LABELS, RUNG_LABELS, Channel
from ttoffice.licenses.typed import Day, Line, Number, Numbers, Text, code_in


class SendReminder(Input):
    """A reminder, demand or notice that goes out.

    What is left out is taken from the ladder: `rung` the highest that is due, `dues` the sums that it is due for,
    or all that are overdue; `recipient` the licensee. `letter` false records it without a letter made here.
    A notice of default or termination says in `breach` what was not done, in `clause` the article of the contract,
    in `ends_on` the day on which the contract ends (the day of delivery where left out).
    """

    license: Number
    channel: Annotated[Channel, code_in(CHANNEL_LABELS)]
    dues: Numbers = ()
    rung: Annotated[
        Literal["before", "after", "demand", "default", "termination"] | None, code_in(RUNG_LABELS)
    ] = None
    sent_on: Day = None
    recipient: Line = ""
    address: Line = ""
    pay_by: Day = None
    proof: Numbers = ()
    letter: bool = True
    breach: Text = ""
    clause: Line = ""
    ends_on: Day = None
    note: Text = ""


class ConfirmDelivery(Input):
    """That a reminder, demand or notice reached the other side: on which day, proved by what."""

    delivered_on: Day = None
    proof: Numbers = ()
    note: Text = ""


class RecordMeasure(Input):
    """A step that limits or stops loss: what, when, by whom, with which result, proved by what.

    `corrects` names an earlier entry that this one replaces.
    """

    license: Number
    kind: Annotated[MeasureKind, code_in(LABELS)]
    what: Needed
    taken_on: Day = None
    taken_by: Line = ""
    result: Text = ""
    proof: Numbers = ()
    dues: Numbers = ()
    corrects: Number = ""
    note: Text = ""


class Mute(Input):
    """Until which day no reminder is asked for, and why."""

    until: date
    reason: Needed


class Unmute(Input):
    """Why reminders are asked for again."""

    reason: Needed


class TerminateLicense(Input):
    """The end of a license before its term.

    `notice` is the notice of termination that was sent (CS-...), `proof` exhibits such as the agreement, the court's
    judgment or the register's decision, `decision` the collective decision (JY-...).
    """

    ground: Annotated[Ground, code_in(GROUND_LABELS)]
    reason: Needed
    on: Day = None
    notice: Number = ""
    decision: Number = ""
    proof: Numbers = ()
