"""The course of a finding day by day: what was done, under which number, and the article that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.findings.codes import EFFECT_LABELS, ORIGIN_LABELS, HearingState
from ttoffice.findings.documents import words
from ttoffice.i18n import chinese

if TYPE_CHECKING:
    from ttoffice.findings.documents.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done: the day, what, the record it stands in, and the article."""

    on: date
    what: str
    number: str
    basis: str


def events(case: CaseFile) -> list[Event]:
    """Return everything that was done with a finding, oldest first; of one day in the order of the procedure."""
    parts = (
        _opened(case),
        _investigated(case),
        _heard(case),
        _concluded(case),
        _published(case),
        _ended(case),
    )
    found = [
        Event(on, what, number, basis) for part in parts for on, what, number, basis in part if on is not None
    ]
    return sorted(found, key=lambda event: event.on)


_Told = Iterator[tuple[date | None, str, str, str]]


def _opened(case: CaseFile) -> _Told:
    record = case.record
    origin = chinese(ORIGIN_LABELS[record.origin.value])
    yield record.received_on, f"收到启动认定的材料（{origin}）", case.number, "exemption:2"
    refused = record.state == "refused"
    answer = "书面答复不予受理" if refused else "书面答复予以受理"
    yield record.answered_on, answer, record.answer_paper, "exemption:11"
    yield record.closed_on, f"申请人撤回申请：{record.closed_reason}", record.closed_paper, "exemption:11"


def _investigated(case: CaseFile) -> _Told:
    record, basis = case.record, "exemption:12"
    for check in case.checks.values():
        told = f"对{check.record.name}进行回避审查：{words.RECUSALS[check.record.outcome.value]}"
        yield check.record.checked_on, told, check.number, "exemption:10(5)"
    for seat in record.panel:
        yield seat.since, f"{seat.name}进入调查组{'，任组长' if seat.lead else ''}", "", basis
        yield seat.until, f"{seat.name}离开调查组：{seat.left_reason}", "", basis
    yield record.begun_on, "启动调查", case.number, basis
    yield record.extended_on, f"延长调查期限：{record.extension_reason}", record.extension_paper, basis
    for one in record.sent_back:
        yield one.on, f"退回补充调查：{one.reason}", one.review, basis


def _heard(case: CaseFile) -> _Told:
    basis = "exemption:12"
    for one in case.hearings:
        record = one.record
        if record.state is HearingState.ABSENT:
            yield record.invited_on, f"通知{record.name}，未能听取意见：{record.absence}", one.number, basis
            continue
        yield record.held_on, f"听取{record.name}的意见", one.number, basis
        yield record.confirmed_on, f"{record.name}确认笔录", one.number, basis
    for asked in case.inquiries:
        yield asked.record.asked_on, f"向{asked.record.asked_of}调取{asked.record.title}", asked.number, basis
        yield asked.record.closed_on, f"调取材料办结：{asked.record.title}", asked.number, basis


def _concluded(case: CaseFile) -> _Told:
    record = case.record
    yield record.reported_on, "提交调查报告和认定建议", record.report_paper, "exemption:12"
    decisions = dict.fromkeys((one.record.decision, one.record.decided_on) for one in case.conclusions)
    for number, on in decisions:
        yield on, "集体决策通过认定结论", number, "exemption:13"


def _published(case: CaseFile) -> _Told:
    basis = "exemption:13"
    for notice in case.notices:
        yield notice.record.published_on, "在本单位内部公示认定结论", notice.number, basis
        yield notice.record.withdrawn_on, f"撤回公示：{notice.record.withdrawn_reason}", notice.number, basis
        yield notice.record.closed_on, "公示结束", notice.number, basis
    for objection in case.objections:
        yield objection.record.received_on, "收到异议", objection.number, basis
        yield objection.record.feedback_on, "向异议人反馈处理结果", objection.number, basis
        yield objection.record.withdrawn_on, "异议人书面撤回异议", objection.number, basis
    for review in case.reviews:
        yield review.record.opened_on, "启动复核", review.number, basis
        told = words.REVIEWED.get(review.record.outcome, "")
        yield review.record.decided_on, f"作出复核结论：{told}", review.number, basis


def _ended(case: CaseFile) -> _Told:
    record = case.record
    yield record.final_on, "认定结论生效", case.number, "exemption:13"
    for effect in case.effects:
        told = chinese(EFFECT_LABELS[effect.record.kind.value])
        whom = effect.record.recipient or case.names.get(effect.record.person, "")
        yield effect.record.done_on, f"{told}{f'（{whom}）' if whom else ''}", effect.number, "exemption:14"
    yield record.archived_on, "归档", case.number, "exemption:14"
