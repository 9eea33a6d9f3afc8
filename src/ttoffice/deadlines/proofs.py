"""The proof of a deadline in words: each day, its weekday, its place in the count, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ttoffice.deadlines.kinds import WHY
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.workdays.counting import CountedDay

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


class ProofLine(NamedTuple):
    """One day of a proof as people read it; `place` is its number in the count, empty where it does not count."""

    day: str
    weekday: str
    place: str
    why: str


def proof_lines(proof: Sequence[CountedDay]) -> Iterator[ProofLine]:
    """Yield a proof line by line; the count begins anew with an extension."""
    number = 0
    for item in proof:
        number = 0 if item.why == "extension_start" else number + item.counts
        yield ProofLine(
            item.day.isoformat(),
            weekday(item.day),
            str(number) if item.counts else "",
            why_text(item.why, item.name),
        )


def weekday(day: date) -> str:
    """Return the day of the week, in the user's language."""
    return _(WEEKDAYS[day.weekday()])


def why_text(code: str, name: str = "") -> str:
    """Return why a day counted or did not, with the holiday's name."""
    told = _(WHY[code]) if code in WHY else code
    return _("%(why)s (%(name)s)") % {"why": told, "name": name} if name else told


def end_text(document: Mapping[str, Any]) -> str:
    """Return the end in a deadline's JSON form, marked where it is provisional; a dash where the clock stands still."""
    end = document.get("ends_on")
    if not end:
        return "-"
    return _("%(day)s (provisional)") % {"day": end} if document.get("provisional") else str(end)
