"""The verb that fills an empty office with made-up results, so that its log and histories are real."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from ttoffice.action import Context, action
from ttoffice.action.inputs import Input
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.results.actions import create_many
from ttoffice.results.demo.records import Maker
from ttoffice.results.demo.words import load_words

CHUNK = 1_000
"""So many results are made and written at a time."""
MOST = 50_000
"""So many results go into one action: the write-ahead log of a million would fill a small disk."""


class FillDemo(Input):
    """How many results to make up, from which index on, and the seed and day they depend on."""

    rows: Annotated[int, Field(ge=1, le=MOST)]
    first: Annotated[int, Field(ge=0)] = 0
    seed: int = 0
    as_of: date
    progress: SkipJsonSchema[Callable[[int], None] | None] = Field(default=None, exclude=True)


@action("demo.fill", FillDemo, summary=N_("Fill an empty office with made-up results"))
def fill(ctx: Context, data: FillDemo) -> int:
    """Write the results; return how many."""
    maker = Maker(load_words(), data.as_of, data.seed)
    for start in range(data.first, data.first + data.rows, CHUNK):
        count = min(CHUNK, data.first + data.rows - start)
        create_many(ctx, [maker.record(index) for index in range(start, start + count)])
        if data.progress is not None:
            data.progress(start + count)
    ctx.notes["summary"] = {"rows": data.rows}
    return data.rows


@fill.guard
def fill_reasons(ctx: Context, data: FillDemo) -> list[Reason]:
    """Made-up results never come among real ones: whatever stands there must come from this action."""
    real = ctx.db.value(
        "SELECT 1 FROM revision v JOIN log l ON l.id = v.log_id"
        " WHERE v.kind = 'result' AND v.version = 1 AND l.action <> 'demo.fill' LIMIT 1"
    )
    present = ctx.db.value("SELECT COUNT(*) FROM result")
    if real is None and present == data.first:
        return []
    return [
        Reason(
            "demo.not_empty",
            _("The store holds records already; made-up ones do not come among them."),
            field="first",
        )
    ]
