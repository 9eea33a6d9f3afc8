"""Imports from end to end: the samples, dry runs, repetition, changes, hostile text, all or nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.offices import contents, posix_only, problems
from tests.results.importing.ledgers import HEADER, ledger, right, workbook
from ttoffice.action import Office, perform
from ttoffice.errors import InputFileError, ProfileError, UsageError
from ttoffice.results import storage
from ttoffice.results.importing import ImportReport, load_mapping, run_import, save_mapping
from ttoffice.results.importing.mapping import Column, Mapping
from ttoffice.results.record import Completer, ResultRecord

KEYS = ["rows", "created", "updated", "unchanged", "skipped", "problems"]


def records(office: Office) -> dict[str, ResultRecord]:
    """Return every result by its number."""
    with office.reader() as reader:
        ids = [row[0] for row in reader.all("SELECT id FROM result ORDER BY id")]
        return {number: record for number, _version, record in storage.load_many(reader, ids).values()}


def counts(report: ImportReport) -> tuple[int, ...]:
    return (report.rows, report.created, report.updated, report.unchanged, report.skipped)


def codes(report: ImportReport) -> Counter[str]:
    return Counter(problem.code for problem in report.problems)


GOLDEN = {
    "register_2026.xlsx": (
        (246, 240, 0, 0, 6),
        {
            "number.other_kind": 67,
            "import.phone_length": 62,
            "import.not_license_kind": 49,
            "import.payment_mode_which": 31,
            "import.fee_zero": 30,
            "import.date_incomplete": 8,
            "import.twin_row": 5,
            "import.type_outside": 4,
            "import.duplicate_differs": 4,
            "number.check_digit": 3,
            "import.remark_row": 1,
            "import.total_row": 1,
        },
    ),
    "patents_gb18030.csv": (
        (120, 118, 0, 0, 2),
        {
            "number.other_kind": 44,
            "import.unknown_value": 5,
            "import.date_incomplete": 5,
            "number.check_digit": 4,
            "import.duplicate_differs": 2,
            "import.twin_row": 1,
        },
    ),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_sample_comes_to_its_numbers_dry_then_real_then_again(
    office: Office, samples: Path, name: str
) -> None:
    office = replace(office, today=office.today.replace(month=11, day=23))
    expected, found = GOLDEN[name]
    before = contents(office.home.store)
    dry = run_import(office, samples / name, dry_run=True)
    assert contents(office.home.store) == before
    assert not office.home.vault.exists()
    real = run_import(office, samples / name)
    assert counts(dry) == counts(real) == expected
    assert codes(real) == Counter(found)
    assert dry.problems == real.problems
    stored = records(office)
    again = run_import(office, samples / name)
    assert counts(again) == (expected[0], 0, 0, expected[1], expected[4])
    assert records(office) == stored
    assert problems(office) == ()


def test_a_ledger_of_another_office_with_titles_and_a_header_of_two_rows(
    office: Office, tmp_path: Path
) -> None:
    top = ["序号", "成果基本信息", None, None, "权属信息", None, "转化意向", None, "联系人", "备注"]
    below = [
        None,
        "成果名称",
        "所属领域",
        "技术成熟度（TRL）",
        "专利号",
        "专利权人",
        "拟许可方式",
        "预期价格（元）",
        None,
        None,
    ]
    path = workbook(
        tmp_path / "医院.xlsx",
        [
            ["附件2"],
            ["云南某医院可转化科技成果信息汇总表"],
            ["填报单位（盖章）：", None, "填报日期：2026年5月"],
            top,
            below,
            [
                1,
                "某药物制剂",
                "生物医药",
                "TRL 5级",
                right(1),
                "某医院、某公司",
                "普通",
                "1,200,000",
                "王主任",
                None,
            ],
            ["合计", None, None, None, None, None, None, "1,200,000"],
            ["填表人：张三", None, "审核人：李四"],
        ],
        merges=["A1:J1", "A2:J2", "A4:A5", "B4:D4", "E4:F4", "G4:H4", "I4:I5", "J4:J5"],
    )
    report = run_import(office, path)
    assert counts(report) == (3, 1, 0, 0, 2)
    assert codes(report) == Counter({"import.total_row": 1, "import.remark_row": 1})
    (record,) = records(office).values()
    assert (record.tech_field, record.trl, record.license_kind) == ("biomedicine", 5, "ordinary")
    assert record.fee_plan is not None
    assert record.fee_plan.lump_sum_fen == 120_000_000
    assert [holder.name for holder in record.rights[0].holders] == ["某医院", "某公司"]


def test_the_report_as_json_has_its_keys_first(office: Office, samples: Path) -> None:
    document = run_import(office, samples / "patents_gb18030.csv", dry_run=True).as_json()
    assert list(document)[:6] == KEYS
    assert list(document["problems"][0]) == ["row", "column", "value", "code", "message"]
    assert {"mapping", "sheet", "unmapped", "file", "dry_run", "report_file"} <= set(document)
    json.dumps(document)


def test_one_log_entry_holds_file_mapping_and_counts_and_the_vault_the_file(
    office: Office, samples: Path
) -> None:
    path = samples / "patents_gb18030.csv"
    report = run_import(office, path)
    with office.reader() as reader:
        rows = reader.all("SELECT id, action, input, after FROM log WHERE action = 'result.import'")
    ((log_id, _action, sent, after),) = rows
    assert report.log_id == log_id
    summary = json.loads(after)["summary"]
    assert (summary["file"], summary["created"], summary["rows"]) == (path.name, 118, 120)
    assert office.vault.read(json.loads(sent)["sha256"]) == path.read_bytes()
    assert json.loads(sent)["file"] == path.name


def test_a_change_updates_and_an_empty_cell_erases_nothing(office: Office, tmp_path: Path) -> None:
    number = right(1)
    run_import(
        office,
        ledger(
            tmp_path / "a.xlsx", [1, "甲", "发明专利", number, "2021-06-18", "张三", "20万元", "未转化", "旧"]
        ),
    )
    report = run_import(
        office,
        ledger(
            tmp_path / "b.xlsx", [1, "甲", None, number.lower(), None, "张三、李四", "30万元", None, None]
        ),
    )
    assert counts(report) == (1, 0, 1, 0, 0)
    (record,) = records(office).values()
    assert record.completers == (Completer("张三"), Completer("李四"))
    assert record.fee_text == "30万元"
    assert (record.result_type, record.remarks, record.implemented) == ("patent", "旧", "no")
    assert record.acquired_on is not None
    with office.reader() as reader:
        assert reader.value("SELECT COUNT(*) FROM revision WHERE kind = 'result'") == 2


def test_a_value_of_the_store_stays_where_the_cell_is_not_understood(office: Office, tmp_path: Path) -> None:
    path = ledger(tmp_path / "a.xlsx", [1, "甲", "发明专利", right(1), "2021-06", "张三", None, None, None])
    run_import(office, path)
    ((number, record),) = records(office).items()
    assert [flag.field for flag in record.flags] == ["rights.acquired_on"]
    rights = [{**record.rights[0].as_document(), "acquired_on": "2021-06-15"}]
    perform(office, "result.edit", {"rights": rights}, subject=number)
    settled = records(office)[number]
    assert settled.flags == ()
    report = run_import(office, path)
    assert counts(report) == (1, 0, 0, 1, 0)
    assert records(office)[number] == settled


def test_a_mended_cell_settles_its_flag(office: Office, tmp_path: Path) -> None:
    cells: list[Any] = [1, "甲", "发明专利", right(1), "2021-06", "张三", "0", None, None]
    run_import(office, ledger(tmp_path / "a.xlsx", cells))
    cells[4], cells[6] = "2021-06-15", "门槛费0元"
    assert run_import(office, ledger(tmp_path / "a.xlsx", cells)).updated == 1
    (record,) = records(office).values()
    assert record.flags == ()
    assert record.fee_text == "门槛费0元"


def test_shares_and_units_that_the_store_knows_stay(office: Office, tmp_path: Path) -> None:
    path = ledger(tmp_path / "a.xlsx", [1, "甲", "发明专利", right(1), None, "张三、李四", None, None, None])
    run_import(office, path)
    (number,) = records(office)
    people = [{"name": "张三", "share": "60"}, {"name": "李四", "unit": "乙大学", "share": "40"}]
    perform(office, "result.edit", {"completers": people}, subject=number)
    assert run_import(office, path).unchanged == 1


def test_identity_by_number_then_right_then_title_and_people(office: Office, tmp_path: Path) -> None:
    run_import(
        office,
        ledger(
            tmp_path / "a.xlsx",
            [1, "甲", "发明专利", right(1), None, "张三", None, None, None],
            [2, "乙", "技术秘密", None, None, "李四", None, None, None],
        ),
    )
    first, second = records(office)
    header = ("编号", *HEADER[1:])
    report = run_import(
        office,
        workbook(
            tmp_path / "b.xlsx",
            [
                header,
                [first, "甲改", None, None, None, None, None, None, "按编号"],
                [None, "乙", None, None, None, "李四", None, None, "按名称"],
                [None, "甲", "发明专利", right(2), None, "张三", None, None, "另一项"],
                [None, "乙", "技术秘密", None, None, "王五", None, None, "疑似"],
                ["CG-2019-0001", "丙", None, None, None, "王五", None, None, "无此号"],
            ],
        ),
    )
    assert counts(report) == (5, 2, 2, 0, 1)
    found = records(office)
    assert (found[first].title, found[first].remarks) == ("甲改", "按编号")
    assert found[second].remarks == "按名称"
    assert codes(report)["import.title_changes"] == 1
    assert codes(report)["import.twin_row"] == 1
    assert codes(report)["import.number_missing"] == 1


def test_doubles_within_a_file(office: Office, tmp_path: Path) -> None:
    row = ["甲", "发明专利", right(1), None, "张三", None, None, None]
    report = run_import(
        office,
        ledger(
            tmp_path / "a.xlsx",
            [1, *row],
            [2, *row],
            [3, *row[:-1], "修订"],
            [4, "甲", *row[1:2], right(2), *row[3:]],
        ),
    )
    assert counts(report) == (4, 2, 0, 0, 2)
    assert codes(report) == Counter({"import.duplicate": 1, "import.duplicate_differs": 1})
    assert "2" in report.problems[0].message


def test_a_row_that_contradicts_the_register_is_refused(office: Office, tmp_path: Path) -> None:
    header = ("成果名称", "成果类型", "专利号", "申请日", "授权日")
    run_import(
        office,
        workbook(tmp_path / "a.xlsx", [header, ["甲", "发明专利", right(1), "2020-01-01", "2021-01-01"]]),
    )
    report = run_import(
        office, workbook(tmp_path / "b.xlsx", [header, ["甲", "发明专利", right(1), "2022-01-01", None]])
    )
    assert counts(report) == (1, 0, 0, 0, 1)
    assert codes(report) == Counter({"import.contradiction": 1})


def test_nothing_is_written_when_the_file_breaks_off(office: Office, tmp_path: Path) -> None:
    lines = ["成果名称,成果类型,专利号"] + [f"题{i},发明专利,{right(i)}" for i in range(1200)]
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join(lines).encode() + b'\n"no end,' + b"x" * 200_000)
    before = contents(office.home.store)
    with pytest.raises(InputFileError):
        run_import(office, path)
    assert contents(office.home.store) == before


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x00" * 100]
)
def test_what_is_no_ledger_is_refused(office: Office, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputFileError):
        run_import(office, path)
    with pytest.raises(InputFileError):
        run_import(office, tmp_path / "none.xlsx", dry_run=True)


HOSTILE = [
    "[/b]",
    "[@click=app.quit()]点我",
    "=cmd|' /C calc'!A0",
    "+1",
    "甲\x07\x1b[31m乙",
    "\u202e逆\u200f",
    "👨\u200d👩\u200d👧",
    "x" * 10_000,
    "'; DROP TABLE result; --",
    "%(name)s %s {0}",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "a\nb\tc",
]


def test_hostile_text_in_every_field(office: Office, tmp_path: Path) -> None:
    from ttoffice.results.importing.targets import TARGETS

    targets = [target for target in TARGETS if target.key not in {"ignored", "number"}]
    header = [target.headers.split(" ")[0] for target in targets]
    lines: list[list[str]] = []
    for text in HOSTILE:
        for index in range(len(targets)):
            cells = [""] * len(targets)
            cells[header.index("成果名称")] = f"题{len(lines)}"
            cells[header.index("成果类型")] = "软著"
            cells[index] = text
            lines.append(cells)
    path = tmp_path / "a.csv"
    import csv

    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        csv.writer(handle).writerows([header, *lines])
    report = run_import(office, path)
    assert report.rows == len(lines)
    assert report.rows == report.created + report.skipped
    for record in records(office).values():
        text = json.dumps(record.as_document(), ensure_ascii=False)
        assert not any(character in text for character in "\x07\x1b\u202e\u200f")
        document = record.as_document()
        perform(office, "result.create", {k: v for k, v in document.items() if k in CREATABLE}, dry_run=True)
    again = run_import(office, path)
    assert (again.created, again.updated) == (0, 0)
    assert problems(office) == ()
    with office.reader() as reader:
        assert reader.value("SELECT COUNT(*) FROM result") == report.created


CREATABLE = {
    "title",
    "department",
    "brief",
    "keywords",
    "remarks",
    "flags",
    "fee_text",
    "contact_name",
    "industry",
}


def test_problem_rows_come_as_a_workbook_that_can_be_mended_and_imported(
    office: Office, tmp_path: Path
) -> None:
    path = workbook(
        tmp_path / "台账.xlsx",
        [
            ["金额单位：万元"],
            [name.removesuffix("（万元）") for name in HEADER],
            [1, "甲", "发明专利", right(1), "2021-06", "张三", 50, None, "=1+1"],
            [2, "乙", "发明专利", right(2), "2021-06-18", "李四", None, None, None],
            [None, "合计", 2],
            [3, None, "软著", "2020SR0817438", None, "王五", None, None, None],
        ],
    )
    report = run_import(office, path)
    assert counts(report) == (4, 2, 0, 0, 2)
    assert report.report_file is not None
    book = load_workbook(report.report_file)
    sheet = book.active
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]][-1] == "问题说明"
    assert [row[1].value for row in rows[1:]] == ["甲", None]
    assert rows[1][4].fill.fill_type == "solid"
    assert rows[1][1].fill.fill_type != "solid"
    assert rows[2][1].fill.fill_type == "solid"
    rows[1][4].value, rows[1][8].value, rows[2][1].value = "2021-06-15", "二", "丙"
    mended = tmp_path / "mended.xlsx"
    book.save(mended)
    again = run_import(office, mended)
    assert counts(again) == (2, 1, 1, 0, 0)
    assert again.problems == ()
    assert {record.title: record.flags for record in records(office).values()} == {
        "甲": (),
        "乙": (),
        "丙": (),
    }


def test_a_report_is_not_written_over_one_that_is_being_mended(office: Office, tmp_path: Path) -> None:
    path = ledger(tmp_path / "a.xlsx", [1, "甲", "发明专利", right(1), "2021-06", "张三", None, None, None])
    first = run_import(office, path, dry_run=True).report_file
    assert run_import(office, path, dry_run=True).report_file == first
    assert first is not None
    shutil.copy(path, first)
    assert run_import(office, path, dry_run=True).report_file != first
    wanted = tmp_path / "here.xlsx"
    assert run_import(office, path, dry_run=True, report_to=wanted).report_file == str(wanted)


def test_a_mapping_is_saved_and_used_on_a_file_with_moved_columns(office: Office, tmp_path: Path) -> None:
    first = workbook(tmp_path / "a.xlsx", [["甲栏", "乙栏", "丙栏"], ["题一", "软著", "2020SR0817438"]])
    mapping = Mapping(
        (Column("甲栏", "title"), Column("乙栏", "result_type"), Column("丙栏", "rights.number"))
    )
    assert run_import(office, first, mapping=mapping).created == 1
    saved = tmp_path / "map.toml"
    save_mapping(mapping, saved)
    second = workbook(tmp_path / "b.xlsx", [["丁栏", "丙栏", "甲栏"], ["x", "2020SR0817438", "题一"]])
    report = run_import(office, second, mapping=saved)
    assert (report.unchanged, report.unmapped) == (1, ("丁栏",))
    assert codes(report) == Counter({"import.header_missing": 1, "import.unmapped": 1})
    assert load_mapping(saved) is not None


def test_a_mapping_with_an_unknown_target_is_refused(office: Office, tmp_path: Path) -> None:
    path = ledger(tmp_path / "a.xlsx", [1, "甲", "软著"])
    with pytest.raises(UsageError):
        perform(office, "result.import", {"file": str(path), "mapping": {"columns": {"甲": "titel"}}})


def test_the_action_takes_a_path_by_itself(office: Office, tmp_path: Path) -> None:
    path = ledger(tmp_path / "a.xlsx", [1, "甲", "软著", "2020SR0817438", None, "张三", None, None, None])
    assert perform(office, "result.import", {"file": str(path)}).value.created == 1


def test_progress_is_told_while_reading_and_at_the_end(office: Office, tmp_path: Path) -> None:
    rows = [[i, f"题{i}", "发明专利", right(i), None, "张三", None, None, None] for i in range(1100)]
    told: list[tuple[int, int | None]] = []
    run_import(
        office, ledger(tmp_path / "a.xlsx", *rows), progress=lambda done, total: told.append((done, total))
    )
    assert told == [(500, None), (1000, None), (1100, 1100)]


def test_many_rows_in_one_import_keep_their_numbers_without_gaps(office: Office, tmp_path: Path) -> None:
    rows = [[i, f"题{i}", "发明专利", right(i), None, "张三", None, None, None] for i in range(1100)]
    report = run_import(office, ledger(tmp_path / "a.xlsx", *rows))
    assert report.created == 1100
    assert list(records(office)) == [f"CG-2026-{i:04d}" for i in range(1, 1101)]
    assert run_import(office, tmp_path / "a.xlsx").unchanged == 1100


@posix_only
def test_a_dry_run_waits_for_no_pipe(office: Office, tmp_path: Path) -> None:
    pipe = tmp_path / "台账.csv"
    os.mkfifo(pipe)
    with pytest.raises(InputFileError):
        run_import(office, pipe, dry_run=True)


@posix_only
def test_a_mapping_is_no_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "map.toml"
    os.mkfifo(pipe)
    with pytest.raises(ProfileError):
        load_mapping(pipe)
