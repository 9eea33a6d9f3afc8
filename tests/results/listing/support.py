"""What the tests of listings share: a result that can be listed, and a profile written in the test."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from ttoffice.action import Office, perform
from ttoffice.results.listing.export import ExportReport, run_export
from ttoffice.results.listing.profile import Profile
from ttoffice.results.listing.profile_reading import parse

GOOD: dict[str, Any] = {
    "title": "一种高效催化剂",
    "result_type": "patent",
    "fiscal": "yes",
    "technology_class": "applied",
    "tech_field": "materials",
    "industry": "化学原料和化学制品制造业",
    "maturity": "lab",
    "brief": "用于提纯的催化剂，收率达到95.5%。",
    "keywords": ["催化", "提纯"],
    "secrecy": "open",
    "consent": "given",
    "license_kind": "ordinary",
    "payment_mode": "stages_royalty",
    "fee_text": "零门槛费；中试完成：支付5万元；按销售额3%提成",
    "license_term": "5年",
    "territory": "全国",
    "implemented": "no",
    "rights": [{"kind": "invention", "number": "ZL202310000001.5", "acquired_on": "2023-05-06"}],
    "completers": [{"name": "王小明"}, {"name": "李四"}],
}
"""A result that every shipped profile takes without a word."""

SMALL = """id = "small"
title = "小"

[[columns]]
header = "序号"
field = "row"

[[columns]]
header = "名称"
field = "title"
required = true

[[columns]]
header = "简介"
field = "brief"
"""


def named(office: Office, **values: str) -> None:
    """Give the own unit its name and an office line."""
    unit = {"name": "某大学", "contact_name": "转化办", "contact_phone": "0871-65110000"}
    perform(office, "unit.set", {**unit, **values})


def enter(office: Office, **values: Any) -> str:
    """Enter a result that can be listed, changed by what is given; return its number."""
    return str(perform(office, "result.create", {**GOOD, **values}).value)


def change(office: Office, number: str, **values: Any) -> None:
    """Change a result."""
    perform(office, "result.edit", values, subject=number)


def own_profile(office: Office, text: str, name: str = "small") -> str:
    """Put a profile into the office's folder; return its id."""
    office.home.profiles.mkdir(parents=True, exist_ok=True)
    (office.home.profiles / f"{name}.toml").write_text(text, encoding="utf-8")
    return name


def profile_of(text: str, wording: tuple[str, ...] = ()) -> Profile:
    """Return a profile of a text."""
    return parse(text, wording=wording)


def export(office: Office, target: Path, **options: Any) -> ExportReport:
    """Export to a file; the format is its ending."""
    chosen = {"profile": "yunnan-default", "fmt": target.suffix[1:], **options}
    return run_export(office, target=target, **chosen)


def rows_of(path: Path) -> list[list[str]]:
    """Return header and rows of an exported file, read by another program's reader, as texts."""
    if path.suffix == ".csv":
        return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    if path.suffix == ".json":
        objects = json.loads(path.read_text(encoding="utf-8"))
        return [[*objects[0]], *([str(value) for value in item.values()] for item in objects)]
    sheet = load_workbook(path).worksheets[0]
    return [
        ["" if cell is None else unescape(str(cell)) for cell in row]
        for row in sheet.iter_rows(values_only=True)
    ]
