"""Every record that a license names or that belongs to it, to be gone to."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ttoffice.action.kinds import code_of, kind_of
from ttoffice.i18n import gettext as _
from ttoffice.licenses import views
from ttoffice.licenses.kinds import LICENSE

if TYPE_CHECKING:
    from ttoffice.action.office import Office

NUMBER = re.compile(r"\b[A-Z]{2}-\d{4}-\d{4,9}\b")
MORE = ("deadline", "notice", "decision")
"""Kinds outside this area that name a license as what they are about."""


def links_of(office: Office, number: str) -> list[tuple[str, str]]:
    """Return the records around a license as (number, number with what it is called)."""
    from ttoffice.action.records import document
    from ttoffice.screens.licensing.lists import part_kinds

    with office.reader() as reader:
        text = json.dumps(document(reader, LICENSE, number), ensure_ascii=False)
        named = [found for found in dict.fromkeys(NUMBER.findall(text)) if found != number]
        own = [found for _kind, found in views.linked(reader, number, (*MORE, *part_kinds()))]
    return [(found, f"{found}  {_kind_name(found)}") for found in dict.fromkeys((*named, *own))]


def _kind_name(number: str) -> str:
    code = code_of(number) or ""
    kind = kind_of(code)
    return _(kind.title) if kind is not None else ("" if code != "result" else _("Result"))
