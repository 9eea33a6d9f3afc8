"""What the actions about milestones, statements and dues take."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.licenses.typed import Day, Fen, MoneyInput, Number, Numbers

Line = Annotated[str, StringConstraints(max_length=1000)]
Needed = Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class ReachMilestone(Input):
    """The day on which a milestone was reached (today where left out), and the exhibits that prove it."""

    on: Day = None
    proof: Numbers = ()
    note: Line = ""


class PostponeMilestone(Input):
    """The day on which a milestone is expected now, and why it moved."""

    to: date
    reason: Needed


class FailMilestone(Input):
    """The day on which it was clear that a milestone will not be reached, and why."""

    reason: Needed
    on: Day = None


class TakeBackMilestone(Input):
    """Why a milestone recorded as reached or failed is pending after all."""

    reason: Needed


class EnterStatement(MoneyInput):
    """What was reported for a settlement period: the base as an amount, or the quantity sold.

    `period` is the period's key such as `2026-H1`; also `2026年上半年`, `2026Q1`, `2026-03`.
    """

    license: Number
    period: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    base_fen: Fen = None
    quantity: Annotated[int, Field(ge=0, le=10**12)] | None = None
    received_on: Day = None
    proof: Number = ""
    note: Line = ""


class CorrectStatement(MoneyInput):
    """What a statement should have said, when that came in, and why it changed."""

    reason: Needed
    base_fen: Fen = None
    quantity: Annotated[int, Field(ge=0, le=10**12)] | None = None
    received_on: Day = None
    proof: Number = ""


class ClaimInterest(Input):
    """The last day that is claimed for; today where left out."""

    until: Day = None
    note: Line = ""


class ClaimDamages(MoneyInput):
    """Liquidated damages, or the costs of collecting: how much, on which ground, payable by which day."""

    license: Number
    reason: Needed
    amount_fen: Fen = None
    kind: Literal["damages", "costs"] = "damages"
    due: Number = ""
    due_on: Day = None


class CancelDue(Input):
    """Why a sum is asked for no longer, and the collective decision where one is asked for."""

    reason: Needed
    decision: Number = ""


class PlanAhead(Input):
    """Nothing is needed: the coming settlement periods follow from the license."""
