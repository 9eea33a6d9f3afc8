"""The working calendar: the years with source and edition, and the days on which the unit is closed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.binding import BindingType

from ttoffice.deadlines.proofs import end_text
from ttoffice.deadlines.views import ClosureView, YearView, calendar_years, closures
from ttoffice.errors import UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.area import Area, FormSpec
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.kit.reading import NOW, Moment, Reading, Section
from ttoffice.screens.kit.verbs import Verb, sent
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.prose import labelled
from ttoffice.widgets.states import Cells, State, state
from ttoffice.widgets.text import one_line

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome
    from ttoffice.reasons import Reason
    from ttoffice.widgets.fields import Field

SUFFIXES = (".toml", ".csv", ".txt", ".xlsx", ".xlsm")


class Row(NamedTuple):
    """A line of the calendar: a year, or a closure of the unit."""

    number: str
    what: str
    span: str
    standing: State
    extent: str
    source: str
    sections: tuple[Section, ...]
    view: str

    @property
    def cells(self) -> Cells:
        """The line in its columns."""
        return (self.number, self.what, self.span, self.standing, self.extent, self.source)


def read_rows(reader: Reader) -> list[Row]:
    """Return every line: the years, those replaced too, then the closures."""
    return [*map(_year_row, calendar_years(reader)), *map(_closure_row, closures(reader))]


def _year_row(view: YearView) -> Row:
    names = dict(view.names)
    days = {"rest": view.rest, "work": view.work}
    titles = {"rest": _("Rest days"), "work": _("Make-up days")}
    lines = (
        (_("Edition"), view.edition),
        (_("Announced on"), view.announced_on or ""),
        (_("Source"), view.source),
        (_("Loaded as"), view.number or _("comes with the program")),
        (_("File"), view.file),
    )
    return Row(
        view.number or f"{view.year}",
        _("Year %(year)d") % {"year": view.year},
        view.edition,
        state("good", _("holds")) if view.in_force else state("muted", _("replaced")),
        _("%(rest)d off, %(work)d worked") % {"rest": len(view.rest), "work": len(view.work)},
        view.source,
        (
            Section(_("Arrangement"), tuple(pair for pair in lines if pair[1])),
            *(
                Section(titles[key], tuple((day, names.get(day, "")) for day in listed))
                for key, listed in days.items()
            ),
        ),
        "years",
    )


def _closure_row(view: ClosureView) -> Row:
    length = (date.fromisoformat(view.last_day) - date.fromisoformat(view.first_day)).days + 1
    lines = (
        (_("Called"), view.name),
        (_("First day"), view.first_day),
        (_("Last day"), view.last_day),
        (_("Source"), view.source),
        (_("Reason"), view.reason),
    )
    return Row(
        view.number,
        view.name,
        f"{view.first_day} - {view.last_day}",
        state("muted", _("taken back")) if view.withdrawn else state("info", _("unit closed")),
        _("%(days)d day(s)") % {"days": length},
        view.source,
        (Section(_("Closure of the unit"), tuple(pair for pair in lines if pair[1])),),
        "closures",
    )


class CalendarArea(Area):
    """The years and the closures, one line each."""

    name = "calendar"
    kind = "calendar_year"
    title = N_("Working calendar")
    none_yet = N_("Nothing matches.")
    number_hint = "2026"
    views: ClassVar[Mapping[str, str]] = {
        "all": N_("Years and closures"),
        "years": N_("Years"),
        "closures": N_("Closures of the unit"),
    }
    sorts: ClassVar[Mapping[str, str]] = {"number": N_("Order of the years")}
    create = "calendar.load_year"
    acts = True

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with a closure."""
        from ttoffice.screens.deadline_fields import end_closure_fields

        return (
            Verb(
                "calendar.end_closure",
                N_("End a closure of the unit earlier, or withdraw it"),
                end_closure_fields,
                {"reason": "-"},
                bulk=False,
            ),
        )

    def verb_reasons(self, office: Office, number: str) -> dict[str, tuple[Reason, ...]]:
        """Return the reasons about each verb; a year is no closure."""
        if number.startswith("XJ"):
            return super().verb_reasons(office, number)
        from ttoffice.reasons import Reason

        told = _("A year is not ended: load a further edition of it.")
        return {verb.name: (Reason("calendar.no_closure", told),) for verb in self.verbs}

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        return (
            Column("number", _("Number"), 12),
            Column("what", _("Year or closure"), 14, grow=2),
            Column("span", _("Edition or days"), 23, grow=2),
            Column("standing", _("State"), 9),
            Column("extent", _("Extent"), 14, grow=1, drop=1),
            Column("source", _("Source"), 14, grow=4, drop=2),
        )

    def _rows(self, reader: Reader, chosen: Filter) -> dict[int, Row]:
        words = chosen.search.casefold().split()
        found = {
            place: row
            for place, row in enumerate(read_rows(reader), 1)
            if chosen.view in ("all", row.view)
            and all(word in " ".join(map(str, row.cells)).casefold() for word in words)
        }
        return dict(reversed(found.items())) if chosen.descending else found

    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the lines."""
        return {place: row.cells for place, row in self._rows(reader, chosen).items()}

    def ids(self, reader: Reader, chosen: Filter, today: date) -> Iterator[array[int]]:
        """Yield the places of the lines."""
        yield array("q", self._rows(reader, chosen))

    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return lines by their places."""
        found = dict(enumerate(read_rows(reader), 1))
        return {place: found[place].cells for place in ids if place in found}

    def find(self, reader: Reader, number: str) -> int | None:
        """Return the place of a line."""
        return next((place for place, row in enumerate(read_rows(reader), 1) if row.number == number), None)

    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return a year or a closure in full; raise UsageError where there is none of this number."""
        with office.reader() as reader:
            found = next((row for row in read_rows(reader) if row.number == number), None)
        if found is None:
            raise UsageError(_("There is no record numbered %(number)s.") % {"number": number})
        return Reading(number, f"{found.what}  {found.span}", 1, {}, found.sections, moment)

    def form(self) -> FormSpec:
        """Return the form of a year that is typed."""
        from ttoffice.screens.deadline_fields import year_form

        return year_form()


class CalendarScreen(ListScreen):
    """The working calendar; a year is typed or loaded from a file, a closure is recorded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("calendar.file", "file", show=True),
        bind("calendar.closure", "closure", show=True),
        bind("record.leave", "leave", show=True),
    ]

    def __init__(self) -> None:
        super().__init__(CalendarArea())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep what has no meaning for a calendar to other lists."""
        if action in ("jump", "duplicate", "why"):
            return False
        return super().check_action(action, parameters)

    @property
    def heading(self) -> str:
        """The calendar."""
        return _(self.area.title)

    # --- a year from a file ----------------------------------------------------------------------------

    def action_file(self) -> None:
        """Choose the file of a year, then ask for what it does not say."""
        from ttoffice.screens.modals.files import FileModal

        self.app.push_screen(FileModal(_("Which file holds the year?"), SUFFIXES), self._file_chosen)

    def _file_chosen(self, path: Path | None) -> None:
        from ttoffice.screens.deadline_fields import paper_fields

        if path is not None:
            title = _("Load %(name)s") % {"name": one_line(path.name)}
            detail = _("What the file says of itself holds; say here what it does not.")
            self._ask(title, "calendar.load_year", paper_fields(), {"path": str(path)}, detail)

    def action_closure(self) -> None:
        """Record days on which the unit is closed."""
        from ttoffice.screens.deadline_fields import closure_fields

        self._ask(_("Record days on which the unit is closed"), "calendar.set_closure", closure_fields(), {})

    def _ask(
        self, title: str, name: str, fields: tuple[Field, ...], more: dict[str, Any], detail: str = ""
    ) -> None:
        from ttoffice.screens.modals.entry import VerbModal
        from ttoffice.screens.twins import asked

        def perform(values: dict[str, Any]) -> Outcome:
            from ttoffice.action import perform as act

            return act(self.office, name, {**more, **sent(fields, values)})

        modal = VerbModal(title, perform, fields, detail=detail, twin=asked(self.office, perform), kept=name)
        self.app.push_screen(modal, partial(self._entered, title))

    def _entered(self, title: str, outcome: Outcome | None) -> None:
        if outcome is not None:
            self.did(title, outcome)
            self.notify("\n".join(told_of(outcome)))
            numbers = outcome.value if isinstance(outcome.value, list) else [outcome.value]
            self.reload(str(numbers[0]))

    def action_leave(self) -> None:
        """Clear the filter; where there is none, go back to the deadlines."""
        if self.filter_input.value or self.only_marked or self.focused is self.filter_input:
            self.action_clear()
        else:
            self.dismiss(None)


def told_of(outcome: Outcome) -> Iterator[str]:
    """Yield what came of it: the numbers entered, what is worth a look, and each deadline that moved."""
    numbers = outcome.value if isinstance(outcome.value, list) else [outcome.value]
    yield _("Saved: %(number)s") % {"number": "、".join(map(str, numbers))}
    for warning in outcome.warnings:
        yield f"{labelled(_('Note'))}{warning.message}"
    for number, before, after in outcome.changes:
        if before is not None and "ends_on" in after:
            yield f"{number}  {end_text(before)} -> {end_text(after)}"
