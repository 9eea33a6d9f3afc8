from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.agenda.offices import FACTS, acquired, enter, of_kind, seen
from tests.offices import OPERATOR, TODAY, open_at
from ttoffice.action import Office, perform
from ttoffice.action.kinds import kind_of
from ttoffice.agenda import sources
from ttoffice.agenda.from_deadlines import HEADLINES
from ttoffice.agenda.items import KINDS
from ttoffice.agenda.settings import DEFAULTS
from ttoffice.agenda.views import gather
from ttoffice.deadlines.policy import SETTINGS
from ttoffice.results.listing.export import run_export

DAY = timedelta(days=1)


def later(office: Office, day: date) -> Office:
    return open_at(office.home.root, day)


# --- results -------------------------------------------------------------------------------------------


def test_a_result_is_due_for_the_list_on_the_day_its_two_years_are_full(office: Office) -> None:
    number = enter(office, **acquired("2024-07-01"))
    (item,) = of_kind(office, "scan")
    assert (item.key, item.day, item.subject) == (f"scan:{number}", date(2026, 7, 1), number)
    assert (item.basis, item.hard, item.person) == ("pay-later:4", False, OPERATOR)
    assert item.command == f"ttoffice do result.list {number}"


def test_the_scan_looks_as_far_as_asked_and_no_day_further(office: Office) -> None:
    enter(office, **acquired("2024-07-01"))
    assert of_kind(office, "scan", within=29) == []
    assert len(of_kind(office, "scan", within=30)) == 1


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("result.list", {}),
        ("result.exclude", {"reason": "已有合作"}),
        ("result.record_use", {"since": "2026-05"}),
    ],
)
def test_what_is_listed_excluded_or_in_use_is_no_longer_due(
    office: Office, action: str, data: dict[str, str]
) -> None:
    number = enter(office, **acquired("2024-06-01"))
    assert len(of_kind(office, "scan")) == 1
    perform(office, action, data, subject=number)
    assert of_kind(office, "scan") == []


def test_a_use_or_an_exclusion_that_begins_later_does_not_count_yet(office: Office) -> None:
    used = enter(
        office, "甲", **acquired("2024-05-01", implemented="yes"), implementations=[{"since": "2026-06-02"}]
    )
    excluded = enter(office, "乙", **acquired("2024-05-01"))
    perform(office, "result.exclude", {"reason": "洽谈中", "on": "2026-06-02"}, subject=excluded)
    assert [item.subject for item in of_kind(office, "scan")] == [used, excluded]
    assert of_kind(later(office, TODAY + DAY), "scan") == []


def test_results_without_the_data_are_one_line_without_a_day(office: Office) -> None:
    enter(office, "甲", fiscal="yes", technology_class="applied", implemented="no")
    enter(office, "乙")
    enter(office, "丙", fiscal="no")
    enter(office, "丁", **acquired("2024-01-01", implemented="yes"), implementations=[{"since": "2026"}])
    (item,) = of_kind(office, "scan")
    assert (item.key, item.day, item.count) == ("scan:undecided", None, 3)


