from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual import constants, events
from textual._xterm_parser import XTermParser

from tests.widgets.tables import Shown, lines
from ttoffice.widgets.terminal import suit_terminal
from ttoffice.widgets.text import ambiguous_width, cells_of


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    suit_terminal({})


@pytest.mark.parametrize(
    ("said", "wanted", "cells"),
    [
        ("", 1, 1),
        ("2", 1, 2),
        (" 2 ", 1, 2),
        ("1", 2, 1),
        ("", 2, 2),
        ("wide", 2, 2),
        ("3", 1, 1),
        ("", 5, 1),
    ],
)
def test_the_environment_goes_before_the_setting_and_nonsense_counts_for_nothing(
    said: str, wanted: int, cells: int
) -> None:
    assert suit_terminal({"TTOFFICE_AMBIGUOUS_WIDTH": said}, wanted) == cells == ambiguous_width()


async def test_a_list_holds_its_columns_and_its_edge_where_ambiguous_characters_take_two_cells() -> None:
    suit_terminal({"TTOFFICE_AMBIGUOUS_WIDTH": "2"})
    app = Shown(1000, lambda place: (f"①{place}", "“先使用后付费”……" * 3, "—", "1·50"))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("pagedown", "down", "pagedown")
        await pilot.pause()
        shown = lines(app)
        assert {cells_of(line) for line in shown} == {60}
        assert not {"▁", "▂", "▃", "▄", "▅", "▆", "▇"} & set("".join(shown))


@pytest.mark.parametrize(
    ("sent", "key"),
    [*((f"\x1b{digit}", f"alt+{digit}") for digit in "0123456789"), ("\x1b[1;3D", "alt+left"),
     ("\x1b[1;3C", "alt+right"), ("\x1b[1;3A", "alt+up"), ("\x1bz", "alt+z"), ("\x1b[1;5D", "ctrl+left")],
)  # fmt: skip
def test_alt_with_a_key_is_that_key(sent: str, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    suit_terminal({})
    monkeypatch.setattr(
        constants, "DISABLE_KITTY_KEY", True
    )  # as the program sets it before anything is loaded
    now = 0.0
    monkeypatch.setattr("textual._parser.get_time", lambda: now)
    parser = XTermParser()
    found = [*parser.feed(sent)]
    now = 60.0
    found += [*parser.tick()]
    assert [event.key for event in found if isinstance(event, events.Key)] == [key]
