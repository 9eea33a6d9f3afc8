"""An annual report as a workbook: a sheet a table, amounts in yuan, numbers of things as text."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from ttoffice.licenses.annual.rows import Facts
from ttoffice.licenses.annual.summaries import Cell, Money, Table, tables
from ttoffice.money import yuan
from ttoffice.sheets.xlsx_write import Column, Kind, Plain, Sheet, write_xlsx

WIDE = 40


def workbook(facts: Facts) -> bytes:
    """Return the workbook; the same facts give the same bytes."""
    buffer = BytesIO()
    write_xlsx(buffer, [_sheet(table) for table in tables(facts)])
    return buffer.getvalue()


def _sheet(table: Table) -> Sheet:
    columns = [
        Column(head, width, Kind.WRAPPED if width >= WIDE else Kind.PLAIN) for head, width in table.heads
    ]
    return Sheet(table.name, columns, list(_rows(table)))


def _rows(table: Table) -> Iterator[list[Plain]]:
    for row in table.rows:
        yield [_cell(value) for value in row]


def _cell(value: Cell | Money) -> Plain:
    return yuan(value.fen) if isinstance(value, Money) else value
