"""The work area of findings worked by keys, as a case worker would."""

from __future__ import annotations

from typing import Any

import pytest

from tests.findings.staging import NUMBER, Stage
from tests.offices import open_at
from tests.screens.driving import NARROW, WIDE, Driver, workbench
from tests.screens.tour import settled, the_found_verb
from ttoffice.findings import reading
from ttoffice.findings.codes import Verdict
from ttoffice.findings.record import Answer, AssessmentRecord
from ttoffice.screens.findings.answering import AnswerScreen
from ttoffice.screens.findings.case_form import CaseScreen
from ttoffice.screens.findings.matrix_screen import MatrixScreen
from ttoffice.screens.findings.record import FindingScreen
from ttoffice.screens.findings.reporting import ReportScreen
from ttoffice.screens.findings.screen import FindingParts, FindingsScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.modals.article import ArticleModal
from ttoffice.screens.modals.choice import ChoiceModal, PickModal
from ttoffice.screens.modals.conflict import ConflictModal
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.modals.message import ReasonsModal
from ttoffice.screens.modals.why import WhyModal


async def opened(driver: Driver, *keys: str) -> None:
    """Go to the findings, and by keys on from there."""
    await driver.press("4")
    await driver.on(FindingsScreen)
    await settled(driver)
    for key in keys:
        await driver.press(key)
        await settled(driver)


def matrix_of(stage: Stage) -> AssessmentRecord:
    (found,) = stage.read(reading.assessments)
    record = found.record
    assert isinstance(record, AssessmentRecord)
    return record


def answer_to(stage: Stage, item: str) -> Answer:
    return next(answer for answer in matrix_of(stage).answers if answer.item == item)


# --- names -----------------------------------------------------------------------------------------------


@pytest.mark.exhaustive
async def test_names_are_covered_in_lists_and_beside_them_until_a_key_shows_them_and_a_record_has_them(
    decided: Stage,
) -> None:
    async with workbench(decided.office, WIDE) as driver:
        await opened(driver)
        await driver.sees("李*", "王*任")
        assert "李明" not in driver.text().replace(
            "李明  ", "", 1
        )  # the operator at the top is called so too
        await driver.press("enter")
        await driver.on(FindingScreen)
        await driver.press("right")
        await driver.sees("副校长", "李明  领导人员")
        await driver.press("escape")
        await driver.on(FindingsScreen)
        await driver.press("f7")
        await driver.sees("王主任")
        await driver.press("f10", "1")
        await driver.on(FindingParts)
        await driver.sees("财务处", "TQ-2026-0001  李明")
        await driver.press("f7")
        await driver.sees("TQ-2026-0001  李*")
        await driver.press("end", "enter")
        await driver.on(RecordScreen)
        await driver.sees("李明：谈话")
        await driver.press("escape")
        await driver.on(FindingParts)
        await driver.press("escape")
        await driver.on(FindingsScreen)
        await driver.sees("王*任")


async def test_an_office_that_does_not_want_it_has_no_names_covered(decided: Stage) -> None:
    (decided.office.home.root / "settings.toml").write_text("mask_names = false\n", encoding="utf-8")
    async with workbench(open_at(decided.office.home.root, decided.office.today), WIDE) as driver:
        await opened(driver)
        await driver.sees("王主任")


# --- the record ------------------------------------------------------------------------------------------


async def test_the_course_says_what_is_done_what_is_missing_and_what_comes_next(to_report: Stage) -> None:
    async with workbench(to_report.office, NARROW) as driver:
        await opened(driver, "enter")
        await driver.sees(
            "下一步（^e）：提交调查报告", "+已办结 2026-03-05", "*当前，缺 2 项", "DQ-2026-0001"
        )
        await driver.press("end")
        await driver.sees("尚缺：卷宗封存归档", "尽职免责指引第十四条")
        await driver.press("f6")
        await driver.on(WhyModal)
        await driver.sees("尚无调查报告", "尽职免责指引第十二条")


