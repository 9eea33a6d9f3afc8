"""Reading one cell of a ledger of contracts or receipts, by the column's target; what is not understood stays as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.licenses import codes
from ttoffice.licenses.importing.stages import read_stages
from ttoffice.licenses.typed import NOTHING, code_of, percent_of
from ttoffice.money import plain
from ttoffice.numbering import read_number
from ttoffice.parties import enterprise_labels
from ttoffice.parties.credit_codes import written as code_written
from ttoffice.results.importing import words
from ttoffice.results.importing.amounts import no_unit, read_amount, read_fee, read_payment_mode
from ttoffice.results.importing.cells import (
    EMPTY,
    Reading,
    blank,
    problem,
    read_line,
    read_text,
    short,
    unread,
)
from ttoffice.results.importing.dates import read_date
from ttoffice.sheets.model import Cell

LINE, TEXT = 300, 5000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader may know besides the cell: the day, the header, the unit of money of the column or None."""

    today: date
    header: str
    unit: str | None = None


Reader = Callable[[Cell, str, Asked], Reading[Any]]
"""Reads a cell, given as it is and as text."""


def line(_cell: Cell, text: str, _asked: Asked) -> Reading[Any]:
    """Return a text of one line."""
    return read_line(text, LINE)


def long_text(_cell: Cell, text: str, _asked: Asked) -> Reading[Any]:
    """Return a text of several lines."""
    return read_text(text, TEXT)


def day(cell: Cell, text: str, asked: Asked) -> Reading[Any]:
    """Return a day that has come; a later one is told."""
    return read_date(text if isinstance(cell, str) else cell, asked.today)


def any_day(cell: Cell, text: str, asked: Asked) -> Reading[Any]:
    """Return a day, which may be still to come."""
    return read_date(text if isinstance(cell, str) else cell, asked.today, future_expected=True)


def money(_cell: Cell, text: str, asked: Asked) -> Reading[Any]:
    """Return an amount in fen; a bare number takes the unit of its header."""
    if text.strip() in NOTHING:
        return Reading(0)
    if blank(text):
        return EMPTY
    try:
        found = read_amount(text, asked.unit)
    except KeyError:
        return no_unit(text)
    except ValueError:
        found = None
    if found is None and text.lstrip().startswith(("-", "－", "(", "（")):
        message = _("%(text)s is less than nothing: a refund or a reversal is an entry of its own")
        return unread("negative", message % {"text": short(text)})
    if found is None:
        message = _("%(text)s is no amount; write 30万元 or 300000元") % {"text": short(text)}
        return unread("no_amount", message)
    return Reading(found)


_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")


def percent(_cell: Cell, text: str, asked: Asked) -> Reading[Any]:
    """Return a share in percent; a bare number below one is a share of one, unless the header says percent."""
    if blank(text):
        return EMPTY
    found = percent_of(text)
    if not isinstance(found, str) or not _PERCENT.fullmatch(found) or Decimal(found) > 100:
        return unread("no_percent", _("%(text)s is no percentage; write 3%%") % {"text": short(text)})
    bare = not re.search(r"[%％]|分之", text + asked.header)
    if bare and 0 < Decimal(found) < 1:
        scaled = plain(Decimal(found) * 100)
        message = _("%(text)s was read as %(percent)s%%; check it") % {"text": text, "percent": scaled}
        return Reading(scaled, note=problem("percent_scaled", message))
    return Reading(found)


def rate(cell: Cell, text: str, asked: Asked) -> Reading[Any]:
    """Return (rate, base or None) of a royalty: of `3%`, or of a sentence such as 销售额的3%."""
    found = percent(cell, text, asked)
    if found.value is not None:
        return Reading((found.value, None), note=found.note)
    if found.problem is None:
        return EMPTY
    plan = read_fee(text, asked.unit).value
    if plan is not None and plan.royalty is not None and not plan.stages:
        return Reading((plan.royalty.rate, plan.royalty.base))
    return found


_DAYS = re.compile(r"(?:[^\d]{0,12})(\d{1,4})\s*(?:个?自然)?[日天]?(?:内|之内|以内)?")
_WHOLE = re.compile(r"([\d,，]{1,12})\s*[人名个]?")


