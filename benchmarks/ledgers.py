"""Ledgers to import: a workbook as an office keeps it, of any number of rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ttoffice.findings.demo.making import SEED
from ttoffice.i18n import chinese
from ttoffice.results.codes import (
    Coded,
    LegalStatus,
    LicenseKind,
    Maturity,
    PaymentMode,
    ResultType,
    RightKind,
    TechField,
)
from ttoffice.results.demo.records import Maker
from ttoffice.results.demo.words import load_words
from ttoffice.results.record import ResultRecord
from ttoffice.sheets.xlsx_write import Column, Sheet, write_xlsx

HEADERS = (
    "序号", "成果名称", "成果类型", "权利类型", "知识产权号", "申请日", "授权公告日", "权利人", "法律状态", "主要完成人",
    "所属部门", "资助来源", "是否财政资金", "成果性质", "技术领域", "应用行业", "成熟度", "成果简介", "关键词", "许可方式",
    "支付方式", "许可使用费标准", "是否实施", "备注",
)  # fmt: skip
ANSWERS = {"yes": "是", "no": "否", None: ""}
NATURES = {"applied": "应用技术", "basic": "基础研究", "soft": "软科学", None: ""}
CODED: dict[str, type[Coded]] = {
    "成果类型": ResultType,
    "权利类型": RightKind,
    "法律状态": LegalStatus,
    "技术领域": TechField,
    "成熟度": Maturity,
    "许可方式": LicenseKind,
    "支付方式": PaymentMode,
}
"""The code list of each column that is written by its Chinese labels."""


def codes_by_word() -> dict[str, dict[str, str]]:
    """Return for each coded column the code of each word that the ledger writes."""
    labelled = {
        header: {chinese(code.label_source): code.value for code in codes} for header, codes in CODED.items()
    }
    answers = {text: code for code, text in ANSWERS.items() if code}
    natures = {text: code for code, text in NATURES.items() if code}
    return {**labelled, "是否财政资金": answers, "是否实施": answers, "成果性质": natures}


def ledger(work: Path, rows: int) -> Path:
    """Return a workbook of so many rows and twenty-four columns, written where it is not there yet."""
    path = work / f"ledger-{rows}.xlsx"
    if not path.exists():
        columns = [Column(header) for header in HEADERS]
        write_xlsx(path, [Sheet("成果台账", columns, _rows(rows))])
    return path


def _rows(rows: int) -> Iterator[list[str | int]]:
    maker = Maker(load_words(), date(2026, 11, 20), SEED)
    for index in range(rows):
        yield _cells(index + 1, maker.record(index))


def _label(codes: type[Coded], code: str | None) -> str:
    return chinese(codes(code).label_source) if code else ""


def _cells(serial: int, record: ResultRecord) -> list[str | int]:
    right = record.rights[0]
    return [
        serial,
        record.title,
        _label(ResultType, record.result_type),
        _label(RightKind, right.kind),
        right.number,
        right.applied_on.isoformat() if right.applied_on else "",
        right.acquired_on.isoformat() if right.acquired_on else "",
        "、".join(holder.name for holder in right.holders),
        _label(LegalStatus, right.legal_status),
        "、".join(completer.name for completer in record.completers),
        record.department,
        record.funding_source,
        ANSWERS[record.fiscal],
        NATURES[record.technology_class],
        _label(TechField, record.tech_field),
        record.industry,
        _label(Maturity, record.maturity),
        record.brief,
        "、".join(record.keywords),
        _label(LicenseKind, record.license_kind),
        _label(PaymentMode, record.payment_mode),
        record.fee_text,
        ANSWERS[record.implemented],
        record.remarks,
    ]
