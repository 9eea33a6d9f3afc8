"""Hostile workbooks: each is refused or read within bounds, and the program goes on."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.measuring import in_child
from benchmarks.model import Line, Outcome, Setting
from benchmarks.stores import opened
from ttoffice.action import Office
from ttoffice.errors import TTOfficeError
from ttoffice.results.importing import run_import
from ttoffice.sheets.xlsx_write import Column, Sheet, write_xlsx

SECONDS = 3.0
MEGABYTES = 256.0
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
HEADER = "".join(
    f'<c r="{column}1" t="inlineStr"><is><t>{text}</t></is></c>'
    for column, text in zip("ABC", ("成果名称", "知识产权号", "完成人"), strict=True)
)
TAIL = "</sheetData></worksheet>"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""The first bytes of an encrypted workbook, and of the old binary kind."""

Pieces = Iterable[str]


def workbook(path: Path, sheet: Pieces) -> None:
    """Write a workbook of one sheet, given as pieces of its XML."""
    write_xlsx(path, [Sheet("成果台账", [Column("成果名称")], [])])
    whole = path.with_suffix(".part")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != SHEET:
                target.writestr(name, source.read(name))
        with target.open(SHEET, "w") as part:
            for piece in sheet:
                part.write(piece.encode())
    whole.replace(path)


def _rows(body: Pieces) -> Pieces:
    yield f'{HEAD}<row r="1">{HEADER}</row>'
    yield from body
    yield TAIL


def far_cell(path: Path) -> None:
    """One value in the last cell that a sheet can have."""
    cell = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    workbook(path, _rows([cell]))


def blank_rows(path: Path) -> None:
    """A million rows that hold nothing, each with its number and height, as some programs leave them."""
    numbers = range(2, 1_048_577)
    workbook(path, _rows(f'<row r="{n}" ht="{12 + n % 7}"><c r="A{n}" s="1"/></row>' for n in numbers))


def many_cells(path: Path) -> None:
    """Forty million cells."""
    row = "<row>" + '<c t="n"><v>1</v></c>' * 400 + "</row>"
    workbook(path, _rows(row * 100 for _ in range(1000)))


def blank_bomb(path: Path) -> None:
    """A gigabyte of blanks that is one megabyte in the file."""
    blanks = " " * (1 << 20)
    workbook(path, _rows(blanks for _ in range(1024)))


def long_cell(path: Path) -> None:
    """One cell of thirty-two million characters that hardly compress."""
    random = Random(0)
    texts = (random.randbytes(1 << 19).hex() for _ in range(32))
    workbook(path, _rows(['<row r="2"><c r="A2" t="inlineStr"><is><t>', *texts, "</t></is></c></row>"]))


def entities(path: Path) -> None:
    """Entities that stand for ten thousand million others."""
    ladder = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    bomb = f'<!DOCTYPE worksheet [<!ENTITY e0 "x">{ladder}]>{HEAD}<row r="1"><c r="A1"><v>&e10;</v></c></row>{TAIL}'
    workbook(path, [bomb])


def encrypted(path: Path) -> None:
    """A workbook with a password."""
    path.write_bytes(OLE + b"\0" * 4096 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4096)


def cut_off(path: Path) -> None:
    """A workbook of which the end is missing."""
    workbook(path, _rows(["<row/>" * 10_000]))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


FILES: dict[str, Callable[[Path], None]] = {
    "a value at XFD1048576": far_cell,
    "a million blank rows": blank_rows,
    "forty million cells": many_cells,
    "a gigabyte of blanks": blank_bomb,
    "a cell of 32 million characters": long_cell,
    "an entity bomb": entities,
    "an encrypted workbook": encrypted,
    "half a workbook": cut_off,
}


def prepare_open_hostile(file: str, home: str) -> tuple[Office, Path]:
    """Make an empty office, unmeasured."""
    return opened(home), Path(file)


def open_hostile(prepared: tuple[Office, Path]) -> dict[str, Any]:
    """Import the file; return what came of it and whether the program still answers."""
    office, path = prepared
    try:
        report = run_import(office, path)
        told = f"read, {report.created} results"
    except TTOfficeError as refused:
        told = f"refused: {refused.message}"
    with office.reader() as reader:
        alive = reader.value("SELECT COUNT(*) FROM result") is not None
    return {"told": told, "alive": alive}


def run(setting: Setting) -> list[Outcome]:
    """Measure each file in a process of its own."""
    lines: list[Outcome] = []
    folder = setting.work / "hostile"
    folder.mkdir(exist_ok=True)
    for place, (name, write) in enumerate(FILES.items()):
        path = folder / f"{place}.xlsx"
        if not path.exists():
            write(path)
        done = in_child("benchmarks.hostile:open_hostile", file=path, home=folder / "home")
        if not done.value["alive"]:
            raise RuntimeError(f"{name}: the program no longer answers")
        note = f"{path.stat().st_size / 2**20:.1f} MB on disk; {done.value['told'][:120]}"
        lines += [
            Line(f"{name}: time", done.seconds, "s", target=SECONDS, note=note),
            Line(f"{name}: peak memory", done.peak_mb, "MB", target=MEGABYTES),
        ]
    shutil.rmtree(folder / "home", ignore_errors=True)
    return lines
