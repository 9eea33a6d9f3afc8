from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.screens.driving import NARROW, NASTY, WIDE
from tests.screens.modals.hosting import Hosted, hosted
from tests.screens.modals.samples import KEYS_FOR, samples
from ttoffice.action import Office
from ttoffice.widgets.bars import KeyBar

UNSAFE = ("\x1b", "\x07", "\x00", "\u202e", "\u200f", "\r", "\t")
TEXTS = (" ".join(text for text in NASTY if len(text) < 40), *(text for text in NASTY if len(text) >= 40))
"""The nasty ones together, so that each dialog is opened few times; the long ones alone."""


def assert_safe(host: Hosted, size: tuple[int, int]) -> None:
    text = host.text()
    assert not [mark for mark in UNSAFE if mark in text]
    assert [cell_len(line) for line in text.split("\n")] == [size[0]] * size[1]


@pytest.mark.parametrize(
    "size", [pytest.param(WIDE, marks=pytest.mark.exhaustive), NARROW], ids=["wide", "narrow"]
)
@pytest.mark.parametrize(
    "text",
    [TEXTS[0], *(pytest.param(text, marks=pytest.mark.exhaustive) for text in TEXTS[1:])],
    ids=range(len(TEXTS)),
)
async def test_nasty_text_is_drawn_plainly_in_every_dialog(
    office: Office, text: str, size: tuple[int, int]
) -> None:
    async with hosted(office, size) as host:
        for name, make in samples(text).items():
            await host.open(make())
            host.app.notify(text, title=text)
            await host.press(*KEYS_FOR.get(name, ()))
            assert_safe(host, size)
            host.app.clear_notifications()
            while len(host.app.screen_stack) > 1:
                await host.app.pop_screen()


@pytest.mark.parametrize("language", ["zh_CN", pytest.param("en", marks=pytest.mark.exhaustive)])
async def test_every_dialog_fits_into_80_by_24_with_its_keys(office: Office, language: str) -> None:
    async with hosted(office, NARROW, language) as host:
        for make in samples().values():
            modal = await host.open(make())
            dialog, keys = modal.query_one(".dialog").region, modal.query_one(KeyBar)
            assert host.app.screen.region.contains_region(dialog)
            assert dialog.bottom <= keys.region.y
            assert keys._keys
            await host.app.pop_screen()
