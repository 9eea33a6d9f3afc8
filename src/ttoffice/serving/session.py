"""One window of the workbench in the browser: a process of its own, which lives as long as the window."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from ttoffice.widgets.terminal import AMBIGUOUS_VARIABLE

DRIVER = "ttoffice.serving.driver:OfficeDriver"
LEAVING_SECONDS = 10.0
"""How long a window may take to keep its drafts and leave; then its process is ended."""
WIDEST, HIGHEST = 500, 200
"""Cells beyond which no screen goes, whatever a page asks for."""


class WindowSession(AppService):
    """A window; `command` are the words of the call, no shell reads them."""

    def __init__(
        self,
        words: Sequence[str],
        *,
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[None]],
        download_manager: DownloadManager,
    ) -> None:
        super().__init__(
            words[0],
            write_bytes=write_bytes,
            write_str=write_str,
            close=close,
            download_manager=download_manager,
        )
        self._words = tuple(words)

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        self._process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self.environment(os.environ, width, height),
        )
        assert self._process.stdin is not None
        self._stdin = self._process.stdin
        return self._process

    def environment(self, environ: Mapping[str, str], width: int, height: int) -> dict[str, str]:
        """Return the environment of the process: the page draws every ambiguous character over one cell."""
        own = self._build_environment(width=min(width, WIDEST), height=min(height, HIGHEST))
        return {**environ, **own, "TEXTUAL_DRIVER": DRIVER, AMBIGUOUS_VARIABLE: "1"}

    async def stop(self) -> None:
        """Ask the window to leave and wait for it; end its process where it does not."""
        process = self._process
        if process is None:
            return
        try:
            await asyncio.wait_for(super().stop(), LEAVING_SECONDS)
            await asyncio.wait_for(process.wait(), LEAVING_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def on_data(self, payload: bytes) -> None:
        """Hand on what the window shows; to a page that is gone, nothing, so that the window can end."""
        with suppress(ConnectionError, RuntimeError):
            await super().on_data(payload)
