"""The editors of a form's fields, one a kind; what nobody touches keeps its value to the last character."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.widgets.fields import CODECS, EMPTY, Field, is_today, summary
from ttoffice.widgets.keys import bind
from ttoffice.widgets.office import today_of
from ttoffice.widgets.plain_list import PlainList
from ttoffice.widgets.text import block, fit, one_line, plain

Document = Mapping[str, Any]


class Edited(Message):
    """The value of an editor was changed by somebody."""


class JoiningInput(Input):
    """One line of text; of several lines that are pasted it keeps all the text."""

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted, its lines joined by blanks."""
        event.stop()
        event.prevent_default()
        lines = filter(None, map(str.strip, event.text.splitlines()))
        self.replace(one_line(" ".join(lines)), *self.selection)


class LineEditor(JoiningInput):
    """One line of text, read by the codec of its kind."""

    def __init__(self, field: Field, value: Any) -> None:
        self.field = field
        self._given = value
        self._shown = one_line(CODECS[field.kind].show(value))
        super().__init__(self._shown, placeholder=field.hint, compact=True, select_on_focus=False)

    @property
    def changed(self) -> bool:
        """Whether somebody has changed the text."""
        return self.value != self._shown

    def result(self) -> Any:
        """Return the value, the one it began with where nobody touched it."""
        if not self.changed:
            return self._given
        today = today_of(self) if self.field.kind == "date" and is_today(self.value) else None
        return today.isoformat() if today else CODECS[self.field.kind].read(self.value)

    def typed(self) -> Any:
        """Return the text as typed."""
        return self.value

    def restore(self, typed: Any) -> None:
        """Put typed text back."""
        if isinstance(typed, str):
            self.value = one_line(typed)

    def give(self, value: Any) -> None:
        """Begin anew with a value."""
        self._given = value
        self._shown = one_line(CODECS[self.field.kind].show(value))
        self.value = self._shown


class TextEditor(TextArea):
    """Several lines of text; Tab leaves it, and so do the arrows at its ends."""

    def __init__(self, field: Field, value: Any) -> None:
        self.field = field
        self._given = value
        self._shown = block(str(value or ""))
        super().__init__(
            self._shown, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True
        )

    @property
    def changed(self) -> bool:
        """Whether somebody has changed the text."""
        return self.text != self._shown

    def result(self) -> Any:
        """Return the text, the one it began with where nobody touched it."""
        return self.text if self.changed else self._given

    def typed(self) -> Any:
        """Return the text as typed."""
        return self.text

    def restore(self, typed: Any) -> None:
        """Put typed text back."""
        if isinstance(typed, str):
            self.text = block(typed)

    def give(self, value: Any) -> None:
        """Begin anew with a value."""
        self._given = value
        self._shown = block(str(value or ""))
        self.text = self._shown

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave F7 to the form: here it would select the whole text, and the next letter would replace it."""
        if action in ("select_all", "select_line"):
            return False
        return super().check_action(action, parameters)

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted, without what controls a terminal."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        self.replace(block(event.text), start, end, maintain_selection_offset=False)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go down a line; from the end to the next field."""
        before = self.cursor_location
        super().action_cursor_down(select)
        if not select and self.cursor_location == before:
            self.screen.focus_next()

    def action_cursor_up(self, select: bool = False) -> None:
        """Go up a line; from the beginning to the field before."""
        before = self.cursor_location
        super().action_cursor_up(select)
        if not select and self.cursor_location == before:
            self.screen.focus_previous()


