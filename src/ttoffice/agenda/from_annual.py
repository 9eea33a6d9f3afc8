"""The annual report on transfers: due on the unit's day of the year, until one is recorded as handed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Sight, Source
from ttoffice.i18n import gettext as _

BASIS = "促转法 21"


def reports(sight: Sight) -> Iterator[Item]:
    """Yield each year that is over, in which licenses stood, and whose report was not handed in.

    The law names no day; the unit's setting does, and where it has none the day that other provinces name.
    """
    if sight.quick:
        return
    first = sight.reader.value(
        "SELECT MIN(signed_on) FROM license WHERE signed_on <= ?", (sight.day.isoformat(),)
    )
    if first is None:
        return
    from ttoffice.deadlines.views import policy_on

    setting = policy_on(sight.reader, "annual_report_day", sight.day)
    month, day = map(int, setting.value.split("-"))
    done, begun = _handed_in(sight)
    for year in range(int(first[:4]), sight.day.year):
        if year not in done:
            number = begun.get(year, "")
            yield Item(
                f"annual:{year}",
                date(year + 1, month, day),
                number,
                _("Annual report %(year)d on transfers") % {"year": year},
                _("Export it, complete what is missing, hand it in and record that (%(source)s).")
                % {"source": setting.source},
                BASIS,
                f"ttoffice do annual.hand_in {number}"
                if number
                else f"ttoffice export annual {year} {year}.xlsx",
            )


def _handed_in(sight: Sight) -> tuple[set[int], dict[int, str]]:
    """Return the years handed in, and of the others the newest export of each."""
    if sight.past:
        from ttoffice.store.history import all_as_of

        found = [
            (document["year"], document["handed_in_on"], number)
            for number, _version, document in all_as_of(sight.reader, "annual", sight.day.isoformat())
        ]
    else:
        found = list(sight.reader.all("SELECT year, handed_in_on, number FROM annual ORDER BY id"))
    done = {int(year) for year, handed, _number in found if handed}
    return done, {int(year): str(number) for year, handed, number in found if not handed}


SOURCES: tuple[tuple[str, Source], ...] = (("annual", reports),)
