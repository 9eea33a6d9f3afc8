# ruff: noqa: DTZ001 - a cell has no zone
from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.errors import InputFileError
from ttoffice.sheets.csv_read import find_separator, read_csv
from ttoffice.sheets.csv_write import Field, csv_chunks, format_rows, neutralise, restore, write_csv
from ttoffice.sheets.model import Limits

DATA = Path(__file__).parents[1] / "data"
TEXT = '序号,名称,说明\r\n1,一种装置,"有,逗号\r\n和换行"\r\n\r\n2,乙\r\n'
ROWS = [(1, ["序号", "名称", "说明"]), (2, ["1", "一种装置", "有,逗号\r\n和换行"]), (4, ["2", "乙"])]


def saved(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "表.csv"
    path.write_bytes(content)
    return path


def refusal(path: Path, **limits: int) -> InputFileError:
    with pytest.raises(InputFileError) as caught:
        list(read_csv(path, limits=Limits(**limits)))
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-16-be-marked"])
def test_every_usual_encoding_gives_the_same_rows(tmp_path: Path, encoding: str) -> None:
    content = b"\xfe\xff" + TEXT.encode("utf-16-be") if "marked" in encoding else TEXT.encode(encoding)
    assert [(row.number, row.cells) for row in read_csv(saved(tmp_path, content))] == ROWS


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，"])
@pytest.mark.parametrize("hint", [False, True])
def test_every_usual_separator_is_found(tmp_path: Path, separator: str, hint: bool) -> None:
    lines = ["序号", "名称", "类型"], ["1", "甲；乙", "发明"], ["2", "丙", "软著"]
    text = f"sep={separator}\n" * hint + "\n".join(separator.join(line) for line in lines)
    table = read_csv(saved(tmp_path, text.encode()))
    assert table.separator == separator
    assert [row.cells for row in table] == [list(line) for line in lines]


def test_chinese_commas_in_the_text_do_not_divide_it() -> None:
    assert find_separator("名称,摘要\n甲,一，二，三\n乙,四，五\n") == ","
    assert find_separator("名称\n甲，乙\n丙\n") == ","
    assert find_separator("") == ","


def test_the_patents_of_an_office_are_read() -> None:
    table = read_csv(DATA / "patents_gb18030.csv")
    with (DATA / "patents_gb18030.csv").open(encoding="gb18030", newline="") as file:
        expected = [[field or None for field in fields] for fields in csv.reader(file)]
    assert table.encoding == "gb18030"
    assert [row.cells for row in table] == expected


def test_text_of_no_encoding_names_its_line(tmp_path: Path) -> None:
    content = "序号,名称\n1,甲\n".encode("gb18030") + b"2,\xff\xff\n"
    assert "3" in refusal(saved(tmp_path, content)).message
    assert "GB18030" in refusal(saved(tmp_path, content)).message
    assert "3" in refusal(saved(tmp_path, b"\xef\xbb\xbfa\nb\n\xb2\xe2\n")).message


@pytest.mark.parametrize(
    ("content", "limits"),
    [
        (b"a,b\n1,\x00\n", {}),
        ("a,b\n".encode("utf-16-le"), {}),
        ("a,b\n".encode("utf-32"), {}),
        (b"a" * 3_000_000, {}),
        (b'a,b\n1,"' + b"x\n" * 100_000, {}),
        (b"a,b\n" + b"1," + b"x" * 200_000 + b"\n", {}),
        (b"a," * 20_000 + b"\n", {}),
        (b"a,b\n" * 100, {"cells": 50}),
        (b"a,b\n" * 100, {"file": 50}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), {}),
    ],
)
def test_what_is_no_bearable_text_is_refused(tmp_path: Path, content: bytes, limits: dict[str, int]) -> None:
    assert refusal(saved(tmp_path, content), **limits).message


def test_a_quotation_mark_without_its_twin_is_found(tmp_path: Path) -> None:
    content = 'a,b\n1,2\n3,"' + "字\n" * 200_000
    error = refusal(saved(tmp_path, content.encode()))
    assert "3" in error.message
    assert '"' in error.advice


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(content)
        with suppress(InputFileError):
            for row in read_csv(path):
                assert row.cells[-1] is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("＠x", "'＠x"),
        ("  =1", "'  =1"),
        ("\u3000－1", "'\u3000－1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("530102199001011234", "'530102199001011234"),
        ("123456789012", "'123456789012"),
        ("007", "'007"),
        ("1E5", "'1E5"),
        ("'=1", "''=1"),
        ("12345678901", "12345678901"),
        ("0", "0"),
        ("0.5", "0.5"),
        ("ZL201319777560.0", "ZL201319777560.0"),
        ("530102199001011234号", "530102199001011234号"),
        ("'甲", "'甲"),
        ("甲=1", "甲=1"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_or_spoil_gets_an_apostrophe(text: str, expected: str) -> None:
    assert neutralise(text) == expected
    assert restore(expected) == text


@given(st.text(alphabet="'=-+@ 0123E\t甲", max_size=16) | st.text(max_size=30))
def test_neutralising_loses_nothing(text: str) -> None:
    assert restore(neutralise(text)) == text


def fields(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


HOSTILE = st.text(alphabet=st.sampled_from("'=-＋@ 012E\t\r\n\",\x00\x1e\x1f\x7f\u0085甲，"), max_size=16)


@given(st.lists(st.lists(HOSTILE | st.text(max_size=20), min_size=2, max_size=5), max_size=4))
def test_rows_put_together_at_once_are_the_same_as_field_by_field(rows: list[list[str]]) -> None:
    found = fields(format_rows(rows))
    assert len(found) == len(rows)
    for row, line in zip(rows, found, strict=True):
        expected = [neutralise("".join(c for c in field if not bad(c))) for field in row]
        assert line == expected


def bad(character: str) -> bool:
    code = ord(character)
    control = code < 32 and character not in "\t\n\r"
    return (
        control or (127 <= code < 160 and code != 0x85) or 0xD800 <= code < 0xE000 or code in {0xFFFE, 0xFFFF}
    )


class Colour(StrEnum):
    RED = "=red"


def test_values_that_are_no_text_stay_readable() -> None:
    row: list[Field] = [
        -5,
        -1.5,
        123456789012345,
        Decimal("-0.10"),
        True,
        None,
        date(2022, 4, 27),
        datetime(2022, 4, 27, 8),
    ]
    assert format_rows([row]) == b"-5,-1.5,123456789012345,-0.10,TRUE,,2022-04-27,2022-04-27 08:00:00\r\n"
    assert format_rows([[1, 2.5, Colour.RED]]) == b"1,2.5,'=red\r\n"
    assert format_rows([["=1", 5, ""]]) == b"'=1,5,\r\n"


def test_a_written_file_opens_in_a_spreadsheet_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "出.csv"
    rows = [[f"成果{number}", "007", "含,逗号", "两\n行"] for number in range(5_000)]
    size = write_csv(path, ["名称", "编号", "甲", "乙"], rows)
    content = path.read_bytes()
    assert len(content) == size
    assert content.startswith(b"\xef\xbb\xbf\xe5\x90\x8d")
    assert content.endswith(b"\r\n")
    assert content == b"".join(csv_chunks(["名称", "编号", "甲", "乙"], rows))
    again = [[restore(str(cell)) for cell in row.cells] for row in read_csv(path)]
    assert again == [["名称", "编号", "甲", "乙"], *rows]
