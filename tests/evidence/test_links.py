from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.offices import problems, tamper
from ttoffice.action import Office, perform
from ttoffice.errors import RefusedError, StoreError, UsageError
from ttoffice.evidence import views
from ttoffice.evidence.purposes import is_code, purpose_label, purpose_of, purposes
from ttoffice.evidence.views import ExhibitView, Link

NUMBER, OTHER, EXHIBIT = "CG-2026-0001", "CG-2026-0002", "ZJ-2026-0001"


@pytest.fixture
def attached(office: Office, tmp_path: Path) -> Office:
    (tmp_path / "纪要.pdf").write_bytes(b"%PDF")
    perform(office, "result.create", {"title": "甲"})
    perform(office, "result.create", {"title": "乙"})
    perform(
        office,
        "exhibit.add",
        {
            "subject": "cg2026-1",
            "path": str(tmp_path / "纪要.pdf"),
            "pages": 3,
            "confidentiality": "confidential",
            "links": [{"code": "criterion:democratic_procedure"}],
        },
    )
    return office


def view(office: Office, number: str = EXHIBIT) -> ExhibitView:
    with office.reader() as reader:
        return views.exhibit(reader, number)


def codes_of(office: Office, name: str, data: dict[str, Any]) -> list[str]:
    with pytest.raises(RefusedError) as raised:
        perform(office, name, data, subject=EXHIBIT)
    return [reason.code for reason in raised.value.reasons]


def test_one_file_proves_several_things_of_several_records(attached: Office) -> None:
    for target, code in ((OTHER, "circumstance:7(2)"), (NUMBER, "step:publicity_posted"), (OTHER, "")):
        perform(attached, "exhibit.relate", {"target": target, "code": code}, subject=EXHIBIT)
    found = view(attached)
    assert [(link.target, link.code) for link in found.links] == [
        (NUMBER, "criterion:democratic_procedure"),
        (OTHER, "circumstance:7(2)"),
        (NUMBER, "step:publicity_posted"),
        (OTHER, ""),
    ]
    assert (found.version, found.pages, found.confidentiality) == (4, 3, "confidential")
    with attached.reader() as reader:
        assert [item.number for item in views.proving(reader, OTHER, "circumstance:7(2)")] == [EXHIBIT]
        assert views.proving(reader, OTHER, "circumstance:7(3)") == []
    assert problems(attached) == ()


def test_a_link_is_withdrawn_by_a_further_entry_and_stays_in_the_history(attached: Office) -> None:
    withdrawn = {"target": NUMBER, "code": "criterion:democratic_procedure", "reason": "页码有误"}
    perform(attached, "exhibit.unrelate", withdrawn, subject=EXHIBIT)
    assert view(attached).links == ()
    with attached.reader() as reader:
        assert reader.value("SELECT COUNT(*) FROM exhibit_link") == 2
        first, last = views.changes(reader, view(attached))
    assert first["fields"]["links"]["after"][0]["code"] == "criterion:democratic_procedure"
    assert (last["action"], last["fields"]["links"]["after"]) == ("exhibit.unrelate", [])
    assert codes_of(attached, "exhibit.unrelate", withdrawn) == ["exhibit.not_linked"]
    perform(attached, "exhibit.relate", {"target": NUMBER, "code": withdrawn["code"]}, subject=EXHIBIT)
    assert len(view(attached).links) == 1
    assert problems(attached) == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"target": "CG-2026-0099"}, "exhibit.no_target"),
        ({"target": EXHIBIT}, "exhibit.no_target"),
        ({"target": NUMBER, "code": "criterion:frog"}, "exhibit.no_purpose"),
        ({"target": NUMBER, "code": "circumstance:7(99)"}, "exhibit.no_purpose"),
        ({"target": NUMBER, "code": "step:"}, "exhibit.no_purpose"),
        ({"target": NUMBER, "code": "criterion:democratic_procedure"}, "exhibit.linked"),
    ],
)
def test_a_link_to_nothing_or_a_second_one_is_refused(
    attached: Office, data: dict[str, str], code: str
) -> None:
    assert codes_of(attached, "exhibit.relate", data) == [code]


def test_what_is_said_of_an_exhibit_is_corrected_and_the_file_never(attached: Office) -> None:
    before = view(attached)
    corrected = {"source": "档案室", "pages": None, "confidentiality": "open"}
    perform(attached, "exhibit.describe", corrected, subject=EXHIBIT)
    after = view(attached)
    assert (after.source, after.pages, after.confidentiality, after.version) == ("档案室", None, "open", 2)
    assert (after.sha256, after.name, after.links) == (before.sha256, before.name, before.links)
    perform(attached, "exhibit.describe", corrected, subject=EXHIBIT)
    assert view(attached).version == 2
    assert problems(attached) == ()


