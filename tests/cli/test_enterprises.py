from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calls import Call

CODE = "91350100M000100Y43"
pytestmark = pytest.mark.usefixtures("store_home")


@pytest.fixture
def entered(call: Call) -> Call:
    figures = [{"year": 2025, "employees": 400, "revenue_fen": 199_900_000_0, "source": "声明"}]
    data = {"name": "滇红茶业", "credit_code": CODE, "industry": "工业", "figures": figures}
    answer = call("do", "enterprise.enter", "--data", json.dumps(data))
    assert answer.code == 0, answer.err
    return call


def test_enterprises_are_listed_and_shown_with_figures_in_yuan(entered: Call) -> None:
    assert entered("list", "enterprises", "--search", "dhcy", "--json").json["total"] == 1
    shown = entered("show", "qy-2026-1").out
    assert "19,990,000.00" in shown.replace("，", ",")
    assert "工业" in shown


def test_the_size_is_printed_with_its_working_and_as_data(entered: Call) -> None:
    plain = entered("enterprise", "size", "滇红茶业")
    assert plain.code == 0
    assert "小型" in plain.out
    assert "工信部联企业〔2011〕300号" in plain.out
    found = entered("enterprise", "size", CODE, "--on", "2025-12-30", "--json").json
    assert (found["size"], found["why"]) == (None, "no_figures")
    assert entered("enterprise", "size", "无此企业").code == 2


def test_the_standard_is_printed_copied_and_a_broken_copy_named_with_its_line(
    entered: Call, store_home: Path
) -> None:
    assert len(entered("enterprise", "standard", "--json").json["rows"]) == 16
    assert "软件和信息技术服务业" in entered("enterprise", "standard").out
    copy = Path(entered("enterprise", "standard", "--copy").out.strip())
    assert copy.parent == store_home / "standards"
    copy.write_text(
        copy.read_text(encoding="utf-8").replace("[1000, 300, 20]", "[1000, 300]", 1), encoding="utf-8"
    )
    broken = entered("enterprise", "size", CODE)
    assert broken.code == 2
    assert copy.name in broken.err
    assert "employees" in broken.err
