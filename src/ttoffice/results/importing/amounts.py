"""Amounts and fee standards as ledgers write them, read into a fee plan; and the mode of payment."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.money import to_fen
from ttoffice.results.codes import PaymentMode, RoyaltyBase
from ttoffice.results.fees import FeePlan, Royalty, Stage
from ttoffice.results.importing.cells import EMPTY, MAX_CODE, Reading, blank, folded, short, too_long, unread

UNITS: dict[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(1_000),
    "万": Decimal(10_000),
    "万元": Decimal(10_000),
    "百万": Decimal(1_000_000),
    "百万元": Decimal(1_000_000),
    "亿": Decimal(100_000_000),
    "亿元": Decimal(100_000_000),
}
"""Yuan in each unit of money."""
MAX_FEE_TEXT = 1000
IMPLAUSIBLE = Decimal(100_000_000)
"""Yuan from which a bare number under a header's unit is taken for one written in another unit."""

_DIGITS = {
    mark: number
    for number, marks in enumerate(
        ["〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"]
    )
    for mark in marks
}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = r"百万元?|千元|万元?|亿元?|元"
_AMOUNT = re.compile(rf"[¥￥]?(?:人民币|RMB)?[¥￥]?({_NUMBER})({_UNIT})?(?:整|人民币)?")
_NUMERALS = re.compile(
    r"(?:人民币)?([〇零一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿]+)(元|圆|万元)?整?"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")
_FEE = r"(?:门槛费用?|入门费|首付款?|首期费?|起步费|预付入门费|预付款|定金|许可入门费)"
_THRESHOLD = re.compile(rf"{_FEE}(?:为|是|:)?(.+)")
_ZERO_THRESHOLD = re.compile(rf"(?:零|0|免|无){_FEE}|零门槛")
_RATE = rf"({_NUMBER})%"
_BASE_WORDS: tuple[tuple[str, RoyaltyBase], ...] = (
    (r"(?:产品)?(?:净销售额|净销售收入)", RoyaltyBase.NET_SALES),
    (r"(?:产品|年)?(?:销售额|销售收入|销售总额|销售|营业额|营业收入)", RoyaltyBase.SALES),
    (r"新增(?:产值|销售额)|产值", RoyaltyBase.NEW_OUTPUT),
    (r"新增利润|净利润|利润", RoyaltyBase.NEW_PROFIT),
    (r"(?:实际)?(?:许可)?收入|收益", RoyaltyBase.INCOME),
)
_BASE = "|".join(f"(?P<b{index}>{words})" for index, (words, _base) in enumerate(_BASE_WORDS))
_ROYALTY = re.compile(
    rf"(?:另|再|并|后续|以后)*(?:每年)?(?:收入)?(?:提成)?(?:比例)?(?:为|:)?(?:按照?|以|依)?(?:每年)?(?:{_BASE})?的?"
    rf"{_RATE}(?:的)?(?:收取|支付|计)?(?:收入)?(?:提成费?|支付|收取)?"
)
_STAGE = re.compile(
    r"(?:另|再|并)*(?P<trigger>[^\d%:]{2,40}?(?:\d{1,3}(?:个月|日|天|年)内?)?)(?:时|之日起)?(?:再|另)?"
    r"(?:支付|付款|付清|缴纳|付|给付|缴)(?:许可费|费用|总额的|总价的|合同额的)?:?(?P<amount>.+)"
)
_AT_ONCE = "一次总付"
_PAID_WITHIN = re.compile(r"\((\d{1,4})日内付清\)$")
"""How our own sentence says the days to pay."""
_DAYS = re.compile(r"(\d{1,3})(?:日|天)内")
_NEGOTIABLE = frozenset(
    [
        "面议",
        "协商",
        "双方协商",
        "协议定价",
        "面谈",
        "议价",
        "双方面议",
        "协商确定",
        "价格面议",
        "可议",
        "可面议",
        "商议",
        "双方协商确定",
        "另议",
    ]
)
_CLAUSES = re.compile(r"[,，;；。+＋\n]|加(?=[按销提净])|(?<=费)加")


def read_amount(text: str, unit: str | None) -> int | None:
    """Return an amount in fen, or None when it is none; a bare number takes the unit of its header.

    Raise KeyError for a bare number where no unit is known, ValueError for an amount out of range.
    """
    plain = _normal(text)
    found = _AMOUNT.fullmatch(plain)
    if found:
        factor = UNITS[found.group(2) or unit or ""]
        return to_fen(Decimal(found.group(1)) * factor)
    numeral = _NUMERALS.fullmatch(plain)
    if numeral and numeral.group(2):
        number = _numeral(numeral.group(1))
        return (
            None if number is None else to_fen(number * UNITS["万元" if numeral.group(2) == "万元" else "元"])
        )
    return None


def read_fee(text: str, unit: str | None) -> Reading[FeePlan]:
    """Return the fee plan of a text, only where every part of it is understood.

    `unit` is the unit of money of the header or of the title rows, or None. A bare 0 is not understood: it
    can mean a zero threshold fee, a license for nothing or a fee that nobody has set.
    """
    if blank(text):
        return EMPTY
    if len(text) > MAX_FEE_TEXT:
        return too_long(len(text), MAX_FEE_TEXT)
    plain = _normal(text)
    if plain in _NEGOTIABLE:
        return Reading(FeePlan(negotiable=True))
    bare = re.fullmatch(_NUMBER, plain)
    if bare:
        return _bare(Decimal(plain), text, unit)
    try:
        plan = _plan([clause for clause in _CLAUSES.split(plain) if clause], unit)
    except KeyError:
        return no_unit(text)
    except ValueError:
        plan = None
    if plan is None:
        message = _(
            "%(text)s is not understood as a fee standard; it is kept as text, fill in the fee plan"
        ) % {"text": short(text)}
        return unread("fee_unknown", message, basis="pay-later:6(1)")
    return _zero() if plan == FeePlan(lump_sum_fen=0) else Reading(plan)


def _bare(number: Decimal, text: str, unit: str | None) -> Reading[FeePlan]:
    if number == 0:
        return _zero()
    if unit is None:
        return no_unit(text)
    amount = number * UNITS[unit]
    if number < 1 or amount >= IMPLAUSIBLE:
        message = _("%(text)s %(unit)s is no plausible fee; write the amount with its own unit") % {
            "text": short(text),
            "unit": unit,
        }
        return unread("fee_implausible", message)
    try:
        return Reading(FeePlan(lump_sum_fen=to_fen(amount)))
    except ValueError:
        return no_unit(text)


def _zero() -> Reading[FeePlan]:
    message = _("0 alone can mean a zero threshold fee, no fee, or none set yet; write out which")
    return unread("fee_zero", message, basis="pay-later:2")


def no_unit(text: str) -> Reading[Any]:
    """Return the reading of an amount whose unit of money nobody names."""
    message = _("%(text)s has no unit of money and its header names none; write 元 or 万元") % {
        "text": short(text)
    }
    return unread("fee_unit", message)


def _plan(clauses: list[str], unit: str | None) -> FeePlan | None:
    threshold: int | None = None
    royalty: Royalty | None = None
    stages: list[Stage] = []
    lump: int | None = None
    for clause in clauses:
        found = _THRESHOLD.fullmatch(clause)
        amount = read_amount(found.group(1), unit) if found else None
        if _ZERO_THRESHOLD.fullmatch(clause):
            amount = 0
        if amount is not None and threshold is None:
            threshold = amount
        elif royalty is None and (rate := _royalty(clause)) is not None:
            royalty = rate
        elif not clause.startswith(_AT_ONCE) and (stage := _stage(clause, unit)) is not None:
            stages.append(stage)
        elif lump is None and len(clauses) == 1 and (whole := read_amount(_whole(clause), unit)) is not None:
            lump = whole
        else:
            return None
    plan = FeePlan(threshold, tuple(stages), royalty, lump)
    return None if plan == FeePlan() else plan


def _whole(clause: str) -> str:
    """Return the amount of a lump sum, without the words that our own sentence puts before it."""
    return clause.removeprefix(_AT_ONCE)


def _royalty(clause: str) -> Royalty | None:
    found = _ROYALTY.fullmatch(clause)
    if found is None or not 0 < Decimal(found.group(len(_BASE_WORDS) + 1)) <= 100:
        return None
    base = next((base for index, (_w, base) in enumerate(_BASE_WORDS) if found.group(f"b{index}")), None)
    rate = format(Decimal(found.group(len(_BASE_WORDS) + 1)).normalize(), "f")
    return Royalty(rate, base.value if base else None)


def _stage(clause: str, unit: str | None) -> Stage | None:
    own_limit = _PAID_WITHIN.search(clause)
    found = _STAGE.fullmatch(_PAID_WITHIN.sub("", clause).replace("支付许可使用费的", "支付"))
    if found is None:
        return None
    trigger = found.group("trigger")
    limit = own_limit or _DAYS.search(trigger)
    days = int(limit.group(1)) if limit else None
    share = re.fullmatch(_RATE, found.group("amount"))
    if share:
        return Stage(trigger, None, format(Decimal(share.group(1)).normalize(), "f"), days)
    amount = read_amount(found.group("amount"), unit)
    return None if amount is None else Stage(trigger, amount, None, days)


def _normal(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace("％", "%")
    return _THOUSANDS.sub("", plain).rstrip("。;,")


def _numeral(text: str) -> Decimal | None:
    """Return a Chinese numeral's number, or None when it is malformed."""
    total = section = digit = 0
    for mark in text:
        if mark in _DIGITS:
            digit = _DIGITS[mark]
        elif mark in _STEPS:
            section, digit = section + (digit or 1) * _STEPS[mark], 0
        else:
            if section + digit == 0:
                return None
            total, section, digit = (
                (total + section + digit) * (10_000 if mark == "万" else 100_000_000),
                0,
                0,
            )
    return Decimal(total + section + digit)


_MODE_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "threshold",
        re.compile(
            r"(?:[零低0]|零\(低\)|零/低|零或低|零门槛费或者?低|零\(或低\)|低\(零\))*(?:门槛费?|入门费|首付)"
        ),
    ),
    ("stages", re.compile(r"(?:分?阶段性?|按阶段|里程碑(?:节点)?|节点|按?里程碑|分节点)(?:支付|付款|付费)?")),
    (
        "royalty",
        re.compile(r"(?:按?(?:销售额?|销售收入|收入|收益|利润|净销售额|营收))?提成(?:支付|费|付费)?"),
    ),
    ("lump_sum", re.compile(r"一次性?(?:总算)?一?次?性?(?:总付|支付|付清|付款|总付清|缴清|付)?")),
    ("installments", re.compile(r"(?:一次总算)?分[期次](?:支付|付款|付|缴纳)?")),
    ("pay_later", re.compile(r"先使?用后(?:付费|付|转)?|延期支付|先用后付费")),
)
_MODE_JOINTS = re.compile(r"[+＋、,，;；&加和与及并]|附加|预付")
_MODES: dict[frozenset[str], PaymentMode] = {
    frozenset(("royalty",)): PaymentMode.ROYALTY,
    frozenset(("threshold", "royalty")): PaymentMode.ROYALTY,
    frozenset(("stages",)): PaymentMode.STAGES,
    frozenset(("threshold", "stages")): PaymentMode.STAGES,
    frozenset(("stages", "royalty")): PaymentMode.STAGES_ROYALTY,
    frozenset(("threshold", "stages", "royalty")): PaymentMode.STAGES_ROYALTY,
    frozenset(("lump_sum",)): PaymentMode.LUMP_SUM,
    frozenset(("installments",)): PaymentMode.INSTALLMENTS,
}


