from __future__ import annotations

import pytest

from ttoffice.screens.licensing.area import LicensesArea
from ttoffice.screens.licensing.forecasting import _columns as forecast_columns
from ttoffice.screens.licensing.lists import DuesArea, ReceiptsArea, StatementsArea
from ttoffice.screens.licensing.money_tabs import _schedule_columns
from ttoffice.screens.licensing.states import yuan_cell
from ttoffice.widgets.columns import Column, lay_out
from ttoffice.widgets.text import cells_of

LARGE = yuan_cell(999_999_999)
LISTS: dict[str, tuple[tuple[Column, ...], tuple[str, ...]]] = {
    "licenses": (LicensesArea().columns(), ("overdue", "open")),
    "dues": (DuesArea().columns(), ("open", "amount_fen", "paid_fen")),
    "statements": (StatementsArea().columns(), ("base", "royalty")),
    "receipts": (ReceiptsArea().columns(), ("amount",)),
    "schedule": (_schedule_columns(), ("open", "amount", "paid")),
    "forecast": (forecast_columns(), ("total", "royalty")),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("width", [80, 160])
def test_an_amount_below_ten_million_is_never_cut_off(name: str, width: int) -> None:
    columns, keys = LISTS[name]
    shown = [columns[place.cell] for place in lay_out(columns, width).shown]
    money = [column for column in shown if column.key in keys]
    assert money
    assert all(column.width >= cells_of(LARGE) for column in money)


@pytest.mark.parametrize("name", ["dues", "schedule"])
def test_the_number_of_the_forty_thousandth_sum_due_is_written_out(name: str) -> None:
    columns, _keys = LISTS[name]
    assert next(column.width for column in columns if column.key == "number") >= cells_of("YS-2026-40000")
