"""How a case was investigated, as its report tells it: panel with recusals, plan, hearings, inquiries, time. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.findings.codes import (
    INQUIRY_LABELS,
    MANNER_LABELS,
    SEAT_LABELS,
    SIDE_LABELS,
    HearingState,
    InquiryState,
)
from ttoffice.findings.concluding.case import Case
from ttoffice.findings.concluding.outline import Section, ended, joined, section
from ttoffice.findings.record import HearingRecord, InquiryRecord, Seat
from ttoffice.i18n import chinese
from ttoffice.notices.texts import chinese_day
from ttoffice.parties.recusals import RecusalOutcome

CHECKS = {
    RecusalOutcome.NONE_FOUND: "经回避审查（%s），未发现应当回避的情形",
    RecusalOutcome.DECIDED_NONE: "经回避审查（%s），决定无需回避",
    RecusalOutcome.WITHDRAWN: "经回避审查（%s），已回避",
}


def course(case: Case) -> Iterator[Section | None]:
    """Yield the parts that tell how a case was investigated."""
    yield section("调查组组成和回避审查", _panel(case))
    yield section("调查方案", _plan(case))
    yield section("听取意见", (ended(hearing_text(case, number)) for number in case.hearings))
    yield section("调取材料", (ended(inquiry_text(case, number)) for number in case.inquiries))
    yield section("调查期限", _time(case))


def _panel(case: Case) -> Iterator[str | Section | None]:
    for seat in case.record.panel:
        yield ended(_seat(case, seat))


def _seat(case: Case, seat: Seat) -> str:
    check = case.checks.get(seat.recusal)
    parts = [
        f"{seat.name}（{'组长，' if seat.lead else ''}{chinese(SEAT_LABELS[seat.field.value])}）",
        seat.qualification.strip(),
        f"自{chinese_day(seat.since)}起参加调查",
        CHECKS[check.outcome] % seat.recusal if check else "",
    ]
    if seat.until is not None:
        left = f"，原因：{seat.left_reason.strip()}" if seat.left_reason.strip() else ""
        parts.append(f"于{chinese_day(seat.until)}退出调查组{left}")
    return "，".join(filter(None, parts))


def _plan(case: Case) -> Iterator[str]:
    yield ended(case.record.plan)
    sides = "、".join(f"{chinese(SIDE_LABELS[side.side.value])}{side.who}" for side in case.record.sides)
    if sides:
        yield ended(f"除当事人外，听取意见的对象：{sides}")


# --- hearings and inquiries ------------------------------------------------------------------------------


def hearing_text(case: Case, number: str) -> str:
    """Return one hearing as a report tells it: when, whom, how, by whom, and that the record was confirmed."""
    hearing = case.hearings[number]
    who = f"{chinese(SIDE_LABELS[hearing.side.value])}{hearing.name}"
    if hearing.state is HearingState.ABSENT:
        return _absent(case, hearing, who) + f"（{number}）"
    day = f"{chinese_day(hearing.held_on)}" if hearing.held_on else ""
    place = f"在{hearing.place.strip()}" if hearing.place.strip() else ""
    manner = chinese(MANNER_LABELS[hearing.manner.value]) if hearing.manner else "听取意见"
    by = "、".join(case.name(person) for person in hearing.interviewers)
    parts = [
        f"{day}{place}以{manner}方式听取{who}的意见（{number}）",
        f"由{by}进行" if by else "",
        f"{chinese_day(hearing.confirmed_on)}经本人确认" if hearing.confirmed_on else "尚未经本人确认",
        f"系对{hearing.corrects}的更正或者补充" if hearing.corrects else "",
    ]
    proof = case.cited((hearing.confirmation, *hearing.proof))
    return "，".join(filter(None, parts)) + (f"。证据：{proof}" if proof else "")


def _absent(case: Case, hearing: HearingRecord, who: str) -> str:
    day = f"{chinese_day(hearing.invited_on)}" if hearing.invited_on else ""
    reason = f"，原因：{hearing.absence.strip()}" if hearing.absence.strip() else ""
    paper = case.cited((hearing.invitation,))
    return f"{day}通知{who}，未能听取其意见{reason}" + (f"，通知材料：{paper}" if paper else "")


def inquiry_text(case: Case, number: str) -> str:
    """Return one inquiry as a report tells it: of whom what was asked and when, what came and what did not."""
    inquiry = case.inquiries[number]
    asked = f"{chinese_day(inquiry.asked_on)}向{inquiry.asked_of}调取{inquiry.title}（{number}）"
    return "，".join(filter(None, (asked, _came(case, inquiry))))


def _came(case: Case, inquiry: InquiryRecord) -> str:
    if inquiry.state is InquiryState.OPEN:
        return "尚未提供"
    until = "" if inquiry.state is InquiryState.DELIVERED else "至"
    day = f"{until}{chinese_day(inquiry.closed_on)}" if inquiry.closed_on else ""
    said = f"{day}{chinese(INQUIRY_LABELS[inquiry.state.value])}"
    papers = case.cited(inquiry.delivered)
    reason = inquiry.reason.strip()
    return "，".join(filter(None, (said, papers, f"原因：{reason}" if reason else "")))


# --- time ------------------------------------------------------------------------------------------------


def _time(case: Case) -> Iterator[str]:
    record = case.record
    if record.begun_on:
        yield ended(f"{chinese_day(record.begun_on)}开始调查")
    if record.extended_on:
        yield joined(
            f"{chinese_day(record.extended_on)}经批准延长调查期限一次，原因：{record.extension_reason.strip()}",
            f"批准文书：{case.cited((record.extension_paper,))}" if record.extension_paper else "",
        )
    for back in record.sent_back:
        why = f"经复核（{back.review}）重新调查" if back.review else "退回调查组"
        yield ended(f"{chinese_day(back.on)}{why}，原因：{back.reason.strip()}")
