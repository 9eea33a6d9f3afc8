"""What is due of the results: the two-year scan, exclusions to be looked at again, rights that expire.

It is on the way to the first frame: what is needed for days past only is loaded there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ttoffice.agenda.items import Item
from ttoffice.agenda.settings import reviewed_on, value_on
from ttoffice.agenda.sources import CAP, Backlog, Sight, Source, counted, folded, log_length
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.workdays.periods import add_years

if TYPE_CHECKING:
    from ttoffice.results.record import ResultRecord, Right
    from ttoffice.results.scanning import ScanLine

BASIS = "pay-later:4"
DUE = ("due", "upcoming")
"""The standings of the scan that ask for something."""
LAPSED = "lapsed"


class _Waiting(NamedTuple):
    """A result that something is due of."""

    number: str
    title: str
    version: int
    day: date | None
    said: str = ""


def _then(sight: Sight, condition: str) -> Iterator[tuple[str, int, ResultRecord]]:
    """Yield the results that met a condition on their documents as they stood on the day of the sight."""
    from ttoffice.results.record import from_document
    from ttoffice.store.history import all_as_of

    for number, version, document in all_as_of(sight.reader, "result", sight.day.isoformat(), condition):
        yield number, version, from_document(document)


def persons(sight: Sight, numbers: Iterable[str]) -> Mapping[str, str]:
    """Return who worked last on some results, on a past day by then, by number."""
    rows = sight.reader.all(
        "SELECT r.number, MAX(r.id), l.operator FROM revision r JOIN log l ON l.id = r.log_id"
        " WHERE r.kind = 'result' AND r.subject_id IN"
        " (SELECT id FROM result WHERE number IN (SELECT value FROM json_each(?)))"
        " AND l.legal_day <= ? GROUP BY r.subject_id",
        (json.dumps(list(numbers)), (sight.day if sight.past else date.max).isoformat()),
    )
    return {number: operator for number, _id, operator in rows}


# --- the two-year scan -----------------------------------------------------------------------------------

_FUNDED = "r.fiscal = 'yes' AND r.technology_class = 'applied'"
_UNLISTED = "(r.listed_since IS NULL OR r.listed_since > :day)"
_PLAIN = f"""
SELECT r.number, r.title, r.version, r.acquired_on FROM result r
WHERE {_FUNDED} AND r.implemented = 'no' AND r.exclusion_reason = '' AND r.acquired_on BETWEEN :first AND :last
  AND {_UNLISTED} AND NOT EXISTS (SELECT 1 FROM implementation i WHERE i.result_id = r.id)
ORDER BY r.acquired_on LIMIT :most
"""
"""What is decided by its dates alone, the oldest first: through the index of that day, so that it need not end."""
_INVOLVED = f"""
SELECT r.id, r.version FROM result r
WHERE COALESCE(r.fiscal, 'yes') = 'yes' AND COALESCE(r.technology_class, 'applied') = 'applied'
  AND COALESCE(r.acquired_on, '') <= :latest AND {_UNLISTED}
  AND r.id IN (SELECT i.result_id FROM implementation i WHERE i.since <> '' AND i.since <> :day
                 AND i.since >= substr(:day, 1, length(i.since))
               UNION SELECT e.id FROM result e WHERE e.exclusion_reason <> '' AND e.exclusion_on > :day)
"""
"""What has uses or an exclusion that may begin after the day only: the rule decides."""
_OPEN = f"""
SELECT COUNT(*) FROM (SELECT 1 FROM result r
WHERE (r.fiscal IS NULL OR r.technology_class IS NULL OR r.acquired_on IS NULL OR r.implemented IS NULL)
  AND COALESCE(r.fiscal, 'yes') = 'yes' AND COALESCE(r.technology_class, 'applied') = 'applied'
  AND COALESCE(r.implemented, 'no') = 'no' AND (r.acquired_on IS NULL OR r.acquired_on <= :reached)
  AND r.exclusion_reason = '' AND {_UNLISTED}
  AND NOT EXISTS (SELECT 1 FROM implementation i WHERE i.result_id = r.id) LIMIT :most)