def days(_cell: Cell, text: str, _asked: Asked) -> Reading[Any]:
    """Return a number of calendar days; working days are not understood, for the plan counts calendar days."""
    if blank(text):
        return EMPTY
    found = None if "工作" in text else _DAYS.fullmatch(text.strip())
    if found is None:
        message = _("%(text)s is no number of calendar days; write 30") % {"text": short(text)}
        return unread("no_days", message)
    return Reading(int(found[1]))


def whole(_cell: Cell, text: str, _asked: Asked) -> Reading[Any]:
    """Return a whole number of people or a year."""
    if blank(text):
        return EMPTY
    found = _WHOLE.fullmatch(text.strip().removesuffix("年度").removesuffix("年").strip())
    if found is None:
        return unread("no_number", _("%(text)s is no whole number") % {"text": short(text)})
    return Reading(int(re.sub(r"[,，]", "", found[1])))


_TERM = re.compile(
    r"(?:自?.{0,12}?(?:起|之日起))?\s*(\d{1,2}|[一二两三四五六七八九十]{1,3})\s*个?(年|月)(?:整)?"
)
_DATE = r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?"
_SPAN = re.compile(rf"自?({_DATE})\s*(?:起?[至到]|[-–—~～]+)\s*({_DATE})止?")
_NUMERALS = {mark: place for place, mark in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def term(_cell: Cell, text: str, asked: Asked) -> Reading[Any]:
    """Return (first day, last day, months): of a span of two days, or of a length such as 5年."""
    if blank(text):
        return EMPTY
    span = _SPAN.fullmatch(text.strip())
    if span:
        first, last = (read_date(part, asked.today, future_expected=True).value for part in span.groups())
        if first and last and first <= last:
            return Reading((first, last, None))
    length = _TERM.fullmatch(text.strip())
    if length:
        count = int(length[1]) if length[1].isdigit() else _numeral(length[1])
        return Reading((None, None, count * (12 if length[2] == "年" else 1)))
    message = _("%(text)s is no term; write 5年, or the first and the last day") % {"text": short(text)}
    return unread("no_term", message)


def _numeral(text: str) -> int:
    """Return a Chinese numeral up to ninety-nine."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _NUMERALS[text] if len(text) == 1 else 0
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def coded(labels: Mapping[str, str], synonyms: Mapping[str, str] | None = None) -> Reader:
    """Return the reading of a code by what it is called, or by another of its names."""
    others = synonyms or {}

    def read(_cell: Cell, text: str, _asked: Asked) -> Reading[Any]:
        if blank(text):
            return EMPTY
        found = code_of(others.get(text.strip(), text), labels)
        if found in labels:
            return Reading(found)
        known = "、".join(_(label) for label in labels.values())
        message = _("%(text)s is none of: %(known)s") % {"text": short(text), "known": known}
        return unread("no_code", message)

    return read


def kind(_cell: Cell, text: str, _asked: Asked) -> Reading[Any]:
    """Return the kind of license."""
    return EMPTY if blank(text) else words.read_license_kind(text)


def stages(_cell: Cell, text: str, asked: Asked) -> Reading[Any]:
    """Return the stages of a text."""
    return read_stages(text, asked.unit)


def fee(_cell: Cell, text: str, asked: Asked) -> Reading[Any]:
    """Return the fee plan of a text; the bare name of a mode is no plan, and kept as written with a note."""
    found = read_fee(text, asked.unit)
    if found.value is not None and not (found.value.lump_sum_fen or found.value.negotiable):
        return found
    if found.value is None and found.problem is None:
        return EMPTY
    if read_payment_mode(text).value:
        message = _("%(text)s names a mode and no amounts; they come from the other columns")
        return Reading(None, note=problem("mode_only", message % {"text": short(text)}))
    message = _("%(text)s is not understood as a fee plan; fill in threshold fee, stages and royalty")
    return unread("fee_unknown", message % {"text": short(text)}, basis="pay-later:2")


def code(_cell: Cell, text: str, _asked: Asked) -> Reading[Any]:
    """Return a credit code as it is kept, right or wrong."""
    return EMPTY if blank(text) else Reading(code_written(text)[:40])


def state(_cell: Cell, text: str, _asked: Asked) -> Reading[Any]:
    """Return whether a contract has ended, was terminated, or runs."""
    if blank(text):
        return EMPTY
    found = STATES.get(text.strip())
    if found is None:
        message = _("%(text)s does not say whether the contract has ended; write 履行中, 履行完毕 or 已解除")
        return unread("no_state", message % {"text": short(text)})
    return Reading(found)


def numbered(prefix: str) -> Reader:
    """Return the reading of a number of this store; another numbering is told and left out."""

    def read(_cell: Cell, text: str, _asked: Asked) -> Reading[Any]:
        if blank(text) or text.strip().isdecimal():
            return EMPTY
        found = read_number(text[:60])
        if found is not None and found.startswith(f"{prefix}-"):
            return Reading(found)
        message = _("%(text)s is no number of this store and is left out") % {"text": short(text)}
        return Reading(None, note=problem("foreign_number", message))

    return read


BASES = {
    "销售额": "sales",
    "销售收入": "sales",
    "营业收入": "sales",
    "产品销售收入": "sales",
    "净销售额": "net_sales",
    "净销售收入": "net_sales",
    "新增产值": "added_output",
    "新增利润": "added_profit",
    "销量": "quantity",
    "销售数量": "quantity",
    "产量": "quantity",
}
SUBLICENSING = {
    "否": "none", "不允许": "none", "不可": "none", "无": "none", "不得": "none",
    "是": "free", "允许": "free", "可以": "free",
    "经书面同意": "consent", "经同意": "consent", "须经同意": "consent", "需经许可方同意": "consent",
}  # fmt: skip
ENDED, TERMINATED, RUNNING = "ended", "terminated", "running"
STATES = {
    "履行完毕": ENDED, "已履行完毕": ENDED, "已完成": ENDED, "完成": ENDED, "已到期": ENDED, "到期": ENDED,
    "已结束": ENDED, "期满": ENDED, "已期满": ENDED, "终止": TERMINATED, "已终止": TERMINATED, "解除": TERMINATED,
    "已解除": TERMINATED, "提前终止": TERMINATED, "履行中": RUNNING, "执行中": RUNNING, "在履行": RUNNING,
    "正在履行": RUNNING, "生效中": RUNNING, "有效": RUNNING, "在执行": RUNNING,
}  # fmt: skip
"""How ledgers say how far a contract is."""
KINDS = {
    "转账": "bank", "银行转账": "bank", "银行": "bank", "汇款": "bank", "电汇": "bank", "现金": "bank", "对公转账": "bank",
    "创新券": "voucher", "科技创新券": "voucher", "担保": "guarantee", "担保代偿": "guarantee",
    "保险": "insurance", "保险赔付": "insurance", "保险赔款": "insurance",
}  # fmt: skip

CONTRACT_READERS: Mapping[str, Reader] = {
    "number": numbered("XK"),
    "reference": line,
    "title": line,
    "licensee": line,
    "credit_code": code,
    "representative": line,
    "region": coded(enterprise_labels.REGIONS),
    "industry": coded(enterprise_labels.INDUSTRIES),
    "employees": whole,
    "revenue": money,
    "assets": money,
    "figures_year": whole,
    "results": long_text,
    "kind": kind,
    "territory": line,
    "field_of_use": line,
    "sublicensing": coded(codes.SUBLICENSING_LABELS, SUBLICENSING),
    "signed_on": day,
    "effective_on": any_day,
    "starts_on": any_day,
    "ends_on": any_day,
    "term": term,
    "fee": fee,
    "threshold": money,
    "total": money,
    "stages": stages,
    "rate": rate,
    "base": coded(codes.BASE_LABELS, BASES),
    "period": coded(codes.PERIOD_LABELS, codes.PERIOD_WORDS),
    "report_days": days,
    "payment_days": days,
    "royalty_start": any_day,
    "royalty_end": any_day,
    "minimum": money,
    "cap": money,
    "late_rate": percent,
    "registration_number": line,
    "registered_on": day,
    "first_sale_on": day,
    "state": state,
    "responsible": line,
    "note": long_text,
}
"""How each target of a ledger of contracts is read."""
RECEIPT_READERS: Mapping[str, Reader] = {
    "number": numbered("DZ"),
    "license": line,
    "title": line,
    "licensee": line,
    "received_on": day,
    "amount": money,
    "payer": line,
    "kind": coded(codes.RECEIPT_LABELS, KINDS),
    "reference": line,
    "note": long_text,
}
"""How each target of a ledger of receipts is read."""
