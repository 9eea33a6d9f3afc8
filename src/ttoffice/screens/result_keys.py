"""What can be done with one result from any screen that shows it: edit, history, why, and its verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.binding import Binding, BindingType

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason, refusing
from ttoffice.screens.base import BaseScreen, Command
from ttoffice.screens.reading import Why, read_changes, read_result, read_why, unit_name, verb_reasons
from ttoffice.screens.result_fields import VERBS, Verb, sent
from ttoffice.widgets.bars import OfficeBar

if TYPE_CHECKING:
    from ttoffice.action.performing import Outcome

RESULT_KEYS: tuple[BindingType, ...] = (
    Binding("f6,w", "why", N_("Why")),
    Binding("f9,a", "verbs", N_("Actions")),
    Binding("ctrl+r,h", "history", N_("History")),
)


class ResultVerbs(BaseScreen[None]):
    """A screen that shows results, one of them current."""

    def current_number(self) -> str | None:
        """Return the number of the current result, or None."""
        return None

    def reload(self, number: str | None = None) -> None:
        """Read again what is shown; the result of this number was written."""

    def say_where(self, title: str) -> None:
        """Fill the line at the top."""
        office = self.office

        def show(unit: str) -> None:
            self.query_one(OfficeBar).say(
                unit=unit,
                title=title,
                operator=office.operator,
                today=office.today.isoformat(),
                pinned=office.pinned,
                store=office.home.store,
            )

        self.in_thread("unit", partial(unit_name, office), show)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what concerns one result only where there is one."""
        if action in ("edit", "why", "history", "verbs", "open"):
            return self.current_number() is not None
        return super().check_action(action, parameters)

    # --- edit --------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Open the form of the current result."""
        from ttoffice.screens.result_form import ResultFormScreen

        number = self.current_number()
        if number is None:
            return

        def opened(reading: Any) -> None:
            self.app.push_screen(ResultFormScreen(reading), self._after_form)

        self.in_thread("edit", partial(read_result, self.office, number), opened)

    def _after_form(self, number: str | None) -> None:
        if number is not None:
            self.reload(number)

    # --- why, history --------------------------------------------------------------------------------

    def action_why(self) -> None:
        """Show where the result stands in the scan, and what hinders each verb."""
        number = self.current_number()
        if number is not None:
            self.in_thread("why", partial(read_why, self.office, number), partial(self._show_why, number))

    def _show_why(self, number: str, why: Why) -> None:
        from ttoffice.screens.modals.why import WhyModal, WhySection

        due = (f"{_('Two years full on')} {why.due_on.isoformat()}",) if why.due_on else ()
        conditions = tuple(f"{condition}: {state}" for condition, state in why.conditions)
        sections = [WhySection(_("Two-year scan (pay-later Art. 4)"), why.standing, (*due, *conditions))]
        for verb in VERBS:
            reasons = why.verbs.get(verb.name, ())
            state = _("not now") if refusing(reasons) else _("possible")
            sections.append(WhySection(verb.label, state, reasons=reasons))
        self.app.push_screen(WhyModal(_("Why: %(number)s") % {"number": number}, sections))

    def action_history(self) -> None:
        """Show every change of the result."""
        from ttoffice.action.office import shown_moment
        from ttoffice.action.summaries import summary_of
        from ttoffice.results.details import readable_value
        from ttoffice.results.fields import label_of
        from ttoffice.screens.modals.history import HistoryEntry, HistoryModal

        number = self.current_number()
        if number is None:
            return

        def show(found: list[dict[str, Any]]) -> None:
            entries = [
                HistoryEntry(
                    change["version"],
                    shown_moment(change["at"]),
                    "",
                    change["operator"],
                    summary_of(change["action"]),
                    tuple(
                        (
                            label_of(key),
                            readable_value(key, pair["before"]),
                            readable_value(key, pair["after"]),
                        )
                        for key, pair in change["fields"].items()
                    ),
                )
                for change in found
            ]
            self.app.push_screen(HistoryModal(_("History: %(number)s") % {"number": number}, entries))

        self.in_thread("history", partial(read_changes, self.office, number), show)

    # --- verbs ---------------------------------------------------------------------------------------

    def action_verbs(self) -> None:
        """Offer the verbs about the result; those that are refused are grey and say why."""
        self._with_verbs(self._offer)

    def _with_verbs(self, then: Callable[[list[Command]], None]) -> None:
        number = self.current_number()
        if number is None:
            return

        def shown(reasons: dict[str, tuple[Reason, ...]]) -> None:
            then([self._command(number, verb, reasons[verb.name]) for verb in VERBS])

        self.in_thread("verbs", partial(verb_reasons, self.office, number), shown)

    def _command(self, number: str, verb: Verb, reasons: tuple[Reason, ...]) -> Command:
        label = f"{verb.label}  {number}"
        return Command(label, partial(self._begin, number, verb), reasons=tuple(refusing(reasons)))

    def _offer(self, commands: list[Command]) -> None:
        from ttoffice.screens.modals.palette import PaletteModal

        def chosen(command: Command | None) -> None:
            if command is not None:
                self.run_command(command)

        self.app.push_screen(PaletteModal(_("Actions"), commands), chosen)

    def run_command(self, command: Command) -> None:
        """Run a command, or say why it cannot be run."""
        from ttoffice.screens.modals.message import ReasonsModal

        if command.reasons:
            self.app.push_screen(ReasonsModal(command.label, command.reasons))
        else:
            command.run()

    def more_commands(self) -> Iterable[Command]:
        """Offer the verbs in the palette; whether they are refused is asked when one is chosen."""
        number = self.current_number()
        if number is not None:
            for verb in VERBS:
                yield Command(f"{verb.label}  {number}", partial(self._begin, number, verb))

    def _begin(self, number: str, verb: Verb) -> None:
        from ttoffice.screens.modals.entry import VerbModal

        def done(outcome: Outcome | None) -> None:
            if outcome is not None:
                self.notify(_("Done: %(what)s (%(number)s)") % {"what": verb.label, "number": number})
                self.reload(number)

        def run(values: dict[str, Any]) -> Outcome:
            from ttoffice.action import perform

            return perform(self.office, verb.name, sent(verb.fields(), values), subject=number)

        self.app.push_screen(VerbModal(f"{verb.label}  {number}", run, verb.fields()), done)
