"""A forecast from a table: one row a year, columns for revenue, quantity and costs, amounts in 元 or 万元."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from ttoffice.errors import InputFileError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.simulating.forecast import Forecast, read_number, read_years
from ttoffice.results.importing.source import open_sheets
from ttoffice.sheets.model import Cell, Row

HEADERS: dict[str, frozenset[str]] = {
    "year": frozenset({"年", "年份", "年度", "年限", "year"}),
    "revenue": frozenset(
        {"收入", "销售收入", "销售额", "营业收入", "预计收入", "预测收入", "产品销售收入", "revenue", "sales"}
    ),
    "quantity": frozenset({"数量", "销量", "销售数量", "产量", "quantity", "units"}),
    "costs": frozenset({"成本", "许可方成本", "单位成本支出", "支出", "costs", "cost"}),
}
"""What the columns may be called; behind the name a unit may stand in brackets."""
_UNIT = re.compile(r"[(\[【](万元|元|千元|亿元|百万元|件|台|套|吨)[)\]】]$")
DEPTH = 20


def forecast_from(path: Path) -> Forecast:
    """Return the forecast of a workbook or CSV file; raise InputFileError where it holds none."""
    with open_sheets(path) as sheets:
        for sheet in sheets:
            rows = [row for _place, row in zip(range(MOST_ROWS), sheet.rows(), strict=False)]
            head = next((row for row in rows[:DEPTH] if "year" in _columns(row)), None)
            if head is not None:
                return _forecast(path.name, head, [row for row in rows if row.number > head.number])
    raise InputFileError(
        _("%(file)s has no column for the year.") % {"file": path.name},
        advice=_("Name the columns 年份, 收入(万元), 数量, 成本(万元)."),
    )


MOST_ROWS = 500


def _columns(row: Row) -> dict[str, tuple[int, str]]:
    """Return the column and the unit of what a header row names."""
    found: dict[str, tuple[int, str]] = {}
    for place, cell in enumerate(row.cells):
        text = unicodedata.normalize("NFKC", str(cell or "")).replace(" ", "").lower()
        unit = _UNIT.search(text)
        name = _UNIT.sub("", text)
        for code, names in HEADERS.items():
            if name in names and code not in found:
                found[code] = (place, unit[1] if unit else "元")
    return found


def _forecast(file: str, head: Row, rows: Sequence[Row]) -> Forecast:
    columns = _columns(head)
    found: dict[str, dict[int, int]] = {"revenue": {}, "quantity": {}, "costs": {}}
    for row in rows:
        year = _year(_cell(row, columns["year"][0]))
        if year is None:
            continue
        for code, amounts in found.items():
            if code in columns and (text := _cell(row, columns[code][0])):
                amounts[year] = _amount(file, row.number, text, columns[code][1], money=code != "quantity")
    if not found["revenue"] and not found["quantity"]:
        raise InputFileError(
            _("%(file)s holds neither revenue nor quantity of any year.") % {"file": file},
            advice=_("Name the columns 年份, 收入(万元), 数量, 成本(万元)."),
        )
    read_years(",".join(f"{year}=1" for year in {**found["revenue"], **found["quantity"]}), money=False)
    return Forecast(found["revenue"], found["quantity"], found["costs"])


def _cell(row: Row, place: int) -> str:
    value: Cell = row.cells[place] if place < len(row.cells) else None
    if isinstance(value, float):
        return repr(value)
    return "" if value is None else str(value).strip()


def _year(text: str) -> int | None:
    match = re.fullmatch(r"(\d{4})年?度?(\.0)?", unicodedata.normalize("NFKC", text))
    return int(match[1]) if match else None


def _amount(file: str, row: int, text: str, unit: str, *, money: bool) -> int:
    amount = read_number(text if money else text.removesuffix(".0"), money=money, unit=unit)
    if amount is None:
        raise InputFileError(
            _("%(file)s, row %(row)d: %(text)s is no amount.") % {"file": file, "row": row, "text": text},
            advice=_("Correct it in the file: a number, in the unit of the column's header."),
        )
    return amount
