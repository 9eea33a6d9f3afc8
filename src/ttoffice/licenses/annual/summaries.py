"""The tables of an annual report from its facts; pure. They are Chinese whatever language the screens speak."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ttoffice.i18n import chinese
from ttoffice.licenses.annual.rows import ContractRow, Facts

Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in fen, to be written as yuan."""

    fen: int


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its columns with their widths, its rows."""

    name: str
    heads: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell | Money, ...], ...]


def tables(facts: Facts) -> list[Table]:
    """Return every table of the report."""
    return [
        _modes(facts),
        _contracts(facts),
        _events(facts),
        _results(facts),
        _classes(facts),
        _awards(facts),
        _missing(facts),
        _notes(facts),
    ]


def _modes(facts: Facts) -> Table:
    signed = [one for one in facts.contracts if one.signed_in(facts.year)]
    rows: list[tuple[Cell | Money, ...]] = [
        (
            f"许可：{mode}",
            sum(one.mode == mode for one in signed),
            Money(sum(one.agreed_fen for one in signed if one.mode == mode)),
            Money(sum(one.received_fen for one in facts.contracts if one.mode == mode)),
            Money(sum(one.received_total_fen for one in facts.contracts if one.mode == mode)),
            None,
        )
        for mode in dict.fromkeys(one.mode for one in facts.contracts)
    ]
    rows.append(
        (
            "许可合同合计",
            len(signed),
            Money(sum(one.agreed_fen for one in signed)),
            Money(sum(one.received_fen for one in facts.contracts)),
            Money(sum(one.received_total_fen for one in facts.contracts)),
            None,
        )
    )
    rows += [(f"成果库登记的转化方式：{one.mode}", None, None, None, None, one.results) for one in facts.uses]
    heads = (
        ("转化方式", 44),
        ("当年签订合同数", 16),
        ("当年签订约定金额（元）", 22),
        ("当年到账（元）", 18),
        ("累计到账（元）", 18),
        ("当年实施成果数", 16),
    )
    return Table("转化方式", heads, tuple(rows))


def _contracts(facts: Facts) -> Table:
    heads = (
        ("合同编号", 16), ("合同名称", 32), ("许可方式", 12), ("付费模式", 30), ("成果数", 8), ("成果", 36), ("成果类型", 20),
        ("成果来源", 18), ("签订年度", 10), ("签订日", 12), ("认定登记日", 12), ("约定金额（元）", 18), ("当年到账（元）", 18),
        ("累计到账（元）", 18), ("被许可方", 30), ("被许可方类型", 16), ("所在地", 14), ("净收入（元）", 18),
        ("单位留存（元）", 18), ("奖励个人总额（元）", 20), ("主要贡献人员奖励（元）", 22), ("奖励人数", 10), ("定价方式", 24),
        ("是否关联交易", 14), ("状态", 14),
    )  # fmt: skip
    rows = tuple(
        (
            one.number,
            one.title,
            one.kind,
            one.mode,
            len(one.results),
            "、".join(one.results),
            "、".join(one.types),
            "、".join(one.sources),
            one.signed_on.year if one.signed_on else None,
            one.signed_on,
            one.registered_on,
            Money(one.agreed_fen),
            Money(one.received_fen),
            Money(one.received_total_fen),
            one.licensee,
            one.licensee_class,
            one.region,
            Money(one.net_fen),
            Money(one.retained_fen),
            Money(one.pool_fen),
            Money(one.main_fen),
            one.people,
            one.pricing,
            one.related,
            one.state,
        )
        for one in facts.contracts
    )
    return Table("合同明细", heads, rows)


def _events(facts: Facts) -> Table:
    found = sorted(
        ((day, one.number, one.title, what) for one in facts.contracts for day, what in one.events),
        key=lambda row: (row[0], row[1]),
    )
    heads = (("日期", 12), ("合同编号", 16), ("合同名称", 36), ("签订、变更、终止", 50))
    return Table("合同变动", heads, tuple(found))


def _results(facts: Facts) -> Table:
    heads = (
        ("成果类型", 26),
        ("成果来源", 20),
        ("登记成果数", 12),
        ("当年取得知识产权", 18),
        ("当年签约许可", 14),
    )
    rows: list[tuple[Cell | Money, ...]] = [
        (one.type, one.source, one.registered, one.acquired, one.used) for one in facts.results
    ]
    sums = [sum(getattr(one, name) for one in facts.results) for name in ("registered", "acquired", "used")]
    return Table("成果类型和来源", heads, (*rows, ("合计", "", *sums)))


BY: tuple[tuple[str, Callable[[ContractRow], Sequence[str]]], ...] = (
    ("被许可方类型", lambda one: (one.licensee_class,)),
    ("所在地", lambda one: (one.region,)),
    ("定价方式", lambda one: (one.pricing,)),
    ("是否关联交易", lambda one: (one.related,)),
    ("许可方式", lambda one: (one.kind,)),
    ("签订年度", lambda one: (str(one.signed_on.year) if one.signed_on else "",)),
)
"""What contracts are told apart by; every contract is in one class of each."""


def _classes(facts: Facts) -> Table:
    heads = (
        ("分类", 16), ("类别", 24), ("合同数", 10), ("其中当年签订", 14), ("约定金额（元）", 18), ("当年到账（元）", 18),
        ("累计到账（元）", 18), ("净收入（元）", 18), ("单位留存（元）", 18), ("奖励个人总额（元）", 20),
    )  # fmt: skip
    return Table("分类汇总", heads, tuple(_class_rows(facts)))


SUMMED = ("agreed_fen", "received_fen", "received_total_fen", "net_fen", "retained_fen", "pool_fen")


def _class_rows(facts: Facts) -> Iterator[tuple[Cell | Money, ...]]:
    for name, of in BY:
        groups: dict[str, list[ContractRow]] = {}
        for one in facts.contracts:
            for value in of(one):
                groups.setdefault(value, []).append(one)
        for value, group in sorted(groups.items()):
            yield _class_row(name, value, group, facts.year)
    yield _class_row("合计", "", list(facts.contracts), facts.year)


def _class_row(name: str, value: str, group: list[ContractRow], year: int) -> tuple[Cell | Money, ...]:
    sums = (Money(sum(getattr(one, field) for one in group)) for field in SUMMED)
    return (name, value, len(group), sum(one.signed_in(year) for one in group), *sums)


def _awards(facts: Facts) -> Table:
    heads = (
        ("分配编号", 16), ("许可编号", 16), ("名称", 36), ("决策日", 12), ("收入（元）", 18), ("净收入（元）", 18),
        ("单位留存（元）", 18), ("奖励总额（元）", 18), ("主要贡献人员（元）", 20), ("人数", 8), ("更正的分配", 16),
    )  # fmt: skip
    rows: list[tuple[Cell | Money, ...]] = [
        (
            one.number,
            one.license,
            one.title,
            one.decided_on,
            Money(one.gross_fen),
            Money(one.net_fen),
            Money(one.retained_fen),
            Money(one.pool_fen),
            Money(one.main_fen),
            one.people,
            one.corrects,
        )
        for one in facts.awards
    ]
    names = ("gross_fen", "net_fen", "retained_fen", "pool_fen", "main_fen")
    sums = (Money(sum(getattr(one, name) for one in facts.awards)) for name in names)
    rows.append(("合计", "", "", None, *sums, None, ""))
    rows.append(("当年实际发放", "", "", None, None, None, None, Money(facts.paid_fen), None, None, ""))
    return Table("收益分配", heads, tuple(rows))


def _missing(facts: Facts) -> Table:
    heads = (("编号", 16), ("名称", 36), ("缺少的内容", 44), ("如何补充", 60))
    return Table("缺项", heads, tuple((one.number, one.title, *one.told(chinese)) for one in facts.missing))


def _notes(facts: Facts) -> Table:
    told = (
        f"{facts.unit or '（单位名称未登记）'}{facts.year}年度科技成果转化年度报告附表，依据促进科技成果转化法第二十一条。",
        "统计范围：当年签订、当年存续或者当年有到账的许可合同；合同条款按当年年末有效的约定（含补充协议）统计。",
        "约定金额为门槛费和阶段性费用之和，收入提成按实际到账统计，不估计金额。",
        "到账不含已冲正的记录，退款已冲减；累计到账截至当年年末。",
        "净收入、单位留存和奖励按当年作出决策的分配方案统计，更正方案只计与原方案的差额。",
        f"涉密不报：{facts.secret_contracts}份合同、{facts.secret_results}项成果因涉密未列入各表。",
        f"缺项{len(facts.missing)}项，见“缺项”表；各表中未登记的内容写作“未登记”。",
    )
    return Table("说明", (("说明", 110),), tuple((line,) for line in told))
