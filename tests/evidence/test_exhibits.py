from __future__ import annotations

import os
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from tests.offices import OPERATOR, TODAY, contents, posix_only, problems, tamper
from ttoffice.action import Office, perform
from ttoffice.action.performing import check
from ttoffice.errors import InputFileError, RefusedError, StoreError
from ttoffice.evidence.views import ExhibitView, exhibits_of
from ttoffice.store import vault

NUMBER = "CG-2026-0001"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "专利证书 [b].pdf"
    path.write_bytes(b"%PDF" * 100)
    return path


@pytest.fixture
def attached(office: Office, certificate: Path) -> Office:
    perform(office, "result.create", {"title": "甲"})
    perform(office, "exhibit.add", {"subject": NUMBER, "path": str(certificate), "source": "科研处"})
    return office


def exhibits(office: Office) -> list[ExhibitView]:
    with office.reader() as reader:
        return exhibits_of(reader, "result", 1)


def test_an_exhibit_is_a_copy_with_its_origin(attached: Office, certificate: Path) -> None:
    (exhibit,) = exhibits(attached)
    certificate.unlink()
    assert attached.vault.read(exhibit.sha256) == b"%PDF" * 100
    assert (
        exhibit.number,
        exhibit.name,
        exhibit.source,
        exhibit.collector,
        exhibit.collected_on,
        exhibit.size,
    ) == (
        "ZJ-2026-0001",
        "专利证书 [b].pdf",
        "科研处",
        OPERATOR,
        TODAY.isoformat(),
        400,
    )
    assert problems(attached) == ()


def test_the_same_file_twice_is_kept_once_and_recorded_twice(attached: Office, certificate: Path) -> None:
    perform(
        attached, "exhibit.add", {"subject": NUMBER, "path": str(certificate), "collected_on": "2026-05-01"}
    )
    assert [exhibit.collected_on for exhibit in exhibits(attached)] == ["2026-06-01", "2026-05-01"]
    assert len(list(attached.vault.digests())) == 1
    assert problems(attached) == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"subject": "CG-2026-0009"}, "exhibit.no_subject"),
        ({"subject": NUMBER, "kind": "frog"}, "exhibit.no_subject"),
        ({"subject": NUMBER, "collected_on": "2026-06-02"}, "exhibit.future"),
    ],
)
def test_what_cannot_be_attached_is_refused_before_the_file_is_copied(
    attached: Office, certificate: Path, data: dict[str, str], code: str
) -> None:
    certificate.write_bytes(b"another")
    with pytest.raises(RefusedError) as raised:
        perform(attached, "exhibit.add", {"path": str(certificate), **data})
    assert [reason.code for reason in raised.value.reasons] == [code]
    assert len(list(attached.vault.digests())) == 1


def refused(office: Office, path: str) -> None:
    """Attach what must be refused by its path, without a trace; the same is said when one only asks."""
    before = contents(office.home.store)
    data = {"subject": NUMBER, "path": path}
    with pytest.raises(RefusedError) as raised:
        perform(office, "exhibit.add", data)
    (reason,) = raised.value.reasons
    assert (reason.code, reason.field) == ("exhibit.unreadable", "path")
    assert check(office, "exhibit.add", data) == [reason]
    assert contents(office.home.store) == before
    assert len(list(office.vault.digests())) == 1


@pytest.mark.parametrize("path", ["", ".", "missing.pdf", "\u202e.pdf", "x" * 5000, "file/x"], ids=range(6))
def test_a_path_that_holds_no_file_is_refused(attached: Office, tmp_path: Path, path: str) -> None:
    (tmp_path / "file").touch()
    refused(attached, str(tmp_path / path))


@posix_only
def test_what_is_no_plain_file_is_refused_without_waiting_for_it(attached: Office, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    for path in (tmp_path / "pipe", tmp_path / "loop", tmp_path / "dangling", Path(os.devnull)):
        refused(attached, str(path))


def test_a_file_that_may_not_be_read_is_refused(
    attached: Office, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def forbid(path: Path, *details: Any) -> Any:
        if path == certificate:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *details)

    monkeypatch.setattr(Path, "open", forbid)
    refused(attached, str(certificate))


@pytest.mark.parametrize("change", ["grows", "rewritten", "cut", "gone bad"])
def test_a_file_that_changes_while_it_is_copied_is_refused(
    attached: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    source = tmp_path / "being-written.pdf"
    source.write_bytes(b"x" * (vault.CHUNK + 10))
    os.utime(source, (1_700_000_000, 1_700_000_000))
    read = vault._read

    def meddle(reading: BinaryIO, path: Path) -> bytes:
        chunk = read(reading, path)
        if change == "gone bad":
            raise InputFileError("bad sector")
        if reading.tell() == vault.CHUNK:
            if change == "cut":
                os.truncate(source, 5)
            else:
                with source.open("ab" if change == "grows" else "rb+") as other:
                    other.write(b"y")
        return chunk

    monkeypatch.setattr(vault, "_read", meddle)
    before = contents(attached.home.store)
    with pytest.raises(RefusedError) as raised:
        perform(attached, "exhibit.add", {"subject": NUMBER, "path": str(source)})
    assert [(reason.code, reason.field) for reason in raised.value.reasons] == [
        ("exhibit.unreadable", "path")
    ]
    assert contents(attached.home.store) == before
    assert len(list(attached.vault.digests())) == 1
    assert list((attached.home.vault / "incoming").iterdir()) == []


def test_a_missing_and_a_changed_file_are_named(attached: Office) -> None:
    (exhibit,) = exhibits(attached)
    kept = attached.vault.path_of(exhibit.sha256)
    kept.write_bytes(b"changed")
    (problem,) = problems(attached)
    assert exhibit.number in problem
    kept.unlink()
    (problem,) = problems(attached)
    assert exhibit.sha256 in problem


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM exhibit",
        "UPDATE exhibit SET number = 'ZJ-2026-0009'",
        "UPDATE exhibit SET name = 'other.pdf'",
        "UPDATE exhibit SET collected_on = '2020-01-01'",
        "UPDATE exhibit SET source = CAST(X'ff' AS TEXT)",
        "UPDATE exhibit SET log_id = 1",
        "UPDATE exhibit SET subject_id = 7",
    ],
)
def test_an_exhibit_changed_by_hand_is_named(attached: Office, statement: str) -> None:
    attached.lender.close()
    tamper(attached.home.store, statement)
    (problem,) = problems(attached)
    assert "ZJ-2026-000" in problem


def test_an_exhibit_added_by_hand_is_named(attached: Office) -> None:
    attached.lender.close()
    tamper(
        attached.home.store,
        "INSERT INTO exhibit (number, subject_kind, subject_id, sha256, size, name, source, collector, collected_on,"
        " proves, log_id) SELECT 'ZJ-2026-0002', subject_kind, subject_id, sha256, size, name, source, collector,"
        " collected_on, proves, log_id FROM exhibit",
    )
    (problem,) = problems(attached)
    assert "ZJ-2026-0002" in problem


def test_what_the_database_refuses_is_told_and_undone(attached: Office, certificate: Path) -> None:
    """The numbers were turned back by hand, so the next exhibit meets one that stands there."""
    attached.lender.close()
    tamper(attached.home.store, "UPDATE number_series SET last = 0 WHERE prefix = 'ZJ'")
    before = contents(attached.home.store)
    with pytest.raises(StoreError) as raised:
        perform(attached, "exhibit.add", {"subject": NUMBER, "path": str(certificate)})
    assert raised.value.advice
    assert contents(attached.home.store) == before
