"""An office's first job: what is done, and what must stand in the store afterwards, however it was done."""

from __future__ import annotations

from pathlib import Path

from tests.offices import problems
from ttoffice.action import Office
from ttoffice.results.details import detail
from ttoffice.results.listing.views import batches
from ttoffice.store.log import entries
from ttoffice.store.saved_views import load

WORDS = ("咖啡", "kf", "kafei", "ZL 2023 1 0000001.5")
"""By each of these the first result is found, and no other: a word, pinyin, a number as somebody writes it."""
UNIT = "滇中科技大学"
LEDGER_NAME = "台账.csv"
LEDGER = (
    "成果名称,专利号,授权日期,完成人,所属部门,成果类型,成果性质,财政资金支持,是否转化,成果简介,许可方式,支付方式,许可使用费标准,怪列\n"
    "咖啡果皮低温干燥方法,ZL202310000001.5,2023-05-12,李明、王芳,农学院,发明专利,应用技术,是,否,以低温热泵干燥咖啡果皮。,普通许可,"
    "零门槛费或者低门槛费+收入提成,零门槛费；按销售收入的5%提成,甲\n"
    "三七皂苷提取装置,,2024/7/1,张伟,药学院,技术秘密,应用技术,是,否,提取三七皂苷。,普通许可,"
    "零门槛费或者低门槛费+收入提成,零门槛费；按销售收入的3%提成,乙\n"
    "高原湖泊蓝藻监测系统,,2022.3.9,赵敏,环境学院,技术秘密,应用技术,是,是,监测蓝藻。,,,,丙\n"
    ",,2022.3.9,无名,,,,,,,,,,丁\n"
)
"""Three results, and a row without a name that can be no result; nobody knows by itself what 怪列 is."""
COFFEE, NOTOGINSENG, ALGAE, SECOND = (f"CG-2026-000{place}" for place in range(1, 5))
SECOND_TITLE = "咖啡果壳低温干燥方法"
DEPARTMENT, INDUSTRY, CHANGED = "茶学院", "农业", "改动 "
PROFILE = "guideline-minimum"
PROOF = "同意书.pdf"
VIEW = "咖啡类"

ACTIONS = [
    "unit.set",
    "result.import",
    "result.edit",
    "result.create",
    "result.edit",
    "result.edit",
    "result.list",
    "listing.export",
    "listing.mark_uploaded",
    "result.edit",
    "result.revert",
    "exhibit.add",
]
"""What the log must tell, in this order."""


def write_files(folder: Path) -> tuple[Path, Path]:
    """Write the ledger and a file that proves something; return both."""
    folder.mkdir()
    ledger, proof = folder / LEDGER_NAME, folder / PROOF
    ledger.write_text(LEDGER, encoding="gb18030")
    proof.write_bytes(b"%PDF")
    return ledger, proof


def check_the_store(office: Office) -> None:
    """Check every fact that the first job leaves behind."""
    with office.reader() as reader:
        found = {number: detail(reader, number) for number in (COFFEE, NOTOGINSENG, ALGAE, SECOND)}
        logged = [entry.action for entry in entries(reader)][::-1]
        exported = batches(reader)
    coffee = found[COFFEE]
    assert logged == ACTIONS
    assert coffee["title"] == "咖啡果皮低温干燥方法"
    assert coffee["brief"] == "以低温热泵干燥咖啡果皮。"
    assert coffee["department"] == DEPARTMENT
    assert coffee["listed_since"] == "2026-06-01"
    assert [person["name"] for person in coffee["completers"]] == ["李明", "王芳"]
    assert [result["remarks"] for result in found.values()][:3] == ["甲", "乙", "丙"]
    assert [result["industry"] for result in found.values()] == ["", INDUSTRY, INDUSTRY, ""]
    assert (found[SECOND]["title"], found[SECOND]["department"]) == (SECOND_TITLE, DEPARTMENT)
    assert [(batch.number, batch.rows, batch.uploaded_on) for batch in exported] == [
        ("PC-2026-0001", 3, "2026-06-01")
    ]
    assert [(exhibit["number"], exhibit["name"]) for exhibit in coffee["exhibits"]] == [
        ("ZJ-2026-0002", PROOF)
    ]
    assert [(view.name, view.search) for view in load(office.home.views, "results")] == [(VIEW, "kf")]
    assert any(office.home.exports.glob("*导入问题*"))
    assert problems(office) == ()
