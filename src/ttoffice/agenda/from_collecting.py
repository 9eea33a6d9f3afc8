"""What is to be done so that money comes in: rungs of the ladder, steps that limit loss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ttoffice.agenda.items import Item
from ttoffice.agenda.licenses_then import Held, OpenDue, SentAbout, held, last_measures, open_dues, sent
from ttoffice.agenda.sources import Backlog, Sight, Source, folded
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.licenses.collecting.ladder import Ladder, Next

NAMED = 3
"""So many sums are named in one line; of more, how many there are."""


class _Rung(NamedTuple):
    """The highest rung that is due for sums of one license."""

    owner: Held
    rungs: Sequence[Next]
    version: int


def reminders(sight: Sight) -> Iterator[Item]:
    """Yield, a line a license, the rung of the ladder that is due and for which sums; muted licenses are passed over."""
    if sight.quick:
        return
    rows = [(_day(one), one) for one in _rungs(sight)]
    yield from folded(sight, rows, lambda chosen: map(_reminder, chosen), REMINDER_BACKLOG)


def _rungs(sight: Sight) -> Iterator[_Rung]:
    """Yield the highest rung that is due for each license; what is yet to come within sight, where none is due."""
    ladder = _ladder(sight)
    known, about = held(sight), sent(sight)
    by_license: dict[str, list[tuple[Next, int]]] = {}
    for due in open_dues(sight, sight.until + timedelta(days=ladder.longest_before)):
        found = _next(due, ladder, sight.day, about.get(due.number, []))
        if found is not None and due.subject in known:
            by_license.setdefault(due.subject, []).append((found, due.version))
    for number, pairs in by_license.items():
        owner = known[number]
        if owner.muted_until and owner.muted_until >= sight.day.isoformat():
            continue
        chosen = _highest([one for one, _version in pairs], sight.day)
        if chosen[0].day > sight.until:
            continue
        yield _Rung(owner, chosen, sum(version for _one, version in pairs))


def _ladder(sight: Sight) -> Ladder:
    from ttoffice.licenses.collecting.views import ladder_on

    return ladder_on(sight.reader, sight.day)


def _next(due: OpenDue, ladder: Ladder, day: date, about: Sequence[SentAbout]) -> Next | None:
    from ttoffice.licenses.collecting.ladder import Owed, Sent, next_rung
    from ttoffice.licenses.collecting.record import Rung

    told = [Sent(one.due, one.due_on, Rung(one.rung), one.step, one.sent_on) for one in about]
    return next_rung(Owed(due.number, due.title, due.due_on, due.open_fen), ladder, told, day)


def _highest(found: Sequence[Next], day: date) -> list[Next]:
    from ttoffice.licenses.collecting.ladder import due_rungs

    due = due_rungs(found, day)
    if due:
        return [one for one in due if one.rung is due[0].rung]
    return [min(found, key=lambda one: (one.day, one.owed.number))]


def _day(one: _Rung) -> date:
    """Return the day of the rung, not before the license was signed."""
    signed = date.fromisoformat(one.owner.signed_on) if one.owner.signed_on else date.min
    return max(signed, min(next_.day for next_ in one.rungs))


def _reminder(one: _Rung) -> Item:
    from ttoffice.licenses.collecting.record import RUNG_LABELS

    first, told = one.rungs[0], [f"{next_.owed.number} {next_.owed.title}" for next_ in one.rungs]
    more = _(" and %(count)d more") % {"count": len(told) - NAMED} if len(told) > NAMED else ""
    rung = _(RUNG_LABELS[first.rung.value])
    return Item(
        f"reminder:{one.owner.number}",
        _day(one),
        one.owner.number,
        f"{rung} {one.owner.title} {one.owner.licensee_name}".strip(),
        _("By the unit's ladder: %(rung)s for %(dues)s.")
        % {"rung": rung, "dues": listed(told[:NAMED]) + more},
        "民法典 563" if first.rung.value == "demand" else "",
        f"ttoffice license reminders {one.owner.number}",
        one.owner.responsible,
        sequence=one.version,
    )


REMINDER_BACKLOG = Backlog(
    "reminder:backlog",
    N_("Of %(count)s licenses payments are to be reminded of or demanded"),
    N_("%(count)s licenses have sums for which a rung of the ladder has come."),
    "民法典 563",
    "ttoffice list dues --view overdue",
)

# --- steps that limit loss --------------------------------------------------------------------------------


def measures(sight: Sight) -> Iterator[Item]:
    """Yield the licenses with overdue sums for which no step that limits loss was taken for as long as is settled."""
    if sight.quick:
        return
    from ttoffice.licenses.collecting.views import days_on

    every = timedelta(days=days_on(sight.reader, "mitigation_after", sight.day))
    known, taken = held(sight), last_measures(sight)
    oldest: dict[str, OpenDue] = {}
    for due in open_dues(sight, sight.day):
        if due.due_on < sight.day:
            oldest.setdefault(due.subject, due)
    rows = []
    for number, due in oldest.items():
        if number in known:
            last, count = taken.get(number, (due.due_on, 0))
            day = max(last, due.due_on) + every
            if day <= sight.until:
                rows.append((day, (known[number], due, day, count)))
    yield from folded(sight, rows, lambda chosen: map(_measure, chosen), MEASURE_BACKLOG)


def _measure(one: tuple[Held, OpenDue, date, int]) -> Item:
    owner, due, day, count = one
    told = {"due": f"{due.number} {due.title}", "day": due.due_on.isoformat()}
    return Item(
        f"mitigation:{owner.number}",
        day,
        owner.number,
        f"{owner.title} {owner.licensee_name}".strip(),
        _("%(due)s is unpaid since %(day)s: take a step that limits loss and record it with its proof.")
        % told,
        "exemption:8(4)",
        f"ttoffice license reminders {owner.number}",
        owner.responsible,
        sequence=count,
    )


MEASURE_BACKLOG = Backlog(
    "mitigation:backlog",
    N_("Of %(count)s licenses loss is to be limited"),
    N_("%(count)s licenses have overdue sums and no step that limits loss was recorded lately."),
    "exemption:8(4)",
    "ttoffice list dues --view overdue",
)

SOURCES: tuple[tuple[str, Source], ...] = (
    ("reminder", reminders),
    ("mitigation", measures),
)
