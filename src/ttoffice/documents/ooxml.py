"""What python-docx has no interface for: East-Asian fonts, fields, tracked changes, watermarks, rows as heads."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

from ttoffice.documents.layout import HEAD, LATIN
from ttoffice.documents.paper import Change, clean

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
TAGS = {"ins": "w:ins", "del": "w:del"}
WATERMARK = """<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:w10="urn:schemas-microsoft-com:office:word">
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>
<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>
<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
 o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles>
<v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>
</v:shapetype>
<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="" o:allowincell="f"
 style="position:absolute;margin-left:0;margin-top:0;width:300pt;height:150pt;rotation:315;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;\
mso-position-vertical-relative:margin" fillcolor="#c0c0c0" stroked="f"><v:fill opacity=".5"/>
<v:textpath style="font-family:&quot;FONT&quot;;font-size:1pt" string=""/><w10:wrap anchorx="margin" anchory="margin"/>
</v:shape></w:pict>"""
"""The shape that Word itself puts into a header for a watermark, and that LibreOffice takes for one."""
V_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"


def name_fonts(fonts: Any, chinese: str) -> None:
    """Name all four fonts, and none of the theme."""
    for name in THEME_ATTRIBUTES:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in FONT_ATTRIBUTES:
        fonts.set(qn(f"w:{name}"), chinese if name == "eastAsia" else LATIN)
    # Marks such as “ ” and — are Chinese here, not Western.
    fonts.set(qn("w:hint"), "eastAsia")


def add_run(paragraph: Any, text: str, chinese: str, size: float, *, colour: Any = None) -> Any:
    """Add a run with its fonts and size."""
    run = paragraph.add_run(clean(text))
    name_fonts(run._r.get_or_add_rPr().get_or_add_rFonts(), chinese)  # noqa: SLF001 - no East-Asian font
    run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def add_field(paragraph: Any, code: str, chinese: str, size: float) -> None:
    """Put a field such as the page number into a paragraph."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = add_run(paragraph, text if kind == "text" else "", chinese, size)
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - no interface for fields
        elif not kind:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)  # noqa: SLF001 - no interface for fields


def rule_below(paragraph: Any, *, colour: str, eighths: int) -> None:
    """Draw a line below a paragraph."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "6"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no interface for borders
    properties.insert_element_before(borders, *AFTER_BORDERS)


def indent_characters(paragraph: Any, first: int, left: int, size: float) -> None:
    """Indent a paragraph by characters: its first line, and all of it."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - no interface for characters
    for name, count in (("left", left), ("firstLine", first)):
        if count:
            indent.set(qn(f"w:{name}Chars"), str(count * 100))
            indent.set(qn(f"w:{name}"), str(int(count * size * 20)))


def outline(paragraph: Any, level: int) -> None:
    """Let a paragraph be a heading in the outline of the document, so that a reader can go to it."""
    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level - 1))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no interface for outlines
    properties.insert_element_before(mark, "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")


def watermark(paragraph: Any, word: str) -> None:
    """Put a word across every page whose header holds this paragraph."""
    shape = parse_xml(WATERMARK.replace("FONT", HEAD))
    for path in shape.iter(V_TEXTPATH):
        if path.get("string") is not None:
            path.set("string", clean(word))
    run = add_run(paragraph, "", HEAD, 9)
    run._r.append(shape)  # noqa: SLF001 - no interface for shapes


def tighten_cells(table: Any, millimetres: float = 1.2) -> None:
    """Leave less room at the sides of a table's cells than Word usually does."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(millimetres * 56.7)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr  # noqa: SLF001 - no interface for margins of cells
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def repeat_as_head(row: Any) -> None:
    """Let a row stand at the head of the table on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - no interface for repeated rows


def keep_row(row: Any) -> None:
    """Let no page end within a row."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))  # noqa: SLF001 - no interface for it


class Revisions:
    """Tracked changes of one comparison: whose they are, when, and a number for each."""

    def __init__(self, author: str, day: date) -> None:
        self.author = clean(author)[:255] or "ttoffice"
        self.at = datetime.combine(day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.count = 0

    def mark(self, change: Change) -> Any:
        """Return a new element that says that something was put in or taken out."""
        self.count += 1
        element = OxmlElement(TAGS[change])
        element.set(qn("w:id"), str(self.count))
        element.set(qn("w:author"), self.author)
        element.set(qn("w:date"), self.at)
        return element

    def wrap(self, run: Any, change: Change) -> None:
        """Make a run one that was put in or taken out."""
        if not change:
            return
        around = self.mark(change)
        run._r.addprevious(around)  # noqa: SLF001 - no interface for changes
        around.append(run._r)  # noqa: SLF001 - likewise
        if change == "del":
            for text in run._r.findall(qn("w:t")):  # noqa: SLF001 - likewise
                text.tag = qn("w:delText")
                text.set(qn("xml:space"), "preserve")

    def mark_paragraph(self, paragraph: Any, change: Change) -> None:
        """Make the end of a paragraph one that was put in or taken out."""
        if change:
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no interface for changes
            runs = properties.find(qn("w:rPr"))
            if runs is None:
                runs = OxmlElement("w:rPr")
                properties.append(runs)
            runs.insert(0, self.mark(change))

    def mark_row(self, row: Any, change: Change) -> None:
        """Make a row of a table one that was put in or taken out."""
        if change:
            row._tr.get_or_add_trPr().append(self.mark(change))  # noqa: SLF001 - no interface for changes
