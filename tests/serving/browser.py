"""A real Chromium, driven over HTTP by the WebDriver protocol: just what the test of the page needs."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

DRIVERS = ("chromedriver", "chromium-driver")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--no-proxy-server", "--window-size=1280,800",
)  # fmt: skip
PATIENCE = 60.0


def missing() -> str:
    """Say which program is missing to drive a browser; empty where none is."""
    for names in (BROWSERS, DRIVERS):
        if not any(map(shutil.which, names)):
            return f"there is no {names[0]} on this machine"
    return ""


class Browser:
    """One browser with one tab."""

    def __init__(self, port: int, profile: Path) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self._opener = build_opener(ProxyHandler({}))
        program = next(found for found in map(shutil.which, BROWSERS) if found)
        options = {"binary": program, "args": [*FLAGS, f"--user-data-dir={profile}"]}
        capabilities = {
            "alwaysMatch": {
                "goog:chromeOptions": options,
                "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
                "unhandledPromptBehavior": "accept",
            }
        }
        self._session = ""
        self._session = self._ask("POST", "/session", {"capabilities": capabilities})["sessionId"]

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        place = f"/session/{self._session}{path}" if self._session else path
        data = json.dumps(body or {}).encode() if method == "POST" else None
        request = Request(self._base + place, data, {"Content-Type": "application/json"}, method=method)
        with self._opener.open(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def go(self, url: str) -> None:
        """Open an address as typed into the address bar."""
        self._ask("POST", "/url", {"url": url})

    def address(self) -> str:
        """What the address bar shows."""
        return cast("str", self._ask("GET", "/url"))

    def title(self) -> str:
        """The title of the tab."""
        return cast("str", self._ask("GET", "/title"))

    def run(self, script: str) -> Any:
        """The value of a script in the page; None while the page goes to another."""
        try:
            return self._ask("POST", "/execute/sync", {"script": script, "args": []})
        except HTTPError as error:
            with error:
                return None

    def tool(self, command: str, **parameters: Any) -> Any:
        """What a command of the browser's own tools answers."""
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def keys(self, *keys: str) -> None:
        """Press keys one after the other, each by its WebDriver code or letter; a tuple's are held together."""
        actions: list[dict[str, str]] = []
        for key in keys:
            held = key.split("+") if len(key) > 1 else [key]
            actions += [{"type": "keyDown", "value": part} for part in held]
            actions += [{"type": "keyUp", "value": part} for part in reversed(held)]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "k", "actions": actions}]})

    def compose(self, steps: tuple[str, ...], text: str) -> None:
        """Type by an input method: what stands in its window step by step, then the text it hands over."""
        for step in steps:
            self.tool("Input.imeSetComposition", text=step, selectionStart=len(step), selectionEnd=len(step))
        self.tool("Input.insertText", text=text)

    def log(self, kind: str = "browser") -> list[dict[str, Any]]:
        """What the browser noted since it was asked last: messages of the page, or its requests."""
        return cast("list[dict[str, Any]]", self._ask("POST", "/se/log", {"type": kind}))

    def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode(self._ask("GET", "/screenshot"))

    def close(self) -> None:
        """End the browser."""
        self._ask("DELETE", "")


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser with a profile of its own; both programs end with it."""
    program = next(found for found in map(shutil.which, DRIVERS) if found)
    with subprocess.Popen([program, "--port=0"], stdout=subprocess.PIPE, text=True) as driver:
        try:
            assert driver.stdout is not None
            said = (re.search(r"started successfully on port (\d+)", line) for line in driver.stdout)
            opened = Browser(int(next(found for found in said if found)[1]), folder / "profile")
            try:
                yield opened
            finally:
                opened.close()
        finally:
            driver.terminate()


def until(what: Any, seconds: float = PATIENCE) -> Any:
    """Ask again and again until the answer is true; return it, AssertionError when it never is."""
    end = time.monotonic() + seconds
    while True:
        answer = what()
        if answer:
            return answer
        assert time.monotonic() < end, what
        time.sleep(0.1)
