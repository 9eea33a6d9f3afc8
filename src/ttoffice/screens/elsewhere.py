"""What can be begun from anywhere: every list, every action, saved views, settings and help, for the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ttoffice.action.summaries import summary_of
from ttoffice.errors import TTOfficeError, UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.agenda_acting import PARTS, area_of
from ttoffice.screens.base import BaseScreen, Command
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.verbs import Verb, sent
from ttoffice.screens.records_found import KINDS, choices, kind_title
from ttoffice.screens.twins import command_twin, tail_of, twin_of
from ttoffice.settings import keep_setting
from ttoffice.twin import Twin, action_twin

if TYPE_CHECKING:
    from textual.screen import Screen

    from ttoffice.action.office import Office

MODES = {
    "result": "results", "license": "licenses", "finding": "findings", "notice": "notices", "decision": "decisions",
    "person": "people", "deadline": "deadlines", "enterprise": "enterprises",
}  # fmt: skip
"""The kinds whose list is a work area of its own."""
PLACES: tuple[tuple[str, str, tuple[Any, ...], tuple[str, ...]], ...] = (
    (N_("Two-year scan"), "scan:ScanScreen", ("today",), ("scan",)),
    (N_("Import a ledger of results"), "importing:ImportScreen", (None, "results"), ()),
    (N_("Import a ledger of contracts"), "importing:ImportScreen", (None, "licenses"), ()),
    (N_("Import a ledger of receipts"), "importing:ImportScreen", (None, "receipts"), ()),
    (N_("Export the listing for the platform"), "exporting:ExportScreen", (), ("export", "listing")),
    (N_("Milestones"), "licensing.board:BoardScreen", (), ("list", "milestones")),
    (N_("Timeline"), "licensing.timeline:TimelineScreen", ("today",), ()),
    (N_("Receivables"), "licensing.receivables:ReceivablesScreen", (), ("ageing",)),
    (N_("Forecast"), "licensing.forecasting:ForecastScreen", (), ("forecast",)),
    (N_("Internal rules"), "internal_rules:RulesScreen", (), ("list", "rules")),
    (N_("Unit settings"), "policies:PolicyScreen", (), ("policy",)),
    (N_("Calendar"), "calendars:CalendarScreen", (), ("calendar",)),
)
"""Screens beside the work areas: what each is called, where it is declared, what it is made with, and its command."""
MANUAL = "ttoffice.screens.manual"
LANGUAGES = {"zh_CN": "简体中文", "en": "English"}
"""The languages, each in its own words."""


def commands_elsewhere(screen: BaseScreen[Any]) -> list[Command]:
    """Return all that can be begun from anywhere; runs in a thread and touches no widget."""
    return [
        *_actions(screen),
        *_places(screen),
        *_lists(screen),
        *_saved_views(screen),
        *_languages(screen),
        *_manual(screen),
    ]


# --- actions -----------------------------------------------------------------------------------------------


def _actions(screen: BaseScreen[Any]) -> Iterator[Command]:
    for code in KINDS:
        area = area_of(code)
        if area is None:
            continue
        group = _("Actions: %(kind)s") % {"kind": _(area.title)}
        if area.create:
            new, name = partial(_new, screen, area), area.create
            blank = partial(_blank_twin, screen.office, name)
            yield Command(summary_of(name), new, id=name, group=group, twin=blank)
        for verb in area.verbs if area.acts else ():
            run = partial(begin_with_one, screen, area, verb)
            twin = partial(verb_twin, screen.office, verb, "")
            yield Command(verb.label, run, id=verb.name, group=group, twin=twin)


def _new(screen: BaseScreen[Any], area: Area) -> None:
    screen.app.push_screen(area.form_screen(screen.office, None, None), lambda _number: screen.written())


def begin_with_one(screen: BaseScreen[Any], area: Area, verb: Verb) -> None:
    """Ask which record a verb is meant for, then begin it with that."""
    from ttoffice.screens.kit.acting import begin_verb
    from ttoffice.screens.modals.palette import PaletteModal

    def chosen(number: str) -> None:
        begin_verb(screen, area, verb, number, lambda _outcome: screen.written())

    def answered(command: Command | None) -> None:
        if command is not None:
            command.run()

    title = _("%(action)s: with which record?") % {"action": verb.label}
    hint = _("Number, words or pinyin; Enter chooses")
    modal = PaletteModal(title, (), records=choices(screen, area.kind, chosen), hint=hint)
    screen.app.push_screen(modal, answered)


def verb_twin(office: Office, verb: Verb, number: str) -> Twin | None:
    """Return the call of a verb with what its dialog begins with; what must be given besides stands as null.

    A call with null is refused, so that nothing half said is ever done. Without a number, its place is told.
    """
    from ttoffice.action import find_action

    try:
        made = twin_of(office, partial(verb.perform, office, number, _begun(office, verb, number)))
    except (TTOfficeError, LookupError, ValueError):
        return None
    if made is None or made.data is None:
        return made
    fields = find_action(verb.name).input.model_fields
    data = {key: made.data.get(key) for key in fields if key in made.data or fields[key].is_required()}
    if not number and verb.about:
        data[verb.about] = None
    subjects = made.subjects if number else (() if verb.about else (_("NUMBER"),))
    return action_twin(verb.name, data, subjects, tail_of(office))


def _begun(office: Office, verb: Verb, number: str) -> dict[str, Any]:
    """Return what a verb's dialog begins with for a record; nothing where there is none yet."""
    fields = verb.fields() if number else ()
    known = verb.begins(office, number) if number else {}
    return sent(fields, {**{field.key: None for field in fields}, **known})