TABS = {
    "alt+2": ("咖啡果皮低温干燥方法", "后续价值变化较大"),
    "alt+3": ("陈科长", "组长", "林会计"),
    "alt+4": ("谈话", "财务处", "未提供", "所属认定案件"),
    "alt+5": ("调查报告.pdf", "会议纪要.pdf"),
    "alt+6": ("民主决策程序", "L2", "+符合"),
    "alt+7": ("调查报告", "集体决策", "JL-2026-0001", "予以免责"),
    "alt+8": ("GS-2026-0001", "已结束"),
    "alt+9": ("已送达当事人", "YJ-2026-0001"),
    "alt+0": ("收到：", "公示发布", "认定生效", "归档"),
}


@pytest.mark.exhaustive
async def test_every_tab_of_an_archived_case_tells_its_part(archived: Stage) -> None:
    async with workbench(archived.office, WIDE) as driver:
        await opened(driver, "ctrl+l", "2", "enter")
        for key, words in TABS.items():
            await driver.press(key)
            await driver.sees(*words)


async def test_the_report_is_read_on_a_small_screen_and_w_cites_the_article_of_a_row(decided: Stage) -> None:
    async with workbench(decided.office, NARROW) as driver:
        await opened(driver, "enter", "alt+7", "enter")
        await driver.on(ArticleModal)
        await driver.sees("调查报告")
        await driver.press("escape")
        await driver.on(FindingScreen)
        await driver.press("alt+6")
        await settled(driver)
        await driver.press("w")
        await driver.on(ArticleModal)
        await driver.sees("视为已履行勤勉尽责义务")


# --- the matrix ------------------------------------------------------------------------------------------


async def test_a_letter_begins_an_answer_and_saving_writes_it(to_report: Stage) -> None:
    async with workbench(to_report.office, NARROW) as driver:
        await opened(driver, "enter", "f8", "down", "n")
        screen = await driver.on(AnswerScreen)
        assert screen.form.values()["verdict"] == "not_met"
        screen.form.editor("reasoning").restore("未见尽职调查材料")
        await driver.press("ctrl+s")
        await driver.on(MatrixScreen)
        await driver.sees("x不符合")
    found = answer_to(to_report, "criterion:reasonable_care")
    assert (found.verdict, found.reasoning) == (Verdict.NOT_MET, "未见尽职调查材料")


async def test_what_is_met_without_proof_is_refused_in_the_form_and_nothing_typed_is_lost(
    to_report: Stage,
) -> None:
    async with workbench(to_report.office, NARROW) as driver:
        await opened(driver, "enter", "f8", "enter")
        screen = await driver.on(AnswerScreen)
        screen.form.editor("proofs").value = ""
        await driver.press("ctrl+s")
        await driver.sees("须改正：民主决策程序：没有证据")
        assert isinstance(driver.screen, AnswerScreen)
        assert screen.form.values()["reasoning"] == "有会议纪要为证"


async def test_what_may_prove_an_item_is_taken_over_with_one_key_and_left_again(to_report: Stage) -> None:
    exhibits = [to_report.exhibit(name) for name in ("台账.pdf", "催告函.pdf")]
    for number in exhibits:
        to_report.do("exhibit.relate", number, target=NUMBER, code="criterion:supervision")
    async with workbench(to_report.office, NARROW) as driver:
        await opened(driver, "enter", "f8", "down", "down", "enter")
        screen = await driver.on(AnswerScreen)
        await driver.sees(*exhibits)
        screen.proofs.value = ""
        await driver.press("f3", "down", "space")
        await driver.sees("+已采用")
        assert screen.form.values()["proofs"] == exhibits[1:]
        await driver.press("space")
        assert screen.form.values()["proofs"] == []
        await driver.press("f9")
        assert sorted(screen.form.values()["proofs"]) == exhibits
        await driver.press("f6")
        await driver.on(ArticleModal)
        await driver.sees("SHA-256", "视为已履行勤勉尽责义务")
        await driver.press("escape")
        await driver.on(AnswerScreen)
        await driver.press("ctrl+s")
        await driver.on(MatrixScreen)
    found = answer_to(to_report, "criterion:supervision")
    assert sorted(proof.number for proof in found.proofs) == exhibits
    assert all(len(proof.sha256) == 64 for proof in found.proofs)


