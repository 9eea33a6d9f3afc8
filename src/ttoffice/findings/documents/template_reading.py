"""Reading the templates of a finding's papers: paragraphs, rows of ruled forms, tables, signatures, each checked.

A row is one `[[paragraphs]]` with `row = ["label", "text", "label", "text"]`; rows that follow each other make
one form. Labels and texts take turns; a row of one cell is a heading across, or with `wide = true` a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttoffice.documents.paper import FORM_WIDTH
from ttoffice.documents.passages import Known
from ttoffice.documents.reading import TemplateFile, near, unknown
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.documents.conditions import Condition
    from ttoffice.documents.filling import Template

SHAPES = ("letter", "sheet")
TOP = {"title": str, "shape": str, "subtitle": str, "footer": str, "signed": list, "paragraphs": list}
PARAGRAPH = {
    "text": str, "row": list, "table": str, "page": bool, "signature": list, "when": str, "plain": bool, "strong": bool,
    "centred": bool, "widths": list, "wide": bool, "tall": int, "sign": list,
}  # fmt: skip
BLANKS = " \t\r\n"
"""What is taken off a line at both ends; wide blanks stay, as they keep room to sign."""
KINDS = ("text", "row", "table", "page", "signature")
"""What a paragraph can be; exactly one of them."""
WIDTHS = {1: (24,), 2: (5, 19), 3: (5, 5, 14), 4: (5, 7, 5, 7), 6: (4, 4, 4, 4, 4, 4)}
"""The usual shares of a row of so many cells."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, row or table of a template, and the condition under which it stands.

    Attributes:
        cells, widths: of a row; `wide` makes its only cell a text, `tall` is its least height in millimetres.
        sign: lines at the foot of a row's last cell.
        signature: lines on the right, where something follows that is no part of what is signed.
    """

    text: Template | None = None
    cells: tuple[Template, ...] = ()
    table: str = ""
    page: bool = False
    when: Condition | None = None
    plain: bool = False
    strong: bool = False
    centred: bool = False
    widths: tuple[int, ...] = ()
    wide: bool = False
    tall: int = 0
    sign: tuple[Template, ...] = ()
    signature: tuple[Template, ...] = ()


@dataclass(frozen=True, slots=True)
class FormTemplate:
    """One form as read; `sha256` names the file exactly, `own` tells that it is the office's."""

    title: Template
    shape: str
    subtitle: Template
    footer: Template
    signed: tuple[Template, ...]
    pieces: tuple[Piece, ...]
    sha256: str
    own: bool


def read_form(path: Path, known: Known, *, own: bool) -> FormTemplate:
    """Return the template of a file; raise TemplateError that names file and line of what is wrong."""
    return _Reading(TemplateFile(path), known).form(own=own)


class _Reading:
    """One file while it is read, with the names that it may use."""

    def __init__(self, file: TemplateFile, known: Known) -> None:
        self.file, self.known = file, known

    def form(self, *, own: bool) -> FormTemplate:
        raw = self.file.raw
        self.file.typed(raw, TOP)
        self.file.needed(raw, "title", "shape")
        if raw["shape"] not in SHAPES:
            raise self.file.wrong(unknown(raw["shape"], SHAPES), "shape")
        items = raw.get("paragraphs", [])
        if not items or not all(isinstance(item, dict) for item in items):
            raise self.file.wrong(_("there is no [[paragraphs]]"), "paragraphs")
        title, subtitle, footer = (self._text(raw, key) for key in ("title", "subtitle", "footer"))
        pieces = tuple(self._piece(item, index) for index, item in enumerate(items))
        digest = sha256(self.file.text.encode()).hexdigest()
        return FormTemplate(
            title, raw["shape"], subtitle, footer, self._texts(raw, "signed"), pieces, digest, own
        )

    def _piece(self, item: dict[str, Any], index: int) -> Piece:
        self.file.typed(item, PARAGRAPH, index)
        kinds = [key for key in KINDS if key in item]
        if len(kinds) != 1:
            raise self.file.wrong(_("a paragraph needs one of text, row, table, page, signature"), "", index)
        table = str(item.get("table", ""))
        if table and table not in self.known.tables:
            told = {"name": table, "known": near(table, self.known.tables)}
            raise self.file.wrong(_("there is no table %(name)s; %(known)s") % told, "table", index)
        when = item.get("when")
        cells = self._texts(item, "row", index)
        return Piece(
            self._text(item, "text", index) if "text" in item else None,
            cells,
            table,
            bool(item.get("page", False)),
            None if when is None else self.file.condition(when, self.known.facts, "when", index),
            bool(item.get("plain", False)),
            bool(item.get("strong", False)),
            bool(item.get("centred", False)),
            widths=self._widths(item, index, len(cells)),
            wide=bool(item.get("wide", False)),
            tall=int(item.get("tall", 0)),
            sign=self._texts(item, "sign", index),
            signature=self._texts(item, "signature", index),
        )

    def _text(self, values: dict[str, Any], key: str, index: int | None = None) -> Template:
        return self.file.template(str(values.get(key, "")).strip(), self.known.places, key, index)

    def _texts(self, values: dict[str, Any], key: str, index: int | None = None) -> tuple[Template, ...]:
        found = values.get(key, [])
        if not all(isinstance(text, str) for text in found):
            raise self.file.wrong(_("%(key)s must hold texts in quotes") % {"key": key}, key, index)
        return tuple(self.file.template(text.strip(BLANKS), self.known.places, key, index) for text in found)

    def _widths(self, item: dict[str, Any], index: int, count: int) -> tuple[int, ...]:
        """Return the shares of a row's cells, which make up the whole."""
        if not count:
            return ()
        found = item.get("widths", WIDTHS.get(count, ()))
        fits = all(type(share) is int and share > 0 for share in found)
        if not fits or len(found) != count or sum(found) != FORM_WIDTH:
            told = {"count": count, "whole": FORM_WIDTH}
            reason = _("widths must be %(count)d whole numbers that add up to %(whole)d") % told
            raise self.file.wrong(reason, "widths" if "widths" in item else "row", index)
        return tuple(found)
