"""The tables of a finding's papers: members, sides, hearings, inquiries, exhibits, the matrix, votes, conclusions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ttoffice.documents.paper import Block, Grid
from ttoffice.findings.codes import (
    INQUIRY_LABELS,
    MANNER_LABELS,
    SIDE_LABELS,
    HearingState,
    InquiryState,
    Side,
)
from ttoffice.findings.documents import words
from ttoffice.findings.documents.archive import archive_rows
from ttoffice.findings.documents.sheet import Sheet, Writer
from ttoffice.findings.documents.timeline import events
from ttoffice.findings.matrix import BAR, CRITERION, items_of
from ttoffice.findings.record import Answer
from ttoffice.findings.wording import article, roles_text, verdict_text
from ttoffice.i18n import chinese

EMPTY_ROWS = 6
"""Rows of a table that is printed to be filled in by hand."""


def grid(heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]) -> Grid:
    """Return a table with a running number in front; without rows it has empty ones, for the pen."""
    listed = [(str(place), *row) for place, row in enumerate(rows, 1)]
    empty = [tuple("" for _head in ("", *heads))] * EMPTY_ROWS
    return Grid(("序号", *heads), tuple(map(tuple, listed or empty)), (11, *widths))


# --- the panel and the sides ---------------------------------------------------------------------------


def panel(sheet: Sheet) -> Block:
    """Return the sitting members with the outcome of their recusal checks, and where they sign."""
    case = sheet.case
    rows = []
    for seat in case.sitting:
        check = case.checks.get(seat.person)
        told = f"{words.RECUSALS[check.record.outcome.value]}（{check.number}）" if check else ""
        duty = "组长" if seat.lead else "成员"
        post = case.posts.get(seat.person, "")
        rows.append((seat.name, post, duty, words.field(seat.field), seat.qualification, told, ""))
    heads = ("姓名", "部门及职务", "职责", "专业领域", "资格条件", "回避审查结果", "本人签名")
    return grid(heads, (15, 22, 11, 16, 20, 36, 20), rows)


def former(sheet: Sheet) -> Block | None:
    """Return who left the panel, when and why; nothing where nobody did."""
    rows = [
        (seat.name, words.field(seat.field), words.day(seat.since), words.day(seat.until), seat.left_reason)
        for seat in sheet.case.record.panel
        if seat.until is not None
    ]
    return (
        grid(("姓名", "专业领域", "进组日期", "离组日期", "离组原因"), (15, 18, 36, 36, 36), rows)
        if rows
        else None
    )


def sides(sheet: Sheet) -> Block:
    """Return who is to be heard, those concerned first, and how far that is."""
    case = sheet.case
    wanted = [(Side.CONCERNED, case.name(party.person)) for party in case.persons]
    wanted += [(side.side, side.who) for side in case.record.sides]
    heard = {one.record.name: one for one in case.standing_hearings}
    rows = []
    for side, who in dict.fromkeys(wanted):
        found = heard.get(who)
        done = "" if found is None else f"{words.day(found.record.held_on)}\n{found.number}".strip()
        rows.append((who, chinese(SIDE_LABELS[side.value]), done))
    return grid(("听取对象", "听取方面", "听取日期及记录编号"), (40, 50, 40), rows)


# --- hearings and inquiries ----------------------------------------------------------------------------


def hearings(sheet: Sheet) -> Block:
    """Return every hearing that stands, and who was invited and not heard."""
    rows = []
    for one in sheet.case.standing_hearings:
        record = one.record
        if record.state is HearingState.ABSENT:
            said = f"未能听取：{record.absence}"
        elif record.state is HearingState.CONFIRMED:
            said = f"{words.day(record.confirmed_on)}经本人确认\n（{record.confirmation}）"
        else:
            said = "尚未确认"
        way = chinese(MANNER_LABELS[record.manner.value]) if record.manner else ""
        on = words.day(record.held_on or record.invited_on)
        rows.append((one.number, record.name, chinese(SIDE_LABELS[record.side.value]), way, on, said))
    return grid(("编号", "听取对象", "听取方面", "方式", "日期", "确认情况"), (25, 18, 20, 17, 36, 34), rows)


def inquiries(sheet: Sheet) -> Block:
    """Return what was asked for, of whom, and what came of it."""
    rows = []
    for one in sheet.case.inquiries:
        record = one.record
        said = chinese(INQUIRY_LABELS[record.state.value])
        if record.state is not InquiryState.OPEN:
            said = "：".join(
                filter(None, (said, "；".join(filter(None, (*record.delivered, record.reason)))))
            )
        rows.append((one.number, record.title, record.asked_of, words.day(record.asked_on), said))
    return grid(("编号", "调取内容", "调取对象", "调取日期", "提供情况"), (25, 38, 24, 36, 32), rows)


def asked_items(sheet: Sheet) -> Block:
    """Return the list that goes with a request for material, to be filled in on delivery."""
    found = sheet.inquiry
    rows = [(line, "", "", "") for line in _items(found.record.title)] if found else []
    return grid(("材料名称", "原件/复印件", "份数", "备注"), (70, 24, 16, 30), rows)


def _items(title: str) -> list[str]:
    """Return what was asked for, a line each where it was written as several."""
    parts = title.replace("；", "\n").replace(";", "\n").splitlines()
    return [part.strip() for part in parts if part.strip()]


# --- exhibits ------------------------------------------------------------------------------------------


def exhibits(sheet: Sheet) -> Block:
    """Return the list of evidence: what it is, where it comes from, who collected it, what it proves."""
    rows = [
        (
            view.number,
            view.name,
            view.source,
            f"{view.collector}\n{words.chinese_iso(view.collected_on)}",
            str(view.pages or ""),
            words.proved(sheet.case, view),
        )
        for view in sheet.case.exhibits.values()
    ]
    heads = ("证据编号", "材料名称", "来源", "提取人及日期", "页数", "证明内容")
    return grid(heads, (24, 34, 20, 36, 11, 30), rows)


def hashes(sheet: Sheet) -> Block:
    """Return the list of evidence with the SHA-256 of each file."""
    rows = [(view.number, view.name, str(view.size), view.sha256) for view in sheet.case.exhibits.values()]
    return grid(("证据编号", "材料名称", "字节数", "SHA-256"), (25, 40, 16, 64), rows)


# --- the matrix ----------------------------------------------------------------------------------------


def _matrix(sheet: Sheet, *sorts: str, others: bool = False) -> list[tuple[str, ...]]:
    """Return the rows of a person's matrix of some sorts, or of all others."""
    case, party = sheet.case, sheet.party
    matrix = sheet.matrix
    if party is None or matrix is None:
        return []
    answers = {answer.item: answer for answer in matrix.record.answers}
    items = items_of(case.rulebook.facts, matrix.record.roles, matrix.record.circumstances)
    rows: list[tuple[str, ...]] = []
    for item in items:
        if (item.sort in sorts) is others:
            continue
        answer = answers.get(item.code)
        what = f"{item.text}\n（{article(case.rulebook, item.basis)}）"
        if answer is None:
            rows.append((what, "", "", ""))
        else:
            proofs = "\n".join(proof.number for proof in answer.proofs)
            rows.append((what, verdict_text(answer.verdict), _reasoning(sheet, answer), proofs))
    return rows


