from __future__ import annotations

from pathlib import Path

import pytest

from tests.offices import open_at
from ttoffice.action import perform
from ttoffice.action.office import untouched
from ttoffice.errors import RefusedError
from ttoffice.parties.setting_up import SetUp, set_up, set_up_reasons
from ttoffice.parties.views import own_unit
from ttoffice.paths import Home


def codes(root: Path, **said: str) -> list[str]:
    return [reason.code for reason in set_up_reasons(root, SetUp(**said))]


def test_an_office_is_made_named_and_its_settings_kept(tmp_path: Path) -> None:
    home = Home(tmp_path / "新")
    office = set_up(
        home, SetUp("滇中大学", "科技处", operator="李明", language="en", theme="ttoffice-light"), environ={}
    )
    assert office.created
    with office.reader() as reader:
        assert (own_unit(reader).name, own_unit(reader).office) == ("滇中大学", "科技处")
    settings = open_at(home.root).settings
    assert (settings.operator, settings.language, settings.theme) == ("李明", "en", "ttoffice-light")


def test_nothing_is_made_of_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        set_up(Home(tmp_path / "新"), SetUp(credit_code="123"), environ={})
    assert not (tmp_path / "新").exists()


def test_a_share_and_an_office_that_stands_there_are_warned_of_and_a_file_is_refused(tmp_path: Path) -> None:
    assert codes(Path("//server/share/office")) == ["setup.network"]
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert codes(tmp_path / "file") == ["setup.no_folder"]
    there = open_at(tmp_path / "there")
    assert untouched(there.home)
    assert codes(there.home.root) == []
    perform(there, "unit.set", {"name": "老单位"})
    assert not untouched(there.home)
    assert codes(there.home.root) == ["setup.in_use"]


def test_a_store_that_cannot_be_read_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "ttoffice.db").write_bytes(b"no store at all" * 99)
    assert not untouched(Home(tmp_path))
