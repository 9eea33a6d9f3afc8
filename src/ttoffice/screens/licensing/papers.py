"""The papers of a license and its changes as tabs: contract versions, notices, letters, filings, exhibits; history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ttoffice.action import records
from ttoffice.action.kinds import RecordKind, kind_of
from ttoffice.i18n import gettext as _
from ttoffice.licenses import views
from ttoffice.licenses.kinds import LICENSE
from ttoffice.screens.base import BaseScreen, Command
from ttoffice.screens.kit.reading import Section
from ttoffice.screens.kit.tabs import TabContent, TabRow, View
from ttoffice.widgets.columns import Column

if TYPE_CHECKING:
    from ttoffice.screens.modals.history import HistoryEntry

PAPERS = (
    "contract",
    "notice",
    "decision",
    "amendment",
    "filing",
    "support",
    "reminder",
    "mitigation",
    "integrity",
    "award",
)
"""The kinds that stand on the tab of documents, in their order; those that are not declared are left out."""


def documents_tab(view: View) -> TabContent:
    """Return every paper of a license: those that are records, then the exhibits."""
    rows = [row for code in PAPERS for row in _records_of(view, code)]
    columns = (
        Column("kind", _("Kind"), 12),
        Column("title", _("Called"), 14, grow=4),
        Column("day", _("Day"), 10),
        Column("state", _("State"), 8, grow=1, drop=1),
        Column("number", _("Number"), 12, drop=2),
    )
    none = _("No paper yet: a makes the contract, f attaches exhibits.")
    return TabContent((), columns, (*rows, *_exhibits(view)), none)


def _records_of(view: View, code: str) -> Iterator[TabRow]:
    kind = kind_of(code)
    if kind is None or "subject" not in kind.shelf.columns:
        return
    for _kind, number in views.linked(view.reader, view.number, (code,)):
        found = records.document(view.reader, kind, number)
        yield TabRow(number, _paper_cells(kind, number, found))


def _paper_cells(kind: RecordKind, number: str, found: dict[str, Any]) -> tuple[str, ...]:
    day = next(
        (str(found[key]) for key in (*kind.listed, *found) if key.endswith("_on") and found.get(key)), ""
    )
    state = kind.readable("state", found["state"]) if found.get("state") else ""
    return (_(kind.title), str(found.get(kind.headline) or number), day, state, number)


def _exhibits(view: View) -> Iterator[TabRow]:
    from ttoffice.evidence.views import exhibits_of

    row_id = records.record_id(view.reader, LICENSE, view.number)
    for item in exhibits_of(view.reader, "license", row_id):
        lines = (
            (_("File"), item.name),
            (_("Source"), item.source),
            (_("What it proves"), item.proves),
            (_("Number"), item.number),
        )
        shown = Section(_("Exhibit"), tuple(line for line in lines if line[1]))
        yield TabRow("", (_("Exhibit"), item.name, item.collected_on, "", item.number), (shown,))


def history_tab(view: View) -> TabContent:
    """Return every change of a license, the newest first, with the fields that it changed."""
    from ttoffice.screens.modals.history import entries_of

    found = entries_of(records.changes(view.reader, LICENSE, view.number), LICENSE.label_of, LICENSE.readable)
    rows = tuple(map(_change_row, sorted(found, key=lambda entry: entry.version, reverse=True)))
    columns = (
        Column("version", _("Change"), 4, align="right"),
        Column("moment", _("Time of the change"), 16),
        Column("operator", _("By whom"), 8, grow=1, drop=1),
        Column("what", _("What was done"), 14, grow=4),
    )
    return TabContent((), columns, rows, _("No change is recorded."))


def _change_row(entry: HistoryEntry) -> TabRow:
    cells = (str(entry.version), entry.moment[:16], entry.operator, entry.what)
    lines = tuple(
        (label, f"{before or _('(empty)')}\n-> {after or _('(empty)')}")
        for label, before, after in entry.lines
    )
    return TabRow("", cells, (Section(f"{entry.version}. {entry.what}", lines),), entry.version)


def paper_commands(screen: BaseScreen[Any], number: str) -> Iterable[Command]:
    """Yield what makes a paper of a license."""
    from ttoffice.screens.licensing.contracts import contract_commands

    yield from contract_commands(screen, number)
