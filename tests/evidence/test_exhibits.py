from __future__ import annotations

from pathlib import Path

import pytest

from tests.offices import OPERATOR, TODAY, contents, problems, tamper
from ttoffice.action import Office, perform
from ttoffice.errors import InputFileError, RefusedError
from ttoffice.evidence.views import ExhibitView, exhibits_of

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


@pytest.mark.parametrize("path", ["", ".", "missing.pdf", "\u202e.pdf", "x" * 5000], ids=range(5))
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_recorded(
    attached: Office, tmp_path: Path, path: str
) -> None:
    before = contents(attached.home.store)
    with pytest.raises(InputFileError):
        perform(attached, "exhibit.add", {"subject": NUMBER, "path": str(tmp_path / path)})
    assert contents(attached.home.store) == before


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
