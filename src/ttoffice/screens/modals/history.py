"""The history of one record: who changed what, when, by which action, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from ttoffice.action.office import shown_moment
from ttoffice.action.summaries import summary_of
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.results.details import readable_value
from ttoffice.results.fields import label_of
from ttoffice.screens.base import BaseModal
from ttoffice.widgets.text import block, one_line, plain


class HistoryModal(BaseModal[None]):
    """Every change, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,h", "leave", N_("Back"), show=False),
        Binding("j", "scroll(1)", N_("Scroll down"), show=False),
        Binding("k", "scroll(-1)", N_("Scroll up"), show=False),
    ]

    def __init__(self, number: str, found: Sequence[dict[str, Any]]) -> None:
        super().__init__()
        self._number, self._found = number, tuple(reversed(found))

    def compose(self) -> ComposeResult:
        """Lay out the changes."""
        with Vertical(classes="dialog"):
            title = _("History: %(number)s") % {"number": self._number}
            yield Static(plain(title), classes="dialog-title")
            with VerticalScroll(classes="dialog-body"):
                for change in self._found:
                    yield Static(change_text(change), classes="paragraph")
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(_("OK")), variant="primary", id="ok")

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss(None)


def change_text(change: dict[str, Any]) -> Content:
    """Return one change: when, who and by what; then each field, before and after."""
    moment = shown_moment(change["at"])[:16]
    lines = [
        Content.assemble(
            (f"{change['version']}. {moment}", "bold"),
            f"  {one_line(change['operator'])}  ",
            (one_line(summary_of(change["action"])), "dim"),
        )
    ]
    for key, pair in change["fields"].items():
        before = block(readable_value(key, pair["before"])).replace("\n", " ")
        after = block(readable_value(key, pair["after"])).replace("\n", " ")
        lines.append(Content.assemble("  ", (label_of(key), "bold"), f": {before} -> {after}"))
    return Content("\n").join(lines)
