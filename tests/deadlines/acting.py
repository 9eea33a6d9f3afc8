"""Short ways for the tests of deadlines: start one, act, look at it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.offices import TODAY
from ttoffice.action import Office, perform
from ttoffice.deadlines import keeping
from ttoffice.deadlines.record import DeadlineRecord
from ttoffice.errors import RefusedError
from ttoffice.store.history import Revision, revisions

REST_2027 = [
    {"first": "2027-01-01", "last": "2027-01-03", "name": "元旦"},
    {"first": "2027-02-05", "last": "2027-02-11", "name": "春节"},
    {"first": "2027-01-09", "kind": "work", "name": "元旦"},
]
YEAR_2027: dict[str, Any] = {
    "year": 2027,
    "days": REST_2027,
    "source": "国务院办公厅关于2027年部分节假日安排的通知",
    "edition": "国办发明电〔2026〕9号",
    "announced_on": "2026-05-20",
}


def result(office: Office) -> str:
    """Enter a result for deadlines to run on."""
    return str(perform(office, "result.create", {"title": "咖啡"}).value)


def begin(office: Office, starts_on: date | str = TODAY, period: str = "5wd", **more: Any) -> str:
    """Begin a deadline on a result that is made where there is none yet; return its number."""
    with office.reader() as reader:
        known = reader.value("SELECT number FROM result ORDER BY id")
    data = {
        "subject": known or result(office),
        "matter": "补正",
        "starts_on": str(starts_on),
        "period": period,
        "source": "来函",
    }
    return str(perform(office, "deadline.start", {**data, **more}).value)


def look(office: Office, number: str) -> DeadlineRecord:
    """Return a deadline as it stands."""
    with office.reader() as reader:
        found = keeping.load(reader, number)
    assert found is not None
    return found.record


def history(office: Office, number: str) -> list[Revision]:
    """Return every revision of a deadline."""
    with office.reader() as reader:
        found = keeping.load(reader, number)
        assert found is not None
        return revisions(reader, "deadline", found.id)


def refused(office: Office, name: str, data: dict[str, Any], number: str | None = None) -> set[str]:
    """Try an action that must be refused; return the codes of the reasons."""
    with pytest.raises(RefusedError) as error:
        perform(office, name, data, subject=number)
    return {reason.code for reason in error.value.reasons if not reason.warning}


def moves(office: Office) -> list[dict[str, Any]]:
    """Return the moves that the newest log entry tells of."""
    with office.reader() as reader:
        text = reader.value("SELECT after FROM log ORDER BY id DESC LIMIT 1")
    return list(json.loads(text)["summary"]["moved"])


def file_2027(folder: Path) -> Path:
    """Write the year 2027 as an office types it."""
    path = folder / "2027年放假.csv"
    path.write_text("日期,类型,说明\n2027-01-01,休,元旦\n2027-01-04,休,元旦\n", encoding="gb18030")
    return path
