"""The workbench in a real Chromium: what it loads, what arrives of the keys, Chinese by an input method."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.calls import start
from tests.office_fixtures import blank_store
from tests.serving.browser import Browser, browser, missing, until
from ttoffice.action import perform
from ttoffice.action.office import open_office
from ttoffice.paths import Home

__all__ = ["blank_store"]

pytestmark = [
    pytest.mark.exhaustive,
    pytest.mark.skipif(bool(missing()), reason=missing() or "a browser is there"),
]

CONTROL, ALT = "\ue009", "\ue00a"
NOTE_SENT = """
window.sent = [];
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (data) { window.sent.push(data); return send.call(this, data); };
"""
"""Notes what the page sends, from now on."""

NOTE_SHOWN = """
window.told = "";
window.WebSocket = class extends WebSocket {
  constructor(...where) {
    super(...where);
    this.addEventListener("message", async (event) => {
      window.told += await new Response(event.data).text();
    });
  }
};
"""
"""Notes what the workbench shows, from the first frame."""


def function(number: int) -> str:
    """The code of a function key."""
    return chr(0xE030 + number)


def sees(tab: Browser, text: str) -> None:
    """Wait for what the workbench shows, behind what was waited for last."""
    script = (
        "const at = window.told.indexOf(arguments[0]); if (at >= 0) window.told = window.told.slice(at + 1);"
    )
    until(lambda: tab.run(f"{script.replace('arguments[0]', json.dumps(text))} return at >= 0;"))


def typed(tab: Browser) -> str:
    """What the page sent as typed since it was asked last."""
    messages = [json.loads(text) for text in tab.run("return window.sent.splice(0)")]
    return "".join(message[1] for message in messages if message[0] == "stdin")


@pytest.fixture
def link(home: Path, blank_store: Path) -> Iterator[str]:
    """The link of a server of an office with two results."""
    (home / "ttoffice.db").write_bytes(blank_store.read_bytes())
    office = open_office(Home(home), environ={**os.environ, "TTOFFICE_OPERATOR": "李明"})
    perform(office, "unit.set", {"name": "滇中科技大学"})
    for title in ("咖啡鲜果杀青装置", "月季新品种"):
        perform(office, "result.create", {"title": title})
    office.lender.close()
    child = start("serve", "--no-open", env={"TTOFFICE_OPERATOR": "李明"})
    try:
        assert child.stdout is not None
        yield child.stdout.readline().decode().strip()
    finally:
        child.terminate()
        child.communicate(timeout=60)


def requested(tab: Browser) -> set[str]:
    """Every address that the page asked for."""
    found = set()
    for entry in tab.log("performance"):
        message = json.loads(entry["message"])["message"]
        parameters = message["params"]
        if message["method"] == "Network.requestWillBeSent":
            found.add(parameters["request"]["url"])
        elif message["method"] == "Network.webSocketCreated":
            found.add(parameters["url"])
    return found


def test_the_workbench_runs_in_a_browser(link: str, home: Path, tmp_path: Path) -> None:
    with browser(tmp_path) as tab:
        tab.tool("Page.addScriptToEvaluateOnNewDocument", source=NOTE_SHOWN)
        tab.go(link)
        until(lambda: tab.run("return document.body.classList.contains('-first-byte')"))
        base = link.partition("?")[0]
        assert tab.address() == base
        assert tab.title() == "滇中科技大学 - ttoffice"
        assert tab.run("return document.activeElement.className") == "xterm-helper-textarea"
        foreign = {
            url
            for url in requested(tab)
            if not url.startswith((base, base.replace("http", "ws"), "data:", "chrome"))
        }
        assert foreign == set()
        assert [entry for entry in tab.log() if entry["level"] == "SEVERE"] == []
        assert tab.run("return document.cookie") == ""

        sees(tab, "今日")
        tab.keys("2")
        sees(tab, "全部成果")
        tab.keys(function(2))  # a new result: its title by an input method, saved by Ctrl+S
        sees(tab, "成果名称")
        tab.compose(("d", "di", "dian"), "滇红茶发酵工艺")
        until(lambda: [*(home / "drafts").glob("*.json")])
        tab.keys(f"{CONTROL}+s")
        office = open_office(Home(home))
        with office.reader() as reader:
            until(lambda: reader.one("SELECT 1 FROM result WHERE title = '滇红茶发酵工艺'"))
        assert len(tab.picture()) > 1000


def test_keys_that_a_browser_would_act_on_reach_the_workbench(link: str, tmp_path: Path) -> None:
    wanted = {
        function(1): "\x1bOP", function(3): "\x1bOR", function(5): "\x1b[15~", function(6): "\x1b[17~",
        function(7): "\x1b[18~", function(10): "\x1b[21~", function(12): "\x1b[24~",
        f"{CONTROL}+p": "\x10", f"{CONTROL}+s": "\x13", f"{CONTROL}+f": "\x06", f"{CONTROL}+o": "\x0f",
        f"{CONTROL}+u": "\x15", f"{CONTROL}+d": "\x04", f"{ALT}+1": "\x1b1", f"{ALT}+w": "\x1bw",
        f"{ALT}+d": "\x1bd", f"{ALT}+\ue012": "\x1b[1;3D", f"{ALT}+\ue014": "\x1b[1;3C",
    }  # fmt: skip
    with browser(tmp_path) as tab:
        tab.go(link)
        until(lambda: tab.run("return document.body.classList.contains('-first-byte')"))
        tab.run(NOTE_SENT)
        arrived = {}
        for key in wanted:
            tab.keys(key)
            arrived[key] = until(lambda: typed(tab))
        assert arrived == wanted
        tab.keys(function(11))  # left to the browser: full screen
        assert typed(tab) == ""
