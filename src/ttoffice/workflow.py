"""A small workflow: a table of steps between states, whose guards say why a step cannot be taken.

Pure: the facts that guards look at are one frozen value that the caller gathered. A step that is not
possible from a state is refused with a reason like any other, so nothing ever just says no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

F = TypeVar("F")


@dataclass(frozen=True)
class Step(Generic[F]):
    """One step.

    Attributes:
        event: stable ASCII name of what is done.
        sources: the states it can be taken from.
        target: the state it leads to; an empty text leaves the state as it is.
        guards: each returns the reasons against it, given the facts; all are asked.
        basis: the article that asks for the order of steps, or None.
    """

    event: str
    sources: frozenset[str]
    target: str
    guards: tuple[Callable[[F], Iterable[Reason]], ...] = ()
    basis: str | None = None


@dataclass(frozen=True)
class Workflow(Generic[F]):
    """The steps of one kind of record, by event, and what its states are called.

    Attributes:
        area: the first part of the reasons' codes.
        steps: every step.
        states: catalog strings of the states, by code.
    """

    area: str
    steps: tuple[Step[F], ...]
    states: Mapping[str, str] = field(default_factory=dict)

    def step(self, event: str) -> Step[F]:
        """Return the step of an event."""
        return next(step for step in self.steps if step.event == event)

    def after(self, event: str, state: str) -> str:
        """Return the state after a step was taken from a state."""
        return self.step(event).target or state

    def reasons(self, event: str, state: str, facts: F) -> list[Reason]:
        """Return everything that speaks against a step; from a wrong state only that is said."""
        return self.standing(event, state) or [
            reason for guard in self.step(event).guards for reason in guard(facts)
        ]

    def standing(self, event: str, state: str) -> list[Reason]:
        """Return why a step cannot be taken from a state; nothing where it can."""
        step = self.step(event)
        return [] if state in step.sources else [self._wrong_state(step, state)]

    def _wrong_state(self, step: Step[F], state: str) -> Reason:
        wanted = "、".join(self.label(source) for source in self.states if source in step.sources)
        message = _("It stands at %(state)s; this can be done at %(wanted)s only.")
        return Reason(
            f"{self.area}.state",
            message % {"state": self.label(state), "wanted": wanted},
            basis=step.basis,
            field="state",
        )

    def label(self, state: str) -> str:
        """Return the name of a state, in the user's language."""
        return _(self.states[state]) if state in self.states else state
