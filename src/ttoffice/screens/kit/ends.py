"""The end of a period as it is drawn, wherever it appears: the day, how far it is, and whether it is provisional."""

from __future__ import annotations

from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.widgets.states import State, state

SOON_DAYS = 3
"""So few calendar days before its end a period is drawn as pressing."""


def provisional_state() -> State:
    """Return the mark of an end that rests on a year whose arrangement is not announced."""
    return State("?", _("provisional"), "warn")


def left_state(ends_on: date, today: date) -> State:
    """Return how many calendar days are left, or by how many the end is passed."""
    days = (ends_on - today).days
    if days < 0:
        return state("bad", _("%(days)d day(s) overdue") % {"days": -days})
    if days == 0:
        return state("warn", _("ends today"))
    return state("warn" if days <= SOON_DAYS else "info", _("%(days)d day(s) left") % {"days": days})


def end_states(ends_on: date | None, provisional: bool, running: bool, today: date) -> tuple[State, ...]:
    """Return what is to be seen of a period beside its last day; a clock that stands still has none."""
    if ends_on is None:
        return (state("muted", _("stopped")),)
    found = [left_state(ends_on, today)] if running else []
    return (*found, provisional_state()) if provisional else tuple(found)
