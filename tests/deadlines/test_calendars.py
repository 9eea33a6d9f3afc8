from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.deadlines.acting import (
    REST_2027,
    YEAR_2027,
    begin,
    file_2027,
    history,
    look,
    moves,
    refused,
)
from tests.offices import problems, tamper
from ttoffice.action import Office, check, perform
from ttoffice.deadlines.views import work_calendar


def test_loading_a_year_moves_every_running_deadline_and_logs_each_move(office: Office) -> None:
    provisional = begin(office, date(2026, 12, 30), "5wd")
    settled = begin(office, date(2026, 6, 1), "5wd")
    over = begin(office, date(2026, 12, 30), "5wd")
    perform(office, "deadline.void", {"reason": "撤回"}, subject=over)
    assert look(office, provisional).provisional
    assert look(office, provisional).ends_on == date(2027, 1, 6)
    assert perform(office, "calendar.load_year", YEAR_2027).value == "RL-2026-0001"
    record = look(office, provisional)
    assert (record.ends_on, record.provisional) == (date(2027, 1, 7), False)
    assert record.editions == ("2026 国办发明电〔2025〕7号", "2027 国办发明电〔2026〕9号")
    assert moves(office) == [
        {"number": provisional, "ends_on": ["2027-01-06", "2027-01-07"], "provisional": [True, False]}
    ]
    newest = history(office, provisional)[-1]
    assert (newest.version, newest.action) == (2, "calendar.load_year")
    assert len(history(office, settled)) == 1
    assert look(office, over).ends_on == date(2027, 1, 6)
    assert problems(office) == ()


def test_an_end_that_stays_becomes_final_all_the_same(office: Office) -> None:
    number = begin(office, date(2026, 12, 25), "15d")
    assert (look(office, number).ends_on, look(office, number).provisional) == (date(2027, 1, 11), True)
    perform(office, "calendar.load_year", YEAR_2027)
    assert (look(office, number).ends_on, look(office, number).provisional) == (date(2027, 1, 9), False)
    assert look(office, number).proof[-1].why == "last_day_makeup_work"


def test_a_stopped_deadline_is_counted_anew_when_it_runs_on(office: Office) -> None:
    number = begin(office, date(2026, 5, 20), "9m")
    perform(office, "deadline.stop", {"reason": "甲"}, subject=number)
    perform(office, "calendar.load_year", YEAR_2027)
    assert look(office, number).ends_on is None
    perform(office, "deadline.resume", {"reason": "乙"}, subject=number)
    assert (look(office, number).ends_on, look(office, number).provisional) == (date(2027, 2, 22), False)


def test_a_year_is_loaded_from_a_table_with_what_the_table_does_not_say(
    office: Office, tmp_path: Path
) -> None:
    data: dict[str, Any] = {"path": str(file_2027(tmp_path))}
    assert refused(office, "calendar.load_year", data) == {"calendar.no_source", "calendar.no_edition"}
    data |= {"source": "放假通知", "edition": "国办发明电〔2026〕9号"}
    perform(office, "calendar.load_year", data)
    with office.reader() as reader:
        year = work_calendar(reader).year(2027)
    assert year is not None
    assert year.rest == {date(2027, 1, 1), date(2027, 1, 4)}
    assert (year.source, year.edition) == ("放假通知", "国办发明电〔2026〕9号")


def test_a_further_edition_takes_the_place_of_the_one_before_which_is_kept(office: Office) -> None:
    perform(office, "calendar.load_year", YEAR_2027)
    assert refused(office, "calendar.load_year", YEAR_2027) == {"calendar.known"}
    later = {**YEAR_2027, "edition": "国办发明电〔2027〕1号", "days": REST_2027[:1]}
    (note,) = check(office, "calendar.load_year", later)
    assert (note.code, note.warning) == ("calendar.known", True)
    perform(office, "calendar.load_year", later)
    with office.reader() as reader:
        year = work_calendar(reader).year(2027)
        assert reader.value("SELECT COUNT(*) FROM calendar_year") == 2
    assert year is not None
    assert (year.edition, len(year.rest)) == ("国办发明电〔2027〕1号", 3)


