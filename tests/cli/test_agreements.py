from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.cli.calls import Answer, Call
from tests.licenses.contracts.test_contract_actions import complete
from tests.licenses.procedure.acts import NUMBER, drafted
from tests.licenses.seeding import seed
from ttoffice.action import Context, Office
from ttoffice.licenses.codes import LicenseState
from ttoffice.licenses.shelves import LICENSES

pytestmark = pytest.mark.usefixtures("home")
CHANGE = {"terms": {"territory": "全国"}, "effective_on": "2026-07-01", "reason": "市场扩大"}


def sign(ctx: Context) -> None:
    """Leave the license as one that was signed on paper of the office's own."""
    found = LICENSES.load(ctx.db, NUMBER)
    assert found is not None
    day = date(2026, 5, 1)
    LICENSES.write(
        ctx, found, replace(found.record, state=LicenseState.SIGNED, signed_on=day, effective_on=day)
    )


def test_an_agreement_is_written_for_a_proposed_and_for_a_recorded_amendment(
    call: Call, office: Office, tmp_path: Path
) -> None:
    drafted(office)
    seed(office, sign)

    def inside(*words: object) -> Answer:
        return call(*words, "--home", office.home.root)

    data = tmp_path / "变更.json"
    data.write_text(json.dumps(CHANGE), encoding="utf-8")
    command = ("license", "amendment", "xk2026-1")
    lacking = inside(*command, "-d", data, "--json")
    assert lacking.code == 1
    assert "unit.representative" in {reason["field"] for reason in lacking.json["reasons"]}
    complete(office, NUMBER)
    text = inside(*command, "-d", data, "--text")
    assert "许可地域\t云南省\t全国" in text.out
    made = inside(*command, "-d", data, "-o", tmp_path, "--json")
    assert (made.json["amendment"], made.json["draft"]) == (None, True)
    assert Path(made.json["file"]).name == f"{NUMBER}-补充协议草稿-第1份.docx"
    assert inside(*command, "-d", data, "-o", tmp_path).code == 2
    assert inside(*command).code == 2
    assert inside(*command, "--issue").code == 2
    done = inside("do", "license.amend", NUMBER, "-d", json.dumps(CHANGE))
    assert done.code == 0
    page = inside(*command, "--amendment", "bc2026-1", "-o", tmp_path / "补充.html")
    assert page.code == 0
    assert "BC-2026-0001" in (tmp_path / "补充.html").read_text("utf-8")
    shown = inside("show", "BC-2026-0001")
    assert "许可地域：云南省 -> 全国" in shown.out
    whole = inside("show", NUMBER)
    assert "使用领域：咖啡加工" in whole.out
