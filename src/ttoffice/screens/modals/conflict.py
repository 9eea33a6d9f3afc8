"""Two people changed the same record: what the other one changed, beside what stands in the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from ttoffice.errors import ConflictError
from ttoffice.i18n import gettext as _
from ttoffice.results.details import readable_value
from ttoffice.results.fields import label_of
from ttoffice.screens.base import BaseModal
from ttoffice.widgets.text import block, plain


class ConflictModal(BaseModal[bool]):
    """Shows then, now and yours; the answer is whether to save over it. Keeping on editing is the default."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, error: ConflictError, mine: Mapping[str, Any]) -> None:
        super().__init__()
        self._error, self._mine = error, dict(mine)

    def compose(self) -> ComposeResult:
        """Lay out both sides of every field that was changed meanwhile."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._error.message), classes="dialog-title")
            yield Static(plain(self._error.advice), classes="paragraph")
            with VerticalScroll(classes="dialog-body"):
                for field, then, now in self._error.changes:
                    yield Static(self._field(field, then, now), classes="paragraph")
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(_("Keep editing")), variant="primary", id="keep")
                yield Button(Content(_("Save over it")), variant="warning", id="over")

    def _field(self, key: str, then: Any, now: Any) -> Content:
        if key in self._mine:
            mine = _shown(key, self._mine[key])
        else:
            mine = _("not changed by you; saving leaves theirs")
        return Content.assemble(
            (label_of(key), "bold"),
            f"\n  {_('When you opened it')}: {_shown(key, then)}",
            f"\n  {_('Now')}: {_shown(key, now)}",
            f"\n  {_('Yours')}: {mine}",
        )

    def on_mount(self) -> None:
        """Make the harmless answer the default."""
        self.query_one("#keep").focus()

    def action_leave(self) -> None:
        """Keep editing."""
        self.dismiss(False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the answer."""
        self.dismiss(event.button.id == "over")


def _shown(key: str, value: Any) -> str:
    try:
        return block(readable_value(key, value))
    except (ValueError, KeyError, TypeError):
        return block(str(value))
