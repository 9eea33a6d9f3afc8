"""What the verbs take about the panel, the plan and the extension of an investigation."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.findings.codes import SEAT_LABELS, SIDE_LABELS, SeatField, Side
from ttoffice.findings.rows import RowInput
from ttoffice.licenses.typed import Day, Line, Number, Text, code_in, code_of

MOST = 30
"""So many members or sides at most."""
Needed = Annotated[str, StringConstraints(min_length=1, max_length=300)]
_COLON = re.compile(r"\s*[:：]\s*")


class SeatInput(RowInput):
    """One member: by number or name, the field they know, what shows that, and whether they lead the panel."""

    person: Needed
    field: Annotated[SeatField | None, code_in(SEAT_LABELS)] = None
    qualification: Line = ""
    lead: bool = False


class FormPanel(Input):
    """The whole panel; its day is today where left out."""

    members: Annotated[tuple[SeatInput, ...], Field(max_length=MOST)] = ()
    on: Day = None


class ChangePanel(Input):
    """The whole panel as it is from the day on, and why it changes.

    Of a member who stays, what is left out of field and qualification stays as it was.
    """

    members: Annotated[tuple[SeatInput, ...], Field(max_length=MOST)] = ()
    reason: Text = ""
    on: Day = None


def _side(value: Any) -> Any:
    """Take a text such as `成果完成人：李明` or `被许可方：某公司` for a side and who speaks for it."""
    if not isinstance(value, str):
        return value
    side, *who = _COLON.split(value.strip(), maxsplit=1)
    return {"side": code_of(side, SIDE_LABELS), "who": who[0]} if who else {"who": value.strip()}


class ToHearInput(RowInput):
    """One side that is to be heard: which, and who; `person` where they stand in the list of people."""

    side: Annotated[Side, code_in(SIDE_LABELS)] = Side.OTHER
    who: Line = ""
    person: Line = ""


Sides = Annotated[tuple[Annotated[ToHearInput, BeforeValidator(_side)], ...], Field(max_length=MOST)]


class BeginInvestigation(Input):
    """How the case is investigated, and which sides are heard beside the persons concerned, who always are."""

    plan: Text = ""
    sides: Sides = ()
    on: Day = None


class ChangePlan(Input):
    """What changes of the plan, and why; the sides are the whole list where they are given."""

    plan: Text = ""
    sides: Sides = ()
    reason: Text = ""


class ExtendInvestigation(Input):
    """The one extension: its day, why, and the exhibit of the approval."""

    on: Day = None
    reason: Text = ""
    paper: Number = ""
