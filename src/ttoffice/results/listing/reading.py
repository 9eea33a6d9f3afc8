"""The rows of an export, as one view of the store: chunk by chunk, cleaned, judged and hashed.

Most rows hold nothing unusual. They stay what the database answered, a text of cells, and one search over
the whole chunk shows that. Only what the search or the marks point out is taken apart.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import accumulate
from types import TracebackType
from typing import Any

from ttoffice.masking import CANDIDATE
from ttoffice.parties.views import UnitView, own_unit
from ttoffice.reasons import Reason
from ttoffice.results import storage
from ttoffice.results.listing.prefetch import Prefetch
from ttoffice.results.listing.preflight import RECORD_NEEDED, Judge, Mark, cells_of, clean, raw_cells
from ttoffice.results.listing.profile import Profile
from ttoffice.results.listing.selection import CELL, CHUNK, ROW, WHICH, chosen_ids, chunk_sql, parameters
from ttoffice.results.listing.sources import Listed
from ttoffice.store.connection import Reader

UNUSUAL = re.compile(
    r"[\x00-\x1d\"\\\x7f-\xa0\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    r"\u3000\ud800-\udfff\ufeff\uff10-\uff19\ufffe\uffff]"
)
"""What a cell needs to be cleaned, escaped or looked at for: controls, quotes, invisible marks, blanks that
may stand at a margin, digits of full width."""
MARGIN = re.compile(" (?:(?<=[\x1e\x1f] )|(?=[\x1e\x1f]))")
"""A blank at the beginning or the end of a cell."""
DIGEST_BYTES = 16
# Plain integers: a flag's own operators would cost more than all else on a hundred thousand rows.
_RECORD_NEEDED = RECORD_NEEDED.value
_FEE_FROM_PLAN = Mark.FEE_FROM_PLAN.value
_CLOSER = _RECORD_NEEDED | Mark.CELL.value
Key = tuple[int, int, int, str]
"""Id, version, marks and number of a result."""


@dataclass(frozen=True, slots=True)
class Refused:
    """One row that cannot go, with every reason, warnings too."""

    number: str
    title: str
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "number": self.number,
            "title": self.title,
            "reasons": [reason.as_json() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some hundred rows in order: those that can go, those that cannot, and what only warns.

    `keys` are (id, version, digest) of the rows that can go, `texts` their cells, `encoded` the same in UTF-8, `unusual` the places among
    them of texts that hold quotes, line ends or the like.
    """

    keys: list[tuple[int, int, bytes]]
    numbers: list[str]
    texts: list[str]
    encoded: list[bytes]
    unusual: frozenset[int]
    refused: list[Refused]
    warnings: list[tuple[str, Reason]]


@dataclass(slots=True)
class _Work:
    """A chunk while it is worked on; the sets hold places of rows in it.

    Attributes:
        unusual: cells were cleaned, or hold what a format has to escape.
        suspicious: a long number or a commercial word was found.
        raw: the cells as they stand in the store, of unusual rows.
        records: the records of rows that need them.
    """

    keys: list[Key]
    texts: list[str]
    unusual: set[int] = field(default_factory=set)
    suspicious: set[int] = field(default_factory=set)
    raw: dict[int, Sequence[str]] = field(default_factory=dict)
    records: dict[int, Listed] = field(default_factory=dict)


class Snapshot:
    """One view of the store for an export: two connections that see the same state, one for a thread.

    Every change leaves a log entry, so two views with the same newest entry are the same state.

    Attributes:
        log_id: the newest log entry that is seen.
        unit: the own unit.
    """

    def __init__(self, open_reader: Callable[..., Reader]) -> None:
        with ExitStack() as stack:
            self.reader = stack.enter_context(open_reader())
            self.ahead = stack.enter_context(open_reader(check_same_thread=False))
            self.log_id = self._begin()
            self.unit: UnitView = own_unit(self.reader)
            self._stack = stack.pop_all()

    def _begin(self) -> int:
        while True:
            seen = []
            for connection in (self.reader, self.ahead):
                connection.execute("BEGIN")
                seen.append(int(connection.value("SELECT COALESCE(MAX(id), 0) FROM log")))
            if seen[0] == seen[1]:
                return seen[0]
            for connection in (self.reader, self.ahead):
                connection.execute("COMMIT")

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()


