"""Places to fill that tell of one step: a hearing, an inquiry, the decision, publicity, an objection, an effect."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from ttoffice.findings.codes import MANNER_LABELS, SIDE_LABELS
from ttoffice.findings.documents import words
from ttoffice.findings.documents.places_case import DAY
from ttoffice.findings.documents.sheet import Place, Sheet
from ttoffice.findings.record import HearingRecord, InquiryRecord
from ttoffice.i18n import N_, chinese
from ttoffice.notices.record import ObjectionRecord
from ttoffice.parties.decision_rules import plain_text
from ttoffice.parties.decisions import DecisionRecord

if TYPE_CHECKING:
    from ttoffice.notices.views import Notice

OFFICES = {"personnel": "人事部门", "discipline": "纪检监察部门", "audit": "审计部门"}
"""Who is notified of a final finding (exemption Art. 14)."""


def _hearing(read: Callable[[HearingRecord], str]) -> Callable[[Sheet], str]:
    return lambda sheet: read(sheet.hearing.record) if sheet.hearing else ""


def _inquiry(read: Callable[[InquiryRecord], str]) -> Callable[[Sheet], str]:
    return lambda sheet: read(sheet.inquiry.record) if sheet.inquiry else ""


def _objection(read: Callable[[ObjectionRecord], str]) -> Callable[[Sheet], str]:
    return lambda sheet: read(sheet.objection.record) if sheet.objection else ""


def _decision(read: Callable[[DecisionRecord], str]) -> Callable[[Sheet], str]:
    return lambda sheet: read(sheet.case.decision.record) if sheet.case.decision else ""


def _notice_of(sheet: Sheet) -> Notice | None:
    """Return the notice that a paper is about: of an objection the one objected to, else the finding's own."""
    if sheet.objection is None:
        return sheet.case.notice
    about = sheet.objection.record.subject
    return next((one for one in sheet.case.notices if one.number == about), None)


def _notice(read: Callable[[Notice], str]) -> Callable[[Sheet], str]:
    def found(sheet: Sheet) -> str:
        notice = _notice_of(sheet)
        return read(notice) if notice is not None else ""

    return found


# --- hearings ------------------------------------------------------------------------------------------


def _heard(sheet: Sheet) -> str:
    """Return who is heard: of a hearing, or the person whom an invitation is for."""
    if sheet.hearing is not None:
        return sheet.hearing.record.name
    return sheet.case.name(sheet.target) if sheet.target else ""


def _heard_post(sheet: Sheet) -> str:
    person = sheet.hearing.record.person if sheet.hearing else sheet.target
    party = sheet.case.party(person) if person else None
    return (party.post if party else "") or sheet.case.posts.get(person, "")


def _side(sheet: Sheet) -> str:
    if sheet.hearing is not None:
        return chinese(SIDE_LABELS[sheet.hearing.record.side.value])
    return "当事人" if sheet.party is not None else ""


def _interviewers(sheet: Sheet) -> str:
    found = sheet.hearing.record.interviewers if sheet.hearing else ()
    return words.joined(map(sheet.case.name, found))


def _corrects(sheet: Sheet) -> str:
    return sheet.hearing.record.corrects if sheet.hearing else ""


HEARING_PLACES: Mapping[str, Place] = {
    "hearing": Place(
        N_("Number of the hearing"), lambda sheet: sheet.hearing.number if sheet.hearing else ""
    ),
    "heard": Place(N_("Who is heard"), _heard),
    "heard_post": Place(N_("Department and post of who is heard"), _heard_post, may_be_empty=True),
    "side": Place(N_("Side heard"), _side),
    "manner": Place(
        N_("How"), _hearing(lambda one: chinese(MANNER_LABELS[one.manner.value]) if one.manner else "")
    ),
    "held_on": Place(N_("Held on"), _hearing(lambda one: words.day(one.held_on)), blank=DAY),
    "place": Place(N_("Place"), _hearing(lambda one: one.place), may_be_empty=True),
    "interviewers": Place(N_("Heard by"), _interviewers),
    "recorder": Place(
        N_("Written down by"),
        lambda sheet: sheet.case.name(sheet.hearing.record.recorder) if sheet.hearing else "",
        may_be_empty=True,
    ),
    "content": Place(N_("What was said"), _hearing(lambda one: plain_text(one.content))),
    "hearing_proof": Place(
        N_("Exhibits"),
        lambda sheet: sheet.case.cited(sheet.hearing.record.proof) if sheet.hearing else "",
        may_be_empty=True,
    ),
    "invited_on": Place(N_("Invited on"), _hearing(lambda one: words.day(one.invited_on)), may_be_empty=True),
    "invited_day": Place(
        N_("Invited on"),
        lambda sheet: words.signed(sheet.hearing.record.invited_on if sheet.hearing else None),
        may_be_empty=True,
    ),
    "absence": Place(N_("Why not heard"), _hearing(lambda one: one.absence.strip())),
    "confirmed_day": Place(
        N_("Confirmed on"),
        lambda sheet: words.signed(sheet.hearing.record.confirmed_on if sheet.hearing else None),
        may_be_empty=True,
    ),
    "hearing_corrects": Place(N_("Corrects"), _corrects, may_be_empty=True),
}
"""Places that tell of a hearing, by name."""

