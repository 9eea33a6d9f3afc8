"""Reading one column: from a cell to values of a record's fields, by the column's target."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.numbering import read_number
from ttoffice.reasons import Reason
from ttoffice.results.codes import (
    Coded,
    Consent,
    LegalStatus,
    TechField,
    TechLevel,
    TransferMode,
)
from ttoffice.results.fields import BY_KEY, WORD
from ttoffice.results.importing import amounts, dates, funding, people, uses, words
from ttoffice.results.importing.cells import (
    DITTO,
    Reading,
    blank,
    clean,
    ditto,
    folded,
    problem,
    read_line,
    read_text,
    short,
    unusable,
    written,
)
from ttoffice.sheets.model import Cell, CellError, Formula

Values = tuple[tuple[str, Any], ...]
"""Field paths and their values."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell gave: values by field, what is wrong (of which field), what is worth telling."""

    values: Values = ()
    raw: str = ""
    problem: Reason | None = None
    field: str = ""
    notes: tuple[Reason, ...] = ()


NOTHING = Read()
Split = Callable[[Any], Values]
TextReader = Callable[[str], Reading[Any]]


@dataclass(frozen=True, slots=True)
class Rule:
    """How the cells of a target are read, which field a doubt is about, and which fields a value fills."""

    read: TextReader
    field: str
    split: Split | None = None


def _code(codes: type[Coded]) -> TextReader:
    return lambda text: words.read_code(text, codes)


def _line(key: str) -> Rule:
    limit = BY_KEY[key].max_length
    return Rule(lambda text: read_line(text, limit), key)


def _number(text: str) -> Reading[str]:
    """Return a number of this register; running numbers are passed over, another numbering is told."""
    if blank(text) or text.strip().isdecimal():
        return Reading()
    number = read_number(text[:60])
    if number is not None:
        return Reading(number)
    message = _("%(text)s is no number of this register and is left out") % {"text": short(text)}
    return Reading(None, note=problem("foreign_number", message))


def _funded(value: funding.Funding) -> Values:
    pairs = (
        ("funding_source", value.source),
        ("fiscal", value.fiscal),
        ("project_number", value.project_number),
    )
    return tuple((name, item) for name, item in pairs if item)


def _use(value: uses.Use) -> Values:
    if value.implementations:
        return (("implemented", value.implemented), ("implementations", value.implementations))
    return (("implemented", value.implemented),)


def _pairs(*names: str) -> Split:
    return lambda value: tuple((name, item) for name, item in zip(names, value, strict=True) if item)


def rules() -> dict[str, Rule]:
    """Return how each target that is read from text is read."""
    table = {
        "number": Rule(_number, "number"),
        "result_type": Rule(words.read_result_type, "result_type", _pairs("result_type", "rights.kind")),
        "rights.kind": Rule(words.read_right_kind, "rights.kind"),
        "rights.legal_status": Rule(_code(LegalStatus), "rights.legal_status"),
        "rights.holders": Rule(people.read_holders, "rights.holders"),
        "completers": Rule(people.read_people, "completers"),
        "funding": Rule(funding.read_funding, "fiscal", _funded),
        "fiscal": Rule(funding.read_fiscal, "fiscal"),
        "technology_class": Rule(words.read_class, "technology_class"),
        "tech_field": Rule(_code(TechField), "tech_field"),
        "maturity": Rule(words.read_maturity, "maturity", _pairs("maturity", "trl")),
        "trl": Rule(words.read_trl, "trl"),
        "tech_level": Rule(_code(TechLevel), "tech_level"),
        "keywords": Rule(lambda text: people.read_keywords(text, WORD), "keywords"),
        "secrecy": Rule(words.read_secrecy, "secrecy"),
        "consent": Rule(_code(Consent), "consent"),
        "transfer_mode": Rule(_code(TransferMode), "transfer_mode"),
        "license_kind": Rule(words.read_license_kind, "license_kind"),
        "payment_mode": Rule(amounts.read_payment_mode, "payment_mode"),
        "contact": Rule(people.read_contact, "contact_name", _pairs("contact_name", "contact_phone")),
        "contact_phone": Rule(people.read_phone, "contact_phone"),
        "use": Rule(uses.read_use, "implemented", _use),
        "time_limited": Rule(words.read_answer, "time_limited"),
        "brief": Rule(lambda text: read_text(text, BY_KEY["brief"].max_length), "brief"),
        "remarks": Rule(lambda text: read_text(text, BY_KEY["remarks"].max_length), "remarks"),
    }
    for key in [
        "title",
        "department",
        "project_number",
        "industry",
        "license_term",
        "territory",
        "contact_name",
        "exclusion_reason",
        "platform_number",
    ]:
        table[key] = _line(key)
    return table


