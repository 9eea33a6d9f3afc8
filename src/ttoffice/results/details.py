"""One result in full: as a document, as readable lines, as of a day, and change by change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ttoffice.action.office import shown_moment
from ttoffice.action.summaries import summary_of
from ttoffice.errors import UsageError
from ttoffice.evidence.views import exhibits_of
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.results import storage
from ttoffice.results.codes import LABELS, LegalStatus, RightKind, TransferMode
from ttoffice.results.fees import FeePlan
from ttoffice.results.fields import BY_KEY, label_of
from ttoffice.store.connection import Reader
from ttoffice.store.history import as_of, as_of_version, changes_of, revisions

KIND = "result"
FORM_ORDER = {key: place for place, key in enumerate(BY_KEY)}
HEAD_LABELS = {"number": N_("Number"), "as_of": N_("As of"), "version": N_("Version")}


def result_id(reader: Reader, number: str) -> int:
    """Return the id of a result; raise UsageError when there is none of this number."""
    found = reader.value("SELECT id FROM result WHERE number = ?", (number,))
    if found is None:
        raise UsageError(
            _("There is no record numbered %(number)s.") % {"number": number},
            advice=_("Look it up: ttoffice list results --search WORD."),
        )
    return int(found)


def detail(reader: Reader, number: str) -> dict[str, Any]:
    """Return a result's document with its number, version and exhibits; UsageError when there is none."""
    found = result_id(reader, number)
    _number, version, record = storage.load_many(reader, (found,))[found]
    return {
        "number": number,
        "version": version,
        **record.as_document(),
        "exhibits": [exhibit.as_document() for exhibit in exhibits_of(reader, KIND, found)],
    }


def as_of_document(reader: Reader, number: str, day: date) -> dict[str, Any]:
    """Return a result's document as it stood at the end of a day.

    Raises UsageError when there is no such result, or not yet on that day.
    """
    revision = as_of(reader, KIND, result_id(reader, number), day.isoformat())
    if revision is None:
        raise UsageError(
            _("%(number)s was not yet in the register on %(day)s.")
            % {"number": number, "day": day.isoformat()},
            advice=_("Its history: ttoffice show %(number)s --history.") % {"number": number},
        )
    return {
        "number": number,
        "version": revision.version,
        "as_of": day.isoformat(),
        **revision.document,
    }


def version_document(reader: Reader, number: str, version: int) -> dict[str, Any]:
    """Return a result's document as it stood after one of its changes; UsageError when there is no such change."""
    revision = as_of_version(reader, KIND, result_id(reader, number), version)
    if revision is None:
        raise UsageError(
            _("%(number)s has no change %(version)d.") % {"number": number, "version": version},
            advice=_("Its history: ttoffice show %(number)s --history.") % {"number": number},
        )
    return {"number": number, "version": version, **revision.document}


def changes(reader: Reader, number: str) -> list[dict[str, Any]]:
    """Return every change of a result, oldest first: who, when, which action, and each field's two values."""
    return changes_of(revisions(reader, KIND, result_id(reader, number)), FORM_ORDER)


def readable(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (label, text) of every filled field of a document, in the user's language."""
    for key, label in HEAD_LABELS.items():
        if key in document:
            yield _(label), str(document[key])
    for key, spec in BY_KEY.items():
        value = document.get(key)
        if value not in (None, "", []):
            yield spec.label, readable_value(key, value)
    for exhibit in document.get("exhibits", ()):
        yield _("Exhibit"), f"{exhibit['number']} {exhibit['name']} ({exhibit['collected_on']})"


def readable_value(key: str, value: Any) -> str:
    """Return one field's value as a person reads it."""
    spec = BY_KEY.get(key)
    if value in (None, "", []):
        return _("(empty)")
    if spec is not None and spec.codes is not None:
        return spec.codes(value).label
    if key == "fee_plan":
        return FeePlan.from_document(value).sentence()
    if isinstance(value, list):
        return "; ".join(item if isinstance(item, str) else _nested(key, item) for item in value)
    return str(value)


def _nested(key: str, item: dict[str, Any]) -> str:
    if key == "flags":
        source = f" ({item['source']})" if item.get("source") else ""
        return f"{label_of(item['field'])}: {item['raw']}{source}"
    parts = []
    for name, value in item.items():
        if value in (None, "", []):
            continue
        parts.append(f"{label_of(f'{key}.{name}')} {_nested_value(key, name, value)}")
    return ", ".join(parts)


def _nested_value(key: str, name: str, value: Any) -> str:
    coded = {
        ("rights", "kind"): RightKind,
        ("rights", "legal_status"): LegalStatus,
        ("implementations", "mode"): TransferMode,
    }.get((key, name))
    if coded is not None and value in LABELS[coded]:
        return coded(value).label
    if name == "holders":
        return listed(holder["name"] for holder in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value)


def readable_difference(key: str, before: Any, after: Any) -> str:
    """Return one field's two values as an indented line."""
    line = _("%(label)s: %(before)s -> %(after)s") % {
        "label": label_of(key),
        "before": readable_value(key, before),
        "after": readable_value(key, after),
    }
    return f"   {line}"


def readable_change(change: dict[str, Any]) -> list[str]:
    """Return one change as lines: a head with when, who and what, then a line a field."""
    when = shown_moment(change["at"])
    head = f"{change['version']}. {when}  {change['operator']}  {summary_of(change['action'])}"
    return [
        head,
        *(readable_difference(key, pair["before"], pair["after"]) for key, pair in change["fields"].items()),
    ]
