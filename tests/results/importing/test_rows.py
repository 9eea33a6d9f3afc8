"""Rows of a sheet become candidates; what is no result is told and left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.results.importing.ledgers import right
from ttoffice.reasons import refusing
from ttoffice.results.importing.headers import find_header
from ttoffice.results.importing.problems import Weight
from ttoffice.results.importing.rows import Candidate, RowReader
from ttoffice.results.record import Completer, Holder
from ttoffice.results.rules import record_reasons
from ttoffice.sheets.model import CellError, CellRange, Formula, Row

TODAY = date(2026, 6, 1)
HEADER = [
    "序号",
    "成果名称",
    "成果类型",
    "知识产权号",
    "取得知识产权日期",
    "完成人",
    "许可使用费标准（万元）",
]


def read(
    *rows: list[Any], header: list[Any] | None = None, merges: list[CellRange] | None = None
) -> list[Candidate]:
    lines: list[list[Any]] = [header or [*HEADER], *rows]
    sheet = [Row(number, cells) for number, cells in enumerate(lines, 1) if any(cells)]
    found = find_header(sheet, merges or ())
    assert found is not None
    return list(RowReader(found, merges or (), TODAY, "台账.xlsx").candidates(iter(sheet)))


def codes(candidate: Candidate) -> list[str]:
    return [problem.code for problem in candidate.problems]


def test_a_whole_row() -> None:
    (row,) = read(
        [1, "  甲\u3000", "发明专利", "zl 2020 1 0000001 " + right(1)[-1], 20210618, "张三、李四", "20万元"]
    )
    record = row.record()
    assert (record.title, record.result_type, record.fee_text) == ("甲", "patent", "20万元")
    assert record.completers == (Completer("张三"), Completer("李四"))
    assert (record.rights[0].number, record.rights[0].acquired_on) == (right(1), date(2021, 6, 18))
    assert row.keys == (right(1).removeprefix("ZL").replace(".", ""),)


def test_a_bare_number_takes_the_unit_of_its_header() -> None:
    (row,) = read([1, "甲", "发明专利", None, None, None, 50])
    assert row.record().fee_text == "50万元"
    assert row.record().fee_plan is not None


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ([None, "（以下为2024年后新增）"], "remark_row"),
        ([None, "备注：以上为校内数据"], "remark_row"),
        ([None, "一、计算机学院"], "remark_row"),
        ([None, "合计", Formula("COUNTA(B4:B252)")], "total_row"),
        ([None, "小 计", 12], "total_row"),
        ([None, "总计：12项"], "total_row"),
        (["合计", None, None, None, None, None, 100], "total_row"),
        (["注：按学院排序"], "remark_row"),
        (["填表人：张三", None, "审核人：李四"], "remark_row"),
        (HEADER, "header_row"),
        ([7], "no_content"),
    ],
)
def test_rows_that_are_no_results_are_left_out_with_a_code(cells: list[Any], code: str) -> None:
    (row,) = read(cells)
    assert row.refused
    assert codes(row) == [f"import.{code}"]
    assert row.problems[0].weight is Weight.LEFT_OUT


def test_a_lone_text_is_refused_rather_than_dropped() -> None:
    (row,) = read([None, "环境治理"])
    assert row.refused
    assert row.problems[0].weight is Weight.REFUSED


def test_blank_rows_are_no_rows() -> None:
    assert read([None, "  ", "\u3000"], [None, None]) == []


def test_a_missing_title_refuses_the_row() -> None:
    (row,) = read([1, "/", "发明专利", "ZL202025530860.9"])
    assert row.refused
    assert codes(row)[-1] == "import.title_missing"


def test_what_is_not_understood_is_kept_as_written_and_flagged() -> None:
    (row,) = read([1, "甲", "论文", "ABC123", "2021-06", "[/b]", "0"])
    flags = {flag.field: flag.raw for flag in row.record().flags}
    assert flags == {
        "result_type": "论文",
        "rights.number": "ABC123",
        "rights.acquired_on": "2021-06",
        "completers": "[/b]",
        "fee_plan": "0",
    }
    assert row.record().rights[0].number == "ABC123"
    assert {problem.weight for problem in row.problems} == {Weight.FLAGGED}


def test_a_formula_without_a_value_and_an_error_are_flagged() -> None:
    (row,) = read([1, "甲", Formula("X1"), CellError("#REF!"), None, "张三"])
    assert codes(row) == ["import.formula", "import.error_cell"]
    assert {flag.raw for flag in row.flags} == {"=X1", "#REF!"}


def test_control_characters_are_removed_and_told() -> None:
    (row,) = read([1, "甲\x00\x1b\u202e乙", "发明专利", None, None, "张三"])
    assert row.record().title == "甲乙"
    assert codes(row) == ["import.control_characters"]


def test_vertical_merges_are_filled_down() -> None:
    merges = [CellRange(2, 2, 3, 2), CellRange(2, 5, 3, 5)]
    rows = read([1, "甲", "发明专利", None, None, "张三"], [2, "乙", None, None, None, None], merges=merges)
    assert [row.record().result_type for row in rows] == ["patent", "patent"]
    assert [row.record().completers for row in rows] == [(Completer("张三"),)] * 2


def test_a_merged_title_is_told() -> None:
    merges = [CellRange(2, 1, 3, 1)]
    rows = read([1, "甲", "发明专利"], [2, None, "软著", "2020SR0817438"], merges=merges)
    assert [row.record().title for row in rows] == ["甲", "甲"]
    assert codes(rows[1]) == ["import.merged_title"]


def test_several_numbers_make_several_rights() -> None:
    (row,) = read([1, "甲", None, f"{right(1)}、2020SR0817438", "2021-06-18", "张三"])
    assert [right.kind for right in row.record().rights] == ["invention", "software"]
    assert [right.acquired_on for right in row.record().rights] == [date(2021, 6, 18), None]
    assert codes(row) == ["import.one_date"]


def test_unmapped_columns_go_into_the_remarks_when_the_mapping_says_so() -> None:
    from dataclasses import replace

    sheet = [Row(1, ["成果名称", "成果类型", "获奖情况"]), Row(2, ["甲", "软著", "一等奖"])]
    header = find_header(sheet)
    assert header is not None
    for keep, remarks in ((False, ""), (True, "获奖情况：一等奖")):
        kept = replace(header, mapping=replace(header.mapping, keep_unmapped=keep))
        (row,) = RowReader(kept, (), TODAY, "a").candidates(iter(sheet))
        assert row.record().remarks == remarks


def test_values_beside_the_header_are_noticed() -> None:
    sheet = [Row(1, ["成果名称", "成果类型"]), Row(2, ["甲", "软著", None, "?"])]
    header = find_header(sheet)
    assert header is not None
    reader = RowReader(header, (), TODAY, "a")
    list(reader.candidates(iter(sheet)))
    assert reader.stray == {3}


def test_the_first_of_all_the_people_in_a_column_of_its_own_is_one_person() -> None:
    header = ["成果名称", "成果类型", "第一完成人", "全部完成人"]
    rows = read(["甲", "软著", "张三", "张三、李四"], ["乙", "软著", "李四", "李四"], header=header)
    assert [row.record().completers for row in rows] == [
        (Completer("张三"), Completer("李四")),
        (Completer("李四"),),
    ]
    assert [codes(row) for row in rows] == [[], []]


@pytest.mark.parametrize("mark", ["同上", "〃", '"'])
def test_a_mark_for_the_value_above_is_flagged_in_every_column(mark: str) -> None:
    header = ["成果名称", "成果类型", "所在学院", "完成人", "许可费", "授权日", "联系人", "转化情况"]
    (row,) = read(["甲", *[mark] * 7], header=header)
    assert set(row.values) == {"title"}
    assert codes(row) == ["import.ditto"] * 7


def test_several_columns_of_people_are_read_together() -> None:
    (row,) = read(
        ["甲", "软著", "张三", "李四、王五"], header=["成果名称", "成果类型", "第一完成人", "其他完成人"]
    )
    assert [person.name for person in row.record().completers] == ["张三", "李四", "王五"]


def test_two_columns_that_disagree_on_fiscal_money() -> None:
    (row,) = read(["甲", "自筹", "是"], header=["成果名称", "经费来源", "是否财政资金支持"])
    assert row.record().fiscal is None
    assert codes(row) == ["import.funding_conflict"]


def test_dates_out_of_order_are_flagged() -> None:
    header = ["成果名称", "申请日", "授权日", "申请人"]
    (row,) = read(["甲", "2021-06-18", "2020-06-18", "甲大学、乙公司"], header=header)
    assert codes(row) == ["import.date_order"]
    assert row.record().rights[0].holders == (Holder("甲大学"), Holder("乙公司"))


CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(0, 50_000_000),
    st.floats(0, 1e6),
    st.booleans(),
    st.dates(),
    st.just(Formula("A1")),
    st.just(CellError("#N/A")),
    st.sampled_from(
        ["[/b]", "=cmd|' /C calc'!A0", "\u202e甲", "👍🏽", "张三、李四", "发明专利", "50", "2021-06-18"]
    ),
)


@given(st.lists(CELLS, min_size=7, max_size=9))
def test_any_row_is_read_and_what_is_imported_may_stand_in_the_register(cells: list[Any]) -> None:
    for row in read([1, "题", *cells]):
        if not row.refused:
            record = row.record()
            flagged = {flag.field.partition(".")[0] for flag in record.flags}
            for reason in refusing(record_reasons(record, TODAY)):
                assert (reason.field or "").partition("[")[0] in flagged
