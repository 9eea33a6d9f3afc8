from __future__ import annotations

import html
import io
import re

import docx
import pytest

from tests.screens.driving import NASTY
from ttoffice.documents.docx import as_docx
from ttoffice.documents.html import as_html
from ttoffice.documents.paper import FORM_WIDTH, Form, FormCell, Paper, clean

ROWS = (
    (
        FormCell("申请人", 5, label=True),
        FormCell("王主任", 7),
        FormCell("部门", 5, label=True),
        FormCell("", 7),
    ),
    (FormCell("三", 8, label=True), FormCell("三", 8), FormCell("三", 8)),
    (FormCell("理由", 5, label=True), FormCell("甲\n乙", 19, signed=("签名：　　　", "年　月　日"), tall=40)),
    (FormCell("回　执", 24, label=True),),
)


def paper(text: str = "") -> Paper:
    more = ((FormCell(text, 5, label=True), FormCell(text, 19, signed=(text,))),) if text else ()
    return Paper("滇中科技大学", "申请表", (Form((*ROWS, *more)),), form="sheet", subtitle="编号：1")


def test_cells_of_rows_with_other_widths_reach_over_the_columns_between_all_edges() -> None:
    form = Form(ROWS)
    assert form.edges[-1] == FORM_WIDTH
    assert [sum(form.spans(row)) for row in ROWS] == [len(form.edges)] * len(ROWS)
    table = docx.Document(io.BytesIO(as_docx(paper()))).tables[0]
    page = as_html(paper()).partition('<table class="form">')[2].partition("</table>")[0]
    assert page.count("<col ") == len(form.edges)
    for row, cells in zip(page.split("<tr>")[1:], ROWS, strict=True):
        assert [int(span) for span in re.findall(r'colspan="(\d+)"', row)] == list(form.spans(cells))
    for row, cells in zip(table.rows, ROWS, strict=True):
        told = list(dict.fromkeys(cell._tc for cell in row.cells))
        assert len(told) == len(cells)
        assert [cell.grid_span for cell in told] == list(form.spans(cells))


def test_room_to_sign_is_kept_by_indenting_not_by_blanks_at_the_end_of_a_line() -> None:
    cell = docx.Document(io.BytesIO(as_docx(paper()))).tables[0].rows[2].cells[-1]
    lines = {paragraph.text: paragraph.paragraph_format.right_indent for paragraph in cell.paragraphs}
    assert list(lines) == ["甲", "乙", "签名：", "年　月　日"]
    assert lines["签名："] > lines["年　月　日"]


def test_a_form_ends_its_document_without_a_page_of_its_own_for_the_line_that_must_follow() -> None:
    last = docx.Document(io.BytesIO(as_docx(paper()))).paragraphs[-1]
    assert last.text == ""
    assert last.paragraph_format.line_spacing.pt == 1


@pytest.mark.parametrize("text", [*NASTY, "]]>&lt;<!-- -->", "</td></tr></table>"])
def test_hostile_text_stands_whole_in_every_cell(text: str) -> None:
    kept = [
        line.strip("\u3000")
        for line in clean(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if line.strip("\t \u3000")
    ]
    row = docx.Document(io.BytesIO(as_docx(paper(text)))).tables[0].rows[-1]
    page = as_html(paper(text))
    for line in kept:
        assert sum(line in cell.text for cell in row.cells) >= 2, line
        assert page.count(html.escape(line)) >= 3, line


def test_a_sheet_is_headed_by_the_unit_and_counts_its_pages() -> None:
    document = docx.Document(io.BytesIO(as_docx(paper())))
    assert document.paragraphs[0].text == "滇中科技大学"
    footer = "".join(one.text for one in document.sections[0].footer.paragraphs)
    assert "共" in footer
    assert '<body class="sheet">' in as_html(paper())
