"""A document as a Word file: A4, every run with its East-Asian font, letters as official papers are set.

python-docx writes a font's name for Western text only, and the theme of its template would win for Chinese;
so each style and each run names all four, and the theme's names are taken away. The same paper gives the
same bytes: properties and times are those of the paper.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime, time
from itertools import pairwise, zip_longest
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ttoffice.documents.docx_form import fill_form, kept_right
from ttoffice.documents.layout import ALTERNATIVES, BODY, HEAD, LAYOUTS, NUMBERS, TITLE, Layout
from ttoffice.documents.ooxml import (
    Revisions,
    add_field,
    add_run,
    indent_characters,
    keep_row,
    name_fonts,
    outline,
    repeat_as_head,
    rule_below,
    tighten_cells,
    watermark,
)
from ttoffice.documents.paper import (
    FORM_WIDTH,
    Change,
    Form,
    Grid,
    NewPage,
    Paper,
    Para,
    Piece,
    Signatures,
    Table,
    clean,
    lines,
)

RED = RGBColor(0xC0, 0x00, 0x00)
FORM_ROW = 9
"""The least height in millimetres of a row with something to fill in by hand."""
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def as_docx(paper: Paper) -> bytes:
    """Return a paper as a Word file."""
    return _Writer(paper).written()


class _Writer:
    """One paper while it is written."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.layout: Layout = LAYOUTS[paper.form]
        self.document: Any = Document()
        self.revisions = Revisions(paper.author, paper.day)
        self.breaks = False

    def written(self) -> bytes:
        self._page()
        self._styles()
        self._properties()
        self._head()
        if self.paper.title:
            self._title()
        for block in self.paper.blocks:
            self._block(block)
        if self.paper.signed:
            self._keep_to_signature()
        elif self.paper.blocks and isinstance(self.paper.blocks[-1], Form):
            self._end_with_form()
        self._signed(self.paper.signed)
        self._foot()
        self._font_table()
        buffer = io.BytesIO()
        self.document.save(buffer)
        return _settled(buffer.getvalue())

    # --- page, styles, properties ----------------------------------------------------------------------

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        top, right, bottom, left = self.layout.margins
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        section.header_distance, section.footer_distance = Mm(self.layout.header), Mm(self.layout.footer)

    def _styles(self) -> None:
        """Give every style its fonts; those of the template's theme are Japanese or Western."""
        for style in self.document.styles:
            if style.element.rPr is not None or style.name == "Normal":
                name_fonts(style.element.get_or_add_rPr().get_or_add_rFonts(), BODY)
        for fonts in self.document.styles.element.iter(qn("w:rFonts")):
            name_fonts(fonts, BODY)
        normal = self.document.styles["Normal"]
        normal.font.size = Pt(self.layout.body)
        normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)

    def _properties(self) -> None:
        moment = datetime.combine(self.paper.day, time())
        core = self.document.core_properties
        core.author = core.last_modified_by = clean(self.paper.unit)[:255]
        core.title = clean(self.paper.title).replace("\n", "")[:255]
        core.created = core.modified = core.last_printed = moment
        core.revision, core.comments, core.keywords, core.subject, core.category = 1, "", "", "", ""
        core.language = "zh-CN"

    def _font_table(self) -> None:
        """Say in the font table which fonts stand in where one is missing."""
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith("/fontTable"):
                entries = "".join(
                    f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
                    for name, other in ALTERNATIVES.items()
                )
                part = relation.target_part
                blob = part.blob.replace(b"</w:fonts>", f"{entries}</w:fonts>".encode())
                part._blob = blob  # noqa: SLF001 - python-docx has no interface to the font table

    # --- head and foot ---------------------------------------------------------------------------------

    def _head(self) -> None:
        header = self.document.sections[0].header.paragraphs[0]
        if self.paper.form == "contract":
            self._running_head(header)
            return
        if self.paper.mark:
            header.alignment = WD_ALIGN_PARAGRAPH.CENTER
            add_run(header, self.paper.mark, HEAD, self.layout.body, colour=RED)
        unit = self.document.add_paragraph()
        unit.alignment = WD_ALIGN_PARAGRAPH.CENTER
        letter = self.paper.form == "letter"
        add_run(unit, self.paper.unit, TITLE, self.layout.letterhead, colour=RED if letter else None)
        if letter:
            rule_below(unit, colour="C00000", eighths=12)

    def _running_head(self, header: Any) -> None:
        header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if self.paper.watermark:
            watermark(header, self.paper.watermark)
        if self.paper.mark:
            add_run(header, f"{self.paper.mark}　", HEAD, self.layout.small, colour=RED)
        add_run(header, self.paper.head, NUMBERS, self.layout.small)
        rule_below(header, colour="808080", eighths=4)

    def _title(self) -> None:
        title = self._spaced(self.document.add_paragraph(), 36)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        sheet = self.paper.form == "sheet"
        above, below = (2, 8) if sheet else (22, 18)
        title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(above), Pt(below)
        add_run(title, self.paper.title, TITLE, self.layout.title)
        if self.paper.subtitle:
            title.paragraph_format.space_after = Pt(4)
            line = self._spaced(self.document.add_paragraph())
            line.alignment = WD_ALIGN_PARAGRAPH.LEFT if sheet else WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.space_after = Pt(2 if sheet else 18)
            add_run(line, self.paper.subtitle, BODY, self.layout.subtitle)

    def _foot(self) -> None:
        footer = self.document.sections[0].footer
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        counted = self.paper.form != "letter"
        size = self.layout.foot
        for text, code in (
            (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", ""))
            if counted
            else (("— ", "PAGE"), (" —", ""))
        ):
            add_run(paragraph, text, NUMBERS, size)
            if code:
                add_field(paragraph, code, NUMBERS, size)
        if self.paper.footer:
            small = footer.add_paragraph()
            small.alignment = WD_ALIGN_PARAGRAPH.CENTER
            add_run(small, self.paper.footer, NUMBERS, self.layout.small)

    # --- blocks ----------------------------------------------------------------------------------------

    def _block(self, block: object) -> None:
        if isinstance(block, Para):
            self._paragraph(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Grid):
            self._grid(block)
        elif isinstance(block, Form):
            self._form(block)
        elif isinstance(block, Signatures):
            self._signatures(block)
        elif isinstance(block, NewPage):
            self._new_page()

    def _new_page(self) -> None:
        if self.paper.form == "contract":
            self.breaks = True  # a paragraph of its own would leave an empty line on the next page
        else:
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _spaced(self, paragraph: Any, height: float = 0) -> Any:
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(height or self.layout.line)
        return paragraph

    def _paragraph(self, block: Para) -> None:
        face, size, height = self._set_in(block)
        paragraph = self._spaced(self.document.add_paragraph(), height)
        paragraph.alignment = _aligned(block)
        if not block.plain and not block.centred:
            indent_characters(paragraph, 2, 2 if block.sub else 0, self.layout.body)
        if block.size == "cover":
            paragraph.paragraph_format.left_indent = Mm(14)
        if block.keep:
            paragraph.paragraph_format.keep_with_next = True
        if block.space:
            paragraph.paragraph_format.space_before = Pt(block.space)
        if self.breaks:
            paragraph.paragraph_format.page_break_before, self.breaks = True, False
        if block.level:
            outline(paragraph, block.level)
        for piece in block.pieces or (Piece(block.text),):
            self.revisions.wrap(add_run(paragraph, piece.text, face, size), piece.change)
        self.revisions.mark_paragraph(paragraph, _whole_change(block.pieces))

    def _set_in(self, block: Para) -> tuple[str, float, float]:
        """Return the face, the size and the height of a line that a paragraph is set in."""
        if block.size == "title":
            return TITLE, self.layout.title + 4, 44
        if block.size:
            return BODY, self.layout.subtitle + 2, 34
        return HEAD if block.strong else BODY, self.layout.body, self.layout.line

    def _table(self, block: Table) -> None:
        table = self.document.add_table(rows=0, cols=2)
        table.style = self.document.styles["Table Grid"]
        table.autofit = False
        label_width = 40
        for label, value in block.rows:
            cells = table.add_row().cells
            for cell, text, face, width in (
                (cells[0], label, HEAD, label_width),
                (cells[1], value, BODY, self.layout.width - label_width),
            ):
                cell.width = Mm(width)
                self._cell(cell, text, face, (self.layout.table, self.layout.table_line))

    def _cell(self, cell: Any, text: str, face: str, size: tuple[float, float], change: Change = "") -> None:
        """Fill a cell in a face and a size with its height of a line."""
        points, height = size
        for place, line in enumerate(lines(text)):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            run = add_run(self._spaced(paragraph, height), line, face, points)
            self.revisions.wrap(run, change)

    def _grid(self, block: Grid) -> None:
        whole = sum(block.widths)
        widths = [self.layout.width * share / whole for share in block.widths]
        table = self._columns(widths, self.document.styles["Table Grid"])
        head = table.add_row()
        keep_row(head)
        repeat_as_head(head)
        self._fill(head, block.heads, widths, HEAD)
        for texts, change in block.marked_rows:
            row = table.add_row()
            keep_row(row)
            if not all(texts):
                row.height = Mm(FORM_ROW)
            self._fill(row, texts, widths, BODY, change)
            self.revisions.mark_row(row, change)
        self._spaced(self.document.add_paragraph(), 8)

    def _form(self, block: Form) -> None:
        edges = [0, *block.edges]
        widths = [self.layout.width * (right - left) / FORM_WIDTH for left, right in pairwise(edges)]
        fill_form(self._columns(widths, self.document.styles["Table Grid"]), block, widths, self.layout)
        self._spaced(self.document.add_paragraph(), 8)

    def _fill(
        self, row: Any, texts: tuple[str, ...], widths: list[float], face: str, change: Change = ""
    ) -> None:
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Mm(width)
            self._cell(cell, text, face, (self.layout.grid, self.layout.grid_line), change)

    def _columns(self, widths: list[float], style: Any = None) -> Any:
        """Return an empty table with columns of these widths, in millimetres."""
        table = self.document.add_table(rows=0, cols=len(widths))
        if style is not None:
            table.style = style
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        tighten_cells(table)
        return table

    def _signatures(self, block: Signatures) -> None:
        """Set what both sides sign line by line beside each other; every line keeps to the next."""
        half = self.layout.width / 2
        table = self._columns([half, half])
        last = max(len(block.left), len(block.right)) - 1
        for place, texts in enumerate(zip_longest(block.left, block.right, fillvalue="")):
            row = table.add_row()
            keep_row(row)
            for cell, text in zip(row.cells, texts, strict=True):
                cell.width = Mm(half)
                paragraph = self._spaced(cell.paragraphs[0], self.layout.line + 8)
                paragraph.paragraph_format.keep_with_next = place < last
                add_run(paragraph, text, BODY, self.layout.body)

    def _keep_to_signature(self) -> None:
        """Let no page begin with the signature alone: the last paragraph goes with it."""
        body = self.document.element.body
        if len(body) > 1 and body[-2].tag == qn("w:p"):
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _end_with_form(self) -> None:
        """Make the line that must follow a table so low that it never opens a page of its own."""
        last = self.document.paragraphs[-1]
        self._spaced(last, 1)
        add_run(last, "", BODY, 1)

    def _signed(self, signed: Iterable[str]) -> None:
        for place, line in enumerate(signed):
            paragraph = self._spaced(self.document.add_paragraph())
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            text, kept = kept_right(line)
            paragraph.paragraph_format.right_indent = Pt((4 + kept) * self.layout.body)
            paragraph.paragraph_format.keep_together = True
            paragraph.paragraph_format.keep_with_next = True
            if place == 0:
                paragraph.paragraph_format.space_before = Pt(56)
            add_run(paragraph, text, BODY, self.layout.body)


def _aligned(block: Para) -> Any:
    if block.centred:
        return WD_ALIGN_PARAGRAPH.CENTER
    return WD_ALIGN_PARAGRAPH.LEFT if block.plain else WD_ALIGN_PARAGRAPH.JUSTIFY


def _whole_change(pieces: tuple[Piece, ...]) -> Change:
    """Return what happened to a paragraph as a whole: only where all of it was put in or taken out."""
    changes = {piece.change for piece in pieces}
    return changes.pop() if len(changes) == 1 else ""


def _settled(content: bytes) -> bytes:
    """Return the package with its parts in one order and without the time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda item: (item != "[Content_Types].xml", item)):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(entry, old.read(name))
    return out.getvalue()
