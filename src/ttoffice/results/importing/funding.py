"""Where the money came from: fiscal or not, the text as written, and the project number in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ttoffice.i18n import gettext as _
from ttoffice.results.codes import Answer
from ttoffice.results.importing.cells import EMPTY, Reading, folded, problem, read_line, short, unread
from ttoffice.results.importing.words import read_answer


@dataclass(frozen=True, slots=True)
class Funding:
    """What a funding cell says; `fiscal` is an `Answer` code or None where the text leaves it open."""

    source: str
    fiscal: str | None
    project_number: str = ""


MAX_SOURCE = 300
"""Characters that the source of funding can hold."""
_FISCAL = re.compile(
    r"财政|国家|国拨|中央|自然科学基金|自科基金|社科基金|国基金|省基金|重点研发|重大专项|科技计划|科技专项|支撑计划"
    r"|[省市州县]级(?!企业)|[省市州厅].{0,6}(?:科技|专项|计划|基金|人才|项目)|云南省|科技厅|教育厅|农业农村厅|卫健委|发改委|工信厅"
    r"|纵向|[89]\d3计划|星火|火炬|博士后.{0,4}基金|政府|事业费"
)
_NOT_FISCAL = re.compile(
    r"自筹|横向|企业委托|委托|自有资金|企业(?:合作|资助|出资|投入|横向)|校企|合作企业|社会资金|捐赠|民间|自费|自研经费"
)
_DENIED = re.compile(
    r"(?:[非无未没]|不[是属含使]|除)(?:有|于|属于|使用|利用|获得?|受|由|含|是)?(?:任何)?(?:[国省市州县]级?|各级)?"
    r"(?:财政|国家|国拨|中央|政府|纵向|项目|自筹|横向|委托|自有|企业)"
)
_NOT_PUBLIC = re.compile(r"非(?:国家|政府)?财政(?:性)?(?:资金|经费|拨款|支持|资助|投入)*")
_COMPANY = re.compile(r"公司|集团|企业|银行|电网|烟厂|中烟|厂$|部分")
"""A body or a share that leaves open whose money it is: state companies bear 国家 and 云南省 in their names."""
_PROJECT = re.compile(
    r"[(（\[【]\s*(?:项目|课题|合同|批准|资助)?(?:编号|号|No\.?)?\s*[:：]?\s*([A-Za-z0-9][\w\-./]{3,39})\s*[)）\]】]"
    r"|(?:项目编号|课题编号|批准号|编号|项目号)\s*[:：]?\s*([A-Za-z0-9][\w\-./]{3,39})",
    re.ASCII | re.IGNORECASE,
)


def read_funding(text: str) -> Reading[Funding]:
    """Return the funding of a cell; what names neither public nor private money is kept and left open."""
    bare = folded(text)
    if bare in ("", "/", "-", "—", "——", "n/a"):
        return EMPTY
    answer = read_answer(text)
    if bare not in ("财政", "支持", "无") and answer.value is not None:
        return _answered(text, answer)
    line = Reading(text) if bare == "无" else read_line(text, MAX_SOURCE)
    if line.value is None:
        return Reading(None, line.problem)
    found = _PROJECT.search(text)
    number = (found.group(1) or found.group(2)) if found else ""
    return _judged(line.value, number)


def _answered(text: str, answer: Reading[str]) -> Reading[Funding]:
    """Return a yes or no; what stands in brackets behind it is kept and must not say the opposite."""
    if answer.problem is None:
        return Reading(Funding("", answer.value))
    judged = _judged(short(text, MAX_SOURCE), "").value
    if judged is not None and judged.fiscal not in (None, answer.value):
        return _open(text, "")
    return Reading(Funding(read_line(text, MAX_SOURCE).value or "", answer.value))


def _judged(text: str, number: str) -> Reading[Funding]:
    public, private = _sides(text)
    if public == private:
        return _open(text, number)
    return Reading(Funding(text, Answer.YES.value if public else Answer.NO.value, number))


def _open(text: str, number: str) -> Reading[Funding]:
    message = _("%(text)s does not tell whether it is fiscal money; answer yes or no") % {"text": short(text)}
    return Reading(Funding(text, None, number), problem("funding_open", message, basis="pay-later:4"))


def _sides(text: str) -> tuple[bool, bool]:
    """Return whether a text names public money and whether private; what is denied or doubtful names both."""
    bare = folded(text)
    if _NOT_PUBLIC.fullmatch(bare):
        return False, True
    public, private = bool(_FISCAL.search(text)), bool(_NOT_FISCAL.search(text))
    if _DENIED.search(bare) or (public and _COMPANY.search(text)):
        return True, True
    return public, private


def read_fiscal(text: str) -> Reading[str]:
    """Return whether the money is fiscal, from a column that asks just that."""
    if folded(text) == "无":
        return Reading(Answer.NO.value)
    reading = read_funding(text)
    if reading.value is None:
        return Reading(None, reading.problem)
    if reading.value.fiscal is None:
        message = _("%(text)s does not tell whether it is fiscal money; answer yes or no") % {
            "text": short(text)
        }
        return unread("funding_open", message, basis="pay-later:4")
    return Reading(reading.value.fiscal)
