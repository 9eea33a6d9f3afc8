"""The machine facts say what the articles say, and no more."""

from __future__ import annotations

from datetime import date

from ttoffice.results.codes import PaymentMode, ResultType
from ttoffice.rulebook import Rulebook
from ttoffice.rulebook.facts import Bar, Circumstance


def test_result_types_are_the_eight_of_article_3_and_open(rulebook: Rulebook) -> None:
    types = rulebook.facts.result_types
    assert types.codes == tuple(kind.value for kind in ResultType)
    assert types.basis == "pay-later:3"
    assert not types.exhaustive
    article = rulebook.find("pay-later:3").text
    assert article == "本指引适用的科技成果类型包括" + "、".join(
        t.text for t in types.entries[:6]
    ) + "等，以及" + ("、".join(t.text for t in types.entries[6:]) + "等。")


def test_payment_modes_are_the_three_that_pay_later(rulebook: Rulebook) -> None:
    modes = rulebook.facts.payment_modes
    assert modes.codes == tuple(mode.value for mode in PaymentMode if mode.pays_later)
    assert {mode.code: (mode.royalty, mode.stages) for mode in modes} == {
        "royalty": (True, False),
        "stages": (False, True),
        "stages_royalty": (True, True),
    }
    for mode in modes:
        assert rulebook.find(mode.basis).text.startswith(f"{mode.text}：")


def test_the_list_rule_counts_two_years_from_acquiring_the_right(rulebook: Rulebook) -> None:
    rule = rulebook.facts.list_rule
    assert rule.years == 2
    assert f"{rule.counted_from}满{rule.years}年" in rulebook.find(rule.basis).text
    assert {entry.code for entry in rule.entries} == {
        "fiscal_funding", "years_since_acquired", "not_implemented", "applied_technology",
    }  # fmt: skip


def test_a_listing_needs_at_least_four_items(rulebook: Rulebook) -> None:
    minimum = rulebook.facts.listing_minimum
    assert minimum.codes == ("brief", "fee_standard", "payment_mode", "license_kind")
    assert "至少包括" + "、".join(entry.text for entry in minimum) in rulebook.find(minimum.basis).text


def test_diligence_has_four_criteria(rulebook: Rulebook) -> None:
    assert rulebook.facts.criteria.codes == (
        "democratic_procedure", "reasonable_care", "supervision", "no_unlawful_gain",
    )  # fmt: skip


def test_circumstances_are_told_apart_by_role(rulebook: Rulebook) -> None:
    codes = {
        role: tuple(entry.code for entry in rulebook.facts.circumstances_for(role))
        for role in rulebook.facts.roles.codes
    }
    assert codes == {
        "unit": ("L1", "L2", "L3", "L4", "L5", "L6", "L8"),
        "leader": ("L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8"),
        "manager": ("M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9"),
        "researcher": ("R1",),
    }


def test_bars_bind_whom_the_text_names(rulebook: Rulebook) -> None:
    codes = {
        role: tuple(bar.code for bar in rulebook.facts.bars_for(role)) for role in rulebook.facts.roles.codes
    }
    assert codes == {
        "unit": (),
        "leader": ("B1", "B4", "B5", "B6"),
        "manager": ("B1", "B4", "B5", "B6"),
        "researcher": ("B2", "B3", "B4", "B5", "B6"),
    }


def test_circumstances_and_bars_are_looked_up_by_code(rulebook: Rulebook) -> None:
    facts = rulebook.facts
    circumstance, bar = facts.circumstance("M4"), facts.bar("B2")
    assert circumstance is not None
    assert circumstance.basis == "exemption:8(4)"
    assert "mitigation" in {element.code for element in circumstance.elements}
    assert bar is not None
    assert bar.joined_by == "comma"
    assert facts.circumstance("X1") is None
    assert facts.bar("X1") is None
    assert facts.roles.get("clerk") is None


def test_catch_all_circumstances_and_bars_point_to_other_law(rulebook: Rulebook) -> None:
    facts = rulebook.facts
    entries: list[Circumstance | Bar] = [
        *(entry for group in facts.circumstances for entry in group.entries),
        *facts.bars.entries,
    ]
    assert [entry.code for entry in entries if entry.catch_all] == ["L8", "M9", "B6"]


def test_no_number_of_days_is_fixed_for_any_step(rulebook: Rulebook) -> None:
    limits = rulebook.facts.time_limits
    assert not limits.days_fixed
    assert {"finding_publicity", "review", "feedback"} <= {limit.code for limit in limits.entries}
    feedback = limits.get("feedback")
    assert feedback is not None
    assert feedback.days is None


def test_both_guidelines_hold_three_years_and_have_an_interpreter(rulebook: Rulebook) -> None:
    for validity in rulebook.facts.validity:
        assert (validity.in_force_from, validity.in_force_to) == (date(2025, 11, 9), date(2028, 11, 8))
        assert validity.years == 3
    assert [(entry.guideline, entry.text) for entry in rulebook.facts.interpreters] == [
        ("pay-later", "省科技厅"),
        ("exemption", "省科技厅"),
    ]
