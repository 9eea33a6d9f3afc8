"""Money of the licenses: sums payable, reports and milestones that are expected, money that pays nothing yet.

What is long overdue in numbers is one line, as everywhere on the agenda.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ttoffice.agenda.due_rows import OPEN, PENDING, UNREPORTED, Row, persons, rows_of
from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Backlog, Sight, Source, folded, log_length
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.money import shown_yuan, yuan
from ttoffice.workdays.periods import add_years

LIMITATION_YEARS = 3


def _items(
    sight: Sight,
    rows: list[Row],
    make: Callable[[Row], Item],
    backlog: Backlog,
    day_of: Callable[[Row], date] = lambda row: row.on,
) -> Iterator[Item]:
    def each(chosen: Sequence[Row]) -> Iterator[Item]:
        responsible = persons(sight, {row.license for row in chosen})
        for row in chosen:
            item, person = make(row), responsible.get(row.license, "")
            yield replace(item, person=person) if person else item

    yield from folded(sight, [(day_of(row), row) for row in rows], each, backlog)


def _item(kind: str, row: Row, day: date, why: str, basis: str, command: str, *, hard: bool = False) -> Item:
    return Item(
        f"{kind}:{row.number}",
        day,
        row.number,
        f"{row.licensee} {row.title}".strip(),
        why,
        basis,
        command,
        hard=hard,
        provisional=bool(row.provisional),
        sequence=row.version - 1,
    )


# --- sums payable --------------------------------------------------------------------------------------


def dues(sight: Sight) -> Iterator[Item]:
    """Yield the sums that are payable."""
    yield from _items(sight, rows_of(sight, OPEN), _due, DUE_BACKLOG)


def _due(row: Row) -> Item:
    return _item(
        "due",
        row,
        row.on,
        _("%(open)s is payable under %(license)s by this day; enter what comes in.")
        % {"open": shown_yuan(row.open_fen), "license": row.license},
        "pay-later:2",
        f"ttoffice license receipt {row.license} --amount {yuan(row.open_fen):.2f}",
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
    yield from _items(sight, rows_of(sight, UNREPORTED), _report, REPORT_BACKLOG)


def _report(row: Row) -> Item:
    return _item(
        "report",
        row,
        row.on,
        _("The revenue of this period is to be reported under %(license)s by this day; enter the statement.")
        % {"license": row.license},
        "民法典 846",
        f"ttoffice license statement {row.license}",
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
    yield from _items(sight, rows_of(sight, PENDING), _milestone, MILESTONE_BACKLOG)


def _milestone(row: Row) -> Item:
    return _item(
        "milestone",
        row,
        row.on,
        _(
            "This milestone of %(license)s is expected on this day: record it as reached, or when it is expected."
        )
        % {"license": row.license},
        "pay-later:2(2)",
        f"ttoffice do milestone.reach {row.number}",
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
    """Yield the sums whose limitation period ends: three years from their last day of payment (民法典 188).

    A written demand begins the period anew (195), so that a sum demanded in time comes back three years later.
    """
    last = _years_before(sight.until)
    rows = rows_of(sight, OPEN, last=last) if last else []
    ends = _limitation_ends(sight, rows)
    near = [row for row in rows if ends[row.number] <= sight.until]
    yield from _items(
        sight,
        near,
        lambda row: _limitation(row, ends[row.number]),
        LIMIT_BACKLOG,
        lambda row: ends[row.number],
    )


def _limitation_ends(sight: Sight, rows: list[Row]) -> dict[str, date]:
    """Return the last day of the limitation period of each sum."""
    if not rows:
        return {}
    from ttoffice.licenses.collecting.demands import demanded_by
    from ttoffice.licenses.collecting.limitation import limitation_ends

    demanded = demanded_by(sight.reader, {row.license for row in rows}, sight.day)
    return {row.number: limitation_ends(row.on, demanded.get(row.number, ())) for row in rows}


def _years_before(day: date) -> str | None:
    try:
        return add_years(day, -LIMITATION_YEARS).isoformat()
    except OverflowError:
        return None


def _limitation(row: Row, ends: date) -> Item:
    return _item(
        "limitation",
        row,
        ends,
        _(
            "The limitation period of %(open)s ends on this day; demand it in writing, which begins the period anew."
        )
        % {"open": shown_yuan(row.open_fen)},
        "民法典 188",
        f"ttoffice license schedule {row.license}",
        hard=True,
    )


LIMIT_BACKLOG = Backlog(
    "limitation:backlog",
    N_("The limitation period of %(count)s sums has ended or is near its end"),
    N_("The limitation periods of %(count)s sums end or have ended; demand them in writing."),
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
