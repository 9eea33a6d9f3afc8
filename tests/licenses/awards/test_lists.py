from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.licenses.awards.acts import decided, draft, look, result
from tests.licenses.seeding import license_, receipt
from ttoffice.action import Office, perform
from ttoffice.agenda.from_awards import SOURCES
from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import MANY, Sight
from ttoffice.documents.html import as_html
from ttoffice.errors import UsageError
from ttoffice.licenses.awards.exporting import write_list
from ttoffice.licenses.awards.lists import publicity_paper
from ttoffice.sheets.xlsx_read import open_workbook


def cells(path: Path, sheet: str) -> list[list[object]]:
    with open_workbook(path) as book:
        return [list(row.cells) for row in book.iter_rows(book.sheet(sheet))]


def agenda(office: Office, *, past: bool = False) -> list[Item]:
    with office.reader() as reader:
        sight = Sight(office, reader, office.today, 60, past)
        return [item for _kind, source in SOURCES for item in source(sight)]


def test_the_list_for_publicity_names_who_gets_what_and_the_period(office: Office) -> None:
    perform(office, "unit.set", {"name": "滇中科技大学"})
    lic = license_(office, result(office), title="咖啡<[b]&许可")
    receipt(office, lic, 10_000_001)
    number = draft(office, lic)
    with office.reader() as reader:
        page = as_html(publicity_paper(reader, look(office, number)))
    assert "不得张贴" in page
    assert "自发布之日起15个工作日" in page
    assert "咖啡&lt;[b]&amp;许可" in page
    for told in ("王敏", "60%", "30,000.01", "赵刚", "20,000.00", "50,000.01元", "2025年12月1日"):
        assert told in page
    perform(office, "award.publicise", {"place": "公告栏"}, subject=number)
    with office.reader() as reader:
        page = as_html(publicity_paper(reader, look(office, number)))
    assert "不得张贴" not in page
    assert "公示于2026年6月1日发布，公示期至2026年6月23日止。" in page


def test_the_list_for_payment_adds_up_and_says_what_was_paid(office: Office, tmp_path: Path) -> None:
    lic = license_(office, result(office))
    receipt(office, lic, 10_001)
    number = draft(office, lic)
    later = decided(office, number)
    perform(later, "award.pay", {"lines": ["赵刚"], "reference": "工资202607"}, subject=number)
    path = tmp_path / "发放.xlsx"
    with later.reader() as reader:
        write_list(reader, number.lower(), "payment", path)
    rows = cells(path, "发放清单")
    assert [row[1] for row in rows] == ["姓名", "王敏", "赵刚", "合计"]
    assert [row[8] for row in rows[1:]] == [30.01, 20, 50.01]
    assert rows[2][9:11] == [date(2026, 7, 1), "工资202607"]
    assert any("集体决策：JY-2026-0001" in str(row[0]) for row in cells(path, "计算过程"))
    with later.reader() as reader:
        for name in ("公示.docx", "公示.html", "公示.xlsx"):
            write_list(reader, number, "publicity", tmp_path / name)
            assert (tmp_path / name).stat().st_size > 500
        for which, name in (("payment", "a.docx"), ("other", "a.xlsx"), ("publicity", "a")):
            with pytest.raises(UsageError):
                write_list(reader, number, which, tmp_path / name)
        with pytest.raises(UsageError):
            write_list(reader, "FP-2026-0099", "payment", path)


def test_receipts_wait_on_the_agenda_until_they_are_distributed(office: Office) -> None:
    lic = license_(office, result(office))
    first, wrong = receipt(office, lic, 1_000), receipt(office, lic, 9)
    receipt(office, lic, 9, reverses=wrong)
    (item,) = agenda(office)
    assert (item.key, item.day, item.subject) == (f"award:{first}", None, lic)
    assert "2029-03-01" in item.why
    assert agenda(office.on(date(2026, 6, 2)), past=True) == agenda(office)
    number = draft(office, lic)
    (item,) = agenda(office)
    assert (item.key, item.command) == (f"award:{number}", f"ttoffice do award.publicise {number}")
    assert agenda(office, past=True) == [item]


def test_what_is_decided_waits_to_be_paid_and_a_reversed_receipt_to_be_corrected(office: Office) -> None:
    lic = license_(office, result(office))
    paid_in = receipt(office, lic, 10_000)
    number = draft(office, lic)
    later = decided(office, number)
    (item,) = agenda(later)
    assert (item.day, item.command) == (date(2029, 3, 1), f"ttoffice do award.pay {number}")
    receipt(later, lic, 10_000, date(2026, 7, 1), reverses=paid_in)
    (item,) = agenda(later)
    assert (item.day, item.command) == (None, f"ttoffice do award.correct {number}")
    assert paid_in in item.why
    perform(later, "award.correct", {"reason": "冲正"}, subject=number)
    (item,) = agenda(later)
    assert item.command == "ttoffice do award.publicise FP-2026-0002"


def test_many_receipts_are_one_line(office: Office) -> None:
    lic = license_(office, result(office))
    for _place in range(MANY + 1):
        receipt(office, lic, 100)
    (item,) = agenda(office)
    assert (item.key, item.count) == ("award:receipts", MANY + 1)
