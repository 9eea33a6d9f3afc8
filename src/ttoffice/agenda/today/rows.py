"""What stands behind each part of the day, as rows: for the table of a screen and of the command line alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ttoffice.action.office import shown_moment
from ttoffice.agenda.today.changes import kind_label
from ttoffice.agenda.today.plots import SERIES
from ttoffice.agenda.today.telling import Part, quarter_name
from ttoffice.agenda.today.views import Today
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.money import figures

TITLES: Mapping[Part, str] = {
    "clocks": N_("Procedure clocks"),
    "money": N_("Receivables by quarter"),
    "listing": N_("Falling due for the list"),
    "changes": N_("Changes since yesterday"),
}
"""What each part is called."""


class PartRow(NamedTuple):
    """One row: what it leads to (a number, the key of a quarter, or nothing), and its cells."""

    key: str
    cells: tuple[str, ...]


def rows_of(today: Today, part: Part) -> tuple[tuple[str, ...], Sequence[PartRow]]:
    """Return the headings of a part and its rows, in the user's language."""
    return _MADE[part](today)


Table = tuple[tuple[str, ...], Sequence[PartRow]]


def _clocks(today: Today) -> Table:
    rows = [
        PartRow(
            one.record,
            (
                one.record,
                one.clock.text,
                one.clock.ends_on.isoformat() if one.clock.ends_on else "",
                _("provisional") if one.clock.provisional else "",
                one.clock.deadline,
            ),
        )
        for one in today.clocks
    ]
    return (_("Record"), _("Clock"), _("Last day"), _("Remarks"), _("Deadline")), rows


def _money(today: Today) -> Table:
    labels = tuple(_("%(what)s, yuan") % {"what": _(label)} for _key, label in SERIES)
    rows = [
        PartRow(one.key, (quarter_name(one.key), *(_fen(getattr(one, key)) for key, _label in SERIES)))
        for one in today.quarters
        if not one.empty
    ]
    return (_("Quarter"), *labels), rows


def _fen(fen: int) -> str:
    return figures(fen) if fen else ""


def _listing(today: Today) -> Table:
    rows = [
        PartRow(one.number, (one.number, one.title, one.day.isoformat() if one.day else ""))
        for one in today.listing.coming
    ]
    return (_("Number"), _("Title"), _("Two years full on")), rows


def _changes(today: Today) -> Table:
    rows = [
        PartRow(
            one.number,
            (
                one.number or kind_label(one.kind),
                one.title,
                one.sentence,
                listed(one.operators),
                shown_moment(one.last)[:16],
            ),
        )
        for one in today.changes.records
    ]
    return (_("Record"), _("Called"), _("What was done"), _("By whom"), _("Last")), rows


_MADE = {"clocks": _clocks, "money": _money, "listing": _listing, "changes": _changes}
