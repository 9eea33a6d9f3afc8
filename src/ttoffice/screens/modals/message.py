"""Dialogs that tell something, list reasons, or ask before something is lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.screens.base import BaseModal
from ttoffice.screens.holding import HoldsKeys
from ttoffice.screens.modals.article import show_article
from ttoffice.screens.twins import Twinned
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.prose import Prose, labelled
from ttoffice.widgets.reasons import ReasonList
from ttoffice.widgets.text import one_line, plain
from ttoffice.widgets.twin_line import TwinLine

if TYPE_CHECKING:
    from ttoffice.twin import Twin


class Readable(BaseModal[Any]):
    """A dialog whose text the arrows scroll while a button has the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("text.down", "scroll(1)"),
        bind("text.up", "scroll(-1)"),
        bind("text.page_down", "scroll(10)"),
        bind("text.page_up", "scroll(-10)"),
    ]

    def action_scroll(self, by: int) -> None:
        """Scroll the text by lines."""
        self.query_one(".dialog-body", VerticalScroll).scroll_relative(y=by, animate=False)


class MessageModal(Readable):
    """Says what happened, and what is safe and what to do next."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("dialog.accept", "leave")]

    def __init__(self, title: str, text: str, advice: str = "") -> None:
        super().__init__()
        self._title, self._text, self._advice = title, text, advice

    def says(self, text: str) -> bool:
        """Return whether this is what it says already: one cause may fail several reads."""
        return text == self._text

    def compose(self) -> ComposeResult:
        """Lay out the message."""
        with Vertical(classes="dialog"):
            yield Prose(plain(self._title), classes="dialog-title")
            with VerticalScroll(classes="dialog-body", can_focus=False):
                yield Prose(plain(self._text), classes="paragraph")
                if self._advice:
                    yield Prose(plain(self._advice), classes="paragraph")
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(_("OK")), variant="primary", id="ok", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Let Enter close it."""
        self.query_one("#ok").focus()

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss(None)


def show_row(screen: Screen[Any], table: PagedTable) -> None:
    """Show the row under the cursor of a table in full, each column under its heading."""
    row = table.row_texts
    if row is not None:
        told = [f"{labelled(label)}{value}" for label, value in zip(table.labels, row, strict=False) if value]
        screen.app.push_screen(MessageModal(row[0] or table.labels[0], "\n".join(told)))


class ReasonsModal(BaseModal[None]):
    """Lists reasons to walk through; Enter shows the article of one, and closes where there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("dialog.accept", "leave")]

    def __init__(self, title: str, reasons: Sequence[Reason], advice: str = "", *, none: str = "") -> None:
        super().__init__()
        self._title, self._reasons, self._advice, self._none = title, tuple(reasons), advice, none

    def compose(self) -> ComposeResult:
        """Lay out the reasons."""
        with Vertical(classes="dialog"):
            yield Prose(plain(self._title), classes="dialog-title")
            if self._reasons:
                yield ReasonList(self._reasons)
            elif self._none:
                yield Prose(plain(self._none), classes="paragraph")
            if self._advice:
                yield Prose(plain(self._advice), classes="paragraph advice")
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(f"{_('OK')} Esc"), variant="primary", id="ok", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the list."""
        (self.query_one(ReasonList) if self._reasons else self.query_one("#ok")).focus()

    @on(ReasonList.Asked)
    def _article_asked(self, event: ReasonList.Asked) -> None:
        event.stop()
        show_article(self, event.basis)

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss(None)


def question_parts(question: str, detail: str) -> ComposeResult:
    """Lay out a question, and below it what it is about where that is said."""
    yield Prose(plain(question), classes="dialog-title")
    if detail:
        with VerticalScroll(classes="dialog-body", can_focus=False):
            yield Prose(plain(detail), classes="paragraph")


