"""What is due of the two-year scan (pay-later Art. 4).

It is on the way to the first frame: what is needed for days past only is loaded there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.agenda.items import Item
from ttoffice.agenda.results_then import Waiting, persons, results_then
from ttoffice.agenda.sources import Backlog, Sight, Source, counted, folded, log_length
from ttoffice.errors import RulebookError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.workdays.periods import add_years

if TYPE_CHECKING:
    from ttoffice.results.scanning import ScanLine

BASIS = "pay-later:4"
DUE = ("due", "upcoming")
"""The standings of the scan that ask for something."""

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
        "most": sight.cap + 1,
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


def waiting(sight: Sight) -> Iterator[Waiting]:
    """Yield the results that the scan finds due, or coming due within sight, and that are not listed.

    The day is the one on which the two years are full, which may lie before the guideline was in force.
    """
    yield from _waiting_on_that_day(sight) if sight.past else _waiting_now(sight)


def _waiting_now(sight: Sight) -> Iterator[Waiting]:
    for number, title, version, acquired in _plain(sight):
        yield Waiting(number, title, version, add_years(date.fromisoformat(acquired), 2))
    for version, line in _involved(sight):
        if line.decision.standing.value in DUE:
            yield Waiting(line.number, line.title, version, line.decision.due_on)


def _involved(sight: Sight) -> Iterator[tuple[int, ScanLine]]:
    """Yield, with its version, where each result stands whose uses or exclusion may begin later."""
    if sight.quick:
        return
    from ttoffice.results.scanning import scan_lines

    versions: dict[int, int] = dict(sight.reader.all(_INVOLVED, _params(sight)))
    for line in scan_lines(sight.reader, tuple(versions), sight.day, sight.within).values():
        yield versions[line.id], line


def _waiting_on_that_day(sight: Sight) -> Iterator[Waiting]:
    for one in results_then(sight):
        if not one.listed(sight.day):
            decision = one.decision(sight.day, sight.within)
            if decision.standing.value in DUE:
                yield Waiting(one.number, one.title, one.version, decision.due_on)


def _begun(sight: Sight) -> date:
    """Return the first day of the guideline; a rulebook that cannot be read is told elsewhere and hides nothing."""
    try:
        return sight.office.in_force_from
    except RulebookError:
        return date.min


def scans(sight: Sight) -> Iterator[Item]:
    """Yield the results that pay-later Art. 4 wants on the list."""
    found = sorted(waiting(sight), key=lambda one: (one.day or date.max, one.number))

    begun = _begun(sight)

    def make(rows: Sequence[Waiting]) -> Iterator[Item]:
        known = persons(sight, (row.number for row in rows))
        for row in rows:
            yield Item(
                f"scan:{row.number}",
                max(row.day, begun) if row.day else None,  # nobody was late before the guideline was in force
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

    yield from folded(
        sight, [(max(row.day, begun) if row.day else None, row) for row in found], make, SCAN_BACKLOG
    )


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
        count = sum(
            not one.listed(sight.day) and one.decision(sight.day, 0).standing.value == "undecided"
            for one in results_then(sight)
        )
    else:
        count = int(sight.reader.value(_OPEN, _params(sight)))
        count += sum(line.decision.standing.value == "undecided" for _version, line in _involved(sight))
    if count:
        yield Item(
            "scan:undecided",
            None,
            "",
            _("%(count)s results lack data for the two-year scan") % counted(sight, count),
            _("Whether they belong on the list cannot be decided: fill in what the scan names as not known."),
            BASIS,
            "ttoffice scan --json",
            sequence=log_length(sight),
            count=count,
        )


SOURCES: tuple[tuple[str, Source], ...] = (("scan", scans), ("scan", undecided))
