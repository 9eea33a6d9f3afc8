"""Where the parts of the day lead: a list with its view, a record, the history of a record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import code_of
from ttoffice.i18n import gettext as _
from ttoffice.screens.agenda_acting import area_of
from ttoffice.screens.kit.reading import Moment
from ttoffice.store.asking import Filter

if TYPE_CHECKING:
    from datetime import date

    from textual.screen import Screen

    from ttoffice.action.office import Office
    from ttoffice.agenda.today.views import Today
    from ttoffice.screens.base import BaseScreen
    from ttoffice.screens.kit.area import Area
    from ttoffice.screens.modals.history import HistoryEntry


def screen_of_part(part: str, found: Today) -> Screen[Any] | None:
    """Return the screen behind a part of the strip: the record of the only clock, else a list or the overview."""
    if part == "clocks" and len(found.clocks) == 1:
        return _record_screen(found.clocks[0].record)
    if part == "money" and (found.overdue_fen or found.quarter.payable_fen):
        from ttoffice.screens.licensing.receivables import ReceivablesScreen

        receivables = ReceivablesScreen()
        receivables.chosen = Filter(view="overdue" if found.overdue_fen else "open", sort="due_on")
        return receivables
    if part == "listing":
        return _scan(found)
    from ttoffice.screens.today.overview import OverviewScreen

    return OverviewScreen("quarters" if part == "money" else part)


def _scan(found: Today) -> Screen[Any]:
    from ttoffice.screens.scan import ScanScreen

    scan = ScanScreen(found.day)
    view = "upcoming" if found.listing.coming else "due" if found.listing.overdue else "all"
    scan.chosen = Filter(view=view, sort="due_on")
    return scan


def _record_screen(number: str) -> Screen[Any] | None:
    area = area_of(code_of(number))
    return area.record_screen(number) if area is not None else None


# --- from a row of the overview ------------------------------------------------------------------------


def open_row(screen: BaseScreen[Any], tab: str, key: str, name: str) -> None:
    """Open what stands behind a row of a tab: the records of a bar, one record, or what was done about it."""
    if tab in ("clocks", "listing"):
        _push(screen, _record_screen(key))
    elif tab == "changes":
        _open_history(screen, key)
    else:
        work = partial(ids_behind, screen.office, screen.office.today, tab, key)
        screen.in_thread("behind", work, partial(_open_list, screen, tab, name))


def ids_behind(office: Office, day: date, tab: str, key: str) -> tuple[int, ...]:
    """Return the ids of the records that a bar is made of."""
    from ttoffice.agenda.today import behind

    with office.reader() as reader:
        if tab == "quarters":
            return behind.dues_of_quarter(reader, day, key)
        if tab == "ageing":
            return behind.dues_of_age(reader, day, key)
        return (behind.licenses_at if tab == "licenses" else behind.findings_at)(reader, key)


def _open_list(screen: BaseScreen[Any], tab: str, name: str, ids: tuple[int, ...]) -> None:
    from ttoffice.screens.today.behind import marked_list

    _push(screen, marked_list(tab).show_only(name, ids))


def _push(screen: BaseScreen[Any], opened: Screen[Any] | None) -> None:
    if opened is not None:
        screen.app.push_screen(opened, lambda _answer: screen.written())


def _open_history(screen: BaseScreen[Any], number: str) -> None:
    """Show every change of a record; what has no history is opened instead, what is no record stands in the log."""
    area = area_of(code_of(number)) if number else None
    if area is None:
        screen.notify(_("This is about no single record; the log (9) has the entry."))
    elif not area.past:
        _push(screen, area.record_screen(number))
    else:
        work = partial(area.changes, screen.office, number)
        screen.in_thread("history", work, partial(_show_history, screen, area, number))


def _show_history(screen: BaseScreen[Any], area: Area, number: str, found: list[HistoryEntry]) -> None:
    from ttoffice.screens.modals.history import HistoryModal

    def chosen(version: int | None) -> None:
        if version is not None:
            _push(screen, area.record_screen(number, Moment(version=version)))

    screen.app.push_screen(HistoryModal(_("History: %(number)s") % {"number": number}, found), chosen)