def test_many_that_are_due_are_one_line_that_says_how_many(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MANY", 2)
    for day in ("2024-03-03", "2024-02-02", "2024-04-04", "2024-06-20"):
        enter(office, day, **acquired(day))
    first, second = of_kind(office, "scan")
    assert (first.key, first.day, first.count) == ("scan:backlog", date(2026, 2, 2), 3)
    assert second.day == date(2026, 6, 20)


def test_an_exclusion_is_looked_at_again_after_the_units_period(office: Office) -> None:
    number = enter(office, **FACTS)
    perform(office, "result.exclude", {"reason": "保密审查", "on": "2025-06-30"}, subject=number)
    (item,) = of_kind(office, "exclusion", within=29)
    assert (item.day, item.hard) == (date(2026, 6, 30), False)
    assert "保密审查" in item.why
    assert of_kind(office, "exclusion", within=28) == []
    perform(
        office,
        "policy.set",
        {
            "code": "exclusion_review",
            "value": "6m",
            "effective_from": "2026-06-01",
            "source": "校办〔2026〕3号",
        },
    )
    assert of_kind(office, "exclusion")[0].day == date(2025, 12, 30)


def test_a_right_expires_on_its_day_and_stands_until_it_is_recorded_as_lapsed(office: Office) -> None:
    right = {"kind": "know_how", "number": "密[b]01", "expires_on": "2026-06-20"}
    number = enter(office, rights=[right])
    (item,) = of_kind(office, "right", within=19)
    assert (item.day, item.hard, item.subject) == (date(2026, 6, 20), True, number)
    assert item.key.isascii()
    assert of_kind(office, "right", within=18) == []
    assert of_kind(later(office, date(2026, 7, 1)), "right")[0].overdue_days(date(2026, 7, 1)) == 11
    perform(office, "result.edit", {"rights": [{**right, "legal_status": "lapsed"}]}, subject=number)
    assert of_kind(office, "right") == []


def test_a_plain_right_number_is_the_key_whatever_its_place(office: Office) -> None:
    one = {"kind": "invention", "number": "ZL202010123456.2", "expires_on": "2026-06-20"}
    other = {"kind": "know_how", "number": "", "expires_on": "2026-06-21"}
    number = enter(office, rights=[one, other])
    first = {item.key for item in of_kind(office, "right")}
    perform(office, "result.edit", {"rights": [other, one]}, subject=number)
    assert first & {item.key for item in of_kind(office, "right")}


# --- listings, unit, evidence, deadlines -----------------------------------------------------------------


def test_an_export_waits_until_it_is_marked_as_uploaded_and_then_for_changes(
    office: Office, tmp_path: Path
) -> None:
    number = enter(
        office, "甲", license_kind="ordinary", payment_mode="stages", brief="简介", fee_text="面议"
    )
    perform(office, "result.list", {}, subject=number)
    report = run_export(
        office, profile="guideline-minimum", fmt="json", target=tmp_path / "a.json", numbers=(number,)
    )
    assert report.batch is not None
    (item,) = of_kind(office, "batch")
    assert (item.subject, item.day, item.overdue_days(TODAY)) == (report.batch, TODAY, 0)
    perform(office, "listing.mark_uploaded", {}, subject=report.batch)
    assert of_kind(office, "batch") == []
    assert of_kind(office, "drift") == []
    perform(office, "result.edit", {"brief": "新的简介"}, subject=number)
    (item,) = of_kind(office, "drift")
    assert (item.day, item.count, item.key) == (None, 1, "drift:guideline-minimum")


def test_the_guideline_ends_on_its_last_day(office: Office) -> None:
    end = date(2028, 11, 8)
    assert of_kind(office, "rulebook") == []
    (item,) = of_kind(later(office, end), "rulebook", within=0)
    assert (item.day, item.hard, item.overdue_days(end), item.overdue_days(end + DAY)) == (end, True, 0, 1)


def test_a_rulebook_that_cannot_be_read_is_told_and_hides_nothing(office: Office) -> None:
    folder = office.home.rulebooks / "yunnan-2025-4"
    folder.mkdir(parents=True)
    (folder / "rulebook.toml").write_text("[", encoding="utf-8")
    enter(office, **acquired("2024-06-01"))
    found = seen(later(office, TODAY))
    assert found["rulebook:yunnan-2025-4"].day is None
    assert "scan:CG-2026-0001" in found


def test_a_missing_internal_rule_stands_without_a_day(office: Office) -> None:
    rules = of_kind(office, "rule")
    assert {item.key for item in rules} == {"rule:exemption", "rule:process", "rule:decision", "rule:reward"}
    assert {item.day for item in rules} == {None}
    assert {item.basis for item in rules} == {"exemption:11", "exemption:5"}


def test_an_exhibit_whose_file_is_gone_stands_without_a_day(office: Office, tmp_path: Path) -> None:
    number = enter(office)
    paper = tmp_path / "证书.pdf"
    paper.write_bytes(b"%PDF")
    exhibit = str(
        perform(office, "exhibit.add", {"subject": number, "path": str(paper), "source": "系统"}).value
    )
    with office.reader() as reader:
        sha256 = reader.value("SELECT sha256 FROM exhibit")
    failing = [{"sha256": sha256, "state": "missing"}]
    perform(office, "exhibit.record_check", {"through": exhibit, "failing": failing})
    (item,) = of_kind(office, "exhibit")
    assert (item.key, item.day, item.subject) == (f"exhibit:{exhibit}", None, number)
    perform(office, "exhibit.record_check", {"through": exhibit})
    assert of_kind(office, "exhibit") == []


def start(office: Office, subject: str, **more: str) -> str:
    data = {"subject": subject, "matter": "price_publicity", "starts_on": "2026-06-01", **more}
    return str(perform(office, "deadline.start", data).value)


def test_a_running_deadline_is_due_on_its_last_day_and_gone_once_finished(office: Office) -> None:
    subject = enter(office, "咖啡")
    number = start(office, subject)
    (item,) = of_kind(office, "deadline", within=15)
    assert (item.key, item.day, item.subject) == (f"deadline:{number}", date(2026, 6, 16), subject)
    assert (item.hard, item.proof, item.person, item.provisional) == (True, number, OPERATOR, False)
    assert "咖啡" in item.title
    assert of_kind(office, "deadline", within=14) == []
    perform(later(office, date(2026, 6, 17)), "deadline.finish", {}, subject=number)
    assert of_kind(later(office, date(2026, 6, 17)), "deadline") == []


def test_a_label_that_begins_with_what_the_deadline_is_for_says_it_once(office: Office) -> None:
    number = enter(office, "一种烤烟识别方法")
    given = {
        "subject": number,
        "matter": "registration",
        "label": "技术合同认定登记 补正",
        "starts_on": "2026-06-01",
    }
    perform(office, "deadline.start", given)
    (item,) = of_kind(office, "deadline")
    assert item.title == "技术合同认定登记 补正 一种烤烟识别方法"


def test_a_stopped_deadline_waits_without_a_day_and_its_sequence_grows(office: Office) -> None:
    number = start(office, enter(office))
    perform(office, "deadline.stop", {"reason": "补充材料"}, subject=number)
    (item,) = of_kind(office, "deadline")
    assert (item.day, item.sequence) == (None, 1)


def test_a_day_beyond_the_announced_years_is_provisional(office: Office) -> None:
    number = start(office, enter(office), period="1y", source="约定")
    found = seen(office, within=400)[f"deadline:{number}"]
    assert found.provisional
    assert found.as_json(TODAY)["provisional"] is True


# --- seen from another day -------------------------------------------------------------------------------


def test_seen_from_a_past_day_the_agenda_is_what_it_was_then(office: Office) -> None:
    early = later(office, date(2026, 5, 1))
    number = enter(early, "旧名", **acquired("2024-04-01"))
    excluded = enter(early, "乙", **acquired("2024-04-01"))
    right = [{"kind": "know_how", "number": "A1", "expires_on": "2026-05-20", "acquired_on": "2024-04-01"}]
    enter(early, "丙", rights=right)
    deadline = start(early, number, starts_on="2026-05-01", period="5d", source="约定")
    perform(office, "result.list", {}, subject=number)
    perform(office, "result.exclude", {"reason": "x"}, subject=excluded)
    perform(office, "deadline.finish", {"on": "2026-06-01"}, subject=deadline)
    then, now = seen(office, date(2026, 5, 2)), seen(office)
    wanted = {f"scan:{number}", f"scan:{excluded}", f"deadline:{deadline}", "scan:undecided"}
    assert wanted <= then.keys()
    assert not (wanted - {"scan:undecided"}) & now.keys()
    assert any(key.startswith("right:") for key in then)
    assert then[f"scan:{number}"].title == "旧名"
    assert not {item.kind for item in seen(office, date(2026, 4, 30)).values()} & {
        "scan",
        "right",
        "deadline",
    }


def test_seen_from_a_day_to_come_what_is_due_by_then_is_overdue(office: Office) -> None:
    enter(office, **acquired("2024-07-01"))
    (item,) = of_kind(office, "scan", date(2026, 7, 11))
    assert item.overdue_days(date(2026, 7, 11)) == 10


# --- the whole -------------------------------------------------------------------------------------------


def test_every_source_names_a_kind_that_has_a_label(office: Office) -> None:
    assert {kind for kind, _source in sources.sources()} == set(KINDS)


def test_keys_are_the_same_on_every_day(office: Office) -> None:
    enter(office, **acquired("2024-07-01"))
    start(office, enter(office, "乙"))
    first = seen(office, within=100)
    assert first.keys() <= seen(later(office, TODAY + 40 * DAY), within=100).keys()


def test_the_defaults_are_those_of_the_units_settings() -> None:
    assert {code: SETTINGS[code].default for code in DEFAULTS} == DEFAULTS


def test_a_quick_look_shows_nothing_that_the_whole_does_not_have(office: Office) -> None:
    enter(office, **acquired("2024-06-20"))
    start(office, enter(office, "乙"))
    with office.reader() as reader:
        quick = {item.key: item.day for item in gather(office, reader, quick=True).items}
    whole = {key: item.day for key, item in seen(office).items()}
    assert {"scan:CG-2026-0001", "deadline:QX-2026-0001"} <= quick.keys()
    assert quick.items() <= whole.items()


def test_what_records_are_called_by_is_a_field_of_theirs() -> None:
    for code, field in HEADLINES.items():
        kind = kind_of(code)
        assert kind is None or field == kind.headline, code