class ConfirmModal(BaseModal[bool], Twinned[bool]):
    """Asks before something is lost; the harmless answer is the one that Enter and Esc give."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("dialog.other", "other", show=True)]

    def __init__(
        self, question: str, *, yes: str, no: str = "", detail: str = "", twin: Twin | None = None
    ) -> None:
        super().__init__()
        self._question, self._detail, self._yes, self._no = question, detail, yes, no or _("Cancel")
        self._twin, self.twins = twin, twin is not None

    def made_twin(self) -> Twin | None:
        """Return the twin of saying yes."""
        return self._twin

    def compose(self) -> ComposeResult:
        """Lay out question and answers."""
        with Vertical(classes="dialog"):
            yield from question_parts(self._question, self._detail)
            if self.twins:
                yield TwinLine()
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(one_line(self._no)), variant="primary", id="no", compact=True)
                yield Button(Content(one_line(self._yes)), variant="warning", id="yes", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Make the harmless answer the default."""
        self.query_one("#no").focus()
        self.follow()

    def action_leave(self) -> None:
        """Take the harmless answer."""
        self.dismiss(False)

    def action_other(self) -> None:
        """Go to the other answer."""
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the answer."""
        self.dismiss(event.button.id == "yes")


def same_word(typed: str, word: str) -> bool:
    """Return whether a word was typed, in letters and digits of any width and case."""
    return _folded(typed) == _folded(word)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


class TypedConfirmModal(BaseModal[bool], HoldsKeys[bool], Twinned[bool]):
    """The top of the confirm ladder: what cannot be taken back is done only when a word was typed."""

    def __init__(
        self, question: str, word: str, *, yes: str, detail: str = "", twin: Twin | None = None
    ) -> None:
        super().__init__()
        self._question, self._word, self._yes, self._detail = question, word, yes, detail
        self._twin, self.twins = twin, twin is not None
        self._wrong = Prose(classes="field-message -wrong")

    def made_twin(self) -> Twin | None:
        """Return the twin of saying yes."""
        return self._twin

    def compose(self) -> ComposeResult:
        """Lay out the question, the field for the word, and the answers."""
        with Vertical(classes="dialog"):
            yield from question_parts(self._question, self._detail)
            yield Prose(plain(_("Type %(word)s to confirm:") % {"word": self._word}))
            yield Input(compact=True)
            yield self._wrong
            if self.twins:
                yield TwinLine()
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(_("Cancel")), variant="primary", id="no", compact=True)
                yield Button(Content(one_line(self._yes)), variant="error", id="yes", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the field."""
        self._wrong.display = False
        self.release(self.query_one(Input))
        self.follow()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Confirm, if the word was typed."""
        event.stop()
        self._confirm()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take back what was said of another word."""
        event.stop()
        self._wrong.display = False

    def _confirm(self) -> None:
        if same_word(self.query_one(Input).value, self._word):
            self.dismiss(True)
            return
        self._wrong.say(plain(_("Nothing was done: what is typed is not %(word)s.") % {"word": self._word}))
        self._wrong.display = True
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        """Do nothing."""
        self.dismiss(False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Confirm, or do nothing."""
        if event.button.id == "yes":
            self._confirm()
        else:
            self.dismiss(False)


Leaving = Literal["stay", "draft", "discard"]


class LeaveModal(BaseModal[Leaving]):
    """Asks what becomes of a form that was changed; to go on editing is what Enter and Esc do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("found.next", "app.focus_next"),
        bind("found.previous", "app.focus_previous"),
        bind("dialog.other", "app.focus_next", show=True),
    ]

    def __init__(self, detail: str = "") -> None:
        super().__init__()
        self._detail = detail

    def compose(self) -> ComposeResult:
        """Lay out the three answers."""
        with Vertical(classes="dialog"):
            yield Prose(Content(_("Leave without saving what you changed?")), classes="dialog-title")
            if self._detail:
                yield Prose(plain(self._detail), classes="paragraph")
            with Vertical(classes="dialog-answers"):
                yield Button(Content(_("Keep editing")), variant="primary", id="stay", compact=True)
                yield Button(Content(_("Keep as draft and leave")), id="draft", compact=True)
                yield Button(Content(_("Discard changes")), variant="warning", id="discard", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Make the harmless answer the default."""
        self.query_one("#stay").focus()

    def action_leave(self) -> None:
        """Go on editing."""
        self.dismiss("stay")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the answer."""
        answers: dict[str | None, Leaving] = {"draft": "draft", "discard": "discard"}
        self.dismiss(answers.get(event.button.id, "stay"))
