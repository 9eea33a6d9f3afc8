"""What a listing column can show: each path with the SQL that reads it and the function that reads a record.

The SQL serves an export of the whole register, the function a single record, its history and the screen;
a test holds the two against each other. Every SQL expression yields a text that is never NULL, except for
code lists, where NULL means that nobody has said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ttoffice.i18n import chinese
from ttoffice.parties.views import UnitView
from ttoffice.results.codes import (
    Answer,
    Coded,
    Consent,
    LegalStatus,
    LicenseKind,
    Maturity,
    PaymentMode,
    ResultType,
    RightKind,
    Secrecy,
    TechField,
    TechLevel,
    TechnologyClass,
    TransferMode,
)
from ttoffice.results.record import ResultRecord

Kind = Literal["text", "code", "date", "integer", "row"]
JOINER = "、"
PAY_LATER = tuple(mode.value for mode in PaymentMode if mode.pays_later)
PAY_LATER_SQL = "r.payment_mode IN ('" + "', '".join(PAY_LATER) + "')"


@dataclass(frozen=True, slots=True)
class Listed:
    """One result as a listing sees it: its number, what is known of it, and the own unit."""

    number: str
    record: ResultRecord
    unit: UnitView


@dataclass(frozen=True, slots=True)
class Source:
    """One path.

    Attributes:
        path: the name that a profile writes.
        kind: text, code (of `codes`), date, integer, or row (the running number in the file).
        sql: the expression for one value; for several values, for one of them, over `rows`.
        read: the values of a result: texts, codes or ISO dates; empty ones are left out.
        codes: the code list, for kind code.
        rows: for several values: what follows SELECT … AS v.
        joined: for several values: a column of the result that holds them joined by 、.
        flagged: the record's fields whose unsettled values make this path doubtful.
    """

    path: str
    kind: Kind
    sql: str
    read: Callable[[Listed], Iterable[str]]
    codes: type[Coded] | None = None
    rows: str = ""
    joined: str = ""
    flagged: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        """Whether a result may have several values here."""
        return bool(self.rows)

    def labels(self) -> dict[str, str]:
        """Return the Chinese label of each code."""
        return {code.value: chinese(code.label_source) for code in self.codes} if self.codes else {}


def _one(value: object) -> tuple[str, ...]:
    if isinstance(value, date):
        return (value.isoformat(),)
    return () if value in (None, "") else (str(value),)


def _field(name: str, kind: Kind, codes: type[Coded] | None = None) -> Source:
    sql = f"r.{name}" if kind in ("text", "code") else f"COALESCE(r.{name}, '')"
    flagged = ("rights.acquired_on",) if name == "acquired_on" else (name,)
    return Source(name, kind, sql, lambda listed: _one(getattr(listed.record, name)), codes, flagged=flagged)


def _of_unit(name: str) -> Source:
    return Source(f"unit.{name}", "text", f":unit_{name}", lambda listed: _one(getattr(listed.unit, name)))


def _contact(what: str) -> Source:
    name = f"contact_{what}"
    return Source(
        f"contact.{what}",
        "text",
        f"COALESCE(NULLIF(r.{name}, ''), :unit_{name})",
        lambda listed: _one(getattr(listed.record, name) or getattr(listed.unit, name)),
        flagged=(name,),
    )


def _child(
    head: str,
    name: str,
    table: str,
    *,
    kind: Kind = "text",
    codes: type[Coded] | None = None,
    joined: str = "",
) -> Source:
    def read(listed: Listed) -> tuple[str, ...]:
        items = getattr(listed.record, head)
        return tuple(text for item in items for text in _one(getattr(item, name)))

    return Source(
        f"{head}.{name}",
        kind,
        f"c.{name}",
        read,
        codes,
        rows=f"FROM {table} c WHERE c.result_id = r.id AND COALESCE(c.{name}, '') <> '' ORDER BY c.position",
        joined=joined,
        flagged=(f"{head}.{name}",),
    )


def _holders(listed: Listed) -> Iterable[str]:
    return (holder.name for right in listed.record.rights for holder in right.holders if holder.name)


def _fee(listed: Listed) -> tuple[str, ...]:
    plan = listed.record.fee_plan
    return _one(listed.record.fee_text or (plan.sentence() if plan else ""))


def _pays_later(listed: Listed) -> tuple[str, ...]:
    return ("yes" if listed.record.payment_mode in PAY_LATER else "no",)


TEXTS = (
    "title", "department", "funding_source", "project_number", "industry", "brief", "license_term",
    "territory", "contact_name", "contact_phone", "platform_number", "remarks",
)  # fmt: skip
CODES: dict[str, type[Coded]] = {
    "result_type": ResultType,
    "fiscal": Answer,
    "technology_class": TechnologyClass,
    "tech_field": TechField,
    "maturity": Maturity,
    "tech_level": TechLevel,
    "secrecy": Secrecy,
    "consent": Consent,
    "transfer_mode": TransferMode,
    "license_kind": LicenseKind,
    "payment_mode": PaymentMode,
    "implemented": Answer,
    "time_limited": Answer,
}
DATES = ("consent_on", "listed_since", "acquired_on")
UNIT = ("name", "credit_code", "office", "address", "contact_name", "contact_phone")

_ALL = (
    Source("row", "row", "", lambda _listed: ()),
    Source("number", "text", "r.number", lambda listed: (listed.number,)),
    *(_field(name, "text") for name in TEXTS),
    *(_field(name, "code", codes) for name, codes in CODES.items()),
    *(_field(name, "date") for name in DATES),
    _field("trl", "integer"),
    Source("fee_text", "text", "r.fee_text", _fee, flagged=("fee_text", "fee_plan")),
    Source(
        "pays_later",
        "code",
        f"CASE WHEN {PAY_LATER_SQL} THEN 'yes' ELSE 'no' END",
        _pays_later,
        Answer,
        flagged=("payment_mode",),
    ),
    *(_of_unit(name) for name in UNIT),
    _contact("name"),
    _contact("phone"),
    Source(
        "keywords",
        "text",
        "c.value",
        lambda listed: (word for word in listed.record.keywords if word),
        rows="FROM json_each(r.keywords) c WHERE c.value <> '' ORDER BY c.key",
        joined="r.keywords_text",
        flagged=("keywords",),
    ),
    _child("completers", "name", "completer", joined="r.people_text"),
    _child("completers", "unit", "completer"),
    _child("rights", "number", "ip_right", joined="r.numbers_text"),
    _child("rights", "kind", "ip_right", kind="code", codes=RightKind),
    _child("rights", "legal_status", "ip_right", kind="code", codes=LegalStatus),
    _child("rights", "applied_on", "ip_right", kind="date"),
    _child("rights", "acquired_on", "ip_right", kind="date"),
    _child("rights", "expires_on", "ip_right", kind="date"),
    Source(
        "rights.holders",
        "text",
        "json_extract(h.value, '$.name')",
        _holders,
        rows=(
            "FROM ip_right c, json_each(c.holders) h WHERE c.result_id = r.id"
            " AND json_extract(h.value, '$.name') <> '' ORDER BY c.position, h.key"
        ),
        flagged=("rights.holders",),
    ),
)

SOURCES: dict[str, Source] = {source.path: source for source in _ALL}
"""Every path that a profile may name."""