def test_a_year_shipped_is_replaced_by_a_further_edition(office: Office) -> None:
    number = begin(office, date(2026, 6, 1), "5wd")
    days = [{"first": "2026-06-03", "name": "临时放假"}]
    same = {**YEAR_2027, "year": 2026, "days": days, "edition": "国办发明电〔2025〕7号"}
    assert refused(office, "calendar.load_year", same) == {"calendar.known"}
    perform(office, "calendar.load_year", {**same, "edition": "补充通知"})
    assert look(office, number).ends_on == date(2026, 6, 9)


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"days": [], "year": None}, {"calendar.nothing"}),
        ({"path": "x.toml"}, {"calendar.nothing"}),
        ({"year": None}, {"calendar.no_year"}),
        ({"days": []}, {"calendar.wrong"}),
        ({"days": [*REST_2027, {"first": "2028-01-01"}]}, {"calendar.wrong"}),
        ({"days": [*REST_2027, {"first": "2027-01-02"}]}, {"calendar.twice"}),
        (
            {"days": [*REST_2027, {"first": "2027-01-02", "kind": "work"}]},
            {"calendar.twice", "calendar.wrong"},
        ),
        ({"days": [*REST_2027, {"first": "2027-03-03", "kind": "work"}]}, {"calendar.wrong"}),
        ({"days": [*REST_2027, {"first": "2027-03-03", "last": "2027-03-01"}]}, {"calendar.no_days"}),
        ({"days": [*REST_2027, {"first": "2027-03-03", "last": "9999-12-31"}]}, {"calendar.no_days"}),
        ({"source": " "}, {"calendar.no_source"}),
        ({"edition": ""}, {"calendar.no_edition"}),
        ({"announced_on": "2026-06-02"}, {"calendar.future"}),
        ({"year": 20270}, {"input.less_than_equal"}),
    ],
)
def test_a_wrong_year_is_refused(office: Office, more: dict[str, Any], codes: set[str]) -> None:
    assert refused(office, "calendar.load_year", {**YEAR_2027, **more}) == codes


def test_a_file_that_is_no_calendar_is_refused(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,名称\n1,甲\n", encoding="utf-8")
    for name in ("a.csv", "none.toml"):
        assert refused(office, "calendar.load_year", {"path": str(tmp_path / name)}) == {
            "calendar.unreadable"
        }


# --- closures ------------------------------------------------------------------------------------------

SUMMER = {"name": "暑假", "first_day": "2026-07-13", "last_day": "2026-08-21", "source": "校历"}


def test_closures_move_the_deadlines_that_pass_over_them_and_no_others(office: Office) -> None:
    perform(
        office,
        "policy.set",
        {
            "code": "review",
            "value": "30d",
            "effective_from": "2026-06-01",
            "source": "校规",
            "skip_closures": True,
        },
    )
    passing = begin(office, date(2026, 7, 1), "", matter="review", source="")
    plain = begin(office, date(2026, 7, 1), "30d")
    assert look(office, passing).ends_on == look(office, plain).ends_on == date(2026, 7, 31)
    number = perform(office, "calendar.set_closure", SUMMER).value
    assert look(office, passing).ends_on == date(2026, 9, 9)
    assert look(office, plain).ends_on == date(2026, 7, 31)
    assert [move["number"] for move in moves(office)] == [passing]
    assert ("closure", "暑假") in {(day.why, day.name) for day in look(office, passing).proof}
    perform(office, "calendar.end_closure", {"reason": "提前开学", "last_day": "2026-08-14"}, subject=number)
    assert look(office, passing).ends_on == date(2026, 9, 2)
    perform(office, "calendar.end_closure", {"reason": "误录"}, subject=number)
    assert look(office, passing).ends_on == date(2026, 7, 31)
    assert problems(office) == ()


def test_closures_are_refused_that_make_no_sense(office: Office) -> None:
    assert refused(office, "calendar.set_closure", {**SUMMER, "last_day": "2026-07-12"}) == {
        "closure.no_days"
    }
    assert refused(office, "calendar.set_closure", {**SUMMER, "last_day": "2028-07-12"}) == {
        "closure.no_days"
    }
    number = str(perform(office, "calendar.set_closure", SUMMER).value)
    ending = {"reason": "甲", "last_day": "2026-08-21"}
    assert refused(office, "calendar.end_closure", ending, number) == {"closure.outside"}
    perform(office, "calendar.end_closure", {"reason": "误录"}, subject=number)
    assert refused(office, "calendar.end_closure", {"reason": "误录"}, number) == {"closure.withdrawn"}


def test_a_calendar_changed_by_hand_is_found(office: Office) -> None:
    perform(office, "calendar.load_year", YEAR_2027)
    perform(office, "calendar.set_closure", SUMMER)
    assert problems(office) == ()
    tamper(
        office.home.store,
        "UPDATE calendar_year SET edition = 'x'",
        "UPDATE closure SET last_day = '2026-08-30'",
    )
    assert len(problems(office)) == 2
