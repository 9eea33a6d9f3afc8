"""From a thing of the agenda to the screen where it is acted upon; Esc leads back."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import RecordKind, code_of, kind_of
from ttoffice.agenda.items import Item
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.shelved import ShelvedArea
from ttoffice.store.asking import Filter

if TYPE_CHECKING:
    from textual.screen import Screen

    from ttoffice.screens.agenda import AgendaScreen

SCANNED = {"undecided": "undecided", "backlog": "due"}
"""The views of the scan that lines for many records stand for."""


def act_on(screen: AgendaScreen, item: Item, day: date) -> None:
    """Open the screen where a thing is acted upon; where there is none, say why it is there."""
    opened = _screen_of(item, day)
    if opened is None:
        screen.action_why()
    else:
        screen.app.push_screen(opened, lambda _answer: screen.reload())


def _screen_of(item: Item, day: date) -> Screen[Any] | None:
    if item.kind == "scan" or item.key == "exclusion:backlog":
        return _scan(item, day)
    if item.kind in ("batch", "drift"):
        from ttoffice.screens.exporting import ExportScreen

        return ExportScreen()
    if item.kind == "rule":
        from ttoffice.screens.internal_rules import RulesScreen

        return RulesScreen()
    number = item.acted_on
    area = area_of(code_of(number)) if number else None
    if area is None:
        return None
    if item.kind == "exhibit":
        from ttoffice.screens.kit.exhibits import ExhibitsScreen

        return ExhibitsScreen(area, number)
    return area.record_screen(number)


def _scan(item: Item, day: date) -> Screen[Any]:
    from ttoffice.screens.scan import ScanScreen

    scan = ScanScreen(day)
    if item.subject:
        scan.call_later(scan.reload, item.subject)
    else:
        view = "excluded" if item.kind == "exclusion" else SCANNED[item.key.partition(":")[2]]
        scan.chosen = Filter(view=view, sort="due_on")
    return scan


AREAS: dict[str, tuple[str, str]] = {
    "result": ("results", "ResultsArea"),
    "notice": ("notices", "NoticesArea"),
    "objection": ("notices", "ObjectionsArea"),
    "review": ("notices", "ReviewsArea"),
    "decision": ("decisions", "DecisionsArea"),
    "rule": ("internal_rules", "RulesArea"),
    "person": ("people", "PeopleArea"),
    "recusal": ("people", "RecusalsArea"),
    "enterprise": ("enterprises", "EnterprisesArea"),
    "deadline": ("deadlines", "DeadlineArea"),
    "license": ("licensing.area", "LicensesArea"),
    "finding": ("findings.area", "FindingsArea"),
    "hearing": ("findings.lists", "HearingsArea"),
    "inquiry": ("findings.lists", "InquiriesArea"),
    "assessment": ("findings.lists", "AssessmentsArea"),
    "conclusion": ("findings.lists", "ConclusionsArea"),
    "effect": ("findings.lists", "EffectsArea"),
}
"""Where the area of each kind of record is declared, below `ttoffice.screens`; loaded when it is gone to."""
PARTS = frozenset(
    {
        "due", "milestone", "statement", "receipt", "amendment", "allocation", "contract", "filing", "support",
        "reminder", "mitigation", "integrity", "award",
    }
)  # fmt: skip
"""The kinds whose records belong to licenses."""


def area_of(code: str | None) -> Area | None:
    """Return the area of a kind of record; of a kind without one an area that only shows it, or None."""
    if code in AREAS:
        module, name = AREAS[code]
        found = getattr(import_module(f"ttoffice.screens.{module}"), name)()
        assert isinstance(found, Area)
        return found
    kind = kind_of(code) if code else None
    if kind is not None and code in PARTS:
        from ttoffice.screens.licensing.lists import part_area

        return part_area(code)
    return plain_area(kind) if kind is not None else None


def plain_area(kind: RecordKind) -> Area:
    """Return an area that shows the records of a kind."""

    class Plain(ShelvedArea):
        name = kind.code
        none_yet = ""
        record_kind = kind

    return Plain()
