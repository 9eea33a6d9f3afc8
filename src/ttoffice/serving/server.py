"""The server: hands the page out, gives each window a session, and lets nobody in whom the door does not."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import aiohttp_jinja2
from aiohttp import WSCloseCode, web
from textual_serve.server import Server, to_int

from ttoffice.i18n import gettext as _
from ttoffice.serving import pages
from ttoffice.serving.door import HOST, Door, Verdict
from ttoffice.serving.session import WindowSession

log = logging.getLogger(__name__)

PAGE = Path(__file__).parent / "page"
HEARTBEAT = 15.0
"""Seconds between two looks whether a window is still there."""
LETTERS = (8, 40)
"""The smallest and the largest size of letters, in pixels."""
SAFE_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "ttoffice",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:;"
    " connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What a page may load: nothing from elsewhere. The terminal writes its own styles, hence 'unsafe-inline'."""
PLAIN_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
REFUSALS: dict[Verdict, tuple[int, Callable[[], str]]] = {
    Verdict.UNKNOWN: (401, pages.unknown),
    Verdict.WRONG_TOKEN: (403, pages.wrong_token),
    Verdict.FOREIGN: (403, pages.foreign),
}


class OfficeServer(Server):
    """Serves the workbench that `words` starts; `title` says whose it is each time a page is asked for."""

    def __init__(self, words: Sequence[str], door: Door, title: Callable[[], str]) -> None:
        super().__init__(words[0], host=HOST, port=door.port, templates_path=PAGE)
        self._words = tuple(words)
        self._door = door
        self._title = title
        self.windows: set[web.WebSocketResponse] = set()
        """The windows that are open."""

    async def make_app(self) -> web.Application:
        """Return the application, with the guard before everything it has."""
        app = await self._make_app()
        app.middlewares.append(self._guard)
        app.on_response_prepare.append(_harden)
        app.router.add_static("/page", PAGE)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: who starts the server says what there is to say."""

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002 - as aiohttp calls it
        """Close every window; each keeps its drafts."""
        closing = [window.close(code=WSCloseCode.GOING_AWAY, message=b"closed") for window in self.windows]
        await asyncio.gather(*closing, return_exceptions=True)

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in whom the door lets in; the others read why not."""
        verdict = self._door.judge(
            host=request.headers.get("Host"),
            origin=request.headers.get("Origin"),
            cookie=request.cookies.get(self._door.cookie),
            token=request.query.get("token") if request.path == "/" else None,
            websocket=request.path == "/ws",
        )
        if verdict is Verdict.OPEN:
            return await self._answer(request, handler)
        if verdict is Verdict.ENTER:
            return self._enter()
        status, told = REFUSALS[verdict]
        return _page(told(), status)

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as error:
            return _page(pages.absent(), error.status)

    def _enter(self) -> web.Response:
        """Give the cookie, which no script can read and no other page can use, and lead to the workbench."""
        response = _page(pages.entered(), 200)
        response.set_cookie(self._door.cookie, self._door.pass_, httponly=True, samesite="Strict", path="/")
        return response

    async def handle_index(self, request: web.Request) -> web.Response:
        """Return the page of the workbench."""
        return aiohttp_jinja2.render_template("page.html", request, self._context(request))

    def _context(self, request: web.Request) -> dict[str, Any]:
        smallest, largest = LETTERS
        unit = self._title()
        return {
            "lang": pages.html_language(),
            "title": f"{unit} - ttoffice" if unit else "ttoffice",
            "socket": f"ws://{request.host}/ws",
            "letters": min(largest, max(smallest, to_int(request.query.get("fontsize", ""), 16))),
            "opening": _("The workbench opens"),
            "terminal": _("The workbench; it is used by keyboard as in a terminal"),
            "closed": _("This window is closed"),
            "kept": _("What was typed into a form and not saved is kept as a draft."),
            "again": _("Open it again"),
            "gone": _("If it does not open again, ttoffice serve has ended: start it anew."),
        }

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run one window for as long as its page is there."""
        window = web.WebSocketResponse(heartbeat=HEARTBEAT)
        await window.prepare(request)
        session = WindowSession(
            self._words,
            write_bytes=window.send_bytes,
            write_str=window.send_str,
            close=window.close,  # type: ignore[arg-type]  # whether it was open is of no use
            download_manager=self.download_manager,
        )
        self.windows.add(window)
        try:
            await session.start(
                to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24)
            )
            await self._process_messages(window, session)
        except (AssertionError, IndexError, KeyError, TypeError, ValueError):
            log.warning("a window sent what is no message; it is closed")
        finally:
            await session.stop()
            self.windows.discard(window)
            await window.close()
        return window


async def _harden(request: web.Request, response: web.StreamResponse) -> None:
    """Put the safe headers on an answer; a plain page has a policy of its own, which is narrower."""
    response.headers.update(SAFE_HEADERS)
    response.headers.setdefault("Content-Security-Policy", POLICY.format(host=request.host))


def _page(html: str, status: int) -> web.Response:
    """Return a plain page, which loads nothing at all."""
    response = web.Response(text=html, content_type="text/html", charset="utf-8", status=status)
    response.headers["Content-Security-Policy"] = PLAIN_POLICY
    return response
