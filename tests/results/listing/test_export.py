from __future__ import annotations

import hashlib
import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.offices import open_at, problems
from tests.results.listing.support import SMALL, enter, export, own_profile, rows_of
from ttoffice.action import Office, perform
from ttoffice.errors import RefusedError, StoreError, TTOfficeError, UsageError
from ttoffice.results.listing.export import run_export
from ttoffice.results.listing.profile import load
from ttoffice.results.listing.schema import schema
from ttoffice.results.listing.views import batch, batches
from ttoffice.store import log

FORMATS = ("xlsx", "csv", "json")
HOSTILE = [
    "[/b]",
    "[bold]红[/bold]",
    "=cmd|' /C calc'!A0",
    "+1-1",
    "-2",
    "@SUM(A1)",
    "＝1+1",
    " =1",
    "'=1",
    'a"b,c;d\te',
    "一行\n两行\r\n三行",
    "\u200f右到左\u202e反",
    "😀👨\u200d👩\u200d👧",
    "𠮷野家",
    "0123456789012345",
    "007",
    "1E5",
    "_x0041_",
    "]]>&lt;<b>",
    "%s%(x)d{0}",
    "\\u0041\\",
    "</script>",
    "null",
    "长" * 10_000,
]
CONTROLS = "".join(chr(code) for code in range(1, 32) if code not in (9, 10, 13)) + "\x7f\x85\ufffe"


def entries(office: Office) -> list[log.LogEntry]:
    with office.reader() as reader:
        return log.entries(reader)


@pytest.mark.parametrize("fmt", FORMATS)
def test_good_rows_are_written_under_the_profiles_headers(unit: Office, tmp_path: Path, fmt: str) -> None:
    enter(unit)
    enter(unit, title="第二项", payment_mode="royalty")

    report = export(unit, tmp_path / f"listing.{fmt}")

    assert (report.exported, report.refused, report.warnings, report.exit_code) == (2, (), (), 0)
    header, first, second = rows_of(tmp_path / f"listing.{fmt}")
    if fmt != "json":
        assert header == [column.header for column in load("yunnan-default").columns]
    assert first[:8] == [
        "1",
        "一种高效催化剂",
        "某大学",
        "专利权",
        "ZL202310000001.5",
        "王小明、李四",
        "新材料及其应用",
        "化学原料和化学制品制造业",
    ]
    assert first[16:] == ["是", "是", "转化办", "0871-65110000"]
    assert second[:2] == ["2", "第二项"]


def test_json_keeps_to_the_published_schema(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    enter(unit, maturity=None, tech_field=None, fiscal=None, keywords=[])

    export(unit, tmp_path / "listing.json")

    shape = schema(load("yunnan-default"))
    jsonschema.Draft202012Validator.check_schema(shape)
    written = json.loads((tmp_path / "listing.json").read_text(encoding="utf-8"))
    jsonschema.validate(written, shape)
    assert [item["row"] for item in written] == [1, 2]
    assert written[1]["maturity"] == ""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{**written[0], "brief": ""}], shape)


@pytest.mark.parametrize("fmt", FORMATS)
def test_hostile_text_comes_back_as_it_was_in_every_field(unit: Office, tmp_path: Path, fmt: str) -> None:
    fields = ["title", "brief", "industry", "license_term", "keywords", "completers.name"]
    text = 'id = "small"\ntitle = "小"\n' + "".join(
        f'[[columns]]\nheader = "{name}"\nfield = "{name}"\n' for name in fields
    )
    own_profile(unit, text)
    for value in HOSTILE:
        short = value[:60]
        enter(
            unit,
            title=value[:300],
            brief=value,
            industry=value[:300],
            license_term=value[:300],
            keywords=[short],
            completers=[{"name": short}],
        )

    report = export(unit, tmp_path / f"listing.{fmt}", profile="small")

    assert (report.exported, report.refused) == (len(HOSTILE), ())
    written = rows_of(tmp_path / f"listing.{fmt}")[1:]
    for value, row in zip(HOSTILE, written, strict=True):
        clean = value.replace("\r\n", "\n").strip()
        for name, cell in zip(fields, row, strict=True):
            expected = clean if name == "brief" else clean[: 60 if "." in name or name == "keywords" else 300]
            assert cell in (expected, f"'{expected}") if fmt == "csv" else cell == expected, (
                value[:20],
                name,
            )


