"""Keys that are pressed while a screen opens: they are kept until there is a field to take them."""

from __future__ import annotations

from typing import Any, TypeVar

from textual import events
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

R = TypeVar("R")


class HoldsKeys(Screen[R]):
    """A screen that keeps what is typed, from its making until `release`; Esc goes through.

    It must be pushed at once, before what it shows is read, and must focus nothing by itself before. A class
    names it after BaseScreen or BaseModal, whose styles it is to have.
    """

    AUTO_FOCUS = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._held: list[events.Key | events.Paste] | None = []
        super().__init__(*args, **kwargs)

    def on_key(self, event: events.Key) -> None:
        """Keep a key; one that was on its way here when the field took over goes back to the field."""
        if self._held is not None and event.key != "escape":
            self._held.append(event)
        elif not (self._held is None and event.is_printable and isinstance(self.focused, Input)):
            return
        else:
            self._send_again(event)
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Keep what was pasted."""
        if self._held is not None:
            self._held.append(event)
            event.stop()

    def release(self, first: Widget) -> None:
        """Give the keys to a widget, those that were kept before all others.

        What the program has taken from the terminal by now still comes here first, so the turn is taken at
        the end of its queue and then at the end of this screen's, until nothing came in between.
        """
        self.app.call_later(self.call_later, self._hand_over, first, len(self._held or ()))

    def _hand_over(self, first: Widget, seen: int) -> None:
        if not self.is_attached:
            return
        if len(self._held or ()) != seen:
            self.release(first)
            return
        held, self._held = self._held, None
        self.set_focus(first)
        for event in held or ():
            self._send_again(event)

    def _send_again(self, event: events.Key | events.Paste) -> None:
        """Give what has the keys now an event as if the terminal had sent it: at once, or later ones would overtake it.

        It is sent in the program's name, because what a screen sends ends at the screen.
        """
        again: events.Key | events.Paste
        if isinstance(event, events.Paste):
            again = events.Paste(event.text)
        else:
            again = events.Key(event.key, event.character)
        again.set_sender(self.app)
        (self.focused or self)._forward_event(again)  # noqa: SLF001 - as the program does with what the terminal sends
