"""A document as a Word file: A4 as official papers are set, every run with its East-Asian font.

python-docx writes a font's name for Western text only, and the theme of its template would win for Chinese;
so each style and each run names all four, and the theme's names are taken away. The same paper gives the
same bytes: properties and times are those of the paper.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ttoffice.documents.paper import NewPage, Paper, Para, Table, clean, lines

TITLE, BODY, HEAD, NUMBERS = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
LATIN = "Times New Roman"
ALTERNATIVES = {TITLE: "华文中宋,宋体", BODY: "仿宋", HEAD: "SimHei", NUMBERS: "SimSun"}
"""What a program takes where it lacks a font; said in the font table, the only place for it."""
SIZES = {"letterhead": 26.0, "title": 22.0, "body": 16.0, "table": 14.0, "foot": 14.0, "small": 9.0}
"""Points: 二号 22, 三号 16, 四号 14."""
LINE = Pt(28)
RED = RGBColor(0xC0, 0x00, 0x00)
FONT_ATTRIBUTES = ("ascii", "hAnsi", "eastAsia", "cs")
THEME_ATTRIBUTES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
AFTER_BORDERS = tuple(
    f"w:{name}"
    for name in (
        "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
        "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
        "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
        "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip
"""What follows borders among a paragraph's properties; Word takes them in one order only."""
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def as_docx(paper: Paper) -> bytes:
    """Return a paper as a Word file."""
    document = Document()
    _page(document)
    _styles(document)
    _properties(document, paper)
    _head(document, paper)
    for block in paper.blocks:
        if isinstance(block, Para):
            _paragraph(document, block)
        elif isinstance(block, Table):
            _table(document, block)
        elif isinstance(block, NewPage):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _signed(document, paper.signed)
    _foot(document, paper)
    _font_table(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return _settled(buffer.getvalue())


# --- page, styles, properties --------------------------------------------------------------------------


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)


def _styles(document: Any) -> None:
    """Give every style its fonts; those of the template's theme are Japanese or Western."""
    for style in document.styles:
        if style.element.rPr is not None or style.name == "Normal":
            _fonts(style.element.get_or_add_rPr(), BODY)
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        _name_fonts(fonts, BODY)
    normal = document.styles["Normal"]
    normal.font.size = Pt(SIZES["body"])
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)


def _fonts(properties: Any, chinese: str) -> None:
    """Name all four fonts of a run or a style, and none of the theme."""
    _name_fonts(properties.get_or_add_rFonts(), chinese)


def _name_fonts(fonts: Any, chinese: str) -> None:
    for name in THEME_ATTRIBUTES:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in FONT_ATTRIBUTES:
        fonts.set(qn(f"w:{name}"), chinese if name == "eastAsia" else LATIN)
    # Marks such as “ ” and — are Chinese here, not Western.
    fonts.set(qn("w:hint"), "eastAsia")


def _properties(document: Any, paper: Paper) -> None:
    moment = datetime.combine(paper.day, time())
    core = document.core_properties
    core.author = core.last_modified_by = clean(paper.unit)[:255]
    core.title = clean(paper.title)[:255]
    core.created = core.modified = core.last_printed = moment
    core.revision, core.comments, core.keywords, core.subject, core.category = 1, "", "", "", ""
    core.language = "zh-CN"


def _font_table(document: Any) -> None:
    """Say in the font table which fonts stand in where one is missing."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            entries = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
                for name, other in ALTERNATIVES.items()
            )
            part = relation.target_part
            blob = part.blob.replace(b"</w:fonts>", f"{entries}</w:fonts>".encode())
            part._blob = blob  # noqa: SLF001 - python-docx has no interface to the font table


# --- text ----------------------------------------------------------------------------------------------


def _run(paragraph: Any, text: str, chinese: str, size: float, *, colour: Any = None) -> Any:
    run = paragraph.add_run(clean(text))
    _fonts(run._r.get_or_add_rPr(), chinese)  # noqa: SLF001 - python-docx knows no East-Asian font
    run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def _spaced(paragraph: Any, spacing: Any = LINE) -> Any:
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = spacing
    return paragraph


def _indented(paragraph: Any, characters: int) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - no interface for characters
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    indent.set(qn("w:firstLine"), str(characters * int(SIZES["body"]) * 20))


def _head(document: Any, paper: Paper) -> None:
    if paper.mark:
        header = document.sections[0].header.paragraphs[0]
        header.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(header, paper.mark, HEAD, SIZES["body"], colour=RED)
    unit = document.add_paragraph()
    unit.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(unit, paper.unit, TITLE, SIZES["letterhead"], colour=RED)
    _ruled(unit)
    title = _spaced(document.add_paragraph(), Pt(36))
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(22), Pt(18)
    _run(title, paper.title, TITLE, SIZES["title"])


def _ruled(paragraph: Any) -> None:
    """Draw the red line below the letterhead."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", "C00000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no interface for borders
    properties.insert_element_before(borders, *AFTER_BORDERS)


def _paragraph(document: Any, block: Para) -> None:
    paragraph = _spaced(document.add_paragraph())
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if not block.plain else WD_ALIGN_PARAGRAPH.LEFT
    if not block.plain:
        _indented(paragraph, 2)
    _run(paragraph, block.text, HEAD if block.strong else BODY, SIZES["body"])


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=0, cols=2)
    table.style = document.styles["Table Grid"]
    table.autofit = False
    for label, value in block.rows:
        cells = table.add_row().cells
        for cell, text, face, width in ((cells[0], label, HEAD, 40), (cells[1], value, BODY, 116)):
            cell.width = Mm(width)
            for place, line in enumerate(lines(text)):
                paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
                _run(_spaced(paragraph, Pt(24)), line, face, SIZES["table"])


def _signed(document: Any, signed: Iterable[str]) -> None:
    for place, line in enumerate(signed):
        paragraph = _spaced(document.add_paragraph())
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(4 * SIZES["body"])
        paragraph.paragraph_format.keep_together = True
        if place == 0:
            paragraph.paragraph_format.space_before = Pt(56)
        _run(paragraph, line, BODY, SIZES["body"])


def _foot(document: Any, paper: Paper) -> None:
    footer = document.sections[0].footer
    paragraph = footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ", NUMBERS, SIZES["foot"])
    _field(paragraph, "PAGE")
    _run(paragraph, " —", NUMBERS, SIZES["foot"])
    if paper.footer:
        small = footer.add_paragraph()
        small.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(small, paper.footer, NUMBERS, SIZES["small"])


def _field(paragraph: Any, code: str) -> None:
    """Put a field such as the page number into a paragraph."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = _run(paragraph, text if kind == "text" else "", NUMBERS, SIZES["foot"])
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - no interface for fields
        elif not kind:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)  # noqa: SLF001 - no interface for fields


# --- the same bytes ------------------------------------------------------------------------------------


def _settled(content: bytes) -> bytes:
    """Return the package with its parts in one order and without the time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda item: (item != "[Content_Types].xml", item)):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(entry, old.read(name))
    return out.getvalue()
