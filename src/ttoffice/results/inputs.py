"""Inputs of the result verbs: what the screens, `ttoffice do` and scripts may send, validated."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator

from ttoffice.action.inputs import Input
from ttoffice.money import MAX_FEN
from ttoffice.results.codes import (
    Answer,
    Consent,
    LegalStatus,
    LicenseKind,
    Maturity,
    PaymentMode,
    ResultType,
    RightKind,
    RoyaltyBase,
    Secrecy,
    TechField,
    TechLevel,
    TechnologyClass,
    TransferMode,
)
from ttoffice.results.fields import LINE, TEXT, WORD

Line = Annotated[str, StringConstraints(max_length=LINE)]
LongLine = Annotated[str, StringConstraints(max_length=1000)]
Text = Annotated[str, StringConstraints(max_length=TEXT)]
Word = Annotated[str, StringConstraints(max_length=WORD, min_length=1)]
Fen = Annotated[int, Field(ge=0, le=MAX_FEN)]
Share = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}(\.[0-9]{1,4})?$")]


class HolderInput(Input):
    """One who holds a right; share in percent."""

    name: Line
    share: Share | None = None


class RightInput(Input):
    """One IP right; `verified` false says that a number of odd form was compared and is meant so."""

    kind: RightKind | None = None
    number: Line = ""
    verified: bool | None = None
    applied_on: date | None = None
    acquired_on: date | None = None
    expires_on: date | None = None
    legal_status: LegalStatus | None = None
    holders: tuple[HolderInput, ...] = ()


class CompleterInput(Input):
    """One completer, in order of merit; share in percent."""

    name: Line
    unit: Line = ""
    share: Share | None = None


class ImplementationInput(Input):
    """One use; `since` is 2024, 2024-06 or 2024-06-18."""

    mode: TransferMode | None = None
    since: Line = ""
    note: LongLine = ""


class StageInput(Input):
    """One stage payment: amount in fen or share in percent."""

    trigger: Line
    amount_fen: Fen | None = None
    share: Share | None = None
    days_to_pay: Annotated[int, Field(ge=0, le=3660)] | None = None


class RoyaltyInput(Input):
    """A royalty: rate in percent, base."""

    rate: Share
    base: RoyaltyBase | None = None


class FeePlanInput(Input):
    """The fee standard as structured parts, amounts in fen (pay-later Art. 2)."""

    threshold_fen: Fen | None = None
    stages: tuple[StageInput, ...] = ()
    royalty: RoyaltyInput | None = None
    lump_sum_fen: Fen | None = None
    negotiable: bool = False


class FlagInput(Input):
    """A value that was not understood; only its removal can be sent, by leaving it out."""

    field: Line
    raw: Text
    code: Line
    source: LongLine = ""


class ResultInput(Input):
    """The fields of a result; a field that is not sent stays as it is, one sent as null is emptied."""

    title: Line = ""
    result_type: ResultType | None = None
    department: Line = ""
    funding_source: Line = ""
    fiscal: Answer | None = None
    project_number: Line = ""
    technology_class: TechnologyClass | None = None
    tech_field: TechField | None = None
    industry: Line = ""
    maturity: Maturity | None = None
    trl: Annotated[int, Field(ge=1, le=9)] | None = None
    tech_level: TechLevel | None = None
    brief: Text = ""
    keywords: tuple[Word, ...] = ()
    secrecy: Secrecy | None = None
    consent: Consent | None = None
    consent_on: date | None = None
    transfer_mode: TransferMode | None = None
    license_kind: LicenseKind | None = None
    payment_mode: PaymentMode | None = None
    fee_plan: FeePlanInput | None = None
    fee_text: LongLine = ""
    license_term: Line = ""
    territory: Line = ""
    contact_name: Line = ""
    contact_phone: Line = ""
    implemented: Answer | None = None
    time_limited: Answer | None = None
    platform_number: Line = ""
    remarks: Text = ""
    rights: tuple[RightInput, ...] = ()
    completers: tuple[CompleterInput, ...] = ()
    implementations: tuple[ImplementationInput, ...] = ()
    flags: tuple[FlagInput, ...] = ()

    @field_validator("*", mode="before")
    @classmethod
    def _null_is_empty(cls, value: Any, info: Any) -> Any:
        """Take null for an empty text or list, as JSON writers do."""
        if value is None and cls.model_fields[info.field_name].annotation is not None:
            default = cls.model_fields[info.field_name].default
            return default if default in ("", ()) else None
        return value


class CreateResult(ResultInput):
    """A new result; only its title is asked for."""

    title: Annotated[str, StringConstraints(max_length=LINE, min_length=1)]


class EditResult(ResultInput):
    """The fields that change; those not sent stay as they are."""


class Exclude(Input):
    """Leaving a result off the pay-later list, with the reason that the case worker must give."""

    reason: Annotated[str, StringConstraints(max_length=1000, min_length=1)]
    on: date | None = None


class Nothing(Input):
    """An action that needs no data."""


class ListResult(Input):
    """Entering a result in the pay-later list, from a day on; today where none is given."""

    since: date | None = None


class RevertResult(Input):
    """Going back to how a result stood after its change to a version, counted from 1."""

    to_version: Annotated[int, Field(ge=1, le=1_000_000_000)]


class RecordUse(Input):
    """One use of a result, to be added to its history."""

    mode: TransferMode | None = None
    since: Line = ""
    note: LongLine = ""
