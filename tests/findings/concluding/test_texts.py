"""The texts of reports and conclusions for every outcome and role, without a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.findings.cases import LEADER, NUMBER, UNIT_PARTY, answered, facts, whole
from ttoffice.findings.codes import FindingState, HearingState, Outcome, Role, Verdict
from ttoffice.findings.concluding.case import Case
from ttoffice.findings.concluding.conclusion_text import conclusion_text
from ttoffice.findings.concluding.outline import ended, lines, mark, section
from ttoffice.findings.concluding.report_text import report_text
from ttoffice.findings.record import AssessmentRecord, Party, SentBack
from ttoffice.findings.wording import about, articles_text, party_text, rule_text
from ttoffice.parties.decision_rules import plain_text
from ttoffice.rulebook import load

RULES = load()
RESEARCHER = Party("RY-2026-0002", "王芳", (Role.RESEARCHER,), "副教授")
MANAGER = Party("RY-2026-0003", "张伟", (Role.MANAGER, Role.RESEARCHER), "时任科技处处长")


def case(*assessed: tuple[Party, AssessmentRecord]) -> Case:
    """Return a case with the matrices of some people."""
    found = facts(RULES.facts, FindingState.INVESTIGATING)
    record = replace(
        found.record,
        parties=tuple(party for party, _one in assessed),
        persons=tuple(party.person for party, _one in assessed),
    )
    return Case(
        NUMBER,
        record,
        RULES,
        "滇池大学",
        "《尽职免责实施办法》",
        found.hearings,
        found.inquiries,
        {one.person: one for _party, one in assessed},
        {},
        {party.person: party.name for party, _one in assessed},
        {"ZJ-2026-0001": "会议纪要"},
    )


def test_each_outcome_is_said_with_what_goes_with_it() -> None:
    exempt = whole(RULES.facts, LEADER, ("L2",), Outcome.EXEMPT)
    partly = whole(RULES.facts, UNIT_PARTY, ("L2",), Outcome.IN_PART)
    corrected = replace(
        whole(RULES.facts, RESEARCHER, ("R1",), Outcome.CORRECTED), correct_by=date(2026, 6, 30)
    )
    referred = whole(RULES.facts, MANAGER, ("M4",), Outcome.REFERRED)
    referred = answered(referred, "bar:B4", verdict=Verdict.BARRED, acts=("gifts",), reasoning="收受礼金")
    referred = replace(referred, authority="驻校纪检监察组", articles=("exemption:10(4)",))
    text = conclusion_text(
        case((LEADER, exempt), (UNIT_PARTY, partly), (RESEARCHER, corrected), (MANAGER, referred))
    )
    for line in (
        "（一）李明（时任分管副校长，领导人员）",
        "认定结论：予以免责。认定依据：《指引》第六条、第七条第（二）项。理由：四项要件齐备。",
        "（二）滇池大学",
        (
            "认定结论：部分免责。认定依据：《指引》第六条、第七条第（二）项。理由：四项要件齐备。"
            "免责范围：仅就许可费部分免责。"
        ),
        "（三）王芳（时任副教授，科研人员）",
        (
            "认定结论：以纠正为主，不予追责。认定依据：《指引》第六条、第九条。理由：四项要件齐备。"
            "纠正要求：补办手续，于2026年6月30日前完成。"
        ),
        "（四）张伟（时任科技处处长，管理人员、科研人员）",
        "认定结论：不予免责，移送处理。认定依据：《指引》第十条第（四）项。理由：四项要件齐备。移送：驻校纪检监察组。",
    ):
        assert line in text.splitlines()
    assert "RY-" not in text
    assert text == plain_text(text)


def test_a_report_tells_each_act_that_a_bar_rests_on_in_the_guideline_s_words() -> None:
    matrix = whole(RULES.facts, MANAGER, ("M4",), Outcome.NOT_EXEMPT)
    matrix = answered(
        matrix, "bar:B4", verdict=Verdict.BARRED, acts=("dereliction", "gifts"), reasoning="有转账记录"
    )
    text = report_text(case((MANAGER, matrix)))
    assert (
        "第十条第（四）项（玩忽职守、以权谋私）：存在。已查明的行为：玩忽职守；"
        "索要或收受可能影响成果评价与转化行为的礼品、礼金（含有价券）和礼物。有转账记录。"
    ) in text
    assert "免责情形（《指引》第八条第（四）项）" in text
    assert "建议不予免责" in text


def test_a_report_tells_what_is_not_answered_and_whom_nobody_assessed() -> None:
    matrix = replace(whole(RULES.facts, LEADER, ("L2",), Outcome.EXEMPT), answers=(), outcome=None)
    found = case((LEADER, matrix))
    found = replace(found, record=replace(found.record, parties=(LEADER, RESEARCHER)))
    text = report_text(found)
    assert "民主决策程序：未作认定。" in text
    assert "尚未提出建议" in text
    assert "尚未评定：王芳。" in text


def test_a_finding_that_was_reopened_says_which_one_and_why() -> None:
    found = case((LEADER, whole(RULES.facts, LEADER, ("L2",), Outcome.EXEMPT)))
    record = replace(
        found.record,
        follows="MZ-2025-0007",
        new_facts="发现新的会议纪要",
        new_facts_proof=("ZJ-2026-0001",),
        round=2,
    )
    again = replace(found, record=record)
    assert (
        "本次调查系根据新的事实，对MZ-2025-0007号认定事项重新开展。新的事实：发现新的会议纪要。"
        "证据：ZJ-2026-0001（会议纪要）。"
    ) in report_text(again)
    text = conclusion_text(again)
    assert "本次认定系根据新的事实，对MZ-2025-0007号认定事项重新开展。" in text
    assert "本结论为第2次认定，此前的认定结论不再适用。" in text


def test_a_report_tells_who_was_not_heard_what_came_back_and_why_it_was_extended() -> None:
    matrix = whole(RULES.facts, LEADER, ("L2",), Outcome.EXEMPT)
    found = case((LEADER, matrix))
    (first, hearing), *_rest = found.hearings.items()
    absent = replace(
        hearing, state=HearingState.ABSENT, absence="出国未归", invited_on=date(2026, 3, 4), name="赵某"
    )
    record = replace(
        found.record,
        extended_on=date(2026, 3, 20),
        extension_reason="材料较多",
        extension_paper="ZJ-2026-0001",
        sent_back=(
            SentBack(date(2026, 4, 1), "补充比对"),
            SentBack(date(2026, 5, 1), "复核变更", "FH-2026-0001"),
        ),
    )
    text = report_text(replace(found, record=record, hearings={**found.hearings, first: absent}))
    for told in (
        "2026年3月4日通知当事人赵某，未能听取其意见，原因：出国未归",
        "未能听取赵某的意见：出国未归。",
        "2026年3月20日经批准延长调查期限一次，原因：材料较多。批准文书：ZJ-2026-0001（会议纪要）。",
        "2026年4月1日退回调查组，原因：补充比对。",
        "2026年5月1日经复核（FH-2026-0001）重新调查，原因：复核变更。",
    ):
        assert told in text


@pytest.mark.parametrize(
    ("refs", "text"),
    [
        (("exemption:6", "exemption:7(2)"), "《指引》第六条、第七条第（二）项"),
        (("exemption:10(4)",), "《指引》第十条第（四）项"),
        (("某法第三条",), "《指引》某法第三条"),
        ((), ""),
    ],
)
def test_articles_are_cited_by_their_places(refs: tuple[str, ...], text: str) -> None:
    assert articles_text(RULES, refs) == text


def test_a_post_already_said_to_be_of_then_is_not_said_twice() -> None:
    assert party_text(MANAGER) == "张伟（时任科技处处长，管理人员、科研人员）"
    assert party_text(replace(LEADER, post="")) == "李明（领导人员）"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("咖啡果皮许可费损失", "咖啡果皮许可费损失"),
        ("张某在定价中尽职免责", "张某在定价中"),
        ("张某在定价中的尽职免责认定", "张某在定价中"),
        ("尽职免责认定", "尽职免责"),
        ("认定", "认定"),
    ],
)
def test_a_title_that_says_what_a_paper_says_after_it_is_not_doubled(title: str, said: str) -> None:
    assert about(title) == said


def test_a_rule_is_named_in_title_marks_with_its_edition_in_brackets() -> None:
    assert rule_text("尽职免责办法", "试行") == "《尽职免责办法》（试行）"
    assert rule_text("《尽职免责办法》", "（2026年修订）") == "《尽职免责办法》（2026年修订）"
    assert rule_text("尽职免责办法", "") == "《尽职免责办法》"


# --- the numbering -----------------------------------------------------------------------------------------


def test_parts_are_numbered_as_official_papers_number_them() -> None:
    inner = section("丙", (section("丁", ("文",)),))
    parts = (section("甲", ("", None)), section("乙", ("文", inner, section("空", ()))), "末")
    assert list(lines(parts)) == ["一、乙", "文", "（一）丙", "1.丁", "文", "末"]


@given(st.integers(0, 9), st.integers(1, 300))
def test_every_place_on_every_level_has_a_mark(depth: int, place: int) -> None:
    assert mark(depth, place)


@given(st.text(max_size=30))
def test_a_sentence_ends_once(text: str) -> None:
    once = ended(text)
    assert ended(once) == once
    assert once == "" or once[-1] in "。！？；：…"


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_was_typed_the_texts_are_plain_and_drafted_alike_twice(reasons: str, matter: str) -> None:
    matrix = replace(whole(RULES.facts, LEADER, ("L2",), Outcome.EXEMPT), reasons=reasons)
    found = case((LEADER, matrix))
    found = replace(found, record=replace(found.record, matter_text=matter))
    for draft in (conclusion_text, report_text):
        assert draft(found) == draft(found) == plain_text(draft(found))
    assert "认定结论：予以免责。" in conclusion_text(found)
