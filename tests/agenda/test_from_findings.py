from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.agenda.offices import of_kind, seen
from tests.findings.beginning import BEGUN, Case, case, changed, concluded, prepared
from tests.licenses.seeding import seed
from tests.offices import TODAY
from ttoffice.action import Context, perform
from ttoffice.agenda.items import Item
from ttoffice.findings.codes import EffectKind, FindingState, Outcome
from ttoffice.findings.record import EffectRecord, SentBack
from ttoffice.findings.shelves import EFFECTS
from ttoffice.notices.record import NoticeRecord, ReviewRecord
from ttoffice.notices.shelves import NOTICES, REVIEWS

__all__ = ["case", "prepared"]

DECIDED = date(2026, 5, 20)


def step(case: Case) -> tuple[str, str] | None:
    """Return the command and the article of a finding's next step, None where a deadline says it."""
    found = of_kind(case.office, "finding")
    return (found[0].command, found[0].basis) if found else None


def effect(case: Case, kind: EffectKind, person: str = "") -> None:
    record = EffectRecord(case.number, "x", kind, TODAY, person and case.people[person])
    seed(case.office, lambda ctx: EFFECTS.enter(ctx, record))


def test_the_deadlines_of_a_finding_name_the_verb_that_is_next(case: Case) -> None:
    case.opened(received_on=TODAY)
    (item,) = of_kind(case.office, "deadline")
    assert (item.subject, item.command) == (case.number, f"ttoffice do finding.accept {case.number}")
    assert (item.day, item.hard) == (date(2026, 6, 8), True)
    assert step(case) is None
    case.act("finding.accept", reasons="材料齐全", paper=case.paper)
    case.checked("钱一", "孙二", "李三")
    assert step(case) == (f"ttoffice do finding.form_panel {case.number}", "exemption:12")
    case.act("finding.form_panel", members=case.seats())
    assert step(case) == (f"ttoffice do finding.begin {case.number}", "exemption:12")
    case.act("finding.begin", plan="调阅合同", sides=["成果完成人：王芳"])
    (item,) = of_kind(case.office, "deadline", within=60)
    assert item.command == f"ttoffice do finding.report {case.number}"
    assert step(case) is None
    perform(case.office, "deadline.finish", {}, subject=item.proof)
    assert step(case) == (f"ttoffice do finding.report {case.number}", "exemption:12")


def test_nobody_is_named_outside_the_area_of_findings(case: Case) -> None:
    case.begun(title="赵经理尽职免责认定")
    case.act("inquiry.ask", title="赵经理的报销凭证", asked_of="财务处", due_on="2026-06-05")
    tie = {"kind": "post", "organisation": "云南某某咖啡有限公司", "relation": "顾问"}
    perform(case.office, "person.declare", {"ties": [tie]}, subject=case.people["李三"])
    items = seen(case.office, within=90).values()
    own = [item for item in items if item.kind in ("finding", "inquiry", "deadline")]
    assert {item.kind for item in own} == {"finding", "inquiry", "deadline"}
    said = " ".join(f"{item.title} {item.why} {item.command}" for item in own)
    assert not any(name in said for name in case.people)


def test_a_conflict_of_a_member_stands_before_any_other_step(case: Case) -> None:
    case.begun()
    assert step(case) is None
    withdrawal = {"person": "李三", "subject": case.number, "outcome": "withdrawn", "reasons": "曾参与谈判"}
    perform(case.office, "recusal.record", withdrawal)
    assert step(case) == (f"ttoffice do finding.change_panel {case.number}", "exemption:10(5)")


