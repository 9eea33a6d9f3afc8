"""The five tasks by exactly the keys that the papers write, counted: a task that takes more than it did fails here.

In the suite the short ones are told on small offices (the screens of the long ones are tried in
tests/screens/licensing/test_begun.py); with -m exhaustive all of them, from a fresh store with the sample ledger, and
the receipt in the demo office.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.licenses.procedure import acts
from tests.office_fixtures import blank_store
from tests.offices import open_at, problems
from tests.scenarios.pressing import Counted, press_all
from tests.screens.driving import NARROW, promptly, workbench
from tests.screens.test_exporting import ready
from tests.screens.tour_licenses import signed_before
from tools import keystrokes
from tools.keystrokes import TASKS, Count, Script
from ttoffice.action import Office, perform
from ttoffice.action.office import open_office
from ttoffice.action.records import document
from ttoffice.findings.demo.making import make_demo
from ttoffice.licenses.kinds import KINDS
from ttoffice.notices.kinds import NOTICE
from ttoffice.results.listing.views import batches

__all__ = ["blank_store", "promptly"]

exhaustive = pytest.mark.exhaustive
DAY = date(2026, 11, 26)
SAMPLE = keystrokes.ROOT / "tests" / "data" / "register_2026.xlsx"
MOST = {
    "import": Count(4),
    "export": Count(3),
    "draft": Count(25, 5, 49),
    "publish": Count(33, 7, 34),
    "receipt": Count(4),
}
"""What each task takes at most: lower it where a task becomes shorter, and never raise it."""
PAPERS = ("关联关系声明.pdf", "询价记录.pdf", "告知回执.pdf", "张贴照片.jpg")
LICENSE, POSTED = "XK-2026-0001", "GS-2026-0001"


@pytest.fixture(scope="module")
def scripts() -> dict[str, Script]:
    return keystrokes.scripts_in(keystrokes.written())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program is started, with the papers that the tasks attach."""
    folder = tmp_path / "桌面"
    folder.mkdir()
    for name in PAPERS:
        (folder / name).write_bytes(name.encode())
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def root(tmp_path: Path, blank_store: Path) -> Path:
    """A fresh store as the set-up leaves it: the unit's name and its department."""
    folder = tmp_path / "office"
    folder.mkdir()
    shutil.copy(blank_store, folder / "ttoffice.db")
    perform(open_at(folder, DAY), "unit.set", {"name": "滇中科技大学", "office": "科技处"})
    return folder


async def worked(office: Office, script: Script) -> Counted:
    """Open the workbench anew, and press what stands written."""
    async with workbench(office, NARROW, results=False) as driver:
        counted = await press_all(driver, script)
    assert Count(counted.keys, counted.texts, counted.characters) == Count.of(script)
    return counted


def record(office: Office, code: str, number: str) -> Any:
    with office.reader() as reader:
        found = KINDS[code].shelf.load(reader, number)
    assert found is not None
    return found.record


# --- what is written ------------------------------------------------------------------------------------


def test_every_task_is_written_and_none_takes_more_than_it_did(scripts: dict[str, Script]) -> None:
    assert [*scripts] == [*TASKS]
    for name, script in scripts.items():
        now, most = Count.of(script), MOST[name]
        assert now.keys <= most.keys, name
        assert now.texts <= most.texts, name
        assert now.characters <= most.characters, name
        assert now.keys <= keystrokes.BEFORE[name].keys


def test_the_page_of_counts_says_what_the_keys_take() -> None:
    assert keystrokes.main(["check"]) == 0


def test_comments_are_not_pressed_and_texts_keep_their_blanks() -> None:
    script = keystrokes.scripts_in("```keys some\n2 F7  # 「no」 Enter\n「科技处 0871」 Ctrl+S\n```\n")[
        "some"
    ]
    assert [press.name for press in script.presses] == ["2", "F7", "科技处 0871", "Ctrl+S"]
    assert str(Count.of(script)) == "3 keys + 1 texts (8 characters)"


