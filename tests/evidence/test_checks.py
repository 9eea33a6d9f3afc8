from __future__ import annotations

from pathlib import Path

import pytest

from tests.offices import problems
from ttoffice.action import Office, perform
from ttoffice.errors import RefusedError, TTOfficeError
from ttoffice.evidence import views
from ttoffice.evidence.checks import check_files
from ttoffice.evidence.subjects import Record

FIRST, SECOND = "CG-2026-0001", "CG-2026-0002"


@pytest.fixture
def held(office: Office, tmp_path: Path) -> Office:
    for title in ("甲", "乙"):
        perform(office, "result.create", {"title": title})
    for subject, text in ((FIRST, "a"), (FIRST, "b"), (SECOND, "a")):
        (tmp_path / f"{text}.pdf").write_text(text)
        perform(office, "exhibit.add", {"subject": subject, "path": str(tmp_path / f"{text}.pdf")})
    return office


def digest(office: Office, number: str) -> str:
    with office.reader() as reader:
        return views.exhibit(reader, number).sha256


def remembered(office: Office) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    with office.reader() as reader:
        return [
            (item.state, tuple(view.number for view in item.exhibits), item.relying)
            for item in views.failing(reader)
        ]


def test_a_changed_and_a_missing_file_are_named_with_all_who_rely_on_them(held: Office) -> None:
    perform(held, "exhibit.relate", {"target": SECOND, "code": "step:pricing"}, subject="ZJ-2026-0002")
    assert check_files(held).failing == ()
    assert remembered(held) == []
    held.vault.path_of(digest(held, "ZJ-2026-0001")).write_text("x")
    held.vault.path_of(digest(held, "ZJ-2026-0002")).unlink()
    report = check_files(held)
    assert (report.files, len(report.failing)) == (2, 2)
    assert sorted(remembered(held)) == [
        ("changed", ("ZJ-2026-0001", "ZJ-2026-0003"), (FIRST, SECOND)),
        ("missing", ("ZJ-2026-0002",), (FIRST, SECOND)),
    ]


def test_a_file_brought_back_is_good_at_the_next_check(held: Office) -> None:
    kept = held.vault.path_of(digest(held, "ZJ-2026-0002"))
    content = kept.read_bytes()
    kept.unlink()
    check_files(held)
    assert len(remembered(held)) == 1
    kept.write_bytes(content)
    assert len(remembered(held)) == 1
    check_files(held)
    assert remembered(held) == []
    assert problems(held) == ()


def test_a_check_of_one_record_says_nothing_of_the_others(held: Office) -> None:
    held.vault.path_of(digest(held, "ZJ-2026-0002")).unlink()
    assert check_files(held, Record("result", 2, SECOND)).files == 1
    assert remembered(held) == []
    with held.reader() as reader:
        assert views.last_checked(reader, digest(held, "ZJ-2026-0002")) is None
        assert views.last_checked(reader, digest(held, "ZJ-2026-0003")) == ("good", "2026-06-01")
    check_files(held, Record("result", 1, FIRST))
    assert len(remembered(held)) == 1


def test_a_check_that_is_stopped_is_not_remembered(held: Office) -> None:
    def stop(_done: int, _total: int | None) -> None:
        raise TTOfficeError("stopped")

    with pytest.raises(TTOfficeError):
        check_files(held, progress=stop)
    with held.reader() as reader:
        assert reader.value("SELECT COUNT(*) FROM exhibit_check") == 0


def test_an_office_without_exhibits_has_nothing_to_check(office: Office) -> None:
    assert check_files(office).as_document() == {"ok": True, "files": 0, "failing": []}


def test_a_check_of_what_does_not_exist_is_not_recorded(held: Office) -> None:
    failing = [{"sha256": "0" * 64, "state": "missing"}]
    with pytest.raises(RefusedError) as raised:
        perform(
            held,
            "exhibit.record_check",
            {"subject": "CG-2026-0099", "through": "ZJ-2026-0099", "failing": failing},
        )
    assert {reason.code for reason in raised.value.reasons} == {
        "exhibit.no_subject",
        "exhibit.unknown",
        "exhibit.not_kept",
    }
