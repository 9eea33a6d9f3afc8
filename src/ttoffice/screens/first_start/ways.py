"""A list of ways to go, of which a digit takes one at once."""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from ttoffice.widgets.keys import bind
from ttoffice.widgets.plain_list import PlainList


class Ways(PlainList):
    """Lines to choose from by arrows and Enter, or by the digit that each begins with, of any width."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("found.take", "select", show=True)]

    def on_key(self, event: events.Key) -> None:
        """Take the line of a digit."""
        digit = unicodedata.normalize("NFKC", event.character or "")
        if digit.isdecimal() and 1 <= int(digit) <= self.option_count:
            event.stop()
            self.highlight(int(digit) - 1)
            self.action_select()
