"""What is archived of a finding, in the order in which the file is bound: records and the papers that prove them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from ttoffice.findings.codes import EFFECT_LABELS
from ttoffice.i18n import chinese

if TYPE_CHECKING:
    from ttoffice.evidence.views import ExhibitView
    from ttoffice.findings.documents.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Filed:
    """One piece of the file; `pages` is None where nobody counted them."""

    title: str
    number: str
    by: str = ""
    on: date | None = None
    pages: int | None = None


def archive_rows(case: CaseFile) -> list[Filed]:
    """Return every piece of the file once; objections by their number alone, their papers are kept apart."""
    parts = (
        _opening(case),
        _panel(case),
        _hearings(case),
        _conclusion(case),
        _publicity(case),
        _effects(case),
    )
    found: dict[str, Filed] = {}
    for one in chain(*parts):
        found.setdefault(one.number, one)
    rest = (_exhibit(view) for view in case.exhibits.values() if view.number not in found)
    before = [one for one in found.values() if not _is_late(one, case)]
    return [*before, *rest, *(one for one in found.values() if _is_late(one, case))]


def _is_late(one: Filed, case: CaseFile) -> bool:
    """Return whether a piece stands behind the evidence: matrices, report and all that came after."""
    early = chain(_opening(case), _panel(case), _hearings(case))
    return one.number not in {piece.number for piece in early}


def _exhibit(view: ExhibitView) -> Filed:
    on = date.fromisoformat(view.collected_on) if view.collected_on else None
    return Filed(view.proves or view.name, view.number, view.source or view.collector, on, view.pages)


def _of(case: CaseFile, *numbers: str) -> Iterator[Filed]:
    """Yield some exhibits, those that are kept back or unknown left out."""
    return (_exhibit(case.exhibits[number]) for number in numbers if number in case.exhibits)


def _unit(case: CaseFile) -> str:
    return case.unit.name or "本单位"


def _opening(case: CaseFile) -> Iterable[Filed]:
    record = case.record
    yield from _of(case, *record.application, *record.new_facts_proof)
    yield from _of(case, record.answer_paper, record.closed_paper)


def _panel(case: CaseFile) -> Iterable[Filed]:
    for check in case.checks.values():
        told = f"回避审查记录（{check.record.name}）"
        yield Filed(told, check.number, _unit(case), check.record.checked_on)
    yield from _of(case, case.record.extension_paper)


def _hearings(case: CaseFile) -> Iterable[Filed]:
    for one in case.hearings:
        told = f"听取意见记录（{one.record.name}）"
        yield Filed(told, one.number, "调查组", one.record.held_on or one.record.invited_on)
        yield from _of(case, one.record.invitation, one.record.confirmation, *one.record.proof)
    for asked in case.inquiries:
        yield Filed(f"调取材料：{asked.record.title}", asked.number, "调查组", asked.record.asked_on)
        yield from _of(case, asked.record.paper, *asked.record.delivered)


def _conclusion(case: CaseFile) -> Iterable[Filed]:
    record = case.record
    for matrix in case.assessments:
        told = f"认定建议（{case.name(matrix.record.person)}）"
        yield Filed(told, matrix.number, "调查组", record.reported_on)
    if record.reported_on is not None:
        yield Filed("调查报告", record.report_paper or f"{case.number}（报告）", "调查组", record.reported_on)
    if case.decision is not None and record.decision:
        body = case.decision.record.body or _unit(case)
        yield Filed("集体决策记录", case.decision.number, body, record.decided_on)
        yield from _of(case, case.decision.record.minutes, *case.decision.record.material)
    for one in case.conclusions:
        told = f"认定结论（{one.record.name}，第{one.record.round}轮）"
        yield Filed(told, one.number, _unit(case), one.record.decided_on)


def _publicity(case: CaseFile) -> Iterable[Filed]:
    for notice in case.notices:
        told = f"公示公告（第{notice.record.round}轮）"
        yield Filed(told, notice.number, _unit(case), notice.record.published_on)
        yield from _of(case, *notice.record.posted, *notice.record.taken_down)
    for objection in case.objections:
        told = "异议材料（异议人身份信息另行密封保管）"
        yield Filed(told, objection.number, "", objection.record.received_on)
    for review in case.reviews:
        yield Filed("复核报告", review.number, "复核组", review.record.decided_on)


def _effects(case: CaseFile) -> Iterable[Filed]:
    for effect in case.effects:
        told = chinese(EFFECT_LABELS[effect.record.kind.value])
        yield Filed(f"结果运用：{told}", effect.number, _unit(case), effect.record.done_on)
        yield from _of(case, *effect.record.proof)
