"""A notice of an internal rule (exemption Art. 11): after its collective decision, word for word, then in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.notices.acts import codes, do, exhibit, notice, person, result, taken_down
from tests.offices import problems
from ttoffice.action import Office
from ttoffice.parties.internal_rules import RULES, RuleState

TEXT = "第一条　为规范尽职免责工作，制定本办法。\n第二条　调查期限为三十个工作日。"


def decided_rule(office: Office, folder: Path) -> tuple[str, str]:
    """Return a rule that was consulted and decided, and the decision."""
    members = [person(office, name) for name in ("张三", "李四", "王五")]
    rule = do(office, "rule.create", title="尽职免责实施办法", text=TEXT, edition="（试行）")
    do(
        office,
        "rule.consult",
        rule,
        consulted_from="2026-04-01",
        consulted_until="2026-04-15",
        scope="全校教职工",
        opinions=[{"opinion": "应明确期限", "source": "化工学院", "answer": "已采纳"}],
    )
    decision = do(
        office,
        "decision.record",
        title="审议尽职免责实施办法",
        subject=rule,
        body="校长办公会",
        members=members,
        decided_on="2026-04-20",
        minutes=exhibit(office, folder, result(office), "纪要.txt"),
    )
    do(office, "rule.decide", rule, decision=decision)
    return rule, decision


def draft(office: Office, rule: str) -> str:
    """Draft a notice of a rule."""
    said = {"place": "校园网", "channel": "科技处", "office": "科技处"}
    return str(do(office, "notice.draft", kind="rule", subject=rule, **said))


def test_a_rule_is_published_word_for_word_after_its_decision_and_then_stands_published(
    office: Office, tmp_path: Path
) -> None:
    rule, decision = decided_rule(office, tmp_path)
    number = draft(office, rule)
    assert notice(office, number).title == "关于《尽职免责实施办法》的公示"
    assert TEXT in notice(office, number).text
    assert codes(office, "notice.approve", number) == {"notice.no_decision"}
    assert codes(office, "notice.approve", number, decision="JY-2026-0099") == {"notice.decision_open"}
    do(office, "notice.approve", number, decision=decision)
    do(office, "notice.publish", number)
    after = office.on(date(2026, 6, 9))
    taken_down(after, tmp_path, number)
    do(after, "notice.close", number)
    with after.reader() as reader:
        found = RULES.load(reader, rule)
    assert found is not None
    assert (found.record.state, found.record.notice) == (RuleState.PUBLISHED, number)
    assert problems(after) == ()


def test_a_rule_that_differs_from_what_was_decided_is_not_approved(office: Office, tmp_path: Path) -> None:
    rule, decision = decided_rule(office, tmp_path)
    number = draft(office, rule)
    do(office, "notice.edit", number, text=notice(office, number).text.replace("三十个", "六十个"))
    assert codes(office, "notice.approve", number, decision=decision) == {"notice.not_word_for_word"}
