from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.agenda.offices import enter
from tests.findings.beginning import Case, case, prepared
from tests.offices import OPERATOR, TODAY
from ttoffice import i18n
from ttoffice.action import Office, perform
from ttoffice.agenda.today import changes
from ttoffice.agenda.today.changes import Changes, changes_since, kind_label, told, working_day_before
from ttoffice.deadlines.views import work_calendar
from ttoffice.store.connection import Params, Row
from ttoffice.workdays.calendar import Closure, WorkCalendar

__all__ = ["case", "prepared"]

OTHERS = "王芳"


def found_in(office: Office, since: date, until: date | None = None) -> Changes:
    with office.reader() as reader:
        return changes_since(reader, since, until or office.today, OPERATOR)


def test_the_working_day_before_passes_over_weekends_holidays_and_closures(office: Office) -> None:
    with office.reader() as reader:
        calendar = work_calendar(reader)
    assert working_day_before(calendar, date(2026, 6, 1)) == date(2026, 5, 29)
    assert working_day_before(calendar, date(2026, 2, 16)) == date(2026, 2, 14)  # a Saturday worked
    assert working_day_before(calendar, date(2026, 2, 24)) == date(2026, 2, 14)
    closed = WorkCalendar(calendar.years, (Closure(date(2026, 1, 19), date(2026, 2, 24), "寒假"),))
    assert working_day_before(closed, date(2026, 2, 25)) == date(2026, 1, 16)
    shut = WorkCalendar(closures=(Closure(date(2025, 1, 1), date(2026, 12, 31)),))
    assert working_day_before(shut, date(2026, 6, 1)) == date(2026, 5, 31)
    assert working_day_before(calendar, date.min) == date.min


def test_changes_are_told_by_record_with_what_others_did_first(office: Office) -> None:
    mine = enter(office, "甲")
    perform(office, "result.edit", {"brief": "简介"}, subject=mine)
    perform(office, "result.edit", {"brief": "又一简介"}, subject=mine)
    theirs = enter(replace(office, operator=OTHERS), "乙")
    third = enter(office, "丙")
    found = found_in(office, TODAY)
    assert [one.number for one in found.records] == [theirs, third, mine]
    assert [(one.others, one.title, one.count) for one in found.records] == [
        (True, "乙", 1),
        (False, "丙", 1),
        (False, "甲", 3),
    ]
    assert found.records[-1].sentence == "录入新成果；修改成果（2 次）"
    assert found.by_kind == (("result", 5),)
    assert found.by_operator == ((OPERATOR, 4), (OTHERS, 1))
    assert not found.more


def test_only_the_days_asked_for_are_told(office: Office) -> None:
    enter(office, "甲")
    enter(office.on(date(2026, 6, 3)), "乙")
    enter(office, "丙")
    assert [one.title for one in found_in(office, TODAY, date(2026, 6, 2)).records] == ["丙", "甲"]
    assert [one.title for one in found_in(office, date(2026, 6, 2), date(2026, 6, 5)).records] == ["乙"]
    assert found_in(office, date(2026, 6, 4), date(2026, 6, 5)).count == 0


def test_the_log_is_read_from_its_end_and_no_further_than_needed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "PIECE", 2)
    for title in "甲乙丙丁":
        enter(office, title)
    for title in "戊己庚":
        enter(office.on(date(2026, 6, 3)), title)
    asked: list[str] = []
    with office.reader() as reader:
        read = reader.all

        def counted(sql: str, params: Params = ()) -> list[Row]:
            asked.append(sql)
            return read(sql, params)

        monkeypatch.setattr(reader, "all", counted)
        found = changes_since(reader, date(2026, 6, 3), date(2026, 6, 3), OPERATOR)
    assert [one.title for one in found.records] == ["庚", "己", "戊"]
    assert asked.count(changes._NEWEST) == 3


def test_more_entries_than_are_gathered_say_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST", 2)
    for title in "甲乙丙":
        enter(office, title)
    found = found_in(office, TODAY)
    assert (found.more, found.count) == (True, 2)


def test_a_file_attached_is_work_on_its_record_and_nobody_concerned_is_named(case: Case) -> None:
    case.opened(title="赵经理尽职免责认定")
    found = found_in(case.office, case.office.today)
    one = next(one for one in found.records if one.number == case.number)
    assert "为记录附上文件" in one.sentence
    assert one.title == ""
    assert not any(one.number.startswith("ZJ-") for one in found.records)
    i18n.use("en")
    assert kind_label("finding") == "Exemption findings"


def test_an_entry_about_no_record_stands_by_itself(office: Office) -> None:
    perform(office, "unit.set", {"name": "云南某某大学"})
    (one,) = found_in(office, TODAY).records
    assert (one.number, one.kind, one.sentence) == ("", "other", "填写本单位及承办部门")
    assert one.as_json()["number"] is None


def test_counts_are_told_with_what_is_left_as_one_number() -> None:
    assert told((("甲", 5), ("乙", 3), ("丙", 2), ("丁", 1)), most=2) == "甲 5、乙 3、其余 3"
    assert told(()) == ""
