"""From a thing of the agenda to the screen where it is acted upon; Esc leads back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import RecordKind, code_of, kind_of
from ttoffice.agenda.items import Item
from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.kit.shelved import ShelvedArea
from ttoffice.store.asking import Filter

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from ttoffice.screens.agenda import AgendaScreen

SCANNED = {"undecided": "undecided", "backlog": "due"}
"""The views of the scan that lines for many records stand for."""


def act_on(screen: AgendaScreen, item: Item, day: date) -> None:
    """Open the screen where a thing is acted upon; where there is none, say why it is there."""
    opened = _screen_of(screen, item, day)
    if opened is None:
        screen.action_why()
    else:
        screen.app.push_screen(opened, lambda _answer: screen.reload())


def _screen_of(screen: AgendaScreen, item: Item, day: date) -> Screen[Any] | None:
    if item.kind == "scan" or item.key == "exclusion:backlog":
        return _scan(item, day)
    if item.kind in ("batch", "drift"):
        from ttoffice.screens.exporting import ExportScreen

        return ExportScreen()
    area = area_of(screen.app, code_of(item.subject)) if item.subject else None
    if area is None:
        return None
    if item.kind == "exhibit":
        from ttoffice.screens.kit.exhibits import ExhibitsScreen

        return ExhibitsScreen(area, item.subject)
    return RecordScreen(area, item.subject)


def _scan(item: Item, day: date) -> Screen[Any]:
    from ttoffice.screens.scan import ScanScreen

    scan = ScanScreen(day)
    if item.subject:
        scan.call_later(scan.reload, item.subject)
    else:
        view = "excluded" if item.kind == "exclusion" else SCANNED[item.key.partition(":")[2]]
        scan.chosen = Filter(view=view, sort="due_on")
    return scan


def area_of(app: App[Any], code: str | None) -> Area | None:
    """Return the area of a kind of record: that of a work area where one has it, else one that only shows it."""
    for made in app.MODES.values():
        screen = made() if callable(made) else None
        area = getattr(screen, "area", None)
        if isinstance(area, Area) and area.kind == code:
            return area
    kind = kind_of(code) if code else None
    return plain_area(kind) if kind is not None else None


def plain_area(kind: RecordKind) -> Area:
    """Return an area that shows the records of a kind."""

    class Plain(ShelvedArea):
        name = kind.code
        title = kind.plural
        none_yet = ""
        views: Mapping[str, str] = {"all": _(kind.plural)}  # type: ignore[misc]  # a class of its own for each kind
        sorts: Mapping[str, str] = {"number": _("Number")}  # type: ignore[misc]
        record_kind = kind

    Plain.kind = kind.code
    return Plain()
