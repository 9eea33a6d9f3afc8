"""What a ledger says of the use made of a result: 未转化, 2022年已许可, 2024.6转让."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ttoffice.i18n import gettext as _
from ttoffice.results.codes import Answer, TransferMode
from ttoffice.results.importing.cells import EMPTY, Reading, folded, read_line, short, unread
from ttoffice.results.importing.dates import read_partial
from ttoffice.results.record import Implementation


@dataclass(frozen=True, slots=True)
class Use:
    """Whether a result has been put to use (`Answer` code), and each use that the text names."""

    implemented: str
    implementations: tuple[Implementation, ...] = ()


_NO = frozenset(
    folded(word)
    for word in [
        "否",
        "无",
        "没有",
        "未",
        "未转化",
        "尚未转化",
        "未实施",
        "未实施转化",
        "未转让",
        "未许可",
        "没有转化",
        "×",
        "✗",
        "x",
        "n",
        "no",
        "0",
        "false",
        "未应用",
        "未使用",
        "暂未转化",
        "暂无",
        "未开展",
        "待转化",
        "未转化实施",
        "未推广",
        "尚未实施",
        "未进行转化",
        "未产业化",
        "闲置",
        "无转化",
    ]
)
_YES = frozenset(
    folded(word)
    for word in [
        "是",
        "有",
        "√",
        "✓",
        "✔",
        "y",
        "yes",
        "1",
        "true",
        "已转化",
        "已实施",
        "已经转化",
        "转化",
        "已应用",
        "已推广",
        "已完成转化",
        "已实施转化",
        "完成转化",
    ]
)
_PLANNED = re.compile(
    r"[拟将欲可宜愿需]|计划|意向|洽谈|正在|进行中|谈判|准备|待|部分|预计|磋商|接洽|跟进|适[合于]|希望|有望|期望|寻求|寻找|征集"
    r"|面向|应当|应该|申请|同意|挂牌|招商|招募|声明|优先|前景|价值|潜力|易于|便于|[中?？]$|先使?用后|转化后|转化库|公示"
)
"""What is only wished for, praised or under way. 可 stands within 许可, which is taken out before."""
_FAILED = re.compile(
    r"失败|终止|中止|解除|取消|撤[销回]|停|到期|期满|作废|难|困|缺|疑似|疑|似|率|评估|^否|终结|放弃|退回|流产"
)
"""What may have been a use once, or was none: somebody has to say which."""
_MODES: tuple[tuple[re.Pattern[str], TransferMode], ...] = (
    (re.compile(r"作价|入股|折股"), TransferMode.EQUITY),
    (re.compile(r"转让"), TransferMode.ASSIGN),
    (re.compile(r"许可|授权使用"), TransferMode.LICENSE),
    (re.compile(r"自行|自主|自用|自转化"), TransferMode.SELF),
    (re.compile(r"合作|共同|联合"), TransferMode.JOINT),
)
_NEGATED = re.compile(r"[未没尚不勿]|无(?!偿)|非(?!独占|排他)")
"""Whatever denies something: a use is only read where nothing is denied."""
_DATE = re.compile(r"(?:19|20)\d{2}(?:\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*日?)?)?\s*[年月日]?")
_BETWEEN = re.compile(r"[;；\n]+|[，,、](?=\s*(?:19|20)\d{2})")
_DONE = re.compile(r"已|完成|(?:19|20)\d{2}|[由在于].+(?:转化|应用|推广|使用|实施)")
"""What says that a use took place where no way of transfer is named."""


def read_use(text: str) -> Reading[Use]:
    """Return the use of a result; plans and unknown words are not understood, dates may be partial."""
    bare = folded(text)
    if bare in ("", "/", "-", "—", "——", "--", "n/a", "不详", "空"):
        return EMPTY
    if bare in _NO:
        return Reading(Use(Answer.NO.value))
    if bare in _YES:
        return Reading(Use(Answer.YES.value))
    line = read_line(text, 300)
    if line.value is None:
        return Reading(None, line.problem)
    uses = []
    for part in filter(None, map(str.strip, _BETWEEN.split(text))):
        use = _use(unicodedata.normalize("NFKC", part), part)
        if use is None:
            return _unknown(text)
        uses.append(use)
    return Reading(Use(Answer.YES.value, tuple(uses))) if uses else _unknown(text)


def _use(plain: str, part: str) -> Implementation | None:
    """Return one use, or None when the words do not say that there was one."""
    if _PLANNED.search(plain.replace("许可", "")) or _FAILED.search(plain) or _NEGATED.search(plain):
        return None
    modes = [mode for pattern, mode in _MODES if pattern.search(plain)]
    days = _DATE.findall(plain)
    since = read_partial(days[0]) if len(days) == 1 else ""
    if len(modes) > 1 or since is None or len(days) > 1 or not (modes or _DONE.search(plain)):
        return None
    return Implementation(modes[0].value if modes else None, since, " ".join(part.split()))


def _unknown(text: str) -> Reading[Use]:
    message = _("%(text)s does not say whether the result has been put to use, how and since when") % {
        "text": short(text)
    }
    return unread("use_unknown", message, basis="pay-later:4")
