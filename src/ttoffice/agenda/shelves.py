"""Where postponements stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ttoffice.action.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Snooze:
    """One postponement.

    Attributes:
        item: the key of the thing.
        title: what the thing was called then.
        made_on: the day of law on which it was made.
        until: the day the thing comes back; None where an earlier postponement is ended.
        reason: why.
        operator: who did it.
    """

    item: str
    title: str
    made_on: date
    until: date | None = None
    reason: str = ""
    operator: str = ""


SNOOZES: Shelf[Snooze] = Shelf("snooze", Snooze, found_by=("title", "reason", "item"))