def _reasoning(sheet: Sheet, answer: Answer) -> str:
    """Return the reasons of an answer, with the acts that were found and the law it rests on."""
    bar = sheet.case.rulebook.facts.bar(answer.item.partition(":")[2])
    acts = [act.text for act in bar.acts if act.code in answer.acts] if bar else []
    told = (words.ended(answer.reasoning), *(f"行为：{act}。" for act in acts))
    return "".join((*told, f"依据：{answer.law}。" if answer.law else ""))


MATRIX_WIDTHS = (44, 16, 62, 27)


def criteria(sheet: Sheet) -> Block:
    """Return what was found of the four criteria of diligence (exemption Art. 6)."""
    return grid(("尽责要件", "认定", "理由", "证据"), MATRIX_WIDTHS, _matrix(sheet, CRITERION))


def circumstances(sheet: Sheet) -> Block:
    """Return what was found of intent and of each element of the circumstances relied on (Art. 7 to 9)."""
    rows = _matrix(sheet, CRITERION, BAR, others=True)
    return grid(("主观方面和免责情形的各项要素", "认定", "理由", "证据"), MATRIX_WIDTHS, rows)


def bars(sheet: Sheet) -> Block:
    """Return what was found of each bar that binds the person (Art. 10)."""
    return grid(("不得免责的情形", "认定", "理由", "证据"), MATRIX_WIDTHS, _matrix(sheet, BAR))


