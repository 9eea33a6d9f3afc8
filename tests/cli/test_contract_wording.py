from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import Call

pytestmark = pytest.mark.usefixtures("home")


def test_void_clauses_of_a_text_are_printed_with_their_place(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    path.write_text("双方保密。\n乙方不得对专利有效性提出异议。\n", encoding="utf-8")
    plain = call("license", "lint", str(path))
    assert plain.code == 0
    assert "技术合同解释 10(6)" in plain.out
    [found] = call("license", "lint", str(path), "--json").json
    assert (found["paragraph"], found["code"]) == (2, "challenge")
    assert call("license", "lint", str(tmp_path / "无.txt")).code == 1
