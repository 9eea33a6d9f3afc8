"""What stands on each tab of the overview: its columns, its rows with what each leads to, and its plot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ttoffice.agenda.today.listing import WITHIN
from ttoffice.agenda.today.overview import Overview, StageCount
from ttoffice.agenda.today.plots import FIGURES, MONEY, SERIES, figure_of
from ttoffice.agenda.today.rows import rows_of
from ttoffice.agenda.today.telling import Part, wan
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.dues.ageing import BUCKETS
from ttoffice.money import figures
from ttoffice.widgets.columns import Column
from ttoffice.widgets.plots import Plot, Series
from ttoffice.widgets.states import Cells, state

YUAN = 14
"""Cells of an amount below a hundred million yuan, to the fen."""
GLANCE = "glance"
TABS: dict[str, str] = {
    GLANCE: N_("Overview"),
    "quarters": N_("Receivables by quarter"),
    "licenses": N_("Licenses"),
    "ageing": N_("Ageing"),
    "findings": N_("Exemption"),
    "clocks": N_("Procedure clocks"),
    "listing": N_("For the list"),
    "changes": N_("Recent changes"),
}
"""The tabs of the overview by name, and what each is called where there is little room."""
PART_OF: dict[str, Part] = {
    "quarters": "money",
    "clocks": "clocks",
    "listing": "listing",
    "changes": "changes",
}
"""The part of the day whose line stands over a tab."""


@dataclass(frozen=True, slots=True)
class TabRows:
    """The rows of a tab.

    Attributes:
        nothing: what is said where there are none.
        keys: what each row leads to, in their order.
    """

    columns: tuple[Column, ...]
    nothing: str
    keys: tuple[str, ...]
    rows: tuple[Cells, ...]


def title_of(tab: str) -> str:
    """Return what the plot of a tab is called in full; of one without a plot its name."""
    return _(FIGURES[tab]) if tab in FIGURES else _(TABS[tab])


def plot_of(found: Overview, tab: str) -> Plot | None:
    """Return the plot of a tab, None where it has none."""
    if tab not in FIGURES:
        return None
    data = figure_of(found, tab)
    return Plot(data.places, tuple(Series(name, values) for name, values in data.series))


def shown(tab: str, value: int) -> str:
    """Return a number as the plot of a tab writes it: money in 万元, records as they are counted."""
    return wan(value) if tab in MONEY else f"{value:,}"


def rows_on(found: Overview, tab: str) -> TabRows:
    """Return the rows of a tab."""
    return _MADE[tab](found)


def _quarters(found: Overview) -> TabRows:
    _headers, rows = rows_of(found.today, "money")
    columns = (
        Column("quarter", _("Quarter"), 8),
        *(
            Column(key, _("%(what)s, yuan") % {"what": _(label)}, YUAN, align="right", drop=drop)
            for drop, (key, label) in zip((2, 0, 3, 1), SERIES, strict=True)
        ),
    )
    return TabRows(
        columns, _("Nothing is due under any license."), _keys(rows), tuple(row.cells for row in rows)
    )


def _keys(rows: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    return tuple(key for key, _cells in rows)


def _stages(stages: Sequence[StageCount], nothing: str, *, money: bool) -> TabRows:
    held = [one for one in stages if one.count]
    columns = [
        Column("stage", _("Stage"), 16, grow=2),
        Column("count", _("Number of records"), 8, align="right"),
    ]
    if money:
        columns.append(Column("open", _("Payable, yuan"), YUAN, align="right"))
    rows = [(one.label, f"{one.count:,}", figures(one.open_fen) if one.open_fen else "") for one in held]
    return TabRows(
        tuple(columns), nothing, tuple(one.code for one in held), tuple(row[: len(columns)] for row in rows)
    )


def _licenses(found: Overview) -> TabRows:
    return _stages(found.licenses, _("There is no license yet."), money=True)


def _findings(found: Overview) -> TabRows:
    return _stages(found.findings, _("There is no exemption finding yet."), money=False)


def _ageing(found: Overview) -> TabRows:
    columns = (
        Column("age", _("Overdue for"), 16, grow=1),
        Column("open", _("Payable, yuan"), YUAN, align="right"),
    )
    held = [
        (code, (_(label), figures(fen)))
        for (code, label), fen in zip(BUCKETS, found.ageing.open_fen, strict=True)
        if fen
    ]
    return TabRows(columns, _("Nothing is unpaid."), _keys(held), tuple(cells for _code, cells in held))


def _clocks(found: Overview) -> TabRows:
    columns = (
        Column("record", _("Record"), 12),
        Column("clock", _("Clock"), 24, grow=1),
        Column("last", _("Last day"), 10),
        Column("remarks", _("Remarks"), 8, drop=1),
        Column("deadline", _("Deadline"), 12, drop=2),
    )
    _headers, rows = rows_of(found.today, "clocks")
    late = [bool(one.clock.late) for one in found.today.clocks]
    cells: list[Cells] = [
        (row.cells[0], state("bad", row.cells[1]) if over else row.cells[1], *row.cells[2:])
        for row, over in zip(rows, late, strict=True)
    ]
    return TabRows(columns, _("No procedure clock runs."), _keys(rows), tuple(cells))


def _listing(found: Overview) -> TabRows:
    columns = (
        Column("number", _("Number"), 12),
        Column("title", _("Title"), 24, grow=1),
        Column("due_on", _("Two years full on"), 10),
    )
    _headers, rows = rows_of(found.today, "listing")
    nothing = _("No result falls due for the list within %(days)d days.") % {"days": WITHIN}
    return TabRows(columns, nothing, _keys(rows), tuple(row.cells for row in rows))


def _changes(found: Overview) -> TabRows:
    columns = (
        Column("record", _("Record"), 12),
        Column("title", _("Called"), 14, grow=3, drop=2),
        Column("what", _("What was done"), 20, grow=5),
        Column("who", _("By whom"), 8, grow=1),
        Column("last", _("Last"), 16, drop=1),
    )
    _headers, rows = rows_of(found.today, "changes")
    nothing = _("Nothing was done since %(day)s.") % {"day": found.today.changes.since.isoformat()}
    return TabRows(columns, nothing, _keys(rows), tuple(row.cells for row in rows))


_MADE: dict[str, Callable[[Overview], TabRows]] = {
    "quarters": _quarters,
    "licenses": _licenses,
    "ageing": _ageing,
    "findings": _findings,
    "clocks": _clocks,
    "listing": _listing,
    "changes": _changes,
}
