from __future__ import annotations

from datetime import date

from tests.deadlines.acting import begin, history, look, refused, result
from tests.offices import TODAY, problems
from ttoffice.action import Office, check, perform

MONDAY = date(2026, 6, 1)


def test_a_deadline_of_the_offices_own_runs_on_any_record(office: Office) -> None:
    number = begin(office, label="补正材料")
    record = look(office, number)
    assert (record.subject, record.label, record.ends_on) == ("CG-2026-0001", "补正材料", date(2026, 6, 8))
    on_it = begin(office, subject=number)
    assert look(office, on_it).subject == number
    assert problems(office) == ()


def test_a_deadline_needs_its_record_its_period_and_its_source(office: Office) -> None:
    subject = result(office)
    base = {"subject": subject, "matter": "补正", "starts_on": "2026-06-01", "source": "来函"}
    assert refused(office, "deadline.start", base) == {"deadline.no_period"}
    assert refused(office, "deadline.start", {**base, "period": "soon"}) == {"deadline.no_such_period"}
    for unknown in ("CG-2026-0099", "GS-2026-0001", "XX-1", "甲"):
        data = {**base, "subject": unknown, "period": "3d"}
        assert refused(office, "deadline.start", data) == {"deadline.no_subject"}
    assert refused(office, "deadline.start", {**base, "period": "3d", "source": ""}) == {"deadline.no_source"}
    late = {**base, "starts_on": "9999-12-20", "period": "1m"}
    assert refused(office, "deadline.start", late) == {"deadline.beyond_calendar"}
    late = {"subject": subject, "matter": "recordal", "starts_on": "9999-12-20"}
    assert refused(office, "deadline.start", late) == {"deadline.beyond_calendar"}
    assert refused(office, "deadline.start", {"subject": subject, "matter": "review"}) == {"input.missing"}


def test_a_stopped_clock_has_no_end_and_runs_on_with_the_days_added(office: Office) -> None:
    number = begin(office, MONDAY, "10d")
    wednesday, next_monday = office.on(date(2026, 6, 3)), office.on(date(2026, 6, 8))
    perform(wednesday, "deadline.stop", {"reason": "等待鉴定"}, subject=number)
    stopped = look(office, number)
    assert (stopped.state, stopped.ends_on) == ("paused", None)
    perform(next_monday, "deadline.resume", {"reason": "鉴定完成"}, subject=number)
    record = look(office, number)
    assert (record.state, record.ends_on) == ("open", date(2026, 6, 16))  # five days later than 06-11
    (pause,) = record.pauses
    assert (pause.first, pause.resumed) == (date(2026, 6, 3), date(2026, 6, 8))
    assert (pause.reason, pause.resumed_for) == ("等待鉴定", "鉴定完成")
    assert [day.why for day in record.proof].count("paused") == 5


def test_every_stop_is_kept(office: Office) -> None:
    number = begin(office, MONDAY, "20wd")
    for first, last in ((3, 5), (5, 6), (10, 20)):
        perform(office.on(date(2026, 6, first)), "deadline.stop", {"reason": f"{first}"}, subject=number)
        perform(office.on(date(2026, 6, last)), "deadline.resume", {"reason": f"{last}"}, subject=number)
    assert [pause.reason for pause in look(office, number).pauses] == ["3", "5", "10"]
    assert [revision.version for revision in history(office, number)] == [*range(1, 8)]
    assert [len(revision.document["pauses"]) for revision in history(office, number)] == [0, 1, 1, 2, 2, 3, 3]
    assert problems(office) == ()


def test_a_clock_is_not_stopped_out_of_turn(office: Office) -> None:
    number = begin(office, MONDAY, "10d")
    later = office.on(date(2026, 6, 20))

    def stopping(on: str) -> set[str]:
        return refused(later, "deadline.stop", {"reason": "甲", "on": on}, number)

    assert stopping("2026-06-21") == {"deadline.future", "deadline.over"}
    assert stopping("2026-05-31") == {"deadline.before_start"}
    assert stopping("2026-06-12") == {"deadline.over"}
    assert refused(later, "deadline.stop", {"reason": " ", "on": "2026-06-02"}, number) == {
        "input.string_too_short"
    }
    assert refused(later, "deadline.resume", {"reason": "甲"}, number) == {"deadline.not_stopped"}
    perform(later, "deadline.stop", {"reason": "甲", "on": "2026-06-11"}, subject=number)
    assert stopping("2026-06-12") == {"deadline.stopped_already"}
    data = {"reason": "乙", "on": "2026-06-10"}
    assert refused(later, "deadline.resume", data, number) == {"deadline.resumed_before_stop"}
    perform(later, "deadline.resume", {"reason": "乙", "on": "2026-06-15"}, subject=number)
    assert look(office, number).ends_on == date(2026, 6, 15)
    assert stopping("2026-06-14") == {"deadline.stopped_before"}


