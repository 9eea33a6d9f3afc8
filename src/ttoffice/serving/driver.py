"""How a window in the browser reads what is typed, and how it ends when nobody is left at the other end."""

from __future__ import annotations

import os
import queue
import sys
from collections.abc import Iterator
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from textual.drivers.web_driver import WebDriver

from ttoffice.screens.base import OfficeApp
from ttoffice.widgets.keys import in_browser

if TYPE_CHECKING:
    from textual.app import App

CHUNK = 4096
PATIENCE = 0.05
"""Seconds to wait for more before a lone Esc is taken for the key; a pipe cannot be polled on every system."""


class PipeReader:
    """What arrives on a pipe, and an empty piece whenever nothing did for a moment; it ends with the pipe."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._pieces: queue.Queue[bytes] = queue.Queue()
        self._closed = Event()

    def close(self) -> None:
        """Yield nothing more."""
        self._closed.set()

    def __iter__(self) -> Iterator[bytes]:
        """Read until the pipe or this reader is closed."""
        Thread(target=self._read, name="pipe", daemon=True).start()
        while not self._closed.is_set():
            try:
                piece = self._pieces.get(timeout=PATIENCE)
            except queue.Empty:
                yield b""
                continue
            if not piece:
                return
            yield piece

    def _read(self) -> None:
        """Read in a thread of its own: it may wait without end, and dies with the process."""
        try:
            while piece := os.read(self._descriptor, CHUNK):
                self._pieces.put(piece)
        except OSError:  # closed under it
            pass
        finally:
            self._pieces.put(b"")


class OfficeDriver(WebDriver):
    """Textual's driver for browsers; a window whose server is gone closes, with its drafts kept.

    Keys that browsers keep for themselves are shown as those that arrive instead.
    """

    def __init__(self, app: App[Any], **more: Any) -> None:
        super().__init__(app, **more)
        assert sys.__stdin__ is not None
        self._input_reader = PipeReader(sys.__stdin__.fileno())  # type: ignore[assignment]  # same use
        if isinstance(app, OfficeApp):
            app.use_keys(in_browser(app.own_keys))

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Do what the server asks; before the end, let the forms keep what was typed last."""
        if packet_type == "quit":
            self._end()
        else:
            super().on_meta(packet_type, payload)

    def run_input_thread(self) -> None:
        """Hand over what is typed; leave when the pipe ends."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._end()

    def _end(self) -> None:
        """Leave, once every key that came before has arrived."""
        self._app.call_later(self._app.call_after_refresh, self._keep_and_exit)

    async def _keep_and_exit(self) -> None:
        if isinstance(self._app, OfficeApp):
            await self._app.keep_typed()
        self._app.exit()
