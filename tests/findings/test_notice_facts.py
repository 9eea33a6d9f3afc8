"""What a finding says for a notice of it: whom it is about, who judged, and whether it stands."""

from __future__ import annotations

from tests.findings.staging import CLOSED, Stage
from ttoffice.notices.facts import SubjectFacts, has_source, subject_facts


def said(stage: Stage, number: str | None = None) -> SubjectFacts:
    with stage.office.reader() as reader:
        found = subject_facts(reader, number or stage.number)
    assert found is not None
    return found


def test_a_finding_gives_its_conclusion_word_for_word(decided: Stage) -> None:
    facts = said(decided)
    assert facts.whole == decided.record.text
    assert {fact.label: fact.value for fact in facts.facts} == {
        "认定编号": "MZ-2026-0001",
        "认定事项": "咖啡果皮许可费损失尽职免责认定",
        "集体决策": "2026年4月9日经校长办公会集体决策",
        "尽职免责认定结论": decided.record.text,
    }
    assert facts.refusals == ()
    assert has_source("MZ-2026-0099")
    with decided.office.reader() as reader:
        assert subject_facts(reader, "MZ-2026-0099") is None


def test_whoever_investigated_or_voted_cannot_review(decided: Stage) -> None:
    facts, people = said(decided), decided.people
    assert facts.persons == {people["李明"], people["王主任"]}
    judged = {people[name] for name in ("陈科长", "林会计", "何律师", "赵一", "钱二", "孙三")}
    assert facts.panel == judged
    notice = decided.posted()
    decided.do("objection.receive", notice, anonymous=True, channel="来信", content="事实不清")
    for name, code in (
        ("陈科长", "review.judged_before"),
        ("赵一", "review.judged_before"),
        ("李明", "review.party"),
        ("王主任", "review.party"),
    ):
        assert code in decided.refused("review.open", notice, panel=[people[name]])


def test_whoever_judged_the_finding_that_was_reopened_cannot_review_the_new_one(final: Stage) -> None:
    proof = [final.exhibit("新证据.pdf")]
    newer = final.do(
        "finding.reopen", new_facts="新的会议纪要", proof=proof, origin="audit", applicant="审计处"
    )
    assert said(final, newer).panel >= {final.people["陈科长"], final.people["赵一"]}


def test_the_draft_of_a_notice_ends_with_the_conclusion_and_names_no_objector(decided: Stage) -> None:
    number = decided.draft_notice()
    with decided.office.reader() as reader:
        text = str(reader.value("SELECT text FROM notice WHERE number = ?", (number,)))
    assert text.endswith(f"附件：尽职免责认定结论\n{decided.record.text}")
    assert "五、公示范围和地点：本单位内部；行政楼公示栏。" in text


def test_a_notice_of_a_conclusion_is_not_approved_by_a_decision_about_something_else(decided: Stage) -> None:
    notice = decided.draft_notice()
    other = decided.decision(subject=decided.record.subject, text="同意公示")
    assert decided.refused("notice.approve", notice, decision=other) == {"notice.other_decision"}
    decided.do("notice.approve", notice, decision=decided.record.decision)


def test_a_notice_that_a_final_finding_rests_on_is_not_taken_back(final: Stage) -> None:
    notice = final.record.notice
    for verb in ("notice.withdraw", "notice.restart"):
        assert final.refused(verb, notice, reason="表述有误") == {"notice.relied_on"}
    assert "notice.under_way" not in final.refused("notice.approve", notice)


def test_a_further_notice_of_a_final_finding_is_not_approved(final: Stage) -> None:
    number = final.draft_notice()
    assert final.refused("notice.approve", number) == {"notice.finding_state"}


def test_a_conflict_found_after_the_decision_leads_back_to_the_investigation(decided: Stage) -> None:
    notice = decided.posted()
    tie = {"kind": "kin", "person": decided.people["李明"], "relation": "妻弟"}
    decided.do("person.declare", decided.people["林会计"], ties=[tie])
    after = decided.on(CLOSED)
    after.close(notice)
    assert after.refused("finding.finalise") == {"panel.conflict"}
    assert after.refused("finding.revisit") == {"finding.no_reason"}
    after.do("finding.revisit", reason="调查组成员应当回避而未回避")
    assert after.record.round == 2
