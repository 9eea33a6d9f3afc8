"""Every record that a finding names or that belongs to it, to be gone to."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ttoffice.action.kinds import code_of, kind_of
from ttoffice.findings import reading
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.action.office import Office

NUMBER = re.compile(r"\b[A-Z]{2}-\d{4}-\d{4,9}\b")


def links_of(office: Office, number: str) -> list[tuple[str, str]]:
    """Return the records around a finding as (number, number with what it is called)."""
    with office.reader() as reader:
        found = reading.load(reader, number)
        if found is None:
            return []
        named = NUMBER.findall(json.dumps(found.document, ensure_ascii=False))
        later = [follower] if (follower := reading.follower(reader, number)) else []
        own = reading.belonging(reader, found)
    numbers = dict.fromkeys(one for one in (*named, *later, *own) if one != number)
    return [(one, f"{one}  {_kind_name(one)}") for one in numbers]


def _kind_name(number: str) -> str:
    code = code_of(number) or ""
    kind = kind_of(code)
    if kind is not None:
        return _(kind.title)
    return {"result": _("Result"), "exhibit": _("Exhibit")}.get(code, "")
