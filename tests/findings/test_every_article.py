"""Each circumstance of exemption Art. 7 to 9, each criterion of Art. 6 and each bar of Art. 10, item by item.

The cases are made from the rulebook, so that a province that words another list is tested by its own.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from ttoffice.findings.codes import FAVOURABLE, Outcome, Role, Verdict
from ttoffice.findings.matrix import (
    BAR,
    CRITERION,
    NO_INTENT,
    answer_reasons,
    articles_of,
    conclusion_reasons,
    elements_of,
    item_of,
    items_of,
    standing,
)
from ttoffice.findings.record import Answer, AssessmentRecord, Proof
from ttoffice.rulebook import load
from ttoffice.rulebook.facts import Bar, Circumstance

FACTS = load().facts
CIRCUMSTANCES = {entry.code: entry for group in FACTS.circumstances for entry in group.entries}
BARS = {bar.code: bar for bar in FACTS.bars.entries}
CRITERIA = [criterion.code for criterion in FACTS.criteria]
PROOF = Proof("ZJ-2026-0001", "0" * 64)
LAW = "科学技术进步法第六十八条"
WEAKER = (
    {"verdict": Verdict.NOT_SHOWN, "proofs": ()},
    {"verdict": Verdict.NOT_MET},
    {"proofs": ()},
    {"reasoning": " "},
)
"""What makes an item not met: not shown, shown not to be, met without proof or without reasoning."""


def answered(item: str, verdict: Verdict = Verdict.MET) -> Answer:
    """Return an answer with proof, ground and law."""
    return Answer(item, verdict, "有会议纪要和台账为证", (PROOF,), law=LAW)


def matrix(role: Role, *circumstances: str) -> AssessmentRecord:
    """Return a matrix in which everything is met and no bar applies, with the outcome that it carries."""
    items = items_of(FACTS, (role,), circumstances)
    answers = tuple(answered(item.code, Verdict.CLEAR if item.sort == BAR else Verdict.MET) for item in items)
    outcome = Outcome.CORRECTED if role is Role.RESEARCHER else Outcome.EXEMPT
    record = AssessmentRecord(
        "MZ-2026-0001", "某人", "RY-2026-0001", (role,), answers=answers, circumstances=circumstances,
        outcome=outcome, reasons="各项均有证据", correction="补交技术资料", authority="纪检监察室",
    )  # fmt: skip
    record = replace(record, correct_by=load().in_force_from)
    return replace(record, articles=articles_of(FACTS, record, outcome))


def changed(record: AssessmentRecord, item: str, **values: object) -> AssessmentRecord:
    """Return a matrix with one answer changed."""
    answers = tuple(
        replace(answer, **values) if answer.item == item else answer  # type: ignore[arg-type]
        for answer in record.answers
    )
    return replace(record, answers=answers)


def codes(record: AssessmentRecord) -> set[str]:
    """Return the codes of what forbids the conclusion."""
    return {reason.code for reason in conclusion_reasons(FACTS, record) if not reason.warning}


def roles_of(entry: Circumstance | Bar) -> list[Role]:
    """Return the roles that a circumstance is open to, or that a bar binds."""
    return [Role(role) for role in entry.roles]


@pytest.mark.parametrize("code", CIRCUMSTANCES)
def test_each_circumstance_that_is_wholly_shown_carries_its_outcome_by_its_article(code: str) -> None:
    entry = CIRCUMSTANCES[code]
    for role in roles_of(entry):
        record = matrix(role, code)
        assert codes(record) == set()
        assert record.articles == ("exemption:6", entry.basis)


@pytest.mark.parametrize("code", CIRCUMSTANCES)
def test_each_circumstance_needs_every_one_of_its_elements(code: str) -> None:
    entry = CIRCUMSTANCES[code]
    for item in elements_of(entry):
        for weaker in WEAKER:
            record = changed(matrix(roles_of(entry)[0], code), item.code, **weaker)
            assert standing(FACTS, record).carries == frozenset(), item.code
            assert codes(record) & {"assessment.no_circumstance", "assessment.no_light_fault"}, item.code


@pytest.mark.parametrize("code", CIRCUMSTANCES)
def test_each_circumstance_is_open_to_the_roles_of_its_article_and_to_no_other(code: str) -> None:
    entry = CIRCUMSTANCES[code]
    for role in Role:
        record = matrix(role, code)
        open_to_it = role in roles_of(entry)
        assert bool(standing(FACTS, record).shown) is open_to_it
        for item in elements_of(entry):
            assert (item_of(FACTS, (role,), item.code) is not None) is open_to_it


@pytest.mark.parametrize("code", [code for code, entry in CIRCUMSTANCES.items() if entry.catch_all])
def test_each_catch_all_circumstance_needs_the_law_that_it_points_to(code: str) -> None:
    entry = CIRCUMSTANCES[code]
    for item in elements_of(entry):
        answer = replace(answered(item.code), law="")
        assert [reason.code for reason in answer_reasons(FACTS, roles_of(entry), answer)] == [
            "assessment.no_law"
        ]
        assert list(answer_reasons(FACTS, roles_of(entry), replace(answer, law=LAW))) == []


@pytest.mark.parametrize("criterion", CRITERIA)
@pytest.mark.parametrize("code", ["L2", "M4", "R1"])
def test_each_criterion_of_diligence_is_needed_by_everybody(criterion: str, code: str) -> None:
    role = roles_of(CIRCUMSTANCES[code])[0]
    for weaker in WEAKER[:3]:
        record = changed(matrix(role, code), f"{CRITERION}:{criterion}", **weaker)
        assert standing(FACTS, record).carries == frozenset()
        assert "assessment.criterion_open" in codes(record)


@pytest.mark.parametrize("code", ["L2", "M4"])
def test_an_exemption_needs_it_shown_that_there_was_no_intent(code: str) -> None:
    for weaker in WEAKER[:3]:
        record = changed(matrix(roles_of(CIRCUMSTANCES[code])[0], code), NO_INTENT, **weaker)
        assert "assessment.intent" in codes(record)


def test_a_minor_fault_is_corrected_and_never_exempt() -> None:
    record = replace(matrix(Role.RESEARCHER, "R1"), outcome=Outcome.EXEMPT)
    assert "assessment.no_circumstance" in codes(record)
    assert codes(replace(matrix(Role.RESEARCHER, "R1"), correction="", correct_by=None)) == {
        "assessment.no_correction",
        "assessment.no_correct_by",
    }


@pytest.mark.parametrize("code", BARS)
def test_each_bar_forbids_every_favourable_outcome_whichever_of_its_acts_is_found(code: str) -> None:
    bar, found = BARS[code], f"{BAR}:{code}"
    for role in roles_of(bar):
        whole = matrix(role, {"leader": "L2", "manager": "M4", "researcher": "R1"}[role.value])
        for act in bar.acts:
            record = changed(whole, found, verdict=Verdict.BARRED, acts=(act.code,))
            for outcome in FAVOURABLE:
                assert "assessment.barred" in codes(replace(record, outcome=outcome))
            for outcome in (Outcome.NOT_EXEMPT, Outcome.REFERRED):
                articles = articles_of(FACTS, record, outcome)
                assert articles == (bar.basis,)
                assert codes(replace(record, outcome=outcome, articles=articles)) == set()


@pytest.mark.parametrize("code", BARS)
def test_each_bar_has_to_be_answered_with_its_ground_before_anything_is_concluded(code: str) -> None:
    found = f"{BAR}:{code}"
    for role in roles_of(BARS[code]):
        whole = matrix(role, {"leader": "L2", "manager": "M4", "researcher": "R1"}[role.value])
        without = replace(whole, answers=tuple(one for one in whole.answers if one.item != found))
        for record in (without, changed(whole, found, reasoning="")):
            for outcome in Outcome:
                assert "assessment.unanswered" in codes(replace(record, outcome=outcome))


@pytest.mark.parametrize("code", BARS)
def test_each_bar_binds_the_roles_of_its_item_and_names_its_own_acts(code: str) -> None:
    bar, found = BARS[code], f"{BAR}:{code}"
    for role in Role:
        assert (item_of(FACTS, (role,), found) is not None) is (role in roles_of(bar))
    for acts, wrong in (((), "assessment.no_acts"), (("flying",), "assessment.no_act")):
        answer = replace(answered(found, Verdict.BARRED), acts=acts)
        assert wrong in {reason.code for reason in answer_reasons(FACTS, roles_of(bar), answer)}


def test_the_unit_itself_is_bound_by_no_bar_and_shielded_as_its_leaders_are_but_for_their_dissent() -> None:
    assert not [code for code, bar in BARS.items() if Role.UNIT in roles_of(bar)]
    of_unit = {code for code, entry in CIRCUMSTANCES.items() if Role.UNIT in roles_of(entry)}
    of_leaders = {code for code, entry in CIRCUMSTANCES.items() if Role.LEADER in roles_of(entry)}
    assert of_leaders - of_unit == {"L7"}
