"""What comes after the investigation, by actions: report, decision, publicity, review, final."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.findings.staging import (
    CLOSED,
    DECIDED,
    LAST,
    POSTED,
    REPORTED,
    Stage,
    copied,
)
from tests.licenses.seeding import seed
from tests.offices import problems, tamper
from ttoffice.action import perform
from ttoffice.errors import ConflictError, RefusedError, StoreError
from ttoffice.findings import reading
from ttoffice.findings.clocks import clocks
from ttoffice.findings.codes import FindingState, Outcome, Verdict
from ttoffice.findings.concluding.conclusions import replaced
from ttoffice.findings.concluding.texts import drafts
from ttoffice.findings.shelves import ASSESSMENTS
from ttoffice.notices.shelves import NOTICES
from ttoffice.parties.decision_rules import text_hash
from ttoffice.store.canonical import canonical, sha256

NEXT = date(2026, 4, 13)


def notice_state(stage: Stage, number: str) -> str:
    with stage.office.reader() as reader:
        found = NOTICES.load(reader, number)
    assert found is not None
    return found.record.state


# --- the report ------------------------------------------------------------------------------------------


def test_a_case_is_reported_decided_published_and_final(to_report: Stage) -> None:
    to_report.report()
    meeting = to_report.on(DECIDED)
    meeting.do("finding.decide", decision=meeting.decision())
    posting = meeting.on(POSTED)
    notice = posting.posted()
    after = posting.on(CLOSED)
    after.close(notice)
    after.do("finding.finalise")
    assert (after.record.state, after.record.notice, after.record.final_on) == (
        FindingState.FINAL,
        notice,
        CLOSED,
    )
    assert problems(after.office) == ()


def test_report_and_conclusion_are_drafted_from_the_matrix_and_kept_with_their_hashes(
    to_report: Stage,
) -> None:
    with to_report.office.reader() as reader:
        drafted = drafts(reader, to_report.office.rulebook, to_report.number, REPORTED)
    to_report.report()
    record = to_report.record
    assert (record.report, record.text) == drafted
    assert (record.report_sha256, record.text_sha256) == (text_hash(record.report), text_hash(record.text))
    for told in (
        "2026年3月2日收到王主任提出的尽职免责认定申请",
        "李明（时任副校长，领导人员）",
        "造成损失：30万元（约定许可费未能收回）",
        "陈科长（组长，科研管理）",
        "经回避审查（HB-2026-0001），未发现应当回避的情形",
        "2026年3月16日在行政楼三楼会议室以谈话（询问）方式听取当事人李明的意见（TQ-2026-0001）",
        "向技术交易市场调取同类成果成交价格（DQ-2026-0001），至2026年3月16日未提供",
        "（1）民主决策程序：符合。有会议纪要为证。证据：ZJ-2026-0001（底稿.pdf）。",
        "免责情形（《指引》第七条第（二）项）",
        "（4）形成对职务科技成果价值的一致判断：符合",
        "第十条第（四）项（玩忽职守、以权谋私）：不存在。经核查不存在。",
        "建议予以免责。依据：《指引》第六条、第七条第（二）项。",
    ):
        assert told in record.report
    assert "认定结论：予以免责。认定依据：《指引》第六条、第七条第（二）项。" in record.text
    assert "RY-" not in record.text


def test_texts_given_by_hand_are_taken_as_they_are(to_report: Stage) -> None:
    text = "经集体决策，对李明予以免责。\r\n理由：程序完备。"
    to_report.report(report="  调查报告全文  ", text=text)
    record = to_report.record
    assert (record.report, record.text) == ("调查报告全文", "经集体决策，对李明予以免责。\n理由：程序完备。")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("李明予以免责，联系电话13812345678", {"notice.leak_mobile"}),
        ("李明（530102199001011234）予以免责", {"notice.leak_identity"}),
        ("李明以纠正为主，不予追责", {"finding.text_contradicts", "finding.text_silent"}),
        ("李明部分免责", {"finding.text_contradicts", "finding.text_silent"}),
        ("对李明不予免责", {"finding.text_contradicts", "finding.text_silent"}),
        ("同意调查组意见", {"finding.text_silent"}),
    ],
)
def test_a_text_that_tells_too_much_or_something_else_is_not_reported(
    to_report: Stage, text: str, codes: set[str]
) -> None:
    assert to_report.refused("finding.report", text=text) == codes


def test_what_is_not_said_of_a_person_and_what_is_private_is_warned_of(to_report: Stage) -> None:
    assert "finding.text_lacks" in to_report.warned("finding.report", text="对当事人予以免责")
    said = "对李明予以免责；本人患病，另行考虑"
    assert "finding.private_words" in to_report.warned("finding.report", text=said)
    assert "finding.report_unsigned" in to_report.warned("finding.report")


def test_nothing_is_reported_on_a_wrong_day_or_with_a_paper_that_is_not_there(to_report: Stage) -> None:
    assert to_report.refused("finding.report", on="2026-04-08") == {"finding.future"}
    assert to_report.refused("finding.report", on="2026-03-09") == {"finding.order"}
    assert to_report.refused("finding.report", on="2026-03-12") == {"finding.order"}
    assert to_report.refused("finding.report", paper="ZJ-2026-0999") == {"exhibit.unknown"}


def test_what_was_sent_back_is_reported_anew_and_not_before(to_report: Stage) -> None:
    to_report.report(text="李明予以免责。")
    later = to_report.on(DECIDED)
    assert later.refused("finding.send_back") == {"finding.no_reason"}
    assert later.refused("finding.send_back", reason="补充", on="2026-04-06") == {"finding.order"}
    later.do("finding.send_back", reason="补充价格比对")
    record = later.record
    assert (record.state, record.text, record.reported_on) == (FindingState.INVESTIGATING, "", None)
    (clock,) = later.read(clocks, DECIDED)
    assert (clock.matter, clock.day, clock.days) == ("investigation", 0, 30)
    assert later.refused("finding.report", on=REPORTED.isoformat()) == {"finding.order"}
    assert later.refused("finding.decide", decision="JY-2026-0001") == {"finding.state"}
    later.report()
    assert "退回调查组，原因：补充价格比对" in later.record.report


# --- the decision ----------------------------------------------------------------------------------------


def test_the_decision_enters_a_conclusion_from_each_matrix(decided: Stage) -> None:
    (conclusion,) = decided.read(reading.conclusions)
    (matrix,) = decided.read(reading.assessments)
    record = conclusion.record
    assert (record.outcome, record.articles) == (Outcome.EXEMPT, ("exemption:6", "exemption:7(2)"))
    assert (record.assessment, record.assessment_sha256) == (
        matrix.number,
        sha256(canonical(matrix.document)),
    )
    assert (record.text_sha256, record.decision) == (decided.record.text_sha256, decided.record.decision)
    assert record.replaces == ""


def test_a_decision_about_a_finding_takes_the_conclusion_as_it_was_reported(to_report: Stage) -> None:
    to_report.report()
    stage = to_report.on(DECIDED)
    stage.do("finding.decide", decision=stage.decision(text=""))
    assert stage.record.state is FindingState.DECIDED


def test_what_is_concluded_of_a_reopened_finding_takes_the_place_of_the_old(final: Stage) -> None:
    proof = [final.exhibit("新证据.pdf")]
    newer = final.do(
        "finding.reopen", new_facts="新的会议纪要", proof=proof, origin="audit", applicant="审计处"
    )
    (old,) = final.read(reading.conclusions)
    with final.office.reader() as reader:
        found = reading.load(reader, newer)
        assert found is not None
        assert replaced(reader, newer, found.record, final.people["李明"]) == old.number
        assert replaced(reader, newer, found.record, final.people["王主任"]) == ""


def test_only_an_adopted_decision_on_this_text_of_this_finding_counts(to_report: Stage) -> None:
    to_report.report()
    early = to_report.on(REPORTED).decision(REPORTED - timedelta(days=1))
    stage = to_report.on(DECIDED)
    for given, code in (
        ({"subject": stage.record.subject}, "finding.other_decision"),
        ({"text": f"{stage.record.text}。"}, "finding.decided_other_text"),
        ({"against": ["赵一", "钱二"]}, "finding.no_decision"),
    ):
        assert stage.refused("finding.decide", decision=stage.decision(**given)) == {code}
    assert stage.refused("finding.decide", decision=early) == {"finding.decided_early"}
    assert stage.refused("finding.decide", decision="JY-2026-0999") == {"finding.no_decision"}


def test_a_decision_corrected_before_it_is_used_is_not_used(to_report: Stage) -> None:
    to_report.report()
    stage = to_report.on(DECIDED)
    first = stage.decision()
    second = stage.do("decision.correct", first, why="表决结果记录有误")
    stage.do("decision.decide", second, minutes=stage.exhibit("更正纪要.pdf"))
    assert stage.refused("finding.decide", decision=first) == {"finding.decision_corrected"}
    stage.do("finding.decide", decision=second)
    assert stage.record.decision == second


def test_a_conflict_declared_after_the_vote_stops_the_decision_and_what_rests_on_it(to_report: Stage) -> None:
    to_report.report()
    stage = to_report.on(DECIDED)
    decision = stage.decision()
    tie = {"kind": "kin", "person": stage.people["李明"], "relation": "妻弟"}
    stage.do("person.declare", stage.people["赵一"], ties=[tie])
    assert stage.refused("finding.decide", decision=decision) == {"finding.decider_conflict"}


def test_a_matrix_changed_by_hand_after_the_report_is_not_decided(to_report: Stage) -> None:
    to_report.report()
    stage = to_report.on(DECIDED)
    decision = stage.decision()
    with pytest.raises(StoreError, match="what stands is not changed"):
        seed(stage.office, lambda ctx: _spoil(ctx, stage.number))
    stage.do("finding.decide", decision=decision)


def _spoil(ctx: object, number: str) -> None:
    (matrix,) = reading.assessments(ctx.db, number)  # type: ignore[attr-defined]
    changed = tuple(replace(one, verdict=Verdict.NOT_MET) for one in matrix.record.answers)
    ASSESSMENTS.write(ctx, matrix, replace(matrix.record, answers=changed))  # type: ignore[arg-type]


def test_two_sessions_at_once_decide_once(to_report: Stage, tmp_path: Path) -> None:
    to_report.report()
    stage = to_report.on(DECIDED)
    decision = stage.decision()
    with stage.office.reader() as reader:
        found = reading.load(reader, stage.number)
    assert found is not None
    perform(
        stage.office, "finding.decide", {"decision": decision}, subject=stage.number, version=found.version
    )
    with pytest.raises(ConflictError):
        perform(
            stage.office,
            "finding.send_back",
            {"reason": "补充"},
            subject=stage.number,
            version=found.version,
        )
    with pytest.raises(RefusedError):
        perform(stage.office, "finding.decide", {"decision": decision}, subject=stage.number)
    assert len(stage.read(reading.conclusions)) == 1


# --- publicity -------------------------------------------------------------------------------------------


def test_nothing_is_published_before_the_decision(to_report: Stage) -> None:
    notice = to_report.draft_notice()
    assert "notice.finding_state" in to_report.refused("notice.approve", notice)
    to_report.report()
    assert "notice.finding_state" in to_report.refused("notice.approve", notice)


def test_the_notice_holds_the_conclusion_word_for_word(decided: Stage) -> None:
    notice = decided.draft_notice()
    decided.do("notice.edit", notice, text="李明予以免责。")
    assert decided.refused("notice.approve", notice) == {"notice.not_word_for_word"}
    inline = f"特此公示：{decided.record.text}（以上内容作废）"
    decided.do("notice.edit", notice, text=inline)
    assert decided.refused("notice.approve", notice) == {"notice.not_word_for_word"}
    decided.do("notice.edit", notice, redraft=True)
    assert decided.refused("notice.approve", notice, on=DECIDED - timedelta(days=1)) == {
        "notice.approved_before"
    }
    decided.do("notice.approve", notice)


def test_a_finding_is_not_final_before_its_publicity_has_closed_with_the_decided_text(decided: Stage) -> None:
    assert decided.refused("finding.finalise") == {"finding.not_published"}
    notice = decided.posted()
    last = decided.on(LAST)
    assert "notice.too_early" in last.refused("notice.close", notice)
    after = last.on(CLOSED)
    after.close(notice)
    assert after.refused("finding.finalise", on=LAST) == {"finding.order"}
    assert after.refused("finding.finalise", on="2026-04-21") == {"finding.future"}
    after.do("finding.finalise")


def test_nothing_becomes_final_over_a_matrix_that_was_changed_by_hand(decided: Stage) -> None:
    notice = decided.posted()
    after = decided.on(CLOSED)
    after.close(notice)
    tamper(after.office.home.store, "UPDATE assessment SET reasons = '另有理由'")
    assert after.refused("finding.finalise") == {"finding.other_matrix"}


def test_a_decision_corrected_while_published_stops_the_notice_until_it_is_found_anew(decided: Stage) -> None:
    notice = decided.posted()
    old = decided.record.decision
    later = decided.on(NEXT)
    newer = later.do("decision.correct", old, why="表决人数记录有误")
    later.do("decision.decide", newer, minutes=later.exhibit("更正纪要.pdf"))
    after = later.on(CLOSED)
    after.do("notice.take_down", notice, exhibits=[after.exhibit("撤下.jpg", notice)])
    assert after.refused("notice.close", notice) == {"notice.finding_corrected"}
    assert "finding.decision_corrected" in after.refused("finding.finalise")
    assert after.refused("finding.revisit", reason="集体决策已更正", on=DECIDED) == {"finding.order"}
    after.do("finding.revisit", reason="集体决策已更正")
    assert "finding.report_late" not in after.warned("finding.report")
    assert (after.record.round, after.record.state) == (2, FindingState.INVESTIGATING)
    assert notice_state(after, notice) == "withdrawn"


# --- after a review --------------------------------------------------------------------------------------


def test_an_objection_or_review_that_is_open_keeps_a_finding_from_being_final(decided: Stage) -> None:
    notice = decided.posted()
    later = decided.on(NEXT)
    review = later.reviewed(notice, "upheld")
    after = later.on(CLOSED)
    after.close(notice)
    assert after.refused("finding.revisit", review=review, reason="复核") == {"finding.no_review"}
    after.do("finding.finalise")


def changed(decided: Stage) -> tuple[Stage, str, str]:
    """Return a case whose conclusion a review changed, the notice and the review."""
    notice = decided.posted()
    later = decided.on(NEXT)
    return later, notice, later.reviewed(notice, "changed")


def test_a_changed_conclusion_is_found_decided_and_published_again(decided: Stage) -> None:
    later, notice, review = changed(decided)
    assert "finding.not_revisited" in later.refused("finding.finalise")
    restarted = later.do("notice.restart", notice, reason="复核变更")
    assert "notice.finding_changed" in later.refused("notice.approve", restarted)
    assert later.refused("finding.revisit", review=review) == {"finding.no_reason"}
    assert later.refused("finding.revisit", review="FH-2026-0099", reason="复核") == {"finding.no_review"}
    assert later.refused("finding.revisit", review=review, reason="复核", on=POSTED) == {"finding.order"}
    before = later.record
    later.do("finding.revisit", review=review, reason="经复核变更")
    record = later.record
    assert (record.round, record.decision, record.text) == (2, "", "")
    assert [(one.review, one.reason) for one in record.sent_back] == [(review, "经复核变更")]
    assert notice_state(later, restarted) == "withdrawn"
    old, new = later.read(reading.assessments)
    assert new.record == replace(old.record, round=2, outcome=None, articles=())
    assert [one.record.text_sha256 for one in later.read(reading.conclusions)] == [before.text_sha256]


def renewed(later: Stage, review: str) -> None:
    """Reopen a case over a review, seat another panel, and propose an exemption in part."""
    later.do("finding.revisit", review=review, reason="经复核变更")
    names = ("甲员", "乙员", "丙员")
    for name in (*names, "周五"):
        later.do_new("recusal.record", person=later.people[name], subject=later.number, outcome="none_found")
    seats = [
        {"person": later.people[name], "field": "law", "qualification": "律师", "lead": name == "甲员"}
        for name in names
    ]
    reviewer = {**seats[2], "person": later.people["周五"]}
    mixed = later.refused("finding.change_panel", members=[*seats[:2], reviewer], reason="由复核人员参加")
    assert mixed == {"panel.conflict"}
    assert later.refused("finding.report") == {"panel.conflict", "assessment.no_outcome"}
    later.do("finding.change_panel", members=seats, reason="由其他人员重新调查")
    later.do(
        "finding.propose",
        person="李明",
        outcome="in_part",
        reasons="补充核实后，部分损失不属于认定范围",
        part="仅就许可费损失部分免责",
    )


def test_neither_the_old_decision_nor_the_old_notice_serves_the_new_round(decided: Stage) -> None:
    later, notice, review = changed(decided)
    first, same = decided.record.decision, "李明予以免责、部分免责。"
    renewed(later, review)
    later.report()
    record = later.record
    assert "本结论为第2次认定，此前的认定结论不再适用。" in record.text
    assert "免责范围：仅就许可费损失部分免责。" in record.text
    assert "finding.decided_other_text" in later.refused("finding.decide", decision=first)
    later.do("finding.decide", decision=later.decision())
    first_round, second_round = later.read(reading.conclusions)
    assert second_round.record.replaces == first_round.number
    assert (first_round.record.outcome, second_round.record.outcome) == (Outcome.EXEMPT, Outcome.IN_PART)

    # The notice of the first round is withdrawn; the next one must be drafted anew.
    assert later.refused("finding.finalise") == {"finding.not_published"}
    old = later.do("notice.restart", notice, reason="复核变更")
    assert later.refused("notice.approve", old) == {"notice.not_word_for_word"}
    later.do("notice.edit", old, redraft=True)
    later.do("notice.approve", old)
    later.do("notice.publish", old, exhibits=[later.exhibit("再张贴.jpg", old)])
    after = later.on(CLOSED)
    assert "notice.too_early" in after.refused("notice.close", old)
    done = after.on(date(2026, 4, 21))
    done.close(old)
    done.do("finding.finalise")
    assert done.record.notice == old
    assert problems(done.office) == ()
    assert same not in done.record.text


def test_a_decision_of_the_round_before_is_not_used_for_the_same_words(decided: Stage) -> None:
    text = decided.record.text
    later, _notice, review = changed(decided)
    first = decided.record.decision
    renewed(later, review)
    with later.office.reader() as reader:
        matrix = reading.assessments(reader, later.number, 2)[0]
    exempt = replace(matrix.record, outcome=Outcome.EXEMPT, part="")
    seed(later.office, lambda ctx: _write(ctx, later.number, exempt))
    later.report(text=text)
    assert "finding.decided_before" in later.refused("finding.decide", decision=first)


def _write(ctx: object, number: str, record: object) -> None:
    matrix = reading.assessments(ctx.db, number, 2)[0]  # type: ignore[attr-defined]
    ASSESSMENTS.write(ctx, matrix, record)  # type: ignore[arg-type]


def test_a_notice_approved_before_a_review_changed_the_conclusion_is_not_published(
    decided: Stage, tmp_path: Path
) -> None:
    notice = decided.posted()
    later = decided.on(NEXT)
    objection = later.do("objection.receive", notice, objector="冯八", channel="来信", content="不清")
    review = later.do("review.open", notice, panel=[later.people[name] for name in ("周五", "吴六", "郑七")])
    second = later.do("notice.restart", notice, reason="版式有误")
    later.do("notice.approve", second)
    found = {"question": "是否清楚", "found": "不清", "exhibits": [later.exhibit("核实.txt", review)]}
    later.do("review.find", review, **found)
    later.do("review.decide", review, outcome="revoked", reasons="事实不清")
    assert "notice.finding_changed" in later.refused("notice.publish", second)
    later.do("objection.answer", objection, channel="当面", receipt=later.exhibit("签收.jpg", objection))
    later.do("finding.revisit", review=review, reason="经复核撤销")
    assert notice_state(later, second) == "withdrawn"
    assert later.refused("finding.revisit", review=review, reason="再次") == {"finding.state"}


def test_copies_of_a_stage_do_not_touch_each_other(made_decided: Stage, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    copied(made_decided, tmp_path / "one").posted()
    assert made_decided.record.state is FindingState.DECIDED
    assert made_decided.refused("finding.finalise") == {"finding.not_published"}


# --- what comes to light later ---------------------------------------------------------------------------


def withdraws(stage: Stage, name: str, subject: str) -> None:
    """Record that somebody withdraws from a matter, with the reason."""
    given = {"outcome": "withdrawn", "reasons": "与当事人系亲属", "decided_by": stage.people["孙三"]}
    stage.do_new("recusal.record", person=stage.people[name], subject=subject, **given)


def test_a_decision_of_somebody_who_withdrew_after_the_vote_is_taken_again_without_them(
    to_report: Stage,
) -> None:
    to_report.report()
    meeting = to_report.on(DECIDED)
    decision = meeting.decision()
    withdraws(meeting, "赵一", meeting.number)
    assert meeting.refused("finding.decide", decision=decision) == {"finding.decider_conflict"}
    meeting.do("finding.decide", decision=meeting.decision())


def test_who_withdrew_from_the_case_or_from_the_notice_does_not_review(decided: Stage) -> None:
    later = decided.on(POSTED)
    notice = later.posted()
    later.do("objection.receive", notice, objector="冯八", channel="来信", content="事实不清")
    withdraws(later, "周五", notice)
    withdraws(later, "吴六", later.number)
    every = [later.people[name] for name in ("周五", "吴六", "郑七")]
    assert later.refused("review.open", notice, panel=every) == {"review.withdrew"}
    assert "review.withdrew" not in later.refused("review.open", notice, panel=every[2:])


def test_a_review_by_somebody_who_withdrew_since_keeps_a_finding_from_being_final(decided: Stage) -> None:
    later = decided.on(POSTED)
    notice = later.posted()
    later.reviewed(notice, "upheld")
    after = later.on(CLOSED)
    after.close(notice)
    withdraws(after, "周五", notice)
    assert after.refused("finding.finalise") == {"finding.reviewer_conflict"}


def test_proof_that_was_changed_in_the_vault_and_never_checked_carries_nothing(decided: Stage) -> None:
    posting = decided.on(POSTED)
    after = posting.on(CLOSED)
    after.close(posting.posted())
    with after.office.reader() as reader:
        (matrix,) = reading.assessments(reader, after.number, 1)
    digest = next(proof.sha256 for answer in matrix.record.answers for proof in answer.proofs)
    kept = after.office.vault.path_of(digest)
    content = kept.read_bytes()
    for wrong in (content + b"x", b"x" * len(content), None):
        if wrong is None:
            kept.unlink()
        else:
            kept.chmod(0o600)
            kept.write_bytes(wrong)
        assert after.refused("finding.finalise") == {"assessment.proof_changed"}
    kept.write_bytes(content)
    after.do("finding.finalise")


def test_a_panel_is_as_large_as_the_unit_wanted_when_the_investigation_began(decided: Stage) -> None:
    posting = decided.on(POSTED)
    notice = posting.posted()
    given = {"code": "smallest_panel", "value": "5", "effective_from": POSTED.isoformat(), "source": "新办法"}
    posting.do_new("policy.set", **given)
    after = posting.on(CLOSED)
    after.close(notice)
    after.do("finding.finalise")
