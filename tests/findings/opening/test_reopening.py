from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.findings.beginning import ACCEPTED, MEMBERS, Case, changed, concluded
from tests.offices import TODAY, problems
from ttoffice.findings.codes import FindingState
from ttoffice.findings.matters import matter_facts

DECIDED = date(2026, 5, 20)
DAY = timedelta(days=1)


def reopening(case: Case, **more: Any) -> dict[str, Any]:
    return {"new_facts": "新发现评估底稿", "proof": [case.proof("底稿.pdf")], "applicant": "赵经理", **more}


def test_new_facts_begin_a_new_case_that_keeps_the_old(case: Case) -> None:
    case.begun(organisations=["昆明某公司"])
    assert case.against("finding.reopen", **reopening(case)) == {"finding.state"}
    concluded(case, DECIDED, state="archived")
    before = case.record
    number = case.act("finding.reopen", **reopening(case, on=TODAY))
    assert case.record == before
    new = Case(case.office, case.folder, case.people, case.license, number=number).record
    assert (new.follows, new.state, new.round, new.received_on) == (case.number, "received", 1, TODAY)
    same = ("subject", "parties", "persons", "organisations", "loss_fen", "cause", "matter_kind", "title")
    assert [getattr(new, name) for name in same] == [getattr(before, name) for name in same]
    assert (new.panel, new.decision, new.text, new.rule, new.answered_on) == ((), "", "", "", None)
    assert new.new_facts_proof == new.application
    assert new.acceptance_deadline
    assert problems(case.office) == ()


def test_a_reopening_says_what_is_new_shows_it_and_is_asked_for_by_somebody(case: Case) -> None:
    case.begun()
    concluded(case, DECIDED, state="final")
    good = reopening(case)
    for field, code in (
        ("new_facts", "finding.no_new_facts"),
        ("proof", "finding.no_new_proof"),
        ("applicant", "finding.no_applicant"),
    ):
        assert case.against("finding.reopen", **{key: good[key] for key in good if key != field}) == {code}
    assert case.against("finding.reopen", **good, on=DECIDED - DAY) == {"finding.order"}
    assert case.against("finding.reopen", **good, on=TODAY + DAY) == {"finding.future"}
    assert case.against("finding.reopen", **{**good, "proof": ["ZJ-2026-9999"]}) == {"exhibit.unknown"}


def test_a_case_is_reopened_once_unless_that_was_refused(case: Case) -> None:
    case.begun()
    concluded(case, DECIDED, state="archived")
    number = case.act("finding.reopen", **reopening(case))
    assert case.against("finding.reopen", **reopening(case)) == {"finding.followed"}
    refusal = {"reasons": "不属于新的事实", "paper": case.paper}
    case.act("finding.refuse", number, **refusal)
    assert case.against("finding.reopen", **reopening(case)) == set()


def test_the_panel_of_the_case_before_does_not_sit_again(case: Case) -> None:
    case.begun()
    concluded(case, DECIDED, state="archived")
    number = case.act("finding.reopen", **reopening(case))
    with case.office.reader() as reader:
        found = matter_facts(reader, number)
    assert found.earlier_panel == {case.people[name] for name in MEMBERS}
    assert case.people["赵经理"] in found.persons
    new = Case(case.office, case.folder, case.people, case.license, number=number)
    changed(new, state=FindingState.ACCEPTED, answered_on=ACCEPTED)
    new.checked("吴四", "郑五")
    seats = new.seats("吴四", "郑五", "钱一")
    assert new.against("finding.form_panel", members=seats) == {"panel.unchecked", "panel.conflict"}