def test_an_extension_is_given_once_with_reason_and_basis(office: Office) -> None:
    number = begin(office, MONDAY, "5wd")
    data = {"reason": "案情复杂", "basis": "校发〔2026〕1号", "period": "5wd"}
    for missing in ("reason", "basis"):
        assert refused(office, "deadline.extend", {**data, missing: ""}, number) == {"input.string_too_short"}
    assert refused(office, "deadline.extend", {**data, "period": ""}, number) == {
        "deadline.no_extension_period"
    }
    perform(office, "deadline.extend", data, subject=number)
    record = look(office, number)
    assert record.ends_on == date(2026, 6, 15)
    assert record.extension is not None
    assert (record.extension.decided_on, record.extension.reason) == (TODAY, "案情复杂")
    whys = [(day.day.day, day.why) for day in record.proof]
    assert (8, "last_day") in whys
    assert (8, "extension_start") in whys
    assert refused(office, "deadline.extend", data, number) == {"deadline.extended_already"}
    assert problems(office) == ()


def test_an_extension_takes_the_units_period_as_it_held_when_the_deadline_began(office: Office) -> None:
    number = begin(office, MONDAY, "", matter="investigation", source="")
    assert look(office, number).period == "30wd"
    perform(
        office,
        "policy.set",
        {
            "code": "investigation_extension",
            "value": "5wd",
            "effective_from": "2026-06-02",
            "source": "校发〔2026〕2号",
        },
    )
    perform(office, "deadline.extend", {"reason": "案情复杂", "basis": "校规"}, subject=number)
    extension = look(office, number).extension
    assert extension is not None
    assert extension.period == "15wd"


def test_what_is_over_is_not_extended(office: Office) -> None:
    number = begin(office, date(2026, 5, 4), "5wd")
    data = {"reason": "案情复杂", "basis": "校规", "period": "5wd"}
    assert refused(office, "deadline.extend", data, number) == {"deadline.over"}
    in_time = {**data, "decided_on": "2026-05-08"}
    perform(office, "deadline.extend", in_time, subject=number)
    assert look(office, number).ends_on == date(2026, 5, 18)


def test_a_stopped_clock_is_not_extended(office: Office) -> None:
    number = begin(office, MONDAY, "5wd")
    perform(office, "deadline.stop", {"reason": "甲"}, subject=number)
    data = {"reason": "案情复杂", "basis": "校规", "period": "5wd"}
    assert refused(office, "deadline.extend", data, number) == {"deadline.stopped_already"}


def test_doing_it_late_is_noted_and_what_is_done_stays(office: Office) -> None:
    number = begin(office, date(2026, 5, 18), "5wd")
    (late,) = check(office, "deadline.finish", {}, subject=number)
    assert (late.code, late.warning) == ("deadline.late", True)
    assert refused(office, "deadline.finish", {"on": "2026-06-02"}, number) == {"deadline.future"}
    perform(office, "deadline.finish", {"on": "2026-05-25"}, subject=number)
    assert (look(office, number).state, look(office, number).done_on) == ("done", date(2026, 5, 25))
    for name, data in (
        ("stop", {"reason": "甲"}),
        ("resume", {"reason": "甲"}),
        ("extend", {"reason": "甲", "basis": "乙", "period": "1d"}),
        ("finish", {}),
        ("void", {"reason": "甲"}),
    ):
        assert "deadline.not_running" in refused(office, f"deadline.{name}", data, number)
    assert problems(office) == ()


def test_a_void_deadline_says_why(office: Office) -> None:
    number = begin(office)
    perform(office, "deadline.void", {"reason": "公示撤回"}, subject=number)
    assert (look(office, number).state, look(office, number).note) == ("void", "公示撤回")
