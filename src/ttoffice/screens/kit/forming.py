"""The form of a record: entering, changing and duplicating, with drafts, refusals and conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from ttoffice.errors import ConflictError, RefusedError
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen, office_app
from ttoffice.screens.holding import HoldsKeys
from ttoffice.screens.kit.area import Area, FormSpec
from ttoffice.screens.kit.drafting import BEGUN, NUMBER, KeepsTyped
from ttoffice.screens.kit.reading import Reading
from ttoffice.screens.kit.styles import FORM_CSS, Styles
from ttoffice.screens.kit.where import say_where
from ttoffice.screens.modals.entry import open_choice, open_entry
from ttoffice.screens.modals.message import ReasonsModal
from ttoffice.screens.twins import Twinned, twin_of
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.editors import ChoiceEditor, RowsEditor
from ttoffice.widgets.fields import blank
from ttoffice.widgets.form import Form
from ttoffice.widgets.keys import bind
from ttoffice.widgets.reasons import reason_text
from ttoffice.widgets.text import one_line
from ttoffice.widgets.twin_line import TwinLine

if TYPE_CHECKING:
    from ttoffice.action.performing import Outcome
    from ttoffice.reasons import Reason
    from ttoffice.store.drafts import Draft
    from ttoffice.twin import Twin


class FormScreen(HoldsKeys[str], Twinned[str], BaseScreen[str], KeepsTyped):
    """The form of a record; the answer is its number once it is saved."""

    CSS_PATH: ClassVar[Styles] = FORM_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("form.save", "save", show=True),
        bind("screen.leave", "leave", show=True),
    ]
    twins = True

    def __init__(
        self,
        area: Area,
        reading: Reading | None = None,
        *,
        begun: dict[str, Any] | None = None,
        proposed: bool = False,
        begin_at: str = "",
    ) -> None:
        """Begin with a record as it was read, with what another gave, or empty.

        Args:
            area: whose form it is.
            reading: the record that is edited; None for a new one.
            begun: what a new record begins with.
            proposed: whether that is proposed for it, and not taken over from another of its kind.
            begin_at: the field to begin at; empty for the first.
        """
        super().__init__()
        self.area = area
        self._proposed, self._begin_at = proposed, begin_at
        self._reading = reading
        self._version = reading.version if reading else None
        self._begun = begun
        spec = area.form()
        self.form = self.made_form(spec, reading.document if reading else (begun or spec.empty))
        self._elsewhere = Static("", id="elsewhere", markup=False)

    def made_form(self, spec: FormSpec, document: Mapping[str, Any]) -> Form:
        """Return the form with what it begins with."""
        return Form(spec.fields, document, groups=spec.groups)

    @property
    def number(self) -> str | None:
        """The number of the record that is edited; None for a new one."""
        return self._reading.number if self._reading else None

    @property
    def _key(self) -> str:
        return f"{self.area.edit} {self.number}" if self.number else self.area.create

    def compose(self) -> ComposeResult:
        """Lay out title, form and buttons."""
        yield OfficeBar()
        yield Static(Content(self._heading()), classes="screen-title")
        yield self._elsewhere
        yield self.form
        yield from self.compose_foot()

    def compose_foot(self) -> ComposeResult:
        """Lay out the buttons, beside them the call of the command line that saves the same, and the keys."""
        with Horizontal(id="form-buttons"):
            yield Button(Content(f"{_('Save')} ^S"), variant="primary", id="save", compact=True)
            yield Button(Content(f"{_('Back')} Esc"), id="back", compact=True)
            yield TwinLine()
        yield KeyBar()

    def _heading(self) -> str:
        if self._reading is None:
            begun = _("Set anew") if self.area.create == self.area.edit else _("Duplicate")
            new = begun if self._begun and not self._proposed else _("New")
            return f"{new}  {_(self.area.title)}"
        return one_line(f"{_('Edit')} {self._reading.number}  {self._reading.title}", 400)

    def on_mount(self) -> None:
        """Begin at the first field; look for what was typed here and not saved."""
        self._elsewhere.display = False
        self.release(self.form.editor(self._begin_at) if self._begin_at else self.form.first)
        self.begin_keeping(self._key)
        self.show_where()
        self.follow_soon()

    def show_where(self) -> None:
        """Fill the line at the top."""
        say_where(self)

    @on(RowsEditor.Opened)
    def _entry_opened(self, event: RowsEditor.Opened) -> None:
        event.stop()
        open_entry(self, event.editor, event.index, self._entry_typed)

    @on(ChoiceEditor.Opened)
    def _choice_opened(self, event: ChoiceEditor.Opened) -> None:
        open_choice(self, event)

    @on(Button.Pressed, "#save")
    def _save_pressed(self) -> None:
        self.action_save()

    @on(Button.Pressed, "#back")
    def _back_pressed(self) -> None:
        self.action_leave()

    # --- drafts --------------------------------------------------------------------------------------

    def draft_title(self) -> str:
        """Return the heading."""
        return self._heading()

    def draft_version(self) -> int | None:
        """Return the version that the form began with."""
        return self._version

    def draft_content(self) -> dict[str, Any]:
        """Return what was typed, and what it was typed upon."""
        return {**super().draft_content(), BEGUN: self._begun, NUMBER: self.number}

    def draft_upon(self, draft: Draft, held: Mapping[str, dict[str, Any]]) -> None:
        """Begin with what the draft began with, upon the version it was typed upon."""
        self._begun = held.get(BEGUN) or self._begun
        self._version = draft.version if self.number else None
        if self.number is None:
            self.form.fill(self._begun or self.area.form().empty)

    # --- saving --------------------------------------------------------------------------------------

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that would be lost."""
        return self.form.dirty

    @property
    def undoes(self) -> bool:
        """Undo nothing in the store while a form is filled in."""
        return False

    def action_save(self) -> None:
        """Save what was changed, unless the rules refuse; nothing typed is ever lost."""
        if self.busy("save"):
            return
        problems = self.form.problems()
        if problems:
            self.tell(problems)
        elif not self.form.dirty and self._begun is None and self.number is not None:
            self.notify(_("Nothing was changed."))
        else:
            self.save()

    def save(self) -> None:
        """Send what is to be written."""
        work = partial(self._perform, self._to_write(), self._version)
        self.freeze(self.form)
        self.in_thread("save", work, self._saved, self._failed)

    def _to_write(self) -> dict[str, Any]:
        """Return what is to be written; raise ValueError where a text cannot be read."""
        if self.number is None:
            return {key: value for key, value in self.form.values().items() if not blank(value)}
        return self.form.changes()

    def made_twin(self) -> Twin | None:
        """Return the twin of saving what stands here."""
        return twin_of(self.office, partial(self._perform, self._to_write(), self._version))

    def _perform(self, data: dict[str, Any], version: int | None) -> Outcome:
        from ttoffice.action import perform

        if self.number is None:
            return perform(self.office, self.area.create, data)
        return perform(self.office, self.area.edit, data, subject=self.number, version=version)

    def _saved(self, outcome: Outcome) -> None:
        number = str(outcome.value)
        self.draft_discard()
        what = _("Change %(number)s") if self.number else _("Enter %(number)s")
        office_app(self).steps.did(what % {"number": number}, [outcome])
        self.app.clear_notifications()
        self.notify(_("Saved: %(number)s") % {"number": number})
        if outcome.warnings:
            title = _("Saved: %(number)s. Worth a look:") % {"number": number}
            self.app.push_screen(ReasonsModal(title, outcome.warnings), partial(self._close, number))
        else:
            self._close(number)

    def _close(self, number: str, _nothing: object = None) -> None:
        """Leave with the record's number; returns nothing, as what is returned to Textual it would wait for."""
        self.dismiss(number)

    def _failed(self, error: BaseException) -> bool:
        self.thaw()
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
        from ttoffice.screens.kit.conflicts import conflict_rows
        from ttoffice.screens.modals.conflict import ConflictModal

        rows = conflict_rows(self.area, error, self.form.changes())
        self.app.push_screen(ConflictModal(error, rows), self._conflict_answered)

    def _conflict_answered(self, theirs: frozenset[str] | None) -> None:
        if theirs is not None and self.number is not None:
            work = partial(self.area.read, self.office, self.number)
            self.in_thread("version", work, partial(self._save_over, theirs))

    def _save_over(self, theirs: frozenset[str], reading: Reading) -> None:
        """Begin anew from what now stands, with what was typed but for the fields that theirs are taken for."""
        typed = {key: text for key, text in self.form.typed().items() if key not in theirs}
        self._reading, self._version = reading, reading.version
        self.form.fill(reading.document)
        self.form.restore(typed)
        self.action_save()

    # --- leaving -------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Leave the form; ask first where something was changed. What is being saved is waited for."""
        if self.busy("save"):
            return
        self.leave(lambda: self.dismiss(None))
