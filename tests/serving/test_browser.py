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

F2, F3, F9, ESCAPE, ENTER, CONTROL = "\ue032", "\ue033", "\ue039", "\ue00c", "\ue007", "\ue009"


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

        tab.keys("2", F2)  # a new result: its title by an input method, saved by Ctrl+S
        until((home / "windows").is_dir)
        tab.wait()
        tab.compose(("d", "di", "dian"), "滇红茶发酵工艺")
        tab.wait()
        tab.keys(f"{CONTROL}+s")
        office = open_office(Home(home))
        with office.reader() as reader:
            until(lambda: reader.one("SELECT 1 FROM result WHERE title = '滇红茶发酵工艺'"))
        assert len(tab.picture()) > 1000