INQUIRY_PLACES: Mapping[str, Place] = {
    "inquiry": Place(
        N_("Number of the inquiry"), lambda sheet: sheet.inquiry.number if sheet.inquiry else ""
    ),
    "asked_of": Place(N_("Asked of"), _inquiry(lambda one: one.asked_of)),
    "asked_for": Place(N_("What was asked for"), _inquiry(lambda one: one.title)),
    "asked_day": Place(
        N_("Asked on"),
        lambda sheet: words.signed(sheet.inquiry.record.asked_on if sheet.inquiry else None),
        may_be_empty=True,
    ),
    "due_on": Place(N_("Wanted by"), _inquiry(lambda one: words.day(one.due_on)), blank=DAY),
}
"""Places that tell of an inquiry for material, by name."""

# --- the decision --------------------------------------------------------------------------------------


def _attendance(record: DecisionRecord) -> str:
    """Return how a meeting was attended: those entitled, present, recused, absent."""
    counted = dict.fromkeys(words.PRESENCES, 0)
    for member in record.members:
        counted[member.presence.value] += 1
    told = (f"应到{len(record.members)}人", f"实到{counted['present']}人")
    more = (f"{words.PRESENCES[code]}{counted[code]}人" for code in ("recused", "absent") if counted[code])
    return "，".join((*told, *more))


def _vote(record: DecisionRecord) -> str:
    """Return how a meeting voted and what that came to; empty while it is not decided."""
    votes = [member.vote.value for member in record.members if member.vote is not None]
    if record.state == "prepared" or not votes:
        return ""
    counted = "，".join(f"{said}{votes.count(code)}票" for code, said in words.VOTES.items())
    return f"{counted}，表决{'通过' if record.state == 'adopted' else '未通过'}"


def _quorum(record: DecisionRecord) -> str:
    if not record.quorum:
        return ""
    told = f"出席人数不低于应到人数（扣除回避人员）的{record.quorum}，同意票数超过出席人数的{record.majority}"
    return f"{told}（{record.quorum_source}）" if record.quorum_source else told


DECISION_PLACES: Mapping[str, Place] = {
    "decision": Place(
        N_("Number of the decision"), lambda sheet: sheet.case.decision.number if sheet.case.decision else ""
    ),
    "decision_title": Place(N_("Agenda item"), _decision(lambda one: one.title)),
    "body": Place(N_("Deciding body"), _decision(lambda one: one.body)),
    "decided_on": Place(N_("Decided on"), _decision(lambda one: words.day(one.decided_on)), blank=DAY),
    "decided_day": Place(
        N_("Decided on"),
        lambda sheet: words.signed(sheet.case.decision.record.decided_on if sheet.case.decision else None),
        may_be_empty=True,
    ),
    "decided_text": Place(N_("Decided text"), _decision(lambda one: plain_text(one.text))),
    "decided_hash": Place(
        N_("SHA-256 of the decided text"), _decision(lambda one: one.text_sha256), may_be_empty=True
    ),
    "attendance": Place(N_("Attendance"), _decision(_attendance)),
    "vote": Place(N_("Vote"), _decision(_vote)),
    "quorum": Place(N_("Quorum and majority"), _decision(_quorum), may_be_empty=True),
}
"""Places that tell of the collective decision, by name."""

# --- publicity, objections, effects --------------------------------------------------------------------


def _publicity(sheet: Sheet) -> str:
    """Return from when to when the conclusion was on display; empty while it is not over."""
    notice = sheet.case.notice
    ends = sheet.case.last_days.get(notice.record.deadline) if notice else None
    if notice is None or ends is None or notice.record.published_on is None:
        return ""
    return f"{words.day(notice.record.published_on)}至{words.day(ends)}"


def _objections(sheet: Sheet) -> str:
    """Return what was objected to the notice that closed and came of it, and what earlier rounds led to.

    Objections go by their number and results; who objected stands nowhere.
    """
    notice = sheet.case.notice
    if notice is None or notice.record.closed_on is None:
        return ""
    own = _came_of(sheet, [notice.number]) or "公示期内未收到异议"
    others = [one.number for one in sheet.case.notices if one.number != notice.number]
    earlier = _came_of(sheet, others)
    return f"{own}；此前公示（{words.joined(others)}）期间{earlier.partition('期间')[2]}" if earlier else own


