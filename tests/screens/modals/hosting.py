"""A program with nothing but a dialog in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

import ttoffice
from tests.screens.driving import PATIENCE, WIDE
from ttoffice import i18n
from ttoffice.action import Office
from ttoffice.screens.base import BaseModal, BaseScreen, OfficeApp
from ttoffice.widgets.bars import KeyBar

NOTHING = object()
"""Stands for an answer that was not given yet."""


class Blank(BaseScreen[None]):
    """A screen with nothing on it."""

    def compose(self) -> ComposeResult:
        yield Static("")
        yield KeyBar()


class Host(OfficeApp):
    """A program for one dialog."""

    CSS_PATH = Path(ttoffice.__file__).parent / "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    answer: Any = NOTHING

    def get_default_screen(self) -> Screen[Any]:
        return Blank()


class Hosted:
    """A dialog under test."""

    def __init__(self, app: Host, pilot: Pilot[Any]) -> None:
        self.app, self.pilot = app, pilot

    async def open(self, modal: BaseModal[Any]) -> Any:
        """Open a dialog and wait until it stands."""
        self.app.answer = NOTHING

        def answered(answer: Any) -> None:
            self.app.answer = answer

        await self.app.push_screen(modal, answered)
        await self.settle()
        return modal

    async def settle(self) -> None:
        for _ in range(4):
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def write(self, text: str) -> None:
        await self.pilot.press(*text)
        await self.settle()

    def text(self) -> str:
        """Return what stands on the screen."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    async def until(self, condition: Any) -> None:
        for _ in range(PATIENCE):
            if condition():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never came about; the screen:\n{self.text()}")

    async def sees(self, *words: str) -> None:
        await self.until(lambda: all(word in self.text() for word in words))

    async def answers(self, expected: Any) -> None:
        await self.until(lambda: self.app.answer is not NOTHING)
        assert self.app.answer == expected


@asynccontextmanager
async def hosted(
    office: Office, size: tuple[int, int] = WIDE, language: str = "zh_CN"
) -> AsyncIterator[Hosted]:
    """Run a program for dialogs, with toasts and tooltips."""
    i18n.use(language)
    app = Host(office)
    app.animation_level = "none"
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            yield Hosted(app, pilot)
    finally:
        i18n.use()
