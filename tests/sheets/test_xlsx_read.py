# ruff: noqa: DTZ001 - a cell has no zone
from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.sheets.support import MAIN, pack, parts, read, values
from ttoffice.errors import InputFileError, UsageError
from ttoffice.sheets.model import CellError, CellRange, Formula
from ttoffice.sheets.xlsx_read import open_workbook

DATA = Path(__file__).parents[1] / "data"
XF = '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>'
STYLES = f'<numFmts><numFmt numFmtId="170" formatCode="{{code}}"/></numFmts>{XF}'


def one_row(tmp_path: Path, cells: str, **more: str) -> list[object]:
    rows = values(pack(tmp_path / "表.xlsx", parts(f'<row r="1">{cells}</row>', **more)))
    return list(rows[0]) if rows else []


def test_the_register_of_an_office_reads_as_openpyxl_reads_it() -> None:
    path = DATA / "register_2026.xlsx"
    book = openpyxl.load_workbook(path)
    with open_workbook(path) as ours:
        assert [(sheet.name, sheet.hidden) for sheet in ours.sheets] == [
            (sheet.title, sheet.sheet_state != "visible") for sheet in book.worksheets
        ]
        for info, theirs in zip(ours.sheets, book.worksheets, strict=True):
            rows = {row.number: row.cells for row in ours.iter_rows(info)}
            for number, expected in enumerate(theirs.iter_rows(values_only=True), 1):
                cells = rows.get(number, [])
                for index, value in enumerate(expected):
                    mine = cells[index] if index < len(cells) else None
                    if isinstance(mine, Formula):
                        mine = f"={mine.text}"
                    wanted = value.date() if isinstance(value, datetime) else value
                    assert mine == wanted, (info.name, number, index)


def test_merged_cells_are_told_apart_from_the_rows() -> None:
    with open_workbook(DATA / "register_2026.xlsx") as book:
        assert book.merged_ranges(book.sheets[0]) == (CellRange(1, 0, 1, 17),)
        assert book.merged_ranges(book.sheets[1]) == ()


def test_vertical_merges_keep_only_their_first_value(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["学院", "成果"])
    book.active.append(["农学院", "甲"])
    book.active.append([None, "乙"])
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "合并.xlsx")
    with open_workbook(tmp_path / "合并.xlsx") as ours:
        assert [row.cells for row in ours.iter_rows(ours.sheets[0])] == [
            ["学院", "成果"],
            ["农学院", "甲"],
            [None, "乙"],
        ]
        assert ours.merged_ranges(ours.sheets[0]) == (CellRange(2, 0, 3, 0),)


