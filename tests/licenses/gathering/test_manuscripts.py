from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from ttoffice.errors import InputFileError
from ttoffice.licenses.gathering import manuscripts
from ttoffice.licenses.gathering.manuscripts import paragraphs_of


def test_a_word_file_is_read_with_its_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("第一条 A<B & [/b]")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "原材料"
    table.cell(0, 1).text = "向甲方采购"
    document.add_paragraph(" ")
    document.add_paragraph("第二条")
    document.save(str(tmp_path / "稿.docx"))
    assert paragraphs_of(tmp_path / "稿.docx") == ["第一条 A<B & [/b]", "原材料", "向甲方采购", "第二条"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_plain_text_is_read_as_chinese_programs_write_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "稿.txt"
    path.write_bytes("乙方不得转让。\r\n\r\n第二段".encode(encoding))
    assert paragraphs_of(path) == ["乙方不得转让。", "第二段"]


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\xff\xff\xff", b"\x00\x01\x02"])
def test_what_is_neither_word_nor_text_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "图.bin"
    path.write_bytes(content)
    with pytest.raises(InputFileError, match=r"图\.bin"):
        paragraphs_of(path)


def test_a_word_file_with_broken_xml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    docx.Document().save(str(path))
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, b"<w:document" if name == "word/document.xml" else content)
    with pytest.raises(InputFileError, match=r"坏\.docx"):
        paragraphs_of(path)


def test_a_missing_and_a_huge_file_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputFileError):
        paragraphs_of(tmp_path / "无.txt")
    monkeypatch.setattr(manuscripts, "LARGEST", 3)
    (tmp_path / "大.txt").write_text("四个字符", encoding="utf-8")
    with pytest.raises(InputFileError):
        paragraphs_of(tmp_path / "大.txt")
