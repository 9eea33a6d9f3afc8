# ruff: noqa: DTZ001 - a cell has no zone
from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sheets.support import values
from ttoffice.errors import TTOfficeError
from ttoffice.sheets.model import MAX_TEXT
from ttoffice.sheets.xlsx_read import open_workbook
from ttoffice.sheets.xlsx_write import Column, Kind, Marked, Sheet, Value, write_xlsx

COLUMNS = [
    Column("成果名称", 40, Kind.WRAPPED),
    Column("编号", 22, Kind.IDENTIFIER),
    Column("金额"),
    Column("日期", 12),
]
ROWS: list[list[Value]] = [
    ["一种装置\n及其方法", "530102199001011234", 12.5, date(2022, 4, 27)],
    ['=HYPERLINK("http://x")', "007", -3, datetime(2022, 4, 27, 8, 30)],
    [Marked("缺摘要"), Marked(123456), Decimal("0.10"), Marked(date(2026, 1, 1))],
    [" 前后空格 ", None, 10**18, None],
    [Marked(None), "_x000D_", True, date(1900, 1, 1)],
]


def written(rows: list[list[Value]], columns: list[Column] | None = None) -> bytes:
    buffer = io.BytesIO()
    write_xlsx(buffer, [Sheet("成果", columns or COLUMNS, rows)])
    return buffer.getvalue()


def test_what_is_written_reads_back_by_us_and_by_openpyxl(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    assert write_xlsx(path, [Sheet("成果", COLUMNS, ROWS), Sheet("空表", COLUMNS[:1], [])]) == 5
    assert values(path) == [
        ["成果名称", "编号", "金额", "日期"],
        ["一种装置\n及其方法", "530102199001011234", 12.5, date(2022, 4, 27)],
        ['=HYPERLINK("http://x")', "007", -3, datetime(2022, 4, 27, 8, 30)],
        ["缺摘要", "123456", 0.1, date(2026, 1, 1)],
        [" 前后空格 ", None, "1000000000000000000"],
        [None, "_x000D_", True, "1900-01-01"],
    ]
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["成果", "空表"]
    sheet = book["成果"]
    assert sheet["A3"].value == '=HYPERLINK("http://x")'
    assert sheet["A3"].data_type != "f"
    assert sheet["B2"].number_format == "@"
    assert sheet["D2"].value == datetime(2022, 4, 27)
    assert sheet["D2"].number_format.replace("\\", "") == "yyyy-mm-dd"
    assert sheet["A2"].alignment.wrap_text
    assert sheet["A4"].fill.fgColor.rgb == "FFFFE699"
    assert sheet["A1"].font.b
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D6"
    assert sheet.column_dimensions["A"].width == pytest.approx(40.7)


def test_no_cell_is_ever_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(written([["=1+1", "+1", "-1", "@SUM(A1)"]]))) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml")


def test_the_same_rows_give_the_same_bytes() -> None:
    assert written(ROWS) == written(ROWS)


def test_a_stream_that_cannot_go_back_is_written_too(tmp_path: Path) -> None:
    class Pipe(io.RawIOBase):
        got = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            piece = bytes(data)  # type: ignore[call-overload]
            self.got += piece
            return len(piece)

    pipe = Pipe()
    write_xlsx(pipe, [Sheet("成果", COLUMNS, ROWS)])  # type: ignore[arg-type]
    path = tmp_path / "管.xlsx"
    path.write_bytes(pipe.got)
    assert len(values(path)) == 6


@given(st.lists(st.text("甲乙=+-@&<>\"' \n", max_size=40), min_size=4, max_size=4))
def test_openpyxl_reads_any_text_as_it_was(texts: list[str]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written([list(texts)])))
    row = next(book.active.iter_rows(min_row=2, max_col=4, values_only=True), (None,) * 4)
    assert list(row) == [text or None for text in texts]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1, max_size=4))
def test_any_text_is_the_same_to_our_own_reader(texts: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.xlsx"
        path.write_bytes(written([list(texts)], [Column(str(n)) for n in range(4)]))
        found = values(path)[1:]
    expected = [text or None for text in texts]
    while expected and expected[-1] is None:
        expected.pop()
    assert found == ([expected] if expected else [])


def test_half_a_character_becomes_a_sign_that_it_was_lost(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(written([["a\ud800b"]]))
    assert values(path)[1] == ["a\ufffdb"]


def test_a_text_too_long_for_a_cell_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_xlsx(path, [Sheet("成果", COLUMNS, [["长" * MAX_TEXT]])])
    before = path.read_bytes()
    for text in ("长" * (MAX_TEXT + 1), "😀" * (MAX_TEXT // 2 + 1)):
        with pytest.raises(TTOfficeError) as caught:
            write_xlsx(path, [Sheet("成果", COLUMNS, [["一"], [text]])])
        assert "成果名称" in caught.value.message
        assert "3" in caught.value.message
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["t.xlsx"]


def test_more_columns_than_headers_are_refused() -> None:
    with pytest.raises(ValueError, match="wider"):
        written([[1, 2, 3, 4, 5]])


@pytest.mark.parametrize("name", ["", "a" * 32, "a/b", "'a", "a'", "a[1]", "a:b"])
def test_sheet_names_that_excel_refuses_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        write_xlsx(io.BytesIO(), [Sheet(name, COLUMNS, [])])


def test_two_sheets_of_one_name_and_no_sheet_are_refused() -> None:
    with pytest.raises(ValueError, match="表"):
        write_xlsx(io.BytesIO(), [Sheet("表", COLUMNS, []), Sheet("表", COLUMNS, [])])
    with pytest.raises(ValueError, match="sheet"):
        write_xlsx(io.BytesIO(), [])


def test_a_failure_while_rows_are_made_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"old")

    def rows() -> object:
        yield ["一"]
        raise LookupError("rows")

    with pytest.raises(LookupError):
        write_xlsx(path, [Sheet("成果", COLUMNS, rows())])  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["t.xlsx"]


def test_a_file_that_fails_in_the_background_fails_the_writing() -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            if self.tell() > 1_000:
                raise OSError(28, "No space left on device")
            return super().write(data)  # type: ignore[arg-type]

    rows: list[list[Value]] = [[str(number * 7919) * 9] for number in range(60_000)]
    with pytest.raises(OSError, match=r"No space"):
        write_xlsx(Full(), [Sheet("成果", COLUMNS, rows)])


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_what_we_wrote(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    write_xlsx(path, [Sheet("成果", COLUMNS, ROWS)])
    profile = (tmp_path / "profile").as_uri()
    for target in ("csv:Text - txt - csv (StarCalc):44,34,76,1", "xlsx"):
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", target,
             "--outdir", str(tmp_path / "out"), str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    text = (tmp_path / "out" / "出.csv").read_text("utf-8")
    assert '"=HYPERLINK(""http://x"")","007",-3,2022-04-27 08:30:00' in text
    assert '"530102199001011234",12.5,2022-04-27' in text
    with open_workbook(tmp_path / "out" / "出.xlsx") as book:
        again = [row.cells for row in book.iter_rows(book.sheets[0])]
    assert again == values(path)
