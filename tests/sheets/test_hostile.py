from __future__ import annotations

import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.sheets.support import MAIN, pack, parts, read
from ttoffice.errors import InputFileError
from ttoffice.i18n import use
from ttoffice.sheets.package import odd_name
from ttoffice.sheets.xlsx_read import open_workbook

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


def refused(path: Path, **limits: int) -> InputFileError:
    """Read the whole file and return the refusal, after seeing that it cost little memory."""
    tracemalloc.start()
    try:
        with pytest.raises(InputFileError) as caught:
            read(path, **limits)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 200 * 2**20
    assert path.name in caught.value.message
    return caught.value


def broken(tmp_path: Path, **changed: str | None) -> Path:
    """Write a workbook with parts replaced (None: left out); names are given with __ for /."""
    members = parts(ONE)
    for name, text in changed.items():
        if text is None:
            members.pop(name)
        else:
            members[name] = text
    return pack(tmp_path / "坏.xlsx", members)


def test_what_is_no_file_is_refused_by_name(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "没有.xlsx").message
    assert "folder" in refused(tmp_path).message
    (tmp_path / "空.xlsx").touch()
    assert "empty" in refused(tmp_path / "空.xlsx").message
    (tmp_path / "~$台账.xlsx").touch()
    error = refused(tmp_path / "~$台账.xlsx")
    assert "lock file" in error.message
    assert error.advice


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "t.xlsx", parts(ONE))
    path.chmod(0)
    assert "may not read" in refused(path).message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "before 2007"),
        (b"<html><table><tr><td>1", "web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "web page"),
        ("序号,名称\n1,甲\n".encode(), "not a workbook"),
        (b"%PDF-1.7", "not a workbook"),
        (b"PK\x03\x04" + bytes(100), "cut off"),
        (b"PK\x05\x06" + bytes(18), "another kind"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(content)
    assert said in refused(path).message


def test_a_protected_workbook_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "密.xlsx"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40) + struct.pack("<L", 1)
    path.write_bytes(head.ljust(1024, b"\0") + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    assert "password" in refused(path).message


def test_a_zip_with_locked_parts_is_named_as_protected(tmp_path: Path) -> None:
    path = pack(tmp_path / "t.xlsx", parts(ONE))
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    assert "password" in refused(path).message


def test_another_office_document_is_named_as_such(tmp_path: Path) -> None:
    members = parts(ONE)
    members["_rels/.rels"] = members["_rels/.rels"].replace("xl/workbook.xml", "word/document.xml")
    assert "another kind of office document" in refused(pack(tmp_path / "t.xlsx", members)).message
    members["_rels/.rels"] = members["_rels/.rels"].replace("word/document.xml", "xl/workbook.bin")
    assert "another kind of office document" in refused(pack(tmp_path / "t.xlsx", members)).message


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_a_truncated_file_is_damaged(tmp_path: Path, share: float) -> None:
    path = pack(tmp_path / "t.xlsx", parts(ONE * 1))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert "damaged" in refused(path).message


def test_a_wrong_checksum_is_damage(tmp_path: Path) -> None:
    path = pack(tmp_path / "t.xlsx", parts(ONE))
    with zipfile.ZipFile(path) as archive:
        crc = struct.pack("<L", archive.getinfo(SHEET).CRC)
    path.write_bytes(path.read_bytes().replace(crc, b"\1\2\3\4"))
    assert SHEET in refused(path).message


def test_every_missing_part_that_matters_is_named(tmp_path: Path) -> None:
    assert SHEET in refused(broken(tmp_path, **{SHEET: None})).message
    assert "xl/workbook.xml" in refused(broken(tmp_path, **{"xl/workbook.xml": None})).message
    assert "rels" in refused(broken(tmp_path, **{"xl/_rels/workbook.xml.rels": None})).message
    assert "no worksheet" in refused(broken(tmp_path, **{"xl/workbook.xml": f"<workbook {MAIN}/>"})).message


def test_document_types_and_entities_are_refused_in_every_part(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    for name in ("xl/workbook.xml", SHEET, "_rels/.rels", "xl/_rels/workbook.xml.rels"):
        path = broken(tmp_path, **{name: bomb + parts(ONE)[name]})
        assert "document type" in refused(path).message
    members = parts(ONE, strings="<si><t>一</t></si>", styles="<cellXfs/>")
    for name in ("xl/sharedStrings.xml", "xl/styles.xml"):
        path = pack(tmp_path / "t.xlsx", members | {name: bomb + members[name]})
        assert "document type" in refused(path).message


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    members = parts(ONE)
    members[SHEET] += " " * (40 * 2**20)
    assert "unpacks to 40 MB" in refused(pack(tmp_path / "t.xlsx", members)).message
    assert "unpacks" in refused(pack(tmp_path / "t.xlsx", parts(ONE)), sheet=20).message


def test_a_part_that_lies_about_its_size_is_damage(tmp_path: Path) -> None:
    path = pack(tmp_path / "t.xlsx", parts(ONE * 1, after="<!-- " + "x" * 100_000 + " -->"))
    with zipfile.ZipFile(path) as archive:
        size = struct.pack("<L", archive.getinfo(SHEET).file_size)
    path.write_bytes(path.read_bytes().replace(size, struct.pack("<L", 500)))
    assert "damaged" in refused(path).message


def test_thousands_of_parts_are_refused_by_the_end_record(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60):
            archive.writestr(f"p{number}", "")
    assert "parts" in refused(path, parts=50).message


def test_a_huge_directory_and_a_zip64_end_are_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "t.xlsx", parts(ONE))
    data = path.read_bytes()
    at = data.rfind(b"PK\x05\x06")
    path.write_bytes(data[: at + 12] + struct.pack("<L", 2**31) + data[at + 16 :])
    assert "table of contents" in refused(path).message
    path.write_bytes(data[:at] + b"PK\x06\x07" + bytes(16) + data[at:])
    refused(path)


def test_overlapping_parts_are_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "t.xlsx", parts(ONE))
    data = bytearray(path.read_bytes())
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = struct.pack("<L", 3)
    path.write_bytes(data)
    assert "overlap" in refused(path).message


@pytest.mark.parametrize("name", ["../x", "/x", "a/../x", "a\\b", "C:x", "a//b", "./a", "", "a\nb"])
def test_odd_part_names_are_seen(name: str) -> None:
    assert odd_name(name)


def test_odd_and_repeated_part_names_are_refused(tmp_path: Path) -> None:
    assert "odd part name" in refused(pack(tmp_path / "t.xlsx", parts(ONE) | {"../x": ""})).message
    assert "odd part name" in refused(pack(tmp_path / "t.xlsx", parts(ONE) | {"XL/workbook.xml": ""})).message


@pytest.mark.exhaustive
def test_a_million_blank_rows_end_in_nothing(tmp_path: Path) -> None:
    blank = "".join(f'<row r="{number}" spans="1:20"/>' for number in range(2, 1_048_577))
    (row,) = read(pack(tmp_path / "t.xlsx", parts(ONE + blank)))
    assert row.cells == [1]


def test_more_cells_than_the_limit_are_refused(tmp_path: Path) -> None:
    blank = "".join(f'<row r="{n}">' + "<c/>" * 1000 + "</row>" for n in range(1, 102))
    assert "more than 100000 cells" in refused(pack(tmp_path / "t.xlsx", parts(blank)), cells=100_000).message
    far = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 9))
    assert "more than 100000 cells" in refused(pack(tmp_path / "t.xlsx", parts(far)), cells=100_000).message


