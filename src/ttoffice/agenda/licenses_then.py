"""What the agenda looks at of licenses, as it stands or, of a past day, as it stood: by SQL now, from the history then."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from ttoffice.agenda.sources import Sight

BINDING = ("signed", "registered", "in_force")
AFTER_SIGNATURE = (*BINDING, "ended", "terminated")


class Held(NamedTuple):
    """A license after signature."""

    number: str
    version: int
    title: str
    licensee_name: str
    state: str
    responsible: str
    ends_on: str | None
    muted_until: str | None
    muted_reason: str
    signed_on: str | None


class OpenDue(NamedTuple):
    """A sum that is payable and not paid in full."""

    number: str
    version: int
    subject: str
    title: str
    due_on: date
    open_fen: int


class Entry(NamedTuple):
    """A record of another kind: its number, version and document."""

    number: str
    version: int
    document: dict[str, Any]


def held(sight: Sight) -> dict[str, Held]:
    """Return the licenses after signature, by number; the last day of the term is that of the newest amendment."""
    if "licenses" not in sight.memo:
        found = _held_then(sight) if sight.past else _held_now(sight)
        sight.memo["licenses"] = {one.number: one for one in found}
    known: dict[str, Held] = sight.memo["licenses"]
    return known


_HELD = f"""
SELECT number, version, title, licensee_name, state, COALESCE((SELECT name FROM person p WHERE p.number = responsible), ''),
  json_extract(terms, '$.ends_on'), muted_until, muted_reason, signed_on
FROM license WHERE state IN {AFTER_SIGNATURE}
"""


def _held_now(sight: Sight) -> Iterator[Held]:
    moved = _moved_ends(sight)
    for row in sight.reader.all(_HELD):
        one = Held(*row)
        yield one._replace(ends_on=moved[one.number]) if one.number in moved else one


def _moved_ends(sight: Sight) -> dict[str, str | None]:
    """Return the last days that amendments in effect have set, by license."""
    rows = sight.reader.all(
        "SELECT a.subject, json_extract(c.value, '$.after') FROM amendment a, json_each(a.changes) c"
        " WHERE json_extract(c.value, '$.field') = 'ends_on' AND a.effective_on <= ?"
        " ORDER BY a.effective_on, a.id",
        (sight.day.isoformat(),),
    )
    return dict(rows)


_UNSOLD = f"""
SELECT l.number FROM license l WHERE l.state IN {BINDING} AND l.first_sale_on IS NULL AND l.effective_on <= :day
  AND COALESCE((
    SELECT json_extract(c.value, '$.after.royalty.from_first_sale') FROM amendment a, json_each(a.changes) c
    WHERE a.subject = l.number AND a.effective_on <= :day AND json_extract(c.value, '$.field') = 'plan'
    ORDER BY a.effective_on DESC, a.id DESC LIMIT 1
  ), json_extract(l.terms, '$.plan.royalty.from_first_sale')) ORDER BY l.id
"""


def unsold(sight: Sight) -> list[str]:
    """Return the licenses in effect whose royalty runs from a first sale that nobody has recorded."""
    return [number for (number,) in sight.reader.all(_UNSOLD, {"day": sight.day.isoformat()})]


def _held_then(sight: Sight) -> Iterator[Held]:
    moved = _moved_ends(sight)
    names: dict[str, str] = dict(sight.reader.all("SELECT number, name FROM person"))
    for one in then(sight, "license", f"json_extract(document, '$.state') IN {AFTER_SIGNATURE}"):
        said = one.document
        yield Held(
            one.number,
            one.version,
            said["title"],
            said["licensee_name"],
            said["state"],
            names.get(said["responsible"], ""),
            moved.get(one.number, said["terms"]["ends_on"]),
            said["muted_until"],
            said["muted_reason"],
            said["signed_on"],
        )


def then(sight: Sight, kind: str, condition: str = "1") -> Iterator[Entry]:
    """Yield the records of a kind as they stood on the day of the sight; `condition` is SQL over `document`."""
    from ttoffice.store.history import all_as_of

    for found in all_as_of(sight.reader, kind, sight.day.isoformat(), condition):
        yield Entry(*found)


_OPEN = """
SELECT number, version, subject, title, due_on, amount_fen - paid_fen FROM due
WHERE state = 'open' AND due_on <= ? AND paid_fen < amount_fen ORDER BY due_on, id
"""


def open_dues(sight: Sight, last: date) -> list[OpenDue]:
    """Return the sums that are to be paid by a day and are not, by their day."""
    if not sight.past:
        rows = sight.reader.all(_OPEN, (last.isoformat(),))
        return [
            OpenDue(number, version, subject, title, date.fromisoformat(day), fen)
            for number, version, subject, title, day, fen in rows
        ]
    found = (
        OpenDue(
            one.number,
            one.version,
            one.document["subject"],
            one.document["title"],
            date.fromisoformat(one.document["due_on"]),
            one.document["amount_fen"] - one.document["paid_fen"],
        )
        for one in then(sight, "due", "json_extract(document, '$.state') = 'open'")
        if one.document["due_on"] and one.document["due_on"] <= last.isoformat()
    )
    return sorted((one for one in found if one.open_fen > 0), key=lambda one: (one.due_on, one.number))


class SentAbout(NamedTuple):
    """What was sent about one sum."""

    due: str
    due_on: date
    rung: str
    step: int | None
    sent_on: date
    channel: str | None


_SENT = """
SELECT json_extract(d.value, '$.number'), json_extract(d.value, '$.due_on'), r.rung, r.step, r.sent_on, r.channel
FROM reminder r, json_each(r.dues) d WHERE r.rung <> 'delivery' AND r.sent_on <= :day ORDER BY r.id
"""


def sent(sight: Sight) -> dict[str, list[SentAbout]]:
    """Return what was sent by the day of the sight, by the sum due; reminders are never changed."""
    found: dict[str, list[SentAbout]] = {}
    for due, due_on, rung, step, sent_on, channel in sight.reader.all(_SENT, {"day": sight.day.isoformat()}):
        one = SentAbout(due, date.fromisoformat(due_on), rung, step, date.fromisoformat(sent_on), channel)
        found.setdefault(due, []).append(one)
    return found


_MEASURES = "SELECT subject, MAX(taken_on), COUNT(*) FROM mitigation WHERE taken_on <= ? GROUP BY subject"


def last_measures(sight: Sight) -> dict[str, tuple[date, int]]:
    """Return the day of the last step that limited loss and how many there were, by license."""
    rows = sight.reader.all(_MEASURES, (sight.day.isoformat(),))
    return {license_: (date.fromisoformat(day), count) for license_, day, count in rows}


def supports(sight: Sight) -> Iterator[Entry]:
    """Yield the guarantees, insurances and vouchers of which something may still come."""
    if sight.past:
        yield from then(sight, "support", "json_extract(document, '$.state') IN ('standing', 'claimed')")
        return
    rows = sight.reader.all(
        "SELECT number, version, subject, kind, title, form, dues, ends_on FROM support"
        " WHERE state IN ('standing', 'claimed') ORDER BY id"
    )
    for number, version, subject, kind, title, form, dues, ends_on in rows:
        said = {"subject": subject, "kind": kind, "title": title, "form": form, "ends_on": ends_on}
        yield Entry(number, version, {**said, "dues": json.loads(dues)})
