"""A rulebook is taken from the office first; a wrong one is refused with its file, its place and advice."""

from __future__ import annotations

from pathlib import Path

import pytest

from ttoffice.errors import RulebookError
from ttoffice.rulebook import SHIPPED, available, load

ID = "yunnan-2025-4"


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text that occurs in a file, once."""
    file = folder / ID / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_office_folder_comes_before_the_shipped_one(office_folder: Path) -> None:
    assert load(ID, folders=[office_folder]).folder == office_folder / ID
    assert load(ID).folder == SHIPPED / ID


def test_a_missing_office_folder_is_passed_over(tmp_path: Path) -> None:
    assert load(ID, folders=[tmp_path / "nothing"]).folder == SHIPPED / ID


def test_another_province_is_another_folder(office_folder: Path) -> None:
    (office_folder / ID).rename(office_folder / "sichuan-2026-1")
    head = office_folder / "sichuan-2026-1" / "rulebook.toml"
    text = head.read_text(encoding="utf-8").replace(f'id = "{ID}"', 'id = "sichuan-2026-1"')
    head.write_text(text, encoding="utf-8")
    assert load("sichuan-2026-1", folders=[office_folder]).id == "sichuan-2026-1"
    assert [(entry.id, entry.shipped) for entry in available([office_folder])] == [
        ("sichuan-2026-1", False),
        (ID, True),
    ]


@pytest.mark.parametrize("rulebook_id", ["nowhere-1", "", "../yunnan-2025-4", "YUNNAN-2025-4", "."])
def test_an_unknown_rulebook_is_answered_with_those_there_are(rulebook_id: str) -> None:
    with pytest.raises(RulebookError) as caught:
        load(rulebook_id)
    assert ID in caught.value.advice


def test_one_broken_rulebook_does_not_hide_the_others(office_folder: Path) -> None:
    broken = office_folder / "broken-1"
    broken.mkdir()
    (broken / "rulebook.toml").write_text("format = [", encoding="utf-8")
    listed = {entry.id: entry for entry in available([office_folder])}
    assert "rulebook.toml" in listed["broken-1"].problem
    assert listed[ID].problem == ""
    assert not listed[ID].shipped
    assert listed[ID].document == "云科规〔2025〕4号"


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("rulebook.toml", "format = 1", "format = 2", "format"),
        ("rulebook.toml", 'id = "yunnan-2025-4"', 'id = "other-1"', "id"),
        ("rulebook.toml", 'id = "yunnan-2025-4"', 'id = "Yunnan"', "id"),
        ("rulebook.toml", "issued = 2025-10-08", "issued = 2026-10-08", "in_force_from"),
        ("rulebook.toml", "in_force_to = 2028-11-08", "in_force_to = 2024-11-08", "in_force_to"),
        ("rulebook.toml", "in_force_to = 2028-11-08", 'in_force_to = "soon"', "in_force_to"),
        ("rulebook.toml", "in_force_to = 2028-11-08", "in_force_to = 2028-11-08T00:00:00", "in_force_to"),
        ("rulebook.toml", "document = '云科规〔2025〕4号'", "document = '云科规〔2025〕5号'", "document"),
        ("rulebook.toml", '"pay-later.toml"', '"../pay-later.toml"', "guidelines"),
        ("rulebook.toml", '["pay-later.toml", "exemption.toml"]', "[]", "guidelines"),
        ("rulebook.toml", '["pay-later.toml", "exemption.toml"]', '"pay-later.toml"', "guidelines"),
        ("rulebook.toml", '"exemption.toml"', '"pay-later.toml"', "id"),
        ("rulebook.toml", "region = ", "regoin = ", "region"),
        ("rulebook.toml", "format = 1", "format = 1\ncolour = 1", "colour"),
        ("pay-later.toml", "title = '云南省", "title = '四川省", "text"),
        ("pay-later.toml", "number = 2\ntext = '“", "number = 3\ntext = '“", "article[2].number"),
        ("pay-later.toml", "number = 1\ntext = '零", "number = 2\ntext = '零", "article[2].item[1].number"),
        ("pay-later.toml", "number = 1\ntext = '为", "number = true\ntext = '为", "article[1].number"),
        ("pay-later.toml", "text = '本指引由省科技厅负责解释。'", "text = ' '", "article[10].text"),
        ("pay-later.toml", "names = [", "names = [1, ", "names"),
        ("facts.toml", "years = 2", "years = 0", "list_rule.years"),
        ("facts.toml", "years = 3", "years = 5", "validity[1].years"),
        ("facts.toml", 'guideline = "pay-later"', 'guideline = "pay-sooner"', "validity[1].guideline"),
        ("facts.toml", 'guideline = "pay-later"', 'guideline = "exemption"', "validity"),
        ("facts.toml", 'basis = "pay-later:3"', 'basis = "pay-later:33"', "result_types.basis"),
        ("facts.toml", "text = '植物新品种权'", "text = '动物新品种权'", "result_types.entries[4].text"),
        ("facts.toml", 'code = "plant_variety"', 'code = "patent"', "result_types.entries[4].code"),
        ("facts.toml", "royalty = true", "royalty = 1", "payment_modes.entries[1].royalty"),
        ("facts.toml", "address = 'www.", "address = 'ww2.", "platform.address"),
        ("facts.toml", '"unit", "leader"]', '"unit", "clerk"]', "circumstances[1].entries[1].roles"),
        ("facts.toml", 'code = "M1"', 'code = "L1"', "circumstances[2].entries[1].code"),
        ("facts.toml", 'code = "B1"', 'code = "L1"', "bars.entries[1].code"),
        ("facts.toml", 'basis = "exemption:10(6)"', 'basis = "exemption:10"', "bars.entries"),
        ("facts.toml", 'joined_by = "comma"', 'joined_by = "and"', "bars.entries[2].joined_by"),
        ("facts.toml", "text = '公示期间'", "text = '公示期间'\ndays = 5", "time_limits.entries[4].day_kind"),
        ("facts.toml", "[platform]", "[[platform]]", "platform"),
        ("facts.toml", "[[interpreters]]", "[interpreters]", None),
    ],
)
def test_a_wrong_rulebook_is_refused_with_file_and_place(
    office_folder: Path, english: None, name: str, old: str, new: str, place: str | None
) -> None:
    spoil(office_folder, name, old, new)
    with pytest.raises(RulebookError) as caught:
        load(ID, folders=[office_folder])
    assert str(office_folder / ID) in caught.value.message
    assert caught.value.advice
    if place is not None:
        assert f", {place}: " in caught.value.message


def test_a_file_that_is_not_there_is_named(office_folder: Path) -> None:
    (office_folder / ID / "facts.toml").unlink()
    with pytest.raises(RulebookError, match=r"facts\.toml"):
        load(ID, folders=[office_folder])


def test_a_file_in_another_encoding_is_named(office_folder: Path) -> None:
    file = office_folder / ID / "exemption.toml"
    file.write_bytes(file.read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(RulebookError, match=r"exemption\.toml.*UTF-8"):
        load(ID, folders=[office_folder])


def test_a_file_saved_by_a_windows_editor_is_read_the_same(office_folder: Path) -> None:
    for name in ("rulebook.toml", "pay-later.toml", "exemption.toml", "facts.toml"):
        file = office_folder / ID / name
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load(ID, folders=[office_folder]).full_text == load(ID).full_text


def test_a_province_that_fixes_days_says_of_which_kind(office_folder: Path) -> None:
    days = "text = '公示期间'\ndays = 5\nday_kind = \"working\""
    spoil(office_folder, "facts.toml", "text = '公示期间'", days)
    limits = load(ID, folders=[office_folder]).facts.time_limits
    publicity = limits.get("finding_publicity")
    assert limits.days_fixed
    assert publicity is not None
    assert (publicity.days, publicity.day_kind) == (5, "working")
