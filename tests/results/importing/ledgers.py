"""Ledgers made for tests: workbooks by an independent writer, and what offices put into them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from ttoffice.results.ip_numbers import check_digit

HEADER = (
    "序号",
    "成果名称",
    "成果类型",
    "知识产权号",
    "取得知识产权日期",
    "完成人",
    "许可使用费标准（万元）",
    "转化情况",
    "备注",
)


def right(serial: int, kind: str = "1", year: int = 2020) -> str:
    """Return a patent number with its right check digit."""
    body = f"{year}{kind}{serial:07d}"
    return f"ZL{body}.{check_digit(body)}"


def workbook(
    path: Path, rows: Sequence[Sequence[Any]], *, title: str = "成果台账", merges: Sequence[str] = ()
) -> Path:
    """Write a workbook of one sheet with these rows and return its path."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def ledger(path: Path, *rows: Sequence[Any]) -> Path:
    """Write a workbook with the usual header above these rows."""
    return workbook(path, [HEADER, *rows])
