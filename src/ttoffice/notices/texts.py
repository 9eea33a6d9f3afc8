"""The text of a notice, drafted from its facts. Statutory texts are Chinese whatever language the screens speak."""

from __future__ import annotations

import re
from datetime import date

from ttoffice.notices.record import Fact, NoticeRecord

TITLES = {
    "price": "关于“%s”拟以协议定价方式转化的公示",
    "finding": "关于%s尽职免责认定结论的公示",
    "rule": "关于《%s》的公示",
}
OPENINGS = {
    "price": "根据《中华人民共和国促进科技成果转化法》第十八条，现将拟以协议定价方式转化的科技成果名称、拟交易价格等公示如下：",
    "finding": "根据《云南省科技成果转化尽职免责工作指引（试行）》第十三条，现将尽职免责认定结论在本单位内部公示，接受单位全体人员监督：",
    "rule": "根据《云南省科技成果转化尽职免责工作指引（试行）》第十一条，经广泛征求意见并经集体民主决策程序审议通过，现将下列制度予以公示：",
}
SCOPES = {"unit": "本单位内部", "public": "本单位及技术交易市场等公开渠道"}
RELATED = {
    "no": "据有关人员申报，受让方（被许可方）与本单位及成果完成人不存在关联关系。",
    "yes": "受让方（被许可方）与本单位或成果完成人存在关联关系：%s",
}
OBJECTING = (
    "公示期内如有异议，请以书面形式向%s提出，实名、匿名均可，并请写明异议所针对的内容和依据；"
    "本单位将组织复查核实，并将结果及时反馈异议人。异议受理方式：%s"
)
FULL_TEXT = "full_text"
"""The key of the fact that is appended as a whole, such as the text of a rule."""
_PERIOD = re.compile(r"([0-9]+)(d|wd|m|y)")
_UNITS = {"d": "%d日", "wd": "%d个工作日", "m": "%d个月", "y": "%d年"}
_NUMERALS = "〇一二三四五六七八九"


def period_text(period: str) -> str:
    """Return a period as a Chinese text has it: `15d` is 15日, `5wd` is 5个工作日; the text itself otherwise."""
    found = _PERIOD.fullmatch(period)
    return _UNITS[found[2]] % int(found[1]) if found else period


def numeral(count: int) -> str:
    """Return a number below one hundred in Chinese numerals: 三, 十, 二十一."""
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return head + (_NUMERALS[ones] if ones or not tens else "")


def chinese_day(day: date) -> str:
    """Return a day as documents date it: 2026年11月25日."""
    return f"{day.year}年{day.month}月{day.day}日"


def title_of(kind: str, about: str) -> str:
    """Return the title of a notice about something."""
    return TITLES[kind] % about


def drafted(record: NoticeRecord) -> str:
    """Return the text of a notice: what it rests on, its facts, place and period, and how one objects.

    Facts that were removed do not occur. The period begins with the day of posting, which the text cannot
    know yet; it says the length, and the deadline of the record says the day.
    """
    shown = [fact for fact in record.facts if not fact.removed and fact.value.strip()]
    points = [_point(fact) for fact in shown if fact.key != FULL_TEXT]
    if record.kind == "price" and record.related in RELATED:
        said = RELATED[record.related]
        points.append(f"关联关系：{said % record.related_note if '%s' in said else said}")
    points.append(
        f"公示期限：自本公示发布之次日起{period_text(record.period)}；期限的最后一日为休息日的，顺延至其后第一个工作日"
    )
    points.append(f"公示范围和地点：{SCOPES[record.scope]}；{record.place}")
    points.append(OBJECTING % (record.office, record.channel))
    listed = [f"{numeral(place)}、{_ended(point)}" for place, point in enumerate(points, 1)]
    whole = [f"附件：{fact.label}\n{fact.value.strip()}" for fact in shown if fact.key == FULL_TEXT]
    return "\n".join([OPENINGS[record.kind], *listed, *whole])


def _point(fact: Fact) -> str:
    return f"{fact.label}：{fact.value.strip()}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(("。", "！", "？", "；")) else f"{sentence}。"
