"""The rules of next steps by themselves: what each proposes of a record, by how it and those beside it stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import pytest

from tests.offices import TODAY
from ttoffice.action import registered
from ttoffice.action.core import Subject
from ttoffice.action.kinds import HOMES, kind_of
from ttoffice.agenda.next_steps import of_deadlines, of_licenses, of_money, of_notices, of_papers, of_parties
from ttoffice.agenda.next_steps.asking import MODULES, rules
from ttoffice.agenda.next_steps.model import Case, Proposal, Rule
from ttoffice.agenda.next_steps.of_results import proposed
from ttoffice.results.scan import Standing

WITHOUT = {"policy", "calendar_year", "closure", "snooze"}
"""Settings and postponements: nothing is ever done next with them."""
Beside = Mapping[str, Sequence[Mapping[str, Any]]]


def case(document: Mapping[str, Any], beside: Beside | None = None, number: str = "XX-2026-0001") -> Case:
    """Return a record with others beside it; they are given as documents with their numbers."""

    def found(kind: str, field: str, value: str) -> list[Subject[Any]]:
        known = (beside or {}).get(kind, ())
        return [
            Subject(place, one["number"], 1, None, dict(one))
            for place, one in enumerate(known)
            if field == "number" or one.get(field, value) == value
        ]

    return Case(number, document, TODAY, found, cast(Any, None), cast(Any, None))


def first(rule: Rule, document: Mapping[str, Any], beside: Beside | None = None) -> str:
    """Return the first that a rule proposes: an act with whatever it is about, or the record that goes first."""
    proposal = next(iter(rule(case(document, beside))), Proposal())
    return proposal.of or " ".join(filter(None, (proposal.act, proposal.about)))


def test_every_kind_of_record_has_a_rule_or_is_a_mere_setting() -> None:
    assert set(rules()) == (set(HOMES) | {"result"}) - WITHOUT
    assert all(kind_of(code) is not None for code in set(rules()) - {"result"})


@pytest.mark.parametrize(
    ("document", "beside", "wanted"),
    [
        ({"state": "draft"}, {}, "notice.approve"),
        ({"state": "approved"}, {}, "notice.publish"),
        ({"state": "published", "posted": [], "taken_down_on": None}, {}, "notice.prove_posting"),
        ({"state": "published", "posted": ["ZJ-1"], "taken_down_on": None}, {}, "notice.take_down"),
        ({"state": "published", "posted": ["ZJ-1"], "taken_down_on": "2026-06-01"}, {}, "notice.close"),
        (
            {"state": "published", "posted": [], "taken_down_on": None},
            {"objection": [{"number": "YY-2026-0001", "state": "received"}]},
            "YY-2026-0001",
        ),
        (
            {"state": "published", "posted": [], "taken_down_on": None},
            {"review": [{"number": "FH-2026-0001", "outcome": ""}]},
            "FH-2026-0001",
        ),
        ({"state": "withdrawn"}, {}, "notice.restart"),
        ({"state": "withdrawn"}, {"notice": [{"number": "GS-2026-0002"}]}, "GS-2026-0002"),
        ({"state": "closed", "subject": "XK-2026-0001"}, {}, "XK-2026-0001"),
    ],
)
def test_a_notice_goes_from_its_text_to_its_end(
    document: dict[str, Any], beside: Beside, wanted: str
) -> None:
    assert first(of_notices.notice, document, beside) == wanted


def test_an_objection_is_decided_on_reviewed_and_answered() -> None:
    found = {"subject": "GS-2026-0001", "state": "received", "admission": "undecided", "review": ""}
    assert first(of_notices.objection, found) == "objection.decide_late"
    assert first(of_notices.objection, {**found, "admission": "in_time"}) == "review.open GS-2026-0001"
    reviewed = {**found, "state": "in_review", "review": "FH-2026-0001"}
    runs, done = ({"number": "FH-2026-0001", "outcome": outcome} for outcome in ("", "upheld"))
    assert first(of_notices.objection, reviewed, {"review": [runs]}) == "FH-2026-0001"
    assert first(of_notices.objection, reviewed, {"review": [done]}) == "objection.answer"
    assert first(of_notices.objection, {**found, "state": "answered"}) == "GS-2026-0001"


def test_a_review_finds_decides_and_leaves_the_answers() -> None:
    found = {"subject": "GS-2026-0001", "outcome": "", "findings": []}
    assert first(of_notices.review, found) == "review.find"
    assert first(of_notices.review, {**found, "findings": [{}]}) == "review.decide"
    waiting = {"objection": [{"number": "YY-2026-0001", "state": "in_review"}]}
    assert first(of_notices.review, {**found, "outcome": "upheld"}, waiting) == "YY-2026-0001"
    assert first(of_notices.review, {**found, "outcome": "upheld"}) == "GS-2026-0001"


LICENSE: dict[str, Any] = {
    "state": "negotiating", "related": "none", "pricing": "agreement", "researchers_informed_on": "2026-05-01",
    "notice": "", "registered_on": None, "terms": {"ends_on": "2030-12-31"},
}  # fmt: skip
CLOSED = {"notice": [{"number": "GS-2026-0001", "kind": "price", "state": "closed"}]}


@pytest.mark.parametrize(
    ("changes", "beside", "wanted"),
    [
        ({"state": "draft"}, {}, "license.negotiate"),
        ({"related": ""}, {}, "license.declare_ties"),
        ({"pricing": ""}, {}, "license.price"),
        ({"researchers_informed_on": None}, {}, "license.inform"),
        ({}, {}, "notice.draft"),
        ({}, {"notice": [{"number": "GS-2026-0001", "kind": "price", "state": "draft"}]}, "GS-2026-0001"),
        (
            {},
            {"notice": [{"number": "GS-2026-0001", "kind": "price", "state": "published"}]},
            "license.publish_price",
        ),
        ({}, CLOSED, "license.publish_price"),
        ({"pricing": "listing"}, {}, "decision.prepare"),
        ({"notice": "GS-2026-0001"}, CLOSED, "decision.prepare"),
        (
            {"notice": "GS-2026-0001"},
            {**CLOSED, "decision": [{"number": "JY-2026-0001", "state": "prepared"}]},
            "JY-2026-0001",
        ),
        (
            {"notice": "GS-2026-0001"},
            {**CLOSED, "decision": [{"number": "JY-2026-0001", "state": "adopted"}]},
            "license.decide",
        ),
        ({"state": "decided", "notice": "GS-2026-0001"}, CLOSED, "contract.draft"),
        ({"state": "signed"}, {}, "filing.prepare"),
        (
            {"state": "in_force"},
            {"filing": [{"number": "DJ-1", "kind": "registration", "state": "submitted"}]},
            "DJ-1",
        ),
        ({"state": "in_force", "terms": {"ends_on": "2026-05-31"}}, {}, "license.end"),
        (
            {"state": "in_force"},
            {"due": [{"number": "YS-1", "state": "open", "due_on": "2026-05-31", "report_on": None}]},
            "YS-1",
        ),
        ({"state": "ended"}, {}, ""),
    ],
)
def test_a_license_goes_from_its_draft_to_its_end(
    changes: dict[str, Any], beside: Beside, wanted: str
) -> None:
    assert first(of_licenses.license_, {**LICENSE, **changes}, beside) == wanted


def test_the_milestone_or_sum_whose_day_comes_first_is_next() -> None:
    beside: Beside = {
        "filing": [{"number": "DJ-1", "kind": "registration", "state": "certified"}],
        "milestone": [{"number": "JD-1", "state": "pending", "planned_on": "2026-12-31"}],
        "due": [{"number": "YS-1", "state": "expected", "due_on": None, "report_on": "2026-07-30"}],
    }
    assert first(of_licenses.license_, {**LICENSE, "state": "in_force"}, beside) == "YS-1"


def test_a_sum_is_demanded_once_it_is_late_and_then_waited_for() -> None:
    found = {"subject": "XK-1", "state": "open", "due_on": "2026-05-31"}
    assert first(of_money.due, found) == "reminder.send XK-1"
    letter = {"number": "CS-1", "dues": [{"number": "XX-2026-0001"}], "pay_by": "2026-06-30"}
    assert first(of_money.due, found, {"reminder": [letter]}) == "receipt.enter XK-1"
    assert first(of_money.due, {**found, "due_on": "2026-06-01"}) == "receipt.enter XK-1"
    assert first(of_money.due, {**found, "state": "settled"}) == ""


def test_an_expected_sum_waits_for_its_milestone_or_its_report() -> None:
    found = {"subject": "XK-1", "state": "expected", "kind": "royalty", "statement": "", "key": "2026-H1",
             "milestone": "", "period_until": "2026-05-31"}  # fmt: skip
    assert first(of_money.due, found) == "statement.enter XK-1"
    assert first(of_money.due, {**found, "period_until": "2026-06-30"}) == ""
    assert first(of_money.due, {**found, "milestone": "JD-1"}) == "JD-1"


@pytest.mark.parametrize(
    ("state", "wanted"),
    [("prepared", "filing.submit"), ("returned", "filing.submit"), ("submitted", "filing.certify"),
     ("accepted", "filing.certify"), ("certified", ""), ("withdrawn", "")],
)  # fmt: skip
def test_a_filing_is_handed_in_and_certified(state: str, wanted: str) -> None:
    assert first(of_papers.filing, {"state": state}) == wanted


def test_a_letter_with_legal_effect_must_have_arrived() -> None:
    found = {"rung": "demand", "confirms": "", "dues": [{"number": "YS-1"}]}
    assert first(of_papers.reminder, found) == "reminder.confirm_delivery"
    assert first(of_papers.reminder, {**found, "rung": "before"}) == "YS-1"
    assert first(of_papers.reminder, found, {"reminder": [{"number": "CS-2"}]}) == "YS-1"


def test_an_award_is_published_decided_and_paid() -> None:
    steps = [
        first(of_papers.award, {"state": state}) for state in ("drafted", "publicised", "decided", "paid")
    ]
    assert steps == ["award.publicise", "award.close_publicity", "award.pay", ""]
    assert first(of_papers.award, {"state": "cleared"}) == "decision.prepare"


def test_a_support_is_claimed_once_something_it_covers_is_late() -> None:
    found = {"subject": "XK-1", "state": "standing", "kind": "guarantee", "dues": ["YS-1"]}
    late = {"state": "open", "due_on": "2026-05-31"}
    assert first(of_papers.support, found, {"due": [{"number": "YS-1", **late}]}) == "support.claim"
    assert first(of_papers.support, found, {"due": [{"number": "YS-2", **late}]}) == ""
    assert first(of_papers.support, {**found, "state": "claimed"}) == "support.record_outcome"


def test_whoever_is_blamed_for_something_grave_is_heard() -> None:
    found = {"withdrawn": False, "conduct": "malicious", "heard_on": None, "referred_to": ""}
    assert first(of_papers.integrity, found) == "integrity.hear"
    assert first(of_papers.integrity, {**found, "heard_on": "2026-05-01"}) == "integrity.refer"
    assert first(of_papers.integrity, {**found, "conduct": "late"}) == ""
    assert first(of_papers.integrity, found, {"integrity": [{"number": "CX-2"}]}) == ""


def test_an_internal_rule_goes_the_way_of_article_11() -> None:
    rule = {"state": "draft", "text_sha256": "a"}
    assert first(of_parties.rule, rule) == "rule.consult"
    consulted = {**rule, "state": "consulted"}
    assert first(of_parties.rule, consulted) == "decision.prepare"
    other = {"number": "JY-1", "state": "adopted", "text_sha256": "b"}
    same = {"number": "JY-2", "state": "adopted", "text_sha256": "a"}
    assert first(of_parties.rule, consulted, {"decision": [other]}) == "decision.prepare"
    assert first(of_parties.rule, consulted, {"decision": [other, same]}) == "rule.decide"
    assert first(of_parties.rule, {**rule, "state": "decided"}) == "notice.draft"
    assert first(of_parties.rule, {**rule, "state": "published"}) == "rule.effect"
    assert first(of_parties.rule, {**rule, "state": "in_force"}) == ""


def test_people_and_enterprises_lack_what_others_need_of_them() -> None:
    assert first(of_parties.person, {"left_on": None, "roles": []}) == "person.edit"
    assert first(of_parties.person, {"left_on": "2026-01-01", "roles": []}) == ""
    firm = {"state": "active", "country": "CN", "credit_code": "", "code_reason": "", "entity": "enterprise",
            "figures": []}  # fmt: skip
    assert first(of_parties.enterprise, firm) == "enterprise.change"
    assert first(of_parties.enterprise, {**firm, "code_reason": "境外"}) == "enterprise.add_figures"
    assert first(of_parties.enterprise, {**firm, "state": "dissolved"}) == ""


def test_a_decision_that_was_corrected_leads_nowhere() -> None:
    found = {"state": "adopted", "subject": "XK-1"}
    assert first(of_parties.decision, {**found, "state": "prepared"}) == "decision.decide"
    assert first(of_parties.decision, found) == "XK-1"
    corrected = {"decision": [{"number": "JY-2", "state": "adopted"}]}
    assert first(of_parties.decision, found, corrected) == ""


def test_a_deadline_is_met_where_it_runs() -> None:
    found = {"state": "open", "matter": "review", "subject": "FH-1", "label": "x"}
    assert first(of_deadlines.deadline, found) == "FH-1"
    assert first(of_deadlines.deadline, {**found, "state": "paused"}) == "deadline.resume"
    assert first(of_deadlines.deadline, {**found, "subject": ""}) == "deadline.finish"
    assert first(of_deadlines.deadline, {**found, "matter": "registration"}) == "filing.prepare FH-1"
    fee = {**found, "matter": "right_fee", "label": "ZL202010223514.9 第8年度年费"}
    (proposal, *_rest) = of_deadlines.deadline(case(fee))
    assert (proposal.act, proposal.data) == ("filing.maintain", {"right": "ZL202010223514.9"})


def test_a_result_is_listed_once_the_scan_finds_it_due() -> None:
    steps = {
        standing: [one.act for one in proposed(standing, flagged=False)]
        for standing in (Standing.DUE, Standing.UNDECIDED, Standing.EXCLUDED)
    }
    assert steps == {
        Standing.DUE: ["result.list"],
        Standing.UNDECIDED: ["result.edit"],
        Standing.EXCLUDED: [],
    }
    assert [one.act for one in proposed(Standing.DUE, flagged=True)] == ["result.edit", "result.list"]


@pytest.mark.parametrize("name", MODULES)
def test_a_rule_names_actions_and_reasons_that_exist(name: str) -> None:
    module = import_module(f"ttoffice.agenda.next_steps.of_{name}")
    own = Path(module.__file__ or "")
    named = set(re.findall(r'"([a-z]+\.[a-z_]+)"', own.read_text(encoding="utf-8")))
    assert named
    rest = "".join(
        path.read_text(encoding="utf-8") for path in own.parents[2].rglob("*.py") if path.parent != own.parent
    )
    assert [word for word in sorted(named - set(registered())) if f'"{word}"' not in rest] == []