class Rows:
    """The rows of an export under one profile: iterating gives `Chunk`s; each row is judged as it passes."""

    def __init__(
        self,
        snapshot: Snapshot,
        profile: Profile,
        today: date,
        *,
        which: str,
        numbers: tuple[str, ...] = (),
    ) -> None:
        self.snapshot = snapshot
        self.profile = profile
        self.today = today
        self.judge = Judge(profile)
        self.width = len(profile.cells)
        self._bound = parameters(snapshot.unit, today)
        self._ids = chosen_ids(snapshot.reader, which, numbers, today)
        self._which = which
        self._marked: dict[int, tuple[Reason, ...]] = {}

    def __iter__(self) -> Iterator[Chunk]:
        ahead = Prefetch(self._answers())
        try:
            for keys, texts in ahead:
                yield self._chunk(keys_of(keys), texts)
        finally:
            ahead.close()

    def _answers(self) -> Iterator[tuple[str, str]]:
        """Yield the database's answers; runs in a thread, on the connection made for it."""
        if self._ids is None:
            yield from self._pages(chunk_sql(self.profile, WHICH[self._which]))
            return
        sql = chunk_sql(self.profile, "r.id IN (SELECT value FROM json_each(:ids))")
        for start in range(0, len(self._ids), CHUNK):
            chosen = json.dumps(self._ids[start : start + CHUNK])
            row = self.snapshot.ahead.one(sql, {**self._bound, "after": 0, "ids": chosen})
            if row is not None and row[0] is not None:
                yield row[0], row[1]

    def _pages(self, sql: str) -> Iterator[tuple[str, str]]:
        after = 0
        while (row := self.snapshot.ahead.one(sql, {**self._bound, "after": after})) is not None:
            if row[0] is None:
                return
            yield row[0], row[1]
            after = row[2]

    def _chunk(self, keys: list[Key], answer: str) -> Chunk:
        """Return the rows of one answer, cleaned and judged."""
        work = _Work(keys, answer.split(ROW))
        if len(work.texts) != len(keys) or answer.count(CELL) != len(keys) * (self.width - 1):
            self._take_records(work)
        else:
            self._look_through(work, f"{ROW}{answer}{ROW}")
        self._load(work, [place for place, key in enumerate(keys) if key[2] & _RECORD_NEEDED])
        for place, key in enumerate(keys):
            if key[2] & _FEE_FROM_PLAN:
                work.texts[place] = CELL.join(cells_of(self.profile, work.records[place]))
                work.unusual.add(place)
        return self._judged(work)

    def _take_records(self, work: _Work) -> None:
        """Take every row from its record: the data itself holds what stands between cells."""
        self._load(work, range(len(work.keys)))
        work.texts = [""] * len(work.keys)
        for place, listed in work.records.items():
            work.raw[place] = raw_cells(self.profile, listed)
            work.texts[place] = CELL.join(cells_of(self.profile, listed))
            work.unusual.add(place)

    def _look_through(self, work: _Work, framed: str) -> None:
        """Find the rows that need cleaning or a closer look, by searches over all of them at once."""
        ends: list[int] = []

        def places(positions: Iterable[int]) -> Iterator[int]:
            for position in positions:
                if not ends:
                    ends.extend(accumulate(len(text) + 1 for text in work.texts))
                yield bisect_right(ends, position - 1)

        work.unusual.update(places(match.start() for match in UNUSUAL.finditer(framed)))
        work.unusual.update(places(match.start() for match in MARGIN.finditer(framed)))
        for pattern in (CANDIDATE, self.judge.sought):
            if pattern is not None:
                work.suspicious.update(places(match.start() for match in pattern.finditer(framed)))
        for place in work.unusual:
            work.raw[place] = work.texts[place].split(CELL)
            work.texts[place] = CELL.join(
                clean(cell) or column.default
                for column, cell in zip(self.profile.cells, work.raw[place], strict=True)
            )

    def _load(self, work: _Work, places: Iterable[int]) -> None:
        """Read the records of some rows."""
        by_id = {work.keys[place][0]: place for place in places if place not in work.records}
        found = storage.load_many(self.snapshot.reader, list(by_id)) if by_id else {}
        for result_id, (number, _version, record) in found.items():
            work.records[by_id[result_id]] = Listed(number, record, self.snapshot.unit)

    def _judged(self, work: _Work) -> Chunk:
        """Return the rows of a chunk, each that is marked or stands out judged."""
        keys, texts = work.keys, work.texts
        refused: dict[int, tuple[Reason, ...]] = {}
        warnings: list[tuple[str, Reason]] = []
        for place, key in enumerate(keys):
            looked_at = place in work.unusual or place in work.suspicious
            if not key[2] and not looked_at:
                continue
            if looked_at or key[2] & _CLOSER:
                marks = Mark(key[2]) | (Mark.CELL if place in work.unusual else Mark(0))
                reasons: Sequence[Reason] = self.judge.judge(
                    marks,
                    texts[place].split(CELL),
                    work.records.get(place),
                    raw=work.raw.get(place, ()),
                )
            else:
                reasons = self._by_marks(key[2])
            if any(not reason.warning for reason in reasons):
                refused[place] = tuple(reasons)
            else:
                warnings += [(key[3], reason) for reason in reasons]
        kept = [place for place in range(len(keys)) if place not in refused] if refused else range(len(keys))
        encoded = [texts[place].encode("utf-8", "surrogatepass") for place in kept]
        return Chunk(
            [
                (keys[place][0], keys[place][1], sha256(text).digest()[:DIGEST_BYTES])
                for place, text in zip(kept, encoded, strict=True)
            ],
            [keys[place][3] for place in kept],
            [texts[place] for place in kept] if refused else texts,
            encoded,
            frozenset(index for index, place in enumerate(kept) if place in work.unusual)
            if work.unusual
            else frozenset(),
            self._refused(keys, refused),
            warnings,
        )

    def _by_marks(self, marks: int) -> Sequence[Reason]:
        if marks not in self._marked:
            self._marked[marks] = tuple(self.judge.by_marks(Mark(marks)))
        return self._marked[marks]

    def _refused(self, keys: Sequence[Key], refused: dict[int, tuple[Reason, ...]]) -> list[Refused]:
        if not refused:
            return []
        chosen = json.dumps([keys[place][0] for place in refused])
        titles: dict[str, str] = dict(
            self.snapshot.reader.all(
                "SELECT number, title FROM result WHERE id IN (SELECT value FROM json_each(?))", (chosen,)
            )
        )
        return [Refused(keys[place][3], titles[keys[place][3]], refused[place]) for place in refused]


def _key(text: str) -> Key:
    """Return id, version, marks and number of a row."""
    result_id, version, marks, number = text.split(" ", 3)
    return int(result_id), int(version), int(marks), number


def digest(text: str) -> bytes:
    """Return what tells the cells of one row from others."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:DIGEST_BYTES]


def keys_of(answer: str) -> list[Key]:
    """Return the keys of one answer."""
    return [_key(item) for item in answer.split(ROW)]
