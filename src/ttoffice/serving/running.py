"""Running the server: take the port, say the link, open the browser, and end in order."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path

from aiohttp import web

from ttoffice.errors import UsageError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.serving.door import HOST, Door
from ttoffice.serving.server import OfficeServer

ENDING_SECONDS = 15.0
"""How long the windows have to keep their drafts when the server ends."""


def run_server(
    words: Sequence[str],
    port: int,
    title: Callable[[], str],
    *,
    told: Callable[[str, int], None],
    browser: bool,
) -> None:
    """Serve until Ctrl+C, which raises KeyboardInterrupt once every window is closed; `told` gets link and port.

    Raises UsageError where the port cannot be had.
    """
    with listening(port) as listener:
        door = Door(listener.getsockname()[1])
        asyncio.run(_serve(OfficeServer(words, door, title), listener, door, told, browser=browser))


@contextmanager
def listening(port: int) -> Iterator[socket.socket]:
    """Take the port on this machine alone; on Windows, so that no other program can take it as well."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        if sys.platform == "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise UsageError(
                _("Port %(port)d cannot be used: %(error)s.") % {"port": port, "error": os_reason(error)},
                advice=_("Leave --port out to take a free one."),
            ) from error
        yield listener


async def _serve(
    server: OfficeServer,
    listener: socket.socket,
    door: Door,
    told: Callable[[str, int], None],
    *,
    browser: bool,
) -> None:
    runner = web.AppRunner(await server.make_app(), access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await web.SockSite(runner, listener, shutdown_timeout=ENDING_SECONDS).start()
        told(door.link, door.port)
        with _opened(door.link, wanted=browser):
            await _asked_to_end()
    finally:
        await runner.cleanup()


async def _asked_to_end() -> None:
    """Wait for the system to ask for the end; Ctrl+C cancels the waiting."""
    ending = asyncio.Event()
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, ending.set)
    await ending.wait()


@contextmanager
def _opened(link: str, *, wanted: bool) -> Iterator[None]:
    """Open the link by a page that only this user can read: what stands in a call, everybody on a machine can see."""
    if not wanted:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="ttoffice-", ignore_cleanup_errors=True) as folder:
        page = Path(folder) / "open.html"
        page.write_text(
            f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={escape(link)}">',
            encoding="utf-8",
        )
        with suppress(webbrowser.Error, OSError):
            webbrowser.open(page.as_uri())
        yield
