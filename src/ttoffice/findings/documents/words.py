"""The words of a finding's papers: days, articles, codes and amounts in Chinese, whatever the screens speak."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.evidence.purposes import STEPS
from ttoffice.findings.codes import SEAT_LABELS, Outcome, SeatField
from ttoffice.findings.wording import OUTCOMES, article
from ttoffice.i18n import chinese
from ttoffice.money import amount_text
from ttoffice.notices.texts import chinese_day

if TYPE_CHECKING:
    from ttoffice.evidence.views import ExhibitView
    from ttoffice.findings.documents.case_file import CaseFile
    from ttoffice.findings.record import FindingRecord
    from ttoffice.rulebook import Rulebook

SIGNED_DAY = "　　　　年　　月　　日"
"""A day that is written by hand."""
OBJECTION_STATES = {
    "received": "已受理，待复核",
    "in_review": "复核中",
    "answered": "已复核并反馈",
    "refused": "逾期提出，不予受理",
    "withdrawn": "异议人书面撤回",
}
REVIEWED = {"upheld": "维持", "changed": "变更", "revoked": "撤销"}
RECUSALS = {
    "withdrawn": "应当回避，已回避",
    "none_found": "未发现应当回避的情形",
    "decided_none": "经决定不需回避",
}
PRESENCES = {"present": "出席", "absent": "缺席", "recused": "回避"}
VOTES = {"yes": "同意", "no": "不同意", "abstain": "弃权"}


def day(value: date | None) -> str:
    """Return a day as official papers write it, nothing for none."""
    return chinese_day(value) if value is not None else ""


def signed(value: date | None) -> str:
    """Return a day, or the place to write it by hand."""
    return day(value) or SIGNED_DAY


def joined(texts: Iterable[str]) -> str:
    """Return words beside each other in a Chinese sentence."""
    return "、".join(text for text in texts if text)


def ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    plain = text.strip()
    return plain if not plain or plain.endswith(("。", "！", "？", "；", "：")) else f"{plain}。"


def field(of: SeatField) -> str:
    """Return a member's field of knowledge."""
    return chinese(SEAT_LABELS[of.value])


def articles(rulebook: Rulebook, bases: Iterable[str]) -> str:
    """Return several articles beside each other, without the guideline's name."""
    return joined(dict.fromkeys(article(rulebook, basis) for basis in bases))


def outcome(found: Outcome | None) -> str:
    """Return a conclusion, nothing for none."""
    return OUTCOMES[found] if found is not None else ""


def loss(record: FindingRecord) -> str:
    """Return the loss in money and in words."""
    amount = amount_text(record.loss_fen) if record.loss_fen is not None else ""
    return "；".join(filter(None, (amount, record.loss.strip())))


def chinese_iso(text: str) -> str:
    """Return a day that is kept as ISO text, nothing for none."""
    return day(date.fromisoformat(text)) if text else ""


def proved(case: CaseFile, view: ExhibitView) -> str:
    """Return what an exhibit proves: in its own words, else by the purposes that it is linked with."""
    labels = (_purpose(case.rulebook, link.code) for link in view.links)
    return view.proves.strip() or joined(dict.fromkeys(labels))


def _purpose(rulebook: Rulebook, code: str) -> str:
    """Return a purpose such as `criterion:supervision`, `circumstance:7(2)` or `step:hearing` in Chinese."""
    sort, _colon, what = code.partition(":")
    if sort == "criterion":
        found = rulebook.facts.criteria.get(what)
        return found.text if found is not None else ""
    if sort in ("circumstance", "bar"):
        return article(rulebook, f"exemption:{what}")
    return chinese(STEPS[what]) if what in STEPS else ""
