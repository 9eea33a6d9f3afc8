"""The ids of marked rows: light for a handful and for a million alike."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import compress, repeat

MANY = 4096
"""So many ids at once go into flags, one byte an id, where ids lie close enough together."""
SPARSE = 32
"""Flags are not worth it where there would be more of them than so many an id."""


class Marks:
    """A set of row ids that keeps many close ids as one byte each, and any others as they are."""

    def __init__(self) -> None:
        self._few: set[int] = set()
        self._flags = bytearray()
        self._flagged = 0

    def __len__(self) -> int:
        return len(self._few) + self._flagged

    def __contains__(self, row_id: int) -> bool:
        return row_id in self._few or self._has_flag(row_id)

    def _has_flag(self, row_id: int) -> bool:
        return 0 <= row_id < len(self._flags) and self._flags[row_id] == 1

    def __iter__(self) -> Iterator[int]:
        """Go through the ids, lowest first."""
        return iter(sorted([*self._few, *compress(range(len(self._flags)), self._flags)]))

    def toggle(self, row_id: int) -> bool:
        """Mark an id, or no longer; return whether it is marked now."""
        marked = row_id not in self
        if marked:
            self._few.add(row_id)
        elif row_id in self._few:
            self._few.remove(row_id)
        else:
            self._flags[row_id] = 0
            self._flagged -= 1
        return marked

    def add(self, ids: Sequence[int]) -> None:
        """Mark all of these ids."""
        lowest, highest = (min(ids), max(ids)) if len(ids) >= MANY else (-1, -1)
        if lowest < 0 or highest > SPARSE * len(ids):
            self._few.update(row_id for row_id in ids if row_id not in self)
            return
        flags = self._flags
        flags.extend(bytes(max(0, highest + 1 - len(flags))))
        deque(map(flags.__setitem__, ids, repeat(1)), maxlen=0)
        self._few = {row_id for row_id in self._few if not self._has_flag(row_id)}
        self._flagged = flags.count(1)

    def remove(self, ids: Sequence[int]) -> None:
        """Mark none of these ids any longer."""
        if self._all_have_flags(ids):
            deque(map(self._flags.__setitem__, ids, repeat(0)), maxlen=0)
            self._flagged = self._flags.count(1)
            return
        for row_id in ids:
            if row_id in self:
                self.toggle(row_id)

    def clear(self) -> None:
        """Mark nothing."""
        self._few, self._flags, self._flagged = set(), bytearray(), 0

    def among(self, ids: Sequence[int]) -> array[int]:
        """Return those of some ids that are marked, in their order."""
        if not len(self):
            return array("q")
        if self._all_have_flags(ids):
            return array("q", compress(ids, map(self._flags.__getitem__, ids)))
        return array("q", (row_id for row_id in ids if row_id in self))

    def all_of(self, ids: Sequence[int]) -> bool:
        """Return whether all of these ids are marked."""
        if len(self) < len(ids):
            return False
        if self._all_have_flags(ids):
            return 0 not in map(self._flags.__getitem__, ids)
        return all(row_id in self for row_id in ids)

    def _all_have_flags(self, ids: Sequence[int]) -> bool:
        """Return whether the marks of these ids are in flags alone, so that they can be read in one go."""
        return not self._few and len(ids) > 0 and min(ids) >= 0 and max(ids) < len(self._flags)
