"""The papers of publicity, from the records: what each says, and to whom.

Who made an objection stands in a receipt and in a letter of feedback only, and only where it was revealed for
that; everywhere else an objection goes by its number.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.documents.paper import Block, NewPage, Paper, Para, Table, paragraphs
from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.notices import clock, views
from ttoffice.notices.record import NoticeRecord, ReviewRecord
from ttoffice.notices.shelves import NOTICES, OBJECTIONS, REVIEWS
from ttoffice.notices.texts import SCOPES, chinese_day, period_text
from ttoffice.parties.people import name_of
from ttoffice.parties.views import own_unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttoffice.action.shelf import Shelf
    from ttoffice.notices.views import Notice, Objection, Review
    from ttoffice.store.connection import Reader

DRAFT = "【草稿　未经审批　不得张贴】"
WITHDRAWN = "【本公示已撤回】"
NO_UNIT = "（单位名称待填）"
KINDS = {"price": "拟交易价格（协议定价）公示", "finding": "尽职免责认定结论公示", "rule": "制度公示"}
OUTCOMES = {"upheld": "维持", "changed": "变更", "revoked": "撤销"}
STATES = {
    "received": "已受理，待复核",
    "in_review": "复核中",
    "answered": "已复核并反馈",
    "refused": "逾期，不予受理",
    "withdrawn": "异议人书面撤回",
}
BLANK = "____年__月__日"


def _day(day: date | None) -> str:
    return chinese_day(day) if day is not None else BLANK


def _or_none(text: str) -> str:
    return text.strip() or "无"


# --- the notice and its statement ----------------------------------------------------------------------


def notice_paper(reader: Reader, found: Notice) -> Paper:
    """Return the notice as it is posted; until it is approved it is marked as a draft."""
    record, unit = found.record, own_unit(reader)
    mark = DRAFT if record.state == "draft" or not record.approved_on else ""
    if record.state == "withdrawn":
        mark = WITHDRAWN
    digest = f"　正文SHA-256 {record.text_sha256}" if record.text_sha256 else ""
    return Paper(
        unit.name or NO_UNIT,
        record.title,
        (*paragraphs(record.text), *_span(reader, record)),
        (unit.name or NO_UNIT, "（盖章）", _day(record.published_on)),
        f"{found.number}　第{record.round}轮{digest}",
        mark,
        record.published_on or record.approved_on or _first_day(),
    )


def _span(reader: Reader, record: NoticeRecord) -> tuple[Para, ...]:
    """Return the days of the period, which are known once the notice is posted."""
    ends = clock.clock_of(reader, record.deadline).ends_on
    if record.published_on is None or ends is None:
        return ()
    return (Para(f"本公示于{_day(record.published_on)}发布，公示期至{_day(ends)}止。"),)


def _first_day() -> date:
    return Paper("", "").day


def statement_paper(reader: Reader, found: Notice) -> Paper:
    """Return the statement of publicity (公示情况说明): where, how long, with which proof, and what was objected."""
    record, unit = found.record, own_unit(reader)
    if record.published_on is None:
        raise UsageError(
            _("%(number)s has not been published; there is nothing to state.") % {"number": found.number},
            advice=_("Publish it first, or make the notice itself."),
        )
    running = clock.clock_of(reader, record.deadline)
    rows = (
        ("公示事项", record.title),
        ("公示类别", KINDS[record.kind]),
        ("公示编号", f"{found.number}（第{record.round}轮{_follows(record)}）"),
        ("公示对象编号", record.subject),
        ("公示范围和地点", f"{SCOPES[record.scope]}；{record.place}"),
        ("公示期限", f"{period_text(record.period)}（依据：{_or_none(record.period_source)}）"),
        ("公示起止", f"{_day(record.published_on)}发布，期限至{_day(running.ends_on)}"),
        ("张贴证明", _or_none("、".join(record.posted))),
        ("撤下时间和证明", f"{_day(record.taken_down_on)}　{_or_none('、'.join(record.taken_down))}"),
        ("审批", f"{record.approved_by}　{_day(record.approved_on)}　{record.approval}".strip()),
        ("正文SHA-256", record.text_sha256),
        ("异议情况", _objections(reader, found)),
        ("公示结果", _result(record)),
    )
    blocks: tuple[Block, ...] = (
        Table(rows),
        Para("以上情况属实。所列证明材料编号与卷宗一致，公示正文与审批正文一致。"),
    )
    signed = (record.office or unit.name or NO_UNIT, "（盖章）", _day(record.closed_on))
    day = record.closed_on or record.withdrawn_on or record.published_on
    return Paper(unit.name or NO_UNIT, "公示情况说明", blocks, signed, found.number, "", day)


def _follows(record: NoticeRecord) -> str:
    return f"，接续{record.follows}" if record.follows else ""


def _objections(reader: Reader, found: Notice) -> str:
    """Return what was objected, by number, without who objected."""
    listed = views.objections_to(reader, found.number)
    if not listed:
        return "公示期内未收到异议。"
    return "\n".join(f"{item.number}：{_objection_line(item)}" for item in listed)


def _objection_line(item: Objection) -> str:
    record = item.record
    late = "" if record.admission == "in_time" else "，逾期"
    way = "实名" if record.named else "匿名"
    return f"{_day(record.received_on)}收到（{way}{late}），{STATES[record.state]}"


def _result(record: NoticeRecord) -> str:
    if record.state == "closed":
        return f"公示期满，于{_day(record.closed_on)}结束，无未处理的异议。"
    if record.state == "withdrawn":
        return f"于{_day(record.withdrawn_on)}撤回：{record.withdrawn_reason}"
    return "公示进行中，尚未结束。"


# --- objections and reviews ----------------------------------------------------------------------------


def receipt_paper(reader: Reader, found: Objection, who: str = "") -> Paper:
    """Return the receipt that an objection was taken in."""
    record, unit = found.record, own_unit(reader)
    notice = NOTICES.load(reader, record.subject)
    rows = (
        ("异议编号", found.number),
        ("异议人", _who(record.named, who)),
        ("所涉公示", f"{record.subject}　{notice.record.title if notice else ''}"),
        *((("所针对的复核结果", record.against),) if record.against else ()),
        ("收到时间和方式", f"{_day(record.received_on)}　{record.channel}"),
        ("异议所针对的内容", _or_none(record.passage)),
        ("异议内容", record.content),
        ("是否逾期", _lateness(found)),
        ("附件", _attached(reader, found, who)),
    )
    blocks: tuple[Block, ...] = (
        Table(rows),
        Para("本单位已收到上述异议，将组织复查核实，并将结果及时反馈。异议人的身份信息依法予以保密。"),
    )
    office = notice.record.office if notice else ""
    return Paper(
        unit.name or NO_UNIT,
        "异议受理回执",
        blocks,
        (office or unit.name or NO_UNIT, "（盖章）", _day(record.received_on)),
        found.number,
        "",
        record.received_on or _first_day(),
    )


def _who(named: bool, who: str) -> str:
    if who:
        return who
    return "（实名，身份信息另行保管）" if named else "（匿名）"


def _lateness(found: Objection) -> str:
    record = found.record
    known = {
        "in_time": "否",
        "undecided": "是，是否受理待定",
        "accepted": f"是，予以受理：{record.admission_reason}",
        "refused": f"是，不予受理：{record.admission_reason}",
    }
    return known[record.admission]


def _attached(reader: Reader, found: Objection, who: str) -> str:
    """Return what came with an objection; what the files are called may name the objector, as they may."""
    from ttoffice.evidence.views import exhibits_of

    exhibits = exhibits_of(reader, "objection", found.id)
    return _or_none("\n".join(f"{item.number}　{item.name}" if who else item.number for item in exhibits))


def review_paper(reader: Reader, found: Review) -> Paper:
    """Return the review report (复核报告)."""
    record, unit = found.record, own_unit(reader)
    notice = NOTICES.load(reader, record.subject)
    panel = "、".join(f"{name_of(reader, person)}（{person}）" for person in record.panel)
    rows = (
        ("复核编号", f"{found.number}（第{record.round}次复核）"),
        ("所涉公示", f"{record.subject}　{notice.record.title if notice else ''}"),
        ("所涉异议", _or_none("、".join(record.objections))),
        ("复核人员", panel),
        ("启动日期", _day(record.opened_on)),
        ("复核结果", OUTCOMES.get(record.outcome, "（复核中）")),
    )
    blocks: list[Block] = [Table(rows), Para("一、复查核实情况", strong=True)]
    for place, finding in enumerate(record.findings, 1):
        blocks.append(Para(f"（{place}）{finding.question}"))
        blocks += paragraphs(finding.found)
        blocks.append(Para(f"证据：{_or_none('、'.join(finding.exhibits))}。"))
    blocks += [Para("二、复核意见及理由", strong=True), *paragraphs(record.reasons or "（待定）")]
    if record.decision:
        blocks.append(Para(f"集体决策：{record.decision}。"))
    mark = "" if record.outcome else DRAFT
    return Paper(
        unit.name or NO_UNIT,
        "异议复核报告",
        tuple(blocks),
        ("复核人员签名：", _day(record.decided_on)),
        found.number,
        mark,
        record.decided_on or record.opened_on or _first_day(),
    )


def feedback_paper(reader: Reader, found: Objection, who: str = "") -> Paper:
    """Return the letter of feedback (反馈书) with the acknowledgement of service (送达回证) on its own page."""
    record, unit = found.record, own_unit(reader)
    review = REVIEWS.load(reader, record.review) if record.review else None
    if record.state != "refused" and (review is None or not review.record.outcome):
        raise UsageError(
            _("%(number)s has no decided review; there is nothing to feed back.") % {"number": found.number},
            advice=_("Decide the review first."),
        )
    notice = NOTICES.load(reader, record.subject)
    told = _told(record.received_on, review.record if review else None, found, notice)
    office = (notice.record.office if notice else "") or unit.name or NO_UNIT
    day = record.feedback_on or record.admitted_on or (review.record.decided_on if review else None)
    service = (
        ("送达文书", f"异议处理结果反馈书（{found.number}）"),
        ("受送达人", _who(record.named, who)),
        ("送达方式", _or_none(record.feedback_channel)),
        ("送达日期", _day(record.feedback_on)),
        ("送达证明", _or_none(record.feedback_receipt)),
        ("受送达人签收", "\n"),
        ("送达人", "\n"),
        ("备注", "\n"),
    )
    return Paper(
        unit.name or NO_UNIT,
        "异议处理结果反馈书",
        (
            Para(f"{_who(record.named, who)}：", plain=True),
            *told,
            Para("特此反馈。"),
            Para(f"经办部门：{office}"),
            NewPage(),
            Para("送达回证", strong=True),
            Table(service),
        ),
        (unit.name or NO_UNIT, "（盖章）", _day(day)),
        found.number,
        "",
        day or _first_day(),
    )


def _told(
    received: date | None, review: ReviewRecord | None, found: Objection, notice: Notice | None
) -> tuple[Para, ...]:
    """Return what the letter says: what was objected, what came of it, and what one can do then."""
    record = found.record
    title = notice.record.title if notice else record.subject
    opening = Para(f"您于{_day(received)}就“{title}”（{record.subject}）提出的异议（{found.number}）收悉。")
    if review is None:
        return (opening, Para(f"该异议逾期提出，经研究不予受理。理由：{record.admission_reason}"))
    outcome = Para(f"经组织复查核实，复核结果为：{OUTCOMES[review.outcome]}（{record.review}）。理由如下：")
    own = paragraphs(record.feedback_text)
    further = Para("对复核结果仍有异议的，可再次以书面形式提出，本单位将另行组织人员复核。")
    return (opening, outcome, *paragraphs(review.reasons), *own, further)


# --- by kind -------------------------------------------------------------------------------------------

PAPERS: dict[str, tuple[str, Callable[..., Paper]]] = {
    "notice": ("notice", notice_paper),
    "statement": ("notice", statement_paper),
    "receipt": ("objection", receipt_paper),
    "review": ("review", review_paper),
    "feedback": ("objection", feedback_paper),
}
"""Each document by its code: of which kind of record it is made, and how."""
SHELVES: dict[str, Shelf[Any]] = {"notice": NOTICES, "objection": OBJECTIONS, "review": REVIEWS}
TITLES = {
    "notice": "公示公告",
    "statement": "公示情况说明",
    "receipt": "异议受理回执",
    "review": "异议复核报告",
    "feedback": "异议处理结果反馈书",
}
"""What each document is called, also in its file name."""
