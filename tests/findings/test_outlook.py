from __future__ import annotations

from dataclasses import replace

import pytest

from tests.findings.cases import facts, record
from ttoffice.action import registered
from ttoffice.findings.codes import FindingState
from ttoffice.findings.facts import NoticeView, ReviewView
from ttoffice.findings.outlook import ACTS, AGAIN, COURSE, NOTICES, RANK, missing, next_act, outlook
from ttoffice.findings.rules import FINDING_FLOW
from ttoffice.rulebook.facts import Facts

AT = {
    FindingState.RECEIVED: "accepted",
    FindingState.ACCEPTED: "begun",
    FindingState.INVESTIGATING: "reported",
    FindingState.REPORTED: "decided",
    FindingState.DECIDED: "final",
    FindingState.FINAL: "archived",
}
"""The stage that a case which lacks nothing stands at, by its state."""


def standings(law: Facts, state: FindingState, **changes: object) -> dict[str, str]:
    return {one.stage.code: one.standing for one in outlook(facts(law, state, **changes))}


@pytest.mark.parametrize(("state", "stage"), AT.items())
def test_a_case_that_lacks_nothing_stands_at_the_step_its_state_waits_for(
    law: Facts, state: FindingState, stage: str
) -> None:
    found = standings(law, state)
    codes = [one.code for one in COURSE]
    at = codes.index(stage)
    assert [found[code] for code in codes[:at]] == ["done"] * at
    assert found[stage] == "here"
    assert set(found.values()) <= {"done", "here", "ahead"}


def test_an_archived_case_is_done_from_beginning_to_end(law: Facts) -> None:
    assert set(standings(law, FindingState.ARCHIVED).values()) == {"done"}


@pytest.mark.parametrize("state", [FindingState.REFUSED, FindingState.WITHDRAWN])
def test_a_case_that_ended_early_lacks_nothing_any_more(law: Facts, state: FindingState) -> None:
    ended = replace(facts(law, state), record=replace(record(state), panel=(), begun_on=None))
    found = {one.stage.code: one for one in outlook(ended)}
    assert found["received"].standing == "done"
    assert found["begun"].standing == found["accepted" if state == "refused" else "panel"].standing == "never"
    assert list(missing(outlook(ended))) == []


def test_what_lies_ahead_is_told_before_it_is_reached(law: Facts) -> None:
    found = {
        one.stage.code: one for one in outlook(facts(law, FindingState.RECEIVED, hearings={}, decision=None))
    }
    assert [reason.code for reason in found["heard"].missing] == ["hearing.person_concerned", "hearing.side"]
    assert [reason.code for reason in found["decided"].missing] == ["finding.no_decision"]
    assert all(reason.basis for one in found.values() for reason in one.missing)


def test_a_conflict_recorded_after_the_decision_shows_as_no_longer_holding(law: Facts) -> None:
    found = outlook(facts(law, FindingState.DECIDED, conflicts={"成员1": ("与被许可方有利害关系",)}))
    panel = next(one for one in found if one.stage.code == "panel")
    assert panel.standing == "broken"
    assert [reason.code for reason in panel.missing] == ["panel.conflict"]


def test_each_missing_thing_is_told_once_with_its_stage(law: Facts) -> None:
    found = list(missing(outlook(facts(law, FindingState.INVESTIGATING, hearings={}, assessments={}))))
    told = [reason.message for _seen, reasons in found for reason in reasons]
    assert len(set(told)) == len(told)
    assert {seen.stage.code for seen, _reasons in found} >= {"heard", "assessed"}


@pytest.mark.parametrize(
    ("state", "changes", "act"),
    [
        ("received", {}, "finding.accept"),
        ("accepted", {"unchecked": ("成员1",)}, "recusal.record"),
        ("investigating", {"conflicts": {"成员1": ("利害关系",)}}, "finding.change_panel"),
        ("investigating", {"hearings": {}}, "hearing.record"),
        ("investigating", {}, "finding.report"),
        ("reported", {}, "finding.decide"),
        ("decided", {"notices": ()}, "notice.draft"),
        ("decided", {"notices": (NoticeView("GS-2026-0001", "published"),)}, "notice.close"),
        ("decided", {"reviews": (ReviewView("FH-2026-0001", "GS-2026-0001", "changed"),)}, "finding.revisit"),
        ("final", {"dossier_made": False}, "dossier.make"),
    ],
)
def test_the_next_act_mends_what_is_missing_first(
    law: Facts, state: str, changes: dict[str, object], act: str
) -> None:
    found = next_act(facts(law, FindingState(state), **changes))
    assert found is not None
    assert found.act == act


def test_nothing_is_next_once_a_case_is_archived(law: Facts) -> None:
    assert next_act(facts(law, FindingState.ARCHIVED)) is None


def test_every_act_that_is_proposed_is_one_of_the_program() -> None:
    proposed = (
        {act for stage in COURSE for act in stage.acts}
        | set(ACTS.values())
        | set(NOTICES.values())
        | set(AGAIN.values())
    )
    assert proposed - set(registered()) == set()


def test_every_stage_belongs_to_a_state_and_to_actions_of_the_program() -> None:
    assert {stage.rank for stage in COURSE} == {-1, *RANK.values()} - {RANK[FindingState.ARCHIVED]}
    events = {step.event for step in FINDING_FLOW.steps}
    ours = {act for stage in COURSE for act in stage.acts if act.startswith("finding.")} - {"finding.open"}
    assert {act.partition(".")[2] for act in ours} <= events
