"""What a table of any length holds: the id of every row, and the cells of those that were lately needed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping

from textual.cache import LRUCache

from ttoffice.widgets.states import Cells

CHUNK = 128
"""Rows that are asked for together."""
CHUNKS_HELD = 48


class HeldRows:
    """The ids of a list in their order, and some of its rows in chunks.

    Attributes:
        ids: every id, in the order of the list.
        edition: counts the lists taken; rows that were asked for an older one are not taken.
    """

    def __init__(self) -> None:
        self.ids: array[int] = array("q")
        self.edition = 0
        self._chunks: LRUCache[int, Mapping[int, Cells]] = LRUCache(CHUNKS_HELD)
        self._asked: set[int] = set()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def chunks_held(self) -> int:
        """How many chunks it holds now."""
        return len(self._chunks)

    def take(self, ids: array[int], rows: Mapping[int, Cells] | None = None, at: int = 0) -> None:
        """Take a new list; `rows` are those of the chunk around the place `at`."""
        self.ids = ids
        self.edition += 1
        self._chunks.clear()
        self._asked.clear()
        if rows:
            self._chunks[at // CHUNK] = rows

    def first_rows(self) -> Mapping[int, Cells] | None:
        """Return the first rows, where they are held."""
        return self._chunks.get(0)

    def fill(self, edition: int, chunk: int, rows: Mapping[int, Cells]) -> bool:
        """Take rows that were asked for; return whether they belong to this list."""
        if edition != self.edition:
            return False
        self._asked.discard(chunk)
        self._chunks[chunk] = rows
        return True

    def forget(self, edition: int, chunk: int) -> bool:
        """Let a chunk be asked for again; return whether it belongs to this list."""
        if edition != self.edition:
            return False
        self._asked.discard(chunk)
        return True

    def holds(self, place: int) -> bool:
        """Return whether the row at a place is held, or known to be gone."""
        return place // CHUNK in self._chunks

    def cells(self, place: int) -> Cells | None:
        """Return the row at a place; None where it is not held, or gone."""
        rows = self._chunks.get(place // CHUNK)
        return None if rows is None or not 0 <= place < len(self.ids) else rows.get(self.ids[place])

    def missing(self, place: int) -> Iterator[tuple[int, array[int]]]:
        """Go through the chunks to be asked for now: that of a place, and the next one where it is near.

        What is given out once is not given out again until it was filled or forgotten.
        """
        for near in (place, place + CHUNK // 2, place - CHUNK // 2):
            chunk = near // CHUNK
            if 0 <= near < len(self.ids) and chunk not in self._chunks and chunk not in self._asked:
                self._asked.add(chunk)
                yield chunk, self.ids[chunk * CHUNK : (chunk + 1) * CHUNK]
