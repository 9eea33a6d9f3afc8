"""The area of a kind of record that stands on a shelf: its list, record, history and reasons from its declaration."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from ttoffice.action import records
from ttoffice.action.kinds import RecordKind
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.numbering import PREFIXES
from ttoffice.reasons import refusing
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.reading import NOW, Moment, Reading, Section
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cells

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.screens.modals.history import HistoryEntry
    from ttoffice.screens.modals.why import WhySection


class ShelvedArea(Area):
    """An area whose records stand on a shelf.

    A subclass gives `name`, `none_yet`, `record_kind` and `orders`, its columns and cells, its form and its verbs;
    it adds what belongs to no single field by `sections` and `standing`. What it is called, its views and the
    labels of its orders are those of the declaration where it does not say otherwise.

    Attributes:
        orders: the fields that the list can be ordered by, the first being the usual one.
    """

    past = exhibits = True
    record_kind: RecordKind
    orders: ClassVar[tuple[str, ...]] = ("number",)

    def __init_subclass__(cls) -> None:
        """Take from the declaration of a kind what the class does not say itself."""
        super().__init_subclass__()
        kind: RecordKind | None = cls.__dict__.get("record_kind")
        if kind is None:
            return
        for name, value in {
            "kind": kind.code,
            "title": kind.plural,
            "number_hint": f"{PREFIXES[kind.code]}-2026-0001",
            "views": kind.view_labels or {"all": kind.plural},
            "sorts": {key: N_("Number") if key == "number" else kind.labels[key] for key in cls.orders},
        }.items():
            if name not in cls.__dict__:
                setattr(cls, name, value)

    # --- the list --------------------------------------------------------------------------------------

    def columns(self) -> tuple[Column, ...]:
        """Return the number, the headline and the fields that the kind's declaration lists."""
        kind = self.record_kind
        return (
            Column("number", _("Number"), 12),
            Column(kind.headline, kind.label_of(kind.headline), 16, grow=5),
            *(
                Column(key, kind.label_of(key), 10, grow=1, drop=place)
                for place, key in enumerate(kind.listed, 1)
            ),
        )

    def cells(self, line: records.RecordLine, today: date) -> Cells:
        """Return a record as it stands in its columns."""
        kind = self.record_kind
        keys = (kind.headline, *kind.listed)
        return (line.number, *(kind.readable(key, line.document.get(key)) for key in keys))

    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the first rows of a list."""
        lines = records.page(reader, self.record_kind, chosen, today, limit)
        return {line.id: self.cells(line, today) for line in lines}

    def ids(self, reader: Reader, chosen: Filter, today: date) -> Iterator[array[int]]:
        """Yield the ids of the whole list."""
        return records.ids(reader, self.record_kind, chosen, today)

    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return rows by id."""
        found = records.rows(reader, self.record_kind, ids)
        return {row_id: self.cells(line, today) for row_id, line in found.items()}

    def find(self, reader: Reader, number: str) -> int | None:
        """Return the id of a record, or None."""
        found: int | None = reader.value(
            f"SELECT id FROM {self.record_kind.code} WHERE number = ?", (number,)
        )
        return found

    # --- one record ------------------------------------------------------------------------------------

    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return a record; raise UsageError where there is none of this number, or not yet then."""
        with office.reader() as reader:
            found = records.document(reader, self.record_kind, number, day=moment.day, version=moment.version)
            sections = tuple(self.sections(reader, number, found, moment.day or office.today))
        title = str(found.get(self.record_kind.headline) or number)
        return Reading(number, title, found["version"], found, sections, moment)

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield what is shown of a record; a subclass puts before or after it what other records say of it."""
        told = self.record_kind.told
        lines = tuple(
            pair
            for key, value in document.items()
            if key not in ("number", "version", "as_of", *told)
            for pair in self._lines(key, value)
        )
        yield Section(_(self.record_kind.title), lines)
        for key in told:
            if document.get(key):
                yield Section(self.label_of(key), self.record_kind.lines_of(key, document[key]))

    def _lines(self, key: str, value: Any) -> Iterator[tuple[str, str]]:
        """Yield a field as one line, or a line an entry where it holds several entries."""
        label = self.label_of(key)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for place, item in enumerate(value, 1):
                yield f"{label} {place}", self.readable(key, item)
        elif text := self.readable(key, value):
            yield label, text

    def changes(self, office: Office, number: str) -> list[HistoryEntry]:
        """Return every change of a record, oldest first."""
        from ttoffice.screens.modals.history import entries_of

        with office.reader() as reader:
            found = records.changes(reader, self.record_kind, number)
        return entries_of(found, self.label_of, self.readable)

    def why(self, office: Office, number: str) -> list[WhySection]:
        """Return where a record stands, and what hinders each verb."""
        from ttoffice.screens.kit.counting import deadline_sections
        from ttoffice.screens.modals.why import WhySection

        reasons = self.verb_reasons(office, number)
        sections = list(self.standing(office, number))
        for verb in self.verbs:
            found = reasons.get(verb.name, ())
            state = _("not now") if refusing(found) else _("possible")
            sections.append(WhySection(verb.label, state, (), found))
        return [*sections, *deadline_sections(office, number)]

    def standing(self, office: Office, number: str) -> Iterator[WhySection]:
        """Yield where a record stands, beside its verbs."""
        return iter(())

    # --- fields ----------------------------------------------------------------------------------------

    def label_of(self, key: str) -> str:
        """Return the label of a field."""
        return self.record_kind.label_of(key)

    def readable(self, key: str, value: Any) -> str:
        """Return a field's value as a person reads it."""
        return self.record_kind.readable(key, value)
