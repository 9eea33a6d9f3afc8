"""The log as a work area: who did what, when, to which record, and on which article it rests."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from ttoffice.action.office import shown_moment
from ttoffice.action.summaries import SUMMARIES, summary_of
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.rulebook.citing import basis_text
from ttoffice.screens.base import BaseScreen, Command, office_app
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.kit.reading import NOW, Moment, Reading, Section, Shown
from ttoffice.screens.kit.records import RecordScreenBase
from ttoffice.screens.twins import entry_twin, kept_line, line_of
from ttoffice.store import journal
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.office import rulebook_of
from ttoffice.widgets.states import Cells

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.log import LogEntry
    from ttoffice.twin import Twin


class JournalArea(Area):
    """The log; its entries can be read, and nothing else."""

    name = "journal"
    kind = "log"
    title = N_("Log")
    none_yet = N_("Nothing has been done yet.")
    number_hint = "12"
    views: ClassVar[Mapping[str, str]] = {
        "all": N_("All entries"),
        "results": N_("About results"),
        "listings": N_("About listings"),
        "imports": N_("Imports"),
        "evidence": N_("About exhibits"),
        "unit": N_("About the own unit"),
    }
    sorts: ClassVar[Mapping[str, str]] = {"number": N_("Number")}
    start: ClassVar[Filter] = Filter(descending=True)

    def __init__(self) -> None:
        self.rulebook: Rulebook | None = None

    def _row(self, line: journal.LogLine) -> Cells:
        return cells(line, basis_text(self.rulebook, line.basis))

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the log."""
        return (
            Column("number", _("Entry"), 6, align="right"),
            Column("at", _("Moment"), 16),
            Column("operator", _("Operator"), 8, grow=1),
            Column("action", _("What was done"), 20, grow=4),
            Column("subject", _("Record"), 13, drop=1),
            Column("basis", _("Basis"), 16, grow=1, drop=2),
        )

    def _named(self) -> Mapping[str, str]:
        return {name: _(does) for name, does in SUMMARIES.items()}

    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the first entries of a list."""
        return {line.id: self._row(line) for line in journal.page(reader, chosen, self._named(), limit)}

    def ids(self, reader: Reader, chosen: Filter, today: date) -> Iterator[array[int]]:
        """Yield the ids of the whole list."""
        return journal.ids(reader, chosen, self._named())

    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return entries by id."""
        return {entry_id: self._row(line) for entry_id, line in journal.lines(reader, ids).items()}

    def find(self, reader: Reader, number: str) -> int | None:
        """Return the id of an entry, which is its number; None for the number of a record."""
        if not number.isdecimal():
            return None
        found: int | None = reader.value("SELECT id FROM log WHERE id = ?", (int(number),))
        return found

    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return an entry in full."""
        from ttoffice.store.log import entry, require

        with office.reader() as reader:
            found = require(entry(reader, int(number)), int(number))
        return Reading(number, summary_of(found.action), 1, {}, tuple(self._told(office, found)), moment)

    def _told(self, office: Office, found: LogEntry) -> Iterator[Section]:
        """Yield an entry's sections, with the call of the command line that would do it again."""
        yield from _sections(found, self.rulebook)
        twin = twin_of_entry(office, found)
        if twin is not None:
            yield Section(_("Command line"), (("", line_of(office, twin)),))

    def commands(self, screen: BaseScreen[Any]) -> Iterable[Command]:
        """Offer the command line of the current entry, to copy."""
        number = screen.current_number() if isinstance(screen, RecordScreenBase) else None
        if number is not None:
            yield Command(_("Copy the command line"), partial(_copy, screen, number))


def twin_of_entry(office: Office, found: LogEntry) -> Twin | None:
    """Return the call that does again what an entry tells of, as far as the log holds it."""
    return entry_twin(office, found.action, found.subject, found.as_json()["input"] or {})


def _copy(screen: BaseScreen[Any], number: str) -> None:
    from ttoffice.store.log import entry

    with screen.office.reader() as reader:
        found = entry(reader, int(number))
    twin = twin_of_entry(screen.office, found) if found is not None else None
    if twin is None:
        screen.notify(_("The log does not hold all that a command line would need."))
    else:
        office_app(screen).copy(kept_line(screen.office, twin))


def cells(line: journal.LogLine, basis: str) -> Cells:
    """Return an entry as it stands in its columns, with its article in words."""
    return (
        str(line.id),
        shown_moment(line.at)[:16],
        line.operator,
        summary_of(line.action),
        line.subject,
        basis,
    )


def _sections(found: LogEntry, rulebook: Rulebook | None) -> Iterator[Section]:
    document = found.as_json()
    yield Section(
        _("Entry"),
        _filled(
            (_("Moment"), shown_moment(found.at)),
            (_("Day of law"), found.legal_day),
            (_("Operator"), found.operator),
            (_("Action"), found.action),
            (_("Record"), found.subject),
            (_("Basis"), basis_text(rulebook, found.basis)),
            (_("Rulebook"), found.rulebook),
            (_("Records written"), found.revisions),
        ),
    )
    if document["input"]:
        yield Section(_("What was entered"), _values(document["input"]))
    before, after = document["before"] or {}, document["after"] or {}
    for number, fields in after.items():
        if isinstance(fields, dict):
            earlier = before.get(number) or {}
            yield Section(
                number, tuple(_change(key, earlier.get(key), value) for key, value in fields.items())
            )
    yield Section(_("Chain"), ((_("Hash before"), found.prev_hash), (_("Hash"), found.hash)))


def _filled(*lines: tuple[str, Any]) -> tuple[tuple[str, Shown], ...]:
    return tuple((label, str(value)) for label, value in lines if value not in (None, ""))


def _values(values: Mapping[str, Any]) -> tuple[tuple[str, Shown], ...]:
    from ttoffice.results.fields import label_of

    return tuple((label_of(key), _text(value)) for key, value in values.items())


def _change(key: str, before: Any, after: Any) -> tuple[str, Shown]:
    from ttoffice.results.fields import label_of

    return label_of(key), f"{_text(before)} -> {_text(after)}"


def _text(value: Any) -> str:
    if value in (None, "", []):
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class JournalScreen(ListScreen):
    """The log as a list."""

    def __init__(self) -> None:
        super().__init__(JournalArea())

    def on_mount(self) -> None:
        """Let articles be named in words."""
        assert isinstance(self.area, JournalArea)
        self.area.rulebook = rulebook_of(self)
