from __future__ import annotations

import html
import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest

from tests.notices.acts import LAST, do, exhibit, person, price_notice, published, taken_down
from tests.screens.driving import NASTY
from ttoffice.action import Office
from ttoffice.documents.docx import as_docx
from ttoffice.documents.forms import in_form
from ttoffice.documents.html import as_html
from ttoffice.documents.paper import NewPage, Paper, Para, Table, clean
from ttoffice.errors import UsageError
from ttoffice.notices.documents.making import make, paper_of

HOSTILE = (*NASTY, "A<B & C > D \"引号\" '单'", "]]>&lt;&#0;<!-- -->", "</w:t></w:r>", "\ufffe\uffff\x00\x1f")
FONTS = ("ascii", "hAnsi", "eastAsia", "cs")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def texts(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    parts = [paragraph.text for paragraph in document.paragraphs]
    parts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    section = document.sections[0]
    parts += [paragraph.text for part in (section.header, section.footer) for paragraph in part.paragraphs]
    return "\n".join(parts)


def hostile(text: str) -> Paper:
    return Paper(
        text,
        text,
        (Para(text), Table(((text, text),)), NewPage(), Para(text, strong=True)),
        (text,),
        text,
        text,
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stands_whole_in_every_part_of_a_document(text: str) -> None:
    paper = hostile(text)
    kept = [
        line
        for line in clean(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if line.strip("\t ")
    ]
    told = texts(as_docx(paper))
    page = as_html(paper)
    for line in kept:
        assert told.count(line) >= 7, line
        assert page.count(html.escape(line)) >= 7, line


def test_markup_in_a_text_is_text_on_the_page() -> None:
    page = as_html(hostile("<script>alert(1)</script><img src=x onerror=y>"))
    assert "<script" not in page
    assert "<img" not in page
    assert "default-src 'none'" in page


def test_every_run_and_style_names_its_east_asian_font() -> None:
    content = as_docx(Paper("单位", "标题", (Para("正文"), Table((("甲", "乙"),))), ("单位",), "脚", "草稿"))
    document = docx.Document(io.BytesIO(content))
    roots = [document.element, document.sections[0].footer._element, document.sections[0].header._element]
    runs = [run for root in roots for run in root.iter(f"{W}r")]
    assert len(runs) >= 9
    for run in runs:
        fonts = run.find(f"{W}rPr/{W}rFonts")
        assert fonts is not None
        assert all(fonts.get(f"{W}{name}") for name in FONTS)
        assert not [name for name in fonts.attrib if "Theme" in name or "theme" in name]
    for fonts in document.styles.element.iter(f"{W}rFonts"):
        assert fonts.get(f"{W}eastAsia") == "仿宋_GB2312"


def test_the_same_record_gives_the_same_bytes(office: Office) -> None:
    number = published(office)
    with office.reader() as reader:
        papers = [paper_of(reader, number, "notice") for _ in range(2)]
    assert in_form(papers[0], "docx") == in_form(papers[1], "docx")
    assert in_form(papers[0], "html") == in_form(papers[1], "html")
    with zipfile.ZipFile(io.BytesIO(in_form(papers[0], "docx"))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2026-06-01T00:00:00Z" in package.read("docProps/core.xml").decode()


def test_a_draft_is_marked_and_who_makes_its_document_has_seen_it(office: Office) -> None:
    number = price_notice(office)
    assert "草稿" in texts(make(office, number, "notice", "docx").content)
    do(office, "notice.approve", number)
    approved = make(office, number, "notice", "docx")
    assert "草稿" not in texts(approved.content)
    with office.reader() as reader:
        (viewers,) = reader.one("SELECT viewers FROM notice") or ()
        (given,) = reader.one("SELECT input FROM log ORDER BY id DESC LIMIT 1") or ()
    assert "李明" in viewers
    assert approved.sha256 in given


def test_the_notice_carries_letterhead_text_period_and_date(office: Office) -> None:
    do(office, "unit.set", name="滇中科技大学")
    told = texts(make(office, published(office), "notice", "docx").content)
    for word in (
        "滇中科技大学",
        "咖啡果皮低温干燥方法",
        "（盖章）",
        "2026年6月1日",
        "公示期至2026年6月16日止",
    ):
        assert word in told


def test_each_document_is_made_of_its_own_kind_of_record(office: Office, tmp_path: Path) -> None:
    number = published(office)
    objected = do(office, "objection.receive", number, objector="欧阳锋", channel="来信", content="价格偏低")
    with pytest.raises(UsageError):
        make(office, objected, "feedback", "docx")
    with pytest.raises(UsageError):
        make(office, objected, "statement", "docx")
    review = do(office, "review.open", number, panel=[person(office, name) for name in "甲乙丙"])
    do(
        office,
        "review.find",
        review,
        question="价格",
        found="合理",
        exhibits=[exhibit(office, tmp_path, review)],
    )
    assert "草稿" in texts(make(office, review, "review", "docx").content)
    do(office, "review.decide", review, outcome="upheld", reasons="有询价记录")
    assert "维持" in texts(make(office, review, "review", "docx").content)
    letter = texts(make(office, objected, "feedback", "docx").content)
    assert "送达回证" in letter
    assert "欧阳锋" not in letter
    assert "欧阳锋" in texts(make(office, objected, "feedback", "docx", reveal="送达").content)
    assert "欧阳锋" not in texts(make(office, objected, "receipt", "docx").content)
    receipt = exhibit(office, tmp_path, objected, "回执.pdf")
    do(office, "objection.answer", objected, channel="邮寄", receipt=receipt)
    after = office.on(LAST + timedelta(days=1))
    taken_down(after, tmp_path, number)
    do(after, "notice.close", number)
    statement = texts(make(after, number, "statement", "docx").content)
    assert objected in statement
    assert "欧阳锋" not in statement
    assert f"{date(2026, 6, 17).year}年6月17日" in statement


def test_paragraph_properties_stand_in_the_order_that_word_takes() -> None:
    order = ("pStyle", "keepNext", "keepLines", "pBdr", "spacing", "ind", "jc", "rPr")
    content = as_docx(Paper("单位", "标题", (Para("正文"), Table((("甲", "乙"),))), ("单位",), "脚", "草稿"))
    document = docx.Document(io.BytesIO(content))
    for properties in document.element.iter(f"{W}pPr"):
        names = [child.tag.removeprefix(W) for child in properties]
        assert names == sorted(names, key=order.index)