def test_no_cell_of_a_csv_begins_like_a_formula(unit: Office, tmp_path: Path) -> None:
    own_profile(unit, SMALL)
    for value in HOSTILE:
        enter(unit, title=value[:300], brief=f"x {value[:300]}")

    export(unit, tmp_path / "listing.csv", profile="small")

    for row in rows_of(tmp_path / "listing.csv")[1:]:
        assert row[1].lstrip(" 　")[:1] not in tuple("=+-@＝＋－＠\t\r")
        assert row[1] not in ("0123456789012345", "007", "1E5")


@pytest.mark.parametrize("fmt", FORMATS)
def test_control_characters_are_left_out_and_warned_of(unit: Office, tmp_path: Path, fmt: str) -> None:
    own_profile(unit, SMALL)
    enter(unit, title=f"甲{CONTROLS}乙", brief="平")

    report = export(unit, tmp_path / f"listing.{fmt}", profile="small")

    assert rows_of(tmp_path / f"listing.{fmt}")[1] == ["1", "甲乙", "平"]
    assert [(w.reason.code, w.count) for w in report.warnings] == [("listing.invisible", 1)]


@pytest.mark.parametrize("fmt", FORMATS)
def test_two_exports_of_the_same_store_are_the_same_bytes(unit: Office, tmp_path: Path, fmt: str) -> None:
    for place in range(7):
        enter(unit, title=f"成果{place}", brief='有"引号"\n换行')

    first = export(unit, tmp_path / f"one.{fmt}")
    second = export(unit, tmp_path / f"two.{fmt}")

    assert (tmp_path / f"one.{fmt}").read_bytes() == (tmp_path / f"two.{fmt}").read_bytes()
    assert first.content_sha256 == second.content_sha256
    assert first.batch != second.batch


def test_the_content_hash_is_the_same_for_every_format_and_changes_with_the_content(
    unit: Office, tmp_path: Path
) -> None:
    number = enter(unit)
    hashes = {export(unit, tmp_path / f"one.{fmt}").content_sha256 for fmt in FORMATS}
    perform(unit, "result.edit", {"title": "改名"}, subject=number)

    assert len(hashes) == 1
    assert export(unit, tmp_path / "one.csv").content_sha256 not in hashes


