"""Ruled forms in Word files: rows of cells of their own widths, labels, and places to sign at the foot of a cell."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from ttoffice.documents.layout import BODY, HEAD, Layout
from ttoffice.documents.ooxml import add_run, keep_row
from ttoffice.documents.paper import Form, FormCell, lines

WHOLE = 600
"""Characters up to which a row stays on one page; a longer one may break, as no page might hold it."""
WIDE = "\N{IDEOGRAPHIC SPACE}"
LEAST = 9
"""The least height of a row in millimetres, so that a pen has room."""


def fill_form(table: Any, form: Form, widths: list[float], layout: Layout) -> None:
    """Fill an empty table, whose columns have these widths in millimetres, with the rows of a form."""
    for cells in form.rows:
        row = table.add_row()
        row.height = Mm(max(LEAST, *(cell.tall for cell in cells)))
        if sum(len(cell.text) for cell in cells) <= WHOLE:
            keep_row(row)
        spans = form.spans(cells)
        for cell, end, span in zip(cells, accumulate(spans), spans, strict=True):
            place = row.cells[end - span]
            if span > 1:
                place = place.merge(row.cells[end - 1])
            place.width = Mm(sum(widths[end - span : end]))
            _fill_cell(place, cell, layout)


def _fill_cell(place: Any, cell: FormCell, layout: Layout) -> None:
    face = HEAD if cell.label else BODY
    for count, line in enumerate(lines(cell.text)):
        paragraph = place.paragraphs[0] if count == 0 else place.add_paragraph()
        _set(paragraph, layout)
        if cell.label:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_run(paragraph, line, face, layout.table)
    if cell.label or not (cell.signed or cell.tall):
        place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for count, line in enumerate(cell.signed):
        paragraph = _set(place.add_paragraph(), layout)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        text, kept = kept_right(line)
        paragraph.paragraph_format.right_indent = Pt((2 + kept) * layout.table)
        if count == 0:
            paragraph.paragraph_format.space_before = Pt(layout.table_line)
        add_run(paragraph, text, BODY, layout.table)


def kept_right(line: str) -> tuple[str, int]:
    """Return a line without the wide blanks at its end, and how many there were.

    Set on the right they would hang over the margin, and no room would be left to sign.
    """
    text = line.rstrip(WIDE)
    return text, len(line) - len(text)


def _set(paragraph: Any, layout: Layout) -> Any:
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(layout.table_line)
    return paragraph
