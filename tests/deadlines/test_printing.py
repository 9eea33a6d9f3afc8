from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.deadlines.acting import begin, look
from tests.offices import TODAY
from ttoffice import i18n
from ttoffice.action import Office, perform
from ttoffice.deadlines.keeping import load
from ttoffice.deadlines.printing import proof_page, why_provisional, write_page
from ttoffice.errors import UsageError

NASTY = "<script>alert(1)</script>&\"'</td>[/b]"


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag == "tr":
            self.rows.append([])

    def handle_data(self, data: str) -> None:
        if self.rows and data.strip():
            self.rows[-1].append(data)


def page_of(office: Office, number: str, unit: str = "滇中科技大学") -> str:
    with office.reader() as reader:
        found = load(reader, number)
    assert found is not None
    return proof_page(found, unit, TODAY)


def test_the_page_holds_every_day_and_what_was_counted_from(office: Office) -> None:
    number = begin(office, date(2026, 6, 27), "3m", label="合同备案")
    perform(office, "deadline.stop", {"reason": "等待补正"}, subject=begin(office))
    text = page_of(office, number)
    rows = Page(text).rows
    days = [row for row in rows if row[0].startswith("2026-") and len(row) >= 3]
    assert len(days) == len(look(office, number).proof)
    assert days[-1][:3] == ["2026-09-28", "周一", "顺延至此：休假结束的次日"]
    assert ["期间", "3个月"] in rows
    assert ["单位", "滇中科技大学"] in rows
    assert "第二百零三条" in text
    assert "暂估" not in text
    assert "A4" in text
    assert "仿宋" in text
    assert "http" not in text  # it needs nothing from elsewhere


def test_a_provisional_end_says_so_on_paper_too(office: Office) -> None:
    number = begin(office, date(2026, 12, 20), "20wd")
    text = page_of(office, number)
    assert "暂估：2027 年放假安排尚未公布" in text
    assert "2027-01-15（暂估）" in text
    assert why_provisional(look(office, begin(office))) == ""


def test_stops_and_the_extension_stand_on_the_page(office: Office) -> None:
    number = begin(office, TODAY, "5wd")
    perform(office, "deadline.stop", {"reason": "等待鉴定"}, subject=number)
    assert "中止中" in page_of(office, number)
    perform(office, "deadline.resume", {"reason": "鉴定完成"}, subject=number)
    perform(
        office, "deadline.extend", {"reason": "案情复杂", "basis": "校规", "period": "3wd"}, subject=number
    )
    text = page_of(office, number)
    for told in (
        "等待鉴定",
        "鉴定完成",
        "2026-06-01 决定延长3个工作日：案情复杂（校规）",
        "延长期间自此起算",
    ):
        assert told in text


def test_text_from_the_store_stays_text(office: Office) -> None:
    number = begin(office, label=NASTY, source=NASTY)
    text = page_of(office, number, NASTY)
    page = Page(text)
    assert "script" not in page.elements
    assert text.count("<script") == 0
    assert ["来源", NASTY] in page.rows


def test_the_page_speaks_english_where_that_is_asked_for(office: Office) -> None:
    number = begin(office)
    i18n.use("en")
    try:
        text = page_of(office, number)
    finally:
        i18n.use("zh_CN")
    assert '<html lang="en">' in text
    assert "the day it begins on is not counted" in text


def test_the_page_is_written_whole_or_not_at_all(office: Office, tmp_path: Path) -> None:
    text = page_of(office, begin(office))
    write_page(text, tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == text
    with pytest.raises(UsageError):
        write_page(text, tmp_path)
    with pytest.raises(UsageError):
        write_page(text, tmp_path / "none" / "a.html")
