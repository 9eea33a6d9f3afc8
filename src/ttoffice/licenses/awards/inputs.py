"""What the verbs about award distributions take."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, field_validator

from ttoffice.action.inputs import Input
from ttoffice.i18n import gettext as _
from ttoffice.licenses.awards.codes import DeductionKind, Form, Part
from ttoffice.licenses.awards.shares import read_share, written_share
from ttoffice.licenses.typed import MoneyInput, fen_of
from ttoffice.money import MAX_FEN

Line = Annotated[str, StringConstraints(max_length=300)]
Named = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Text = Annotated[str, StringConstraints(max_length=5000)]
Filled = Annotated[str, StringConstraints(min_length=1, max_length=5000)]
Number = Annotated[str, StringConstraints(max_length=40)]


def share_of(value: Any) -> Any:
    """Return a share in the form it is kept in."""
    if value in (None, ""):
        return value
    try:
        return written_share(read_share(str(value)))
    except ValueError as error:
        raise ValueError(_("write a share as 45, 12.5 or 1/3")) from error


class DeductionInput(MoneyInput):
    """One sum taken off the income: `amount` in yuan or as text such as `0.6万元`, or `amount_fen`."""

    kind: DeductionKind
    amount_fen: Annotated[int, Field(gt=0, le=MAX_FEN), BeforeValidator(fen_of)]
    label: Line = ""
    source: Line = ""
    proof: Number = ""


class LineInput(Input):
    """One person's part: `person` is a number RY-... or a name; `share` of the pool, percent or a fraction."""

    person: Named
    share: Line
    part: Part = Part.COMPLETER
    unit: Line = ""
    main: bool | None = None
    form: Form = Form.CASH
    note: Line = ""

    _share = field_validator("share", mode="before")(share_of)


class AwardInput(Input):
    """What a distribution is made of; what is left out stays as it is, or is proposed.

    `receipts` are numbers DZ-..., `["all"]` those of the license that nobody distributed yet. Without `lines`,
    or with an empty list, the completers of the licensed results share by their shares there what `transfer` leaves of the pool;
    `weights` says how much each result counts, all alike where it is left out.
    """

    receipts: tuple[Number, ...] | None = None
    deductions: tuple[DeductionInput, ...] | None = None
    share: Line | None = None
    share_source: Line | None = None
    lines: tuple[LineInput, ...] | None = None
    transfer: tuple[LineInput, ...] | None = None
    weights: dict[str, Line] | None = None
    title: Line | None = None
    note: Text | None = None

    _share = field_validator("share", mode="before")(share_of)


class DraftAward(AwardInput):
    """A new distribution of receipts of one license."""

    license: Number
    receipts: tuple[Number, ...] | None = ("all",)

    @field_validator("receipts", mode="after")
    @classmethod
    def _all(cls, value: tuple[str, ...] | None) -> tuple[str, ...]:
        return value or ("all",)


class ChangeAward(AwardInput):
    """What changes in a draft."""


class CorrectAward(AwardInput):
    """A further distribution that replaces a standing one: why, and what is different."""

    reason: Filled


class PubliciseAward(Input):
    """The day of posting, where, and the exhibits that prove it."""

    on: date | None = None
    place: Named
    proof: tuple[Number, ...] = ()


class ObjectToAward(Input):
    """An objection: what it says and when it came, without who made it; its answer where there is one already."""

    content: Filled
    on: date | None = None
    answer: Text = ""
    answered_on: date | None = None


class AnswerObjection(Input):
    """The answer to an objection, by its place in the list, counted from 1."""

    objection: Annotated[int, Field(ge=1)]
    answer: Filled
    on: date | None = None


class OnDay(Input):
    """A day; today where left out."""

    on: date | None = None


class DecideAward(Input):
    """The collective decision, JY-..."""

    decision: Number
    on: date | None = None


class PayAward(Input):
    """Which lines were paid (all that are left where none is named), on which day, by which payment."""

    lines: tuple[Line, ...] | Literal["all"] = "all"
    on: date | None = None
    reference: Line = ""
    proof: Number = ""


class WithdrawAward(Input):
    """Why a distribution that is not decided yet is given up; its receipts are free again."""

    reason: Filled
