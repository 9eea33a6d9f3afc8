"""What a widget may ask of the office at work: its rulebook, its day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.widget import Widget

from ttoffice.errors import RulebookError

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.rulebook import Rulebook


def office_of(widget: Widget) -> Office | None:
    """Return the office that the program works on; None where a widget is shown without one."""
    office: Office | None = getattr(widget.app, "office", None)
    return office


def rulebook_of(widget: Widget) -> Rulebook | None:
    """Return the rulebook of the office; None where there is none that can be read."""
    office = office_of(widget)
    try:
        return office.rulebook if office is not None else None
    except RulebookError:
        return None  # what cites it is shown all the same; opening an article tells what is wrong


def today_of(widget: Widget) -> date | None:
    """Return the office's day of law."""
    office = office_of(widget)
    return office.today if office is not None else None
