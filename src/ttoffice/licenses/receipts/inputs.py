"""What the actions about receipts take."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.licenses.amounts import AmountText, Fen

Line = Annotated[str, StringConstraints(max_length=1000)]
Needed = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Number = Annotated[str, StringConstraints(max_length=40)]


class PartInput(Input):
    """A part of a receipt: which due it pays, and how much; the whole of what is open where no amount is given."""

    due: Number
    amount: AmountText = ""
    amount_fen: Fen | None = None


Parts = Annotated[tuple[PartInput, ...], Field(max_length=200)]
To = Literal["auto", "none"] | Parts
"""What a receipt pays: by the order of the law, nothing yet, or the dues that the payer named."""


class EnterReceipt(Input):
    """A sum that came in: under which license, by which way, how much, when, from whom, and what it pays."""

    license: Number
    kind: Literal["bank", "voucher", "guarantee", "insurance"] = "bank"
    amount: AmountText = ""
    amount_fen: Fen | None = None
    received_on: date | None = None
    payer: Line = ""
    reference: Line = ""
    support: Number = ""
    proof: Number = ""
    to: To = "auto"
    note: Line = ""


class ReverseReceipt(Input):
    """Why a receipt or a refund was recorded by mistake, and the day of the reversal."""

    reason: Needed
    on: date | None = None


class RefundReceipt(Input):
    """How much of a receipt's free money goes back, when and why."""

    reason: Needed
    amount: AmountText = ""
    amount_fen: Fen | None = None
    on: date | None = None
    reference: Line = ""
    proof: Number = ""


class AllocateReceipt(Input):
    """What the free money of a receipt pays; before that, allocations that were wrong may be released, with the reason."""

    to: To = "auto"
    release: Annotated[tuple[Number, ...], Field(max_length=200)] = ()
    reason: Line = ""
