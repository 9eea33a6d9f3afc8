"""Objections that wait for a step which no deadline counts: admitting a late one, opening a review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Sight, Source
from ttoffice.i18n import gettext as _

BASIS = "exemption:13"
_FIELDS = ("subject", "admission", "received_on")
_WAITING = f"SELECT number, version, {', '.join(_FIELDS)} FROM objection WHERE state = 'received' ORDER BY id"


class _Objection(NamedTuple):
    """An objection with which nothing was begun."""

    number: str
    version: int
    subject: str
    admission: str
    received_on: str | None


def _waiting(sight: Sight) -> Iterator[_Objection]:
    if not sight.past:
        yield from (_Objection(*row) for row in sight.reader.all(_WAITING))
        return
    from ttoffice.store.history import all_as_of

    waiting = "json_extract(document, '$.state') = 'received'"
    for number, version, document in all_as_of(sight.reader, "objection", sight.day.isoformat(), waiting):
        yield _Objection(number, version, *(document[name] for name in _FIELDS))


def objections(sight: Sight) -> Iterator[Item]:
    """Yield the objections with which nothing was begun; the guideline says in time and names no day."""
    for one in _waiting(sight):
        late = one.admission == "undecided"
        told = {"notice": one.subject, "day": one.received_on or ""}
        yield Item(
            f"objection:{one.number}",
            None,
            one.number,
            _("Objection to %(notice)s, received on %(day)s") % told,
            _("It came late: decide, with the reason, whether it is taken up.")
            if late
            else _("Nothing was begun with it: open a review with a panel of its own."),
            BASIS,
            f"ttoffice do objection.decide_late {one.number}"
            if late
            else f"ttoffice do review.open {one.subject}",
            sequence=one.version - 1,
        )


SOURCES: tuple[tuple[str, Source], ...] = (("objection", objections),)