def test_a_sheet_is_found_by_name_and_a_wrong_name_lists_those_there_are() -> None:
    with open_workbook(DATA / "register_2026.xlsx") as book:
        assert book.sheet("旧表").hidden
        with pytest.raises(UsageError) as caught:
            book.sheet("没有")
        assert "填表说明" in caught.value.advice


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1"><v>20220427</v></c>', 20220427),
        ('<c r="A1"><v>-12</v></c>', -12),
        ('<c r="A1"><v>3.5</v></c>', 3.5),
        ('<c r="A1"><v>1E3</v></c>', 1000.0),
        ('<c r="A1"><v>530102199001011234</v></c>', "530102199001011234"),
        ('<c r="A1"><v>5.3010219900101101E+17</v></c>', "5.3010219900101101E+17"),
        ('<c r="A1"><v>nan</v></c>', "nan"),
        ('<c r="A1"><v>1_000</v></c>', "1_000"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#REF!</v></c>', CellError("#REF!")),
        ('<c r="A1" t="d"><v>2022-04-27</v></c>', date(2022, 4, 27)),
        ('<c r="A1" t="d"><v>2022-04-27T08:30:00</v></c>', datetime(2022, 4, 27, 8, 30)),
        ('<c r="A1" t="s"><v>1</v></c>', "二〇二二"),
        ('<c r="A1" t="s"><v> 1 </v></c>', "二〇二二"),
        ('<c r="A1"><f>SUM(B1:B3)</f><v>6</v></c>', 6),
        ('<c r="A1" t="str"><f>B1&amp;"号"</f><v>3号</v></c>', "3号"),
        ('<c r="A1"><f>COUNTA(B4:B9)</f><v></v></c>', Formula("COUNTA(B4:B9)")),
        ('<c r="A1"><f>COUNTA(B4:B9)</f></c>', Formula("COUNTA(B4:B9)")),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', Formula("1/0", CellError("#DIV/0!"))),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c>', " 甲 "),
        ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><rPr><b/></rPr><t>乙</t></r></is></c>', "甲乙"),
        ('<c r="A1" t="inlineStr"><is><t>东</t><rPh sb="0" eb="1"><t>dōng</t></rPh></is></c>', "东"),
        ('<c r="A1" t="inlineStr"><is><t>a_x000D_b_x005F_x</t></is></c>', "a\rb_x"),
        ('<c r="A1" t="inlineStr"><is><t><![CDATA[a<b]]>&amp;c</t></is></c>', "a<b&c"),
        ('<c t="inlineStr" r="A1"><is><t>甲</t></is></c>', "甲"),
        ('<c r="A1" s="0" t="inlineStr" cm="1"><is><t>甲</t></is></c>', "甲"),
        ("<c><v>7</v></c>", 7),
    ],
)
def test_a_cell_gives_its_value(tmp_path: Path, cell: str, expected: object) -> None:
    strings = "<si><t>一</t></si><si><r><t>二〇</t></r><r><t>二二</t></r><rPh><t>er</t></rPh></si>"
    found = one_row(tmp_path, cell, strings=strings)
    assert found == [expected]
    assert type(found[0]) is type(expected)


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [
        ("yyyy-mm-dd", "44678", date(2022, 4, 27)),
        ("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "44678", date(2022, 4, 27)),
        ("[$-804]yyyy年m月d日;@", "44678", date(2022, 4, 27)),
        ("[DBNum1]e年m月", "44678", date(2022, 4, 27)),
        ("yyyy/m/d h:mm", "44678.5", datetime(2022, 4, 27, 12)),
        ("h:mm", "0.3541666667", "08:30:00"),
        ("0.00&quot;days&quot;", "44678", 44678),
        ("[Red]0.00", "44678", 44678),
        ("[h]:mm", "1.5", 1.5),
        ("0.00E+00", "44678", 44678),
        ("General", "44678", 44678),
        ("yyyy-mm-dd", "1", date(1900, 1, 1)),
        ("yyyy-mm-dd", "59", date(1900, 2, 28)),
        ("yyyy-mm-dd", "60", 60),
        ("yyyy-mm-dd", "61", date(1900, 3, 1)),
        ("yyyy-mm-dd", "99999999", 99999999),
        ("yyyy-mm-dd", "-1", -1),
        ("yyyy-mm-dd", "2958465", date(9999, 12, 31)),
    ],
)
def test_a_number_is_a_date_by_its_format(tmp_path: Path, code: str, number: str, expected: object) -> None:
    cell = f'<c r="A1" s="2"><v>{number}</v></c>'
    assert one_row(tmp_path, cell, styles=STYLES.format(code=code)) == [expected]


def test_built_in_formats_and_the_calendar_of_1904_are_known(tmp_path: Path) -> None:
    cell = '<c r="A1" s="1"><v>43216</v></c>'
    styles = STYLES.format(code="0")
    assert one_row(tmp_path, cell, styles=styles) == [date(2018, 4, 26)]
    found = one_row(tmp_path, cell, styles=styles, properties='<workbookPr date1904="1"/>')
    assert found == [date(2022, 4, 27)]


