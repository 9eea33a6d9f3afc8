from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from textual_serve.download_manager import DownloadManager

from tests.cli.calls import SOURCES
from ttoffice.serving.session import WindowSession

SMALL = Path(__file__).with_name("small.py")
CLOSED = "closed"


class Window:
    """A page without a browser: what the program showed stands in `seen`."""

    def __init__(self) -> None:
        self.seen = ""
        self.news = asyncio.Event()
        self.session = WindowSession(
            (sys.executable, str(SMALL)),
            write_bytes=self._show,
            write_str=self._tell,
            close=self._close,
            download_manager=DownloadManager(),
        )

    async def _show(self, data: bytes) -> None:
        self.seen += data.decode()
        self.news.set()

    async def _tell(self, text: str) -> None:
        self.seen += text

    async def _close(self) -> None:
        self.seen += CLOSED
        self.news.set()

    async def until(self, wanted: str) -> None:
        """Wait for what the program shows."""
        async with asyncio.timeout(60):
            while wanted not in self.seen:
                self.news.clear()
                await self.news.wait()


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setenv("PYTHONPATH", str(SOURCES))
    return Window()


async def test_keys_arrive_each_as_itself_and_a_closed_page_ends_the_program(window: Window) -> None:
    await window.session.start(80, 24)
    await window.until("ready")
    for typed, named in (("\x1b", "escape"), ("\x1b1", "alt+1"), ("\x1b[1;3D", "alt+left"), ("咖", "咖")):
        await window.session.send_bytes(typed.encode())
        await window.until(f"<{named}>")
    await window.session.stop()
    assert window.seen.endswith(CLOSED)


async def test_the_program_ends_when_nobody_is_at_the_other_end(window: Window) -> None:
    await window.session.start(10**9, 10**9)
    await window.until("ready")
    window.session.stdin.close()
    await window.until(CLOSED)
    await window.session.stop()


async def test_a_program_that_leaves_closes_the_page(window: Window) -> None:
    await window.session.start(80, 24)
    await window.until("ready")
    await window.session.send_bytes(b"x")
    await window.until(CLOSED)
    await window.session.stop()
    await window.session.stop()


async def test_what_is_no_program_closes_quietly(window: Window) -> None:
    window.session = WindowSession(
        (sys.executable, "-c", "raise SystemExit(3)"),
        write_bytes=window._show,
        write_str=window._tell,
        close=window._close,
        download_manager=DownloadManager(),
    )
    await window.session.start(80, 24)
    await window.session.stop()
    assert window.seen == ""
