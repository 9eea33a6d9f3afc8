"""What is missing for an annual report, record by record, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ttoffice.licenses.annual.rows import UNKNOWN, ContractRow, Missing
from ttoffice.parties.views import own_unit
from ttoffice.store.connection import Reader

LATER = "签订后不能补登，以后的许可请在签订前登记"


def missing_of(
    reader: Reader, year: int, contracts: Iterable[ContractRow], undistributed: Mapping[str, tuple[str, ...]]
) -> Iterator[Missing]:
    """Yield what the tables of a year lack."""
    if not own_unit(reader).name:
        yield Missing("", "本单位", "单位名称", "用unit.set登记本单位名称")
    for one in contracts:
        for what, todo in _of_contract(one, year):
            yield Missing(one.number, one.title, what, todo)
        if one.number in undistributed:
            numbers = "、".join(undistributed[one.number])
            yield Missing(one.number, one.title, f"当年到账{numbers}尚未分配", "用award.draft起草奖励分配")


def _of_contract(one: ContractRow, year: int) -> Iterator[tuple[str, str]]:
    if not one.results:
        yield "许可的成果", "在许可条款中填写许可的成果"
    if UNKNOWN in one.types or (one.results and not one.types):
        yield "成果类型", "在成果库补充成果类型"
    if UNKNOWN in one.sources or (one.results and not one.sources):
        yield "成果来源（是否财政资金支持）", "在成果库补充财政资金支持情况"
    if one.licensee_class == UNKNOWN:
        yield "被许可方规模类型", "登记企业及其签约时的从业人员、营业收入、资产总额"
    if one.region == UNKNOWN:
        yield "被许可方所在地", "在企业登记中补充所在地"
    if one.pricing == UNKNOWN:
        yield "定价方式", f"报送时按存档的定价材料填写；{LATER}"
    if one.related == UNKNOWN:
        yield "是否关联交易", f"报送时按存档的关联关系申报填写；{LATER}"
    if one.signed_in(year) and one.registered_on is None:
        yield "技术合同认定登记", "办理认定登记并登记证明"


def incomplete(contracts: Iterable[ContractRow]) -> int:
    """Return how many contracts have a cell without a value."""
    return sum(UNKNOWN in (one.licensee_class, one.region, one.pricing, one.related) for one in contracts)