def _blank_twin(office: Office, name: str) -> Twin:
    from ttoffice.action import find_action

    fields = find_action(name).input.model_fields
    return action_twin(
        name, {key: None for key, info in fields.items() if info.is_required()}, (), tail_of(office)
    )


# --- lists and screens -------------------------------------------------------------------------------------


def _places(screen: BaseScreen[Any]) -> Iterator[Command]:
    for label, where, given, words in PLACES:
        make = partial(_made, screen.office, where, given)
        twin = partial(command_twin, screen.office, *words) if words else None
        yield Command(_(label), partial(_open, screen, make), group=_("Go to"), twin=twin)


def _made(office: Office, where: str, given: tuple[Any, ...]) -> Screen[Any]:
    module, _colon, name = where.partition(":")
    values = [office.today if value == "today" else value for value in given]
    made: Screen[Any] = getattr(import_module(f"ttoffice.screens.{module}"), name)(*values)
    return made


def _open(screen: BaseScreen[Any], make: Callable[[], Screen[Any]]) -> None:
    screen.app.push_screen(make(), lambda _nothing: screen.written())


def _lists(screen: BaseScreen[Any]) -> Iterator[Command]:
    for code in KINDS:
        if code not in MODES and code != "rule":
            label = _("List: %(name)s") % {"name": _(kind_title(code))}
            yield Command(label, partial(_open, screen, partial(list_screen, code)), group=_("Go to"))


def list_screen(code: str) -> Screen[Any]:
    """Return the list of a kind that is no work area of its own."""
    from ttoffice.screens.findings.lists import PART_AREAS
    from ttoffice.screens.findings.screen import FindingParts
    from ttoffice.screens.licensing.part_lists import PartList
    from ttoffice.screens.side_list import SideList

    if code in PART_AREAS:
        return FindingParts(code)
    if code in PARTS:
        return PartList(code)
    area = area_of(code)
    assert area is not None
    return SideList(area)


def _saved_views(screen: BaseScreen[Any]) -> Iterator[Command]:
    from ttoffice.store.saved_views import load_all

    try:
        found = load_all(screen.office.home.views)
    except UsageError:  # what is wrong with the file is told where views are chosen
        return
    titles = {mode: _(kind_title(code)) for code, mode in MODES.items()}
    for mode, views in found.items():
        for view in views if mode in titles else ():
            label = _("Saved view: %(name)s (%(list)s)") % {"name": view.name, "list": titles[mode]}
            words = ("list", mode, f"--saved={view.name}") if mode == "results" else ()
            twin = partial(command_twin, screen.office, *words) if words else None
            yield Command(label, partial(_show_saved, screen, mode, view), group=_("Saved views"), twin=twin)


async def _show_saved(screen: BaseScreen[Any], mode: str, view: Any) -> None:
    from ttoffice.screens.kit.listing import ListScreen
    from ttoffice.screens.kit.viewing import show_saved

    app = screen.app
    await app.switch_mode(mode)
    shown = app.screen_stack[0]
    if isinstance(shown, ListScreen):
        app.call_after_refresh(show_saved, shown, view)


# --- settings and help -------------------------------------------------------------------------------------


def _languages(screen: BaseScreen[Any]) -> Iterator[Command]:
    for code, name in LANGUAGES.items():
        label = _("Language: %(name)s") % {"name": name}
        yield Command(label, partial(_speak, screen, code), group=_("Settings"))


def _speak(screen: BaseScreen[Any], code: str) -> None:
    """Keep another language; what stands on the screen was built in the one before."""
    try:
        keep_setting(screen.office.home.settings, "language", code)
    except UsageError as error:
        screen.notify(f"{error.message} {error.advice}", severity="warning")
    else:
        screen.notify(_("The language changes when the program is opened again."))


def _manual(screen: BaseScreen[Any]) -> Iterator[Command]:
    """Yield the pages of the manual, where it is installed."""
    try:
        manual = import_module(MANUAL)
    except ModuleNotFoundError as missing:
        if missing.name != MANUAL:
            raise
    else:
        yield from manual.manual_commands(screen.app)
