"""The lists of a distribution: the one for publicity as a paper or workbook, the one for payment as a workbook.

They are Chinese whatever language the screens speak, and hold what supervision needs: names, departments, posts,
shares and amounts. No account and no identity number stands in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ttoffice.deadlines import keeping
from ttoffice.deadlines.views import policy_on
from ttoffice.documents.paper import Block, Grid, Paper, Para
from ttoffice.i18n import chinese
from ttoffice.licenses.awards.building import money
from ttoffice.licenses.awards.codes import DEDUCTION_LABELS, FORM_LABELS, PART_LABELS, AwardState
from ttoffice.licenses.awards.gathering import Award
from ttoffice.licenses.awards.record import AwardLine, AwardRecord
from ttoffice.licenses.reading import load
from ttoffice.licenses.record import LicenseRecord
from ttoffice.money import yuan
from ttoffice.notices.texts import chinese_day
from ttoffice.parties.people import PEOPLE
from ttoffice.parties.views import UnitView, own_unit
from ttoffice.sheets.xlsx_write import Column, Kind, Plain, Sheet
from ttoffice.store.connection import Reader

DRAFT = "【草稿　未经审核　不得张贴】"
WITHDRAWN = "【本方案已撤回】"
NO_UNIT = "（单位名称待填）"
UNITS = {"d": "日", "wd": "个工作日", "m": "个月", "y": "年"}


# --- publicity -----------------------------------------------------------------------------------------


def publicity_paper(reader: Reader, award: Award) -> Paper:
    """Return the list for publicity as a paper: the transfer, the income, who gets what, the period, where to object."""
    record, unit = award.record, own_unit(reader)
    license_ = load(reader, record.subject)
    mark = {AwardState.DRAFTED: DRAFT, AwardState.WITHDRAWN: WITHDRAWN}.get(record.state, "")
    blocks: tuple[Block, ...] = (
        Para("根据国家和本单位科技成果转化收益分配有关规定，现将下列科技成果转化现金奖励分配方案予以公示。"),
        *_part("一、成果转化信息", _transfer(license_.record if license_ else None, record)),
        *_part("二、收入和奖励总额", _income(record)),
        Para("三、奖励人员和金额", strong=True, keep=True),
        Grid(HEADS, tuple(_rows(reader, record)), WIDTHS),
        *_part("四、公示期限", [_period(reader, record)]),
        *_part("五、异议的提出", [_objections(unit)]),
    )
    signed = chinese_day(record.publicised_on) if record.publicised_on else ""
    return Paper(
        unit.name or NO_UNIT,
        "科技成果转化奖励分配公示" if not record.corrects else "科技成果转化奖励分配更正公示",
        blocks,
        tuple(filter(None, (unit.name or NO_UNIT, "（盖章）", signed))),
        f"{award.number}　{record.subject}",
        mark,
        record.publicised_on or max((one.received_on for one in record.receipts), default=Paper("", "").day),
    )


def _part(title: str, texts: Sequence[str]) -> Iterator[Para]:
    yield Para(title, strong=True, keep=True)
    for text in texts:
        yield Para(text)


def _transfer(license_: LicenseRecord | None, record: AwardRecord) -> list[str]:
    if license_ is None:
        return [f"许可合同：{record.subject}。"]
    results = "、".join(f"《{grant.title or grant.result}》" for grant in license_.terms.grants)
    told = [f"许可合同：{license_.title}（{record.subject}），被许可方{license_.licensee_name}。"]
    if results:
        told.append(f"许可的科技成果：{results}。")
    if license_.signed_on:
        told.append(f"合同签订日：{chinese_day(license_.signed_on)}。")
    if license_.registered_on:
        told.append(f"技术合同认定登记日：{chinese_day(license_.registered_on)}。")
    else:
        told.append("技术合同认定登记：尚未办理。")
    if record.corrects:
        told.append(f"本方案更正{record.corrects}，更正原因：{record.reason}。")
    return told


def _income(record: AwardRecord) -> list[str]:
    received = "；".join(
        f"{chinese_day(one.received_on)}{'退款' if one.refund else '到账'}{money(one.amount_fen)}"
        for one in record.receipts
    )
    off = "；".join(
        f"{one.label or chinese(DEDUCTION_LABELS[one.kind])}{money(one.amount_fen)}"
        for one in record.deductions
    )
    return [
        f"到账收入{money(record.gross_fen)}{f'（{received}）' if received else ''}。",
        f"扣除{money(record.deducted_fen)}（{off}）。" if off else "无扣除项。",
        f"净收入{money(record.net_fen)}，按{record.share}提取奖励总额{money(record.pool_fen)}，单位留存{money(record.retained_fen)}。",
    ]


HEADS = ("序号", "姓名", "部门和职务", "身份", "份额", "金额（元）")
WIDTHS = (7, 14, 27, 25, 11, 16)


def _rows(reader: Reader, record: AwardRecord) -> Iterator[tuple[str, ...]]:
    for line in record.lines:
        yield (
            line.key,
            line.name,
            "，".join(filter(None, (_department(reader, line), line.post))),
            _part_words(line),
            line.share,
            money(line.amount_fen).removesuffix("元"),
        )
    total = sum(line.amount_fen for line in record.lines)
    yield ("", "合计", "", "", "", money(total).removesuffix("元"))


def _department(reader: Reader, line: AwardLine) -> str:
    found = PEOPLE.load(reader, line.person) if line.person else None
    return found.record.department if found else line.unit


def _part_words(line: AwardLine) -> str:
    words = chinese(PART_LABELS[line.part])
    return f"{words}（主要贡献）" if line.main else words


def _period(reader: Reader, record: AwardRecord) -> str:
    deadline = keeping.load(reader, record.deadline) if record.deadline else None
    if record.publicised_on and deadline and deadline.record.ends_on:
        begins, ends = chinese_day(record.publicised_on), chinese_day(deadline.record.ends_on)
        return f"公示于{begins}发布，公示期至{ends}止。"
    period = policy_on(reader, "award_publicity", _newest(record)).period
    return f"公示期为自发布之日起{period.amount}{UNITS[period.unit]}，发布当日不计。"


def _newest(record: AwardRecord) -> date:
    return record.publicised_on or max((one.received_on for one in record.receipts), default=date.max)


def _objections(unit: UnitView) -> str:
    where = "，".join(
        filter(
            None, (unit.office, f"联系人{unit.contact_name}" if unit.contact_name else "", unit.contact_phone)
        )
    )
    begin = "对上述分配方案有异议的，请在公示期内以书面形式实名或者匿名提出，并说明理由"
    return f"{begin}。受理：{where}。" if where else f"{begin}。"


# --- workbooks -----------------------------------------------------------------------------------------


def publicity_sheets(reader: Reader, award: Award) -> list[Sheet]:
    """Return the list for publicity as a workbook: who gets what, and how the amounts came about."""
    columns = [Column(head, width) for head, width in zip(HEADS, (8, 14, 34, 24, 12, 18), strict=True)]
    rows: list[list[Plain]] = [
        [
            int(line.key),
            line.name,
            "，".join(filter(None, (_department(reader, line), line.post))),
            _part_words(line),
            line.share,
            yuan(line.amount_fen),
        ]
        for line in award.record.lines
    ]
    rows.append([None, "合计", "", "", "", yuan(sum(line.amount_fen for line in award.record.lines))])
    return [Sheet("公示名单", columns, rows), _working(award)]


def payment_sheets(reader: Reader, award: Award) -> list[Sheet]:
    """Return the list for payment: what each person gets, had before, and is paid now; negative is paid back."""
    record = award.record
    paid = {payment.line: payment for payment in record.payments}
    rows: list[list[Plain]] = []
    for line in record.lines:
        payment = paid.get(line.key)
        rows.append(
            [
                int(line.key),
                line.name,
                line.person,
                _department(reader, line),
                _part_words(line),
                chinese(FORM_LABELS[line.form]),
                yuan(line.amount_fen),
                yuan(line.before_fen),
                yuan(line.change_fen),
                payment.paid_on if payment else None,
                "，".join(filter(None, (payment.reference, payment.proof))) if payment else "",
                line.note,
            ]
        )
    sums = [yuan(sum(getattr(line, name) for line in record.lines)) for name in SUMMED]
    rows.append([None, "合计", "", "", "", "", *sums, None, "", ""])
    columns = [
        Column(head, width, Kind.IDENTIFIER if head == "人员编号" else Kind.PLAIN)
        for head, width in PAYMENT_HEADS
    ]
    return [Sheet("发放清单", columns, rows), _working(award)]


SUMMED = ("amount_fen", "before_fen", "change_fen")
PAYMENT_HEADS = (
    ("序号", 8),
    ("姓名", 14),
    ("人员编号", 16),
    ("部门或单位", 24),
    ("身份", 24),
    ("奖励形式", 12),
    ("应得金额（元）", 18),
    ("此前已发（元）", 18),
    ("本次发放（元）", 18),
    ("发放日", 12),
    ("凭证", 22),
    ("备注", 30),
)


def _working(award: Award) -> Sheet:
    record = award.record
    head = f"{award.number}　{record.title}"
    decision = [f"集体决策：{record.decision}（{record.decided_on}）"] if record.decided_on else []
    rows = [[line] for line in (*record.working, *decision)]
    return Sheet("计算过程", [Column(head, 110, Kind.WRAPPED)], rows)