class ChoiceEditor(Static, can_focus=True):
    """One of some values, or none; chosen from a list of its own, or turned through by the arrows."""

    DEFAULT_CSS = "ChoiceEditor { height: 1; text-wrap: nowrap; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("choice.open", "open", show=True),
        bind("choice.next", "turn(1)"),
        bind("choice.previous", "turn(-1)"),
        bind("choice.clear", "clear"),
    ]

    @dataclass
    class Opened(Message):
        """A value is to be chosen from a list."""

        editor: ChoiceEditor

        @property
        def control(self) -> ChoiceEditor:
            """The editor concerned."""
            return self.editor

    def __init__(self, field: Field, value: Any) -> None:
        super().__init__("", markup=False)
        self.field = field
        self._values = [known for known, _label in field.options]
        self._begin(value)

    def _begin(self, value: Any) -> None:
        self._given = value
        self._start = self._values.index(value) if value in self._values else None
        self._at = self._start

    def on_mount(self) -> None:
        """Show the value."""
        self._say()

    def _say(self) -> None:
        if self._at is None:
            self.update(Content.styled(_("(not stated)"), "dim"), layout=False)
        else:
            self.update(Content(one_line(self.field.options[self._at][1])), layout=False)

    @property
    def value(self) -> Any:
        """The value that is chosen, or None."""
        return None if self._at is None else self._values[self._at]

    @value.setter
    def value(self, value: Any) -> None:
        self._go(self._values.index(value) if value in self._values else None)

    def _go(self, at: int | None) -> None:
        self._at = at
        self._say()
        self.post_message(Edited())

    @property
    def changed(self) -> bool:
        """Whether somebody has chosen otherwise."""
        return self._at != self._start

    def result(self) -> Any:
        """Return the chosen value, or None."""
        return self.value if self.changed else self._given

    def typed(self) -> Any:
        """Return the value that is chosen, or None."""
        return self.value

    def restore(self, typed: Any) -> None:
        """Choose what was chosen; a value that is no longer offered is left out."""
        if typed is None or typed in self._values:
            self.value = typed

    def give(self, value: Any) -> None:
        """Begin anew with a value."""
        self._begin(value)
        self._say()

    def action_open(self) -> None:
        """Offer the values."""
        self.post_message(self.Opened(self))

    def on_click(self) -> None:
        """Offer the values."""
        self.action_open()

    def action_turn(self, by: int) -> None:
        """Take the next value, or the one before; beyond the ends lies none."""
        places = [None, *range(len(self._values))]
        self._go(places[(places.index(self._at) + by) % len(places)])

    def action_clear(self) -> None:
        """Take the value out."""
        self._go(None)