"""


def _params(sight: Sight) -> dict[str, str | int]:
    return {
        "day": sight.day.isoformat(),
        "latest": _two_years_before(sight.until).isoformat(),
        "reached": _two_years_before(sight.day).isoformat(),
        "most": CAP + 1,
    }


def _plain(sight: Sight) -> Iterator[tuple[str, str, int, str]]:
    """Yield what is decided by its dates alone: of what is due already so many as are counted, then what is to come."""
    params = _params(sight)
    reached = sight.reader.all(_PLAIN, {**params, "first": "", "last": params["reached"]})
    yield from reached
    rest = {**params, "first": params["reached"], "last": params["latest"], "most": -1}
    yield from (row for row in sight.reader.all(_PLAIN, rest) if row[3] > str(params["reached"]))


def _two_years_before(day: date) -> date:
    """Return the last day of acquisition whose two years may be full by a day; the rule is exact."""
    try:
        return date.fromordinal(add_years(day, -2).toordinal() + 1)
    except (OverflowError, ValueError):
        return date.min


def _waiting(sight: Sight) -> Iterator[_Waiting]:
    """Yield the results that the scan finds due, or coming due within sight, and that are not listed."""
    for number, title, version, acquired in _plain(sight):
        yield _Waiting(number, title, version, add_years(date.fromisoformat(acquired), 2))
    for version, line in _involved(sight):
        if line.decision.standing.value in DUE:
            yield _Waiting(line.number, line.title, version, line.decision.due_on)


def _involved(sight: Sight) -> Iterator[tuple[int, ScanLine]]:
    """Yield, with its version, where each result stands whose uses or exclusion may begin later."""
    from ttoffice.results.scanning import scan_lines

    versions: dict[int, int] = dict(sight.reader.all(_INVOLVED, _params(sight)))
    for line in scan_lines(sight.reader, tuple(versions), sight.day, sight.within).values():
        yield versions[line.id], line


_CONCERNED = (
    "COALESCE(json_extract(document, '$.fiscal'), 'yes') = 'yes'"
    " AND COALESCE(json_extract(document, '$.technology_class'), 'applied') = 'applied'"
    " AND json_extract(document, '$.listed_since') IS NULL"
)
"""The first sieve of results as they stood: what the rule cannot find due is not taken apart."""


def _waiting_then(sight: Sight) -> Iterator[_Waiting]:
    from ttoffice.results.rules import scan_facts
    from ttoffice.results.scan import decide

    for number, version, record in _then(sight, _CONCERNED):
        if record.listed_since is None or record.listed_since > sight.day:
            decision = decide(scan_facts(record), sight.day, sight.within)
            if decision.standing.value in DUE:
                yield _Waiting(number, record.title, version, decision.due_on)


def scans(sight: Sight) -> Iterator[Item]:
    """Yield the results that pay-later Art. 4 wants on the list."""
    waiting = sorted(
        _waiting_then(sight) if sight.past else _waiting(sight),
        key=lambda one: (one.day or date.max, one.number),
    )

    def make(rows: Sequence[_Waiting]) -> Iterator[Item]:
        known = persons(sight, (row.number for row in rows))
        for row in rows:
            yield Item(
                f"scan:{row.number}",
                row.day,
                row.number,
                row.title,
                _(
                    "Unused for two full years since the right was acquired: list it, or exclude it with the reason."
                ),
                BASIS,
                f"ttoffice do result.list {row.number}",
                known.get(row.number, ""),
                sequence=row.version - 1,
            )

    yield from folded(sight, [(row.day, row) for row in waiting], make, SCAN_BACKLOG)


SCAN_BACKLOG = Backlog(
    "scan:backlog",
    N_("%(count)s results are due for the pay-later list"),
    N_("%(count)s results, unused for two full years, are neither listed nor excluded; the scan shows each."),
    BASIS,
    "ttoffice scan",
)


def undecided(sight: Sight) -> Iterator[Item]:
    """Yield one line for all results whose data do not suffice to decide on Art. 4."""
    if sight.past:
        count = sum(1 for _version in _undecided_then(sight))
    else:
        count = int(sight.reader.value(_OPEN, _params(sight)))
        count += sum(line.decision.standing.value == "undecided" for _version, line in _involved(sight))
    if count:
        yield Item(
            "scan:undecided",
            None,
            "",
            _("%(count)s results lack data for the two-year scan") % counted(count),
            _("Whether they belong on the list cannot be decided: fill in what the scan names as not known."),
            BASIS,
            "ttoffice scan --json",
            sequence=log_length(sight),
            count=count,
        )


def _undecided_then(sight: Sight) -> Iterator[int]:
    from ttoffice.results.rules import scan_facts
    from ttoffice.results.scan import decide

    for _number, version, record in _then(sight, _CONCERNED):
        if decide(scan_facts(record), sight.day, 0).standing.value == "undecided":
            yield version


# --- exclusions ------------------------------------------------------------------------------------------

_EXCLUDED = """
SELECT number, title, version, exclusion_on, exclusion_reason FROM result r
WHERE r.exclusion_reason <> '' AND COALESCE(r.exclusion_on, '') <= :last ORDER BY id
"""


def _excluded(sight: Sight) -> Iterator[_Waiting]:
    """Yield the exclusions with the day on which each is to be looked at again: by the unit's own setting."""
    period = value_on(sight.reader, "exclusion_review", sight.day)
    if sight.past:
        for number, version, record in _then(sight, "json_extract(document, '$.exclusion_reason') <> ''"):
            if record.exclusion_reason:
                made = record.exclusion_on
                day = reviewed_on(made, period) if made else None
                yield _Waiting(number, record.title, version, day, record.exclusion_reason)
        return
    for number, title, version, since, reason in sight.reader.all(
        _EXCLUDED, {"last": sight.until.isoformat()}
    ):
        day = reviewed_on(date.fromisoformat(since), period) if since else None
        yield _Waiting(number, title, version, day, reason)


