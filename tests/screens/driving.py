"""Driving the workbench in tests: keys in, what stands on the screen out."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

import pytest
from rich.cells import cell_len, get_character_cell_size
from textual.pilot import Pilot
from textual.screen import Screen

from ttoffice import i18n
from ttoffice.action import Office, perform
from ttoffice.app import TTOfficeApp
from ttoffice.screens.agenda import AgendaScreen
from ttoffice.screens.results import ResultsScreen

WIDE, NARROW, BROAD = (140, 40), (80, 24), (160, 48)
PATIENCE = 1600
"""So many short waits before a condition counts as never met."""

STILL = 3
"""So many times in a row nothing is ready to run before a key counts as worked off."""

NASTY = (
    "项目[/b]结题",
    "[@click=app.quit()]点我[/]",
    "第[b 期",
    "[bold]",
    "[on red]$name ${name} $accent[/]",
    "%s %(x)s %d{x}{0}{{",
    "\\[b]\\",
    "=cmd|' /C calc'!A0",
    "控制\x1b[31m红\x07字",
    "贴\x1b]52;c;5pyq\x07板\x1b]8;;http://a.b\x1b\\链\x1b]8;;\x1b\\",
    "八\x9b2J位\x85\x08\x7f码",
    "右\u202eabc\u200f到左\u2066\u061c",
    "שלום عربي",
    "👨\u200d👩\u200d👧❤️🇨🇳👍🏽",
    "零\u200b宽\ufeff字\u00ad符\u2060",
    "ＡＢＣ（全角）～￥",
    "多行\n第二行\r\n\t制表\v\f\u2028\u2029末",
    "长" * 300,
    "e\u0301\u0301\u0301" * 40,
    "\u0301开头的附加符",
)
UNSURE = re.compile("[\ufe00-\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
"""What terminals draw at widths of their own."""


def assert_safe(driver: Driver, *, typing: bool = False) -> None:
    """Check that every line is as wide as the screen, however it is counted, and holds nothing that acts.

    In a field that is being `typing` in, what was typed stands as it is: no flag is taken apart.
    """
    size = driver.app.size
    lines = driver.text().split("\n")
    assert len(lines) == size.height
    for line in lines:
        assert line.isprintable(), repr(line)
        assert typing or not UNSURE.search(line), repr(line)
        assert cell_len(line) == size.width, repr(line)
        assert typing or sum(map(get_character_cell_size, line)) == size.width, repr(line)


class Driver:
    """The program under test and what a test does with it."""

    def __init__(self, app: TTOfficeApp, pilot: Pilot[Any]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def screen(self) -> Screen[Any]:
        return self.app.screen

    @property
    def results(self) -> ResultsScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ResultsScreen)
        return screen

    @property
    def agenda(self) -> AgendaScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, AgendaScreen)
        return screen

    async def opened(self) -> None:
        """Wait until the agenda stands, with which the program opens."""
        await self.until(lambda: isinstance(self.screen, AgendaScreen) and self.screen.table.complete)
        await self.pilot.pause()

    async def to_results(self) -> None:
        """Go from the agenda to the results, as soon as it stands."""
        await self.opened()
        await self.press("2")
        await self.until(lambda: isinstance(self.screen, ResultsScreen) and self.screen.table.complete)
        await self.pilot.pause()

    def text(self) -> str:
        """Return what stands on the screen."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        for letter in text:
            await self.pilot.press(letter)
        await self.pilot.pause()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something holds; fail with what stands on the screen when it never does."""
        for _ in range(PATIENCE):
            if condition():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never came about; the screen:\n{self.text()}")

    async def sees(self, *words: str) -> None:
        """Wait until all words stand on the screen."""
        await self.until(lambda: all(word in self.text() for word in words))

    async def on(self, kind: type[Screen[Any]]) -> Any:
        """Wait until a screen of a kind is on top, and return it."""
        await self.until(lambda: isinstance(self.app.screen, kind))
        await self.pilot.pause()
        return self.app.screen


@asynccontextmanager
async def workbench(
    office: Office, size: tuple[int, int] = WIDE, language: str = "zh_CN", *, results: bool = True
) -> AsyncIterator[Driver]:
    """Run the workbench on an office, with toasts and tooltips; go to its results, or stay on the agenda."""
    i18n.use(language)
    app = TTOfficeApp(office)
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            driver = Driver(app, pilot)
            await (driver.to_results() if results else driver.opened())
            yield driver
    finally:
        i18n.use()


async def until_nothing_runs(_min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until every task waits for a timer, a thread or a key.

    Textual's pilot looks three times a key whether the whole process has done nothing for a fiftieth of a second. In
    place of that, this makes a long story by keys about three times as quick.
    """
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]  # asyncio has no public name for it
    until, still = monotonic() + max_sleep, 0
    while still < STILL and monotonic() < until:
        await asyncio.sleep(0)
        still = 0 if ready else still + 1


@pytest.fixture
def promptly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Press each key as soon as the one before is worked off, not only once the process has been idle for a while."""
    monkeypatch.setattr("textual.app.wait_for_idle", until_nothing_runs)
    monkeypatch.setattr("textual.pilot.wait_for_idle", until_nothing_runs)


def enter(office: Office, title: str, **more: Any) -> str:
    """Enter a result and return its number."""
    return str(perform(office, "result.create", {"title": title, **more}).value)


def strides(sample: int) -> pytest.MarkDecorator:
    """Parametrise a test by `stride`: in the suite every so-many-th stop of a long tour, with -m exhaustive each."""
    every = pytest.param(1, marks=pytest.mark.exhaustive)
    return pytest.mark.parametrize("stride", [sample, every], ids=["sample", "every stop"])
