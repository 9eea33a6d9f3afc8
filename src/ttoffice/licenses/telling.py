"""Licenses and amendments as records read them: the terms as sentences, a change of them field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def terms_told(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the terms of a JSON form as sentences."""
    from ttoffice.licenses.reading import terms_from
    from ttoffice.licenses.wording import terms_lines

    yield from terms_lines(terms_from(dict(document)))


def changes_told(changes: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield what an amendment changes, inside the fee plan as well."""
    from ttoffice.licenses.amending import what_changed
    from ttoffice.licenses.reading import terms_from

    before, after = (
        terms_from({change["field"]: change[side] for change in changes if change[side] is not None})
        for side in ("before", "after")
    )
    for one in what_changed(before, after):
        yield one.label, f"{one.before} -> {one.after}"
