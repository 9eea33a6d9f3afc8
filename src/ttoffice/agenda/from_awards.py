"""Awards that wait: receipts that nobody distributed yet, distributions whose next step is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Backlog, Sight, Source, folded
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.money import shown_yuan

if TYPE_CHECKING:
    from ttoffice.licenses.awards.views import Undistributed, Waiting

BASIS = "促转法 45"
STEPS = {"drafted": "award.publicise", "cleared": "award.decide", "decided": "award.pay"}
"""The action that is next, by state."""
WHY = {
    "drafted": N_("The distribution is drafted: check it and make it public."),
    "cleared": N_("Publicity is over: the collective decision on the distribution is next."),
    "decided": N_("The distribution is decided: pay the awards and record it."),
}
BACKLOG = Backlog(
    "award:receipts",
    N_("%(count)s receipts are not distributed"),
    N_("Nobody drafted a distribution for them: ttoffice list receipts tells which."),
    BASIS,
    "ttoffice do award.draft",
)


def receipts(sight: Sight) -> Iterator[Item]:
    """Yield the receipts that stand in no distribution; no day is set for it, so they have none."""
    if sight.quick:
        return
    from ttoffice.licenses.awards.views import undistributed, undistributed_then

    found = (
        undistributed_then(sight.reader, sight.day, sight.cap + 1)
        if sight.past
        else undistributed(sight.reader, sight.cap + 1)
    )
    yield from folded(sight, [(None, one) for one in found], lambda rows: _each(sight, rows), BACKLOG)


def _each(sight: Sight, rows: Sequence[Undistributed]) -> Iterable[Item]:
    if not rows:
        return
    from ttoffice.deadlines.views import policy_on
    from ttoffice.licenses.awards.building import relief_day

    window = policy_on(sight.reader, "award_tax_window", sight.day)
    for one in rows:
        told = {
            "amount": shown_yuan(one.amount_fen),
            "day": one.received_on.isoformat(),
            "relief": relief_day(one.received_on, window).isoformat(),
            "source": window.source,
        }
        yield Item(
            f"award:{one.number}",
            None,
            one.license,
            f"{one.licensee_name} {one.number}".strip(),
            _(
                "%(amount)s received on %(day)s is not distributed. Tax relief on cash awards until %(relief)s"
                " (%(source)s)."
            )
            % told,
            BASIS,
            f'ttoffice do award.draft --data \'{{"license": "{one.license}"}}\'',
            sequence=one.version - 1,
        )


def steps(sight: Sight) -> Iterator[Item]:
    """Yield the distributions that wait for a step; those to be paid stand on the last day of the tax relief."""
    if sight.quick:
        return
    from ttoffice.licenses.awards.views import waiting, waiting_then

    for one in waiting_then(sight.reader, sight.day) if sight.past else waiting(sight.reader):
        yield _reversed(one) if one.reversed else _step(one)


def _step(one: Waiting) -> Item:
    why = _(WHY[one.state])
    if one.relief_until is not None:
        told = {"day": one.relief_until.isoformat(), "source": one.relief_source}
        why += " " + _("Tax relief on cash awards until %(day)s (%(source)s).") % told
    return Item(
        f"award:{one.number}",
        one.relief_until if one.state == "decided" else None,
        one.number,
        one.title,
        why,
        BASIS,
        f"ttoffice do {STEPS[one.state]} {one.number}",
        sequence=one.version - 1,
    )


def _reversed(one: Waiting) -> Item:
    standing = one.state in ("decided", "paid")
    verb = "award.correct" if standing else "award.withdraw"
    return Item(
        f"award:{one.number}",
        None,
        one.number,
        one.title,
        _(
            "It distributes %(receipts)s, which was reversed since: correct it, or withdraw it where nothing is decided."
        )
        % {"receipts": "、".join(one.reversed)},
        BASIS,
        f"ttoffice do {verb} {one.number}",
        sequence=one.version - 1,
    )


SOURCES: tuple[tuple[str, Source], ...] = (("award", receipts), ("award", steps))