DATES = frozenset(
    [
        "rights.applied_on",
        "rights.acquired_on",
        "rights.expires_on",
        "consent_on",
        "listed_since",
        "exclusion_on",
    ]
)
UNREPEATED = frozenset(["title", "brief", "rights.number", "completers", "remarks", "number"])
"""Targets whose cells seldom repeat, so that remembering them does not pay."""
_BARE_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class ColumnReader:
    """Reads the cells of one target; what repeats is read once."""

    REMEMBERED = 20_000

    def __init__(self, target: str, unit: str | None, today: date) -> None:
        self.target = target
        self._unit = unit
        self._today = today
        self._rule = rules().get(target)
        self.memory: dict[Cell, Read] = {}
        """What texts gave that were read before; looked up by whoever reads many rows."""
        self._remembers = target not in UNREPEATED

    def read(self, cell: Cell) -> Read:
        """Return what a cell gives."""
        read = self._read(cell)
        # Only texts: 1, 1.0 and TRUE would be the same key.
        if self._remembers and isinstance(cell, str) and len(self.memory) < self.REMEMBERED:
            self.memory[cell] = read
        return read

    def _read(self, cell: Cell) -> Read:
        if isinstance(cell, Formula | CellError):
            return self._unusable(cell)
        text, cleaned = clean(written(cell))
        if not text:
            return NOTHING
        if text in DITTO:
            return self._ditto(text)
        notes = (_cleaned(),) if cleaned else ()
        if self.target in DATES:
            given = text if isinstance(cell, str) else cell
            reading: Reading[Any] = dates.read_date(
                given, self._today, future_expected=self.target == "rights.expires_on"
            )
            field, split = self.target, None
        elif self.target == "fee":
            return self._fee(text, notes)
        elif self._rule is not None:
            reading, field, split = self._rule.read(text), self._rule.field, self._rule.split
        else:
            return Read(((self.target, text),), text, None, self.target, notes)
        values = (
            () if reading.value is None else (split(reading.value) if split else ((field, reading.value),))
        )
        if reading.note is not None:
            notes = (*notes, reading.note)
        return Read(values, text, reading.problem, field, notes)

    def _fee(self, text: str, notes: tuple[Reason, ...]) -> Read:
        """Keep the fee standard as written, a bare number with the unit of its header, beside the plan."""
        reading = amounts.read_fee(text, self._unit)
        if reading.value is None and reading.problem is None:
            return NOTHING
        plan = () if reading.value is None else (("fee_plan", reading.value),)
        kept = read_line(text, BY_KEY["fee_text"].max_length).value or ""
        if reading.value is not None and self._unit and _BARE_NUMBER.fullmatch(folded(text)):
            kept = f"{folded(text)}{self._unit}"
        texts = (("fee_text", kept),) if kept else ()
        return Read((*texts, *plan), text, reading.problem, "fee_plan", notes)

    def _ditto(self, text: str) -> Read:
        return Read((), text, ditto(text).problem, self._field())

    def _field(self) -> str:
        """Return the field that a doubt about a cell of this column is about."""
        if self.target == "fee":
            return "fee_plan"
        return self._rule.field if self._rule is not None else self.target

    def _unusable(self, cell: Formula | CellError) -> Read:
        reading, raw = unusable(cell)
        return Read((), raw, reading.problem, self._field())


def _cleaned() -> Reason:
    return problem("control_characters", _("Control characters in the cell were removed"))
