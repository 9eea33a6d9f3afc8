"""A column mapping is saved, read back, and refused with line and reason when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from ttoffice.errors import ProfileError
from ttoffice.results.importing.mapping import Column, Mapping, load_mapping, save_mapping

MAPPING = Mapping(
    (
        Column("成果名称", "title"),
        Column('怪"\n名', "remarks"),
        Column("其他"),
        Column("日期"),
        Column("日期", "consent_on"),
    ),
    "万元",
    keep_unmapped=True,
)


def test_a_saved_mapping_reads_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "台账.toml"
    save_mapping(MAPPING, path)
    loaded = load_mapping(path)
    assert loaded.as_document() == MAPPING.as_document()
    assert loaded.as_toml() == MAPPING.as_toml()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('unit = "万元"\n[columns]\n"成果名称" = "titel"\n', 3),
        ('unit = "美元"\n[columns]\n"成果名称" = "title"\n', 1),
        ('[columns]\n"a" = "title"\n"b" = "brief"\n"c" = "brief"\n', 4),
        ('keep_unmapped = "ja"\n[columns]\n"a" = "title"\n', 1),
        ('x = 1\n[columns]\n"a" = "title"\n', 1),
        ('\n[columns]\n"a" = "brief"\n', 2),
        ('unit = "元"\n', 1),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_mapping(path)
    assert "map.toml" in caught.value.message
    assert str(line) in caught.value.message


@pytest.mark.parametrize("content", [b"[columns\n", b"\xff\xfe\x00", b'{"columns": [}'])
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "map.toml"
    path.write_bytes(content)
    with pytest.raises(ProfileError):
        load_mapping(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProfileError):
        load_mapping(tmp_path / "none.toml")


def test_json_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text('{"unit": "元", "columns": {"成果名称": "title"}}', encoding="utf-8")
    assert load_mapping(path).unit == "元"
