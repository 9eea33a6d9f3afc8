"""Money of the licenses: sums payable, reports and milestones that are expected, money that pays nothing yet.

A past day is seen through the history. What is long overdue in numbers is one line, as everywhere on the agenda.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Backlog, Sight, Source, folded, log_length
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.money import shown_yuan, yuan
from ttoffice.workdays.periods import add_years

LIMITATION_YEARS = 3


class _Row(NamedTuple):
    """A due or a milestone as the agenda tells of it."""

    number: str
    version: int
    license: str
    licensee: str
    title: str
    day: str
    open_fen: int
    provisional: bool

    @property
    def on(self) -> date:
        """Its day."""
        return date.fromisoformat(self.day)


class _Query(NamedTuple):
    """What is looked for: in which table, by which column of a day, under which condition, now and in the history."""

    table: str
    day: str
    condition: str
    money: str = "0"
    provisional: str = "0"


_OPEN = _Query("due", "due_on", "t.state = 'open'", "t.amount_fen - t.paid_fen", "t.provisional")
_UNREPORTED = _Query(
    "due",
    "report_on",
    "t.state = 'expected' AND t.statement = '' AND t.kind = 'royalty'",
    "0",
    "t.provisional",
)
_PENDING = _Query("milestone", "planned_on", "t.state = 'pending'")


def _rows(sight: Sight, query: _Query, first: str = "", last: str | None = None) -> list[_Row]:
    """Return what has its day within sight, the earliest first; of what is past no more than the cap."""
    last = last or sight.until.isoformat()
    if sight.past:
        return _rows_then(sight, query, first, last)
    sql = (
        f"SELECT t.number, t.version, t.subject, t.licensee_name, t.title, t.{query.day}, {query.money},"
        f" {query.provisional} FROM {query.table} t WHERE {query.condition} AND t.{query.day} BETWEEN ? AND ?"
        f" ORDER BY t.{query.day} LIMIT ?"
    )
    today = sight.day.isoformat()
    past = sight.reader.all(sql, (first, min(last, _day_before(sight.day)), sight.cap + 1))
    most = sight.cap if sight.quick else -1
    coming = sight.reader.all(sql, (max(first, today), last, most)) if last >= today else []
    return [_Row(*row) for row in (*past, *coming)]


def _day_before(day: date) -> str:
    return date.fromordinal(max(1, day.toordinal() - 1)).isoformat()


_THEN: dict[str, Callable[[dict[str, Any]], bool]] = {
    "due_on": lambda found: found["state"] == "open",
    "report_on": lambda found: (
        found["state"] == "expected" and found["kind"] == "royalty" and not found["statement"]
    ),
    "planned_on": lambda found: found["state"] == "pending",
}


def _rows_then(sight: Sight, query: _Query, first: str, last: str) -> list[_Row]:
    """Return the same of a past day, from the history."""
    from ttoffice.store.history import all_as_of

    day = f"json_extract(document, '$.{query.day}')"
    condition = f"{day} >= '{first}' AND {day} <= '{last}'"
    found = []
    for number, version, document in all_as_of(sight.reader, query.table, sight.day.isoformat(), condition):
        if _THEN[query.day](document):
            money = document["amount_fen"] - document["paid_fen"] if query is _OPEN else 0
            named = (document["subject"], document["licensee_name"], document["title"], document[query.day])
            found.append(_Row(number, version, *named, money, document.get("provisional", False)))
    return sorted(found, key=lambda row: (row.day, row.number))


def _items(
    sight: Sight,
    rows: list[_Row],
    make: Callable[[_Row], Item],
    backlog: Backlog,
    day_of: Callable[[_Row], date] = lambda row: row.on,
) -> Iterator[Item]:
    def each(chosen: Sequence[_Row]) -> Iterator[Item]:
        persons = _persons(sight, {row.license for row in chosen})
        for row in chosen:
            item, person = make(row), persons.get(row.license, "")
            yield replace(item, person=person) if person else item

    yield from folded(sight, [(day_of(row), row) for row in rows], each, backlog)


def _persons(sight: Sight, licenses: set[str]) -> dict[str, str]:
    """Return who looks after licenses; nobody on the way to the first frame."""
    if sight.quick or not licenses:
        return {}
    known: dict[str, str] = sight.memo.setdefault("responsible", {})
    asked = licenses - known.keys()
    if asked:
        rows = sight.reader.all(
            "SELECT number, responsible FROM license WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(asked)),),
        )
        known.update(rows)
    return known


# --- sums payable --------------------------------------------------------------------------------------


def dues(sight: Sight) -> Iterator[Item]:
    """Yield the sums that are payable."""
    yield from _items(sight, _rows(sight, _OPEN), _due, DUE_BACKLOG)


def _due(row: _Row) -> Item:
    return Item(
        f"due:{row.number}",
        row.on,
        row.number,
        f"{row.licensee} {row.title}".strip(),
        _("%(open)s is payable under %(license)s by this day; enter what comes in.")
        % {"open": shown_yuan(row.open_fen), "license": row.license},
        "pay-later:2",
        f"ttoffice license receipt {row.license} --amount {yuan(row.open_fen):.2f}",
        provisional=bool(row.provisional),
        sequence=row.version - 1,
    )


DUE_BACKLOG = Backlog(
    "due:backlog",
    N_("%(count)s sums are overdue"),
    N_("%(count)s sums under licenses should have been paid; the ageing shows each license."),
    "pay-later:2",
    "ttoffice ageing",
)


# --- reports -------------------------------------------------------------------------------------------


def reports(sight: Sight) -> Iterator[Item]:
    """Yield the settlement periods whose revenue is to be reported."""
    yield from _items(sight, _rows(sight, _UNREPORTED), _report, REPORT_BACKLOG)


def _report(row: _Row) -> Item:
    return Item(
        f"report:{row.number}",
        row.on,
        row.number,
        f"{row.licensee} {row.title}".strip(),
        _("The revenue of this period is to be reported under %(license)s by this day; enter the statement.")
        % {"license": row.license},
        "民法典 846",
        f"ttoffice license statement {row.license}",
        provisional=bool(row.provisional),
        sequence=row.version - 1,
    )


REPORT_BACKLOG = Backlog(
    "report:backlog",
    N_("%(count)s reports of revenue are overdue"),
    N_("%(count)s settlement periods were not reported in time; ask the licensees for their reports."),
    "民法典 846",
    "ttoffice list dues --view unreported",
)


# --- milestones ----------------------------------------------------------------------------------------


def milestones(sight: Sight) -> Iterator[Item]:
    """Yield the milestones that are expected, or late."""
    yield from _items(sight, _rows(sight, _PENDING), _milestone, MILESTONE_BACKLOG)


def _milestone(row: _Row) -> Item:
    return Item(
        f"milestone:{row.number}",
        row.on,
        row.number,
        f"{row.licensee} {row.title}".strip(),
        _(
            "This milestone of %(license)s is expected on this day: record it as reached, or when it is expected."
        )
        % {"license": row.license},
        "pay-later:2(2)",
        f"ttoffice do milestone.reach {row.number}",
        sequence=row.version - 1,
    )


MILESTONE_BACKLOG = Backlog(
    "milestone:backlog",
    N_("%(count)s milestones are late"),
    N_("%(count)s milestones were expected earlier and are not recorded as reached."),
    "pay-later:2(2)",
    "ttoffice list milestones --view late",
)


# --- limitation ----------------------------------------------------------------------------------------


def limitations(sight: Sight) -> Iterator[Item]:
    """Yield the sums whose limitation period ends: three years from their last day of payment (民法典 188)."""
    last = _years_before(sight.until)
    rows = _rows(sight, _OPEN, last=last) if last else []
    yield from _items(sight, rows, _limitation, LIMIT_BACKLOG, _limitation_day)


def _limitation_day(row: _Row) -> date:
    return add_years(row.on, LIMITATION_YEARS)


def _years_before(day: date) -> str | None:
    try:
        return add_years(day, -LIMITATION_YEARS).isoformat()
    except OverflowError:
        return None


def _limitation(row: _Row) -> Item:
    return Item(
        f"limitation:{row.number}",
        _limitation_day(row),
        row.number,
        f"{row.licensee} {row.title}".strip(),
        _(
            "%(open)s has been payable for three years on this day; demand it in writing, which begins the period anew."
        )
        % {"open": shown_yuan(row.open_fen)},
        "民法典 188",
        f"ttoffice license schedule {row.license}",
        hard=True,
        sequence=row.version - 1,
    )


LIMIT_BACKLOG = Backlog(
    "limitation:backlog",
    N_("The limitation period of %(count)s sums has ended or is near its end"),
    N_("%(count)s sums have been payable for three years; look whether a demand began the period anew."),
    "民法典 188",
    "ttoffice ageing",
)


# --- free money ----------------------------------------------------------------------------------------

_FREE = """
SELECT l.number, l.licensee_name, l.title, l.responsible, r.fen - COALESCE(a.fen, 0) FROM license l JOIN (
    SELECT subject, SUM(CASE WHEN (kind = 'refund') = (reverses = '') THEN -amount_fen ELSE amount_fen END) AS fen
    FROM receipt GROUP BY subject
) r ON r.subject = l.number LEFT JOIN (
    SELECT subject, SUM(CASE releases WHEN '' THEN amount_fen ELSE -amount_fen END) AS fen
    FROM allocation GROUP BY subject
) a ON a.subject = l.number
WHERE r.fen > COALESCE(a.fen, 0) ORDER BY l.id LIMIT ?
"""


def free_money(sight: Sight) -> Iterator[Item]:
    """Yield the licenses with money that pays nothing; not of a past day, and not on the way to the first frame."""
    if sight.quick or sight.past:
        return
    rows = sight.reader.all(_FREE, (sight.cap + 1,))

    def each(chosen: Sequence[tuple[Any, ...]]) -> Iterator[Item]:
        sequence = log_length(sight) if chosen else 0
        for number, licensee, title, person, fen in chosen:
            yield Item(
                f"credit:{number}",
                None,
                number,
                f"{licensee} {title}".strip(),
                _("%(fen)s came in and pays nothing: allocate it to a sum due, or refund it.")
                % {"fen": shown_yuan(fen)},
                "民法典 985",
                f"ttoffice list receipts --search {number}",
                person,
                sequence=sequence,
            )

    yield from folded(sight, [(None, row) for row in rows], each, CREDIT_BACKLOG)


CREDIT_BACKLOG = Backlog(
    "credit:backlog",
    N_("Under %(count)s licenses money waits to be allocated"),
    N_("Under %(count)s licenses money came in that pays nothing: allocate it to sums due, or refund it."),
    "民法典 985",
    "ttoffice list receipts",
)

SOURCES: tuple[tuple[str, Source], ...] = (
    ("due", dues),
    ("report", reports),
    ("milestone", milestones),
    ("limitation", limitations),
    ("credit", free_money),
)
