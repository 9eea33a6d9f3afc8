from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.findings.beginning import ACCEPTED, RECEIVED, Case
from tests.offices import TODAY, problems
from ttoffice.action import perform
from ttoffice.deadlines import keeping
from ttoffice.errors import ConflictError, RefusedError
from ttoffice.findings.codes import Role
from ttoffice.findings.reading import load


def test_a_case_begins_with_whom_and_what_it_is_about(case: Case) -> None:
    record = case.opened().record
    (party,) = record.parties
    assert (record.state, record.origin, record.matter_kind) == ("received", "application", "license")
    assert (record.applicant, record.applicant_name) == (case.people["赵经理"], "赵经理")
    assert (party.person, party.roles, party.post) == (case.people["赵经理"], (Role.MANAGER,), "转化办副主任")
    assert (record.persons, record.loss_fen) == ((case.people["赵经理"],), 30_000_000)
    with case.office.reader() as reader:
        deadline = keeping.load(reader, record.acceptance_deadline)
    assert deadline is not None
    assert (deadline.record.matter, deadline.record.starts_on) == ("acceptance", RECEIVED)
    assert (deadline.record.ends_on, deadline.record.state) == (
        date(2026, 5, 12),
        "open",
    )  # Saturday 9 May is worked
    assert problems(case.office) == ()


