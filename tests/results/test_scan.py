from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.offices import TODAY
from ttoffice.action import Office, perform
from ttoffice.results import scanning
from ttoffice.results.scan import Decision, Facts, Standing, State, decide, due_on, span

AS_OF = date(2026, 6, 1)
LONG_AGO, LATELY, UNKNOWN = date(2020, 1, 1), date(2026, 1, 1), None


def facts(
    acquired_on: date | None = LONG_AGO,
    *,
    fiscal: str | None = "yes",
    technology_class: str | None = "applied",
    implemented: str | None = "no",
    uses: tuple[str, ...] = (),
    reason: str = "",
    since: date | None = None,
) -> Facts:
    return Facts(fiscal, technology_class, acquired_on, implemented, uses, reason, since)


@pytest.mark.parametrize(
    ("acquired_on", "expected"),
    [
        (date(2024, 5, 31), date(2026, 5, 31)),
        (date(2024, 6, 1), date(2026, 6, 1)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2022, 2, 28), date(2024, 2, 28)),
        (date(2024, 12, 31), date(2026, 12, 31)),
        (date(2024, 3, 1), date(2026, 3, 1)),
        (date(1, 1, 1), date(3, 1, 1)),
        (date(9997, 12, 31), date(9999, 12, 31)),
    ],
)
def test_two_years_are_full_on_the_matching_day_or_the_last_of_the_month(
    acquired_on: date, expected: date
) -> None:
    assert due_on(acquired_on) == expected


@pytest.mark.parametrize(
    ("as_of", "standing"),
    [
        (date(2026, 2, 27), Standing.UPCOMING),
        (date(2026, 2, 28), Standing.DUE),
        (date(2026, 3, 1), Standing.DUE),
    ],
)
def test_a_right_of_29_february_is_due_from_28_february_on(as_of: date, standing: Standing) -> None:
    assert decide(facts(date(2024, 2, 29)), as_of, 90).standing is standing


@pytest.mark.parametrize(
    ("days", "standing"), [(-1, Standing.DUE), (0, Standing.DUE), (1, Standing.UPCOMING)]
)
def test_the_day_before_is_upcoming_the_day_itself_is_due(days: int, standing: Standing) -> None:
    acquired = date(2024, 6, 1) + timedelta(days=days)
    assert decide(facts(acquired), AS_OF, 90).standing is standing


def test_what_falls_due_beyond_the_horizon_is_not_listed() -> None:
    last = AS_OF + timedelta(days=90)
    acquired = date(last.year - 2, last.month, last.day)
    assert decide(facts(acquired), AS_OF, 90).standing is Standing.UPCOMING
    assert decide(facts(acquired), AS_OF, 89).standing is Standing.OUTSIDE
    assert decide(facts(acquired + timedelta(days=1)), AS_OF, 90).standing is Standing.OUTSIDE


def expected_standing(
    fiscal: State, applied: State, reached: State, unused: State, upcoming: bool, excluded: bool
) -> Standing:
    """The table of pay-later Art. 4, said once more and otherwise."""
    if State.NOT_MET in (fiscal, applied, unused) or (reached is State.NOT_MET and not upcoming):
        return Standing.OUTSIDE
    if excluded:
        return Standing.EXCLUDED
    if State.OPEN in (fiscal, applied, reached, unused):
        return Standing.UNDECIDED
    return Standing.DUE if reached is State.MET else Standing.UPCOMING


FISCAL = {"yes": State.MET, "no": State.NOT_MET, None: State.OPEN}
CLASSES = {"applied": State.MET, "basic": State.NOT_MET, "soft": State.NOT_MET, None: State.OPEN}
ACQUIRED = {
    date(2020, 1, 1): (State.MET, False),
    date(2024, 7, 1): (State.NOT_MET, True),
    date(2026, 1, 1): (State.NOT_MET, False),
    None: (State.OPEN, False),
}
USED = {
    ("no", ()): State.MET,
    ("yes", ()): State.NOT_MET,
    (None, ()): State.OPEN,
    ("yes", ("2025",)): State.NOT_MET,
    ("yes", ("2026",)): State.OPEN,
    ("yes", ("2027",)): State.MET,
    ("yes", ("",)): State.NOT_MET,
}
EXCLUSIONS = {
    ("", None): False,
    ("unsuitable", None): True,
    ("unsuitable", AS_OF): True,
    ("unsuitable", AS_OF + timedelta(days=1)): False,
}


