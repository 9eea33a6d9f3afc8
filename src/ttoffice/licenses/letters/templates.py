"""Templates of letters: shipped ones, and the office's own in its settings folder, which replace them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ttoffice.documents.reading import TemplateFile, near
from ttoffice.documents.shipped import copy_missing
from ttoffice.i18n import gettext as _
from ttoffice.licenses.letters.letter import TITLES, LetterKind
from ttoffice.licenses.letters.wording import FACTS, PLACES, TABLES
from ttoffice.paths import PACKAGE, Home

if TYPE_CHECKING:
    from ttoffice.documents.conditions import Condition
    from ttoffice.documents.filling import Template

SHIPPED = PACKAGE / "templates" / "letters"
TOP = {"title": str, "paragraphs": list}
PARAGRAPH = {"text": str, "table": str, "when": str, "plain": bool, "strong": bool}


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or table of a letter, and the condition under which it stands."""

    text: Template | None = None
    table: str = ""
    when: Condition | None = None
    plain: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """One letter; `sha256` names the template exactly, `own` tells that it is the office's."""

    title: str
    passages: tuple[Passage, ...]
    sha256: str
    own: bool


def load_template(kind: LetterKind, home: Home | None = None) -> LetterTemplate:
    """Return the template of a letter; raise TemplateError that names file and line of what is wrong."""
    own = home.templates / "letters" / f"{kind}.toml" if home is not None else None
    if own is not None and own.exists():
        return read_template(own, kind, own=True)
    return read_template(SHIPPED / f"{kind}.toml", kind, own=False)


def copy_letters(home: Home) -> list[Path]:
    """Copy the shipped letters into the office's folder, so that they can be edited; those there already stay."""
    return copy_missing(SHIPPED, home.templates / "letters")


def read_template(path: Path, kind: LetterKind, *, own: bool) -> LetterTemplate:
    """Return the template of a file; raise TemplateError that names file and line of what is wrong."""
    file = TemplateFile(path)
    file.typed(file.raw, TOP)
    items = file.raw.get("paragraphs", [])
    if not items or not all(isinstance(item, dict) for item in items):
        raise file.wrong(_("there is no [[paragraphs]]"), "paragraphs")
    passages = tuple(_passage(file, index, item) for index, item in enumerate(items))
    title = file.raw.get("title", "").strip() or TITLES[kind]
    return LetterTemplate(title, passages, sha256(file.text.encode()).hexdigest(), own)


def _passage(file: TemplateFile, index: int, item: dict[str, object]) -> Passage:
    file.typed(item, PARAGRAPH, index)
    text, table, when = (str(item.get(key, "")) for key in ("text", "table", "when"))
    if ("text" in item) == ("table" in item):
        raise file.wrong(_("a sentence needs either text or table"), "", index)
    if table and table not in TABLES:
        reason = _("there is no table %(name)s; %(known)s") % {"name": table, "known": near(table, TABLES)}
        raise file.wrong(reason, "table", index)
    return Passage(
        file.template(text.strip(), PLACES, "text", index) if text.strip() else None,
        table,
        file.condition(when, FACTS, "when", index) if "when" in item else None,
        bool(item.get("plain", False)),
        bool(item.get("strong", False)),
    )
