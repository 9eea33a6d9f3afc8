"""A program as small as can be, in place of the workbench: it shows the keys it gets and copies when asked."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Label

from ttoffice.widgets.terminal import suit_terminal


class Small(App[None]):
    """Shows every key by its name."""

    def compose(self) -> ComposeResult:
        """Show that it is ready."""
        yield Label("ready")

    def on_key(self, event: Key) -> None:
        """Show the key; `x` leaves."""
        self.query_one(Label).update(f"<{event.key}>")
        if event.key == "x":
            self.exit()


suit_terminal({})
Small().run()
