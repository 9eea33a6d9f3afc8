from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from tests.offices import posix_only, problems
from ttoffice.action import Office, perform
from ttoffice.errors import DamageError, TTOfficeError, UsageError
from ttoffice.evidence import opening
from ttoffice.evidence.opening import copy_out, open_exhibit
from ttoffice.evidence.views import ExhibitView, exhibit

NUMBER = "CG-2026-0001"
EXHIBIT = "ZJ-2026-0001"
CONTENT = b"%PDF" * 500_000


def attach(office: Office, path: Path) -> ExhibitView:
    number = perform(office, "exhibit.add", {"subject": NUMBER, "path": str(path)}).value
    with office.reader() as reader:
        return exhibit(reader, number)


@pytest.fixture
def view(office: Office, tmp_path: Path) -> ExhibitView:
    """An exhibit of a result."""
    perform(office, "result.create", {"title": "甲"})
    path = tmp_path / "专利证书 [b].pdf"
    path.write_bytes(CONTENT)
    return attach(office, path)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_an_exhibit_is_found_by_its_number(office: Office, view: ExhibitView) -> None:
    assert (view.number, view.name, view.size) == (EXHIBIT, "专利证书 [b].pdf", len(CONTENT))
    with office.reader() as reader, pytest.raises(UsageError, match="ZJ-2026-0009"):
        exhibit(reader, "ZJ-2026-0009")


# --- copying out -----------------------------------------------------------------------------------------


def test_a_copy_is_what_was_kept(office: Office, view: ExhibitView, target: Path) -> None:
    assert copy_out(office.vault, view, target / "a.pdf") == target / "a.pdf"
    assert copy_out(office.vault, view, target) == target / "专利证书 [b].pdf"
    assert {path.read_bytes() == CONTENT for path in target.iterdir()} == {True}
    assert len(list(target.iterdir())) == 2
    assert problems(office) == ()


