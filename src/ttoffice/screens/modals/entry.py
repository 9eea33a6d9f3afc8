"""Dialogs with a form: one entry of a list inside a record, and the data of a verb."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button

from ttoffice.errors import RefusedError
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.screens.base import BaseModal
from ttoffice.screens.holding import HoldsKeys
from ttoffice.screens.kit.drafting import KeepsTyped
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.message import ConfirmModal
from ttoffice.screens.twins import Twinned, TwinOf
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.editors import ChoiceEditor, RowsEditor
from ttoffice.widgets.fields import Field, empty
from ttoffice.widgets.form import Form
from ttoffice.widgets.keys import bind
from ttoffice.widgets.prose import Prose
from ttoffice.widgets.reasons import reason_text
from ttoffice.widgets.text import plain
from ttoffice.widgets.twin_line import TwinLine

if TYPE_CHECKING:
    from ttoffice.action.performing import Outcome
    from ttoffice.twin import Twin

SAVE_KEY = bind("form.save", "save", show=True)


Typed = dict[str, Any]
"""What is typed into an entry that is open: its field, its place (None: new), the texts, and what is open in it."""
FIELD, INDEX, TEXTS, INNER = "field", "index", "texts", "inner"
Telling = Callable[[Typed | None], object]


def open_entry(
    screen: Screen[Any],
    editor: RowsEditor,
    index: int | None,
    telling: Telling | None = None,
    typed: Typed | None = None,
) -> None:
    """Open the form of an entry of a list, and put what comes back into the list.

    Args:
        screen: where the list stands.
        editor: the list.
        index: the place of the entry; None for a new one.
        telling: told what is typed while it is typed, and None once the entry is closed.
        typed: what stood in the entry when it was last told of.
    """
    entry = {} if index is None else editor.entries[index]
    found = [] if index is None else editor.told_of(index)

    def tell(texts: Mapping[str, Any], inner: Typed | None) -> None:
        if telling is not None:
            telling({FIELD: editor.field.key, INDEX: index, TEXTS: dict(texts), INNER: inner})

    def put(edited: dict[str, Any] | None) -> None:
        if edited is not None:
            editor.put(index, edited)
        if telling is not None:
            telling(None)

    screen.app.push_screen(EntryModal(editor.field, entry, found, tell, typed), put)


def open_again(screen: Screen[Any], form: Form, typed: Typed, telling: Telling) -> None:
    """Open an entry that was open when the program ended; one that is no longer there is left."""
    if typed.get(FIELD) not in [item.key for item in form.fields]:
        return
    editor, index = form.editor(typed[FIELD]), typed.get(INDEX)
    if isinstance(editor, RowsEditor) and (index is None or index in range(len(editor.entries))):
        open_entry(screen, editor, index, telling, typed)


def open_choice(screen: Screen[Any], event: ChoiceEditor.Opened) -> None:
    """Offer the values of a field, none among them, and put what is chosen into it."""
    event.stop()
    editor = event.editor
    options = [("", _("(not stated)"))]
    options += [(str(place), label) for place, (_value, label) in enumerate(editor.field.options)]
    known = [value for value, _label in editor.field.options]
    current = str(known.index(editor.value)) if editor.value in known else ""

    def chosen(place: str | None) -> None:
        if place is not None:
            editor.value = known[int(place)] if place else None

    screen.app.push_screen(ChoiceModal(editor.field.label, options, current), chosen)


def ask_before_leaving(screen: Screen[Any], leave: Callable[[], object]) -> None:
    """Ask whether what was typed may be lost; the default is to go on editing."""

    def answered(discard: bool | None) -> None:
        if discard:
            leave()

    screen.app.push_screen(
        ConfirmModal(
            _("Leave without saving what you changed?"), yes=_("Discard changes"), no=_("Keep editing")
        ),
        answered,
    )


class FormModal(BaseModal[Any], HoldsKeys[Any], Twinned[Any]):
    """A dialog with a form, its title, and buttons."""

    BINDINGS: ClassVar[list[BindingType]] = [SAVE_KEY]

    def __init__(
        self, title: str, fields: Sequence[Field], document: Mapping[str, Any], detail: str = ""
    ) -> None:
        super().__init__()
        self._title, self._detail = title, detail
        self.form = Form(fields, document)
        self.form.add_class("dialog-form")
        self._elsewhere = Prose(indent=2, classes="paragraph elsewhere")

    def compose(self) -> ComposeResult:
        """Lay out title, form and buttons."""
        with Vertical(classes="dialog"):
            yield Prose(plain(self._title), classes="dialog-title")
            if self._detail:
                yield Prose(plain(self._detail), classes="paragraph")
            yield self._elsewhere
            if self.form.fields:
                yield self.form
            yield from self.below()
            if self.twins:
                yield TwinLine()
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(f"{_('OK')} ^S"), variant="primary", id="save", compact=True)
                yield Button(Content(_("Back")), id="back", compact=True)
        yield KeyBar()

    def below(self) -> ComposeResult:
        """Lay out what stands below the form; overridden."""
        return iter(())

    def on_mount(self) -> None:
        """Begin at the first field, with what is known to be wrong under its field."""
        self.tell(self.told_before())
        self.follow_soon()
        self.release(self.form.first if self.form.fields else self.query_one("#save"))

    def told_before(self) -> Sequence[Reason]:
        """Return what is known to be wrong before anything is typed; overridden."""
        return ()

    @on(Button.Pressed, "#save")
    def _saved(self) -> None:
        self.action_save()

    @on(Button.Pressed, "#back")
    def _left(self) -> None:
        self.action_leave()

    @on(RowsEditor.Opened)
    def _entry_opened(self, event: RowsEditor.Opened) -> None:
        event.stop()
        open_entry(self, event.editor, event.index, self.told_of_entry)

    def told_of_entry(self, typed: Typed | None) -> None:
        """Take note of what is typed into an entry of this entry; overridden."""

    @on(ChoiceEditor.Opened)
    def _choice_opened(self, event: ChoiceEditor.Opened) -> None:
        open_choice(self, event)

    def action_save(self) -> None:
        """Take what was typed, unless something cannot be read."""
        problems = self.form.problems()
        self.tell(problems)
        if not problems:
            self.take(self.form.values())

    def take(self, values: dict[str, Any]) -> None:
        """Do something with the values; overridden."""
        self.dismiss(values)

    def tell(self, reasons: Iterable[Reason]) -> None:
        """Show reasons under their fields, and at the top those of no field."""
        elsewhere = self.form.tell(reasons)
        self._elsewhere.say(Content("\n").join(reason_text(self, reason) for reason in elsewhere))
        self._elsewhere.display = bool(elsewhere)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that would be lost."""
        return self.form.dirty

    def action_leave(self) -> None:
        """Close; ask first where something was changed. What runs already is waited for."""
        if self.busy("perform"):
            return
        if self.form.dirty:
            ask_before_leaving(self, lambda: self.dismiss(None))
        else:
            self.dismiss(None)


