"""The form of a record: entering, changing and duplicating, with drafts, refusals and conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Static

from ttoffice.errors import ConflictError, RefusedError, TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen, office_app
from ttoffice.screens.holding import HoldsKeys
from ttoffice.screens.kit.area import Area, FormSpec
from ttoffice.screens.kit.drafting import BEGUN, ENTRY, FORM, NUMBER, Keeper, drafts_of, held_by, offer_draft
from ttoffice.screens.kit.reading import Reading
from ttoffice.screens.kit.styles import FORM_CSS, Styles
from ttoffice.screens.kit.where import say_where
from ttoffice.screens.modals.entry import Typed, open_again, open_choice, open_entry
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

KEEPING_PAUSE = 0.3
"""Seconds without typing after which what was typed is kept in a file."""


class FormScreen(HoldsKeys[str], Twinned[str], BaseScreen[str]):
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
        self._pending: Timer | None = None
        self._entry: Typed | None = None
        self._keeper: Keeper | None = None

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
        self._keeper = Keeper(self.office, self._key)
        self.release(self.form.editor(self._begin_at) if self._begin_at else self.form.first)
        waiting = partial(drafts_of(self.office).waiting, self._key)
        self.in_thread("drafts", waiting, self._offer_drafts)
        self.show_where()
        self.follow_soon()

    def show_where(self) -> None:
        """Fill the line at the top."""
        say_where(self)

    def on_unmount(self) -> None:
        """Leave what was not saved as a draft where the program ends without a word."""
        if self._keeper is not None:
            self._keeper.leave()

    @on(RowsEditor.Opened)
    def _entry_opened(self, event: RowsEditor.Opened) -> None:
        event.stop()
        open_entry(self, event.editor, event.index, self._entry_typed)

    def _entry_typed(self, typed: Typed | None) -> None:
        """Take note of what is typed into an entry that is open."""
        self._entry = typed
        self._keep_soon()

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

    def _offer_drafts(self, found: list[Draft]) -> None:
        if not self.closing:
            offer_draft(self, found, self.take)

    def take(self, draft: Draft) -> None:
        """Go on with a draft: what was typed stands in the form again, upon the version it was typed upon."""
        opened = drafts_of(self.office).take(draft)
        if opened is None or self._keeper is None:
            self.notify(_("Another window has taken up this draft."), severity="warning")
            return
        self._keeper.adopt(opened)
        held = held_by(draft)
        self._begun = held.get(BEGUN) or self._begun
        self._version = draft.version if self.number else None
        if self.number is None:
            self.form.fill(self._begun or self.area.form().empty)
        self.form.restore(held.get(FORM, {}))
        if held.get(ENTRY):
            open_again(self, self.form, held[ENTRY], self._entry_typed)

    @on(Form.Changed)
    def _form_changed(self, event: Form.Changed) -> None:
        event.stop()
        self._keep_soon()

    def _keep_soon(self) -> None:
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(KEEPING_PAUSE, self.keep)

    def _content(self) -> dict[str, Any]:
        return {FORM: self.form.typed(), BEGUN: self._begun, NUMBER: self.number, ENTRY: self._entry}

    def keep(self) -> None:
        """Keep what stands in the form in a file, behind the screen's back."""
        if self._keeper is None or not (self.unsaved or self._entry):
            return
        title = self._heading()
        work = partial(self._keeper.keep, self._keeper.asked(), self._content(), self._version, title)
        self.in_thread("draft", work, lambda _nothing: None, self._not_kept)

    def _not_kept(self, error: BaseException) -> bool:
        if not isinstance(error, TTOfficeError):
            return False
        self.notify(f"{error.message} {error.advice}", severity="warning")
        return True

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
        if self._keeper is not None:
            self._keeper.discard()
        what = _("Change %(number)s") if self.number else _("Enter %(number)s")
        office_app(self).steps.did(what % {"number": number}, [outcome], self.area.revert)
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

    def leave(self, then: Callable[[], object]) -> None:
        """Leave what is typed: ask whether to stay, to keep it as a draft, or to throw it away."""
        from ttoffice.screens.modals.message import LeaveModal

        if not self.unsaved:
            if self._keeper is not None:
                self._keeper.discard()
            then()
            return

        def answered(answer: str | None) -> None:
            if answer == "draft":
                self._leave_draft(then)
            elif answer == "discard":
                if self._keeper is not None:
                    self._keeper.discard()
                then()

        self.app.push_screen(LeaveModal(), answered)

    def _leave_draft(self, then: Callable[[], object]) -> None:
        keeper = self._keeper
        if keeper is None:
            return
        work = partial(keeper.keep_and_leave, self._content(), self._version, self._heading())
        self.in_thread("draft", work, lambda _nothing: then(), self._not_kept)
