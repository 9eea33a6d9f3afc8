from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from tests.office_fixtures import blank_store, office
from ttoffice.action import Office
from ttoffice.app import TTOfficeApp
from ttoffice.serving.driver import OfficeDriver, PipeReader
from ttoffice.widgets.keys import BROWSERS_OWN, KEYS, in_browser, with_twins

__all__ = ["blank_store", "office"]


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            continue


def test_a_silent_pipe_gives_the_program_a_moment_to_take_a_lone_escape(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    pieces = iter(PipeReader(reading))
    assert next(pieces) == b""
    os.write(writing, b"\x1b")
    assert b"\x1b" in [next(pieces) for _ in range(2)]
    assert next(pieces) == b""
    os.close(writing)
    assert [piece for piece in pieces if piece] == []


def test_a_reader_that_is_closed_yields_nothing_more(pipe: tuple[int, int]) -> None:
    reader = PipeReader(pipe[0])
    pieces = iter(reader)
    next(pieces)
    reader.close()
    assert list(pieces) == []


def test_a_window_in_the_browser_puts_the_keys_in_front_that_arrive() -> None:
    keymap = in_browser({})
    assert keymap["list.save_view"] == "alt+w,ctrl+w"
    assert keymap["record.today"].startswith("t,")
    assert keymap["form.next_group"] == "f8,ctrl+pagedown"
    for key_id, key in KEYS.items():
        keys = keymap.get(key_id, with_twins(key.keys)).split(",")
        assert keys[0] not in BROWSERS_OWN, key_id
        assert set(with_twins(key.keys).split(",")) <= set(keys), key_id


def test_a_key_that_stands_in_is_nobody_elses() -> None:
    own = {key.strip() for key in ",".join(key.keys for key in KEYS.values()).split(",")}
    shown = {keys.split(",")[0] for keys in in_browser({}).values()}
    assert {key for key in shown if key.startswith("alt+")} == {"alt+w"}
    assert "alt+w" not in own


def test_the_keys_of_the_office_stay_and_go_by_another_where_they_must() -> None:
    keymap = in_browser({"list.filter": "f3", "list.sort": "ctrl+t"})
    assert keymap["list.filter"] == "f3"
    assert keymap["list.sort"] == "alt+t,ctrl+t"


async def test_a_window_in_the_browser_shows_the_keys_that_arrive(
    office: Office, pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__stdin__", SimpleNamespace(fileno=lambda: pipe[0]))
    app = TTOfficeApp(office)
    assert app.shown_key("list.save_view") == "^w"
    OfficeDriver(app)
    assert app.shown_key("list.save_view") == "Alt+w"