def exclusions(sight: Sight) -> Iterator[Item]:
    """Yield the exclusions from the list that are to be looked at again, as long after as the unit has settled."""
    rows = [(row.day, row) for row in _excluded(sight) if row.day is None or row.day <= sight.until]

    def make(chosen: Sequence[_Waiting]) -> Iterator[Item]:
        known = persons(sight, (row.number for row in chosen))
        for row in chosen:
            yield Item(
                f"exclusion:{row.number}",
                row.day,
                row.number,
                row.title,
                _("Left off the list because: %(reason)s. Does it still hold? Exclude anew, or take it back.")
                % {"reason": row.said},
                BASIS,
                f"ttoffice do result.include {row.number}",
                known.get(row.number, ""),
                sequence=row.version - 1,
            )

    yield from folded(sight, rows, make, EXCLUSION_BACKLOG)


EXCLUSION_BACKLOG = Backlog(
    "exclusion:backlog",
    N_("%(count)s exclusions from the pay-later list are to be reviewed"),
    N_("%(count)s results were left off the list long ago, or without a date; the scan shows each."),
    BASIS,
    "ttoffice scan",
)


# --- rights ----------------------------------------------------------------------------------------------


class _Right(NamedTuple):
    """A right that expires."""

    result: str
    title: str
    version: int
    number: str
    key: str
    day: date


_RIGHTS = """
SELECT r.number, r.title, r.version, i.number, i.number_key, i.position, i.expires_on
FROM ip_right i JOIN result r ON r.id = i.result_id
WHERE i.expires_on BETWEEN :first AND :last AND COALESCE(i.legal_status, '') <> 'lapsed'
ORDER BY i.expires_on LIMIT :most
"""


def _expiring(sight: Sight) -> Iterator[_Right]:
    if not sight.past:
        day = sight.day.isoformat()
        past = sight.reader.all(_RIGHTS, {"first": "", "last": _day_before(day), "most": CAP + 1})
        coming = sight.reader.all(_RIGHTS, {"first": day, "last": sight.until.isoformat(), "most": -1})
        for result, title, version, number, key, place, expires in (*past, *coming):
            yield _Right(result, title, version, number, key or str(place), date.fromisoformat(expires))
        return
    for result, version, record in _then(sight, 'document LIKE \'%"expires_on":"%\''):
        for place, right in enumerate(record.rights):
            if (
                right.expires_on is not None
                and right.expires_on <= sight.until
                and right.legal_status != LAPSED
            ):
                key = _key_of(right) or str(place)
                yield _Right(result, record.title, version, right.number, key, right.expires_on)


def _day_before(day: str) -> str:
    """Return the day before, as text; the first day of all has none."""
    return date.fromordinal(max(1, date.fromisoformat(day).toordinal() - 1)).isoformat()


def _key_of(right: Right) -> str:
    from ttoffice.results.ip_numbers import parse_number

    return parse_number(right.number, right.kind).key


def right_key(result: str, key: str) -> str:
    """Return the key of a right's expiry: its own number where that is plain, else its mark."""
    from hashlib import sha256

    plain = key if key.isascii() and key.isalnum() else sha256(key.encode(errors="replace")).hexdigest()[:12]
    return f"right:{result}:{plain}"


def rights(sight: Sight) -> Iterator[Item]:
    """Yield the rights that expire, or have expired without being recorded as lapsed."""
    rows = [(row.day, row) for row in _expiring(sight)]

    def make(chosen: Sequence[_Right]) -> Iterator[Item]:
        known = persons(sight, (row.result for row in chosen))
        for row in chosen:
            yield Item(
                right_key(row.result, row.key),
                row.day,
                row.result,
                f"{row.title} {row.number}".strip(),
                _("The right ends on this day: renew it where that can be done, or record it as lapsed."),
                "pay-later:3",
                f"ttoffice do result.edit {row.result}",
                known.get(row.result, ""),
                hard=True,
                sequence=row.version - 1,
            )

    yield from folded(sight, rows, make, RIGHT_BACKLOG)


RIGHT_BACKLOG = Backlog(
    "right:backlog",
    N_("%(count)s rights have expired and are not recorded as lapsed"),
    N_("%(count)s rights are past the day they expire, and the register still holds them as in force."),
    "pay-later:3",
    "ttoffice list results",
)

SOURCES: tuple[tuple[str, Source], ...] = (
    ("scan", scans),
    ("scan", undecided),
    ("exclusion", exclusions),
    ("right", rights),
)
