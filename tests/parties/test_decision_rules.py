from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.parties.decision_rules import (
    Ballot,
    Member,
    Presence,
    adopted,
    plain_text,
    read_fraction,
    tally,
    text_hash,
)

SHARES = st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=100)


def body(present: int, absent: int, recused: int, votes: list[Ballot] | None = None) -> list[Member]:
    cast = votes or [Ballot.YES] * present
    seats = [Member(f"RY-{i}", f"P{i}", Presence.PRESENT, cast[i]) for i in range(present)]
    seats += [Member(f"RY-a{i}", "A", Presence.ABSENT) for i in range(absent)]
    return seats + [Member(f"RY-r{i}", "R", Presence.RECUSED) for i in range(recused)]


@pytest.mark.parametrize(
    ("present", "absent", "recused", "quorate"),
    [
        (6, 3, 0, True),  # 6 of 9 is exactly two thirds
        (5, 4, 0, False),
        (5, 2, 2, True),  # two withdrew: 7 count, 5 are needed
        (4, 3, 2, False),
        (2, 1, 0, True),
        (1, 0, 8, False),  # one alone is no collective
        (0, 0, 0, False),
    ],
)
def test_two_thirds_of_those_who_have_not_withdrawn(
    present: int, absent: int, recused: int, quorate: bool
) -> None:
    assert tally(body(present, absent, recused), Fraction(2, 3)).quorate is quorate


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), SHARES)
def test_the_quorum_is_exact_and_the_recused_do_not_count(
    present: int, absent: int, recused: int, quorum: Fraction
) -> None:
    count = tally(body(present, absent, recused), quorum)
    # said without rounding: as many as the share of the others, in whole numbers
    enough = present * quorum.denominator >= (present + absent) * quorum.numerator
    assert count.quorate == (enough and present >= 2)
    assert count == tally(body(present, absent, 0), quorum).__class__(
        present + absent, recused, present, count.needed, present, 0, 0
    )
    assert count.needed == tally(body(present, absent, 0), quorum).needed


@given(st.lists(st.sampled_from(list(Ballot)), min_size=1, max_size=60))
def test_adopted_is_more_than_half_of_those_present_in_whole_numbers(votes: list[Ballot]) -> None:
    count = tally(body(len(votes), 0, 0, votes), Fraction(1))
    assert count.yes + count.no + count.abstained == count.present == len(votes)
    assert adopted(count, Fraction(1, 2)) == (2 * votes.count(Ballot.YES) > len(votes))


def test_half_is_no_majority_and_abstaining_is_not_agreeing() -> None:
    half = [Ballot.YES, Ballot.YES, Ballot.NO, Ballot.ABSTAIN]
    assert not adopted(tally(body(4, 0, 0, half), Fraction(1)), Fraction(1, 2))


def test_a_share_of_one_asks_for_all_of_those_present() -> None:
    assert adopted(tally(body(3, 1, 0), Fraction(2, 3)), Fraction(1))
    missing = [Ballot.YES, Ballot.YES, Ballot.ABSTAIN]
    assert not adopted(tally(body(3, 1, 0, missing), Fraction(2, 3)), Fraction(1))
    assert not adopted(tally([], Fraction(1)), Fraction(1))


@pytest.mark.parametrize(
    ("text", "value"),
    [("2/3", Fraction(2, 3)), (" 50% ", Fraction(1, 2)), ("1", Fraction(1)), ("0.6", Fraction(3, 5))],
)
def test_a_share_is_read(text: str, value: Fraction) -> None:
    assert read_fraction(text) == value


@pytest.mark.parametrize("text", ["", "0", "4/3", "-1/2", "1/0", "half", "%", "nan", "inf"])
def test_what_is_no_share_is_none(text: str) -> None:
    assert read_fraction(text) is None


@given(st.text(max_size=60))
def test_line_ends_do_not_change_a_text_or_its_hash(text: str) -> None:
    other = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    assert plain_text(other) == plain_text(text)
    assert text_hash(other) == text_hash(text)
    assert (text_hash(text) == "") == (plain_text(text) == "")
