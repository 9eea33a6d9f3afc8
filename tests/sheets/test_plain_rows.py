from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets.support import MAIN, pack, parts, read
from ttoffice.errors import InputFileError
from ttoffice.sheets import xlsx_cells
from ttoffice.sheets.model import Row
from ttoffice.sheets.plain_rows import plain_row
from ttoffice.sheets.xlsx_values import Surroundings

AROUND = Surroundings(["零", None, "二_x"], frozenset({"1"}), False)

#: Cells as programs write them, and as nobody does; {c} is the column, {r} the row.
FORMS = [
    '<c r="{c}{r}"><v>20220427</v></c>',
    '<c r="{c}{r}" s="1"><v>44678</v></c>',
    '<c r="{c}{r}" s="2" t="n"><v>-1.5</v></c>',
    '<c r="{c}{r}" s="0" t="s"><v>0</v></c>',
    '<c r="{c}{r}" t="s"><v>1</v></c>',
    '<c r="{c}{r}" t="s"><v>77</v></c>',
    '<c r="{c}{r}" t="inlineStr"><is><t>文字 > 一_x000D_</t></is></c>',
    '<c r="{c}{r}" t="inlineStr"><is><t xml:space="preserve"> 一 </t></is></c>',
    '<c r="{c}{r}" t="inlineStr"><is><t>a&amp;b&#20108;</t></is></c>',
    '<c r="{c}{r}" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>',
    '<c r="{c}{r}" t="inlineStr"><is><t>a\r\nb</t></is></c>',
    '<c r="{c}{r}" t="inlineStr"><v>x</v></c>',
    '<c r="{c}{r}" t="inlineStr"></c>',
    '<c r="{c}{r}" t="str"><f>A1</f><v>算</v></c>',
    '<c r="{c}{r}" t="str"><v>算</v></c>',
    '<c r="{c}{r}"><f>A1</f></c>',
    '<c r="{c}{r}" t="b"><v>1</v></c>',
    '<c r="{c}{r}" t="e"><v>#N/A</v></c>',
    '<c r="{c}{r}" s="1"/>',
    '<c r="{c}{r}"><v></v></c>',
    '<c r="{c}{r}"><v>\n  5 </v></c>',
    '<c t="s" r="{c}{r}"><v>0</v></c>',
    "<c><v>9</v></c>",
    '<!-- <c r="{c}{r}"><v>1</v></c></row> -->',
    "<!--</row>-->",
    '<c r="{c}{r}" t="str"><v><![CDATA[<c r="{c}{r}"><v>1</v></c></row>]]></v></c>',
    '<?x <c r="{c}{r}"><v>1</v></c> ?>',
    '<c r="{c}{r}" t="str"><v>]</v></c>',
    "stray",
]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(['<row r="{r}">', '<row r="{r}" spans="1:9" hidden="1">', "<row>", '<row  r="{r}">']),
        st.lists(st.sampled_from(FORMS), max_size=5),
        st.sampled_from(["</row>", "</row >", "</row>\n", '</row><row r="{n}"/>', "</row><!--</row>-->"]),
    ),
    max_size=6,
)


def sheet(rows: list[tuple[str, list[str], str]]) -> str:
    text = ""
    for index, (begin, cells, end) in enumerate(rows):
        number = 2 * index + 1
        text += begin.format(r=number)
        text += "".join(cell.format(c="ABCDE"[place], r=number) for place, cell in enumerate(cells))
        text += end.format(n=number + 1)
    return text


def outcome(path: Path) -> list[Row] | str:
    try:
        return read(path)
    except InputFileError:
        return "refused"


@settings(max_examples=100)
@given(ROWS)
def test_rows_taken_by_pattern_are_those_the_parser_gives(rows: list[tuple[str, list[str], str]]) -> None:
    strings = "<si><t>零</t></si><si/>"
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="2"/></cellXfs>'
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = pack(Path(folder) / "t.xlsx", parts(sheet(rows), strings=strings, styles=styles))
        by_pattern = outcome(path)
        patch.setattr(xlsx_cells, "plain_row", lambda *_row: None)
        assert by_pattern == outcome(path)


def test_a_row_as_programs_write_it_is_plain() -> None:
    cells = "".join(form.format(c=letter, r=7) for form, letter in zip(FORMS[:5], "ABCDE", strict=True))
    found = plain_row(f'<row r="7" spans="1:5" x14ac:dyDescent="0.25">{cells}', AROUND)
    assert found is not None
    assert found[:3] == (7, False, 5)
    assert found[3][0] == 20220427
    assert found[3][3:] == ["零", None]


@pytest.mark.parametrize("form", [*FORMS[8:11], FORMS[13], *FORMS[23:27]])
def test_a_row_with_anything_else_is_left_to_the_parser(form: str) -> None:
    assert plain_row('<row r="1">' + form.format(c="A", r=1), AROUND) is None


@pytest.mark.parametrize("every", [1, 2, 30])
def test_rows_of_both_kinds_come_in_their_order(tmp_path: Path, every: int) -> None:
    odd = FORMS[8]
    rows = "".join(
        f'<row r="{n}">' + (odd if n % every == 0 else FORMS[0]).format(c="A", r=n) + "</row>"
        for n in range(1, 6_000)
    )
    found = read(pack(tmp_path / "t.xlsx", parts(rows)))
    assert [row.number for row in found] == list(range(1, 6_000))
    assert all(row.cells == (["a&b二"] if row.number % every == 0 else [20220427]) for row in found)


@pytest.mark.parametrize("encoding", ["utf-16", "gb2312", "iso-8859-1", "utf-8"])
def test_a_sheet_in_another_encoding_is_read_by_it_or_refused(tmp_path: Path, encoding: str) -> None:
    members: dict[str, bytes] = {name: text.encode() for name, text in parts().items()}
    text = "é" if encoding == "iso-8859-1" else "甲"
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>' * 1
    members["xl/worksheets/sheet1.xml"] = (
        f'<?xml version="1.0" encoding="{encoding}"?><worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>'
    ).encode(encoding)
    path = pack(tmp_path / "t.xlsx", members)
    found = outcome(path)
    assert found == "refused" if encoding == "gb2312" else found == [Row(1, [text])]
