"""The agenda as a calendar file (RFC 5545): written and read back by hand, because it needs so little of it.

The same thing has the same UID on every day and in every file, so that importing again brings it up to date.
SEQUENCE never falls and grows with every change of what the thing rests on (3.8.7.4). A calendar cannot see
that something is left out of a file; so a file that stands there already is read first, and what it handed
out and what is done since is written once more as STATUS:CANCELLED (3.8.1.11), for a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ttoffice.agenda.items import REMINDERS, Item
from ttoffice.i18n import gettext as _

PRODUCT = "-//ttoffice//agenda//ZH"
OCTETS = 75
"""A line holds so many octets at most, its end not counted (3.1)."""
KEPT_DAYS = 366
"""For so many days after its day a cancelled thing stays in the file."""
REMINDED_AT = timedelta(hours=9)
"""The hour of the day at which a calendar reminds."""
_SPECIAL = re.compile(r"[\\;,]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FOLD = re.compile(r"\r?\n[ \t]")


@dataclass(frozen=True, slots=True)
class Handed:
    """What an earlier file handed out about one thing; `summary` is text as the file writes it."""

    day: date
    sequence: int
    summary: str
    cancelled: bool


def calendar(
    items: Iterable[Item],
    *,
    mark: str,
    title: str,
    moment: datetime,
    today: date,
    earlier: Mapping[str, Handed] | None = None,
    living: Mapping[str, Item] | None = None,
    steps: Sequence[int] = REMINDERS,
) -> bytes:
    """Return the calendar of the things that have a day.

    Args:
        items: what to hand out.
        mark: names the store, so that two offices' things do not meet under one UID.
        title: what the calendar is called.
        moment: when it is written, aware.
        today: what is past has no alarm.
        earlier: what the file holds that is to be replaced, by UID.
        living: everything that waits, also what is not to be handed out, by UID: such a thing is not done.
        steps: how many days before its day a hard thing's alarms come.
    """
    known = earlier or {}
    wanted = {uid_of(item.key, mark): item for item in items if item.day is not None}
    for uid in known:
        if uid not in wanted and (item := (living or {}).get(uid)) is not None and item.day is not None:
            wanted[uid] = item
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{text(title)}")
    stamp = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for uid, item in wanted.items():
        lines += _event(uid, item, known.get(uid), stamp, today, steps)
    for uid, gone in known.items():
        if uid not in wanted and (today - gone.day).days <= KEPT_DAYS:
            lines += _cancelled(uid, gone, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines).encode()


def uid_of(key: str, mark: str) -> str:
    """Return the UID of a thing's key."""
    return text(f"{key}.{mark}@ttoffice")


def _event(
    uid: str, item: Item, earlier: Handed | None, stamp: str, today: date, steps: Sequence[int]
) -> Iterator[str]:
    assert item.day is not None
    sequence = item.sequence
    if earlier is not None:
        moved = earlier.day != item.day or earlier.cancelled
        sequence = max(sequence, earlier.sequence + moved)
    summary = text(f"{item.kind_label} {item.title}")
    yield from _head(uid, stamp, item.day, summary, sequence)
    yield f"STATUS:{'TENTATIVE' if item.provisional else 'CONFIRMED'}"
    yield f"DESCRIPTION:{text(_description(item))}"
    yield f"CATEGORIES:{text(item.kind_label)}"
    if item.hard and item.snoozed_until is None:
        for step in sorted(steps, reverse=True):
            if (item.day - today).days >= step:
                yield from _alarm(step, summary)
    yield "END:VEVENT"


def _head(uid: str, stamp: str, day: date, summary: str, sequence: int) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(day)}"
    if day < date.max:  # the end is the day after, and a day lasts one day without it
        yield f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}"
    yield f"SUMMARY:{summary}"
    yield f"SEQUENCE:{sequence}"
    yield "TRANSP:TRANSPARENT"


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _description(item: Item) -> str:
    lines = [item.why]
    if item.basis:
        lines.append(_("Basis: %(basis)s") % {"basis": item.basis})
    if item.provisional:
        lines.append(_("The day is provisional: a year's calendar is not announced yet."))
    if item.snoozed_until is not None:
        lines.append(
            _("Postponed until %(day)s: %(reason)s")
            % {"day": item.snoozed_until.isoformat(), "reason": item.snoozed_why}
        )
    if item.person:
        lines.append(_("Responsible: %(person)s") % {"person": item.person})
    return "\n".join([*lines, item.command])


def _alarm(step: int, summary: str) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{summary}"
    yield f"TRIGGER:{_before(timedelta(days=step) - REMINDED_AT)}"
    yield "END:VALARM"


def _before(ahead: timedelta) -> str:
    """Return a duration before the day begins, such as -P6DT15H; one after it where it is negative."""
    sign = "-" if ahead > timedelta(0) else ""
    days, seconds = divmod(int(abs(ahead).total_seconds()), 86_400)
    return f"{sign}P{f'{days}D' if days else ''}T{seconds // 3600}H"


def _cancelled(uid: str, gone: Handed, stamp: str) -> Iterator[str]:
    sequence = gone.sequence if gone.cancelled else gone.sequence + 1
    yield from _head(uid, stamp, gone.day, gone.summary, sequence)
    yield "STATUS:CANCELLED"
    yield "END:VEVENT"


# --- text ------------------------------------------------------------------------------------------------


def text(value: str) -> str:
    """Return a text as a calendar writes it (3.3.11): nothing in it can end a line or a value."""
    lines = "\n".join(value.splitlines())
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _SPECIAL.sub(r"\\\g<0>", lines).replace("\n", "\\n"))


def fold(line: str) -> str:
    """Return a content line in pieces of at most `OCTETS` octets of UTF-8; no character is split."""
    pieces, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            pieces.append("")
            size = 1  # the space that a continued line begins with
        pieces[-1] += letter
        size += octets
    return "\r\n ".join(pieces)


# --- what an earlier file handed out -----------------------------------------------------------------------


def is_ours(content: bytes) -> bool:
    """Return whether a file is a calendar that this program wrote."""
    return content.startswith(b"BEGIN:VCALENDAR") and f"PRODID:{PRODUCT}".encode() in content[:2000]


def handed_out(content: bytes) -> dict[str, Handed]:
    """Return what a calendar of this program handed out, by UID; an event that cannot be read is left out."""
    found: dict[str, Handed] = {}
    event: dict[str, str] = {}
    for line in _FOLD.sub("", content.decode(errors="replace")).splitlines():
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            try:
                day = datetime.strptime(event["DTSTART"], "%Y%m%d").replace(tzinfo=UTC).date()
                sequence = int(event.get("SEQUENCE", "0"))
            except (KeyError, ValueError):
                continue
            cancelled = event.get("STATUS") == "CANCELLED"
            found[event.get("UID", "")] = Handed(day, sequence, event.get("SUMMARY", ""), cancelled)
        else:
            event.setdefault(name.partition(";")[0], value)
    return found