def test_codes_days_and_sums_are_taken_as_people_write_them(case: Case) -> None:
    case.opened(
        origin="上级交办",
        applicant="省科技厅",
        received_on="2026年5月6日",
        matter_kind="转让",
        loss_fen="12.5万",
        parties=[{"person": case.people["周书记"], "roles": "领导、科研"}, "本单位"],
        organisations="云南某某咖啡有限公司、昆明某公司",
    )
    record = case.record
    assert (record.origin, record.applicant, record.applicant_name) == ("superior", "", "省科技厅")
    assert (record.received_on, record.matter_kind, record.loss_fen) == (RECEIVED, "transfer", 12_500_000)
    assert [party.roles for party in record.parties] == [(Role.LEADER, Role.RESEARCHER), (Role.UNIT,)]
    assert record.persons == (case.people["周书记"],)
    assert record.organisations == ("云南某某咖啡有限公司", "昆明某公司")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"applicant": "RY-2026-9999"}, "person.unknown"),
        ({"parties": ["无此人"]}, "person.unknown"),
        ({"parties": ["赵经理", {"person": "赵经理"}]}, "finding.party_twice"),
        ({"parties": [{"person": "赵经理", "roles": ["unit"]}]}, "finding.unit_role"),
        ({"parties": [{"person": "unit", "roles": ["leader"]}]}, "finding.unit_role"),
        ({"subject": "XK-2026-9999"}, "finding.no_matter"),
        ({"subject": "RY-2026-0001"}, "finding.matter"),
        ({"organisations": ["QY-2026-0009"]}, "finding.no_organisation"),
        ({"application": ["ZJ-2026-9999"]}, "exhibit.unknown"),
        ({"received_on": "2026-06-02"}, "finding.future"),
        ({"received_on": "2026-05-01", "matter_on": "2026-05-02"}, "finding.order"),
        ({"lead": "电话 13888888888"}, "personal.number"),
    ],
)
def test_what_means_nobody_or_nothing_is_refused(case: Case, data: dict[str, Any], code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        perform(case.office, "finding.open", {"title": "某事项", **data})
    assert code in {reason.code for reason in refused.value.reasons}


def test_namesakes_are_asked_for_by_number(case: Case) -> None:
    twin = perform(case.office, "person.create", {"name": "赵经理", "roles": ["manager"]}).value
    with pytest.raises(RefusedError) as refused:
        case.opened()
    assert {reason.code for reason in refused.value.reasons} == {"person.namesakes"}
    assert case.opened(applicant=twin, parties=[twin]).record.persons == (twin,)


def test_acceptance_asks_for_the_case_the_paper_and_the_units_own_rule(case: Case) -> None:
    case.opened()
    good = {"on": ACCEPTED, "reasons": "材料齐全", "paper": case.paper}
    assert case.against("finding.accept", **good) == set()
    assert case.against("finding.accept", **{**good, "reasons": " "}) == {"finding.no_answer_reasons"}
    assert case.against("finding.accept", **{**good, "paper": ""}) == {"finding.no_answer_paper"}
    assert case.against("finding.accept", **{**good, "paper": "ZJ-2026-9999"}) == {"exhibit.unknown"}
    assert case.against("finding.accept", **{**good, "on": date(2026, 5, 5)}) == {"finding.order"}
    assert case.against("finding.accept", **{**good, "on": date(2026, 6, 2)}) == {"finding.future"}
    assert case.warned("finding.accept", **{**good, "on": TODAY}) == {"finding.answer_late"}
    case.act("finding.accept", **good)
    record = case.record
    assert (record.state, record.answered_on, record.rule) == ("accepted", ACCEPTED, "GZ-2026-0001")
    with case.office.reader() as reader:
        deadline = keeping.load(reader, record.acceptance_deadline)
    assert deadline is not None
    assert (deadline.record.state, deadline.record.done_on) == ("done", ACCEPTED)
    assert case.against("finding.accept", **good) == {"finding.state"}
    assert case.against("finding.refuse", **good) == {"finding.state"}


def test_nothing_is_accepted_before_the_unit_has_a_rule(case: Case) -> None:
    case.opened(received_on="2025-12-01")
    found = case.against("finding.accept", on="2025-12-20", reasons="材料齐全", paper=case.paper)
    assert found == {"finding.no_rule"}
    assert case.against("finding.refuse", on="2025-12-20", reasons="无制度", paper=case.paper) == set()


def test_a_case_that_says_too_little_is_completed_before_it_is_accepted(case: Case) -> None:
    case.number = perform(case.office, "finding.open", {"title": "某事项"}).value
    wanted = {"applicant", "parties", "subject", "loss", "cause", "application"}
    found = case.against("finding.accept", reasons="可", paper=case.proof())
    assert found == {f"finding.no_{field}" for field in wanted}


def test_a_refusal_is_in_writing_and_closes_the_case(case: Case) -> None:
    case.opened()
    case.act("finding.refuse", on=ACCEPTED, reasons="不属于科技成果转化事项", paper=case.paper)
    assert (case.record.state, case.record.answer_reasons) == ("refused", "不属于科技成果转化事项")
    assert case.against("finding.edit", title="别的") == {"finding.state"}
    assert problems(case.office) == ()


def test_another_day_of_receipt_lets_the_deadline_run_from_there_until_the_answer(case: Case) -> None:
    first = case.opened().record.acceptance_deadline
    case.act("finding.edit", received_on="2026-05-07")
    second = case.record.acceptance_deadline
    with case.office.reader() as reader:
        old, new = (keeping.load(reader, number) for number in (first, second))
    assert old is not None
    assert new is not None
    assert (old.record.state, new.record.state) == ("void", "open")
    assert (new.record.starts_on, new.record.ends_on) == (date(2026, 5, 7), date(2026, 5, 13))
    case.act("finding.accept", on=ACCEPTED, reasons="材料齐全", paper=case.paper)
    kept: tuple[dict[str, Any], ...]
    kept = ({"received_on": "2026-05-08"}, {"origin": "audit"}, {"application": []})
    for data in kept:
        assert "finding.answered" in case.against("finding.edit", **data)
    assert case.against("finding.edit", cause="") == {"finding.no_cause"}
    assert case.against("finding.edit", application=[case.paper, case.proof("补充材料.pdf")]) == set()


def test_nobody_is_taken_out_of_a_case_that_was_accepted(case: Case) -> None:
    case.opened(parties=["赵经理", "周书记"])
    case.act("finding.edit", parties=["赵经理", "周书记", "王芳"])
    case.act("finding.edit", parties=["赵经理", "周书记"])
    case.act("finding.accept", on=ACCEPTED, reasons="材料齐全", paper=case.paper)
    assert case.against("finding.edit", parties=["周书记"]) == {"finding.party_gone"}
    case.act("finding.edit", parties=["赵经理", "周书记", "王芳"])
    assert len(case.record.parties) == 3
    assert case.against("finding.edit", title="") == {"finding.no_title"}
    assert case.against("finding.edit", received_on=None) >= {"finding.no_received_on"}


def test_only_an_application_is_withdrawn_in_writing_before_the_decision(case: Case) -> None:
    case.begun()
    good = {"reason": "申请人撤回", "paper": case.paper}
    assert case.against("finding.withdraw", reason="", paper="") == {
        "finding.no_reason",
        "finding.not_written",
    }
    case.act("finding.withdraw", **good)
    assert (case.record.state, case.record.closed_on) == ("withdrawn", TODAY)
    with case.office.reader() as reader:
        (done, void) = keeping.of_subject(reader, case.number)
    assert (done.record.state, void.record.state) == ("done", "void")
    other = case.opened(origin="audit", applicant="省审计厅")
    assert other.against("finding.withdraw", **good) == {"finding.no_application"}


def test_two_sessions_on_one_case_do_not_overwrite_each_other(case: Case) -> None:
    case.opened()
    with case.office.reader() as reader:
        found = load(reader, case.number)
    assert found is not None
    perform(case.office, "finding.edit", {"cause": "甲"}, subject=case.number, version=found.version)
    with pytest.raises(ConflictError):
        perform(case.office, "finding.edit", {"cause": "乙"}, subject=case.number, version=found.version)
    data = {"on": ACCEPTED, "reasons": "材料齐全", "paper": case.paper}
    with pytest.raises(ConflictError):
        perform(case.office, "finding.accept", data, subject=case.number, version=found.version)
    assert case.record.cause == "甲"
