"""Writing a paper: what it lacks is listed first; then the paper, with blanks to fill in by hand where asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ttoffice.documents import filling
from ttoffice.documents.paper import Block, Form, FormCell, NewPage, Paper, Para, Signatures
from ttoffice.errors import RefusedError
from ttoffice.findings.codes import FindingState
from ttoffice.findings.documents.facts import FACTS
from ttoffice.findings.documents.forms import BY_CODE
from ttoffice.findings.documents.places import PLACES
from ttoffice.findings.documents.tables import TABLES
from ttoffice.findings.documents.template_reading import BLANKS
from ttoffice.findings.documents.templates import load_template
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from datetime import date

    from ttoffice.findings.documents.sheet import Sheet
    from ttoffice.findings.documents.template_reading import FormTemplate, Piece
    from ttoffice.paths import Home

HEADING = re.compile("[一二三四五六七八九十]{1,3}、[^。；]{1,40}$")
"""A line of a text that heads a part: 一、基本情况."""
NOT_FINAL = "【公示期未满或者有未办结事项　尚未生效】"
SPEAKS_LATE = frozenset({"decision", "service", "correction"})
"""Papers that say what was decided and have no effect before the finding is final."""


@dataclass
class _Written:
    """The blocks of a paper while it is written, and the names of the places that stayed empty."""

    sheet: Sheet
    blank: bool
    blocks: list[Block] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    def value(self, name: str, *, cell: bool = False) -> str:
        """Return the text of a place: as recorded, else as given by hand, else a blank; note what is empty."""
        place = PLACES[name]
        text = place.read(self.sheet).strip(BLANKS) or self.sheet.given.get(name, "").strip(BLANKS)
        if not text and not place.may_be_empty:
            self.empty.append(name)
            return "" if cell or not self.blank else place.blank
        return text

    def fill(self, template: filling.Template, *, cell: bool = False) -> str:
        """Return a text with every place filled; a cell of a form that is one empty place stays empty."""
        alone = cell and len(template) == 1
        return filling.fill(template, lambda name: self.value(name, cell=alone))


def paper_reasons(sheet: Sheet, home: Home | None = None) -> list[Reason]:
    """Return what forbids a paper and what it lacks, before anything is written; an empty list means go."""
    gate = list(BY_CODE[sheet.form].gate(sheet.case))
    return gate or list(_missing(_composed(sheet, load_template(sheet.form, home), blank=False).empty))


def paper_of(sheet: Sheet, home: Home | None = None, *, blank: bool = False) -> Paper:
    """Return a paper; raise RefusedError with what forbids it, and with what it lacks unless blanks may stay."""
    template = load_template(sheet.form, home)
    gate = list(BY_CODE[sheet.form].gate(sheet.case))
    written = _composed(sheet, template, blank=blank)
    reasons = gate or ([] if blank else list(_missing(written.empty)))
    if reasons:
        raise RefusedError(
            reasons, advice=_("Nothing was made. Enter what is missing, or leave blanks with --blank.")
        )
    return Paper(
        sheet.case.unit.name or PLACES["unit"].read(sheet),
        written.fill(template.title),
        tuple(written.blocks),
        tuple(written.fill(line) for line in template.signed),
        written.fill(template.footer),
        _mark(sheet),
        _dated(sheet),
        "sheet" if template.shape == "sheet" else "letter",
        subtitle=written.fill(template.subtitle),
    )


def _mark(sheet: Sheet) -> str:
    """Return what is written over a paper that has no effect yet."""
    state = sheet.case.record.state
    if sheet.form in SPEAKS_LATE and state not in (FindingState.FINAL, FindingState.ARCHIVED):
        return NOT_FINAL
    return ""


def _dated(sheet: Sheet) -> date:
    """Return the day that a file's properties are dated by: the last day that the finding itself tells."""
    record = sheet.case.record
    days = (record.received_on, record.answered_on, record.begun_on, record.reported_on, record.decided_on)
    known = [day for day in (*days, record.final_on, record.archived_on) if day is not None]
    return max(known, default=Paper("", "").day)


def _missing(empty: list[str]) -> Iterator[Reason]:
    for name in dict.fromkeys(empty):
        message = _("Missing: %(what)s. Enter it, or give it with --fill %(name)s=…")
        yield Reason("paper.missing", message % {"what": _(PLACES[name].title), "name": name}, field=name)


# --- composing -----------------------------------------------------------------------------------------


def _composed(sheet: Sheet, template: FormTemplate, *, blank: bool) -> _Written:
    true = frozenset(name for name, (_meaning, holds) in FACTS.items() if holds(sheet))
    found = _Written(sheet, blank)
    rows: list[tuple[FormCell, ...]] = []
    for piece in template.pieces:
        if piece.when is not None and not piece.when.holds(true):
            continue
        if piece.cells:
            rows.append(_row(found, piece))
            continue
        if rows:
            found.blocks.append(Form(tuple(rows)))
            rows = []
        found.blocks += _blocks(found, piece)
    if rows:
        found.blocks.append(Form(tuple(rows)))
    return found


def _row(found: _Written, piece: Piece) -> tuple[FormCell, ...]:
    """Return a row of a form: labels and texts take turns; a single cell is a heading unless it is wide."""
    last = len(piece.cells) - 1
    return tuple(
        FormCell(
            found.fill(cell, cell=True),
            share,
            label=place % 2 == 0 and not piece.wide,
            signed=tuple(found.fill(line) for line in piece.sign) if place == last else (),
            tall=piece.tall,
        )
        for place, (cell, share) in enumerate(zip(piece.cells, piece.widths, strict=True))
    )


def _blocks(found: _Written, piece: Piece) -> Iterator[Block]:
    if piece.page:
        yield NewPage()
    elif piece.table:
        table = TABLES[piece.table](found.sheet)
        if table is not None:
            yield table
    elif piece.signature:
        yield Signatures((), tuple(found.fill(line) for line in piece.signature))
    elif piece.text is not None:
        for line in found.fill(piece.text).splitlines():
            if line.strip():
                yield _paragraph(piece, line.strip())


def _paragraph(piece: Piece, line: str) -> Para:
    """Return a line as a paragraph; what heads a part of a longer text is set as a heading."""
    heading = piece.strong or (not piece.plain and HEADING.fullmatch(line) is not None)
    keep = heading or line.endswith("：")
    return Para(line, piece.plain, heading, piece.centred, keep=keep)
