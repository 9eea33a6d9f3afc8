"""Templates of papers that are a sequence of passages: paragraphs and tables, each under a condition."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ttoffice.documents.reading import TemplateFile, near
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.documents.conditions import Condition
    from ttoffice.documents.filling import Template

TOP = {"title": str, "paragraphs": list}
PARAGRAPH = {"text": str, "table": str, "when": str, "plain": bool, "strong": bool}


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a template may use: places to fill, facts for conditions, tables."""

    places: Collection[str]
    facts: Collection[str]
    tables: Collection[str]


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or table, and the condition under which it stands."""

    text: Template | None = None
    table: str = ""
    when: Condition | None = None
    plain: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Passages:
    """A template as read; `title` is empty where it has none, `sha256` names the file exactly."""

    title: str
    passages: tuple[Passage, ...]
    sha256: str


def read_passages(path: Path, known: Known) -> Passages:
    """Return the template of a file; raise TemplateError that names file and line of what is wrong."""
    file = TemplateFile(path)
    file.typed(file.raw, TOP)
    items = file.raw.get("paragraphs", [])
    if not items or not all(isinstance(item, dict) for item in items):
        raise file.wrong(_("there is no [[paragraphs]]"), "paragraphs")
    passages = tuple(_passage(file, index, item, known) for index, item in enumerate(items))
    return Passages(file.raw.get("title", "").strip(), passages, sha256(file.text.encode()).hexdigest())


def _passage(file: TemplateFile, index: int, item: dict[str, object], known: Known) -> Passage:
    file.typed(item, PARAGRAPH, index)
    text, table, when = (str(item.get(key, "")) for key in ("text", "table", "when"))
    if ("text" in item) == ("table" in item):
        raise file.wrong(_("a sentence needs either text or table"), "", index)
    if table and table not in known.tables:
        told = {"name": table, "known": near(table, known.tables)}
        raise file.wrong(_("there is no table %(name)s; %(known)s") % told, "table", index)
    return Passage(
        file.template(text.strip(), known.places, "text", index) if text.strip() else None,
        table,
        file.condition(when, known.facts, "when", index) if "when" in item else None,
        bool(item.get("plain", False)),
        bool(item.get("strong", False)),
    )
