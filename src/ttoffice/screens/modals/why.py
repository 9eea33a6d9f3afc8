"""Why a result stands where it stands, and what hinders each thing one may want to do with it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseModal
from ttoffice.screens.modals.message import reason_text
from ttoffice.screens.reading import Why
from ttoffice.screens.result_fields import VERBS
from ttoffice.widgets.text import one_line, plain


class WhyModal(BaseModal[None]):
    """The four conditions of pay-later Art. 4, and the reasons against each verb."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,w", "leave", N_("Back"), show=False)]

    def __init__(self, number: str, why: Why) -> None:
        super().__init__()
        self._number, self._why = number, why

    def compose(self) -> ComposeResult:
        """Lay out conditions and reasons."""
        with Vertical(classes="dialog"):
            title = _("Why: %(number)s") % {"number": self._number}
            yield Static(plain(title), classes="dialog-title")
            with VerticalScroll(classes="dialog-body"):
                yield Static(self._standing(), classes="paragraph")
                for verb in VERBS:
                    yield Static(self._verb(verb.name, verb.label), classes="paragraph")
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(_("OK")), variant="primary", id="ok")

    def _standing(self) -> Content:
        why = self._why
        due = f"  {_('Two years full on')} {why.due_on.isoformat()}" if why.due_on else ""
        parts: list[Content | str | tuple[str, str]] = [
            (_("Two-year scan (pay-later Art. 4)"), "bold"),
            f": {why.standing}{due}",
        ]
        for condition, state in why.conditions:
            parts.append(f"\n  {condition}: {state}")
        return Content.assemble(*parts)

    def _verb(self, name: str, label: str) -> Content:
        reasons = self._why.verbs.get(name, ())
        state = _("possible") if all(reason.warning for reason in reasons) else _("not now")
        lines = [Content.assemble((one_line(label), "bold"), f": {state}")]
        lines += [Content.assemble("  ", reason_text(reason)) for reason in reasons]
        return Content("\n").join(lines)

    def on_mount(self) -> None:
        """Let Enter close it."""
        self.query_one("#ok").focus()

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss(None)