def test_forty_million_cells_are_refused(tmp_path: Path) -> None:
    row = b"<row>" + b"<c/>" * 10_000 + b"</row>"
    path = tmp_path / "t.xlsx"
    members = parts("|")
    head, tail = members.pop(SHEET).encode().split(b"|")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
        with archive.open(SHEET, "w") as part:
            part.write(head)
            for _ in range(40):
                part.write(row * 100)
            part.write(tail)
    refused(path, ratio=2000, cells=500_000)


@pytest.mark.parametrize(
    "inside",
    [
        "<a>" * 200_000,
        '<row r="1">' + "<c>" * 200_000,
        '<row r="1"><c r="A1" t="' + "x" * 3_000_000,
        '<row r="1"><!--' + "x" * 3_000_000,
        "".join(f"<n{number}/>" for number in range(20_000)),
        '<row r="1">' + "<c/>" * 300_000,
        '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "x" * 20_000_000,
    ],
)
def test_xml_that_would_eat_memory_is_refused_early(tmp_path: Path, inside: str) -> None:
    refused(pack(tmp_path / "t.xlsx", parts(inside)), ratio=10**6)


def test_too_many_or_too_long_shared_strings_are_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "t.xlsx", parts(ONE, strings="<si><t>一</t></si>" * 5_000))
    assert "different texts" in refused(path, strings=1_000).message
    path = pack(tmp_path / "t.xlsx", parts(ONE, strings=f"<si><t>{'一' * 90_000}</t></si>"))
    assert "too long" in refused(path, string_characters=50_000).message


def test_too_many_merged_cells_are_refused(tmp_path: Path) -> None:
    after = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 20 + "</mergeCells>"
    path = pack(tmp_path / "t.xlsx", parts(ONE, after=after))
    with open_workbook(path) as book:
        assert len(book.merged_ranges(book.sheets[0])) == 20
    path = pack(tmp_path / "t.xlsx", parts(ONE, after=after.replace("A1:B2", "A1:ZZZ9")))
    with open_workbook(path) as book, pytest.raises(InputFileError):
        book.merged_ranges(book.sheets[0])


def test_a_refused_file_is_left_closed(tmp_path: Path) -> None:
    path = broken(tmp_path, **{"xl/workbook.xml": "<workbook"})
    refused(path)
    path.unlink()