def test_a_file_that_is_there_is_replaced_only_when_told(
    office: Office, view: ExhibitView, target: Path
) -> None:
    place = target / "a.pdf"
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        copy_out(office.vault, view, place)
    assert raised.value.advice
    assert place.read_text(encoding="utf-8") == "mine"
    copy_out(office.vault, view, place, replace=True)
    assert place.read_bytes() == CONTENT


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_somebody_takes_meanwhile_is_left_to_him(
    office: Office, view: ExhibitView, target: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    place, link = target / "a.pdf", os.link

    def taken(part: Path, name: Path) -> None:
        place.write_text("his", encoding="utf-8")
        if not links:
            raise OSError(95, "Operation not supported")
        link(part, name)

    monkeypatch.setattr(os, "link", taken)
    with pytest.raises(UsageError):
        copy_out(office.vault, view, place)
    assert [path.read_text(encoding="utf-8") for path in target.iterdir()] == ["his"]


def test_a_disk_without_links_serves_as_well(
    office: Office, view: ExhibitView, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_part: Path, _name: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    assert copy_out(office.vault, view, target / "a.pdf").read_bytes() == CONTENT
    assert len(list(target.iterdir())) == 1


@posix_only
def test_a_link_into_nowhere_is_not_followed(office: Office, view: ExhibitView, target: Path) -> None:
    (target / "a.pdf").symlink_to(target / "gone")
    with pytest.raises(UsageError):
        copy_out(office.vault, view, target / "a.pdf")
    assert not (target / "gone").exists()


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_what_is_not_what_was_kept_does_not_leave_the_vault(
    office: Office, view: ExhibitView, target: Path, damage: str
) -> None:
    kept = office.vault.path_of(view.sha256)
    if damage == "changed":
        kept.write_bytes(CONTENT[:-1] + b"x")
    else:
        kept.unlink()
    (target / "old.pdf").write_text("old", encoding="utf-8")
    for name, replace in (("new.pdf", False), ("old.pdf", True)):
        with pytest.raises(DamageError):
            copy_out(office.vault, view, target / name, replace=replace)
    assert [(path.name, path.read_text(encoding="utf-8")) for path in target.iterdir()] == [
        ("old.pdf", "old")
    ]


@pytest.mark.parametrize("name", ["no/folder.pdf", "a\0b", "x" * 300])
def test_a_place_that_cannot_be_written_is_told(
    office: Office, view: ExhibitView, target: Path, name: str
) -> None:
    with pytest.raises(TTOfficeError) as raised:
        copy_out(office.vault, view, target / name)
    assert raised.value.advice
    assert list(target.iterdir()) == []


def test_a_full_disk_leaves_nothing(
    office: Office, view: ExhibitView, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TTOfficeError, match="磁盘已满"):
        copy_out(office.vault, view, target / "a.pdf")
    assert list(target.iterdir()) == []


def test_the_programs_own_files_are_never_written_over(office: Office, view: ExhibitView) -> None:
    before = office.home.store.read_bytes()
    for place in (office.home.store, office.vault.path_of(view.sha256), office.home.settings):
        with pytest.raises(UsageError):
            copy_out(office.vault, view, place, replace=True)
    assert office.home.store.read_bytes() == before
    assert problems(office) == ()


# --- opening ---------------------------------------------------------------------------------------------


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system that opens files by writing their path and content's size into `seen`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    name = "open" if sys.platform == "darwin" else "xdg-open"
    seen = tmp_path / "seen"
    script = folder / name
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> "{seen}"\nexit ${{CODE:-0}}\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return seen


@posix_only
def test_a_read_only_copy_is_opened_under_its_own_name(
    office: Office, view: ExhibitView, program: Path
) -> None:
    path = open_exhibit(office, EXHIBIT)
    assert program.read_text(encoding="utf-8") == f"{path}\n"
    assert (path.name, path.read_bytes()) == (view.name, CONTENT)
    assert path.is_relative_to(office.home.opened)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert stat.S_IMODE(office.home.opened.stat().st_mode) == 0o700


@posix_only
def test_a_copy_that_was_changed_is_made_anew(office: Office, view: ExhibitView, program: Path) -> None:
    path = open_exhibit(office, EXHIBIT)
    path.chmod(0o600)
    path.write_bytes(b"changed")
    assert open_exhibit(office, EXHIBIT) == path
    assert path.read_bytes() == CONTENT
    assert len(list(path.parent.iterdir())) == 1


@posix_only
def test_copies_opened_long_ago_are_removed(office: Office, view: ExhibitView, program: Path) -> None:
    path = open_exhibit(office, EXHIBIT)
    old = time.time() - opening.KEPT_SECONDS - 60
    stray = office.home.opened / "stray"
    stray.mkdir()
    (stray / "x").touch(mode=0o400)
    for folder in (path.parent, stray):
        os.utime(folder, (old, old))
    open_exhibit(office, EXHIBIT)
    assert path.exists()
    assert not stray.exists()


@posix_only
@pytest.mark.parametrize("name", ["-rf.pdf", "a\nb\x1b.pdf", "\u202egpj.pdf", "x" * 250 + ".pdf", "con.pdf"])
def test_a_hostile_name_opens_as_a_plain_file(
    office: Office, view: ExhibitView, program: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"x")
    path = open_exhibit(office, attach(office, tmp_path / name).number)
    assert path.is_absolute()
    assert path.name.isprintable()
    assert path.read_bytes() == b"x"
    assert program.read_text(encoding="utf-8") == f"{path}\n"


@posix_only
def test_a_home_that_cannot_be_written_has_the_systems_temporary_folder(
    office: Office, view: ExhibitView, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.home.opened.touch()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "out"))
    (tmp_path / "out").mkdir()
    path = open_exhibit(office, EXHIBIT)
    assert path.is_relative_to(tmp_path / "out")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(TTOfficeError) as raised:
        open_exhibit(office, EXHIBIT)
    assert EXHIBIT in raised.value.advice


@posix_only
@pytest.mark.parametrize("code", ["", "3"])
def test_without_a_program_it_is_told_where_the_copy_lies(
    office: Office, view: ExhibitView, program: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    if code:
        monkeypatch.setenv("CODE", code)
    else:
        monkeypatch.setenv("PATH", "")
    with pytest.raises(TTOfficeError) as raised:
        open_exhibit(office, EXHIBIT)
    (folder,) = office.home.opened.iterdir()
    assert str(folder / view.name) in raised.value.advice


@posix_only
def test_a_program_that_shows_the_file_is_not_waited_for(
    office: Office, view: ExhibitView, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (script,) = (tmp_path / "bin").iterdir()
    script.write_text(f'#!/bin/sh\necho $$ > "{program}"\nexec sleep 60\n', encoding="utf-8")
    monkeypatch.setattr(opening, "START_SECONDS", 0.5)
    open_exhibit(office, EXHIBIT)
    os.kill(int(program.read_text(encoding="utf-8")), 15)


@pytest.mark.parametrize("name", ["收款.exe", "读我.pdf.LNK", "x.desktop", "a.js ."])
def test_a_program_is_never_started(
    office: Office, view: ExhibitView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def start(_path: Path) -> None:
        raise AssertionError("it was started")

    monkeypatch.setattr(opening, "open_with_system", start)
    (tmp_path / name).write_bytes(b"MZ")
    number = attach(office, tmp_path / name).number
    with pytest.raises(TTOfficeError, match=number):
        open_exhibit(office, number)
    assert not office.home.opened.exists()


def test_a_damaged_exhibit_is_not_opened(
    office: Office, view: ExhibitView, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.vault.path_of(view.sha256).write_bytes(b"changed")
    with pytest.raises(DamageError):
        open_exhibit(office, EXHIBIT)
