"""The peer of the import: a script as one would write it by hand, which reads, inserts and checks nothing.

It fills the same tables and the same search index, in one transaction with the same durability. Words of
code lists are looked up in a dictionary, because the tables take only codes.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.ledgers import HEADERS, codes_by_word
from ttoffice.sheets.xlsx_read import open_workbook
from ttoffice.store import search
from ttoffice.store.connection import connect

RESULT = (
    "id", "version", "number", "title", "result_type", "department", "funding_source", "fiscal",
    "technology_class", "tech_field", "industry", "maturity", "brief", "keywords", "license_kind",
    "payment_mode", "fee_text", "implemented", "remarks", "acquired_on", "people_text", "keywords_text",
    "numbers_text", "project_number", "license_term", "territory", "contact_name", "contact_phone",
    "exclusion_reason", "platform_number", "flags",
)  # fmt: skip
RIGHT = (
    "result_id", "position", "kind", "number", "number_key", "applied_on", "acquired_on", "legal_status", "holders",
)  # fmt: skip
BATCH = 5_000
BLANK: dict[str, Any] = dict.fromkeys(HEADERS, "")
"""Readers leave out blank cells at the end of a row."""

Cells = Sequence[Any]


def with_openpyxl(path: Path) -> Iterator[Cells]:
    """Yield the rows of the first sheet, read by openpyxl in its read-only mode."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    next(rows)
    for row in rows:
        yield tuple("" if value is None else value for value in row)


def with_own_reader(path: Path) -> Iterator[Cells]:
    """Yield the rows of the first sheet, read by the program's own reader."""
    with open_workbook(path) as book:
        rows = book.iter_rows(book.sheets[0])
        next(rows)
        for row in rows:
            yield ["" if value is None else value for value in row.cells]


READERS = {"openpyxl": with_openpyxl, "own": with_own_reader}


def prepare_run_script(ledger: str, home: str, reader: str) -> tuple[Path, Path, str]:
    """Make an empty store and load the reader, unmeasured."""
    from benchmarks.stores import opened

    shutil.rmtree(home, ignore_errors=True)
    office = opened(home)
    if reader == "openpyxl":
        import openpyxl  # noqa: F401 - loaded before the clock runs
    return Path(ledger), office.home.store, reader


def run_script(prepared: tuple[Path, Path, str]) -> int:
    """Read the ledger and insert every row; return the number of rows."""
    path, store, reader = prepared
    connection = connect(store)
    connection.execute("BEGIN IMMEDIATE")
    total, words = 0, codes_by_word()
    for batch in _batches(READERS[reader](path)):
        _insert(connection, total, batch, words)
        total += len(batch)
    connection.execute("COMMIT")
    connection.close()
    return total


def _batches(rows: Iterable[Cells]) -> Iterator[list[Cells]]:
    batch: list[Cells] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _insert(
    connection: sqlite3.Connection, done: int, batch: list[Cells], words: dict[str, dict[str, str]]
) -> None:
    results, rights, people, texts = [], [], [], []
    for result_id, cells in enumerate(batch, start=done + 1):
        cell = BLANK | dict(zip(HEADERS, cells, strict=False))
        cell.update({header: known.get(cell[header]) for header, known in words.items()})
        names = cell["主要完成人"].split("、")
        results.append(_result(result_id, cell))
        rights.append(_right(result_id, cell))
        people += [(result_id, place, name, "") for place, name in enumerate(names)]
        texts.append(
            (
                result_id,
                search.SearchText(
                    cell["成果名称"],
                    cell["成果简介"],
                    cell["主要完成人"],
                    cell["关键词"],
                    cell["知识产权号"],
                    cell["所属部门"],
                ),
            )
        )
    connection.executemany(_sql("result", RESULT), results)
    connection.executemany(_sql("ip_right", RIGHT), rights)
    connection.executemany(_sql("completer", ("result_id", "position", "name", "unit")), people)
    search.insert_many(connection, texts)


def _result(result_id: int, cell: dict[str, Any]) -> tuple[Any, ...]:
    return (
        result_id, 1, f"CG-2026-{result_id:04d}", cell["成果名称"], cell["成果类型"], cell["所属部门"],
        cell["资助来源"], cell["是否财政资金"], cell["成果性质"], cell["技术领域"],
        cell["应用行业"], cell["成熟度"], cell["成果简介"],
        json.dumps(cell["关键词"].split("、"), ensure_ascii=False), cell["许可方式"],
        cell["支付方式"], cell["许可使用费标准"], cell["是否实施"], cell["备注"],
        cell["授权公告日"] or None, cell["主要完成人"], cell["关键词"], cell["知识产权号"],
        "", "", "", "", "", "", "", "[]",
    )  # fmt: skip


def _right(result_id: int, cell: dict[str, Any]) -> tuple[Any, ...]:
    number = cell["知识产权号"]
    holders = [{"name": name, "share": None} for name in cell["权利人"].split("、")]
    return (
        result_id, 0, cell["权利类型"], number, number.replace("ZL", "").replace(".", ""),
        cell["申请日"] or None, cell["授权公告日"] or None, cell["法律状态"],
        json.dumps(holders, ensure_ascii=False),
    )  # fmt: skip


def _sql(table: str, columns: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
