from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.calls import Answer

Call = Callable[..., Answer]


def test_what_comes_next_is_printed_with_its_command(store_home: Path, call: Call) -> None:
    right = {"kind": "know_how", "number": "", "acquired_on": "2024-05-20"}
    data = {
        "title": "一种方法",
        "fiscal": "yes",
        "technology_class": "applied",
        "implemented": "no",
        "rights": [right],
    }
    assert call("do", "result.create", "--data", json.dumps(data)).code == 0
    answer = call("next", "cg-2026-1")
    assert answer.out.split("\n")[0].endswith("CG-2026-0001")
    assert "ttoffice do result.list CG-2026-0001" in answer.out
    found = call("next", "CG-2026-0001", "--json").json
    assert (found["action"], found["allowed"], found["missing"]) == ("result.list", True, [])
    assert call("do", "result.list", "CG-2026-0001").code == 0
    answer = call("next", "CG-2026-0001")
    assert (answer.code, answer.out) == (0, "")
    assert "CG-2026-0001" in answer.err


def test_what_is_missing_first_is_printed_with_its_article(store_home: Path, call: Call) -> None:
    assert call("do", "license.draft", "--data", json.dumps({"title": "许可"})).code == 0
    answer = call("next", "XK-2026-0001")
    assert answer.code == 0
    assert "[先使用后付费指引" in answer.out
    assert call("next", "XK-2026-0001", "--json").json["missing"][0]["basis"]


def test_what_is_no_number_is_a_wrong_call(store_home: Path, call: Call) -> None:
    assert call("next", "甲").code == 2
