"""The stages of a payment plan as ledgers write them: one node a clause, each with its amount and what makes it payable."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import MilestoneKind
from ttoffice.licenses.proposing import MILESTONES
from ttoffice.results.importing.amounts import UNITS
from ttoffice.results.importing.cells import EMPTY, Reading, blank, short, too_long, unread
from ttoffice.results.importing.dates import read_date

SIGNED = "from_signature"
"""Marks a stage whose period runs from the day of signature; the plan itself counts from the day of effect."""
LONGEST, MOST_LABEL = 3000, 60
_CLAUSES = re.compile(r"[；;\n]+|(?<=[元%％])[，,、](?=.*\d)|。")
_AMOUNT = re.compile(
    rf"(?:支付|付款?|缴纳|：|:)?\s*([\d,，]+(?:\.\d+)?)\s*({'|'.join(sorted(UNITS, key=len, reverse=True))})"
)
_SHARE = re.compile(r"(?:支付|付款?)?\s*(\d{1,3}(?:\.\d+)?)\s*[%％]")
_BARE = re.compile(r"(?:支付|付款?|缴纳|：|:)\s*([\d,，]+(?:\.\d+)?)\s*$")
_DATE = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?")
_AFTER = re.compile(
    r"(?:签订|签约|签署|生效|合同)[^\d]{0,8}?(\d{1,3})\s*(个月|月|日|天|年)(?:内|后|时|之内)?"
)
_SIGNED = re.compile(r"签订|签约|签署")
_EXPECTED = re.compile(
    r"[，,（(]?\s*(?:预计|计划|拟于?)\s*(\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?)\s*(?:前|完成|达到|实现)?\s*[)）]?"
)
_PROOF = re.compile(
    r"[，,（(]?\s*(?:凭|以)\s*([^，,；;（）()\d]{2,40}?)\s*(?:为准|为凭|为证|证明|[)）]|(?=支付|付款|付清|缴纳|付|[，,]|\d{1,3}\s*个?(?:自然)?[日天])|$)[)）]?"
)
_DAYS = re.compile(r"(\d{1,3})\s*(?:个?自然)?[日天](?:内|之内|以内)")
_WITHIN = re.compile(
    r"(?<=[^\d签订署约生效])(?:之?日?起|后|之后)?\s*\d{1,3}\s*个?(?:自然)?[日天](?:内|之内|以内)$"
)
_PERIODS = {"个月": "m", "月": "m", "日": "d", "天": "d", "年": "y"}
_NUMBERING = re.compile(
    r"^\s*(?:第[一二三四五六七八九十\d]+[期次笔阶段]+[：:，,]?|[(（]?[一二三四五六七八九十\d]{1,2}[)）.、])\s*(?=\D|\d{4}\s*[-./年])"
)
_TAIL = re.compile(r"(?:前|后|时|之日|当日)?\s*(?:支付|付清|付款|付|缴纳)?\s*[：:，,、（(）)]*\s*$")


def read_stages(text: str, unit: str | None) -> Reading[Any]:
    """Return the stages of a text as inputs of `PlanInput.stages`, some marked `SIGNED`; all of it is understood, or nothing.

    A clause with a day or a period after signature is a date node, any other a milestone node by its words.
    """
    if blank(text):
        return EMPTY
    if len(text) > LONGEST:
        return too_long(len(text), LONGEST)
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip(" ，,。")]
    found = [_stage(clause, unit) for clause in clauses]
    wrong = next((clause for clause, stage in zip(clauses, found, strict=True) if stage is None), None)
    if wrong is not None:
        message = _(
            "%(text)s is not understood as a stage; write each as 中试完成后30日内付10万元, one after ；"
        )
        return unread("stage_unknown", message % {"text": short(wrong.strip())}, basis="pay-later:2(2)")
    return Reading([{**stage, "key": f"s{place}"} for place, stage in enumerate(found, 1) if stage])


def _stage(clause: str, unit: str | None) -> dict[str, Any] | None:
    """Return one stage, or None where it names neither amount nor share, or nothing that makes it payable."""
    rest = _NUMBERING.sub("", clause.strip(" ，,。"))
    expected, proof = _EXPECTED.search(rest), _PROOF.search(rest)
    rest = _PROOF.sub("", _EXPECTED.sub("", rest), count=1)
    sums = [*_AMOUNT.finditer(rest), *_SHARE.finditer(rest)]
    bare = _BARE.search(rest) if unit else None
    stage: dict[str, Any]
    if sums:
        # The last one: what stands before it, such as 累计销售额达到100万元, is what makes it payable.
        found = max(sums, key=lambda one: one.start())
        paid = {"share": found[1]} if found.re is _SHARE else {"amount": f"{_digits(found[1])}{found[2]}"}
        stage, place = paid, found.start()
    elif bare:
        stage, place = {"amount": f"{_digits(bare[1])}{unit}"}, bare.start()
    else:
        return None
    said = _said(rest, place)
    node = _node(stage, said) if said else None
    if node is None or node["trigger"] == "date":
        return None if expected and node is not None else node
    if expected:
        node["planned_on"] = read_date(expected[1], date.max, future_expected=True).value
    return {**node, "proof": proof[1]} if proof else node


def _digits(text: str) -> str:
    return text.replace(",", "").replace("，", "")


def _said(rest: str, place: int) -> str:
    """Return what stands before the amount, or behind it where nothing stands before."""
    before = _TAIL.sub("", rest[:place]).strip()
    return before or re.sub(r"^[^，,（(]*[，,（(]", "", rest[place:]).strip("）) ")


def _node(stage: dict[str, Any], said: str) -> dict[str, Any] | None:
    stage["label"] = said[:MOST_LABEL]
    dated = _DATE.search(said)
    if dated:
        day = read_date(dated[0], date.max, future_expected=True).value
        return None if day is None else {**stage, "trigger": "date", "on": day, "days_to_pay": 0}
    after = _AFTER.search(said)
    if after:
        node = {**stage, "trigger": "date", "after": f"{int(after[1])}{_PERIODS[after[2]]}", "days_to_pay": 0}
        return {**node, SIGNED: True} if _SIGNED.search(after[0]) else node
    within = _DAYS.search(said)
    if within:
        stage["days_to_pay"] = int(within[1])
    stage["label"] = (_WITHIN.sub("", said) or said)[:MOST_LABEL]
    words = next((kind for kind, known in MILESTONES if re.search(known, said)), MilestoneKind.OTHER)
    return {**stage, "trigger": "milestone", "milestone": words.value}