@pytest.mark.exhaustive
async def test_a_bar_that_applies_takes_the_acts_found_and_forbids_an_exemption(to_report: Stage) -> None:
    async with workbench(to_report.office, WIDE) as driver:
        await opened(driver, "enter", "f8")
        matrix = await driver.on(MatrixScreen)
        codes = [row.code for row in matrix._matrix.rows]
        await driver.press(*["down"] * codes.index("bar:B4"), "b")
        screen = await driver.on(AnswerScreen)
        acts = [field.key for field in screen.form.fields if field.key.startswith("act:")]
        screen.form.editor(acts[0]).value = True
        screen.form.editor("reasoning").restore("收受礼金，有银行流水为证")
        await driver.press("ctrl+s")
        await driver.on(ReasonsModal)
        await driver.sees("同样应当有证据支持")
        await driver.press("escape")
        await driver.on(MatrixScreen)
        await settled(driver)
        await driver.press("f8")
        dialog = await driver.on(VerbModal)
        await driver.sees("尽职免责指引第十条第（四）项，不得免责")
        dialog.form.editor("outcome").value = "exempt"
        await driver.press("ctrl+s")
        await driver.sees("李明：存在“玩忽职守、以权谋私”")
    found = answer_to(to_report, "bar:B4")
    assert (found.verdict, found.acts) == (Verdict.BARRED, (acts[0].removeprefix("act:"),))
    assert matrix_of(to_report).outcome is None


async def test_circumstances_are_chosen_and_answers_to_those_left_out_are_asked_about(
    to_report: Stage,
) -> None:
    async with workbench(to_report.office, WIDE) as driver:
        await opened(driver, "enter", "f8", "f7")
        await driver.on(PickModal)
        await driver.press("down", "space", "enter")
        await driver.until(lambda: matrix_of(to_report).circumstances == ("L1", "L2"))
        await driver.on(MatrixScreen)
        await settled(driver)
        await driver.press("f7")
        await driver.on(PickModal)
        await driver.press("down", "space", "enter")
        await driver.sees("移出")
        await driver.press("right", "enter")
        await driver.until(lambda: matrix_of(to_report).circumstances == ("L1",))
    assert not any(answer.item.startswith("element:L2") for answer in matrix_of(to_report).answers)


async def test_nothing_is_answered_once_the_case_is_decided(decided: Stage) -> None:
    async with workbench(decided.office, WIDE) as driver:
        await opened(driver, "enter", "f8", "enter")
        assert isinstance(driver.screen, MatrixScreen)
        await driver.sees("矩阵只在案件调查期间填写")
        assert "F8" not in driver.text().split("\n")[-1]


# --- verbs -----------------------------------------------------------------------------------------------


async def verb(driver: Driver, name: str) -> Any:
    """Begin a verb about the finding, and return its dialog."""
    await the_found_verb(driver, name)
    return await driver.on(VerbModal)


