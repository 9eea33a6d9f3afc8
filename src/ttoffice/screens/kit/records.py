"""What can be done with one record from any screen that shows it: edit, duplicate, why, history, past, verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from ttoffice.errors import TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason, refusing
from ttoffice.screens.base import Command, office_app
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.reading import Moment, Reading
from ttoffice.screens.kit.trail import Visited
from ttoffice.screens.kit.where import say_where
from ttoffice.widgets.keys import bind

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome
    from ttoffice.screens.kit.verbs import Verb
    from ttoffice.screens.modals.history import HistoryEntry
    from ttoffice.screens.modals.why import WhySection
    from ttoffice.twin import Twin

RECORD_KEYS: tuple[BindingType, ...] = (
    bind("record.edit", "edit", show=True),
    bind("record.why", "why", show=True),
    bind("record.verbs", "verbs", show=True),
    bind("record.next_step", "next_step"),
    bind("record.history", "history", show=True),
    bind("record.exhibits", "exhibits", show=True),
    bind("record.dossier", "dossier"),
    bind("record.as_of", "as_of"),
    bind("record.new", "new", show=True),
    bind("record.duplicate", "duplicate"),
)
NEEDS_RECORD = frozenset(
    {"edit", "duplicate", "why", "verbs", "next_step", "history", "as_of", "exhibits", "dossier", "open"}
)


class RecordScreenBase(Visited):
    """A screen that shows records of an area, one of them current."""

    BINDINGS: ClassVar[list[BindingType]] = [*RECORD_KEYS]
    VERB_KEYS: ClassVar[Mapping[str, str]] = {}
    """Keys that begin a verb about the current record, by their ids: in the palette they are as grey as the verb."""

    def __init__(self, area: Area) -> None:
        super().__init__()
        self.area = area

    def current_number(self) -> str | None:
        """Return the number of the current record, or None."""
        return None

    def reload(self, number: str | None = None) -> None:
        """Read again what is shown; the record of this number was written."""

    @property
    def heading(self) -> str:
        """What the screen shows, for the line at the top, where the area alone does not say it."""
        return ""

    def show_where(self) -> None:
        """Fill the line at the top."""
        say_where(self, self.heading)

    def written(self) -> None:
        """Read again what is shown."""
        self.reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what concerns one record only where there is one, and only what the area has."""
        area = self.area
        absent = {
            "edit": not area.edit,
            "new": not area.create,
            "duplicate": not area.create,
            "verbs": not area.acts,
            "as_of": not area.past,
            "history": not area.past,
            "exhibits": not area.exhibits,
            "dossier": not area.exhibits,
            "why": not area.acts,
        }
        if absent.get(action, False):
            return False
        if action in NEEDS_RECORD:
            return self.current_number() is not None
        return super().check_action(action, parameters)

    # --- forms ---------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Open an empty form."""
        self._open_form(None, None)

    def action_edit(self) -> None:
        """Open the form of the current record."""
        reading = self._read_now()
        if reading is not None:
            further = self.area.further(reading)
            self._open_form(reading if further is None else None, further)

    def action_duplicate(self) -> None:
        """Open the form of a new record that begins as the current one."""
        reading = self._read_now()
        if reading is not None:
            self._open_form(None, self.area.copied(reading.document))

    def _read_now(self) -> Reading | None:
        """Read the current record at once: keys that are pressed meanwhile wait, and reach the form."""
        number = self.current_number()
        try:
            return self.area.read(self.office, number) if number is not None else None
        except TTOfficeError as error:
            office_app(self).report(error)
            return None

    def _open_form(self, reading: Reading | None, begun: dict[str, Any] | None) -> None:
        self.app.push_screen(self.area.form_screen(self.office, reading, begun), self._after_form)

    def _after_form(self, number: str | None) -> None:
        if number is not None:
            self.reload(number)

    def action_next_step(self) -> None:
        """Begin what comes next with the record, or say what is missing first."""
        from ttoffice.screens.kit.next_steps import begin_next_step

        number = self.current_number()
        if number is not None:
            begin_next_step(self, number)

    # --- why, history, exhibits ----------------------------------------------------------------------

    def action_why(self) -> None:
        """Show where the record stands, and what hinders each verb."""
        number = self.current_number()
        own = self.area.why_screen(number) if number is not None else None
        if own is not None:
            self.app.push_screen(own)
        elif number is not None:
            self.in_thread(
                "why", partial(self.area.why, self.office, number), partial(self._show_why, number)
            )

    def _show_why(self, number: str, sections: list[WhySection]) -> None:
        from ttoffice.screens.modals.why import WhyModal

        self.app.push_screen(WhyModal(_("Why: %(number)s") % {"number": self.area.called(number)}, sections))

    def action_history(self) -> None:
        """Show every change of the record; from a change one goes to the record as it then stood."""
        number = self.current_number()
        if number is not None:
            self.in_thread(
                "history",
                partial(self.area.changes, self.office, number),
                partial(self._show_history, number),
            )

    def _show_history(self, number: str, found: list[HistoryEntry]) -> None:
        from ttoffice.screens.modals.history import HistoryModal

        def chosen(version: int | None) -> None:
            if version is not None:
                self.open_record(number, Moment(version=version))

        self.app.push_screen(HistoryModal(_("History: %(number)s") % {"number": number}, found), chosen)

    def action_as_of(self) -> None:
        """Show the record as it stood at the end of a day."""
        from ttoffice.screens.kit.days import ask_day

        number = self.current_number()
        if number is None:
            return

        def chosen(day: date) -> None:
            self.open_record(number, Moment(day=day))

        ask_day(self, _("As it stood at the end of which day?"), self.office.today, chosen)

    def open_record(self, number: str, moment: Moment) -> None:
        """Show a record in one of its forms on a screen of its own."""
        self.app.push_screen(self.area.record_screen(number, moment), lambda _nothing: self.reload())

    def action_jump(self) -> None:
        """Ask for a number of any kind and go to its record."""
        from ttoffice.screens.kit.jumping import ask_number

        ask_number(self)

    def action_exhibits(self) -> None:
        """Show the exhibits of the record: open them, attach more."""
        from ttoffice.screens.kit.exhibits import ExhibitsScreen

        number = self.current_number()
        if number is not None:
            self.app.push_screen(ExhibitsScreen(self.area, number), lambda _nothing: self.reload(number))

    def action_dossier(self) -> None:
        """Make the dossier of the record."""
        from ttoffice.screens.kit.dossiers import DossierScreen

        number = self.current_number()
        if number is not None:
            self.app.push_screen(DossierScreen(number))

    # --- verbs ---------------------------------------------------------------------------------------

    def action_verbs(self) -> None:
        """Offer the verbs about the record; those that are refused are grey and say why."""
        from ttoffice.screens.modals.palette import PaletteModal

        number = self.current_number()
        if number is None:
            return
        title = _("Actions: %(number)s") % {"number": number}
        self.app.push_screen(
            PaletteModal(title, self._verb_commands(number), self.later_reasons()), self.run_command
        )

    def _verb_commands(self, number: str) -> list[Command]:
        return [
            Command(
                f"{verb.label}  {number}",
                partial(self._begin, number, verb),
                id=verb.name,
                twin=partial(_twin_of_verb, self.office, verb, number),
            )
            for verb in self.area.verbs
        ]

    def later_reasons(self) -> Callable[[], dict[str, tuple[Reason, ...]]] | None:
        """Ask the guards of every verb about the current record."""
        number = self.current_number()
        if number is None or not self.area.acts:
            return None
        area, office, keys = self.area, self.office, self.VERB_KEYS

        def found() -> dict[str, tuple[Reason, ...]]:
            reasons = area.verb_reasons(office, number)
            told = {name: tuple(refusing(listed)) for name, listed in reasons.items()}
            return {**told, **{key: told.get(verb, ()) for key, verb in keys.items()}}

        return found

    def run_command(self, command: Command | None) -> None:
        """Run a command, or say why it cannot be run."""
        from ttoffice.screens.modals.message import ReasonsModal

        if command is None:
            return
        if command.reasons:
            self.app.push_screen(ReasonsModal(command.label, command.reasons))
        else:
            command.run()

    def more_commands(self) -> Iterable[Command]:
        """Offer the verbs about the current record, and what the area has besides."""
        number = self.current_number()
        if number is not None:
            yield from self._verb_commands(number)
        yield from self.area.commands(self)

    def _begin(self, number: str, verb: Verb) -> None:
        """Ask what a verb asks for, or whether one is sure; then do it."""
        from ttoffice.screens.kit.acting import begin_verb

        def done(_outcome: Outcome | None) -> None:
            self.reload(number)

        begin_verb(self, self.area, verb, number, done)

    def did(self, sentence: str, outcome: Outcome) -> None:
        """Take note of something done, for undo."""
        office_app(self).steps.did(sentence, [outcome])


def _twin_of_verb(office: Office, verb: Verb, number: str) -> Twin | None:
    from ttoffice.screens.elsewhere import verb_twin

    return verb_twin(office, verb, number)
