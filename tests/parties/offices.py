"""People, files and meetings that the tests of the parties need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ttoffice.action import Office, perform
from ttoffice.errors import RefusedError

CODE = "91350100M000100Y43"
OTHER_CODE = "91530102MA7KPQ3R86"


def person(office: Office, name: str, **more: Any) -> str:
    """Enter a person and return their number."""
    return str(perform(office, "person.create", {"name": name, "roles": ["manager"], **more}).value)


def result(office: Office, *authors: str) -> str:
    """Enter a result by these authors and return its number."""
    given = {"title": "一种咖啡脱壳装置", "completers": [{"name": name} for name in authors]}
    return str(perform(office, "result.create", given).value)


def exhibit(office: Office, subject: str, text: str = "会议纪要") -> str:
    """Attach a file to a result and return the exhibit's number."""
    path = Path(office.home.store).parent / "纪要.txt"
    path.write_text(text, encoding="utf-8")
    return str(perform(office, "exhibit.add", {"subject": subject, "path": str(path)}).value)


def do(office: Office, action: str, about: str | None = None, /, **data: Any) -> str:
    """Perform an action and return what it came to."""
    return str(perform(office, action, data, subject=about).value)


def refusal(office: Office, action: str, about: str | None = None, /, **data: Any) -> set[str]:
    """Perform an action that must be refused, and return the codes of the reasons."""
    with pytest.raises(RefusedError) as raised:
        perform(office, action, data, subject=about)
    return {reason.code for reason in raised.value.reasons if not reason.warning}


def warnings(office: Office, action: str, about: str | None = None, /, **data: Any) -> set[str]:
    """Perform an action and return the codes of its warnings."""
    return {reason.code for reason in perform(office, action, data, subject=about).warnings}
