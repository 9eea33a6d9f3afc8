"""Flags: values from outside that were not understood, kept until the field they belong to is settled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ttoffice.results.record import ResultRecord


def is_settled(record: ResultRecord, path: str) -> bool:
    """Return whether the field of a path such as `maturity` or `rights.acquired_on` now holds a good value.

    A right's number is good when it is verified; any other field when it holds something.
    """
    head, _dot, tail = path.partition(".")
    head = head.partition("[")[0]
    value = getattr(record, head, None)
    if not tail:
        return _filled(value)
    items = value if isinstance(value, tuple) else ()
    if path == "rights.number":
        return any(item.verified is True for item in items)
    return any(_filled(getattr(item, tail, None)) for item in items)


def _filled(value: Any) -> bool:
    return value not in (None, "", ())


def settle(record: ResultRecord, touched: frozenset[str]) -> ResultRecord:
    """Return the record without the flags of touched fields (their first keys) that are now settled."""
    kept = tuple(
        flag
        for flag in record.flags
        if flag.field.partition(".")[0].partition("[")[0] not in touched or not is_settled(record, flag.field)
    )
    return record if kept == record.flags else replace(record, flags=kept)
