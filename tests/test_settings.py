from __future__ import annotations

from pathlib import Path

import pytest

from ttoffice.errors import UsageError
from ttoffice.settings import Settings, keep_setting, load_settings


def test_a_missing_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == Settings()
    (tmp_path / "file").touch()
    assert load_settings(tmp_path / "file" / "settings.toml") == Settings()


def test_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('operator = "李明"\nlanguage = "en"\n', encoding="utf-8")
    assert load_settings(tmp_path / "s.toml") == Settings(operator="李明", language="en")


def test_names_are_covered_unless_the_office_wants_it_otherwise(tmp_path: Path) -> None:
    assert Settings().mask_names
    (tmp_path / "s.toml").write_text("mask_names = false\n", encoding="utf-8")
    assert not load_settings(tmp_path / "s.toml").mask_names


@pytest.mark.parametrize(
    "content",
    [
        b"operator",
        b"x = 'y'",
        b"operator = 3",
        b"\xff",
        b"[operator]\n",
        b"\0",
        b"keymap = 'f3'",
        b"[[keymap]]\n",
        b"x = " + b"[" * 100_000,
        b"mask_names = 'no'",
    ],
    ids=range(10),
)
def test_what_is_wrong_in_them_is_told_with_the_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError) as raised:
        load_settings(path)
    assert str(path) in raised.value.message
    assert raised.value.advice


def test_a_folder_in_their_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_settings(tmp_path)


def test_the_keymap_is_a_table_of_ids_quoted_or_not(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text(
        'theme = "dark"\n[keymap]\n"list.filter" = "f3,ctrl+f"\nlist.sort = "s"\n"frog.jump" = ""\n',
        encoding="utf-8-sig",
    )
    found = load_settings(path)
    assert found.theme == "dark"
    assert found.keymap == {"list.filter": "f3,ctrl+f", "list.sort": "s", "frog.jump": ""}
    assert hash(found) == hash(load_settings(path))


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ('[keymap]\n"list.filter" = 3', 2, "keymap.list.filter"),
        ('[keymap]\n\nlist.filter = ["f3"]', 3, "keymap.list.filter"),
        ('theme = "x"\n[keymap.list]\nfilter = true', 3, "keymap.list.filter"),
        ('theme = "x"\nkeymap = "f3"', 2, "keymap"),
        ('theme = "x"\ncolour = "red"', 2, "colour"),
        ('theme = "x"\noperator = 3', 2, "operator"),
        ('theme = "x"\noperator = ', 2, ""),
    ],
)
def test_a_value_of_a_wrong_kind_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, name: str
) -> None:
    path = tmp_path / "s.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        load_settings(path)
    assert f"第 {line} 行" in raised.value.message
    assert name in raised.value.message


def test_one_setting_is_kept_and_all_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('# mine\noperator = "李明"\n\n[keymap]\n"list.filter" = "f3"\n', encoding="utf-8")
    keep_setting(path, "theme", "ttoffice-light")
    keep_setting(path, "theme", "ttoffice-contrast")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# mine\n")
    found = load_settings(path)
    assert (found.operator, found.theme) == ("李明", "ttoffice-contrast")
    assert found.keymap == {"list.filter": "f3"}


def test_a_setting_is_kept_where_there_is_no_file_yet(tmp_path: Path) -> None:
    keep_setting(tmp_path / "new" / "settings.toml", "theme", "ttoffice-light")
    assert load_settings(tmp_path / "new" / "settings.toml").theme == "ttoffice-light"


def test_a_broken_settings_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("theme = \n", encoding="utf-8")
    with pytest.raises(UsageError):
        keep_setting(path, "theme", "ttoffice-light")
    assert path.read_text(encoding="utf-8") == "theme = \n"
