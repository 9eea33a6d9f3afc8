"""The header is found below title rows, in one row or two, and columns are proposed by their headers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.results.importing.ledgers import workbook
from ttoffice.errors import InputFileError
from ttoffice.results.importing.headers import find_header, unit_of
from ttoffice.results.importing.mapping import Column, Mapping
from ttoffice.results.importing.rows import RowReader
from ttoffice.results.importing.source import Chosen, Sheet, choose, open_sheets
from ttoffice.results.importing.targets import BY_TARGET, TARGETS, match, plain
from ttoffice.sheets.model import CellRange, Row


def row(number: int, *cells: str | int | None) -> Row:
    return Row(number, list(cells))


def chosen(path: Path, name: str | None = None) -> Chosen:
    with open_sheets(path) as sheets:
        return choose(sheets, path.name, name=name)


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("成果名称", "title"),
        ("*成果名称", "title"),
        ("成 果 名 称", "title"),
        ("专利（成果）名称", "title"),
        ("1.项目名称", "title"),
        ("知识产权号\n（专利号/登记号）", "rights.number"),
        ("专利号/登记号", "rights.number"),
        ("取得知识产权\n日期", "rights.acquired_on"),
        ("授权公告日", "rights.acquired_on"),
        ("完成人（按排名）", "completers"),
        ("发明人", "completers"),
        ("申请人", "rights.holders"),
        ("许可使用费标准\n（万元）", "fee"),
        ("联系人及电话", "contact"),
        ("技术领域【必填】", "tech_field"),
        ("是否财政资金支持", "fiscal"),
        ("序号", "ignored"),
        ("问题说明", "ignored"),
    ],
)
def test_headers_as_offices_write_them(header: str, target: str) -> None:
    found = match(header)
    assert found is not None
    assert (found.target, found.sure) == (target, True)


@pytest.mark.parametrize("header", ["", "获奖情况", "是否先使用后付费", "2024年", "x" * 200])
def test_unknown_headers_are_not_guessed(header: str) -> None:
    assert match(header) is None


def test_no_header_means_two_things() -> None:
    words = [word for target in TARGETS for word in target.headers.split(" ")]
    assert sorted(words) == sorted(set(words))
    assert all(plain(word) == word for word in words)


def test_each_target_is_found_by_its_own_key() -> None:
    for key in BY_TARGET:
        if "." in key:
            found = match(key)
            assert found is not None
            assert found.target == key


def test_title_rows_and_their_unit_of_money_stand_above() -> None:
    rows = [
        row(1, "某大学科技成果台账（2026年）"),
        row(2, "填表单位：转化中心", None, None, "金额单位：元"),
        row(3, "序号", "成果名称", "成果类型", "许可费"),
        row(4, 1, "甲", "发明专利", 5),
    ]
    header = find_header(rows)
    assert header is not None
    assert (header.row, header.mapping.unit) == (3, "元")
    assert [column.target for column in header.mapping.columns] == ["ignored", "title", "result_type", "fee"]


def test_a_header_of_two_rows_with_merged_cells() -> None:
    rows = [
        row(1, "序号", "成果名称", "知识产权", None, None, "完成人"),
        row(2, None, None, "类型", "专利号", "授权日期", None),
        row(3, 1, "甲", "发明", "ZL202025530860.9", "2021-06-18", "张三"),
    ]
    merges = [CellRange(1, 0, 2, 0), CellRange(1, 1, 2, 1), CellRange(1, 2, 1, 4), CellRange(1, 5, 2, 5)]
    for known in (merges, []):
        header = find_header(rows, known)
        assert header is not None
        assert header.row == 2
        assert [column.target for column in header.mapping.columns] == [
            "ignored",
            "title",
            "result_type",
            "rights.number",
            "rights.acquired_on",
            "completers",
        ]


def test_a_row_of_data_is_not_eaten_by_the_header() -> None:
    header = find_header([row(1, "成果名称", "成果类型"), row(2, "专利号识别系统", "软著")])
    assert header is not None
    assert header.row == 1


def test_two_columns_for_one_target_are_told() -> None:
    header = find_header([row(1, "成果名称", "项目名称", "成果类型")])
    assert header is not None
    assert [column.target for column in header.mapping.columns] == ["title", "", "result_type"]
    assert [reason.code for reason in header.problems] == ["import.header_twice"]


def test_the_name_of_the_result_goes_before_that_of_its_project() -> None:
    header = find_header([row(1, "序号", "项目名称", "成果名称", "状态", "法律状态")])
    assert header is not None
    targets = [column.target for column in header.mapping.columns]
    assert targets == ["ignored", "", "title", "", "rights.legal_status"]
    assert [reason.code for reason in header.problems] == ["import.header_twice"] * 2


@pytest.mark.parametrize(
    "text", ["联系人邮箱", "合同到期日", "受让单位名称", "原专利名称", "完成人工号", "预计授权日期"]
)
def test_a_header_about_something_else_is_not_inferred(text: str) -> None:
    header = find_header([row(1, "成果名称", "成果类型", text)])
    assert header is not None
    assert header.mapping.columns[2] == Column(text)


@pytest.mark.parametrize("above", ["填报单位：元江县农科所", "单位：元谋县农业局", "单位：万元/年"])
def test_a_place_or_a_yearly_amount_above_the_header_is_no_unit_of_money(above: str) -> None:
    header = find_header([row(1, above), row(2, "成果名称", "成果类型", "许可费")])
    assert header is not None
    assert header.mapping.unit is None


@pytest.mark.parametrize("text", ["许可费（万元/年）", "许可费（美元）", "许可费（万元每年）"])
def test_an_amount_a_year_or_in_another_currency_takes_no_unit_from_above(text: str) -> None:
    header = find_header([row(1, "金额单位：万元"), row(2, "成果名称", "成果类型", text)])
    assert header is not None
    reader = RowReader(header, (), date(2026, 6, 1), "a.csv")
    (candidate,) = reader.candidates(iter([row(3, "甲", "软著", "5")]))
    assert "fee_plan" not in candidate.values
    assert [problem.code for problem in candidate.problems] == ["import.fee_unit"]


def test_a_unit_among_other_notes_above_the_header_is_found() -> None:
    above = row(1, "填报单位：滇中科技大学　金额单位：万元　填报日期：2026年6月")
    header = find_header([above, row(2, "成果名称", "成果类型", "许可费")])
    assert header is not None
    assert header.mapping.unit == "万元"


def test_a_second_type_column_is_the_kind_of_right() -> None:
    header = find_header([row(1, "成果名称", "成果类型", "专利类型")])
    assert header is not None
    assert header.mapping.columns[2].target == "rights.kind"


def test_an_inferred_column_is_told() -> None:
    header = find_header([row(1, "成果名称", "成果类型", "成果完成人姓名")])
    assert header is not None
    assert header.mapping.columns[2] == Column("成果完成人姓名", "completers", None, sure=False)
    assert [reason.code for reason in header.problems] == ["import.header_inferred"]


def test_units_in_headers() -> None:
    assert [unit_of(text) for text in ("价格（万元）", "价格(单位：元)", "价格/万元", "价格", "元素")] == [
        "万元",
        "元",
        "万元",
        None,
        None,
    ]


def test_a_mapping_finds_its_columns_where_they_have_moved() -> None:
    wanted = Mapping((Column("题目", "title"), Column("号", "rights.number"), Column("甲", "remarks")))
    header = find_header([row(1, "x"), row(2, "号", "乙", "题目")], (), wanted)
    assert header is not None
    assert [column.target for column in header.mapping.columns] == ["rights.number", "", "title"]
    assert [reason.code for reason in header.problems] == ["import.header_missing"]


def test_the_first_visible_sheet_with_a_header_is_taken_and_others_told(samples: Path) -> None:
    found = chosen(samples / "register_2026.xlsx")
    assert (found.sheet.name, found.header.row) == ("成果台账", 3)
    assert found.others == ("填表说明", "旧表")
    assert found.header.mapping.unit == "万元"
    assert not found.header.mapping.unmapped


def test_a_hidden_sheet_can_be_named(samples: Path) -> None:
    assert chosen(samples / "register_2026.xlsx", "旧表").sheet.hidden


def test_a_file_without_a_header_says_so(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [("甲", "乙"), (1, 2)])
    with pytest.raises(InputFileError):
        chosen(path)
    with pytest.raises(InputFileError):
        chosen(path, "没有")


def test_a_short_sheet_is_read_once() -> None:
    passes: list[int] = []

    def rows() -> Iterator[Row]:
        passes.append(1)
        yield from (row(1, "成果名称", "成果类型"), row(2, "甲", "软著"))

    found = choose([Sheet("", False, rows, tuple)], "a.csv")
    assert [line.number for line in found.sheet.rows()] == [1, 2]
    assert len(passes) == 1
