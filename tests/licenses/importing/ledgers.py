"""Ledgers of contracts and receipts as offices keep them, made anew for each test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

CODE = "91350100M000100Y43"
OTHER_CODE = "91530102MA7KPQ3R86"

CONTRACT_HEADER = (
    "序号",
    "合同编号",
    "合同名称",
    "被许可方",
    "统一社会信用代码",
    "许可成果（编号或专利号）",
    "许可方式",
    "许可地域",
    "签订日期",
    "生效日期",
    "许可期限",
    "门槛费（万元）",
    "付款节点",
    "提成比例",
    "提成基数",
    "结算周期",
    "提成起始日",
    "提成截止日",
    "报告期限（天）",
    "付款期限（天）",
    "登记编号",
    "登记日期",
    "备注",
)
RECEIPT_HEADER = ("序号", "合同编号", "到账日期", "到账金额（元）", "付款方", "到账类型", "流水号", "摘要")

STAGES = "合同生效后30日内付5万元；中试完成后15日内付10万元；投产后30日内付15万元"
CONTRACT: Mapping[str, Any] = {
    "合同编号": "许可2024-01",
    "合同名称": "咖啡果皮干燥方法许可",
    "被许可方": "云南滇红茶业有限公司",
    "统一社会信用代码": OTHER_CODE,
    "许可成果（编号或专利号）": "CG-2026-0001",
    "许可方式": "普通许可",
    "许可地域": "云南省",
    "签订日期": date(2026, 1, 15),
    "生效日期": "2026年1月20日",
    "许可期限": "5年",
    "门槛费（万元）": 0,
    "付款节点": STAGES,
    "登记编号": "2026530100000123",
    "登记日期": "2026/2/10",
}
RECEIPT: Mapping[str, Any] = {
    "合同编号": "许可2024-01",
    "到账日期": date(2026, 3, 1),
    "到账金额（元）": 50_000,
    "付款方": "云南滇红茶业有限公司",
    "到账类型": "银行转账",
    "流水号": "20260301-0007",
}


def contract(**changed: Any) -> dict[str, Any]:
    """Return the usual contract with other cells in some columns."""
    return {**CONTRACT, **changed}


def receipt(**changed: Any) -> dict[str, Any]:
    """Return the usual receipt with other cells in some columns."""
    return {**RECEIPT, **changed}


def book(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook of these sheets of rows."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def contracts(path: Path, *rows: Mapping[str, Any]) -> Path:
    """Write a ledger of contracts."""
    return book(path, 合同台账=table(CONTRACT_HEADER, rows))


def receipts(path: Path, *rows: Mapping[str, Any]) -> Path:
    """Write a ledger of receipts."""
    return book(path, 到账台账=table(RECEIPT_HEADER, rows))


def table(header: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Return a header and rows with running numbers."""
    lines = [[place, *(row.get(name) for name in header[1:])] for place, row in enumerate(rows, 1)]
    return [list(header), *lines]
