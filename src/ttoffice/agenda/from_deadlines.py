"""Every open deadline, whatever it was started for; what it is about says where it is acted upon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ttoffice.action.kinds import code_of, kind_of
from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Sight, Source
from ttoffice.i18n import gettext as _

OPEN, PAUSED = "open", "paused"


def _standing(sight: Sight) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    """Yield the deadlines that run or are stopped: number, version, document."""
    kind = kind_of("deadline")
    if kind is None:
        return
    if sight.past:
        from ttoffice.store.history import all_as_of

        yield from (
            one
            for one in all_as_of(sight.reader, "deadline", sight.day.isoformat())
            if one[2].get("state") in (OPEN, PAUSED)
        )
        return
    for found in kind.shelf.where(sight.reader, "state IN ('open', 'paused')", order="ends_on, id"):
        yield found.number, found.version, found.document


def called(sight: Sight, number: str) -> str:
    """Return what the record of a number is called; empty where it is not known."""
    code = code_of(number)
    if code == "result":
        return str(sight.reader.value("SELECT title FROM result WHERE number = ?", (number,)) or "")
    kind = kind_of(code) if code else None
    found = kind.shelf.load(sight.reader, number) if kind is not None else None
    return kind.readable(kind.headline, found.document.get(kind.headline)) if kind and found else ""


def starters(sight: Sight) -> Mapping[str, str]:
    """Return who started each deadline, by its number."""
    rows = sight.reader.all(
        "SELECT r.number, l.operator FROM revision r JOIN log l ON l.id = r.log_id"
        " WHERE r.kind = 'deadline' AND r.version = 1"
    )
    return dict(rows)


def deadlines(sight: Sight) -> Iterator[Item]:
    """Yield the open deadlines; one whose clock is stopped waits without a day."""
    kind = kind_of("deadline")
    known = starters(sight) if kind is not None else {}
    for number, version, document in _standing(sight):
        assert kind is not None
        stopped = document["state"] == PAUSED
        matter = kind.readable("matter", document["matter"])
        subject = document["subject"]
        name = " ".join(part for part in (document.get("label") or matter, called(sight, subject)) if part)
        yield Item(
            f"deadline:{number}",
            None if stopped else _day(document["ends_on"]),
            subject,
            name,
            _why(document, matter, stopped=stopped),
            document.get("basis") or document.get("source") or "",
            f"ttoffice show {subject or number}",
            known.get(number, ""),
            hard=True,
            provisional=bool(document.get("provisional")),
            sequence=version - 1,
            proof=number,
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _why(document: Mapping[str, Any], matter: str, *, stopped: bool) -> str:
    counted = {
        "matter": matter,
        "start": document["starts_on"],
        "period": document["period"],
        "source": document.get("source") or "",
    }
    if stopped:
        return _("%(matter)s: the clock is stopped; it goes on when it is resumed.") % counted
    return _("%(matter)s: %(period)s from %(start)s (%(source)s).") % counted


SOURCES: tuple[tuple[str, Source], ...] = (("deadline", deadlines),)