def test_every_combination_of_the_four_conditions_stands_where_the_article_puts_it() -> None:
    for (fiscal, a), (nature, b), (acquired, (c, upcoming)), ((implemented, uses), d), (
        out,
        excluded,
    ) in product(FISCAL.items(), CLASSES.items(), ACQUIRED.items(), USED.items(), EXCLUSIONS.items()):
        decision = decide(Facts(fiscal, nature, acquired, implemented, uses, *out), AS_OF, 90)
        assert decision.standing is expected_standing(a, b, c, d, upcoming, excluded)
        assert list(decision.conditions.values()) == [a, b, c, d]
        assert set(decision.missing) == {
            name for name, state in decision.conditions.items() if state is State.OPEN
        }


@pytest.mark.parametrize(
    ("since", "unused"),
    [
        ("2026-05-31", State.NOT_MET),
        ("2026-06-01", State.NOT_MET),
        ("2026-06-02", State.MET),
        ("2026-05", State.NOT_MET),
        ("2026-06", State.OPEN),
        ("2026-07", State.MET),
        ("2025", State.NOT_MET),
        ("2026", State.OPEN),
        ("2027", State.MET),
        ("9999-12", State.MET),
        ("0001", State.NOT_MET),
        ("", State.NOT_MET),
    ],
)
def test_a_use_counts_from_its_day_and_a_partial_date_around_the_day_leaves_it_open(
    since: str, unused: State
) -> None:
    decision = decide(facts(implemented="yes", uses=(since,)), AS_OF, 90)
    assert decision.conditions["not_implemented"] is unused


def test_one_begun_use_outweighs_later_and_open_ones() -> None:
    decision = decide(facts(implemented="yes", uses=("2027", "2026", "2024")), AS_OF, 90)
    assert decision.conditions["not_implemented"] is State.NOT_MET


@pytest.mark.parametrize("as_of", [date.min, date.max])
@pytest.mark.parametrize("acquired_on", [date.min, date(9998, 1, 1), date.max, None])
def test_the_ends_of_the_calendar_are_decided_like_other_days(as_of: date, acquired_on: date | None) -> None:
    decision: Decision = decide(facts(acquired_on), as_of, 36500)
    assert decision.standing in Standing
    if acquired_on is not None and acquired_on.year > 9997:
        assert decision.due_on is None
        assert decision.standing is Standing.OUTSIDE


@given(st.dates(), st.dates(), st.integers(0, 36500))
def test_due_means_that_the_two_years_are_full(acquired_on: date, as_of: date, within: int) -> None:
    decision = decide(facts(acquired_on), as_of, within)
    assert (decision.standing is Standing.DUE) == (decision.due_on is not None and decision.due_on <= as_of)


@given(st.dates())
def test_a_partial_date_spans_exactly_its_days(day: date) -> None:
    text = day.isoformat()
    assert span(text) == (day, day)
    for partial in (text[:4], text[:7]):
        first, last = span(partial)
        assert first <= day <= last
        assert first.isoformat().startswith(partial)
        assert last.isoformat().startswith(partial)
        assert last == date.max or not (last + timedelta(days=1)).isoformat().startswith(partial)


def enter(office: Office, title: str, acquired_on: date | None, **more: object) -> None:
    right = {"kind": "know_how", "acquired_on": acquired_on.isoformat() if acquired_on else None}
    known = {"fiscal": "yes", "technology_class": "applied", "implemented": "no"}
    perform(office, "result.create", {"title": title, "rights": [right], **known, **more})


@pytest.mark.parametrize("as_of", [date.min, date(3, 1, 1), TODAY, date(9999, 12, 31)])
def test_the_sql_sieve_leaves_out_nothing_that_the_rule_would_show(office: Office, as_of: date) -> None:
    days = [
        date.min, date(1, 1, 2), date(2024, 2, 29), date(2024, 6, 1), date(2024, 6, 2),
        date(2024, 8, 30), date(2024, 8, 31), date(2024, 9, 3), date(9997, 12, 31), date.max, None,
    ]  # fmt: skip
    for day in days:
        enter(office, str(day), day)
    enter(office, "basic", LONG_AGO, technology_class="basic")
    enter(office, "private", LONG_AGO, fiscal="no")
    enter(office, "open", LONG_AGO, fiscal=None, technology_class=None)
    cases = {str(day): facts(day) for day in days}
    cases["open"] = facts(fiscal=None, technology_class=None)
    with office.reader() as reader:
        shown = {line.title for line in scanning.scan(reader, as_of)}
    assert shown == {
        title for title, case in cases.items() if decide(case, as_of, 90).standing is not Standing.OUTSIDE
    }
