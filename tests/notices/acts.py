"""What tests of notices share: exhibits, people, and a notice brought to a state, on given days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from ttoffice.action import Office, perform
from ttoffice.notices.shelves import NOTICES, OBJECTIONS, REVIEWS

FIRST = date(2026, 6, 1)
LAST = date(2026, 6, 16)
"""Fifteen days after publication on 2026-06-01 (price_publicity)."""


def do(office: Office, name: str, subject: str | None = None, /, **data: Any) -> Any:
    """Perform an action and return its value."""
    return perform(office, name, data, subject=subject).value


def exhibit(office: Office, folder: Path, subject: str, name: str = "照片.jpg") -> str:
    """Attach a file to a record and return the exhibit's number."""
    path = folder / name
    path.write_bytes(f"{subject} {name} {len(list(folder.iterdir()))}".encode())
    return str(perform(office, "exhibit.add", {"subject": subject, "path": str(path)}).value)


def result(office: Office, **more: Any) -> str:
    """Enter a result and return its number."""
    data = {
        "title": "咖啡果皮低温干燥方法",
        "completers": [{"name": "李明"}, {"name": "王芳"}],
        "rights": [{"kind": "invention", "number": "ZL202310000001.5"}],
        "fee_text": "零门槛费+销售额5%提成",
        "license_kind": "ordinary",
        **more,
    }
    return str(perform(office, "result.create", data).value)


def price_notice(office: Office, /, **more: Any) -> str:
    """Draft a price notice that lacks nothing and return its number."""
    data = {
        "kind": "price",
        "subject": more.pop("subject", None) or result(office),
        "place": "行政楼一楼公示栏",
        "channel": "科技处 0871-65123456",
        "office": "科技处",
        "related": "no",
        **more,
    }
    return str(perform(office, "notice.draft", data).value)


def published(office: Office, /, **more: Any) -> str:
    """Draft, approve and publish a price notice today and return its number."""
    number = price_notice(office, **more)
    do(office, "notice.approve", number)
    do(office, "notice.publish", number)
    return number


def taken_down(office: Office, folder: Path, number: str) -> None:
    """Prove posting, and take a notice down today."""
    do(office, "notice.prove_posting", number, exhibits=[exhibit(office, folder, number, "张贴.jpg")])
    do(office, "notice.take_down", number, exhibits=[exhibit(office, folder, number, "撤下.jpg")])


def notice(office: Office, number: str) -> Any:
    """Return a notice as it stands."""
    with office.reader() as reader:
        found = NOTICES.load(reader, number)
    assert found is not None
    return found.record


def objection(office: Office, number: str) -> Any:
    """Return an objection as it stands."""
    with office.reader() as reader:
        found = OBJECTIONS.load(reader, number)
    assert found is not None
    return found.record


def review(office: Office, number: str) -> Any:
    """Return a review as it stands."""
    with office.reader() as reader:
        found = REVIEWS.load(reader, number)
    assert found is not None
    return found.record


def codes(office: Office, name: str, subject: str, /, **data: Any) -> set[str]:
    """Return the codes of the reasons that refuse an action."""
    from ttoffice.action import check

    return {reason.code for reason in check(office, name, data, subject=subject) if not reason.warning}


def person(office: Office, name: str, **more: Any) -> str:
    """Enter a person and return the number."""
    return str(perform(office, "person.create", {"name": name, **more}).value)
