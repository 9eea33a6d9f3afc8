"""Actions one after the other in one transaction that is never committed: guards and effects without the disk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ttoffice.action import Context, Office, find_action
from ttoffice.action.inputs import validate
from ttoffice.errors import RefusedError
from ttoffice.reasons import refusing
from ttoffice.store.connection import Writer
from ttoffice.store.history import Recorder


class Doer:
    """Does what `perform` does on a day, all of it within one transaction."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.writer: Writer = office.writer()
        self.writer.begin()

    @property
    def ctx(self) -> Context:
        """A context of the present day; what is recorded of changes is thrown away."""
        return Context(
            self.office, self.writer, self.office.vault, self.office.clock(), 1, Recorder(self.writer, 1)
        )

    def to(self, day: date) -> None:
        """Go on another day."""
        self.office = self.office.on(day)

    def do(self, name: str, data: Mapping[str, Any], subject: str | None = None) -> Any:
        """Run an action; None where it is refused, and then nothing is changed."""
        verb, ctx = find_action(name), self.ctx
        valid = validate(verb.input, data)
        loaded = verb.kind.load(self.writer, subject) if verb.kind and subject else None
        arguments = (ctx, valid) if loaded is None else (ctx, loaded, valid)
        if refusing([reason for guard in verb.guards for reason in guard(*arguments)]):
            return None
        self.writer.execute("SAVEPOINT step")
        try:
            value = verb.run(*arguments)
        except RefusedError:
            self.writer.execute("ROLLBACK TO step")
            value = None
        self.writer.execute("RELEASE step")
        return value

    def end(self) -> None:
        """Undo everything."""
        self.writer.rollback()
        self.office.lender.take_back(self.writer)
