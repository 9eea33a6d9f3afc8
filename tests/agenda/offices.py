"""What the tests of the agenda share: results that something is due of, and the agenda of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from ttoffice.action import Office, perform
from ttoffice.agenda.items import Item
from ttoffice.agenda.views import gather

FACTS = {"fiscal": "yes", "technology_class": "applied", "implemented": "no"}


def enter(office: Office, title: str = "一种烤烟识别方法", **more: Any) -> str:
    """Enter a result and return its number."""
    return str(perform(office, "result.create", {"title": title, **more}).value)


def acquired(day: str, **more: Any) -> dict[str, Any]:
    """Return the facts of an unused result whose right was acquired on a day."""
    return {**FACTS, "rights": [{"kind": "know_how", "number": "", "acquired_on": day}], **more}


def seen(
    office: Office, day: date | None = None, within: int = 30, person: str | None = None
) -> dict[str, Item]:
    """Return the agenda by key."""
    with office.reader() as reader:
        found = gather(office, reader, day=day, within=within, person=person)
    return {item.key: item for item in found.items}


def of_kind(office: Office, kind: str, day: date | None = None, within: int = 30) -> list[Item]:
    """Return what the agenda has of a kind, in its order."""
    return [item for item in seen(office, day, within).values() if item.kind == kind]
