from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.licenses.law.licenses import TERMS
from tests.licenses.law.plans import BOTH_PLAN, ROYALTY
from tests.licenses.procedure.acts import NUMBER, do, paper, told, why
from tests.offices import problems
from ttoffice.action import Office, perform
from ttoffice.licenses.amending import AmendmentFacts, changes_between, reasons_of, usual_title
from ttoffice.licenses.chain import chain_of
from ttoffice.licenses.procedure.facts import DecisionStanding
from ttoffice.licenses.reading import load, terms_on
from ttoffice.licenses.terms import Terms

DAY = date(2027, 1, 1)


def facts(after: Terms, **more: Any) -> AmendmentFacts:
    usual = {
        "effective_on": DAY,
        "signed_on": DAY,
        "license_effective": date(2026, 7, 1),
        "number": NUMBER,
        "proof": "ZJ-2026-0001",
    }
    return AmendmentFacts(TERMS, after, **{**usual, **more})


def refused(after: Terms, **more: Any) -> set[str]:
    return {one.code for one in reasons_of(facts(after, **more)) if not one.warning}


def paying(**changes: Any) -> Terms:
    return replace(TERMS, plan=replace(BOTH_PLAN, **changes))


CHEAPER = paying(royalty=replace(ROYALTY, cap_fen=10**7))
LATER_STAGE = paying(stages=(replace(BOTH_PLAN.stages[0], amount_fen=1), BOTH_PLAN.stages[1]))
DECIDED = DecisionStanding("JY-2026-0009", "adopted", NUMBER, date(2026, 12, 1))


def test_an_amendment_that_changes_nothing_is_refused() -> None:
    assert refused(TERMS) == {"amendment.nothing"}


def test_a_sound_amendment_is_not_refused_and_its_price_is_pointed_at() -> None:
    found = reasons_of(facts(CHEAPER))
    assert {one.code for one in found} == {"amendment.price"}
    assert reasons_of(facts(replace(TERMS, territory="全国"))) == []


def test_it_does_not_reach_back_before_effect_nor_silently_before_its_signature() -> None:
    assert refused(CHEAPER, effective_on=date(2026, 6, 30)) == {"amendment.before_effect"}
    found = reasons_of(facts(CHEAPER, signed_on=date(2027, 2, 1)))
    assert "amendment.back" in {one.code for one in found if one.warning}


def test_a_royalty_changes_only_after_the_period_that_is_settled() -> None:
    reported = (date(2026, 12, 31), "BB-2026-0001")
    assert refused(CHEAPER, reported=reported) == set()
    assert refused(CHEAPER, reported=reported, effective_on=date(2026, 12, 31)) == {"amendment.reported"}
    assert refused(LATER_STAGE, reported=reported, effective_on=date(2026, 12, 31)) == set()


def test_what_is_paid_in_full_stays_as_it_was_agreed() -> None:
    assert refused(LATER_STAGE, settled=(("s1", "YS-2026-0001"),)) == {"amendment.settled"}
    assert refused(LATER_STAGE, settled=(("s2", "YS-2026-0001"),)) == set()
    assert refused(paying(stages=()), settled=(("s2", "YS-2026-0001"),)) == {"amendment.settled"}
    assert refused(paying(threshold_fen=0), settled=(("", "YS-2026-0001"),)) == {"amendment.settled"}


def test_a_later_amendment_of_the_same_field_stands_in_the_way() -> None:
    later = (("BC-2026-0001", ("plan", "ends_on")),)
    assert refused(CHEAPER, later=later) == {"amendment.later"}
    assert refused(replace(TERMS, territory="全国"), later=later) == set()


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (None, "amendment.undecided"),
        (replace(DECIDED, state="rejected"), "license.not_adopted"),
        (replace(DECIDED, about="CG-2026-0001"), "license.decision_other"),
        (replace(DECIDED, number="JY-2026-0001"), "amendment.decision_used"),
        (replace(DECIDED, decided_on=date(2027, 3, 1)), "license.before_decision"),
        (replace(DECIDED, correction="JY-2026-0009"), "license.decision_corrected"),
        (replace(DECIDED, conflicted=("王芳持股。",)), "license.decision_conflict"),
        (DECIDED, ""),
    ],
)
def test_changed_money_is_decided_again_by_a_decision_of_its_own(decision: Any, code: str) -> None:
    more = {"decision_why": "本单位设置", "decisions_used": ("JY-2026-0001",), "decision": decision}
    assert refused(CHEAPER, **more) == ({code} if code else set())


