"""Undo and redo in one window: each step is a sentence and the versions before and after it.

Undoing writes a new version that stands as the one before the step; nothing is taken out of the history. How, and
what is corrected instead, `ttoffice.action.remedies` says. Records that others changed since are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ttoffice.action.remedies import REVERTS, remedy_of
from ttoffice.errors import ConflictError, RefusedError

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome

LONGEST = 200
"""So many steps are kept."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One record in a step: its version before and after, and the one that it has now because of us.

    `document` is what it came to, where that is known.
    """

    kind: str
    number: str
    before: int
    after: int
    now: int
    document: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done.

    Attributes:
        sentence: what it was, in the user's language.
        action: the action that did it.
        touched: the records it changed.
        made: whether it entered a record: a number once given stays.
    """

    sentence: str
    action: str = ""
    touched: tuple[Touched, ...] = ()
    made: bool = False

    @property
    def undoable(self) -> bool:
        """Whether it can be undone as a further change, unless a guard refuses."""
        way = remedy_of(self.action).way
        if self.made or not way:
            return False
        return way == "again" or all(item.kind in REVERTS for item in self.touched)


class UndoStack:
    """What was done in this window, and what of it was undone."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def did(self, sentence: str, outcomes: Sequence[Outcome]) -> None:
        """Take note of something done; what had been undone before can no longer be done again."""
        touched = [item for outcome in outcomes for item in _touched(outcome)]
        if not touched:
            return
        made = any(item.before == 0 for item in touched)
        action = next(outcome.action for outcome in outcomes if outcome.versions)
        self._done = [*self._done[1 - LONGEST :], Step(sentence, action, tuple(touched), made)]
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

    def leave(self, step: Step) -> None:
        """Leave a step as it is for good, so that what was done before it comes next."""
        self._done = [one for one in self._done if one is not step]


def _touched(outcome: Outcome) -> Iterator[Touched]:
    documents = {number: after for number, _before, after in outcome.changes}
    for kind, number, version in outcome.versions:
        yield Touched(kind, number, version - 1, version, version, documents.get(number, {}))


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
        action, data = _putting_back(office, step, item, forward=forward)
        try:
            outcome = perform(office, action, data, subject=item.number, version=item.now)
        except (RefusedError, ConflictError) as error:
            refused.append((item.number, error.message))
            continue
        newest = [version for _kind, number, version in outcome.versions if number == item.number]
        brought.append(replace(item, now=newest[-1] if newest else item.now))
    order = brought if forward else brought[::-1]
    return PutBack(replace(step, touched=tuple(order)), tuple(refused))


def _putting_back(office: Office, step: Step, item: Touched, *, forward: bool) -> tuple[str, dict[str, Any]]:
    """Return the action that brings a record back, with its data."""
    if remedy_of(step.action).way == "revert":
        return REVERTS[item.kind], {"to_version": item.after if forward else item.before}
    from ttoffice.action import find_action
    from ttoffice.screens.agenda_acting import area_of
    from ttoffice.screens.kit.reading import Moment

    area = area_of(item.kind)
    if area is None:
        raise LookupError(item.kind)
    earlier = area.in_form(area.read(office, item.number, Moment(version=item.before)).document)
    later = area.in_form(area.read(office, item.number, Moment(version=item.after)).document)
    wanted = later if forward else earlier
    takes = find_action(step.action).input.model_fields
    return step.action, {key: wanted.get(key) for key in takes if earlier.get(key) != later.get(key)}
