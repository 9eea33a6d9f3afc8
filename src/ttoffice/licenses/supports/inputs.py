"""What the verbs of the supports take."""

from __future__ import annotations

from typing import Annotated, Literal

from ttoffice.action.inputs import Input
from ttoffice.licenses.asking import Needed
from ttoffice.licenses.supports.record import (
    FORM_LABELS,
    KIND_LABELS,
    PROVIDER_LABELS,
    SIDE_LABELS,
    GuaranteeForm,
    ProviderKind,
    Side,
    SupportKind,
)
from ttoffice.licenses.typed import Day, Fen, Line, MoneyInput, Number, Numbers, Text, code_in


class SupportInput(MoneyInput):
    """What can be said of a support; what is left out stays as it is."""

    title: Line | None = None
    provider: Line | None = None
    provider_kind: Annotated[ProviderKind | None, code_in(PROVIDER_LABELS)] = None
    provider_code: Line | None = None
    form: Annotated[GuaranteeForm | None, code_in(FORM_LABELS)] = None
    amount_fen: Fen = None
    dues: Numbers | None = None
    reference: Line | None = None
    agreed_on: Day = None
    starts_on: Day = None
    ends_on: Day = None
    premium_fen: Fen = None
    premium_side: Annotated[Side | None, code_in(SIDE_LABELS)] = None
    beneficiary: Annotated[Side | None, code_in(SIDE_LABELS)] = None
    papers: Numbers | None = None
    note: Text | None = None


class EnterSupport(SupportInput):
    """A guarantee, an insurance, a subsidy or a voucher of a license, with its papers.

    A guarantee without `ends_on` lasts six months after each debt falls due (民法典 692); without `form` it is a
    general one (民法典 686). Of a subsidy `agreed_on` is the day of the application.
    """

    license: Number
    kind: Annotated[SupportKind, code_in(KIND_LABELS)]


class ChangeSupport(SupportInput):
    """What changes of a support, and why."""

    reason: Needed


class ClaimSupport(MoneyInput):
    """That a guarantor was called upon or an insurance claimed: when, for how much, for which sums, by which paper."""

    on: Day = None
    amount_fen: Fen = None
    dues: Numbers = ()
    note: Text = ""
    proof: Number = ""


class SupportOutcome(MoneyInput):
    """What came of it: granted, paid out, refused, or used for a payment.

    `final` false means that more is to come of the same claim or grant; a voucher is used up with its value.
    """

    outcome: Literal["granted", "paid", "refused", "used"]
    on: Day = None
    amount_fen: Fen = None
    final: bool | None = None
    note: Text = ""
    proof: Number = ""


class EndSupport(Input):
    """That a support is at an end, on which day and why."""

    reason: Needed
    on: Day = None
