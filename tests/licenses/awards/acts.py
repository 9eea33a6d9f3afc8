"""What the tests of award distributions do with the office."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.parties.offices import exhibit
from ttoffice.action import Office, check, perform
from ttoffice.licenses.awards.gathering import Award
from ttoffice.licenses.awards.shelves import AWARDS
from ttoffice.reasons import refusing


def result(office: Office, **more: Any) -> str:
    completers = [{"name": "王敏", "share": "60"}, {"name": "赵刚", "share": "40"}]
    data = {"title": "咖啡脱胶", "completers": completers, **more}
    return str(perform(office, "result.create", data).value)


def look(office: Office, number: str) -> Award:
    with office.reader() as reader:
        found = AWARDS.load(reader, number)
    assert found is not None
    return found


def refused(office: Office, name: str, data: dict[str, Any], subject: str | None = None) -> set[str]:
    return {one.code for one in refusing(check(office, name, data, subject=subject))}


def warned(office: Office, name: str, data: dict[str, Any], subject: str | None = None) -> set[str]:
    return {one.code for one in check(office, name, data, subject=subject) if one.warning}


def draft(office: Office, license_number: str, **more: Any) -> str:
    return str(perform(office, "award.draft", {"license": license_number, **more}).value)


def decision(office: Office, about: str, **more: Any) -> str:
    for name in ("钱一", "孙二", "李三"):
        perform(office, "person.create", {"name": name, "department": f"{name}处"})
    data = {
        "title": "奖励分配", "subject": about, "text": "同意分配方案。", "members": ["钱一", "孙二", "李三"],
        "decided_on": office.today.isoformat(), "body": "校长办公会", "minutes": exhibit(office, about), **more,
    }  # fmt: skip
    return str(perform(office, "decision.record", data).value)


def decided(office: Office, number: str) -> Office:
    """Let a draft go through publicity and decision; return the office on the day after."""
    perform(office, "award.publicise", {"place": "公告栏"}, subject=number)
    later = office.on(date(2026, 7, 1))
    perform(later, "award.close_publicity", {}, subject=number)
    perform(later, "award.decide", {"decision": decision(later, number)}, subject=number)
    return later
