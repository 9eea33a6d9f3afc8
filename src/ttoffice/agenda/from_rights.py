"""What is due of results besides the scan: exclusions to be looked at again, rights that expire."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ttoffice.agenda.items import Item
from ttoffice.agenda.results_then import Waiting, persons, results_then
from ttoffice.agenda.settings import reviewed_on, value_on
from ttoffice.agenda.sources import Backlog, Sight, Source, folded
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

BASIS = "pay-later:4"
LAPSED = "lapsed"

# --- exclusions ------------------------------------------------------------------------------------------

_EXCLUDED = """
SELECT number, title, version, exclusion_on, exclusion_reason FROM result r
WHERE r.exclusion_reason <> '' AND COALESCE(r.exclusion_on, '') <= :last ORDER BY id
"""


def _excluded(sight: Sight) -> Iterator[Waiting]:
    """Yield the exclusions with the day on which each is to be looked at again: by the unit's own setting."""
    period = value_on(sight.reader, "exclusion_review", sight.day)
    if sight.past:
        for one in results_then(sight):
            if reason := one.document.get("exclusion_reason"):
                made = one.document.get("exclusion_on")
                day = reviewed_on(date.fromisoformat(made), period) if made else None
                yield Waiting(one.number, one.title, one.version, day, reason)
        return
    for number, title, version, since, reason in sight.reader.all(
        _EXCLUDED, {"last": sight.until.isoformat()}
    ):
        day = reviewed_on(date.fromisoformat(since), period) if since else None
        yield Waiting(number, title, version, day, reason)


def exclusions(sight: Sight) -> Iterator[Item]:
    """Yield the exclusions from the list that are to be looked at again, as long after as the unit has settled."""
    if sight.quick:
        return
    rows = [(row.day, row) for row in _excluded(sight) if row.day is None or row.day <= sight.until]

    def make(chosen: Sequence[Waiting]) -> Iterator[Item]:
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
        past = sight.reader.all(_RIGHTS, {"first": "", "last": _day_before(day), "most": sight.cap + 1})
        coming = sight.reader.all(_RIGHTS, {"first": day, "last": sight.until.isoformat(), "most": -1})
        for result, title, version, number, key, place, expires in (*past, *coming):
            yield _Right(result, title, version, number, key or str(place), date.fromisoformat(expires))
        return
    for one in results_then(sight):
        for place, right in enumerate(one.document.get("rights") or ()):
            expires = right.get("expires_on")
            if expires and expires <= sight.until.isoformat() and right.get("legal_status") != LAPSED:
                written = right.get("number") or ""
                key = _key_of(written, right.get("kind")) or str(place)
                yield _Right(one.number, one.title, one.version, written, key, date.fromisoformat(expires))


def _day_before(day: str) -> str:
    """Return the day before, as text; the first day of all has none."""
    return date.fromordinal(max(1, date.fromisoformat(day).toordinal() - 1)).isoformat()


def _key_of(number: str, kind: str | None) -> str:
    from ttoffice.results.ip_numbers import parse_number

    return parse_number(number, kind).key


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

SOURCES: tuple[tuple[str, Source], ...] = (("exclusion", exclusions), ("right", rights))