def test_what_was_said_of_an_exhibit_can_be_read_as_of_a_day(attached: Office) -> None:
    later = attached.on(attached.today + timedelta(days=5))
    perform(later, "exhibit.describe", {"pages": 9}, subject=EXHIBIT)
    with attached.reader() as reader:
        found = views.exhibit(reader, EXHIBIT)
        then = views.exhibit_as_of(reader, found, attached.today)
        assert (found.pages, then.pages, then.version, then.links) == (9, 3, 1, found.links)
        with pytest.raises(UsageError):
            views.exhibit_as_of(reader, found, attached.today - timedelta(days=1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE exhibit SET pages = 9",
        "UPDATE exhibit SET confidentiality = 'open'",
        "UPDATE exhibit SET version = 2",
        "DELETE FROM exhibit_link",
        "UPDATE exhibit_link SET code = 'step:review'",
        "INSERT INTO exhibit_link (exhibit_id, target, code, note, log_id) VALUES (1, 'CG-2026-0002', '', '', 9)",
    ],
)
def test_particulars_and_links_changed_by_hand_are_named(attached: Office, statement: str) -> None:
    attached.lender.close()
    tamper(attached.home.store, statement)
    (problem,) = problems(attached)
    assert EXHIBIT in problem


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE exhibit SET sha256 = ''",
        "UPDATE exhibit SET name = 'x'",
        "DELETE FROM exhibit",
        "UPDATE exhibit_link SET note = 'x'",
        "DELETE FROM exhibit_link",
    ],
)
def test_the_database_itself_refuses_to_change_files_and_links(attached: Office, statement: str) -> None:
    attached.lender.close()
    with closing(sqlite3.connect(attached.home.store)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute(statement)


def test_an_exhibit_of_before_there_were_links_still_verifies(attached: Office) -> None:
    attached.lender.close()
    with closing(sqlite3.connect(attached.home.store)) as db:
        text = db.execute("SELECT document FROM revision WHERE kind = 'exhibit'").fetchone()[0]
    old = {key: value for key, value in json.loads(text).items() if key not in views.LATER}
    assert views._is(ExhibitView(**old), json.dumps(old))
    assert not views._is(ExhibitView(**{**old, "pages": 2}), json.dumps(old))


def test_exhibits_that_nothing_relies_on_are_listed(attached: Office, tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"b")
    perform(attached, "exhibit.add", {"subject": OTHER, "path": str(tmp_path / "b.pdf")})
    with attached.reader() as reader:
        assert [item.number for item in views.unrelied(reader)] == ["ZJ-2026-0002"]
        assert [item.number for item in views.unrelied(reader, "result", 2)] == ["ZJ-2026-0002"]
        assert views.unrelied(reader, "result", 1) == []
    perform(attached, "exhibit.describe", {"proves": "权属"}, subject="ZJ-2026-0002")
    with attached.reader() as reader:
        assert views.unrelied(reader) == []


def test_the_same_file_again_is_told_with_the_exhibit_that_holds_it(attached: Office, tmp_path: Path) -> None:
    data = {"subject": OTHER, "path": str(tmp_path / "纪要.pdf")}
    outcome = perform(attached, "exhibit.add", data)
    (warning,) = outcome.warnings
    assert (warning.code, warning.warning) == ("exhibit.duplicate", True)
    assert EXHIBIT in warning.message
    assert len(list(attached.vault.digests())) == 1


def test_what_can_be_proved_stands_in_the_rulebook(office: Office) -> None:
    found = purposes(office.rulebook)
    codes = [item.code for item in found]
    assert len(codes) == len(set(codes))
    assert all(map(is_code, codes))
    assert {"criterion:democratic_procedure", "circumstance:7(2)", "circumstance:8(4)", "bar:10(4)"} <= set(
        codes
    )
    assert all(item.basis and item.label for item in found if not item.code.startswith("step:"))
    assert purpose_of(office.rulebook, "step:anything_else") is not None
    assert purpose_label(office.rulebook, "")
    assert purpose_label(office.rulebook, "criterion:gone") == "criterion:gone"


def test_an_unknown_database_failure_undoes_the_link(
    attached: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_details: Any) -> None:
        raise StoreError("disk full")

    monkeypatch.setattr("ttoffice.action.performing.log.append", full)
    with pytest.raises(StoreError):
        perform(attached, "exhibit.relate", {"target": OTHER}, subject=EXHIBIT)
    assert view(attached).links == (Link(NUMBER, "criterion:democratic_procedure"),)
