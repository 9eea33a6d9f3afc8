"""A result as a value: what the register knows of one scientific result, and its document form.

The document is the JSON form: what `show --json` prints, what `do result.create --data` takes and what
the history keeps. Dates are ISO `date` strings, money is integer fen, shares are percent as strings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import Any

from ttoffice.results.fees import FeePlan

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Holder:
    """One who holds a right; `share` is percent as a decimal string, or None where it is not agreed."""

    name: str
    share: str | None = None

    def as_document(self) -> Document:
        """Return the JSON form."""
        return {"name": self.name, "share": self.share}


@dataclass(frozen=True, slots=True)
class Right:
    """One IP right of a result.

    Attributes:
        kind: a `RightKind` code, or None while nobody has said.
        number: as shown, in its canonical form where it is understood.
        verified: whether the number has the form (and check digit) of its kind; None where no form exists.
        applied_on, acquired_on, expires_on: calendar dates.
        legal_status: a `LegalStatus` code, or None.
        holders: the holders in order; more than one means co-owned.
    """

    kind: str | None = None
    number: str = ""
    verified: bool | None = None
    applied_on: date | None = None
    acquired_on: date | None = None
    expires_on: date | None = None
    legal_status: str | None = None
    holders: tuple[Holder, ...] = ()

    def as_document(self) -> Document:
        """Return the JSON form."""
        return {
            "kind": self.kind,
            "number": self.number,
            "verified": self.verified,
            "applied_on": iso(self.applied_on),
            "acquired_on": iso(self.acquired_on),
            "expires_on": iso(self.expires_on),
            "legal_status": self.legal_status,
            "holders": [holder.as_document() for holder in self.holders],
        }


@dataclass(frozen=True, slots=True)
class Completer:
    """One who made the result; the order is the order of merit, `share` is percent as a string."""

    name: str
    unit: str = ""
    share: str | None = None

    def as_document(self) -> Document:
        """Return the JSON form."""
        return {"name": self.name, "unit": self.unit, "share": self.share}


@dataclass(frozen=True, slots=True)
class Implementation:
    """One use of the result: how (`TransferMode` code or None) and since when.

    `since` is an ISO date that may be partial (`2024`, `2024-06`, `2024-06-18`) or empty: ledgers often
    know the year only, and no day is invented.
    """

    mode: str | None = None
    since: str = ""
    note: str = ""

    def as_document(self) -> Document:
        """Return the JSON form."""
        return {"mode": self.mode, "since": self.since, "note": self.note}


@dataclass(frozen=True, slots=True)
class Flag:
    """A value from outside that was not understood: kept as it was written until somebody settles it."""

    field: str
    raw: str
    code: str
    source: str = ""

    def as_document(self) -> Document:
        """Return the JSON form."""
        return {"field": self.field, "raw": self.raw, "code": self.code, "source": self.source}


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """All that the register holds of one result, apart from its number, id and version.

    Codes are those of `ttoffice.results.codes`; None or an empty string means that nobody has said yet.
    """

    title: str = ""
    result_type: str | None = None
    department: str = ""
    funding_source: str = ""
    fiscal: str | None = None
    project_number: str = ""
    technology_class: str | None = None
    tech_field: str | None = None
    industry: str = ""
    maturity: str | None = None
    trl: int | None = None
    tech_level: str | None = None
    brief: str = ""
    keywords: tuple[str, ...] = ()
    secrecy: str | None = None
    consent: str | None = None
    consent_on: date | None = None
    transfer_mode: str | None = None
    license_kind: str | None = None
    payment_mode: str | None = None
    fee_plan: FeePlan | None = None
    fee_text: str = ""
    license_term: str = ""
    territory: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    implemented: str | None = None
    listed_since: date | None = None
    time_limited: str | None = None
    exclusion_reason: str = ""
    exclusion_on: date | None = None
    platform_number: str = ""
    remarks: str = ""
    rights: tuple[Right, ...] = ()
    completers: tuple[Completer, ...] = ()
    implementations: tuple[Implementation, ...] = ()
    flags: tuple[Flag, ...] = field(default=())

    @property
    def acquired_on(self) -> date | None:
        """The day the first IP right was acquired, which starts the two years of pay-later Art. 4."""
        return min((right.acquired_on for right in self.rights if right.acquired_on), default=None)

    def as_document(self) -> Document:
        """Return the JSON form, keys in the order of the fields."""
        document: Document = dict(zip(FIELD_NAMES, _values(self), strict=True))
        document["keywords"] = list(self.keywords)
        document["fee_plan"] = self.fee_plan.as_document() if self.fee_plan is not None else None
        for name in LISTS:
            document[name] = [item.as_document() for item in document[name]]
        for name in DATE_FIELDS:
            document[name] = iso(document[name])
        return document


FIELD_NAMES: tuple[str, ...] = tuple(item.name for item in fields(ResultRecord))
DATE_FIELDS = frozenset({"consent_on", "listed_since", "exclusion_on"})
LISTS = ("rights", "completers", "implementations", "flags")
"""The fields that hold several values of their own kind."""
_values = attrgetter(*FIELD_NAMES)


def iso(day: date | None) -> str | None:
    """Return a date as ISO text, None as None."""
    return day.isoformat() if day is not None else None


def day_or_none(text: str | None) -> date | None:
    """Return the date of an ISO text, None for None or an empty text."""
    return date.fromisoformat(text) if text else None


def from_document(document: Mapping[str, Any]) -> ResultRecord:
    """Return the record of a document; keys that are absent take their empty value.

    The document must be well-formed (validated on its way in); unknown keys are ignored, so that an old
    history entry can still be read.
    """
    values: dict[str, Any] = {}
    for name in FIELD_NAMES:
        if name not in document:
            continue
        value = document[name]
        reader = _NESTED.get(name)
        if reader is not None:
            values[name] = reader(value)
        elif name in DATE_FIELDS:
            values[name] = day_or_none(value)
        else:
            values[name] = value
    return ResultRecord(**values)


def right_from(document: Mapping[str, Any]) -> Right:
    """Return the right of its JSON form."""
    return Right(
        kind=document.get("kind"),
        number=document.get("number") or "",
        verified=document.get("verified"),
        applied_on=day_or_none(document.get("applied_on")),
        acquired_on=day_or_none(document.get("acquired_on")),
        expires_on=day_or_none(document.get("expires_on")),
        legal_status=document.get("legal_status"),
        holders=tuple(Holder(item["name"], item.get("share")) for item in document.get("holders") or ()),
    )


def _completers(items: Any) -> tuple[Completer, ...]:
    return tuple(Completer(i["name"], i.get("unit") or "", i.get("share")) for i in items or ())


def _implementations(items: Any) -> tuple[Implementation, ...]:
    return tuple(
        Implementation(i.get("mode"), i.get("since") or "", i.get("note") or "") for i in items or ()
    )


def _flags(items: Any) -> tuple[Flag, ...]:
    return tuple(Flag(i["field"], i["raw"], i["code"], i.get("source") or "") for i in items or ())


_NESTED: dict[str, Any] = {
    "keywords": lambda items: tuple(items or ()),
    "rights": lambda items: tuple(right_from(item) for item in items or ()),
    "completers": _completers,
    "implementations": _implementations,
    "flags": _flags,
    "fee_plan": lambda item: FeePlan.from_document(item) if item else None,
}
