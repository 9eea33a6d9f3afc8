"""One record as the screens show it: plain values, gathered in a thread."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from ttoffice.widgets.states import State

Shown = str | State
"""A value as it is shown: text, or a state by glyph, word and colour."""


class Moment(NamedTuple):
    """Which form of a record is asked for: the present one, that of a day's end, or that of a version."""

    day: date | None = None
    version: int | None = None

    @property
    def now(self) -> bool:
        """Whether the present form is asked for."""
        return self.day is None and self.version is None


NOW = Moment()


class Section(NamedTuple):
    """A heading and the filled fields under it, as (label, value)."""

    title: str
    lines: tuple[tuple[str, Shown], ...]


class Reading(NamedTuple):
    """One record as it is shown, and as it is edited.

    Attributes:
        number: its human number.
        title: what it is called.
        version: how often it had been changed.
        document: its JSON form.
        sections: what is filled, by group.
        moment: which form of it this is.
    """

    number: str
    title: str
    version: int
    document: dict[str, Any]
    sections: tuple[Section, ...]
    moment: Moment = NOW
