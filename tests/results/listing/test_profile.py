from __future__ import annotations

from pathlib import Path

import pytest

from tests.results.listing.support import SMALL, own_profile, profile_of
from ttoffice.action import Office
from ttoffice.errors import ProfileError
from ttoffice.results.listing.profile import CHECKS, available, load
from ttoffice.results.listing.sources import SOURCES


@pytest.mark.parametrize("name", ["guideline-minimum", "yunnan-default"])
def test_shipped_profiles_hold_what_the_guideline_asks_for(name: str) -> None:
    profile = load(name)

    asked = {
        column.field for column in profile.columns if column.basis == "pay-later:6(1)" and column.required
    }
    assert asked >= {"brief", "fee_text", "payment_mode", "license_kind"}
    assert profile.title
    assert "独家授权" in profile.wording


def test_the_default_profile_has_twenty_columns() -> None:
    assert len(load("yunnan-default").columns) == 20


@pytest.mark.parametrize("name", ["guideline-minimum", "yunnan-default"])
def test_shipped_profiles_say_every_code_in_chinese_themselves(name: str) -> None:
    for column in load(name).columns:
        for code, text in column.codes.items():
            assert text
            assert not text.isascii(), (column.header, code)


def test_a_profile_of_the_office_replaces_the_shipped_one_of_its_id(office: Office) -> None:
    own_profile(office, SMALL.replace('"small"', '"yunnan-default"'), "yunnan-default")

    assert [column.header for column in load("yunnan-default", office.home).columns] == [
        "序号",
        "名称",
        "简介",
    ]
    assert {item.id: item.own for item in available(office.home)} == {
        "yunnan-default": True,
        "guideline-minimum": False,
    }


def test_a_profile_can_be_named_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8-sig")

    assert load(str(tmp_path / "small.toml")).id == "small"


def test_an_unknown_profile_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ProfileError) as refused:
        load("nowhere")

    assert "yunnan-default" in refused.value.advice


def test_codes_of_the_profile_stand_over_the_chinese_labels() -> None:
    text = SMALL + '\n[[columns]]\nheader = "成熟度"\nfield = "maturity"\ncodes = { lab = "小试" }\n'

    codes = profile_of(text).columns[-1].codes
    assert codes["lab"] == "小试"
    assert set(codes) == {"research", "sample", "lab", "pilot", "production"}


def test_checks_that_are_not_named_keep_their_weight() -> None:
    checks = profile_of(SMALL.replace("\n\n", '\n\n[checks]\nlapsed = "refuse"\n\n', 1)).checks

    assert checks == {**CHECKS, "lapsed": "refuse"}


WRONG = {
    "broken TOML": (SMALL + "x = = 1\n", 16),
    "no columns": ('id = "small"\ntitle = "小"\n', 1),
    "columns of another kind": ('id = "small"\ntitle = "小"\ncolumns = [1]\n', 3),
    "no id": (SMALL.replace('id = "small"\n', "# nothing\n"), 1),
    "an id with blanks": (SMALL.replace('"small"', '"s mall"'), 1),
    "no title": (SMALL.replace('title = "小"', 'description = "小"'), 1),
    "an unknown name at the top": (SMALL.replace('title = "小"', 'title = "小"\ntitel = "x"'), 3),
    "an unknown name in a column": (SMALL.replace("required = true", "reqired = true"), 11),
    "an unknown field": (SMALL.replace('"brief"', '"breif"'), 15),
    "a column without header": (SMALL.replace('header = "简介"\n', ""), 13),
    "a column without field": (SMALL.replace('field = "brief"\n', ""), 13),
    "a column with field and constant": (SMALL + 'constant = "x"\n', 13),
    "a constant without key": (SMALL.replace('field = "brief"', 'constant = "x"'), 13),
    "a text for a truth": (SMALL.replace("= true", '= "yes"'), 11),
    "a truth for a number": (SMALL + "max_length = true\n", 16),
    "a length of nothing": (SMALL + "max_length = 0\n", 16),
    "a length beyond a cell": (SMALL + "max_length = 99999\n", 16),
    "codes for a text": (SMALL + 'codes = { a = "b" }\n', 16),
    "an unknown code": (SMALL + '[[columns]]\nheader = "x"\nfield = "fiscal"\ncodes = { maybe = "y" }\n', 19),
    "an unknown code in a table": (
        SMALL + '[[columns]]\nheader = "x"\nfield = "fiscal"\n[columns.codes]\nyes = "y"\nmaybe = "m"\n',
        21,
    ),
    "a code that is no text": (
        SMALL + '[[columns]]\nheader = "x"\nfield = "fiscal"\ncodes = { yes = 1 }\n',
        19,
    ),
    "a joiner for a single value": (SMALL + 'join = ";"\n', 16),
    "a form for no date": (SMALL + 'format = "%Y"\n', 16),
    "a form with a time": (SMALL + '[[columns]]\nheader = "x"\nfield = "listed_since"\nformat = "%H"\n', 19),
    "two equal headers": (SMALL.replace('"简介"', '"名称"'), 14),
    "two equal keys": (SMALL.replace('"brief"', '"title"'), 15),
    "nothing of a result": ('id = "small"\ntitle = "小"\n[[columns]]\nheader = "序号"\nfield = "row"\n', 3),
    "an unknown check": (SMALL.replace("\n\n", '\n[checks]\nx = "warn"\n\n', 1), 4),
    "an unknown weight": (SMALL.replace("\n\n", '\n[checks]\nlapsed = "maybe"\n\n', 1), 4),
    "a control character": (SMALL.replace('"简介"', '"简\\u0007介"'), 14),
    "a name no worksheet may have": (SMALL.replace('title = "小"', 'title = "小"\nsheet = "a/b"'), 3),
    "wording that is no text": (SMALL.replace('title = "小"', 'title = "小"\nwording = [1]'), 3),
}


@pytest.mark.parametrize(("text", "line"), WRONG.values(), ids=WRONG)
def test_a_bad_profile_is_refused_with_file_line_and_reason(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "small.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ProfileError) as refused:
        load(str(path))

    assert str(path) in refused.value.message
    assert f"第 {line} 行" in refused.value.message
    assert len(refused.value.message) > len(f"{path}，第 {line} 行：")


def test_the_id_must_agree_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    path.write_text(SMALL, encoding="utf-8")

    with pytest.raises(ProfileError, match=r"large\.toml"):
        load(str(path))


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_bytes(SMALL.replace("小", "成果").encode("gb18030"))

    with pytest.raises(ProfileError, match="第 2 行"):
        load(str(path))


def test_a_line_inside_a_long_text_is_not_taken_for_a_column() -> None:
    text = SMALL.replace('title = "小"', 'title = "小"\ndescription = """\n[[columns]]\n"""').replace(
        '"brief"', '"breif"'
    )

    with pytest.raises(ProfileError, match="第 18 行"):
        profile_of(text)


@pytest.mark.parametrize("path", [path for path in SOURCES if path != "row"])
def test_every_path_can_be_a_column(path: str) -> None:
    text = f'id = "one"\ntitle = "一"\n[[columns]]\nheader = "列"\nfield = "{path}"\n'

    assert profile_of(text).cells[0].source is SOURCES[path]
