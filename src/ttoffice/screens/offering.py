"""What the palette and the help offer on the screen on top, and how what is chosen there is run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ttoffice.errors import UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseModal, BaseScreen, Command, OfficeApp, key_commands
from ttoffice.settings import keep_setting
from ttoffice.twin import Twin
from ttoffice.widgets import themes

if TYPE_CHECKING:
    pass

THEME_LABELS = {themes.DARK: N_("dark"), themes.LIGHT: N_("light"), themes.CONTRAST: N_("high contrast")}
KEY_TWINS: Mapping[str, tuple[str, ...]] = {
    "area.agenda": ("agenda",),
    "area.results": ("list", "results"),
    "area.licenses": ("list", "licenses"),
    "area.findings": ("list", "findings"),
    "area.notices": ("list", "notices"),
    "area.decisions": ("list", "decisions"),
    "area.people": ("list", "people"),
    "area.deadlines": ("list", "deadlines"),
    "area.journal": ("log",),
    "area.enterprises": ("list", "enterprises"),
    "results.scan": ("scan",),
    "results.export": ("export", "listing"),
    "licenses.money": ("ageing",),
    "receivables.forecast": ("forecast",),
    "decisions.dissents": ("dissents",),
    "deadlines.policy": ("policy",),
    "deadlines.calendar": ("calendar",),
}
"""The commands that show or make what a key leads to."""
RECORD_TWINS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "record.open": (("show",), ()),
    "record.history": (("show",), ("--history",)),
    "record.exhibits": (("exhibits",), ()),
}
"""The same of keys about the current record: the words before its number, and those behind it."""


def offer_help(app: OfficeApp) -> None:
    """Show the keys of the screen or dialog on top; choosing one runs it."""
    from ttoffice.screens.modals.palette import PaletteModal

    screen = app.screen
    dialog = isinstance(screen, BaseModal)
    title = _("Help: the keys of this dialog") if dialog else _("Help: the keys of this screen")
    app.push_screen(PaletteModal(title, _keys(screen)), partial(run_command, app))


def offer_all(app: OfficeApp) -> None:
    """Show everything that can be done here, and find all else as one types; in a dialog its keys alone."""
    from ttoffice.screens.modals.palette import PaletteModal

    screen = app.screen
    if not isinstance(screen, BaseScreen):
        offer_help(app)
        return
    commands = [*screen.more_commands(), *_keys(screen), *_own(app, screen)]
    modal = PaletteModal(
        _("Commands"),
        commands,
        screen.later_reasons(),
        more=partial(_elsewhere, screen),
        records=partial(_records, screen),
    )
    app.push_screen(modal, partial(run_command, app))


def _elsewhere(screen: BaseScreen[Any]) -> list[Command]:
    from ttoffice.screens.elsewhere import commands_elsewhere

    return commands_elsewhere(screen)


def _records(screen: BaseScreen[Any], text: str) -> list[Command]:
    from ttoffice.screens.records_found import record_commands

    return record_commands(screen, text)


def run_command(app: OfficeApp, command: Command | None) -> None:
    """Run a command, or say why it cannot be run."""
    if command is None:
        return
    if command.reasons:
        from ttoffice.screens.modals.message import ReasonsModal

        app.push_screen(ReasonsModal(command.label, command.reasons))
        return
    app.call_next(command.run)


# --- what there is -----------------------------------------------------------------------------------------


def _keys(screen: Screen[Any]) -> list[Command]:
    return [command._replace(twin=_twin_of_key(screen, command.id)) for command in key_commands(screen)]


def _twin_of_key(screen: Screen[Any], key: str) -> Callable[[], Twin | None] | None:
    if key in KEY_TWINS:
        return partial(_command_twin, screen, KEY_TWINS[key])
    if key in RECORD_TWINS:
        return partial(_record_twin, screen, key)
    return None


def _command_twin(screen: Screen[Any], words: tuple[str, ...]) -> Twin | None:
    from ttoffice.screens.twins import command_twin

    return command_twin(screen.office, *words) if isinstance(screen, BaseScreen) else None


def _record_twin(screen: Screen[Any], key: str) -> Twin | None:
    from ttoffice.screens.kit.records import RecordScreenBase

    number = screen.current_number() if isinstance(screen, RecordScreenBase) else None
    before, behind = RECORD_TWINS[key]
    return _command_twin(screen, (*before, number, *behind)) if number and "-" in number else None


def _own(app: OfficeApp, screen: BaseScreen[Any]) -> Iterable[Command]:
    """Yield what belongs to the program: the own unit, and how it looks."""
    yield Command(_("Name the own unit and its office"), partial(_name_unit, screen), group=_("Settings"))
    for name, label in THEME_LABELS.items():
        if name != app.theme:
            said = _("Theme: %(name)s") % {"name": _(label)}
            yield Command(said, partial(_take_theme, app, name), group=_("Settings"))


def _name_unit(screen: BaseScreen[Any]) -> None:
    from ttoffice.screens.unit import name_unit

    name_unit(screen)


def _take_theme(app: OfficeApp, name: str) -> None:
    """Show another theme, and begin with it the next time."""
    app.theme = name
    try:
        keep_setting(app.office.home.settings, "theme", name)
    except UsageError as error:
        app.notify(f"{error.message} {error.advice}", severity="warning")
