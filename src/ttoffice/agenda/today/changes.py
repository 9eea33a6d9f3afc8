"""What was done since yesterday: the log since the working day before, by record, other people's work first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from ttoffice.action.kinds import code_of, kind_of
from ttoffice.action.summaries import summary_of
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader
    from ttoffice.workdays.calendar import WorkCalendar

PIECE = 512
MOST = 5_000
"""No more entries are gathered; what is beyond stands in the log."""
LONGEST_REST = 60
"""So many days in a row no calendar closes an office: further back no working day is looked for."""
SILENT = frozenset(
    {"finding", "hearing", "inquiry", "assessment", "conclusion", "effect", "objection", "review"}
)
"""Kinds whose headlines may name those concerned: they are told by number alone."""
OTHER = "other"
NAMES: Mapping[str, str] = {
    "result": N_("Results"),
    "exhibit": N_("Exhibits"),
    "batch": N_("Exports"),
    OTHER: N_("Other"),
}
"""What those kinds are called that have no declaration."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What was done about one record.

    Attributes:
        number: of the record; empty for what is about none.
        kind: its kind, `other` for none.
        title: what it is called, empty where that may name somebody concerned, or is not known.
        last: the moment of the newest entry, ISO 8601 in UTC.
        operators: who did something, the most recent first; `others` whether one of them is somebody else.
        actions: how often each action was done, the first done first.
        entry: the id of the newest entry.
    """

    number: str
    kind: str
    title: str
    last: str
    operators: tuple[str, ...]
    others: bool
    actions: tuple[tuple[str, int], ...]
    entry: int

    @property
    def count(self) -> int:
        """How many entries there are."""
        return sum(count for _name, count in self.actions)

    @property
    def sentence(self) -> str:
        """What was done, in the user's language."""
        told = _("%(what)s (%(count)d times)")
        parts = [
            summary_of(name) if count == 1 else told % {"what": summary_of(name), "count": count}
            for name, count in self.actions
        ]
        return _("; ").join(parts)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "number": self.number or None,
            "kind": self.kind,
            "title": self.title or None,
            "last": self.last,
            "operators": list(self.operators),
            "others": self.others,
            "actions": dict(self.actions),
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that was done from a day on.

    Attributes:
        since: the first day that is looked at: the working day before.
        records: by record, what other people did first, then the newest.
        by_kind, by_operator: how many entries, the most first.
        more: whether there are more entries than were gathered.
    """

    since: date
    records: tuple[Changed, ...] = ()
    by_kind: tuple[tuple[str, int], ...] = ()
    by_operator: tuple[tuple[str, int], ...] = ()
    more: bool = False

    @property
    def count(self) -> int:
        """How many entries there are."""
        return sum(count for _kind, count in self.by_kind)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "since": self.since.isoformat(),
            "entries": self.count,
            "more": self.more,
            "by_kind": dict(self.by_kind),
            "by_operator": dict(self.by_operator),
            "records": [one.as_json() for one in self.records],
        }


def kind_label(code: str) -> str:
    """Return what records of a kind are called, in the user's language."""
    declared = None if code in NAMES else kind_of(code)
    return _(declared.plural if declared is not None else NAMES.get(code, NAMES[OTHER]))


def working_day_before(calendar: WorkCalendar, day: date) -> date:
    """Return the last day before a day on which the office worked; of a year without a calendar, no weekend.

    Where none is found within `LONGEST_REST` days it is the day before.
    """
    for back in range(1, LONGEST_REST):
        try:
            found = day - timedelta(days=back)
        except OverflowError:
            return day
        if calendar.day(found).working and calendar.closure(found) is None:
            return found
    return day - timedelta(days=1)


@dataclass(slots=True)
class _Group:
    """What is gathered of one record, the newest entry first."""

    last: str
    entry: int
    operators: list[str] = field(default_factory=list)
    actions: Counter[str] = field(default_factory=Counter)


