from __future__ import annotations

from typing import Any

import pytest

from ttoffice.serving.door import Door, Verdict

DOOR = Door(8650, token="T0kEn-" * 8, pass_="pAsS_0-" * 7)
"""A door whose secrets do not change, so that every run names its tests alike."""
HOST = "127.0.0.1:8650"
ORIGIN = f"http://{HOST}"


def judged(**given: Any) -> Verdict:
    headers: dict[str, Any] = {"host": HOST, "origin": None, "cookie": None}
    return DOOR.judge(**{**headers, **given})


def test_each_start_has_another_token_and_another_pass_and_shows_neither() -> None:
    one, other = Door(8650), Door(8650)
    assert len({one.token, one.pass_, other.token, other.pass_}) == 4
    assert min(map(len, (one.token, one.pass_))) >= 43
    assert one.token not in repr(one)
    assert one.pass_ not in repr(one)


def test_the_link_enters_and_the_cookie_opens() -> None:
    assert judged(token=DOOR.token) is Verdict.ENTER
    assert judged(cookie=DOOR.pass_) is Verdict.OPEN
    assert judged(cookie=DOOR.pass_, origin=ORIGIN, websocket=True) is Verdict.OPEN
    assert judged(cookie=DOOR.pass_, host="localhost:8650") is Verdict.OPEN


@pytest.mark.parametrize("token", ["", "x", DOOR.pass_, DOOR.token[:-1], f"{DOOR.token} ", "口令", "\udce9"])
def test_another_token_does_not_enter_even_with_the_cookie(token: str) -> None:
    assert judged(token=token, cookie=DOOR.pass_) is Verdict.WRONG_TOKEN


@pytest.mark.parametrize("cookie", [None, "", DOOR.token, DOOR.pass_[1:], "口令"])
def test_nothing_opens_without_the_pass(cookie: str | None) -> None:
    assert judged(cookie=cookie) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "host",
    [None, "", "127.0.0.1", "127.0.0.1:80", "evil.example:8650", "127.0.0.1.evil.example:8650", "[::1]:8650"],
)
def test_a_request_under_another_name_is_refused_with_token_and_cookie(host: str | None) -> None:
    assert judged(host=host, cookie=DOOR.pass_) is Verdict.FOREIGN
    assert judged(host=host, token=DOOR.token) is Verdict.FOREIGN


@pytest.mark.parametrize(
    "origin", ["null", "http://evil.example", f"https://{HOST}", "http://127.0.0.1:9999", ""]
)
def test_a_request_from_another_page_is_refused(origin: str) -> None:
    assert judged(origin=origin, cookie=DOOR.pass_) is Verdict.FOREIGN
    assert judged(origin=origin, token=DOOR.token) is Verdict.FOREIGN


def test_a_websocket_that_does_not_say_whence_it_comes_is_refused() -> None:
    assert judged(cookie=DOOR.pass_, websocket=True) is Verdict.FOREIGN