def _came_of(sheet: Sheet, notices: Collection[str]) -> str:
    """Return how many objections to some notices there were, and how the reviews of them ended."""
    about = [one.record for one in sheet.case.objections if one.record.subject in notices]
    found = [one for one in about if one.state != "withdrawn"]
    if not found:
        return ""
    reviews = (one.record for one in sheet.case.reviews if one.record.subject in notices)
    results = dict.fromkeys(words.REVIEWED[one.outcome] for one in reviews if one.outcome)
    told = f"公示期间收到异议{len(found)}件，均已依照程序处理并反馈"
    return f"{told}，复核结果为{words.joined(results)}" if results else told


def _review(sheet: Sheet) -> str:
    found = sheet.objection
    review = next((one for one in sheet.case.reviews if found and one.number == found.record.review), None)
    if review is None:
        return ""
    outcome = words.REVIEWED.get(review.record.outcome, "复核中")
    return f"{review.number}，{outcome}"


CERTIFIED = "特此证明。"
"""How the text of a certificate ends; unit and day below it are where it is signed."""


def _certificate(sheet: Sheet) -> list[str]:
    """Return the lines of a certificate as it was issued, without those where it is signed."""
    lines = plain_text(sheet.effect.record.note).splitlines() if sheet.effect else []
    return lines[: lines.index(CERTIFIED) + 1] if CERTIFIED in lines else lines


COURSE_PLACES: Mapping[str, Place] = {
    "notice": Place(N_("Number of the notice"), _notice(lambda one: one.number)),
    "notice_title": Place(N_("Title of the notice"), _notice(lambda one: one.record.title)),
    "publicity": Place(N_("Time of publicity"), _publicity),
    "objections": Place(N_("What was objected"), _objections),
    "objection": Place(
        N_("Number of the objection"), lambda sheet: sheet.objection.number if sheet.objection else ""
    ),
    "objection_received_on": Place(
        N_("Objection received on"), _objection(lambda one: words.day(one.received_on)), blank=DAY
    ),
    "objection_way": Place(
        N_("By name or anonymous"),
        _objection(lambda one: "实名（身份信息另行密封保管）" if one.named else "匿名"),
    ),
    "objection_channel": Place(N_("How the objection came"), _objection(lambda one: one.channel)),
    "objection_passage": Place(
        N_("What the objection is against"), _objection(lambda one: one.passage.strip()), may_be_empty=True
    ),
    "objection_content": Place(N_("What is objected"), _objection(lambda one: one.content.strip())),
    "objection_admission": Place(
        N_("Whether the objection came in time"),
        _objection(
            lambda one: (
                "在公示期内提出" if one.admission == "in_time" else f"逾期提出。{one.admission_reason}"
            )
        ),
    ),
    "objection_state": Place(
        N_("How the objection stands"), _objection(lambda one: words.OBJECTION_STATES[one.state])
    ),
    "objection_review": Place(N_("Review and its result"), _review, may_be_empty=True),
    "feedback_on": Place(
        N_("Feedback given on"), _objection(lambda one: words.day(one.feedback_on)), may_be_empty=True
    ),
    "to_office": Place(N_("Office that is notified"), lambda sheet: OFFICES.get(sheet.target, "")),
    "effect": Place(N_("Number of the effect"), lambda sheet: sheet.effect.number if sheet.effect else ""),
    "recipient": Place(N_("To whom"), lambda sheet: sheet.effect.record.recipient if sheet.effect else ""),
    "what": Place(N_("For what"), lambda sheet: sheet.effect.record.what if sheet.effect else ""),
    "issued_day": Place(
        N_("Issued on"),
        lambda sheet: words.signed(sheet.effect.record.done_on if sheet.effect else None),
        may_be_empty=True,
    ),
    "certificate_title": Place(
        N_("Title of the certificate"), lambda sheet: next(iter(_certificate(sheet)), "")
    ),
    "certificate_to": Place(
        N_("To whom the certificate is addressed"), lambda sheet: next(iter(_certificate(sheet)[1:]), "")
    ),
    "certificate": Place(N_("Text of the certificate"), lambda sheet: "\n".join(_certificate(sheet)[2:])),
    "certificate_hash": Place(
        N_("SHA-256 of the document"), lambda sheet: sheet.effect.record.text_sha256 if sheet.effect else ""
    ),
}
"""Places that tell of publicity, objections and effects, by name."""