def test_chinese_built_in_formats_are_dates(tmp_path: Path) -> None:
    styles = '<cellXfs><xf numFmtId="31"/><xf numFmtId="58"/><xf numFmtId="49"/></cellXfs>'
    cells = "".join(f'<c r="{letter}1" s="{style}"><v>44678</v></c>' for style, letter in enumerate("ABC"))
    assert one_row(tmp_path, cells, styles=styles) == [date(2022, 4, 27), date(2022, 4, 27), 44678]


def test_rows_keep_their_numbers_and_blank_ones_are_left_out(tmp_path: Path) -> None:
    rows = (
        '<row r="2"/><row r="3"><c r="B3" s="1"/></row>'
        '<row r="5" hidden="1"><c r="C5"><v>1</v></c><c r="E5"/></row>'
        '<row><c t="inlineStr"><is><t></t></is></c><c><v>2</v></c></row>'
    )
    found = read(pack(tmp_path / "t.xlsx", parts(rows)))
    assert [(row.number, row.cells, row.hidden) for row in found] == [
        (5, [None, None, 1], True),
        (6, [None, 2], False),
    ]


def test_indented_and_prefixed_xml_reads_the_same(tmp_path: Path) -> None:
    members = parts()
    members["xl/worksheets/sheet1.xml"] = f"""<?xml version="1.0"?>
<x:worksheet {MAIN.replace("xmlns", "xmlns:x")}>
  <x:sheetData>
    <x:row r="1">
      <x:c r="A1" t="inlineStr">
        <x:is>
          <x:t> 甲 </x:t>
        </x:is>
      </x:c>
      <!-- a note -->
      <x:c r="B1">
        <x:v>
          3
        </x:v>
      </x:c>
    </x:row>
  </x:sheetData>
  <x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells>
</x:worksheet>"""
    path = pack(tmp_path / "t.xlsx", members)
    assert values(path) == [[" 甲 ", 3]]
    with open_workbook(path) as book:
        assert book.merged_ranges(book.sheets[0]) == (CellRange(1, 0, 2, 0),)


def test_texts_cut_by_the_pieces_of_reading_are_whole(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n * 1234567}</v></c><c r="B{n}" t="inlineStr"><is><t>文{n}</t></is></c>'
        f'<c r="C{n}" t="s"><v>{n % 1000}</v></c></row>'
        for n in range(1, 9_000)
    )
    strings = "".join(f"<si><t>共{n}享</t></si>" for n in range(1000))
    found = values(pack(tmp_path / "t.xlsx", parts(rows, strings=strings)))
    assert found == [[n * 1234567, f"文{n}", f"共{n % 1000}享"] for n in range(1, 9_000)]


def test_a_very_long_text_is_read_whole(tmp_path: Path) -> None:
    text = "长" * 200_000
    assert one_row(tmp_path, f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>') == [text]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="AAAA1"><v>1</v></c></row>',
        '<row r="1"><c r="11"><v>1</v></c></row>',
        '<row r="1"><c r=""><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1">',
        '<row r="1"></c></row>',
        '<row r="1">&nbsp;</row>',
    ],
)
def test_a_sheet_that_cannot_be_true_is_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(InputFileError):
        read(pack(tmp_path / "t.xlsx", parts(rows, strings="<si><t>一</t></si>")))


def test_the_last_cell_of_a_worksheet_is_read(tmp_path: Path) -> None:
    rows = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    (row,) = read(pack(tmp_path / "t.xlsx", parts(rows)))
    assert row.number == 1_048_576
    assert len(row.cells) == 16_384
    assert row.cells[-1] == 1


def test_part_names_are_found_whatever_their_case_and_form(tmp_path: Path) -> None:
    members = parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    members["XL/Worksheets/Sheet1.XML"] = members.pop("xl/worksheets/sheet1.xml")
    members["_rels/.rels"] = members["_rels/.rels"].replace('"xl/workbook', '"/xl/workbook')
    assert values(pack(tmp_path / "t.xlsx", members)) == [[1]]
