from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parties.offices import CODE, OTHER_CODE
from ttoffice.parties.conflict_rules import (
    Conflict,
    ConflictKind,
    Known,
    MatterFacts,
    holds_on,
    normal_name,
    propose,
)
from ttoffice.parties.people import PersonRecord, Tie, TieKind

MATTER = "MZ-2026-0001"
NAMES = ("张三", "李四", "王小明", "欧阳雪", "赵六")


def known(number: int, name: str, *ties: Tie) -> Known:
    return Known(f"RY-2026-{number:04d}", PersonRecord(name, ties=ties))


def facts_with(field: str, text: str) -> MatterFacts:
    named = frozenset({text})
    if field == "author_names":
        return MatterFacts(MATTER, author_names=named)
    return MatterFacts(MATTER, earlier_panel=named)


def kinds(conflicts: tuple[Conflict, ...]) -> dict[ConflictKind, bool]:
    return {conflict.kind: conflict.certain for conflict in conflicts}


ZHANG = known(1, "张三")
LI = known(2, "李四")


def test_nobody_in_the_matter_and_nothing_declared_proposes_nothing() -> None:
    assert propose(ZHANG, [ZHANG, LI], MatterFacts(MATTER)) == ()


def test_the_person_the_matter_is_about_is_certain_by_number_and_a_possible_namesake_by_name() -> None:
    by_number = propose(ZHANG, [], MatterFacts(MATTER, persons=frozenset({"RY-2026-0001"})))
    by_name = propose(ZHANG, [], MatterFacts(MATTER, persons=frozenset({"张 三"})))
    assert kinds(by_number) == {ConflictKind.SAME_PERSON: True}
    assert kinds(by_name) == {ConflictKind.SAME_PERSON: False}
    assert by_number[0].basis == "事业单位人事管理条例 39(1)"
    assert "同名" in by_name[0].why or "same name" in by_name[0].why


@pytest.mark.parametrize(
    ("field", "kind"),
    [("author_names", ConflictKind.AUTHOR), ("earlier_panel", ConflictKind.EARLIER_PANEL)],
)
def test_authors_and_the_earlier_panel_are_proposed(field: str, kind: ConflictKind) -> None:
    for text, certain in (("RY-2026-0001", True), ("张三", False)):
        found = propose(ZHANG, [], facts_with(field, text))
        assert kinds(found) == {kind: certain}


def test_anothers_number_is_never_a_match_whatever_the_name() -> None:
    namesake = known(9, "张三")
    matter = MatterFacts(MATTER, persons=frozenset({namesake.number}))
    assert propose(ZHANG, [namesake], matter) == ()


def test_number_and_name_of_the_same_person_are_one_certain_conflict() -> None:
    matter = MatterFacts(MATTER, persons=frozenset({"RY-2026-0001", "张三"}))
    assert [conflict.certain for conflict in propose(ZHANG, [], matter)] == [True]


def test_kin_by_number_is_certain_and_kin_by_name_perhaps() -> None:
    matter = MatterFacts(MATTER, persons=frozenset({LI.number}))
    sure = known(1, "张三", Tie(TieKind.KIN, person=LI.number, relation="配偶"))
    perhaps = known(1, "张三", Tie(TieKind.KIN, name="李四", relation="配偶"))
    assert kinds(propose(sure, [LI], matter)) == {ConflictKind.KIN: True}
    assert kinds(propose(perhaps, [LI], matter)) == {ConflictKind.KIN: False}
    assert "配偶" in propose(sure, [LI], matter)[0].why


def test_kin_of_an_outsider_in_the_matter_is_found_by_name() -> None:
    person = known(1, "张三", Tie(TieKind.KIN, name="钱七", relation="兄弟"))
    assert kinds(propose(person, [], MatterFacts(MATTER, persons=frozenset({"钱七"})))) == {
        ConflictKind.KIN: False
    }


def test_kin_of_an_author_or_of_an_earlier_panellist_counts() -> None:
    person = known(1, "张三", Tie(TieKind.KIN, person=LI.number))
    for field in ("author_names", "earlier_panel"):
        matter = facts_with(field, "李四")
        assert kinds(propose(person, [LI], matter)) == {ConflictKind.KIN: False}


@given(
    st.sampled_from(["by_number", "by_name"]),
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.sampled_from([kind for kind in TieKind if kind in (TieKind.KIN, TieKind.OTHER)]),
)
def test_a_tie_is_found_whichever_side_declared_it(how: str, first: str, second: str, kind: TieKind) -> None:
    """The person checked and the person in the matter change places in the declaration, not in the finding."""
    one, two = known(1, first), known(2, second)
    matter = MatterFacts(MATTER, persons=frozenset({two.number}))

    def tie_to(other: Known) -> Tie:
        return Tie(kind, person=other.number) if how == "by_number" else Tie(kind, name=other.record.name)

    here = replace(one, record=replace(one.record, ties=(tie_to(two),)))
    there = replace(two, record=replace(two.record, ties=(tie_to(one),)))
    declared_here = propose(here, [here, two], matter)
    declared_there = propose(one, [one, there], matter)
    assert kinds(declared_here) == kinds(declared_there) != {}
    assert {c.key for c in declared_here} == {c.key for c in declared_there}
    assert all(conflict.certain == (how == "by_number") for conflict in declared_here)


