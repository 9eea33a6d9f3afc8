"""Ledgers that live: corrected in the register meanwhile, brought again, brought newer, filtered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ttoffice.action import Office, perform
from ttoffice.action.office import open_office
from ttoffice.paths import Home
from ttoffice.results.details import detail
from ttoffice.results.importing import ImportReport, run_import

HEADER = "成果名称,完成人,成果简介,许可期限,所在学院\n"
NUMBER = "CG-2026-0001"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(Home(tmp_path / "office"), environ={"TTOFFICE_TODAY": "2026-11-20"}, operator="周敏")


def bring(office: Office, folder: Path, brief: str, department: str = "农学院") -> ImportReport:
    ledger = folder / "ledger.csv"
    ledger.write_text(f"{HEADER}咖啡鲜果脱胶,孙思、严景,{brief},五年,{department}\n", encoding="utf-8")
    return run_import(office, ledger)


def stands(office: Office) -> dict[str, Any]:
    with office.reader() as reader:
        return detail(reader, NUMBER)


def codes(report: ImportReport) -> set[str]:
    return {problem.code for problem in report.problems}


def test_the_same_ledger_does_not_undo_a_correction(office: Office, tmp_path: Path) -> None:
    bring(office, tmp_path, "旧的简介")
    perform(office, "result.edit", {"brief": "改写后的简介"}, subject=NUMBER)

    report = bring(office, tmp_path, "旧的简介")

    assert (report.created, report.updated, report.unchanged) == (0, 0, 1)
    assert stands(office)["brief"] == "改写后的简介"
    assert "import.kept" in codes(report)


def test_a_newer_ledger_changes_what_it_says_anew_and_tells_it(office: Office, tmp_path: Path) -> None:
    bring(office, tmp_path, "旧的简介")
    perform(office, "result.edit", {"brief": "改写后的简介"}, subject=NUMBER)

    report = bring(office, tmp_path, "旧的简介", department="食品学院")

    assert report.updated == 1
    record = stands(office)
    assert (record["brief"], record["department"]) == ("改写后的简介", "食品学院")
    assert {"import.kept", "import.replaces"} <= codes(report)


def test_a_value_that_the_ledger_itself_changed_is_taken(office: Office, tmp_path: Path) -> None:
    bring(office, tmp_path, "旧的简介")
    perform(office, "result.edit", {"brief": "改写后的简介"}, subject=NUMBER)

    report = bring(office, tmp_path, "台账里新的简介")

    assert stands(office)["brief"] == "台账里新的简介"
    assert "import.replaces" in codes(report)
    assert bring(office, tmp_path, "台账里新的简介").unchanged == 1


def test_hidden_rows_are_imported_and_told_of(office: Office, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["成果名称", "完成人", "成果简介"], ["甲", "孙思", "一"], ["乙", "严景", "二"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "filtered.xlsx")

    report = run_import(office, tmp_path / "filtered.xlsx")

    assert report.created == 2
    assert [problem.row for problem in report.problems if problem.code == "import.hidden_rows"] == [0]