class RowsEditor(PlainList):
    """A list of entries, each opened in a form of its own; also one single entry."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("rows.add", "add", show=True),
        bind("rows.remove", "remove", show=True),
        bind("rows.up", "shift(-1)"),
        bind("rows.down", "shift(1)"),
    ]

    @dataclass
    class Opened(Message):
        """An entry is to be edited in a form of its own; `index` None means a new one."""

        editor: RowsEditor
        index: int | None

        @property
        def control(self) -> RowsEditor:
            """The editor concerned."""
            return self.editor

    def __init__(self, field: Field, value: Any) -> None:
        super().__init__()
        self.field = field
        self.told: tuple[Reason, ...] = ()
        self._begin(value)

    def _begin(self, value: Any) -> None:
        self._given = value
        self.entries: list[dict[str, Any]] = [*value] if isinstance(value, list) else [value] if value else []
        self._start = [*self.entries]

    def told_of(self, index: int) -> list[Reason]:
        """Return what was said to be wrong with one entry, told by the entry's own fields."""
        start = f"{self.field.key}." if self.single else f"{self.field.key}[{index}]."
        return [
            replace(
                reason,
                message=reason.message.removeprefix(reason.field or ""),
                field=(reason.field or "").removeprefix(start),
            )
            for reason in self.told
            if (reason.field or "").startswith(start)
        ]

    def on_mount(self) -> None:
        """Show the entries."""
        self._list_entries()

    def on_resize(self) -> None:
        """Fit the entries into the width."""
        self._list_entries()

    @property
    def single(self) -> bool:
        """Whether it holds one entry at most."""
        return self.field.kind == "entry"

    @property
    def can_add(self) -> bool:
        """Whether another entry may be added here."""
        return self.field.kind == "rows" or (self.single and not self.entries)

    @property
    def changed(self) -> bool:
        """Whether somebody has changed the entries."""
        return self.entries != self._start

    def result(self) -> Any:
        """Return the list of entries, or the single entry or None."""
        if not self.changed:
            return self._given if self._given is not None else EMPTY.get(self.field.kind)
        if self.single:
            return self.entries[0] if self.entries else None
        return [*self.entries]

    def typed(self) -> Any:
        """Return the entries."""
        return [*self.entries]

    def restore(self, typed: Any) -> None:
        """Put the entries back."""
        if isinstance(typed, list) and all(isinstance(entry, dict) for entry in typed):
            self.entries = [*typed][: 1 if self.single else None]
            self._edited(0)

    def give(self, value: Any) -> None:
        """Begin anew with a value."""
        self._begin(value)
        self._list_entries(0)

    def put(self, index: int | None, entry: dict[str, Any]) -> None:
        """Take an edited entry, or a new one at the end."""
        if index is None:
            self.entries.append(entry)
        else:
            self.entries[index] = entry
        self._edited(len(self.entries) - 1 if index is None else index)

    def _edited(self, highlight: int) -> None:
        self._list_entries(highlight)
        self.refresh_bindings()
        self.post_message(Edited())

    def _list_entries(self, highlight: int | None = None) -> None:
        at = self.highlighted if highlight is None else highlight
        width = max(10, self.text_width)
        lines = [
            f"{number}. {summary(self.field.fields, entry) or _('(empty)')}"
            for number, entry in enumerate(self.entries, 1)
        ]
        shown = [Option(plain(fit(line, width).rstrip())) for line in lines]
        if self.can_add:
            shown.append(Option(plain(_("+ Add"))))
        self.set_options(shown or [Option(plain(_("(none)")), disabled=True)])
        self.highlight(at or 0)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the entry, or a new one from the last line."""
        event.stop()
        if event.option_index < len(self.entries):
            if self.field.kind != "notes":
                self.post_message(self.Opened(self, event.option_index))
        elif self.can_add:
            self.post_message(self.Opened(self, None))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with the entries there are."""
        if action == "add":
            return self.can_add
        if action in ("remove", "shift"):
            return bool(self.entries)
        return super().check_action(action, parameters)

    def action_cursor_down(self) -> None:
        """Go to the next entry; from the last to the next field."""
        if self.highlighted is None or self.highlighted >= self.option_count - 1:
            self.screen.focus_next()
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go to the entry before; from the first to the field before."""
        if not self.highlighted:
            self.screen.focus_previous()
        else:
            super().action_cursor_up()

    def action_add(self) -> None:
        """Open a new entry."""
        self.post_message(self.Opened(self, None))

    def action_remove(self) -> None:
        """Remove the entry; the form is not saved yet, so it can still be had back by leaving it."""
        at = self.highlighted
        if at is not None and at < len(self.entries):
            del self.entries[at]
            self._edited(max(0, at - 1))

    def action_shift(self, by: int) -> None:
        """Move the entry up or down: the order of completers is the order of merit."""
        at = self.highlighted
        if at is None or at >= len(self.entries) or not 0 <= at + by < len(self.entries):
            return
        self.entries[at], self.entries[at + by] = self.entries[at + by], self.entries[at]
        self._edited(at + by)


AnyEditor = LineEditor | TextEditor | ChoiceEditor | RowsEditor


def editor_for(field: Field, value: Any) -> AnyEditor:
    """Return the editor of a field with its value."""
    if field.kind in ("code", "choice"):
        return ChoiceEditor(field, value)
    if field.kind in ("entry", "rows", "notes"):
        return RowsEditor(field, value)
    if field.kind == "text":
        return TextEditor(field, value)
    return LineEditor(field, value)
