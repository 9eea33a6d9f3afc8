"""The deadlines as a work area: what runs, how long it has, its proof day by day, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from ttoffice.action.records import RecordLine
from ttoffice.deadlines.kinds import KINDS
from ttoffice.deadlines.proofs import proof_lines
from ttoffice.deadlines.record import RUNNING, DeadlineRecord
from ttoffice.deadlines.shelves import DEADLINES
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.rulebook.citing import basis_text
from ttoffice.screens.base import BaseScreen, Command
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.kit.ends import end_states, provisional_state
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.kit.reading import Section, Shown
from ttoffice.screens.kit.shelved import ShelvedArea
from ttoffice.screens.kit.verbs import Verb
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.office import rulebook_of
from ttoffice.widgets.states import Cells, State
from ttoffice.widgets.text import cells_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

    from ttoffice.rulebook import Rulebook

NOT_SHOWN = frozenset({"proof", "ends_on", "provisional", "state", "pauses", "extension"})
"""Fields that have sections of their own."""


class DeadlineArea(ShelvedArea):
    """Every deadline of the office."""

    name = "deadlines"
    title = N_("Deadlines and unit settings")
    none_yet = N_("No deadline runs.")
    record_kind = KINDS["deadline"]
    orders = ("ends_on", "number", "starts_on", "subject")
    start: ClassVar[Filter] = Filter(view="running", sort="ends_on")
    create = "deadline.start"
    acts = exhibits = True

    def __init__(self) -> None:
        self.rulebook: Rulebook | None = None

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with a deadline."""
        from ttoffice.screens.deadline_fields import VERBS

        return VERBS

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        return (
            Column("number", _("Number"), 12),
            Column("label", _("Deadline"), 14, grow=4),
            Column("ends_on", _("Ends on"), 10),
            Column("left", _("Time left"), 11, grow=1),
            Column("provisional", _("Provisional"), cells_of(str(provisional_state()))),
            Column("subject", _("Record"), 12, drop=1),
            Column("period", _("Period"), 10, drop=3),
            Column("starts_on", _("Begins on"), 10, drop=2),
            Column("state", _("State"), 6, drop=4),
            Column("source", _("Source"), 12, grow=3, drop=5),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return a deadline as it stands in its columns."""
        record = DEADLINES.from_document(line.document)
        return (
            line.number,
            record.label,
            "" if record.ends_on is None else record.ends_on.isoformat(),
            left(record, today),
            provisional_state() if record.provisional else "",
            record.subject,
            self.readable("period", record.period),
            record.starts_on.isoformat(),
            self.readable("state", record.state),
            record.source,
        )

    def next_due(self, reader: Reader, chosen: Filter, today: date) -> frozenset[int] | None:
        """Return the deadlines that end today or are overdue."""
        return frozenset(
            item.id
            for item in DEADLINES.where(reader, "state = 'open' AND ends_on <= ?", (today.isoformat(),))
        )

    # --- one deadline ----------------------------------------------------------------------------------

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield how it stands, what it was counted from, its stops and extension, and its proof."""
        record = DEADLINES.from_document(document)
        yield Section(_("Time left"), tuple(self._standing_lines(record, today)))
        rest = {key: value for key, value in document.items() if key not in NOT_SHOWN}
        yield from super().sections(reader, number, rest, today)
        moved = {key: document[key] for key in ("pauses", "extension") if document[key]}
        if moved:
            yield Section(
                _("Stopped and extended"),
                tuple(pair for key, value in moved.items() for pair in self._lines(key, value)),
            )
        lines = (
            (f"{line.day} {line.weekday}", f"{line.place:>3}  {line.why}")
            for line in proof_lines(record.proof)
        )
        yield Section(_("Day by day"), tuple(lines))

    def _standing_lines(self, record: DeadlineRecord, today: date) -> Iterator[tuple[str, Shown]]:
        from ttoffice.deadlines.printing import why_provisional

        if record.ends_on is not None:
            yield self.label_of("ends_on"), record.ends_on.isoformat()
        for found in standing(record, today):
            yield _("Time left"), found
        yield self.label_of("state"), self.readable("state", record.state)
        if record.provisional:
            yield _("Reason"), why_provisional(record)

    def why_screen(self, number: str) -> Screen[None] | None:
        """Return the proof."""
        from ttoffice.screens.proofs import ProofScreen

        return ProofScreen(number)

    def readable(self, key: str, value: Any) -> str:
        """Return a field's value as a person reads it; articles in words."""
        if key == "basis" and isinstance(value, str) and value:
            return basis_text(self.rulebook, value)
        return super().readable(key, value)

    def form(self) -> FormSpec:
        """Return the form of a deadline of the office's own."""
        from ttoffice.screens.deadline_fields import start_form

        return start_form()

    def copied(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a duplicate takes over: all that it was begun with but the day."""
        kept = ("subject", "matter", "label", "period", "source", "basis")
        return {key: document[key] for key in kept}

    def commands(self, screen: BaseScreen[Any]) -> Iterable[Command]:
        """Offer the day's questions that belong to no record."""
        from ttoffice.screens.proofs import ask_count

        yield Command(_("Count a period from a day"), partial(ask_count, screen))


def left(record: DeadlineRecord, today: date) -> tuple[State, ...]:
    """Return how long a deadline has."""
    return end_states(record.ends_on, False, record.state in RUNNING, today)


def standing(record: DeadlineRecord, today: date) -> tuple[State, ...]:
    """Return how long a deadline has, and whether that is provisional."""
    return end_states(record.ends_on, record.provisional, record.state in RUNNING, today)


class DeadlinesScreen(ListScreen):
    """The list of deadlines, with the ways to the unit's settings and to the calendar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("deadlines.policy", "policy", show=True),
        bind("deadlines.calendar", "calendar", show=True),
    ]

    def __init__(self) -> None:
        super().__init__(DeadlineArea())

    def on_mount(self) -> None:
        """Let articles be named in words."""
        assert isinstance(self.area, DeadlineArea)
        self.area.rulebook = rulebook_of(self)

    def action_policy(self) -> None:
        """Open the unit's settings."""
        from ttoffice.screens.policies import PolicyScreen

        self.app.push_screen(PolicyScreen(), self._came_back)

    def action_calendar(self) -> None:
        """Open the working calendar."""
        from ttoffice.screens.calendars import CalendarScreen

        self.app.push_screen(CalendarScreen(), self._came_back)

    def _came_back(self, _nothing: None) -> None:
        self.reload()
