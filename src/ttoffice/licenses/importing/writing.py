"""Performing single verbs inside an import: reasons first, tried where a party must be entered before, then done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from ttoffice.action import Context
from ttoffice.action.core import Action
from ttoffice.action.inputs import validate
from ttoffice.errors import RefusedError
from ttoffice.reasons import Reason
from ttoffice.store.history import Recorder


def reasons_about(ctx: Context, verb: Action, data: Mapping[str, Any]) -> list[Reason]:
    """Return what speaks against a verb that is about no record yet, and what it warns of."""
    try:
        valid = validate(verb.input, data)
    except RefusedError as refused:
        return list(refused.reasons)
    return [reason for guard in verb.guards for reason in guard(ctx, valid)]


def done(ctx: Context, verb: Action, data: Mapping[str, Any]) -> str:
    """Do what a verb does that nothing speaks against; return the number."""
    return str(verb.run(ctx, validate(verb.input, data)))


@contextmanager
def tried(ctx: Context) -> Iterator[Context]:
    """Give a context in which things can be done for trial; all of it is undone at the end."""
    ctx.db.flush()
    ctx.db.execute("SAVEPOINT trial")
    try:
        yield replace(ctx, recorder=Recorder(ctx.db, ctx.log_id), notes={})
    finally:
        ctx.db.execute("ROLLBACK TO trial")
        ctx.db.execute("RELEASE trial")
