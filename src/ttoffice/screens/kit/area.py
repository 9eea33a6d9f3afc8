"""What an area of the work tells the kit: its list, its records, its forms and its verbs.

A new area subclasses `Area` and gets its screens from it: the list with filter, views, orders, marks and
detail, the record with its history and days past, the form with drafts and conflicts, and the verbs.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.binding import Binding

from ttoffice.reasons import Reason
from ttoffice.screens.kit.reading import NOW, Moment, Reading
from ttoffice.store.asking import Filter
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cells

if TYPE_CHECKING:
    from textual.screen import Screen

    from ttoffice.action.office import Office
    from ttoffice.agenda.next_steps.model import NextStep
    from ttoffice.screens.base import BaseScreen, Command
    from ttoffice.screens.kit.verbs import Verb
    from ttoffice.screens.modals.history import HistoryEntry
    from ttoffice.screens.modals.why import WhySection
    from ttoffice.store.connection import Reader
    from ttoffice.widgets.fields import Field


class FormSpec(NamedTuple):
    """A form: its fields, the headings of their groups, and an empty document."""

    fields: tuple[Field, ...]
    groups: Mapping[str, str]
    empty: Mapping[str, Any]


class Area(ABC):
    """One area of the work.

    Attributes:
        name: stable ASCII name: the mode, the saved views' area, and `area.<name>` among the keys.
        kind: the kind of its records in the store.
        title: catalog string of its name.
        none_yet: catalog string for a register without records.
        number_hint: a number as an example.
        views, sorts: catalog strings of the named views and orders, the first of each being the usual one.
        create, edit: the actions for a new record and for a change; empty where there is none.
        acts: whether anything can be done with a record besides editing it (`verbs`).
        exhibits: whether its records take exhibits and have dossiers.
        past: whether a record can be shown as it stood on a day.
    """

    name: ClassVar[str]
    kind: ClassVar[str]
    title: ClassVar[str]
    none_yet: ClassVar[str]
    number_hint: ClassVar[str] = ""
    views: ClassVar[Mapping[str, str]]
    sorts: ClassVar[Mapping[str, str]]
    acts: ClassVar[bool] = False
    create: ClassVar[str] = ""
    edit: ClassVar[str] = ""
    exhibits: ClassVar[bool] = False
    past: ClassVar[bool] = False
    keys: ClassVar[tuple[Binding, ...]] = ()
    start: ClassVar[Filter] = Filter()

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with a record besides editing it; asked for only once somebody wants to know."""
        return ()

    # --- the list ------------------------------------------------------------------------------------

    @abstractmethod
    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list; the first is the number."""

    @abstractmethod
    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the first rows of a list by id, in its order."""

    @abstractmethod
    def ids(self, reader: Reader, chosen: Filter, today: date) -> Iterator[array[int]]:
        """Yield the ids of the whole list in its order, a piece at a time."""

    @abstractmethod
    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return rows by id; ids that do not exist are left out."""

    @abstractmethod
    def find(self, reader: Reader, number: str) -> int | None:
        """Return the id of the record of a number, or None."""

    def number(self, cells: Cells) -> str:
        """Return the number of the record in a row."""
        return str(cells[0])

    def called(self, number: str) -> str:
        """Return what a record is called in titles: its number, where that means something to people."""
        return number

    def next_due(self, reader: Reader, chosen: Filter, today: date) -> frozenset[int] | None:
        """Return the ids of the records that want something done by now; None where nothing ever does."""
        return None

    # --- one record ----------------------------------------------------------------------------------

    @abstractmethod
    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return a record; raise UsageError where there is none of this number, or not yet then."""

    def changes(self, office: Office, number: str) -> list[HistoryEntry]:
        """Return every change of a record, oldest first."""
        return []

    def why(self, office: Office, number: str) -> list[WhySection]:
        """Return where a record stands, and what hinders each thing one may want to do with it."""
        return []

    def next_step(self, office: Office, number: str) -> NextStep | None:
        """Return what the office would do next with a record as it stands; None where its kind knows no steps."""
        from ttoffice.agenda.next_steps.asking import next_step

        return next_step(office, number)

    def record_screen(self, number: str, moment: Moment = NOW) -> Screen[Any]:
        """Return the screen that shows a record in one of its forms."""
        from ttoffice.screens.kit.record import RecordScreen

        return RecordScreen(self, number, moment)

    def why_screen(self, number: str) -> Screen[None] | None:
        """Return the area's own answer to why a record stands where it stands; None where `why` gives it."""
        return None

    # --- forms ---------------------------------------------------------------------------------------

    def further(self, reading: Reading) -> dict[str, Any] | None:
        """Return what the form of a further entry begins with, where a change is one; None where it is not."""
        return None

    def form(self) -> FormSpec:
        """Return the form of a record."""
        raise LookupError(self.name)

    def form_screen(
        self, office: Office, reading: Reading | None, begun: dict[str, Any] | None
    ) -> Screen[str]:
        """Return the screen of the form, for a record or for a new one that begins with a document."""
        from ttoffice.screens.kit.forming import FormScreen

        return FormScreen(self, reading, begun=begun)

    def in_form(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return a record's document as its form shows it and `edit` takes it."""
        return dict(document)

    def copied(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a duplicate takes over from a record's document."""
        return dict(document)

    def label_of(self, key: str) -> str:
        """Return the label of a field."""
        return key

    def readable(self, key: str, value: Any) -> str:
        """Return a field's value as a person reads it."""
        return "" if value is None else str(value)

    # --- what else can be done -----------------------------------------------------------------------

    def verb_reasons(self, office: Office, number: str) -> dict[str, tuple[Reason, ...]]:
        """Return the reasons about each verb, by its name; warnings among them."""
        return {verb.name: verb.reasons(office, number) for verb in self.verbs}

    def commands(self, screen: BaseScreen[Any]) -> Iterable[Command]:
        """Yield what the area's list offers besides what every list does."""
        return ()
