"""One line under a dialog: the call of the command line that does the same."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from ttoffice.i18n import gettext as _
from ttoffice.widgets.prose import labelled
from ttoffice.widgets.text import fit


class TwinLine(Static):
    """The call as far as there is room; the whole is shown and copied by keys."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "TwinLine { height: 1; width: 1fr; text-wrap: nowrap; color: $text-muted; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.line = ""

    def say(self, line: str) -> None:
        """Show a call; nothing where there is none."""
        if line != self.line:
            self.line = line
            self._draw()

    def on_resize(self) -> None:
        """Fit it into the width."""
        self._draw()

    def _draw(self) -> None:
        said = labelled(_("Command line")) + self.line if self.line else ""
        self.update(Content(fit(said, self.content_size.width)), layout=False)
