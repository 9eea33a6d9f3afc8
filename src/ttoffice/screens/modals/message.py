"""Dialogs that tell something, list reasons, or ask for yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Static

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.screens.base import BaseModal
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.text import one_line, plain


def reason_text(reason: Reason) -> Content:
    """Return a reason as it is listed: whether it refuses, what it says, and its article."""
    mark = _("Note") if reason.warning else _("Missing")
    basis = f"（{reason.basis}）" if reason.basis else ""
    return Content.assemble((f"{mark}: ", "bold"), plain(reason.message), (basis, "dim"))


class MessageModal(BaseModal[None]):
    """Says what happened, and what is safe and what to do next."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "leave", N_("Back"), show=False)]

    def __init__(self, title: str, text: str, advice: str = "") -> None:
        super().__init__()
        self._title, self._text, self._advice = title, text, advice

    def says(self, text: str) -> bool:
        """Return whether this is what it says already: one cause may fail several reads."""
        return text == self._text

    def compose(self) -> ComposeResult:
        """Lay out the message."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._title), classes="dialog-title")
            with VerticalScroll(classes="dialog-body"):
                yield Static(plain(self._text), classes="paragraph")
                if self._advice:
                    yield Static(plain(self._advice), classes="paragraph")
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(_("OK")), variant="primary", id="ok")

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
        told = [f"{label}: {value}" for label, value in zip(table.labels, row, strict=False) if value]
        screen.app.push_screen(MessageModal(row[0] or table.labels[0], "\n".join(told)))


class ReasonsModal(BaseModal[None]):
    """Lists reasons, each with its article; the answer to "why can't I?"."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "leave", N_("Back"), show=False)]

    def __init__(self, title: str, reasons: Sequence[Reason], advice: str = "", *, none: str = "") -> None:
        super().__init__()
        self._title, self._reasons, self._advice, self._none = title, tuple(reasons), advice, none

    def compose(self) -> ComposeResult:
        """Lay out the reasons."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._title), classes="dialog-title")
            with VerticalScroll(classes="dialog-body"):
                for reason in self._reasons:
                    yield Static(reason_text(reason), classes="paragraph")
                if not self._reasons and self._none:
                    yield Static(plain(self._none), classes="paragraph")
                if self._advice:
                    yield Static(plain(self._advice), classes="paragraph")
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(_("OK")), variant="primary", id="ok")

    def on_mount(self) -> None:
        """Let the arrows scroll and Enter close it."""
        self.query_one("#ok").focus()

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss(None)


class ConfirmModal(BaseModal[bool]):
    """Asks before something is lost; the harmless answer is the one that Enter and Esc give."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,right", "other", N_("Other answer"), show=False),
    ]

    def __init__(self, question: str, *, yes: str, no: str, detail: str = "") -> None:
        super().__init__()
        self._question, self._detail, self._yes, self._no = question, detail, yes, no

    def compose(self) -> ComposeResult:
        """Lay out question and answers."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._question), classes="dialog-title")
            if self._detail:
                yield Static(plain(self._detail), classes="paragraph")
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(one_line(self._no)), variant="primary", id="no")
                yield Button(Content(one_line(self._yes)), variant="warning", id="yes")

    def on_mount(self) -> None:
        """Make the harmless answer the default."""
        self.query_one("#no").focus()

    def action_leave(self) -> None:
        """Take the harmless answer."""
        self.dismiss(False)

    def action_other(self) -> None:
        """Go to the other answer."""
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the answer."""
        self.dismiss(event.button.id == "yes")
