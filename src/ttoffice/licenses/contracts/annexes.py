"""The tables that a contract holds: the parties, what is licensed, nodes and payments, forms for reports and delivery."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ttoffice.i18n import chinese
from ttoffice.licenses.codes import Trigger
from ttoffice.licenses.contracts.case import Case, Side
from ttoffice.licenses.contracts.wording import BASES, node_amount, node_trigger
from ttoffice.licenses.terms import Grant, GrantedRight
from ttoffice.money import amount_text
from ttoffice.notices.texts import chinese_day
from ttoffice.results.codes import LABELS, LegalStatus, RightKind

NONE = "—"
"""What stands in a cell where there is nothing to say, as for the patent number of know-how."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A table as it is laid out: head, rows, and the shares of the columns' widths."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


def parties(case: Case) -> Laid:
    """Both sides beside each other; what nobody has said is left out of the table."""
    lines: tuple[tuple[str, Callable[[Side], str]], ...] = (
        ("名称", lambda side: side.name),
        ("统一社会信用代码", lambda side: side.credit_code or side.code_reason),
        ("住所", lambda side: side.address),
        ("法定代表人（负责人）", lambda side: side.representative),
        ("承办部门", lambda side: side.office),
        ("联系人", lambda side: side.contact),
        ("联系电话", lambda side: side.phone),
        ("开户银行", lambda side: side.bank),
        ("账号", lambda side: side.account),
    )
    rows = (
        (label, read(case.licensor) or NONE, read(case.licensee) or NONE)
        for label, read in lines
        if read(case.licensor) or read(case.licensee)
    )
    return Laid(("", "许可方（甲方）", "被许可方（乙方）"), tuple(rows), (26, 37, 37))


def results(case: Case) -> Laid:
    """What is licensed with all that 民法典 845 asks for, a row a right; a result without rights is know-how."""
    heads = (
        "序号",
        "科技成果名称",
        "权利类别",
        "权利人",
        "申请日",
        "申请号、专利号（登记号）",
        "授权日",
        "有效期限至",
        "法律状态",
    )
    rows = [row for grant in case.terms.grants for row in _grant_rows(grant, case)]
    return Laid(
        heads,
        tuple((str(place), *row) for place, row in enumerate(rows, 1)),
        (8, 26, 13, 20, 16, 34, 16, 16, 11),
    )


def _grant_rows(grant: Grant, case: Case) -> Iterator[tuple[str, ...]]:
    for right in grant.rights or (GrantedRight(RightKind.KNOW_HOW, holders=(case.licensor.name,)),):
        yield (
            grant.title,
            chinese(LABELS[RightKind][right.kind]) if right.kind else NONE,
            "、".join(right.holders) or case.licensor.name,
            chinese_day(right.applied_on) if right.applied_on else NONE,
            right.number or NONE,
            chinese_day(right.acquired_on) if right.acquired_on else NONE,
            chinese_day(right.expires_on) if right.expires_on else NONE,
            _status(right),
        )


def _status(right: GrantedRight) -> str:
    labels = LABELS[LegalStatus]
    return chinese(labels[right.legal_status]) if right.legal_status in labels else right.legal_status or NONE


def nodes(case: Case) -> Laid:
    """Every payment whose time the plan fixes: threshold fee, stages, and when royalties are settled."""
    plan = case.terms.plan
    rows: list[tuple[str, ...]] = []
    if plan.threshold_fen:
        days = f"{plan.threshold_days}日内" if plan.threshold_days is not None else NONE
        rows.append(("门槛费", "本合同生效之日", NONE, amount_text(plan.threshold_fen), days))
    for stage in plan.stages:
        proof = stage.proof or (NONE if stage.trigger is Trigger.DATE else "")
        rows.append(
            (
                stage.label or NONE,
                node_trigger(stage),
                proof,
                node_amount(stage, plan),
                f"{stage.days_to_pay or 0}日内",
            )
        )
    royalty = plan.royalty
    if royalty is not None and royalty.base is not None:
        row = (
            "收入提成",
            "每一结算期结束",
            "提成报告",
            f"按照{BASES[royalty.base]}提成",
            f"提交报告的期限届满之日起{royalty.payment_days or 0}日内",
        )
        rows.append(row)
    heads = ("款项", "付款条件（节点）", "证明材料", "金额", "付款期限（自条件成就之日起）")
    return Laid(heads, tuple(rows), (14, 22, 18, 30, 16))


