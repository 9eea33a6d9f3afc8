"""One thing that is due, and how such things are ordered and grouped: pure values, no store and no clock.

A key names the same thing on every day, so that a calendar can be brought up to date and a postponement
finds what it was about. A thing without a date is never given one: it stands in a group of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

REMINDERS = (30, 7, 1)
"""How many days before the day one is reminded, where the unit has set nothing else."""


class Group(StrEnum):
    """Where a thing stands on the agenda, in the order of the groups."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
    SNOOZED = "snoozed"


ORDER = tuple(Group)
GROUPS: dict[Group, str] = {
    Group.OVERDUE: N_("Overdue"),
    Group.TODAY: N_("Today"),
    Group.WEEK: N_("This week"),
    Group.SOON: N_("Within the days asked for"),
    Group.LATER: N_("Later"),
    Group.UNDATED: N_("Without a date"),
    Group.SNOOZED: N_("Postponed"),
}
KINDS: dict[str, str] = {
    "deadline": N_("Deadline"),
    "objection": N_("Objection"),
    "scan": N_("Two-year scan"),
    "exclusion": N_("Exclusion"),
    "right": N_("Right expires"),
    "reminder": N_("Payment reminder"),
    "mitigation": N_("Loss to be limited"),
    "support": N_("Support ends"),
    "term": N_("Term ends"),
    "mute": N_("Reminders off"),
    "supplement": N_("Amount to be filled in"),
    "unregistered": N_("Not registered"),
    "first_sale": N_("First sale"),
    "rulebook": N_("Guideline expires"),
    "batch": N_("Not uploaded"),
    "drift": N_("Upload outdated"),
    "rule": N_("Internal rule"),
    "exhibit": N_("Exhibit fails"),
    "due": N_("Sum payable"),
    "report": N_("Report of revenue"),
    "milestone": N_("Milestone"),
    "limitation": N_("Limitation period"),
    "credit": N_("Money not allocated"),
    "award": N_("Award"),
    "annual": N_("Annual report"),
    "finding": N_("Exemption finding"),
    "hearing": N_("Hearing"),
    "inquiry": N_("Inquiry for material"),
    "correction": N_("To be put right"),
}
"""What each kind of thing is called; a key begins with its kind."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is due, or waits without a day.

    Attributes:
        key: `kind:what`, the same on every day; ASCII without spaces.
        day: the day it is due, None where no day is known.
        subject: the number of the record it is about, empty for none.
        title: what it is about, as users wrote it.
        why: why it is here, and what is to be done.
        basis: article or other source of the day, empty for none.
        command: the same step on the command line.
        person: who is responsible, empty where nobody is named; then it is everybody's.
        hard: whether the day stands in law or was counted for a procedure: it cannot be postponed beyond it.
        provisional: whether the day may still move because a year's calendar is not announced.
        sequence: how often what it rests on was changed; never falls, grows whenever the day moves.
        count: how many records it stands for.
        proof: number of the deadline whose day-by-day count gives the day, empty for none.
        snoozed_until: the day on which it comes back, where it is postponed.
        snoozed_why, snoozed_by: the reason given, and by whom.
    """

    key: str
    day: date | None
    subject: str
    title: str
    why: str
    basis: str
    command: str
    person: str = ""
    hard: bool = False
    provisional: bool = False
    sequence: int = 0
    count: int = 1
    proof: str = ""
    snoozed_until: date | None = None
    snoozed_why: str = ""
    snoozed_by: str = ""

    @property
    def kind(self) -> str:
        """The kind of thing: what its key begins with."""
        return self.key.partition(":")[0]

    @property
    def kind_label(self) -> str:
        """What its kind is called, in the user's language."""
        return _(KINDS[self.kind]) if self.kind in KINDS else self.kind

    @property
    def acted_on(self) -> str:
        """The number of the record that the next step is about: that of the command, else its subject."""
        words = self.command.split()
        about = words[3] if words[1:2] == ["do"] and len(words) > 3 else ""
        return self.subject if about.startswith("-") else about or self.subject

    def days_left(self, as_of: date) -> int | None:
        """Return the calendar days from a day to its own, negative once it is past; None without a day."""
        return None if self.day is None else (self.day - as_of).days

    def overdue_days(self, as_of: date) -> int:
        """Return the calendar days it is overdue, 0 while it is not."""
        left = self.days_left(as_of)
        return 0 if left is None else max(0, -left)

    def days_text(self, as_of: date) -> str:
        """Return how far its day is away from another, in the user's language; empty without a day."""
        left = self.days_left(as_of)
        if left is None:
            return ""
        if left == 0:
            return _("today")
        return (_("%(days)d d late") if left < 0 else _("in %(days)d d")) % {"days": abs(left)}

    def as_json(self, as_of: date) -> dict[str, Any]:
        """Return the JSON form, as seen on a day."""
        return {
            "key": self.key,
            "kind": self.kind,
            "due": self.day.isoformat() if self.day else None,
            "overdue_days": self.overdue_days(as_of),
            "days_left": self.days_left(as_of),
            "subject": self.subject or None,
            "title": self.title,
            "why": self.why,
            "basis": self.basis or None,
            "provisional": self.provisional,
            "hard": self.hard,
            "snoozed_until": self.snoozed_until.isoformat() if self.snoozed_until else None,
            "person": self.person or None,
            "command": self.command,
        }


def group_of(item: Item, as_of: date, within: int) -> Group:
    """Return the group of a thing on a day, for somebody who looks `within` calendar days ahead."""
    if item.snoozed_until is not None and item.snoozed_until > as_of:
        return Group.SNOOZED
    left = item.days_left(as_of)
    if left is None:
        return Group.UNDATED
    if left < 0:
        return Group.OVERDUE
    if left == 0:
        return Group.TODAY
    if left > within:
        return Group.LATER
    return Group.WEEK if left <= 6 - as_of.weekday() else Group.SOON


def in_order(items: Iterable[Item], as_of: date, within: int) -> list[Item]:
    """Return things by group, then by day, hard ones first on the same day, then by key."""

    def place(item: Item) -> tuple[int, date, bool, str]:
        group = group_of(item, as_of, within)
        day = item.snoozed_until if group is Group.SNOOZED else item.day
        return ORDER.index(group), day or date.max, not item.hard, item.key

    return sorted(items, key=place)


def reminder(item: Item, as_of: date, steps: Sequence[int] = REMINDERS) -> int | None:
    """Return the last of the reminders that has come, in days before the day; None before the first of them.

    Once a day is past the last reminder goes on standing: nothing falls silent by growing old.
    """
    left = item.days_left(as_of)
    if left is None:
        return None
    reached = [step for step in steps if left <= step]
    return min(reached) if reached else None


def horizon(as_of: date, within: int) -> date:
    """Return the last day that is looked at."""
    try:
        return as_of + timedelta(days=within)
    except OverflowError:
        return date.max


def for_person(items: Iterable[Item], person: str | None) -> list[Item]:
    """Return what is one person's, and what is nobody's and so everybody's; all without a person."""
    return [item for item in items if person is None or item.person in ("", person)]
