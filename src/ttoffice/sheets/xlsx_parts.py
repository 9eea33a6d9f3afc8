"""The fixed parts of the workbooks we write: styles, relations, the list of sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Numbers of the cell styles below. A marked cell has the style of its unmarked twin plus MARKED.
PLAIN, IDENTIFIER, WRAPPED, DAY, MOMENT = range(5)
MARKED = 5
HEADER = 10

_NUMBER_FORMATS = (0, 49, 0, 164, 165)  # general, text, general, dates below


def styles() -> str:
    """Return styles.xml: the five kinds of cell, the same five with a fill, the header."""
    cells = []
    for fill in (0, 2):
        for kind, number_format in enumerate(_NUMBER_FORMATS):
            alignment = (
                '<alignment vertical="top" wrapText="1"/>'
                if kind == WRAPPED
                else '<alignment vertical="top"/>'
            )
            cells.append(
                f'<xf numFmtId="{number_format}" fontId="0" fillId="{fill}" borderId="0" xfId="0"'
                f' applyNumberFormat="1" applyFill="1" applyAlignment="1">{alignment}</xf>'
            )
    cells.append(
        '<xf numFmtId="49" fontId="1" fillId="3" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"'
        ' applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>'
    )
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}">'
        '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
        '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font>'
        '<font><b/><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>'
        '<fills count="4"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill>'
        f"{_fill('FFFFE699')}{_fill('FFE7E6E6')}</fills>"
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def _fill(color: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{color}"/></patternFill></fill>'


def content_types(sheets: int) -> str:
    """Return [Content_Types].xml for that many sheets."""
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_OFFICE}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_OFFICE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_OFFICE}.styles+xml"/>{overrides}</Types>'
    )


def package_relations() -> str:
    """Return _rels/.rels."""
    return (
        f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )


def workbook_relations(sheets: int) -> str:
    """Return xl/_rels/workbook.xml.rels for that many sheets."""
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{related}'
        f'<Relationship Id="rId{sheets + 1}" Type="{_RELATION}/styles" Target="styles.xml"/></Relationships>'
    )


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet that has been written: its name and the absolute range of its table, such as `$A$1:$T$9`."""

    name: str
    filtered: str


def workbook(sheets: Sequence[WrittenSheet]) -> str:
    """Return xl/workbook.xml; each sheet's filter has the hidden name that Excel looks for."""
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    names = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{index}" hidden="1">'
        f"{escape(_quoted(sheet.name))}!{sheet.filtered}</definedName>"
        for index, sheet in enumerate(sheets)
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_RELATION}"><sheets>{listed}</sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    )


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"
