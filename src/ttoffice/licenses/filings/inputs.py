"""What the verbs of the filings take."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.licenses.asking import Needed
from ttoffice.licenses.filings.record import FilingPurpose
from ttoffice.licenses.typed import Day, Fen, Line, MoneyInput, Number, Text

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Entries = Annotated[dict[Key, Line], Field(max_length=100)]
Papers = Annotated[dict[Key, Number], Field(max_length=50)]


class FilingInput(MoneyInput):
    """What can be said of a filing before it is handed in; what is left out stays as it is.

    `given` holds entries of the form by their key (an empty text takes one back), `papers` exhibits by the key of
    the paper. Amounts are fen, or texts such as `30万元`.
    """

    total_fen: Fen = None
    technical_fen: Fen = None
    estimated: bool | None = None
    estimate_basis: Line | None = None
    given: Entries | None = None
    papers: Papers | None = None
    authority: Line | None = None
    occasion: Line | None = None
    note: Text | None = None


class PrepareFiling(FilingInput):
    """A filing about a license: which, and for what; `follows` the earlier filing that it changes, cancels or fills in."""

    license: Number
    kind: Literal["registration", "recordal", "platform"]
    purpose: FilingPurpose = FilingPurpose.NEW
    follows: Number = ""


class ChangeFiling(FilingInput):
    """What changes of a filing that is not handed in, or was sent back."""


class SubmitFiling(Input):
    """That it was handed in, for the first time or again: on which day, where, under which reference."""

    on: Day = None
    authority: Line = ""
    reference: Line = ""
    answer: Text = ""


class ReturnFiling(Input):
    """That the authority sent it back: what is missing, and until which day it is to be answered."""

    what: Needed
    on: Day = None
    answer_by: Day = None


class AcceptFiling(Input):
    """That the authority accepted it: on which day, under which reference."""

    on: Day = None
    reference: Line = ""


class CertifyFiling(MoneyInput):
    """The certificate: its number, its day, what it states of the amounts, and the exhibit with it."""

    certificate: Line = ""
    on: Day = None
    total_fen: Fen = None
    technical_fen: Fen = None
    proof: Number = ""


class RefuseFiling(Input):
    """That the authority refused it, and why."""

    reason: Needed
    on: Day = None
    proof: Number = ""


class WithdrawFiling(Input):
    """That it is not pursued, and why."""

    reason: Needed
    on: Day = None


class MaintainRight(MoneyInput):
    """That the yearly fee of a licensed right was paid: which right, for which year of it, when, how much, by which paper."""

    license: Number
    right: Line
    year: Annotated[int, Field(ge=1, le=25)] | None = None
    paid_on: Day = None
    amount_fen: Fen = None
    proof: Number = ""
    note: Text = ""
