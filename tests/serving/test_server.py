from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType, WSServerHandshakeError, web

from tests.cli.calls import SOURCES
from tests.cli.conftest import store_home
from tests.office_fixtures import blank_store
from tests.offices import settled
from ttoffice.errors import UsageError
from ttoffice.serving import server as serving
from ttoffice.serving.door import HOST, Door
from ttoffice.serving.running import listening

__all__ = ["blank_store", "store_home"]

PATHS = (
    "/",
    "/ws",
    "/static/js/textual.js",
    "/static/",
    "/page/page.js",
    "/page/page.html",
    "/download/x",
    "/none",
)


class WatchedServer(serving.OfficeServer):
    """A server that says when a window is done with."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.done = asyncio.Event()

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        try:
            return await super().handle_websocket(request)
        finally:
            self.done.set()


class Served:
    """A running server, and a browser's worth of cookies."""

    def __init__(self, door: Door, client: ClientSession, server: WatchedServer) -> None:
        self.door, self.client, self.server = door, client, server
        self.base = f"http://{HOST}:{door.port}"

    async def get(self, path: str, **more: Any) -> tuple[int, str, dict[str, str]]:
        """Status, text and headers of an answer."""
        async with self.client.get(self.base + path, **more) as answer:
            return answer.status, await answer.text(), dict(answer.headers)

    async def enter(self) -> None:
        """Follow the link."""
        assert (await self.get(f"/?token={self.door.token}"))[0] == 200

    async def window(self, **headers: str) -> ClientWebSocketResponse:
        """Open a window as the page does."""
        headers.setdefault("Origin", self.base)
        return await self.client.ws_connect(f"{self.base}/ws?width=100&height=30", headers=headers)


@pytest.fixture
async def served(store_home: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    """A server of the workbench on an empty store."""
    monkeypatch.setenv("PYTHONPATH", str(SOURCES))
    monkeypatch.setenv("TTOFFICE_OPERATOR", "李明")
    settled(store_home)
    words = (sys.executable, "-m", "ttoffice", "--home", str(store_home))
    with listening(0) as listener:
        door = Door(listener.getsockname()[1])
        server = WatchedServer(words, door, lambda: "滇中<科技>大学")
        runner = web.AppRunner(await server.make_app(), access_log=None)
        await runner.setup()
        await web.SockSite(runner, listener).start()
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
            yield Served(door, client, server)
        await runner.cleanup()


async def shown(window: ClientWebSocketResponse, wanted: str, seconds: float = 30) -> str:
    """What the window wrote up to the wanted text."""
    text = ""
    async with asyncio.timeout(seconds):
        async for message in window:
            if message.type is WSMsgType.BINARY:
                text += message.data.decode()
            if wanted in text:
                return text
    raise AssertionError(f"closed before {wanted}: {text[-500:]}")


async def press(window: ClientWebSocketResponse, keys: str) -> None:
    await window.send_json(["stdin", keys])


@pytest.mark.parametrize("path", PATHS)
async def test_nothing_is_handed_out_without_the_cookie(served: Served, path: str) -> None:
    headers = {"Origin": served.base} if path == "/ws" else {}
    status, text, answered = await served.get(path, headers=headers)
    assert (status, "<h1>工作台未开放</h1>" in text) == (401, True)
    assert "script" not in text
    assert answered["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answered


@pytest.mark.parametrize("token", ["", "x", "%ff"])
async def test_another_token_is_refused_and_gives_no_cookie(served: Served, token: str) -> None:
    status, text, answered = await served.get(f"/?token={token}")
    assert (status, "<h1>链接无效</h1>" in text) == (403, True)
    assert "Set-Cookie" not in answered


async def test_the_token_counts_at_the_root_alone(served: Served) -> None:
    assert (await served.get(f"/page/page.js?token={served.door.token}"))[0] == 401


async def test_the_link_gives_a_cookie_that_only_this_page_can_use_and_leads_on_without_the_token(
    served: Served,
) -> None:
    status, text, answered = await served.get(f"/?token={served.door.token}")
    cookie = answered["Set-Cookie"]
    assert status == 200
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert served.door.token not in cookie + text
    assert 'content="0;url=/"' in text
    assert answered["Referrer-Policy"] == "no-referrer"


async def test_the_page_carries_the_unit_and_asks_for_nothing_elsewhere(served: Served) -> None:
    await served.enter()
    status, text, answered = await served.get("/?fontsize=999")
    assert status == 200
    assert "<title>滇中&lt;科技&gt;大学 - ttoffice</title>" in text
    assert 'data-font-size="40"' in text
    assert f'"ws://{HOST}:{served.door.port}/ws"' in text
    assert "https://" not in text
    policy = answered["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    for path in ("/page/page.css", "/page/page.js", "/static/css/xterm.css", "/static/js/textual.js"):
        status, text, answered = await served.get(path)
        assert (status, answered["Cache-Control"], answered["X-Content-Type-Options"]) == (
            200,
            "no-store",
            "nosniff",
        )


@pytest.mark.parametrize("path", ["/none", "/download/none", "/page/../server.py"])
async def test_what_is_not_there_is_told_plainly(served: Served, path: str) -> None:
    await served.enter()
    status, text, _headers = await served.get(path)
    assert (status, "<h1>没有此页面</h1>" in text) == (404, True)


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
async def test_another_name_or_another_page_is_refused_with_the_cookie(
    served: Served, headers: dict[str, str]
) -> None:
    await served.enter()
    for path in ("/", f"/?token={served.door.token}", "/static/js/textual.js"):
        status, text, _headers = await served.get(path, headers=headers)
        assert (status, "<h1>已拒绝</h1>" in text or "未作任何处理" in text) == (403, True)


async def test_a_window_is_refused_without_cookie_and_to_another_page(served: Served) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        await served.window()
    assert refused.value.status == 401
    await served.enter()
    with pytest.raises(WSServerHandshakeError) as refused:
        await served.window(Origin="http://evil.example")
    assert refused.value.status == 403


def test_the_server_stands_on_this_machine_alone() -> None:
    with listening(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
        listener.listen()
        with pytest.raises(UsageError, match="--port"), listening(listener.getsockname()[1]):
            pass


@pytest.mark.exhaustive
async def test_a_window_works_and_a_closed_tab_keeps_its_draft(served: Served, store_home: Path) -> None:
    await served.enter()
    window = await served.window()
    await shown(window, "今日")
    await press(window, "2")
    await shown(window, "2 成果")
    await press(window, "\x1bOQ")  # F2: a new result
    await shown(window, "成果名称")
    await press(window, "咖啡鲜果")
    await shown(window, "咖啡鲜果")
    await window.close()
    async with asyncio.timeout(30):
        await served.server.done.wait()
    drafts = [
        path.read_text(encoding="utf-8") for path in (store_home / "drafts").rglob("*") if path.is_file()
    ]
    assert any("咖啡鲜果" in json.dumps(json.loads(text), ensure_ascii=False) for text in drafts), drafts
    assert not list((store_home / "windows").glob("*"))


@pytest.mark.exhaustive
async def test_leaving_the_program_closes_its_window(served: Served) -> None:
    await served.enter()
    window = await served.window()
    await shown(window, "今日")
    await press(window, "\x11")  # ctrl+q
    async with asyncio.timeout(30):
        async for _message in window:
            pass
    assert window.closed


@pytest.mark.exhaustive
async def test_what_is_no_message_ends_the_window_alone(served: Served) -> None:
    await served.enter()
    window = await served.window()
    await window.send_str("{}")
    async with asyncio.timeout(30):
        async for _message in window:
            pass
    assert (await served.get("/"))[0] == 200