def test_a_change_that_was_no_matter_of_the_decision_needs_none() -> None:
    assert refused(replace(TERMS, field_of_use="茶叶"), decision_why="本单位设置") == set()


def test_changes_are_kept_by_field_and_named_in_chinese() -> None:
    after = replace(CHEAPER, ends_on=date(2032, 1, 1))
    assert [change.field for change in changes_between(TERMS, after)] == ["ends_on", "plan"]
    assert usual_title("某许可", 2) == "某许可补充协议（二）"


# --- in the store --------------------------------------------------------------------------------------


@pytest.fixture
def signed(eve: Office) -> Office:
    """An office on 2027-01-10 in which XK-2026-0001 is signed and performed since 2026-07-01."""
    do(eve, "license.sign", NUMBER, effective_on="2026-07-01", proof=paper(eve, NUMBER, "合同.txt"))
    do(
        eve,
        "policy.set",
        code="license_decision",
        value="never",
        source="校内规定",
        effective_from="2026-06-17",
    )
    later = eve.on(date(2027, 1, 10))
    do(later, "license.begin", NUMBER)
    return later


def test_the_terms_hold_as_of_any_day_along_the_chain(signed: Office) -> None:
    first = do(
        signed,
        "license.amend",
        NUMBER,
        terms={"plan": {"royalty": {"rate": "4%"}}, "territory": "云南省和贵州省"},
        effective_on="2027/1/15",
        reason="市场变化",
    )
    do(
        signed,
        "license.amend",
        NUMBER,
        terms={"plan": {"changed_stages": [{"key": "s1", "planned_on": "2027-09-30"}]}},
        effective_on="2027-02-01",
        reason="中试延期",
    )
    with signed.reader() as reader:
        found = load(reader, NUMBER)
        assert found is not None
        rates = [
            royalty.steps[0].rate
            for day in (date(2027, 1, 14), date(2027, 1, 15), date(2027, 2, 1))
            if (royalty := terms_on(reader, found, day).plan.royalty) is not None
        ]
        links = chain_of(reader, found)
        held = chain_of(reader, found, date(2027, 1, 20))
    assert rates == ["5", "4", "4"]
    assert [link.amendment.number for link in links] == ["BC-2027-0001", "BC-2027-0002"]
    assert [one.path for one in links[0].differences] == ["territory", "plan.royalty.steps"]
    assert [one.path for one in links[1].differences] == ["plan.stages[s1].planned_on"]
    assert [link.amendment.number for link in held] == [first]
    assert links[1].amendment.record.title == "咖啡果皮低温干燥方法许可补充协议（二）"
    assert problems(signed) == ()


def test_an_amendment_that_breaks_the_plan_is_refused_and_nothing_is_written(signed: Office) -> None:
    given = {"effective_on": "2027-02-01", "reason": "试"}
    broken = {"plan": {"royalty": {"base": None}}}
    assert any(
        code.startswith(("plan.", "fees.", "royalty."))
        for code in why(signed, "license.amend", NUMBER, terms=broken, **given)
    )
    assert why(signed, "license.amend", NUMBER, terms={}, **given) == {"amendment.nothing"}
    assert why(signed, "license.amend", NUMBER, terms={"territory": "x"}, effective_on=None, reason="试") == {
        "amendment.no_day"
    }
    assert told(signed, "license.amend", NUMBER, terms={"territory": "x"}, **given) >= {"amendment.no_paper"}
    dry = perform(
        signed, "license.amend", {"terms": {"territory": "x"}, **given}, subject=NUMBER, dry_run=True
    )
    assert dry.value == "BC-2027-0001"


def test_only_a_contract_that_binds_is_amended(eve: Office) -> None:
    given = {"terms": {"territory": "x"}, "effective_on": "2026-07-01", "reason": "试"}
    assert why(eve, "license.amend", NUMBER, **given) == {"license.state"}
