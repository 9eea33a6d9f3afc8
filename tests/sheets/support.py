"""Workbooks put together part by part, so that a test can break any of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ttoffice.sheets.model import Cell, Limits, Row
from ttoffice.sheets.xlsx_read import open_workbook

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def parts(
    rows: str = "", *, strings: str = "", styles: str = "", properties: str = "", after: str = ""
) -> dict[str, str]:
    """Return the parts of a workbook of one sheet by name; `rows` is what stands in sheetData."""
    found = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships {RELS}><Relationship Id="r" Type="{REL}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{REL}">{properties}<sheets>'
        '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships {RELS}><Relationship Id="rId1" '
        f'Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>",
    }
    if strings:
        found["xl/sharedStrings.xml"] = f"<sst {MAIN}>{strings}</sst>"
    if styles:
        found["xl/styles.xml"] = f"<styleSheet {MAIN}>{styles}</styleSheet>"
    return found


def pack(path: Path, members: dict[str, str] | dict[str, bytes]) -> Path:
    """Write the parts as a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def read(path: Path, **limits: int) -> list[Row]:
    """Return all rows of the first sheet."""
    with open_workbook(path, limits=Limits(**limits)) as book:
        return list(book.iter_rows(book.sheets[0]))


def values(path: Path) -> list[list[Cell]]:
    """Return the cells of all rows of the first sheet."""
    return [row.cells for row in read(path)]
