"""Asking for a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen
from ttoffice.widgets.fields import read_date


def day_from(text: str) -> date:
    """Return the day of a text in one of the usual ways; raise ValueError with what is wrong."""
    try:
        return date.fromisoformat(read_date(text) or "")
    except ValueError:
        raise ValueError(_("is no date; write it as 2026-03-31")) from None


def ask_day(screen: BaseScreen[object], title: str, start: date, then: Callable[[date], object]) -> None:
    """Ask for a day, beginning with one; then hand it on."""
    from ttoffice.screens.modals.ask import AskModal

    def answered(day: date | None) -> None:
        if day is not None:
            then(day)

    screen.app.push_screen(
        AskModal(title, value=start.isoformat(), hint="2026-03-31", check=day_from), answered
    )
