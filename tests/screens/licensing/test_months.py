from __future__ import annotations

from datetime import date

import pytest

from ttoffice.licenses.views import Mark
from ttoffice.screens.licensing.months import CELLS, LETTERS, NAMES, Month, heading, strip
from ttoffice.screens.licensing.timeline import TimelineArea

TODAY = date(2026, 6, 1)
OPEN = (None, None)


def mark(day: str, kind: str = "pay", *, done: bool = False) -> Mark:
    return Mark(date.fromisoformat(day), kind, "YS-2026-0001", "款", done)  # type: ignore[arg-type]


def test_months_are_counted_over_the_ends_of_years() -> None:
    november = Month(2026, 11)
    assert november.plus(3) == Month(2027, 2)
    assert november.plus(-11) == Month(2025, 12)
    assert Month(2027, 2).minus(november) == 3


def test_the_heading_names_the_year_at_its_january_and_brackets_the_month_at_hand() -> None:
    assert heading(Month(2026, 11), 4, 1) == " 11 [12]2027 02 "
    assert heading(Month(2027, 1), 2, 0) == "[27] 02 "


def test_a_month_shows_what_falls_into_it_and_its_term() -> None:
    term = (date(2026, 5, 15), date(2026, 8, 1))
    found = strip([mark("2026-07-03"), mark("2026-07-09", "milestone")], Month(2026, 4), 6, TODAY, term)
    assert found == "    " + "----" + "----" + "-PM-" + "----" + "    "


def test_what_is_done_is_small_and_what_is_late_has_a_mark_of_its_own() -> None:
    marks = [mark("2026-03-01", done=True), mark("2026-04-01")]
    assert strip(marks, Month(2026, 3), 2, TODAY, OPEN) == " p  " + "!P  "


def test_more_marks_than_there_is_room_for_are_said_to_be_more() -> None:
    marks = [mark(f"2026-07-0{day}") for day in range(1, 6)]
    assert strip(marks, Month(2026, 7), 1, TODAY, OPEN) == " PP+"


def test_the_edge_of_a_year_is_drawn() -> None:
    assert strip([], Month(2026, 12), 2, TODAY, (date(2026, 1, 1), None)) == "----|---"


def test_every_kind_of_mark_has_a_letter_and_a_name_of_its_own() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert set(LETTERS) == set(NAMES)


@pytest.mark.parametrize("by", [1, -1, 12, -12, 30])
def test_the_month_at_hand_stays_in_sight(by: int) -> None:
    area = TimelineArea(TODAY)
    area.resized(100)
    area.move(by)
    assert 0 <= area.at.minus(area.first) < area.count
    assert area.columns()[-1].width == area.count * CELLS
