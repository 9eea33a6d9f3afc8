"""The tabs of a record: what each of them reads, as text or as rows with something to read beside each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ttoffice.screens.kit.reading import Moment, Section
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cells

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.store.connection import Reader


class View(NamedTuple):
    """From where a tab looks at a record.

    Attributes:
        document: the record in the form that is shown.
        day: the day from which one looks: that of the form, or today.
    """

    office: Office
    reader: Reader
    number: str
    document: dict[str, Any]
    moment: Moment
    day: date


class TabRow(NamedTuple):
    """One row of a tab.

    Attributes:
        number: the record it leads to, empty for none.
        sections: what is to be read of it where there is no record to read.
        version: of a change, the version that it made.
        basis: the article that asks for what the row says, which its reasons show.
    """

    number: str
    cells: Cells
    sections: tuple[Section, ...] = ()
    version: int | None = None
    basis: str = ""


class TabContent(NamedTuple):
    """What stands on a tab.

    Attributes:
        sections: text; of a tab with rows it is what stands beside them where no row is chosen.
        columns: of a tab with rows, their columns.
        none: what to say where there are no rows.
        head: one line above the rows.
    """

    sections: tuple[Section, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[TabRow, ...] = ()
    none: str = ""
    head: str = ""


class Tab(NamedTuple):
    """One tab: stable name, catalog string of its name, and what reads it."""

    name: str
    title: str
    read: Callable[[View], TabContent]