# --- on small offices -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("promptly")
async def test_a_ledger_is_imported_and_the_listing_exported(
    root: Path, desk: Path, scripts: dict[str, Script]
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["成果名称", "专利号", "授权日期"])
    book.active.append(["咖啡果皮低温干燥方法", "ZL202310000001.5", "2023-05-12"])
    book.save(desk / "台账.xlsx")
    await worked(open_at(root, DAY), scripts["import"])
    office = open_at(root, DAY)
    ready(office, "一种好技术")
    ready(office, "缺简介的技术", brief="")
    await worked(office, scripts["export"])
    with office.reader() as reader:
        assert reader.value("SELECT COUNT(*) FROM result") == 3
        assert [batch.rows for batch in batches(reader)] == [1]


@exhaustive
@pytest.mark.usefixtures("promptly", "desk")
async def test_a_license_of_a_result_is_drafted_in_mode_three(root: Path, scripts: dict[str, Script]) -> None:
    office = open_at(root, DAY)
    plan = {
        "threshold_fen": 0,
        "stages": [{"trigger": "投产后", "amount_fen": 8_000_000}],
        "royalty": {"rate": "2.5", "base": "net_sales"},
    }
    acts.result(office, title="一种滇红茶的制备方法", fee_plan=plan, payment_mode="stages_royalty")
    await worked(office, scripts["draft"])
    check_the_draft(office)


def check_the_draft(office: Office) -> None:
    """It is of mode three, and nothing but what the procedure brings stands in its way."""
    drafted = record(office, "license", LICENSE)
    assert drafted.terms.plan.mode == "stages_royalty"
    (stage,) = drafted.terms.plan.stages
    assert (stage.amount_fen, stage.planned_on, stage.days_to_pay) == (8_000_000, date(2027, 6, 30), 30)
    assert drafted.terms.plan.royalty.steps[0].rate == "2.5"
    assert drafted.licensee_name == "滇红茶业有限公司"
    assert acts.why(office, "license.negotiate", LICENSE) == set()


@pytest.mark.usefixtures("promptly", "desk")
async def test_a_receipt_is_the_sum_to_be_paid_first(root: Path, scripts: dict[str, Script]) -> None:
    office = open_at(root, DAY)
    enterprise = acts.enterprise(office)
    signed = signed_before(enterprise, acts.result(office), "烤烟")
    acts.do(office, "license.enter_signed", **signed)
    acts.do(office, "milestone.reach", "JD-2026-0001", on="2026-03-05")
    await worked(office, scripts["receipt"])
    received = record(office, "receipt", "DZ-2026-0001")
    assert (received.amount_fen, received.payer) == (10_000_000, acts.LICENSEE)
    assert problems(office) == ()


# --- as the README tells it -------------------------------------------------------------------------------


@exhaustive
@pytest.mark.usefixtures("promptly")
async def test_from_a_fresh_store_to_the_published_price(
    root: Path, desk: Path, scripts: dict[str, Script]
) -> None:
    shutil.copyfile(SAMPLE, desk / SAMPLE.name)
    for name in ("import", "export", "draft", "publish"):
        await worked(open_at(root, DAY), scripts[name])
    office = open_at(root, DAY)
    with office.reader() as reader:
        assert reader.value("SELECT COUNT(*) FROM result") == 240
        assert [batch.rows for batch in batches(reader)] == [33]
    check_the_published(office)


def check_the_published(office: Office) -> None:
    """The notice hangs, approved and proved, and the license knows it; every step is an entry of its own."""
    assert record(office, "license", LICENSE).state == "price_notice"
    with office.reader() as reader:
        notice = document(reader, NOTICE, POSTED)
        assert (notice["state"], notice["approved_by"]) == ("published", "方启明")
        done = [row[0] for row in reader.all("SELECT action FROM log ORDER BY id")]
    steps = ["license.negotiate", "license.declare_ties", "license.price", "license.inform", "notice.draft"]
    steps += ["notice.approve", "notice.publish", "license.publish_price"]
    assert [name for name in done if name in steps] == steps
    assert problems(office) == ()


@exhaustive
@pytest.mark.usefixtures("promptly", "desk")
async def test_a_receipt_in_the_demo_office(
    tmp_path: Path, scripts: dict[str, Script], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTOFFICE_TODAY", DAY.isoformat())
    office = open_office(make_demo(300, tmp_path / "demo", lambda _done, _total: None), operator="周敏")
    with office.reader() as reader:
        before = reader.value("SELECT COUNT(*) FROM receipt")
    await worked(office, scripts["receipt"])
    with office.reader() as reader:
        assert reader.value("SELECT COUNT(*) FROM receipt") == before + 1
    assert problems(office) == ()
