"""Inputs of the verbs about enterprises; codes may be typed by what they are called, amounts as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from ttoffice.action.inputs import Input
from ttoffice.money import MAX_FEN
from ttoffice.parties import enterprise_labels as labels
from ttoffice.parties.credit_codes import written
from ttoffice.parties.enterprises import (
    EnterpriseState,
    EntityKind,
    Industry,
    MarkKind,
    Position,
    Region,
)
from ttoffice.parties.labels import code_of_label
from ttoffice.parties.people_inputs import Share

Line = Annotated[str, StringConstraints(max_length=300)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
LongLine = Annotated[str, StringConstraints(max_length=2000)]
Fen = Annotated[int, Field(ge=0, le=MAX_FEN)]
Persons = Annotated[int, Field(ge=0, le=10_000_000)]
Year = Annotated[int, Field(ge=1949, le=9999)]


def by_name(names: Mapping[str, str]) -> BeforeValidator:
    """Return the reading of a code by what it is called."""
    return BeforeValidator(lambda given: code_of_label(given, names))


def _country(given: Any) -> Any:
    found = code_of_label(given, labels.COUNTRIES)
    if not isinstance(found, str):
        return found
    code = found.strip().upper()
    if code in ("", "中国", "中国大陆", "中国内地", "CHINA"):
        return "CN"
    if len(code) != 2 or not (code.isascii() and code.isalpha()):
        raise PydanticCustomError("string_pattern_mismatch", "is no country")
    return code


def _code(given: Any) -> Any:
    return written(given) if isinstance(given, str) else given


Entity = Annotated[EntityKind, by_name(labels.ENTITIES)]
Country = Annotated[str, BeforeValidator(_country)]
Place = Annotated[Region, by_name(labels.REGIONS)]
Branch = Annotated[Industry, by_name(labels.INDUSTRIES)]
Code = Annotated[str, BeforeValidator(_code), StringConstraints(max_length=40)]


class FiguresInput(Input):
    """The figures of one year; amounts in fen. What is left out is not known."""

    year: Year
    employees: Persons | None = None
    revenue_fen: Fen | None = None
    assets_fen: Fen | None = None
    source: Line = ""
    declared_on: date | None = None
    proof: Line = ""


class MarkInput(Input):
    """One recognition; `proof` the exhibit with its paper."""

    kind: Annotated[MarkKind, by_name(labels.MARKS)]
    number: Line = ""
    since: date | None = None
    until: date | None = None
    proof: Line = ""


class InsiderInput(Input):
    """One shareholder or officer."""

    who: Name
    position: Annotated[Position, by_name(labels.POSITIONS)]
    share: Share | None = None
    since: date | None = None
    until: date | None = None
    source: Line = ""


class EnterEnterprise(Input):
    """A new enterprise or other business entity; without a credit code `code_reason` says why."""

    name: Name
    former_names: tuple[Name, ...] = ()
    entity: Entity = EntityKind.ENTERPRISE
    credit_code: Code = ""
    code_reason: Line = ""
    country: Country = "CN"
    region: Place | None = None
    industry: Branch | None = None
    industry_text: Line = ""
    figures: tuple[FiguresInput, ...] = ()
    marks: tuple[MarkInput, ...] = ()
    representative: Line = ""
    contact_name: Line = ""
    contact_phone: Line = ""
    address: Line = ""
    bank_name: Line = ""
    bank_account: Line = ""
    insiders: tuple[InsiderInput, ...] = ()
    note: LongLine = ""


class ChangeEnterprise(Input):
    """What changes of an enterprise; a list that is sent is the whole list."""

    name: Name | None = None
    former_names: tuple[Name, ...] | None = None
    entity: Entity | None = None
    credit_code: Code | None = None
    code_reason: Line | None = None
    country: Country | None = None
    region: Place | None = None
    industry: Branch | None = None
    industry_text: Line | None = None
    figures: tuple[FiguresInput, ...] | None = None
    marks: tuple[MarkInput, ...] | None = None
    representative: Line | None = None
    contact_name: Line | None = None
    contact_phone: Line | None = None
    address: Line | None = None
    bank_name: Line | None = None
    bank_account: Line | None = None
    insiders: tuple[InsiderInput, ...] | None = None
    note: LongLine | None = None


class CloseEnterprise(Input):
    """That an enterprise was dissolved or declared bankrupt, on which day, and where that is known from."""

    state: Annotated[EnterpriseState, by_name(labels.STATES)] = EnterpriseState.DISSOLVED
    on: date | None = None
    source: Line = ""


class ReopenEnterprise(Input):
    """Why an enterprise exists after all."""

    reason: Line