class EntryModal(FormModal):
    """The form of one entry of a list; the answer is the entry as changed."""

    def __init__(
        self,
        field: Field,
        entry: Mapping[str, Any],
        reasons: Sequence[Reason] = (),
        tell: Callable[[Mapping[str, Any], Typed | None], object] | None = None,
        typed: Typed | None = None,
    ) -> None:
        super().__init__(field.label, field.fields, entry)
        self._entry = dict(entry)
        self._reasons = tuple(reasons)
        self._tell, self._typed = tell, typed
        self._inner: Typed | None = None

    def on_mount(self) -> None:
        """Put back what was typed before the program ended."""
        super().on_mount()
        if self._typed is not None:
            texts, inner = self._typed.get(TEXTS), self._typed.get(INNER)
            if isinstance(texts, dict):
                self.form.restore(texts)
            if isinstance(inner, dict):
                open_again(self, self.form, inner, self.told_of_entry)

    def told_before(self) -> Sequence[Reason]:
        """Return what was said to be wrong with the entry."""
        return self._reasons

    @on(Form.Changed)
    def _changed(self, event: Form.Changed) -> None:
        event.stop()
        self.told_of_entry(self._inner)

    def told_of_entry(self, typed: Typed | None) -> None:
        """Tell on what stands here, with what is typed into an entry of this entry."""
        self._inner = typed
        if self._tell is not None:
            self._tell(self.form.typed(), typed)

    def take(self, values: dict[str, Any]) -> None:
        """Answer with the entry, unless nothing stands in it."""
        entry = {**self._entry, **values}
        self.dismiss(None if empty(entry) and not self._entry else entry)


class VerbModal(FormModal, KeepsTyped):
    """The data of a verb, and the verb run; the answer is its outcome.

    `perform` gets the values of all fields, and runs in a thread. What refuses is shown under the fields. `twin`
    makes the call of the command line that does the same. What is typed is kept as a draft under the key `kept`, such
    as `license.price XK-2026-0001`; not where it is empty.
    """

    def __init__(
        self,
        title: str,
        perform: Callable[[dict[str, Any]], Outcome],
        fields: Sequence[Field],
        document: Mapping[str, Any] | None = None,
        detail: str = "",
        *,
        twin: TwinOf | None = None,
        kept: str = "",
    ) -> None:
        super().__init__(title, fields, document or {}, detail)
        self._perform, self._twin_of, self._kept = perform, twin, kept
        self.twins = twin is not None

    def made_twin(self) -> Twin | None:
        """Return the twin of the values as they stand."""
        return self._twin_of(self.form.values()) if self._twin_of is not None else None

    def on_mount(self) -> None:
        """Look for what was typed here and not sent."""
        if self._kept and self._keeper is None:
            self.begin_keeping(self._kept)

    def draft_title(self) -> str:
        """Return the title."""
        return self._title

    def told_of_entry(self, typed: Typed | None) -> None:
        """Take note of what is typed into an entry that is open."""
        self._entry_typed(typed)

    def take(self, values: dict[str, Any]) -> None:
        """Run the verb; what refuses it is shown here, and nothing typed is lost."""
        if not self.busy("perform"):
            self.freeze(self.form)
            self.in_thread("perform", lambda: self._perform(values), self._performed, self._refused)

    def _performed(self, outcome: Outcome) -> None:
        self.draft_discard()
        self.dismiss(outcome)

    def _refused(self, error: BaseException) -> bool:
        self.thaw()
        if not isinstance(error, RefusedError):
            return False
        self.tell(error.reasons)
        return True

    def action_leave(self) -> None:
        """Close; ask first what becomes of what was typed. What runs already is waited for."""
        if self._keeper is None:
            super().action_leave()
        elif not self.busy("perform"):
            self.leave(lambda: self.dismiss(None))