# --- decision and conclusions --------------------------------------------------------------------------


def votes(sheet: Sheet) -> Block:
    """Return how each member voted, with dissents word for word."""
    decision = sheet.case.decision
    if decision is None:
        return grid(("姓名", "出席情况", "表决意见", "签名"), (30, 30, 40, 40), ())
    record = decision.record
    decided = record.state != "prepared"
    rows = []
    for member in record.members:
        presence = words.PRESENCES[member.presence.value] if decided else ""
        said = "；".join(filter(None, (presence, member.why)))
        rows.append((member.name, said, words.VOTES[member.vote.value] if member.vote else "", ""))
    return grid(("姓名", "出席情况", "表决意见", "签名"), (30, 40, 30, 40), rows)


def dissents(sheet: Sheet) -> Block | None:
    """Return the recorded dissents word for word; nothing where there are none."""
    found = sheet.case.decision
    rows = [(one.name, one.wording) for one in found.record.dissents] if found else []
    return grid(("姓名", "反对意见"), (30, 110), rows) if rows else None


def outcomes(sheet: Sheet) -> Block:
    """Return what is concluded, or while nothing is, what is proposed of each person."""
    case = sheet.case
    rows = []
    for party in case.record.parties:
        concluded, matrix = case.conclusion(party.person), case.assessment(party.person)
        found = concluded.record if concluded else matrix.record if matrix else None
        basis = words.articles(case.rulebook, found.articles) if found else ""
        told = words.outcome(found.outcome) if found else ""
        rows.append((case.name(party.person), party.post, roles_text(party.roles), told, basis))
    heads = ("认定对象", "职务", "角色", "认定结论", "依据")
    return grid(heads, (22, 30, 22, 34, 36), rows)


def ballot(sheet: Sheet) -> Block:
    """Return what is voted on, a line a person, with the boxes to tick."""
    case = sheet.case
    rows = []
    for party in case.record.parties:
        found = case.assessment(party.person)
        told = words.outcome(found.record.outcome) if found else ""
        rows.append((case.name(party.person), told, "", "", ""))
    return grid(("认定对象", "建议的认定结论", "同意", "不同意", "弃权"), (30, 50, 18, 18, 18), rows)


# --- the whole -----------------------------------------------------------------------------------------


def archive(sheet: Sheet) -> Block:
    """Return the list of what is archived, in the order of the file."""
    rows = [
        (one.title, one.number, one.by, words.day(one.on), str(one.pages or ""), "")
        for one in archive_rows(sheet.case)
    ]
    return grid(("材料题名", "编号", "责任者", "日期", "页数", "备注"), (44, 26, 24, 36, 11, 12), rows)


def timeline(sheet: Sheet) -> Block:
    """Return what was done, day by day, with the article that asks for it."""
    rows = [
        (words.day(one.on), one.what, one.number, article(sheet.case.rulebook, one.basis))
        for one in events(sheet.case)
    ]
    return grid(("日期", "事项", "编号", "依据"), (36, 60, 27, 30), rows)


TABLES: Mapping[str, Writer] = {
    "panel": panel,
    "former": former,
    "sides": sides,
    "hearings": hearings,
    "inquiries": inquiries,
    "asked_items": asked_items,
    "exhibits": exhibits,
    "hashes": hashes,
    "criteria": criteria,
    "circumstances": circumstances,
    "bars": bars,
    "votes": votes,
    "dissents": dissents,
    "outcomes": outcomes,
    "ballot": ballot,
    "archive": archive,
    "timeline": timeline,
}
"""Every table by its name."""
