"""The matrix of one person: what is asked by role, what carries an exemption, what forbids it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.findings.cases import LEADER, PROOF, UNIT_PARTY, answered, whole
from ttoffice.findings.codes import FAVOURABLE, Outcome, Role, Verdict
from ttoffice.findings.matrix import (
    answer_reasons,
    articles_of,
    bars_of,
    circumstances_open,
    conclusion_reasons,
    items_of,
    standing,
)
from ttoffice.findings.record import Answer, AssessmentRecord, Party
from ttoffice.reasons import refusing
from ttoffice.rulebook import load
from ttoffice.rulebook.facts import Facts

MANAGER = Party("RY-2026-0002", "王芳", (Role.MANAGER,))
RESEARCHER = Party("RY-2026-0003", "赵强", (Role.RESEARCHER,))
LAW = load().facts


def refused(assessment: AssessmentRecord) -> set[str]:
    """Return the codes of what refuses the conclusion."""
    return {reason.code for reason in refusing(conclusion_reasons(LAW, assessment))}


@pytest.mark.parametrize(
    ("roles", "codes"),
    [
        ((Role.UNIT,), ["L1", "L2", "L3", "L4", "L5", "L6", "L8"]),
        ((Role.LEADER,), ["L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8"]),
        ((Role.MANAGER,), [f"M{place}" for place in range(1, 10)]),
        ((Role.RESEARCHER,), ["R1"]),
        ((Role.RESEARCHER, Role.MANAGER), [*(f"M{place}" for place in range(1, 10)), "R1"]),
    ],
)
def test_each_role_has_its_own_circumstances(roles: tuple[Role, ...], codes: list[str]) -> None:
    assert [one.code for one in circumstances_open(LAW, roles)] == codes


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        (Role.UNIT, []),
        (Role.LEADER, ["B1", "B4", "B5", "B6"]),
        (Role.MANAGER, ["B1", "B4", "B5", "B6"]),
        (Role.RESEARCHER, ["B2", "B3", "B4", "B5", "B6"]),
    ],
)
def test_each_role_has_its_own_bars(role: Role, codes: list[str]) -> None:
    assert [item.code for item in bars_of(LAW, (role,))] == [f"bar:{code}" for code in codes]


def test_who_holds_two_roles_answers_the_bars_of_both() -> None:
    asked = {item.code for item in bars_of(LAW, (Role.MANAGER, Role.RESEARCHER))}
    assert asked == {f"bar:B{place}" for place in range(1, 7)}


def test_a_matrix_asks_for_four_criteria_intent_every_element_and_every_bar(law: Facts) -> None:
    items = items_of(law, (Role.LEADER,), ("L2",))
    assert [item.sort for item in items] == ["criterion"] * 4 + ["premise"] + ["element"] * 8 + ["bar"] * 4
    assert {item.basis for item in items if item.sort == "element"} == {"exemption:7(2)"}


EVERY_CASE = [
    (party, circumstance.code)
    for party in (UNIT_PARTY, LEADER, MANAGER, RESEARCHER)
    for circumstance in circumstances_open(LAW, party.roles)
]


@pytest.mark.parametrize(("party", "code"), EVERY_CASE, ids=str)
def test_every_circumstance_carries_its_outcome_when_all_is_shown(party: Party, code: str) -> None:
    outcome = Outcome.CORRECTED if code == "R1" else Outcome.EXEMPT
    assert refused(whole(LAW, party, (code,), outcome)) == set()


@pytest.mark.parametrize(("party", "code"), EVERY_CASE, ids=str)
def test_each_element_alone_stops_it(party: Party, code: str) -> None:
    outcome = Outcome.CORRECTED if code == "R1" else Outcome.EXEMPT
    assessment = whole(LAW, party, (code,), outcome)
    elements = [answer.item for answer in assessment.answers if answer.item.startswith("element:")]
    assert elements
    for item in elements:
        for spoiled in ({"verdict": Verdict.NOT_SHOWN}, {"verdict": Verdict.NOT_MET}, {"proofs": ()}):
            assert refused(answered(assessment, item, **spoiled))


@pytest.mark.parametrize("outcome", [Outcome.EXEMPT, Outcome.IN_PART])
@pytest.mark.parametrize("criterion", [one.code for one in LAW.criteria])
@pytest.mark.parametrize(
    "spoiled", [{"verdict": Verdict.NOT_MET}, {"verdict": Verdict.NOT_SHOWN}, {"proofs": ()}]
)
def test_each_criterion_alone_stops_an_exemption(
    outcome: Outcome, criterion: str, spoiled: dict[str, Any]
) -> None:
    assessment = answered(whole(LAW, LEADER, ("L2",), outcome), f"criterion:{criterion}", **spoiled)
    assert "assessment.criterion_open" in refused(assessment)


def test_a_correction_needs_diligence_as_well() -> None:
    assessment = whole(LAW, RESEARCHER, ("R1",), Outcome.CORRECTED)
    spoiled = answered(assessment, "criterion:supervision", verdict=Verdict.NOT_SHOWN)
    assert "assessment.criterion_open" in refused(spoiled)


@pytest.mark.parametrize("party", [LEADER, MANAGER, RESEARCHER], ids=str)
@pytest.mark.parametrize("outcome", sorted(FAVOURABLE))
def test_each_bar_alone_forbids_every_favourable_conclusion(party: Party, outcome: Outcome) -> None:
    codes = tuple(one.code for one in circumstances_open(LAW, party.roles))
    assessment = whole(LAW, party, codes, outcome)
    for bar in bars_of(LAW, party.roles):
        spoiled = answered(assessment, bar.code, verdict=Verdict.BARRED, acts=("x",))
        assert "assessment.barred" in refused(spoiled)


@pytest.mark.parametrize("outcome", sorted(Outcome))
def test_an_unanswered_bar_forbids_any_conclusion(outcome: Outcome) -> None:
    assessment = whole(LAW, LEADER, ("L2",), outcome)
    for bar in bars_of(LAW, LEADER.roles):
        left = replace(assessment, answers=tuple(one for one in assessment.answers if one.item != bar.code))
        assert "assessment.unanswered" in refused(left)
        assert "assessment.unanswered" in refused(answered(assessment, bar.code, reasoning=" "))


def test_intent_that_is_not_excluded_stops_an_exemption_but_no_correction() -> None:
    exempt = answered(
        whole(LAW, LEADER, ("L2",), Outcome.EXEMPT), "premise:no_intent", verdict=Verdict.NOT_SHOWN
    )
    assert "assessment.intent" in refused(exempt)
    corrected = answered(
        whole(LAW, RESEARCHER, ("R1",), Outcome.CORRECTED), "premise:no_intent", verdict=Verdict.NOT_SHOWN
    )
    assert refused(corrected) == set()


def test_a_circumstance_of_another_role_carries_nothing() -> None:
    assessment = replace(whole(LAW, MANAGER, ("M4",), Outcome.EXEMPT), circumstances=("L2",))
    assert "assessment.no_circumstance" in refused(assessment)


def test_article_9_exempts_nobody_and_article_8_corrects_nobody() -> None:
    assert "assessment.no_circumstance" in refused(whole(LAW, RESEARCHER, ("R1",), Outcome.EXEMPT))
    assert "assessment.no_light_fault" in refused(whole(LAW, MANAGER, ("M4",), Outcome.CORRECTED))


def test_a_conclusion_against_a_whole_matrix_contradicts_it() -> None:
    assert "assessment.contradiction" in refused(whole(LAW, LEADER, ("L2",), Outcome.NOT_EXEMPT))
    assert "assessment.nothing_to_refer" in refused(whole(LAW, LEADER, ("L2",), Outcome.REFERRED))


def test_a_bar_that_applies_carries_not_exempt_and_referred() -> None:
    base = whole(LAW, LEADER, ("L2",), Outcome.NOT_EXEMPT)
    barred = answered(base, "bar:B4", verdict=Verdict.BARRED, acts=("gifts",))
    named = replace(barred, articles=articles_of(LAW, barred, Outcome.NOT_EXEMPT))
    assert named.articles == ("exemption:10(4)",)
    assert refused(named) == set()
    referred = replace(named, outcome=Outcome.REFERRED)
    assert refused(referred) == {"assessment.no_authority"}
    assert refused(replace(referred, authority="省监委")) == set()


def test_articles_are_those_that_carry_the_outcome() -> None:
    assessment = whole(LAW, MANAGER, ("M4", "M3"), Outcome.EXEMPT)
    assert assessment.articles == ("exemption:6", "exemption:8(3)", "exemption:8(4)")
    assert "assessment.article" in refused(replace(assessment, articles=("exemption:7(2)",)))
    assert "assessment.no_articles" in refused(replace(assessment, articles=()))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer("element:M4.mitigation", Verdict.MET, "有催告函", (PROOF,)), "assessment.no_item"),
        (Answer("bar:B2", Verdict.CLEAR, "不存在"), "assessment.no_item"),
        (Answer("criterion:no_such", Verdict.MET, "有", (PROOF,)), "assessment.no_item"),
        (Answer("bar:B4", Verdict.MET, "有", (PROOF,)), "assessment.verdict"),
        (Answer("criterion:supervision", Verdict.CLEAR, "有"), "assessment.verdict"),
        (Answer("criterion:supervision", Verdict.MET, "有"), "assessment.no_proof"),
        (Answer("criterion:supervision", Verdict.MET, " ", (PROOF,)), "assessment.no_reasoning"),
        (Answer("bar:B4", Verdict.CLEAR, ""), "assessment.no_reasoning"),
        (Answer("bar:B4", Verdict.BARRED, "收受礼金"), "assessment.no_acts"),
        (Answer("bar:B4", Verdict.BARRED, "收受礼金", (), ("ethics",)), "assessment.no_act"),
        (Answer("bar:B4", Verdict.CLEAR, "未发现", (), ("gifts",)), "assessment.acts_of_clear"),
        (Answer("element:L8.other_law", Verdict.MET, "另有规定", (PROOF,)), "assessment.no_law"),
        (Answer("bar:B6", Verdict.BARRED, "违法", (), ("other_law",)), "assessment.no_law"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(answer: Answer, code: str) -> None:
    assert code in {reason.code for reason in answer_reasons(LAW, (Role.LEADER,), answer)}


@st.composite
def matrices(draw: st.DrawFn) -> AssessmentRecord:
    """Draw a matrix with any answers, whole or not, and any outcome."""
    party = draw(st.sampled_from([UNIT_PARTY, LEADER, MANAGER, RESEARCHER]))
    known = [one.code for one in circumstances_open(LAW, party.roles)]
    chosen = tuple(draw(st.lists(st.sampled_from(known), max_size=2, unique=True)))
    base = whole(LAW, party, chosen, draw(st.sampled_from(Outcome)))
    kept = []
    for answer in base.answers:
        fate = draw(st.sampled_from(["keep"] * 12 + ["drop", "open", "bare"]))
        if fate == "open":
            barred = answer.item.startswith("bar:")
            kept.append(replace(answer, verdict=Verdict.BARRED if barred else Verdict.NOT_SHOWN))
        elif fate == "bare":
            kept.append(replace(answer, proofs=()))
        elif fate == "keep":
            kept.append(answer)
    return replace(base, answers=tuple(kept))


@given(matrices())
def test_no_favourable_conclusion_stands_without_everything_shown(assessment: AssessmentRecord) -> None:
    if refused(assessment) or assessment.outcome not in FAVOURABLE:
        return
    met = {one.item for one in assessment.answers if one.verdict is Verdict.MET and one.proofs}
    clear = {one.item for one in assessment.answers if one.verdict is Verdict.CLEAR}
    roles = {role.value for role in assessment.roles}
    assert {f"criterion:{one.code}" for one in LAW.criteria} <= met
    assert {f"bar:{bar.code}" for bar in LAW.bars.entries if roles & set(bar.roles)} == clear
    assert any(
        {f"element:{one.code}.{element.code}" for element in one.elements} <= met
        for group in LAW.circumstances
        for one in group.entries
        if one.code in assessment.circumstances and roles & set(one.roles)
    )


@given(matrices())
def test_what_a_matrix_carries_is_never_refused_as_not_shown(assessment: AssessmentRecord) -> None:
    for outcome in standing(LAW, assessment).carries:
        told = replace(
            assessment,
            outcome=outcome,
            articles=articles_of(LAW, assessment, outcome),
            part="部分",
            correction="补办",
            correct_by=assessment.correct_by or replace(assessment).correct_by,
        )
        assert refused(told) <= {"assessment.no_correct_by"}
