"""Saying of a paper what it proves of a license, inside another action."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttoffice.action.office import Context


def link(ctx: Context, exhibits: Iterable[str], target: str, codes: Iterable[str]) -> None:
    """Let exhibits prove something of a record, by the codes of purposes; what is said already is left alone."""
    from ttoffice.evidence.actions import load_exhibit, relate
    from ttoffice.evidence.inputs import Relate

    for number in exhibits:
        for code in codes:
            found = load_exhibit(ctx.db, number) if number else None
            if found is not None and all(
                (known.target, known.code) != (target, code) for known in found.record.links
            ):
                relate.run(ctx, found, Relate(target=target, code=code))
