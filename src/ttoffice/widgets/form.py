"""A form made from fields: editors under headings, and under each what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.geometry import Spacing
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.widgets.editors import AnyEditor, Edited, LineEditor, RowsEditor, TextEditor, editor_for
from ttoffice.widgets.fields import Field
from ttoffice.widgets.keys import bind
from ttoffice.widgets.prose import Prose, labelled
from ttoffice.widgets.reasons import bracketed, cite
from ttoffice.widgets.text import cells_of, fit, one_line, plain

UNREADABLE = "form.unreadable"
"""Code of the reason that a text cannot be read at all."""


def head(path: str | None) -> str:
    """Return the field of a form that a path such as `rights[0].number` is about."""
    return (path or "").partition(".")[0].partition("[")[0]


def told(reason: Reason, basis: str = "", fields: Sequence[Field] = ()) -> str:
    """Return a reason as it stands under its field: what, and which entry and field of it, without its own name."""
    path = reason.field or ""
    text = reason.message.removeprefix(path).strip()
    entry, _bracket, inner = path.partition("[")[2].partition("].")
    entry = entry.removesuffix("]")
    where = f"{int(entry) + 1}. " if entry.isdigit() else ""
    label = next((f"{field.label} " for field in fields if field.key == head(inner)), "")
    shown = label if text != reason.message else ""  # a sentence of its own names what it is about
    return f"{where}{shown}{text}{bracketed(basis)}"


class FieldRow(Horizontal):
    """A label and its editor; below, once there is something to tell, what is wrong or doubtful."""

    def __init__(self, field: Field, value: Any) -> None:
        super().__init__(classes=f"field kind-{field.kind}")
        self.field = field
        self.editor: AnyEditor = editor_for(field, value)
        self.seen = self.editor.typed()
        self.refused: Any = None
        self.reasons: tuple[Reason, ...] = ()
        self._message: Prose | None = None

    def compose(self) -> ComposeResult:
        """Lay label and editor side by side."""
        yield Static(plain(self.field.label), classes="field-label")
        yield self.editor

    def tell(self, reasons: Sequence[Reason]) -> None:
        """Show what is wrong with the field; nothing where there is nothing."""
        self.reasons = tuple(reasons)
        self.refused = self.editor.typed()
        wrong = any(not reason.warning for reason in reasons)
        self.set_class(wrong, "-wrong")
        if self._message is None and reasons and isinstance(self.parent, Widget):
            self._message = Prose(indent=2, classes="field-message")
            self.parent.mount(self._message, after=self)
        if self._message is not None:
            self._message.say(Content("\n").join(map(self._told, reasons)))
            self._message.display = bool(reasons)
            self._message.set_class(wrong, "-wrong")

    def _told(self, reason: Reason) -> Content:
        mark = _("Hint") if reason.warning else _("Correct")
        return Content.assemble(
            (labelled(mark), "bold"), one_line(told(reason, cite(self, reason.basis), self.field.fields))
        )

    def unreadable(self) -> Reason | None:
        """Return what keeps the text from being read; None where it can be."""
        try:
            self.editor.result()
        except ValueError as error:
            return Reason(UNREADABLE, f"{self.field.label} {error}", field=self.field.key)
        return None

    def look(self, *, left: bool) -> None:
        """Look at the text again: a complaint goes once it is mended, a new one comes when the field is left."""
        trouble = self.unreadable() if self.editor.changed else None
        complained = any(reason.code == UNREADABLE for reason in self.reasons)
        if trouble is not None:
            if left and not complained:
                self.tell([trouble])
        elif complained or (left and self.reasons and self.editor.typed() != self.refused):
            self.tell([])


class Form(VerticalScroll, can_focus=False):
    """The fields of a document; it knows what was changed, and shows reasons where they belong."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("form.next", "app.focus_next"),
        bind("form.previous", "app.focus_previous"),
        bind("form.next_group", "group(1)"),
        bind("form.previous_group", "group(-1)"),
    ]

    class Changed(Message):
        """Something in the form was changed; the owner may keep it as a draft."""

    def __init__(
        self, fields: Sequence[Field], document: Mapping[str, Any], *, groups: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._groups = groups or {}
        self._rows = {field.key: FieldRow(field, document.get(field.key)) for field in fields}
        self._hint = HintLine()

    def compose(self) -> ComposeResult:
        """Put the fields under their headings, and the line about the field at hand below them all."""
        group = ""
        for row in self._rows.values():
            if row.field.group != group:
                group = row.field.group
                yield Static(plain(self._groups.get(group, group)), classes="form-group")
            yield row
        yield self._hint

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the form, in their order."""
        return tuple(row.field for row in self._rows.values())

    @property
    def dirty(self) -> bool:
        """Whether anything was changed."""
        return any(row.editor.changed for row in self._rows.values())

    def editor(self, key: str) -> AnyEditor:
        """Return the editor of a field."""
        return self._rows[key].editor

    @property
    def first(self) -> AnyEditor:
        """The editor to begin at: of the first field that is refused, else of the first."""
        rows = [*self._rows.values()]
        return next((row for row in rows if row.has_class("-wrong")), rows[0]).editor

    def focus_first(self) -> None:
        """Put the focus on the field to begin at."""
        self.first.focus()

    # --- values --------------------------------------------------------------------------------------

    def fill(self, document: Mapping[str, Any]) -> None:
        """Begin anew with a document that was read after the form was shown."""
        for key, row in self._rows.items():
            row.editor.give(document.get(key))
            row.seen = row.editor.typed()

    def values(self) -> dict[str, Any]:
        """Return every value; raise ValueError where a text cannot be read (see `problems`)."""
        return {key: row.editor.result() for key, row in self._rows.items()}

    def changes(self) -> dict[str, Any]:
        """Return the values that were changed; raise ValueError where a text cannot be read."""
        return {key: row.editor.result() for key, row in self._rows.items() if row.editor.changed}

    def typed(self) -> dict[str, Any]:
        """Return what stands in every editor that was changed, as JSON, whether it can be read or not."""
        return {key: row.editor.typed() for key, row in self._rows.items() if row.editor.changed}

    def restore(self, typed: Mapping[str, Any]) -> None:
        """Put back what `typed` returned; fields that are not here, and what does not fit, are left out."""
        for key, text in typed.items():
            if key in self._rows:
                self._rows[key].editor.restore(text)

    # --- what is wrong -------------------------------------------------------------------------------

    def problems(self) -> list[Reason]:
        """Return what keeps the form from being sent at all."""
        return [trouble for row in self._rows.values() if (trouble := row.unreadable()) is not None]

    def tell(self, reasons: Iterable[Reason]) -> list[Reason]:
        """Show each reason under its field and go to the first that refuses; return those of no field here."""
        by_field: dict[str, list[Reason]] = {key: [] for key in self._rows}
        elsewhere: list[Reason] = []
        for reason in reasons:
            by_field.get(head(reason.field), elsewhere).append(reason)
        for key, row in self._rows.items():
            row.tell(by_field[key])
            if isinstance(row.editor, RowsEditor):
                row.editor.told = tuple(by_field[key])
        wrong = [key for key, found in by_field.items() if any(not reason.warning for reason in found)]
        if wrong:
            self.go_to(wrong[0])
        return elsewhere

    def go_to(self, key: str) -> None:
        """Put the focus on a field, with its heading and what is said under it in sight."""
        self._rows[key].editor.focus(scroll_visible=False)
        self.call_after_refresh(self._show_row, key)

    def _show_row(self, key: str) -> None:
        around = Spacing(top=2, bottom=2)
        self.scroll_to_region(self._rows[key].virtual_region.grow(around), animate=False)

    # --- keys and changes ----------------------------------------------------------------------------

    def _row_of(self, widget: Widget | None) -> FieldRow | None:
        return next((row for row in self._rows.values() if row.editor is widget), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that go from part to part to the screen where the form has but one part."""
        if action == "group":
            return len({row.field.group for row in self._rows.values()}) > 1
        return super().check_action(action, parameters)

    def action_group(self, by: int) -> None:
        """Go to the first field of the next part of the form, or of the one before."""
        firsts: dict[str, str] = {}
        for key, row in self._rows.items():
            firsts.setdefault(row.field.group, key)
        here = self._row_of(self.screen.focused)
        groups = [*firsts]
        at = groups.index(here.field.group) + by if here is not None else 0
        self.go_to(firsts[groups[max(0, min(len(groups) - 1, at))]])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field on Enter."""
        event.stop()
        self.screen.focus_next()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Edited)
    def _editor_changed(self, event: Message) -> None:
        event.stop()
        for row in self._rows.values():
            now = row.editor.typed()
            if now != row.seen:
                row.seen = now
                row.look(left=False)
                self.post_message(self.Changed())
        self._say()

    def on_resize(self) -> None:
        """Fit the line about the field at hand into the width."""
        self.call_after_refresh(self._say)

    def on_descendant_focus(self) -> None:
        """Say what the field at hand is about."""
        self._say()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Look at what was typed into a field when it is left."""
        row = self._row_of(event.widget)
        if row is not None:
            row.look(left=True)

    def _say(self) -> None:
        row = self._row_of(self.screen.focused)
        if row is not None:
            self._hint.say(row)


class HintLine(Static):
    """One line about the field at hand: how it is written, which article asks for it, how long it may be."""

    DEFAULT_CSS = "HintLine { dock: bottom; height: 1; text-wrap: nowrap; padding: 0 1; color: $text-muted; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def say(self, row: FieldRow) -> None:
        """Show what is to be known of a field."""
        field, count = row.field, _count(row)
        basis = cite(self, field.basis)
        about = "  ".join(filter(None, (field.hint, labelled(_("Basis")) + basis if basis else "")))
        room = self.content_size.width - cells_of(count)
        over = field.max_length and _length(row) > field.max_length
        self.update(Content.assemble(fit(about, room), (count, "bold reverse" if over else "")), layout=False)


def _length(row: FieldRow) -> int:
    editor = row.editor
    return len(editor.typed()) if isinstance(editor, (LineEditor, TextEditor)) else 0


def _count(row: FieldRow) -> str:
    return f" {_length(row)}/{row.field.max_length}" if row.field.max_length else ""
