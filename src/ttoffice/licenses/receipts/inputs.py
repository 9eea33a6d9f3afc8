"""What the actions about receipts take."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.licenses.typed import Day, Fen, MoneyInput, Number, Numbers

Line = Annotated[str, StringConstraints(max_length=1000)]
Needed = Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class PartInput(MoneyInput):
    """A part of a receipt: which due it pays, and how much; the whole of what is open where no amount is given."""

    due: Number
    amount_fen: Fen = None


Parts = Annotated[tuple[PartInput, ...], Field(max_length=200)]
To = Literal["auto", "none"] | Parts
"""What a receipt pays: by the order of the law, nothing yet, or the dues that the payer named."""


class EnterReceipt(MoneyInput):
    """A sum that came in: under which license, by which way, how much, when, from whom, and what it pays."""

    license: Number
    kind: Literal["bank", "voucher", "guarantee", "insurance"] = "bank"
    amount_fen: Fen = None
    received_on: Day = None
    payer: Line = ""
    reference: Line = ""
    support: Number = ""
    proof: Number = ""
    to: To = "auto"
    note: Line = ""


class ReverseReceipt(Input):
    """Why a receipt or a refund was recorded by mistake, and the day of the reversal."""

    reason: Needed
    on: Day = None


class RefundReceipt(MoneyInput):
    """How much of a receipt's free money goes back, when and why."""

    reason: Needed
    amount_fen: Fen = None
    on: Day = None
    reference: Line = ""
    proof: Number = ""


class AllocateReceipt(Input):
    """What the free money of a receipt pays; before that, allocations that were wrong may be released, with the reason."""

    to: To = "auto"
    release: Numbers = ()
    reason: Line = ""
