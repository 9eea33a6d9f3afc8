from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.licenses.contracts.test_contract_actions import complete
from tests.licenses.procedure.acts import do, drafted
from ttoffice.action import Office

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def inside(call: Call, office: Office) -> Call:
    """Calls within the home of the office."""
    return lambda *words: call(*words, "--home", office.home.root)


def test_a_contract_is_checked_drafted_compared_and_not_issued_undecided(
    inside: Call, office: Office, tmp_path: Path
) -> None:
    number = drafted(office)
    lacking = inside("license", "contract", number, "--check", "--json")
    assert lacking.code == 1
    assert "unit.bank" in {reason["field"] for reason in lacking.json}
    assert inside("license", "contract", number).code == 1
    complete(office, number)
    do(office, "license.price", number, method="agreement")
    assert inside("license", "contract", number, "--check").code == 0
    made = inside("license", "contract", number, "-o", tmp_path / "甲.docx", "--json")
    assert (made.code, made.json["number"], made.json["edition"]) == (0, "HT-2026-0001", 1)
    assert (tmp_path / "甲.docx").read_bytes()[:2] == b"PK"
    assert "第八条　先使用后付费安排" in inside("license", "contract", number, "--text").out
    again = inside("license", "contract", number, "-o", tmp_path / "甲.docx")
    assert again.code == 2
    do(office, "license.change", number, terms={"territory": "贵州省"})
    page = inside("license", "contract", number, "-o", tmp_path / "乙.html")
    assert page.code == 0
    assert "贵州省" in (tmp_path / "乙.html").read_text("utf-8")
    told = inside("license", "contract", number, "--redline", "HT-2026-0001", "ht2026-2")
    assert "5.4　许可地域：[-云南-]{+贵州+}省。" in told.out
    red = inside("license", "contract", number, "--redline", "HT-2026-0001", "HT-2026-0002", "-o", tmp_path)
    assert Path(red.out.strip()).name == f"{number}-合同修订对照-第1版至第2版.docx"
    assert inside("license", "contract", number, "--issue", "-o", tmp_path).code == 1
    assert [line["edition"] for line in inside("list", "contracts", "--json").json["records"]] == [1, 2]


def test_the_library_is_listed_copied_and_a_broken_one_is_told(inside: Call, office: Office) -> None:
    assert "dispute" in inside("license", "library", "--json").json["choices"]
    assert "exclusive" in inside("license", "library", "--conditions").out
    assert "{licensee}" in inside("license", "library", "--places").out
    copied = inside("license", "library", "--copy").out.splitlines()
    assert len(copied) == 35
    broken = office.home.templates / "contract" / "08-fees.toml"
    broken.write_text(broken.read_text("utf-8").replace("{base_name}", "{base}", 1), encoding="utf-8")
    told = inside("license", "library")
    assert told.code == 2
    assert "08-fees.toml" in told.err
    assert "base_name" in told.err
