"""Every kind of record that stands on a shelf: what it is called, its fields' labels, its lists and views.

Areas declare their kinds beside their tables; the generic list, record, history and check of screens and
command line work from these declarations alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.money import shown_yuan
from ttoffice.numbering import PREFIXES

if TYPE_CHECKING:
    from ttoffice.action.shelf import Shelf

HOMES = {
    "deadline": "ttoffice.deadlines.kinds",
    "policy": "ttoffice.deadlines.kinds",
    "calendar_year": "ttoffice.deadlines.kinds",
    "closure": "ttoffice.deadlines.kinds",
    "person": "ttoffice.parties.kinds",
    "recusal": "ttoffice.parties.kinds",
    "decision": "ttoffice.parties.kinds",
    "rule": "ttoffice.parties.kinds",
    "enterprise": "ttoffice.parties.enterprise_kind",
    "notice": "ttoffice.notices.kinds",
    "objection": "ttoffice.notices.kinds",
    "review": "ttoffice.notices.kinds",
    "license": "ttoffice.licenses.kinds",
    "amendment": "ttoffice.licenses.kinds",
    "milestone": "ttoffice.licenses.kinds",
    "due": "ttoffice.licenses.kinds",
    "statement": "ttoffice.licenses.kinds",
    "receipt": "ttoffice.licenses.kinds",
    "allocation": "ttoffice.licenses.kinds",
    "award": "ttoffice.licenses.awards.kinds",
    "contract": "ttoffice.licenses.contracts.kinds",
    "filing": "ttoffice.licenses.filings.kinds",
    "support": "ttoffice.licenses.supports.kinds",
    "reminder": "ttoffice.licenses.collecting.kinds",
    "mitigation": "ttoffice.licenses.collecting.kinds",
    "integrity": "ttoffice.licenses.integrity.kinds",
    "annual": "ttoffice.licenses.annual.kinds",
    "finding": "ttoffice.findings.kinds",
    "hearing": "ttoffice.findings.kinds",
    "inquiry": "ttoffice.findings.kinds",
    "assessment": "ttoffice.findings.kinds",
    "conclusion": "ttoffice.findings.kinds",
    "effect": "ttoffice.findings.kinds",
    "snooze": "ttoffice.agenda.kinds",
}
"""Where each kind is declared, in the module's `KINDS`; loaded when it is asked for."""


@dataclass(frozen=True)
class RecordKind:
    """A kind of record.

    Attributes:
        shelf: where its records stand.
        title: catalog string of one of them, such as "Notice".
        plural: catalog string of many, such as "Notices".
        headline: the field that a record is called by.
        labels: catalog strings of the fields, and of the fields of nested entries, by key; where a nested field
            is called otherwise within one field, by `field.key`.
        codes: catalog strings of coded values, by key and code.
        listed: the fields a list shows after number and headline.
        views: SQL conditions of the named views, by name; `:today` is the day, ISO.
        view_labels: catalog strings of the views, the first being the usual one.
        guards: names of the database's triggers beside `<kind>_no_delete` that forbid changes.
        told: fields that are read as sentences, each with the `module:function` that gives its lines of its JSON
            form, as (label, text); a line without label is text only.
    """

    shelf: Shelf[Any]
    title: str
    plural: str
    headline: str
    labels: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    views: Mapping[str, str] = field(default_factory=lambda: {"all": "1"})
    view_labels: Mapping[str, str] = field(default_factory=dict)
    guards: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The kind's stable ASCII name."""
        return self.shelf.code

    def label_of(self, key: str) -> str:
        """Return the label of a field, in the user's language; the key itself where it has none."""
        return _(self.labels[key]) if key in self.labels else key

    def _nested(self, key: str, name: str) -> str:
        within = f"{key}.{name}"
        return self.label_of(within if within in self.labels else name)

    def lines_of(self, key: str, value: Any) -> tuple[tuple[str, str], ...]:
        """Return the lines of a field that is told as sentences, as (label, text)."""
        module, _colon, name = self.told[key].partition(":")
        return tuple(getattr(import_module(module), name)(value))

    def readable(self, key: str, value: Any) -> str:
        """Return a field's value as a person reads it; lists joined by 、, entries as `label value`.

        A field that is told as sentences has each on a line of its own.
        """
        if value is None or value in ("", []):
            return ""
        if key in self.told:
            template = _("%(label)s: %(value)s")
            return "\n".join(
                template % {"label": label, "value": text} if label else text
                for label, text in self.lines_of(key, value)
            )
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return listed(self.readable(key, item) for item in value)
        if isinstance(value, dict):
            parts = ((name, self.readable(name, item)) for name, item in value.items())
            return "  ".join(f"{self._nested(key, name)} {text}" for name, text in parts if text)
        if isinstance(value, int) and key.endswith("_fen"):
            return shown_yuan(value)
        known = self.codes.get(key, {})
        return _(known[value]) if value in known else str(value)


def kind_of(code: str) -> RecordKind | None:
    """Return the declaration of a kind, or None where it stands on no shelf (results have their own tables)."""
    if code not in HOMES:
        return None
    found: RecordKind | None = import_module(HOMES[code]).KINDS.get(code)
    return found


def every_kind() -> Iterator[RecordKind]:
    """Yield every declared kind."""
    for code in HOMES:
        found = kind_of(code)
        if found is not None:
            yield found


def code_of(number: str) -> str | None:
    """Return the kind of a canonical number by its prefix, or None."""
    prefix = number.split("-", 1)[0]
    return next((code for code, known in PREFIXES.items() if known == prefix), None)
