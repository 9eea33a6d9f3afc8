from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.offices import open_at, problems, tamper
from tests.results.listing.support import SMALL, change, enter, export, named, own_profile
from ttoffice.action import Office, check, perform
from ttoffice.errors import ConflictError, RefusedError, UsageError
from ttoffice.results.listing.changes import ChangeReport, changes
from ttoffice.results.listing.views import last_uploaded

PROFILE = "yunnan-default"


def upload(office: Office, tmp_path: Path, **options: str) -> str:
    number = export(office, tmp_path / "listing.csv", **options).batch or ""
    perform(office, "listing.mark_uploaded", {}, subject=number)
    return number


def now(office: Office, profile: str = PROFILE) -> ChangeReport:
    return changes(office, profile=profile)


def test_before_the_first_upload_there_is_nothing_to_compare_with(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    export(unit, tmp_path / "listing.csv")

    with pytest.raises(RefusedError, match="yunnan-default"):
        now(unit)


def test_nothing_has_changed_right_after_an_upload(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    number = upload(unit, tmp_path)

    report = now(unit)

    assert (report.since.number, report.rows, report.unchanged) == (number, (), 1)


def test_new_changed_and_withdrawn_rows_are_told(unit: Office, tmp_path: Path) -> None:
    first, second, third, fourth = (enter(unit, title=f"成果{place}") for place in range(4))
    upload(unit, tmp_path)
    change(unit, second, title="改名", fee_text="零门槛费；按销售额5%提成", remarks="不出现")
    perform(unit, "result.exclude", {"reason": "已转让"}, subject=third)
    change(unit, fourth, remarks="只在内部")
    added = enter(unit, title="新增")

    report = now(unit)

    assert [(row.change, row.number) for row in report.rows] == [
        ("changed", second),
        ("withdrawn", third),
        ("new", added),
    ]
    (changed,) = report.of("changed")
    assert [(field.header, field.then, field.now) for field in changed.fields] == [
        ("成果名称", "成果1", "改名"),
        ("许可使用费标准", "零门槛费；中试完成：支付5万元；按销售额3%提成", "零门槛费；按销售额5%提成"),
    ]
    assert changed.exact
    assert report.unchanged == 2
    assert report.as_json()["withdrawn"][0]["number"] == third
    assert first != second


def test_a_row_that_moved_up_is_not_changed(unit: Office, tmp_path: Path) -> None:
    first = enter(unit)
    enter(unit)
    upload(unit, tmp_path)
    perform(unit, "result.exclude", {"reason": "已转让"}, subject=first)

    assert [(row.change, row.number) for row in now(unit).rows] == [("withdrawn", first)]


def test_a_row_that_cannot_go_any_more_is_withdrawn_with_its_reasons(unit: Office, tmp_path: Path) -> None:
    number, last = enter(unit), enter(unit)
    upload(unit, tmp_path)
    change(unit, number, secrecy="secret")
    change(unit, last, brief="")
    other = enter(unit, brief="")

    report = now(unit)

    assert [(row.change, row.number) for row in report.rows] == [("withdrawn", number), ("withdrawn", last)]
    assert [reason.code for reason in report.rows[0].reasons] == ["listing.secrecy"]
    assert [row.number for row in report.refused] == [other]


def test_another_name_of_the_unit_changes_every_row(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    upload(unit, tmp_path)
    named(unit, name="某某大学")

    (row,) = now(unit).rows

    assert [(field.header, field.then, field.now) for field in row.fields] == [
        ("成果持有单位", "某大学", "某某大学")
    ]


def test_another_profile_is_told_by_its_headers(unit: Office, tmp_path: Path) -> None:
    own_profile(unit, SMALL)
    enter(unit, title="甲", brief="乙")
    upload(unit, tmp_path, profile="small")
    own_profile(unit, SMALL.replace('"简介"', '"成果简介"'))

    (row,) = now(unit, "small").rows

    assert [(field.header, field.then, field.now) for field in row.fields] == [
        ("成果简介", "", "乙"),
        ("简介", "乙", ""),
    ]
    own_profile(unit, SMALL + "width = 40\n")
    assert now(unit, "small").rows == ()


def test_a_text_of_then_that_cannot_be_told_exactly_says_so(unit: Office, tmp_path: Path) -> None:
    number = enter(unit)
    upload(unit, tmp_path)
    tamper(
        unit.home.store, "UPDATE listing_chunk SET rows = CAST(substr(rows, 1, 12) || zeroblob(16) AS BLOB)"
    )

    (row,) = now(unit).rows

    assert (row.change, row.number, row.exact, row.fields) == ("changed", number, False, ())


def test_changes_are_counted_from_the_last_upload(unit: Office, tmp_path: Path) -> None:
    number = enter(unit)
    upload(unit, tmp_path)
    change(unit, number, title="改名")
    later = open_at(unit.home.root, date(2026, 7, 1))
    second = upload(later, tmp_path)
    export(later, tmp_path / "not-uploaded.csv")

    assert now(later).rows == ()
    with later.reader() as reader:
        found = last_uploaded(reader, PROFILE)
    assert found is not None
    assert (found.number, found.uploaded_on, found.uploaded_by) == (second, "2026-07-01", "李明")


def test_more_rows_than_one_piece_are_compared(
    unit: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ttoffice.results.listing.packing._PER_PIECE", 5)
    numbers = [enter(unit, title=f"成果{place}") for place in range(12)]
    upload(unit, tmp_path)
    change(unit, numbers[7], title="改名")

    report = now(unit)

    assert ([row.number for row in report.rows], report.unchanged) == ([numbers[7]], 11)


def test_a_batch_is_marked_as_uploaded_once(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    number = upload(unit, tmp_path)

    reasons = check(unit, "listing.mark_uploaded", {}, subject=number)

    assert [reason.code for reason in reasons] == ["listing.uploaded_already"]
    with pytest.raises(ConflictError):
        perform(unit, "listing.mark_uploaded", {}, subject=number, version=1)
    assert problems(unit) == ()


@pytest.mark.parametrize("day", ["2026-06-02", "2026-05-31"])
def test_the_day_of_the_upload_lies_between_export_and_today(unit: Office, tmp_path: Path, day: str) -> None:
    enter(unit)
    number = export(unit, tmp_path / "listing.csv").batch or ""

    reasons = check(unit, "listing.mark_uploaded", {"uploaded_on": day}, subject=number)

    assert [reason.code for reason in reasons] == ["listing.upload_day"]


def test_the_platforms_numbers_are_recorded(unit: Office, tmp_path: Path) -> None:
    first, second = enter(unit), enter(unit)
    upload(unit, tmp_path)

    outcome = perform(unit, "listing.record_number", {"numbers": {first: "YN-1", second: "YN-2"}})

    assert (outcome.value, outcome.warnings) == (2, ())
    with unit.reader() as reader:
        assert reader.all("SELECT platform_number FROM result ORDER BY id") == [("YN-1",), ("YN-2",)]
    assert perform(unit, "listing.record_number", {"numbers": {first: "YN-1"}}).value == 0
    assert now(unit).rows == ()


def test_unknown_results_and_shared_numbers_are_told(unit: Office) -> None:
    first, second = enter(unit), enter(unit)
    perform(unit, "listing.record_number", {"numbers": {first: "YN-1"}})

    shared = check(unit, "listing.record_number", {"numbers": {second: "YN-1"}})
    twice = check(unit, "listing.record_number", {"numbers": {first: "YN-9", second: "YN-9"}})
    unknown = check(unit, "listing.record_number", {"numbers": {"CG-2026-0404": "YN-1"}})

    assert [(r.code, r.warning) for r in shared] == [("listing.number_twice", True)]
    assert [(r.code, r.warning) for r in twice] == [("listing.number_twice", True)]
    assert ("listing.no_result", False) in [(r.code, r.warning) for r in unknown]


def test_an_export_without_its_file_is_not_recorded(unit: Office) -> None:
    with pytest.raises(UsageError, match="export listing"):
        perform(unit, "listing.export", {"profile": PROFILE, "format": "csv"})