def read_payment_mode(text: str) -> Reading[str]:
    """Return the payment mode that a wording means; a bare 先使用后付费 does not say which of the three."""
    if blank(text):
        return EMPTY
    if len(text) > MAX_CODE:
        return too_long(len(text), MAX_CODE)
    key = folded(text)
    if key in set(PaymentMode):
        return Reading(key)
    parts = {_mode_part(part) for part in _MODE_JOINTS.split(key) if part}
    mode = _MODES.get(frozenset(part or "" for part in parts - {"pay_later"}))
    if mode is not None and (mode.pays_later or "pay_later" not in parts):
        return Reading(mode.value)
    if parts == {"pay_later"}:
        message = _("%(text)s has three modes; say which: royalty, stage payments, or both") % {
            "text": short(text)
        }
        return unread("payment_mode_which", message, basis="pay-later:2")
    by_label = next((code.value for code in PaymentMode if folded(code.label) == key), None)
    if by_label is not None:
        return Reading(by_label)
    message = _("%(text)s is no known payment mode; use one of: %(words)s") % {
        "text": short(text),
        "words": _("; ").join(code.label for code in PaymentMode),
    }
    return unread("unknown_value", message, basis="pay-later:2")


def _mode_part(part: str) -> str | None:
    return next((name for name, pattern in _MODE_PARTS if pattern.fullmatch(part)), None)
