"""Reads across licenses: what each owes and waits for next, and what falls on which day, a few licenses at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Standing:
    """What a license owes, and what it waits for.

    Attributes:
        open_fen: what is payable and not paid, overdue sums included.
        overdue_fen: what should have been paid before the day.
        next_on: the earliest day on which something is to happen or should have happened, None for none.
    """

    open_fen: int = 0
    overdue_fen: int = 0
    next_on: date | None = None


NOTHING = Standing()


def standings(reader: Reader, numbers: Iterable[str], today: date) -> dict[str, Standing]:
    """Return how the licenses of some numbers stand on a day; one that owes and awaits nothing is left out."""
    chosen = json.dumps(list(numbers))
    owed = {row[0]: row[1:] for row in reader.all(_OWED, {"chosen": chosen, "today": today.isoformat()})}
    awaited: dict[str, str] = dict(reader.all(_AWAITED, {"chosen": chosen}))
    found = {}
    for number in owed.keys() | awaited.keys():
        open_fen, overdue_fen = owed.get(number, (0, 0))
        next_on = awaited.get(number)
        found[number] = Standing(open_fen, overdue_fen, date.fromisoformat(next_on) if next_on else None)
    return found


_OWED = """
    SELECT subject, SUM(amount_fen - paid_fen),
           SUM(CASE WHEN due_on < :today THEN amount_fen - paid_fen ELSE 0 END)
      FROM due WHERE subject IN (SELECT value FROM json_each(:chosen)) AND state = 'open' GROUP BY subject
"""
_AWAITED = """
    SELECT subject, MIN(day) FROM (
        SELECT subject, MIN(due_on) AS day FROM due
         WHERE subject IN (SELECT value FROM json_each(:chosen)) AND state = 'open' GROUP BY subject
        UNION ALL
        SELECT subject, MIN(planned_on) FROM milestone
         WHERE subject IN (SELECT value FROM json_each(:chosen)) AND state = 'pending' GROUP BY subject
        UNION ALL
        SELECT subject, MIN(ends_on) FROM deadline
         WHERE subject IN (SELECT value FROM json_each(:chosen)) AND state = 'open' GROUP BY subject
    ) WHERE day IS NOT NULL GROUP BY subject
"""


def waiting(reader: Reader, today: date) -> frozenset[int]:
    """Return the ids of the licenses with a sum, a milestone or a deadline whose day has come."""
    sql = """
        SELECT id FROM license WHERE number IN (
            SELECT subject FROM due WHERE state = 'open' AND due_on <= :today
            UNION SELECT subject FROM milestone WHERE state = 'pending' AND planned_on <= :today
            UNION SELECT subject FROM deadline WHERE state = 'open' AND ends_on <= :today)
    """
    return frozenset(row[0] for row in reader.execute(sql, {"today": today.isoformat()}))


def mode_of(terms: Mapping[str, Any]) -> str:
    """Return the payment mode that the plan in the JSON form of terms makes up; empty where it makes up none."""
    plan = terms.get("plan") or {}
    parts = ("stages" if plan.get("stages") else "", "royalty" if plan.get("royalty") else "")
    return "_".join(filter(None, parts))


# --- what falls on which day ---------------------------------------------------------------------------

MarkKind = Literal["begin", "pay", "royalty", "report", "milestone", "deadline", "end"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that falls on a day of a license.

    Attributes:
        record: number of the record behind it.
        done: whether it is paid, reached or otherwise over.
        amount_fen: what is to be paid, where it is about money.
    """

    day: date
    kind: MarkKind
    record: str
    title: str
    done: bool = False
    amount_fen: int = 0

    def late(self, today: date) -> bool:
        """Return whether the day is over and it is not."""
        return not self.done and self.day < today


def marks(reader: Reader, numbers: Iterable[str], first: date, last: date) -> dict[str, tuple[Mark, ...]]:
    """Return what falls on the days of a span, by license, in the order of the days."""
    asked = (json.dumps(list(numbers)), first.isoformat(), last.isoformat())
    found: dict[str, list[Mark]] = {}
    for number, mark in (*_own_days(reader, asked[0]), *_records(reader, asked)):
        if first <= mark.day <= last:
            found.setdefault(number, []).append(mark)
    return {
        number: tuple(sorted(held, key=lambda mark: (mark.day, mark.record)))
        for number, held in found.items()
    }


def _own_days(reader: Reader, chosen: str) -> Iterator[tuple[str, Mark]]:
    """Yield the first and the last day of each license."""
    sql = """
        SELECT number, title, COALESCE(effective_on, signed_on, json_extract(terms, '$.starts_on')),
               COALESCE(ended_on, json_extract(terms, '$.ends_on')), ended_on IS NOT NULL
          FROM license WHERE number IN (SELECT value FROM json_each(?))
    """
    for number, title, begins, ends, over in reader.all(sql, (chosen,)):
        if begins:
            yield number, Mark(date.fromisoformat(begins), "begin", number, title, done=True)
        if ends:
            yield number, Mark(date.fromisoformat(ends), "end", number, title, done=bool(over))


def _records(reader: Reader, asked: tuple[str, str, str]) -> Iterator[tuple[str, Mark]]:
    """Yield sums due, reports, milestones and deadlines on their days."""
    for kind, sql in _BY_DAY.items():
        within = f"SELECT * FROM ({sql}) WHERE day BETWEEN ? AND ?"
        for number, day, record, title, done, amount, other in reader.all(within, asked):
            shown: MarkKind = "royalty" if other == "royalty" else kind
            yield number, Mark(date.fromisoformat(day), shown, record, title, bool(done), amount)


_BY_DAY: dict[MarkKind, str] = {
    "pay": """
        SELECT subject, COALESCE(due_on, expected_on) AS day, number, title, state = 'settled',
               MAX(amount_fen, expected_fen), kind
          FROM due WHERE subject IN (SELECT value FROM json_each(?)) AND state <> 'cancelled'
    """,
    "report": """
        SELECT subject, report_on AS day, number, title, statement <> '', 0, ''
          FROM due WHERE subject IN (SELECT value FROM json_each(?)) AND kind = 'royalty'
           AND state <> 'cancelled'
    """,
    "milestone": """
        SELECT subject, COALESCE(reached_on, planned_on) AS day, number, title, state <> 'pending', 0, ''
          FROM milestone WHERE subject IN (SELECT value FROM json_each(?)) AND state <> 'dropped'
    """,
    "deadline": """
        SELECT subject, ends_on AS day, number, COALESCE(NULLIF(label, ''), matter), state = 'done', 0, ''
          FROM deadline WHERE subject IN (SELECT value FROM json_each(?)) AND state <> 'void'
    """,
}


# --- what belongs to a license -------------------------------------------------------------------------


def linked(reader: Reader, number: str, kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Return the records of some kinds that belong to a license, as (kind, number), in their order."""
    return [
        (kind, row[0])
        for kind in kinds
        for row in reader.all(f"SELECT number FROM {kind} WHERE subject = ? ORDER BY id", (number,))
    ]


def of_result(reader: Reader, result: str) -> list[tuple[str, str]]:
    """Return the licenses that grant a result, as (number, state), oldest first."""
    sql = """
        SELECT number, state FROM license WHERE instr(terms, :result) > 0
          AND EXISTS (SELECT 1 FROM json_each(terms, '$.grants') AS one
                      WHERE json_extract(one.value, '$.result') = :result)
        ORDER BY id
    """
    return [(str(row[0]), str(row[1])) for row in reader.all(sql, {"result": result})]