@pytest.mark.exhaustive
async def test_the_way_from_report_to_publicity_goes_by_keys_with_the_text_word_for_word(
    to_report: Stage,
) -> None:
    async with workbench(to_report.office, WIDE) as driver:
        await opened(driver, "enter")
        await the_found_verb(driver, "finding.report")
        report = await driver.on(ReportScreen)
        assert report.form.values()["report"].startswith("关于")
        report.form.editor("paper").value = to_report.exhibit("调查报告.pdf")
        await driver.press("ctrl+s")
        await driver.on(ReasonsModal)
        await driver.sees("未足额提供")
        await driver.press("escape")
        await driver.on(FindingScreen)
        await driver.sees("下一步（^e）：准备集体决策议题")
        await the_found_verb(driver, "decision.prepare")
        form = await driver.on(FormScreen)
        assert form.form.values()["text"] == to_report.record.text
        assert form.form.values()["subject"] == NUMBER
        form.form.editor("body").value = "校长办公会"
        form.form.editor("members").value = "赵一、钱二、孙三"
        await driver.press("ctrl+s")
        await driver.on(FindingScreen)
        await driver.sees("再在本案按 F9 录入决策")
        await driver.press("alt+7")
        await driver.sees("JY-2026-0001")
        await driver.press("end")
        dialog = await verb(driver, "JY-2026-0001 decision.decide")
        dialog.form.editor("minutes").value = to_report.exhibit("会议纪要.pdf")
        await driver.press("ctrl+s")
        await driver.on(FindingScreen)
        await driver.sees("+通过")
        dialog = await verb(driver, "finding.decide")
        assert dialog.form.values() == {"decision": "JY-2026-0001"}
        await driver.press("ctrl+s")
        await driver.on(FindingScreen)
        await driver.sees("JL-2026-0001")
        await the_found_verb(driver, "notice.draft")
        form = await driver.on(FormScreen)
        assert (form.form.values()["kind"], form.form.values()["subject"]) == ("finding", NUMBER)
    assert to_report.record.state == "decided"


async def test_what_cannot_be_done_yet_is_grey_in_the_palette_and_says_why(to_report: Stage) -> None:
    async with workbench(to_report.office, WIDE) as driver:
        await opened(driver, "enter")
        await driver.press("ctrl+p")
        await settled(driver)
        await driver.write("起草公示")
        await driver.sees("暂不能")
        await driver.press("enter")
        await driver.on(ReasonsModal)
        await driver.sees("调查中")


async def test_the_records_around_a_case_are_gone_to(decided: Stage) -> None:
    async with workbench(decided.office, NARROW) as driver:
        await opened(driver, "enter", "ctrl+g")
        await driver.on(ChoiceModal)
        await driver.sees("TQ-2026-0001", "CG-2026-0001")


async def test_two_who_change_a_case_at_once_see_both_sides_and_neither_is_lost(to_report: Stage) -> None:
    async with workbench(to_report.office, WIDE) as driver:
        await opened(driver, "f4")
        form = await driver.on(CaseScreen)
        await settled(driver)
        form.form.editor("cause").restore("后续价值变化较大，且市场行情下行")
        other = [{"person": "李明", "roles": ["leader"], "post": "原副校长"}]
        to_report.do("finding.edit", parties=other)
        await driver.press("ctrl+s")
        await driver.on(ConflictModal)
        await driver.sees("原副校长")
        await driver.press("tab", "enter")
        await driver.on(FindingsScreen)
    record = to_report.record
    assert (record.cause, record.parties[0].post) == ("后续价值变化较大，且市场行情下行", "原副校长")


async def test_others_may_answer_other_items_meanwhile_but_not_this_one_unseen(to_report: Stage) -> None:
    def elsewhere(item: str, reasoning: str) -> None:
        answer = {"item": item, "verdict": "not_shown", "reasoning": reasoning}
        to_report.do("finding.assess", person="李明", answers=[answer])

    async with workbench(to_report.office, WIDE) as driver:
        await opened(driver, "enter", "f8", "enter")
        screen = await driver.on(AnswerScreen)
        elsewhere("criterion:supervision", "别处所填")
        screen.form.editor("reasoning").restore("此处所填")
        await driver.press("ctrl+s")
        await driver.on(MatrixScreen)
        await settled(driver)
        await driver.press("enter")
        screen = await driver.on(AnswerScreen)
        elsewhere("criterion:democratic_procedure", "同时在别处所填")
        screen.form.editor("reasoning").restore("后填的")
        await driver.press("ctrl+s")
        await driver.sees("李明的矩阵")
        assert isinstance(driver.screen, AnswerScreen)
    assert answer_to(to_report, "criterion:supervision").reasoning == "别处所填"
    assert answer_to(to_report, "criterion:democratic_procedure").reasoning == "同时在别处所填"
