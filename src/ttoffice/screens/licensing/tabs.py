"""The tabs of a license: what each of them reads, as text or as rows with something to read beside each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ttoffice.i18n import N_
from ttoffice.screens.kit.reading import Moment, Section
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cells

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.store.connection import Reader


class View(NamedTuple):
    """From where a tab looks at a license.

    Attributes:
        document: the license in the form that is shown.
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
    """

    number: str
    cells: Cells
    sections: tuple[Section, ...] = ()
    version: int | None = None


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


def _terms(view: View) -> TabContent:
    from ttoffice.screens.licensing.terms import terms_tab

    return terms_tab(view)


def _schedule(view: View) -> TabContent:
    from ttoffice.screens.licensing.money_tabs import schedule_tab

    return schedule_tab(view)


def _receipts(view: View) -> TabContent:
    from ttoffice.screens.licensing.money_tabs import receipts_tab

    return receipts_tab(view)


def _procedure(view: View) -> TabContent:
    from ttoffice.screens.licensing.procedure import procedure_tab

    return procedure_tab(view)


def _documents(view: View) -> TabContent:
    from ttoffice.screens.licensing.papers import documents_tab

    return documents_tab(view)


def _history(view: View) -> TabContent:
    from ttoffice.screens.licensing.papers import history_tab

    return history_tab(view)


TABS: tuple[Tab, ...] = (
    Tab("terms", N_("Terms"), _terms),
    Tab("schedule", N_("Schedule"), _schedule),
    Tab("receipts", N_("Receipts"), _receipts),
    Tab("procedure", N_("Procedure"), _procedure),
    Tab("documents", N_("Documents"), _documents),
    Tab("history", N_("History"), _history),
)