def changes_since(reader: Reader, since: date, until: date, operator: str) -> Changes:
    """Return what was done on the days of a span, both ends included; `operator` is who asks."""
    found = list(islice(_entries(reader, since.isoformat(), until.isoformat()), MOST))
    owners = _owners(reader, {one.subject for one in found if code_of(one.subject) == "exhibit"})
    groups: dict[str, _Group] = {}
    kinds: Counter[str] = Counter()
    for one in found:
        number = owners.get(one.subject, one.subject)
        group = groups.setdefault(number or one.action, _Group(one.at, one.id))
        group.operators.append(one.operator)
        group.actions[one.action] += 1
        kinds[_kind(number)] += 1
    titles = _titles(reader, groups)
    records = [_changed(key, group, titles, operator) for key, group in groups.items()]
    records.sort(key=lambda one: (not one.others, -one.entry))
    operators = Counter(one.operator for one in found)
    return Changes(since, tuple(records), _most(kinds), _most(operators), len(found) == MOST)


def _most(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _kind(subject: str) -> str:
    return (code_of(subject) if subject else None) or OTHER


def _changed(key: str, group: _Group, titles: Mapping[str, str], operator: str) -> Changed:
    number = key if code_of(key) else ""
    return Changed(
        number,
        _kind(number),
        titles.get(key, ""),
        group.last,
        tuple(dict.fromkeys(group.operators)),
        any(who != operator for who in group.operators),
        tuple(reversed(group.actions.items())),
        group.entry,
    )


_NEWEST = """
SELECT id, at, legal_day, operator, action, COALESCE(subject, '') FROM log
 WHERE id < :below ORDER BY id DESC LIMIT :piece
"""


class _Entry(NamedTuple):
    """An entry of the log; of one about no record `subject` is empty."""

    id: int
    at: str
    day: str
    operator: str
    action: str
    subject: str


def _entries(reader: Reader, first: str, last: str) -> Iterator[_Entry]:
    """Yield the entries of a span, the newest first.

    The log is read from its end: it stops at the first piece in which every entry is older than the span.
    """
    below = 2**62
    while rows := [_Entry(*row) for row in reader.all(_NEWEST, {"below": below, "piece": PIECE})]:
        yield from (one for one in rows if first <= one.day <= last)
        if all(one.day < first for one in rows):
            return
        below = rows[-1].id


def _owners(reader: Reader, exhibits: set[str]) -> dict[str, str]:
    """Return the record to which each exhibit is attached: to attach a file is work on that record."""
    asked = json.dumps(sorted(exhibits))
    among = "WHERE e.number IN (SELECT value FROM json_each(?))"
    kinds = reader.all(f"SELECT DISTINCT e.subject_kind FROM exhibit e {among}", (asked,)) if exhibits else []
    owners: dict[str, str] = {}
    for (kind,) in kinds:
        if kind == "result" or kind_of(kind) is not None:
            joined = f"SELECT e.number, s.number FROM exhibit e JOIN {kind} s ON s.id = e.subject_id {among}"
            owners.update(reader.all(f"{joined} AND e.subject_kind = ?", (asked, kind)))
    return owners


def _titles(reader: Reader, numbers: Mapping[str, Any]) -> dict[str, str]:
    """Return what records are called, of kinds whose headlines name nobody concerned."""
    asked: dict[str, list[str]] = {}
    for number in numbers:
        code = code_of(number)
        if code is not None and code not in SILENT:
            asked.setdefault(code, []).append(number)
    titles: dict[str, str] = {}
    for code, found in asked.items():
        headline = _headline(code)
        if headline:
            sql = f"SELECT number, {headline} FROM {code} WHERE number IN (SELECT value FROM json_each(?))"
            titles.update(reader.all(sql, (json.dumps(found),)))
    return titles


def _headline(code: str) -> str:
    """Return the column by which records of a kind are called, empty for none."""
    if code == "result":
        return "title"
    declared = kind_of(code)
    return declared.headline if declared is not None and declared.headline != "number" else ""


def told(pairs: tuple[tuple[str, int], ...], most: int = 4) -> str:
    """Return counts as words: the most frequent ones, and how many are left."""
    shown = [f"{name} {count:,}" for name, count in pairs[:most]]
    rest = sum(count for _name, count in pairs[most:])
    return listed([*shown, *([_("others %(count)d") % {"count": rest}] if rest else [])])
