"""A stale form and what changed since: field by field, then, now and typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ttoffice.screens.kit.area import Area

if TYPE_CHECKING:
    from ttoffice.errors import ConflictError
    from ttoffice.screens.modals.conflict import ConflictRow


def conflict_rows(area: Area, error: ConflictError, mine: Mapping[str, Any]) -> list[ConflictRow]:
    """Return the fields that somebody else changed, beside what stands in the form."""
    from ttoffice.screens.modals.conflict import ConflictRow

    return [
        ConflictRow(
            key=key,
            label=area.label_of(key),
            then=_shown(area, key, then),
            now=_shown(area, key, now),
            mine=_shown(area, key, mine[key]) if key in mine else "",
            touched=key in mine,
        )
        for key, then, now in error.changes
    ]


def _shown(area: Area, key: str, value: Any) -> str:
    try:
        return area.readable(key, value)
    except (ValueError, KeyError, TypeError):  # what was typed need not be a value yet
        return str(value)
