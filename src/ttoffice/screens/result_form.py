"""Entering and editing a result: the form, its refusals, and what to do when somebody else was quicker."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from ttoffice.errors import ConflictError, RefusedError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.results.record import ResultRecord
from ttoffice.screens.base import BaseScreen
from ttoffice.screens.modals.entry import SAVE_KEY, ask_before_leaving, open_choice, open_entry
from ttoffice.screens.modals.message import ReasonsModal
from ttoffice.screens.reading import Reading, read_result
from ttoffice.screens.result_fields import groups, result_fields
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.editors import ChoiceEditor, RowsEditor
from ttoffice.widgets.form import Form
from ttoffice.widgets.reasons import reason_text
from ttoffice.widgets.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttoffice.action.performing import Outcome
    from ttoffice.reasons import Reason


class ResultFormScreen(BaseScreen[str]):
    """The form of a result; the answer is its number once it is saved."""

    CSS_PATH = "result_form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [SAVE_KEY, Binding("escape", "leave", N_("Back"))]

    def __init__(self, reading: Reading | None) -> None:
        super().__init__()
        self._reading = reading
        self._version = reading.version if reading else None
        document = reading.document if reading else ResultRecord().as_document()
        self.form = Form(result_fields(), document, groups=groups())
        self._elsewhere = Static("", id="elsewhere", markup=False)

    @property
    def number(self) -> str | None:
        """The number of the result that is edited; None for a new one."""
        return self._reading.number if self._reading else None

    def compose(self) -> ComposeResult:
        """Lay out title, form and buttons."""
        yield Static(Content(self._heading()), id="form-title")
        yield self._elsewhere
        yield self.form
        with Horizontal(id="form-buttons"):
            yield Button(Content(f"{_('Save')} ^S"), variant="primary", id="save", compact=True)
            yield Button(Content(f"{_('Back')} Esc"), id="back", compact=True)
        yield KeyBar()

    def _heading(self) -> str:
        if self._reading is None:
            return _("New result")
        return one_line(f"{_('Edit')} {self._reading.number}  {self._reading.title}", 400)

    def on_mount(self) -> None:
        """Begin at the first field."""
        self._elsewhere.display = False
        self.form.focus_first()

    @on(RowsEditor.Opened)
    def _entry_opened(self, event: RowsEditor.Opened) -> None:
        open_entry(self, event)

    @on(ChoiceEditor.Opened)
    def _choice_opened(self, event: ChoiceEditor.Opened) -> None:
        open_choice(self, event)

    @on(Button.Pressed, "#save")
    def _save_pressed(self) -> None:
        self.action_save()

    @on(Button.Pressed, "#back")
    def _back_pressed(self) -> None:
        self.action_leave()

    # --- saving --------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Save what was changed, unless the rules refuse; nothing typed is ever lost."""
        if self.busy("save"):
            return
        problems = self.form.problems()
        if problems:
            self.tell(problems)
        elif not self.form.dirty:
            self.notify(_("Nothing was changed."))
        else:
            self.save()

    def save(self) -> None:
        """Send the changed fields."""
        work = partial(self._perform, self.form.changes(), self._version)
        self.in_thread("save", work, self._saved, self._failed)

    def _perform(self, data: dict[str, Any], version: int | None) -> Outcome:
        from ttoffice.action import perform

        if self.number is None:
            return perform(self.office, "result.create", data)
        return perform(self.office, "result.edit", data, subject=self.number, version=version)

    def _saved(self, outcome: Outcome) -> None:
        number = str(outcome.value)
        self.notify(_("Saved: %(number)s") % {"number": number})
        if outcome.warnings:
            title = _("Saved: %(number)s. Worth a look:") % {"number": number}
            self.app.push_screen(ReasonsModal(title, outcome.warnings), lambda _nothing: self.dismiss(number))
        else:
            self.dismiss(number)

    def _failed(self, error: BaseException) -> bool:
        if isinstance(error, ConflictError):
            self._show_conflict(error)
            return True
        if isinstance(error, RefusedError):
            self.tell(error.reasons)
            self.notify(_("Not saved: see what is marked."), severity="error")
            return True
        return False

    def tell(self, reasons: Iterable[Reason]) -> None:
        """Show reasons under their fields, and at the top those of no field here."""
        elsewhere = self.form.tell(reasons)
        self._elsewhere.update(Content("\n").join(reason_text(self, reason) for reason in elsewhere))
        self._elsewhere.display = bool(elsewhere)

    # --- somebody else was quicker -------------------------------------------------------------------

    def _show_conflict(self, error: ConflictError) -> None:
        from ttoffice.results.fields import label_of
        from ttoffice.screens.modals.conflict import ConflictModal, ConflictRow

        mine = self.form.changes()
        rows = [
            ConflictRow(
                key,
                label_of(key),
                _shown(key, then),
                _shown(key, now),
                _shown(key, mine[key]) if key in mine else "",
                key in mine,
            )
            for key, then, now in error.changes
        ]
        self.app.push_screen(ConflictModal(error, rows), self._conflict_answered)

    def _conflict_answered(self, theirs: frozenset[str] | None) -> None:
        if theirs is not None and self.number is not None:
            work = partial(read_result, self.office, self.number)
            self.in_thread("version", work, partial(self._save_over, theirs))

    def _save_over(self, theirs: frozenset[str], reading: Reading) -> None:
        self._version = reading.version
        for key in theirs:
            self.form.editor(key).give(reading.document.get(key))
        self.save()

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that would be lost."""
        return self.form.dirty

    def action_leave(self) -> None:
        """Leave the form; ask first where something was changed. What is being saved is waited for."""
        if self.busy("save"):
            return
        if self.form.dirty:
            ask_before_leaving(self, lambda: self.dismiss(None))
        else:
            self.dismiss(None)


def _shown(key: str, value: Any) -> str:
    from ttoffice.results.details import readable_value

    try:
        return readable_value(key, value)
    except (ValueError, KeyError, TypeError):
        return str(value)
