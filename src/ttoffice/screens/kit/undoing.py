"""Undo and redo in one window: each step is a sentence and the versions before and after it.

Undoing writes a new version that stands as the one before the step (the area's `revert` action); nothing is
taken out of the history. Records that others changed since are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ttoffice.errors import ConflictError, RefusedError

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome

LONGEST = 200
"""So many steps are kept."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One record in a step: its version before and after, and the one that it has now because of us."""

    number: str
    before: int
    after: int
    now: int


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done.

    Attributes:
        sentence: what it was, in the user's language.
        revert: the action that undoes it; empty where it cannot be undone.
        touched: the records it changed.
    """

    sentence: str
    revert: str = ""
    touched: tuple[Touched, ...] = ()


class UndoStack:
    """What was done in this window, and what of it was undone."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def did(self, sentence: str, outcomes: Sequence[Outcome], revert: str) -> None:
        """Take note of something done; what had been undone before can no longer be done again."""
        touched = [
            Touched(number, version - 1, version, version)
            for outcome in outcomes
            for _kind, number, version in outcome.versions
        ]
        if not touched:
            return
        made = any(item.before == 0 for item in touched)
        self._done = [*self._done[1 - LONGEST :], Step(sentence, "" if made else revert, tuple(touched))]
        self._undone.clear()

    @property
    def next_undo(self) -> Step | None:
        """The step that would be undone."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Step | None:
        """The step that would be done again."""
        return self._undone[-1] if self._undone else None

    def moved(self, step: Step, *, forward: bool) -> None:
        """Move the step on top over to the other side, as it now stands; one that holds nothing vanishes."""
        source, target = (self._undone, self._done) if forward else (self._done, self._undone)
        source.pop()
        if step.touched:
            target.append(step)


@dataclass(frozen=True, slots=True)
class PutBack:
    """What came of undoing: the step as far as it was brought back, and the records that refused, with why."""

    step: Step
    refused: tuple[tuple[str, str], ...]


def put_back(office: Office, step: Step, *, forward: bool) -> PutBack:
    """Bring every record of a step to its version before it, or `forward` to the one after.

    One transaction a record, in reverse order; a record that refuses, or that somebody changed since, is left.
    """
    from ttoffice.action import perform

    brought: list[Touched] = []
    refused: list[tuple[str, str]] = []
    for item in step.touched if forward else reversed(step.touched):
        data = {"to_version": item.after if forward else item.before}
        try:
            outcome = perform(office, step.revert, data, subject=item.number, version=item.now)
        except (RefusedError, ConflictError) as error:
            refused.append((item.number, error.message))
            continue
        newest = [version for _kind, number, version in outcome.versions if number == item.number]
        brought.append(replace(item, now=newest[-1] if newest else item.now))
    order = brought if forward else brought[::-1]
    return PutBack(replace(step, touched=tuple(order)), tuple(refused))