def test_from_the_decision_to_the_archive_each_next_step_is_told(case: Case) -> None:
    case.begun()
    concluded(case, DECIDED)
    number = case.number
    drafting = f'ttoffice do notice.draft --data \'{{"kind": "finding", "subject": "{number}"}}\''
    assert step(case) == (drafting, "exemption:13")
    assert of_kind(case.office, "finding")[0].acted_on == number
    record = NoticeRecord("finding", number, text="公示")

    def notice(**changes: Any) -> str:
        def work(ctx: Context) -> str:
            found = NOTICES.load(ctx.db, "GS-2026-0001")
            if found is None:
                return NOTICES.enter(ctx, record)
            return NOTICES.write(ctx, found, replace(found.record, **changes))

        return str(seed(case.office, work))

    first = notice()
    assert step(case) == (f"ttoffice do notice.approve {first}", "exemption:13")
    notice(state="approved")
    assert step(case) == (f"ttoffice do notice.publish {first}", "exemption:13")
    notice(state="published", published_on=DECIDED)
    assert step(case) is None
    review = ReviewRecord(first, outcome="changed", decided_on=TODAY)
    review_number = seed(case.office, lambda ctx: REVIEWS.enter(ctx, review))
    assert step(case) == (f"ttoffice do finding.revisit {number}", "exemption:13")
    back = (SentBack(TODAY, "复核变更", review_number),)
    changed(case, sent_back=back)
    notice(state="closed", closed_on=TODAY)
    assert step(case) == (f"ttoffice do finding.finalise {number}", "exemption:13")
    changed(case, state=FindingState.FINAL, final_on=TODAY)
    (item,) = of_kind(case.office, "finding")
    assert item.command == f"ttoffice do finding.record_effect {number}"
    assert [word in item.why for word in ("送达", "人事", "纪检", "审计", "移送")] == [True] * 4 + [False]
    effect(case, EffectKind.SERVICE, "赵经理")
    for kind in (EffectKind.PERSONNEL, EffectKind.DISCIPLINE, EffectKind.AUDIT):
        effect(case, kind)
    assert step(case) == (f"ttoffice do finding.archive {number}", "exemption:14")


def test_what_is_to_be_put_right_is_due_on_its_day_until_it_is_recorded(case: Case) -> None:
    case.begun()
    concluded(case, DECIDED, Outcome.CORRECTED, correction="补签分配协议", correct_by=date(2026, 6, 20))
    assert of_kind(case.office, "correction") == []
    changed(case, state=FindingState.FINAL, final_on=TODAY)
    (item,) = of_kind(case.office, "correction")
    assert (item.day, item.subject, item.basis) == (date(2026, 6, 20), case.number, "exemption:9")
    assert of_kind(case.office, "correction", within=18) == []
    effect(case, EffectKind.SERVICE, "赵经理")
    for kind in (EffectKind.PERSONNEL, EffectKind.DISCIPLINE, EffectKind.AUDIT):
        effect(case, kind)
    assert step(case) is None
    effect(case, EffectKind.CORRECTION, "赵经理")
    assert of_kind(case.office, "correction") == []
    assert step(case) == (f"ttoffice do finding.archive {case.number}", "exemption:14")


def test_hearings_wait_to_be_confirmed_and_material_for_its_day(case: Case) -> None:
    case.begun()
    spoken = {"person": "赵经理", "held_on": BEGUN, "interviewers": ["钱一", "孙二"], "content": "答"}
    first = case.act("hearing.record", **spoken)
    dated = case.act("inquiry.ask", title="凭证", asked_of="财务处", asked_on=BEGUN, due_on="2026-05-20")
    later = case.act("inquiry.ask", title="台账", asked_of="财务处")
    (hearing,) = of_kind(case.office, "hearing")
    assert (hearing.day, hearing.command) == (None, f"ttoffice do hearing.confirm {first}")
    found: list[Item] = of_kind(case.office, "inquiry")
    assert [(item.subject, item.day) for item in found] == [(dated, date(2026, 5, 20)), (later, None)]
    assert found[0].overdue_days(TODAY) == 12
    second = case.act("hearing.record", **spoken, corrects=first)
    assert [item.subject for item in of_kind(case.office, "hearing")] == [second]
    case.act("hearing.confirm", second, confirmation=case.paper)
    assert of_kind(case.office, "hearing") == []
    case.act("finding.withdraw", reason="撤回", paper=case.paper)
    assert of_kind(case.office, "inquiry") == []


def test_seen_from_a_past_day_a_finding_stands_where_it_stood_then(case: Case) -> None:
    case.to(date(2026, 5, 8)).panelled()
    case.to(BEGUN).act("finding.begin", plan="调阅合同", sides=["成果完成人：王芳"])
    case.act("hearing.record", person="赵经理", interviewers=["钱一", "孙二"], content="答")
    case.to(TODAY).act("finding.withdraw", reason="撤回", paper=case.paper)
    then = seen(case.office, date(2026, 5, 8), within=90)
    assert then[f"finding:{case.number}"].command == f"ttoffice do finding.begin {case.number}"
    assert "hearing:TQ-2026-0001" in seen(case.office, BEGUN)
    assert not {item.kind for item in seen(case.office).values()} & {"finding", "hearing"}