def royalty_report(case: Case) -> Laid:
    """The form of a royalty report, to be filled in for each settlement period."""
    royalty = case.terms.plan.royalty
    base = BASES[royalty.base] if royalty is not None and royalty.base is not None else "提成基数"
    lines = (
        ("合同编号", case.number),
        ("结算期起止", ""),
        ("许可产品名称、型号", ""),
        ("销售数量及单位", ""),
        ("不含税收入（元）", ""),
        ("扣减项目及金额（元）", ""),
        (f"{base}（提成基数）", ""),
        ("费率", ""),
        ("本期应付提成（元）", ""),
        ("以前结算期更正（元）", ""),
        ("累计已付提成（元）", ""),
        ("备注", ""),
    )
    return Laid(("项目", "内容"), lines, (35, 65))


def use_report(case: Case) -> Laid:
    """The form of the yearly report on use."""
    labels = (
        "报告年度",
        "实施进展（试制、中试、投产、销售）",
        "新增投入（元）",
        "许可产品名称、型号和产能",
        "许可产品产量、销量和收入（元）",
        "新增产值、利润、税收（元）",
        "里程碑进展和预计日期" if case.terms.plan.stages else "下一阶段进展和预计日期",
        "发现的侵权线索、改进情况",
        "困难和需要甲方支持的事项",
        "下一年度计划",
    )
    return Laid(("项目", "内容"), tuple((label, "") for label in labels), (45, 55))


DELIVERIES: Mapping[RightKind | None, tuple[str, ...]] = {
    RightKind.INVENTION: (
        "专利证书复印件、授权公告的权利要求书、说明书及附图",
        "专利登记簿副本（证明法律状态）",
    ),
    RightKind.UTILITY_MODEL: ("专利证书复印件、授权公告文本及附图", "专利登记簿副本（证明法律状态）"),
    RightKind.DESIGN: ("专利证书复印件、授权公告的图片或者照片和简要说明", "专利登记簿副本（证明法律状态）"),
    RightKind.PATENT_APPLICATION: ("专利申请受理通知书及申请文件",),
    RightKind.SOFTWARE: ("软件著作权登记证书复印件", "可运行程序、安装说明和用户手册"),
    RightKind.LAYOUT_DESIGN: ("布图设计登记证书复印件、布图设计的复制件或者图样",),
    RightKind.PLANT_VARIETY: ("品种权证书复印件、品种说明", "亲本或者原种及其繁育技术规程"),
    RightKind.DRUG_LICENSE: ("药品注册批件复印件、生产工艺和质量标准",),
    RightKind.CLINICAL_LICENSE: ("临床试验许可（备案）文件、研究者手册和试验方案",),
    RightKind.KNOW_HOW: ("技术秘密载体（工艺规程、配方、图纸、操作参数）",),
    RightKind.OTHER: ("权利证明复印件",),
    None: ("权利证明复印件",),
}
DELIVERED_ALWAYS = ("实施许可标的的技术说明和操作规程", "检测、试验报告及相关数据")


def delivery(case: Case) -> Laid:
    """What is handed over, by the kinds of the rights; how many, when and to whom is written on delivery."""
    kinds = [right.kind for right in case.rights()]
    if any(not grant.rights for grant in case.terms.grants):
        kinds.append(RightKind.KNOW_HOW)
    items = [item for kind in dict.fromkeys(kinds) for item in DELIVERIES[kind]]
    named = tuple(dict.fromkeys((*items, *DELIVERED_ALWAYS)))
    rows = tuple((str(place), item, "", "", "") for place, item in enumerate(named, 1))
    return Laid(("序号", "资料名称", "份数、介质", "交付日期和签收", "验收结论"), rows, (8, 44, 14, 18, 16))


TABLES: Mapping[str, Callable[[Case], Laid]] = {
    "parties": parties,
    "results": results,
    "nodes": nodes,
    "royalty_report": royalty_report,
    "use_report": use_report,
    "delivery": delivery,
}
"""The tables by the name that a clause gives."""