def test_nothing_leaves_when_a_row_is_refused(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    bad = enter(unit, title="不全", brief="", license_kind=None)

    report = export(unit, tmp_path / "listing.csv")

    assert (report.exit_code, report.file, report.batch, report.exported) == (1, None, None, 1)
    assert [(row.number, row.title) for row in report.refused] == [(bad, "不全")]
    assert [reason.field for reason in report.refused[0].reasons] == ["brief", "license_kind"]
    assert not (tmp_path / "listing.csv").exists()
    assert list(tmp_path.glob(".*")) == []
    assert entries(unit)[0].action == "result.create"


def test_partial_writes_the_good_rows_and_still_reports_the_rest(unit: Office, tmp_path: Path) -> None:
    enter(unit, title="不全", brief="")
    enter(unit)

    report = export(unit, tmp_path / "listing.json", partial=True)

    assert (report.exit_code, report.exported, len(report.refused)) == (1, 1, 1)
    assert [row[:2] for row in rows_of(tmp_path / "listing.json")[1:]] == [["1", "一种高效催化剂"]]
    document = report.as_json()
    assert json.loads(json.dumps(document)) == document
    assert (document["selected"], document["exported"], len(document["refused"])) == (2, 1, 1)


def test_partial_writes_nothing_when_no_row_is_good(unit: Office, tmp_path: Path) -> None:
    enter(unit, brief="")

    report = export(unit, tmp_path / "listing.json", partial=True)

    assert (report.exit_code, report.batch) == (1, None)
    assert not (tmp_path / "listing.json").exists()


def test_warnings_are_counted_with_the_first_numbers(unit: Office, tmp_path: Path) -> None:
    numbers = [enter(unit, secrecy=None) for _ in range(25)]

    report = export(unit, tmp_path / "listing.csv")

    (warned,) = report.warnings
    assert (warned.reason.code, warned.count) == ("listing.secrecy_unknown", 25)
    assert warned.numbers == tuple(numbers[:20])
    assert report.exit_code == 0


def test_an_export_is_a_batch_in_the_log(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    enter(unit, brief="")

    report = export(unit, tmp_path / "listing.csv", partial=True)

    entry = entries(unit)[0]
    assert (entry.action, entry.subject, entry.basis) == ("listing.export", report.batch, "pay-later:6(1)")
    after = json.loads(entry.after or "{}")[report.batch or ""]
    assert after["content_sha256"] == report.content_sha256
    assert (after["rows"], after["refused"], after["file_name"]) == (1, 1, "listing.csv")
    assert after["profile_sha256"] == hashlib.sha256(load("yunnan-default").text.encode()).hexdigest()
    with unit.reader() as reader:
        (made,) = batches(reader)
        assert batch(reader, report.batch or "") == made
    assert problems(unit) == ()


def test_a_dry_run_only_checks(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    enter(unit, brief="")
    before = entries(unit)

    report = export(unit, tmp_path / "listing.csv", dry_run=True)

    assert (report.exported, len(report.refused), report.batch, report.file) == (1, 1, None, None)
    assert report.as_json()["exported"] == 1
    assert entries(unit) == before
    assert not (tmp_path / "listing.csv").exists()


def test_an_empty_store_says_so_and_what_to_do(unit: Office, tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        export(unit, tmp_path / "listing.csv")

    assert refused.value.reasons[0].code == "listing.nothing_selected"
    assert refused.value.exit_code == 1
    assert "--which all" in refused.value.advice
    assert list(tmp_path.glob("*listing*")) == []


def test_what_is_meant_for_the_list_is_selected(unit: Office, tmp_path: Path) -> None:
    pays_later = enter(unit)
    listed = enter(unit, payment_mode="lump_sum")
    perform(unit, "result.list", {}, subject=listed)
    enter(unit, payment_mode="lump_sum")
    excluded = enter(unit)
    perform(unit, "result.exclude", {"reason": "已转让"}, subject=excluded)

    report = export(unit, tmp_path / "listing.csv", partial=True)

    assert (report.exported, [row.number for row in report.refused]) == (1, [listed])
    assert export(unit, tmp_path / "a.csv", which="all", dry_run=True).selected == 3
    chosen = export(unit, tmp_path / "a.csv", numbers=(excluded, pays_later), dry_run=True)
    assert [reason.code for reason in chosen.refused[0].reasons] == ["listing.excluded"]
    assert (chosen.exported, chosen.which) == (1, "numbers")


def test_the_due_of_the_scan_can_be_selected(unit: Office, tmp_path: Path) -> None:
    right = {"kind": "invention", "number": "ZL202310000001.5"}
    enter(unit, title="到期", rights=[{**right, "acquired_on": "2024-06-01"}])
    enter(unit, title="未满两年", rights=[{**right, "acquired_on": "2024-06-02"}])

    export(unit, tmp_path / "listing.csv", which="due")

    assert [row[1] for row in rows_of(tmp_path / "listing.csv")[1:]] == ["到期"]


@pytest.mark.parametrize("options", [{"fmt": "pdf"}, {"fmt": ""}, {"fmt": "csv", "which": "some"}])
def test_unknown_formats_and_selections_are_refused(unit: Office, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        run_export(unit, profile="yunnan-default", target="x", **options)


def test_a_target_that_is_a_folder_is_refused(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    (tmp_path / "folder.csv").mkdir()
    before = entries(unit)

    with pytest.raises(UsageError, match=r"folder\.csv"):
        export(unit, tmp_path / "folder.csv")
    with pytest.raises(UsageError):
        export(unit, tmp_path / "nowhere" / "listing.csv")

    assert entries(unit) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_refused(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)

    with pytest.raises(TTOfficeError):
        export(unit, closed / "listing.csv")

    assert list(closed.iterdir()) == []


def test_a_file_that_cannot_take_its_place_leaves_no_batch(
    unit: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(unit)
    target = tmp_path / "listing.csv"
    target.write_text("old", encoding="utf-8")
    before = entries(unit)

    def locked(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(TTOfficeError, match=r"listing\.csv"):
        export(unit, target)

    monkeypatch.undo()
    assert entries(unit) == before
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.glob("*listing*")] == ["listing.csv"]


@pytest.mark.parametrize("old", [None, "old"])
def test_a_batch_that_cannot_be_recorded_leaves_no_file(
    unit: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str | None
) -> None:
    enter(unit)
    target = tmp_path / "listing.csv"
    if old is not None:
        target.write_text(old, encoding="utf-8")

    def full(self: object) -> None:
        raise StoreError("disk full")

    monkeypatch.setattr("ttoffice.store.connection.Writer.commit", full)
    with pytest.raises(StoreError):
        export(unit, target)

    assert (target.read_text(encoding="utf-8") if target.exists() else None) == old
    assert list(tmp_path.glob(".*listing*")) == []


def test_an_earlier_file_is_replaced_and_nothing_else_remains(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    (tmp_path / "listing.csv").write_text("old", encoding="utf-8")

    export(unit, tmp_path / "listing.csv")

    assert (tmp_path / "listing.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [path.name for path in tmp_path.glob("*listing*")] == ["listing.csv"]
    assert list(tmp_path.glob(".*listing*")) == []


def test_standard_output_gets_the_bytes_only_when_all_is_recorded(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    export(unit, tmp_path / "listing.json")
    stream = io.BytesIO()

    report = run_export(unit, profile="yunnan-default", fmt="json", target="-", stdout=stream)

    assert stream.getvalue() == (tmp_path / "listing.json").read_bytes()
    assert report.file == "-"
    enter(unit, brief="")
    refused = io.BytesIO()
    run_export(unit, profile="yunnan-default", fmt="json", target="-", stdout=refused)
    assert refused.getvalue() == b""


def test_without_a_target_the_file_goes_to_the_exports_of_the_day(unit: Office) -> None:
    enter(unit)

    report = run_export(unit, profile="guideline-minimum", fmt="xlsx")

    assert report.file == str(unit.home.exports / "listing-guideline-minimum-2026-06-01.xlsx")
    assert Path(report.file).is_file()


def test_the_running_number_can_stand_anywhere_and_numbers_are_numbers(unit: Office, tmp_path: Path) -> None:
    text = (
        'id = "small"\ntitle = "小"\n[[columns]]\nheader = "名称"\nfield = "title"\n'
        '[[columns]]\nheader = "序号"\nfield = "row"\n[[columns]]\nheader = "TRL"\nfield = "trl"\n'
        '[[columns]]\nheader = "格式"\nconstant = "=1"\nkey = "form"\n'
    )
    own_profile(unit, text)
    enter(unit, title="甲", trl=6)
    enter(unit, title="乙")
    for fmt in FORMATS:
        export(unit, tmp_path / f"listing.{fmt}", profile="small")

    assert rows_of(tmp_path / "listing.csv")[1:] == [["甲", "1", "6", "'=1"], ["乙", "2", "", "'=1"]]
    written = json.loads((tmp_path / "listing.json").read_text(encoding="utf-8"))
    assert written[0] == {"title": "甲", "row": 1, "trl": 6, "form": "=1"}
    assert written[1]["trl"] is None
    jsonschema.validate(written, schema(load("small", unit.home)))
    assert rows_of(tmp_path / "listing.xlsx")[1:] == [["甲", "1", "6", "=1"], ["乙", "2", "", "=1"]]


def test_progress_counts_the_rows_looked_at(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    enter(unit, brief="")
    seen: list[int] = []

    export(unit, tmp_path / "listing.csv", progress=seen.append)

    assert seen == [2]


def test_a_listing_is_chinese_whatever_the_language(
    unit: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ttoffice import i18n

    enter(unit, fee_text="", fee_plan={"threshold_fen": 0, "royalty": {"rate": "3", "base": "sales"}})
    export(unit, tmp_path / "zh.csv")
    i18n.use("en")
    try:
        export(unit, tmp_path / "en.csv")
    finally:
        i18n.use("zh_CN")

    assert (tmp_path / "zh.csv").read_bytes() == (tmp_path / "en.csv").read_bytes()


def test_an_export_can_run_on_another_day(unit: Office, tmp_path: Path) -> None:
    enter(unit)
    later = open_at(unit.home.root, date(2027, 1, 2))

    assert (export(later, tmp_path / "listing.csv").batch or "").startswith("PC-2027-")