@pytest.mark.parametrize("kind", [TieKind.SHAREHOLDING, TieKind.POST, TieKind.PAY, TieKind.OTHER])
def test_an_interest_is_certain_by_credit_code_and_perhaps_by_name(kind: TieKind) -> None:
    tie = Tie(kind, organisation="昆明某某科技有限公司", credit_code=CODE, share="12.5")
    person = known(1, "张三", tie)
    by_code = propose(person, [], MatterFacts(MATTER, organisations=frozenset({CODE.lower()})))
    by_name = propose(person, [], MatterFacts(MATTER, organisations=frozenset({"昆明某某科技有限公司"})))
    assert kinds(by_code) == {ConflictKind(kind.value): True}
    assert kinds(by_name) == {ConflictKind(kind.value): False}
    assert "12.5%" in by_code[0].why


def test_another_credit_code_is_no_match() -> None:
    person = known(1, "张三", Tie(TieKind.PAY, organisation="甲公司", credit_code=CODE))
    assert propose(person, [], MatterFacts(MATTER, organisations=frozenset({OTHER_CODE}))) == ()


def test_organisations_are_compared_without_blanks_width_or_brackets() -> None:
    person = known(1, "张三", Tie(TieKind.PAY, organisation="云南（昆明）ＡＢＣ 有限公司"))
    matter = MatterFacts(MATTER, organisations=frozenset({"云南(昆明)abc有限公司"}))
    assert kinds(propose(person, [], matter)) == {ConflictKind.PAY: False}


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 6, 30), True),
        (date(2025, 7, 1), False),
    ],
)
def test_an_interest_counts_at_the_relevant_time_only(day: date, found: bool) -> None:
    tie = Tie(TieKind.POST, credit_code=CODE, since=date(2025, 1, 1), until=date(2025, 6, 30))
    matter = MatterFacts(MATTER, organisations=frozenset({CODE}), on=day)
    assert bool(propose(known(1, "张三", tie), [], matter)) is found


@given(st.dates() | st.none(), st.dates() | st.none(), st.dates() | st.none())
def test_a_day_nobody_has_said_ends_no_tie(since: date | None, until: date | None, day: date | None) -> None:
    tie = Tie(TieKind.KIN, since=since, until=until)
    ended = day is not None and until is not None and until < day
    not_begun = day is not None and since is not None and since > day
    assert holds_on(tie, day) == (not ended and not not_begun)


def test_what_kin_hold_counts_whoever_declared_it() -> None:
    share = Tie(TieKind.SHAREHOLDING, organisation="甲公司", credit_code=CODE)
    matter = MatterFacts(MATTER, organisations=frozenset({CODE}))
    spouse = known(2, "李四", share)
    declared_here = known(1, "张三", Tie(TieKind.KIN, person=spouse.number, relation="配偶"))
    declared_there = known(2, "李四", share, Tie(TieKind.KIN, person=ZHANG.number))
    told = known(1, "张三", Tie(TieKind.KIN, name="孙八", organisation="甲公司", credit_code=CODE))
    assert kinds(propose(declared_here, [spouse], matter)) == {ConflictKind.KIN_INTEREST: True}
    assert kinds(propose(ZHANG, [declared_there], matter)) == {ConflictKind.KIN_INTEREST: True}
    assert kinds(propose(told, [], matter)) == {ConflictKind.KIN_INTEREST: True}


def test_a_strangers_shares_are_no_conflict() -> None:
    stranger = known(2, "李四", Tie(TieKind.SHAREHOLDING, credit_code=CODE))
    assert propose(ZHANG, [stranger], MatterFacts(MATTER, organisations=frozenset({CODE}))) == ()


def test_certain_conflicts_come_first() -> None:
    person = known(1, "张三", Tie(TieKind.PAY, credit_code=CODE))
    matter = MatterFacts(MATTER, author_names=frozenset({"张三"}), organisations=frozenset({CODE}))
    assert [conflict.certain for conflict in propose(person, [], matter)] == [True, False]


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_names_are_compared_without_failing_and_alike_both_ways(first: str, second: str) -> None:
    assert (normal_name(first) == normal_name(second)) == (normal_name(second) == normal_name(first))
    found = propose(known(1, first), [], MatterFacts(MATTER, persons=frozenset({second})))
    assert all(not conflict.certain or "RY" in second.upper() for conflict in found)
