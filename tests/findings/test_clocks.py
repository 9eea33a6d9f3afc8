from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.findings.beginning import BEGUN, Case, case, prepared
from tests.licenses.seeding import seed
from tests.office_fixtures import blank_store
from ttoffice.action import Context
from ttoffice.deadlines import keeping
from ttoffice.deadlines.policy import SETTINGS
from ttoffice.deadlines.record import DeadlineRecord, Extension, Stop
from ttoffice.deadlines.rules import recounted
from ttoffice.findings.clocks import MATTERS, ProcedureClock, clock_of, clocks, clocks_of, told
from ttoffice.notices.record import NoticeRecord, ObjectionRecord, ReviewRecord
from ttoffice.notices.shelves import NOTICES, OBJECTIONS, REVIEWS
from ttoffice.workdays.calendar import WorkCalendar
from ttoffice.workdays.reading import shipped

__all__ = ["blank_store", "case", "prepared"]

DAY = timedelta(days=1)
CALENDAR = WorkCalendar(tuple(shipped()), ())
MONDAY = date(2026, 5, 11)


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTOFFICE_LANG", "zh_CN")


def running(matter: str, period: str, starts_on: date = MONDAY, **more: object) -> DeadlineRecord:
    record = DeadlineRecord("MZ-2026-0001", matter, "", starts_on, period)
    return recounted(replace(record, **more), CALENDAR)  # type: ignore[arg-type]


def on(record: DeadlineRecord, day: date) -> ProcedureClock:
    return clock_of("QX-2026-0001", record, day)


def test_working_days_are_counted_from_the_day_after_the_beginning() -> None:
    record = running("investigation", "30wd")
    texts = [on(record, MONDAY + days * DAY).text for days in (0, 1, 4, 5, 6, 7)]
    assert texts == [
        "调查已启动（共30个工作日）",
        "调查第1/30个工作日",
        "调查第4/30个工作日",
        "调查第4/30个工作日",
        "调查第4/30个工作日",
        "调查第5/30个工作日",
    ]


def test_what_is_late_says_by_how_many_days_and_a_publicity_is_over() -> None:
    record = running("investigation", "5wd")
    assert on(record, date(2026, 5, 18)).text == "调查第5/5个工作日"
    assert on(record, date(2026, 5, 20)).text == "调查已逾期 2 日"
    shown = running("finding_publicity", "5d", date(2026, 5, 4))  # ends on Saturday 9 May, which is worked
    assert on(shown, date(2026, 5, 7)).text == "公示第3/5日"
    assert on(shown, date(2026, 5, 10)).text == "公示期满，待结束"


def test_a_rest_day_at_the_end_is_waited_for() -> None:
    record = running("review", "5d")  # its fifth day is a Saturday, so it ends on Monday
    clock = on(record, date(2026, 5, 18))
    assert (clock.day, clock.days, clock.late, clock.ends_on) == (5, 5, 0, date(2026, 5, 18))


def test_an_extension_makes_one_period_with_what_it_extends() -> None:
    more = Extension("15wd", date(2026, 6, 1), "须委托评估", "exemption:12")
    record = running("investigation", "30wd", extension=more)
    clock = on(record, record.proof[-1].day)
    assert (clock.day, clock.days, clock.extended, clock.late) == (45, 45, True, 0)
    assert on(record, date(2026, 5, 12)).text == "调查第1/45个工作日"


def test_an_extension_in_another_unit_is_counted_by_itself_once_it_runs() -> None:
    more = Extension("1m", date(2026, 5, 14), "须委托评估", "exemption:12")
    record = running("investigation", "5wd", extension=more)
    assert on(record, date(2026, 5, 18)).text == "调查第5/5个工作日"
    assert on(record, date(2026, 5, 20)).text == "调查第2/31日"


def test_a_clock_that_stands_still_says_where() -> None:
    record = running("review", "30d", state="paused", pauses=(Stop(date(2026, 5, 15), "等待鉴定"),))
    clock = on(record, date(2026, 6, 1))
    assert clock.text == "复核第3/30日，已中止"
    assert (clock.ends_on, clock.late) == (None, 0)


PERIODS = st.one_of(
    st.integers(1, 40).map(lambda days: f"{days}d"),
    st.integers(1, 40).map(lambda days: f"{days}wd"),
    st.integers(1, 3).map(lambda months: f"{months}m"),
)


@given(start=st.dates(date(2026, 1, 1), date(2026, 8, 1)), period=PERIODS, after=st.integers(0, 120))
def test_a_clock_agrees_with_the_calendar(start: date, period: str, after: int) -> None:
    """Counted here day by day from the calendar: no proof is read."""
    record = running("investigation", period, start)
    today = start + after * DAY
    passed = [start + step * DAY for step in range(1, after + 1)]
    counted = [day for day in passed if not period.endswith("wd") or CALENDAR.day(day).working]
    clock = on(record, today)
    assert clock.day == min(len(counted), clock.days)
    assert record.ends_on is not None
    assert clock.late == max(0, (today - record.ends_on).days)
    if not period.endswith("m"):
        assert clock.days == int(period.rstrip("dw"))


def test_a_list_shows_every_clock_of_a_case_in_the_order_of_the_procedure(case: Case) -> None:
    case.begun()
    office = case.office
    other = Case(office, case.folder, case.people, case.license).opened()
    with office.reader() as reader:
        found = clocks_of(reader, [case.number, other.number, "MZ-2026-0009"], office.today)
    assert {number: told(ticking) for number, ticking in found.items()} == {
        case.number: "调查第15/30个工作日",
        other.number: "受理审查已逾期 20 日",
        "MZ-2026-0009": "",
    }
    seed(office, lambda ctx: _published(ctx, case.number))
    with office.reader() as reader:
        ticking = clocks(reader, case.number, office.today)
    assert [clock.matter for clock in ticking] == [
        "investigation", "finding_publicity", "review", "feedback", "feedback",
    ]  # fmt: skip
    assert told(ticking) == (
        "调查第15/30个工作日 · 公示第3/5个工作日 · 复核已启动（共30日）"
        " · 反馈已启动（共5个工作日）（另有 1 项）"
    )
    assert ticking[1].subject == "GS-2026-0001"
    assert ticking[1].as_json()["ends_on"] == "2026-06-03"


def _published(ctx: Context, finding: str) -> None:
    """A notice three working days old with a review and two objections to be answered."""
    started = [
        keeping.start(ctx, subject=subject, matter=matter, starts_on=day)
        for subject, matter, day in (
            ("GS-2026-0001", "finding_publicity", date(2026, 5, 27)),
            ("FH-2026-0001", "review", ctx.today),
            ("YY-2026-0001", "feedback", ctx.today),
            ("YY-2026-0002", "feedback", ctx.today),
        )
    ]
    notice, review, *feedback = started
    NOTICES.enter(ctx, NoticeRecord("finding", finding, deadline=notice, state="published"))
    REVIEWS.enter(ctx, ReviewRecord("GS-2026-0001", deadline=review))
    for deadline in feedback:
        OBJECTIONS.enter(ctx, ObjectionRecord("GS-2026-0001", feedback_deadline=deadline))


def test_a_clock_of_a_closed_case_is_gone(case: Case) -> None:
    case.begun()
    case.act("finding.withdraw", reason="撤回", paper=case.paper)
    with case.office.reader() as reader:
        assert clocks(reader, case.number, BEGUN) == ()


def test_every_matter_of_a_clock_is_a_setting_of_the_unit() -> None:
    assert set(MATTERS) <= set(SETTINGS)
