"""The words that ledgers use for codes: result types, yes and no, maturity, status and the rest."""

from __future__ import annotations

import re
from functools import cache

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.results.codes import (
    LABELS,
    Answer,
    Coded,
    Consent,
    LegalStatus,
    LicenseKind,
    Maturity,
    ResultType,
    RightKind,
    Secrecy,
    TechField,
    TechLevel,
    TechnologyClass,
    TransferMode,
)
from ttoffice.results.importing.cells import (
    EMPTY,
    MAX_CODE,
    Reading,
    blank,
    folded,
    problem,
    short,
    too_long,
    unread,
)

_WORDS: dict[type[Coded], dict[str, str]] = {
    Answer: {
        "yes": "是 有 对 √ ✓ ✔ ☑ y yes t true 1 已 ok v 支持 ■是 财政 纳入 限时",
        "no": "否 无 没有 不是 非 × ✗ ✘ ✕ ☒ x n no f false 0 未 不 假",
    },
    TechnologyClass: {
        "applied": "应用技术类 应用技术 应用类 应用研究 应用开发 应用 技术开发 应用技术成果 应用型 是 √ 1 y yes",
        "basic": "基础研究 基础理论 基础类 基础 基础研究类 基础理论成果 理论 理论研究",
        "soft": "软科学 软科学类 软科学研究 软科学成果",
    },
    TechField: {
        "electronics": "电子信息技术 电子信息 电子与信息 电子信息类 信息技术 电子信息技术领域",
        "aerospace": "航空航天技术 航空航天",
        "manufacturing": "先进制造技术 先进制造 先进制造与自动化",
        "biomedicine": "生物、医药和医疗器械技术 生物医药和医疗器械技术 生物医药与医疗器械 生物医药 生物与新医药 "
        "生物医药技术 生物、医药和医疗器械 生物医药与医疗器械技术",
        "materials": "新材料及其应用 新材料 新材料技术 新材料及应用",
        "energy": "新能源与高效节能 新能源与节能 新能源 新能源及高效节能 新能源与高效节能技术",
        "environment": "环境保护与资源综合利用技术 环境保护与资源综合利用 环境保护 环保 资源与环境 "
        "环境保护与资源综合利用领域",
        "nuclear": "核应用技术 核应用 核技术",
        "agriculture": "农业技术 农业 现代农业 农业类",
        "transport": "现代交通 现代交通技术 交通 交通运输",
        "urban": "城市建设与社会发展 城市建设与社会发展技术 城市建设 城建与社会发展",
    },
    Maturity: {
        "research": "正在研发 研发中 在研 研发阶段 研发 研究阶段 正在研究 研制阶段 概念验证",
        "sample": "已有样品 样品 样机 已有样机 有样品 样品阶段 样机阶段 原理样机 工程样机",
        "lab": "通过小试 小试 小试阶段 实验室小试 完成小试 已小试 初期阶段 实验室阶段 实验室",
        "pilot": "通过中试 中试 中试阶段 完成中试 已中试 中期阶段",
        "production": "可以量产 量产 可量产 产业化 批量生产 规模化生产 工业化 工业化生产 产业化阶段 已产业化 "
        "成熟应用阶段 可产业化 量产阶段 小批量生产 产业化应用",
    },
    TechLevel: {
        "world_leading": "国际领先 国际领先水平 世界领先",
        "world_advanced": "国际先进 国际先进水平 世界先进",
        "national_leading": "国内领先 国内领先水平",
        "national_advanced": "国内先进 国内先进水平",
        "national_average": "国内一般 国内一般水平 一般",
        "unrated": "未评价 未鉴定 未评价水平",
    },
    Secrecy: {
        "open": "公开 非密 不涉密 非涉密 无密级 否 未定密 普通",
        "internal": "内部 内部公开 内部资料",
        "secret": "秘密 秘密级",
        "confidential": "机密 机密级",
        "top_secret": "绝密 绝密级",
    },
    Consent: {
        "given": "同意 愿意 已同意 是 √ ✓ ✔ 有 y yes 1 全体同意 同意转化 同意纳入",
        "refused": "不同意 不愿意 否 × x n no 拒绝 0 未同意 不同意转化",
    },
    TransferMode: {
        "self": "自行投资实施转化 自行转化 自行实施 自主转化 自行投资 自转化 自行实施转化 自主实施 自行投资实施",
        "assign": "向他人转让 转让 技术转让 专利转让 所有权转让 转让所有权 成果转让 已转让 专利权转让",
        "license": "许可他人使用 许可 技术许可 专利许可 实施许可 使用许可 许可使用 已许可 许可实施 专利实施许可 "
        "授权使用 开放许可",
        "joint": "合作实施转化 合作实施 共同实施 合作转化 合作开发 合作 共同实施转化 合作生产",
        "equity": "作价投资 作价入股 技术入股 作价投资入股 折算股份 技术作价 入股 作价投资折算股份或出资比例",
        "other": "其他 其它 其他方式 其他协商确定的方式 其它方式",
    },
    LicenseKind: {
        "ordinary": "普通许可 普通 普通实施许可 普通使用许可 一般许可 非独占许可 非独占 非排他许可 开放许可 普通许可方式",
        "sole": "排他许可 排他 排它 排它许可 排他实施许可 排他使用许可 排他性许可",
        "exclusive": "独占许可 独占 独占实施许可 独占使用许可 独占性许可",
    },
    LegalStatus: {
        "in_force": "有权 有效 维持 授权 已授权 专利权维持 有效期内 权利维持 已登记 登记 已获证 已拿证 授权有效 在有效期 "
        "授权公告 授权维持 有效专利 维持有效 已取得 获证",
        "pending": "审中 在审 审查中 实审 实质审查 实质审查中 公开 已公开 受理 已受理 申请中 待审 未授权 在申请 "
        "实审中 进入实审 实质审查的生效 初审 申请 受理中 审核中 等待实审 一通回案实审",
        "lapsed": "无权 失效 终止 已终止 届满 驳回 撤回 视撤 视为撤回 放弃 无效 专利权终止 未缴年费 权利终止 期限届满 "
        "已失效 全部无效 未缴年费专利权终止 等年费滞纳金 过期 已过期 逾期视撤失效 驳回失效 主动放弃",
    },
}
_OUTSIDE = (
    "论文 专著 著作 标准 教材 奖项 获奖 成果奖 研究报告 咨询报告 作品著作权 作品登记 调研报告 会议论文 期刊论文 "
    "国家标准 行业标准 地方标准 团体标准 企业标准 技术标准 译著"
)
_TYPES: tuple[tuple[ResultType, RightKind | None, str], ...] = (
    (
        ResultType.PATENT,
        RightKind.INVENTION,
        "发明专利 发明 授权发明专利 国家发明专利 中国发明专利 发明专利权 授权发明 国内发明专利 职务发明专利 发明授权",
    ),
    (
        ResultType.PATENT,
        RightKind.UTILITY_MODEL,
        "实用新型 实用新型专利 授权实用新型 实用新型专利权 新型专利 新型 实用",
    ),
    (ResultType.PATENT, RightKind.DESIGN, "外观设计 外观设计专利 外观 外观专利 外观设计专利权"),
    (ResultType.PATENT, None, "专利权 专利 授权专利 有效专利"),
    (
        ResultType.SOFTWARE_COPYRIGHT,
        RightKind.SOFTWARE,
        "软著 软件著作权 计算机软件著作权 计算机软件 软件著作 软著权 计算机软著 软件 计算机软件著作权登记 软件登记",
    ),
    (
        ResultType.LAYOUT_DESIGN,
        RightKind.LAYOUT_DESIGN,
        "集成电路布图设计 集成电路布图设计专有权 布图设计 集成电路布图 布图设计专有权 集成电路布图设计权 集成电路",
    ),
    (
        ResultType.PLANT_VARIETY,
        RightKind.PLANT_VARIETY,
        "植物新品种权 植物新品种 新品种权 新品种 品种权 农业植物新品种 农业植物新品种权 林业植物新品种 植物品种权 农业新品种",
    ),
    (
        ResultType.DRUG_MARKETING_LICENSE,
        RightKind.DRUG_LICENSE,
        "药品上市许可 药品注册证书 药品注册证 药品批准文号 药品注册批件 上市许可 药品生产批件 药品上市许可证",
    ),
    (
        ResultType.CLINICAL_LICENSE,
        RightKind.CLINICAL_LICENSE,
        (
            "临床许可 新药临床批件 临床批件 临床试验批件 药物临床试验批件 药物临床批件 临床试验许可 药物临床试验许可 "
            "药物临床试验批准通知书 新药临床试验批件 临床试验批准通知书"
        ),
    ),
    (
        ResultType.PATENT_APPLICATION,
        RightKind.PATENT_APPLICATION,
        (
            "专利申请权 申请权 专利申请 申请中专利 在申请专利 发明专利申请 发明专利申请权 发明申请 专利申请中 实用新型申请 "
            "发明专利(申请) 申请中的专利"
        ),
    ),
    (
        ResultType.KNOW_HOW,
        RightKind.KNOW_HOW,
        "非专利技术 技术秘密 专有技术 非专利技术(技术秘密) 技术诀窍 know-how knowhow 商业秘密 未申请专利技术",
    ),
)
_SEVERAL = re.compile(r"[、，,；;/+＋&\n]|或|和|及|与")
_TRL = re.compile(r"(?:trl|技术就绪度|技术成熟度|就绪度)?[:：=-]?([1-9一二三四五六七八九])级?")
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")


@cache
def _table(codes: type[Coded]) -> dict[str, str]:
    """Return folded word -> code of one list: the words above, the codes and the English labels."""
    table = {folded(label): code for code, label in LABELS[codes].items()}
    table.update({folded(code): code for code in LABELS[codes]})
    for code, words in _WORDS.get(codes, {}).items():
        table.update({folded(word): code for word in words.split(" ")})
    return table


@cache
def _types() -> dict[str, tuple[str | None, str | None]]:
    """Return folded word -> (result type, kind of right)."""
    kinds = {result_type.value: kind for result_type, kind, _words in _TYPES if kind is not None}
    kinds[ResultType.PATENT.value] = None  # type: ignore[assignment]
    table: dict[str, tuple[str | None, str | None]] = {}
    for code, label in LABELS[ResultType].items():
        kind = kinds[code]
        table[folded(label)] = table[folded(code)] = (code, kind.value if kind else None)
    for result_type, right_kind, words in _TYPES:
        for word in words.split(" "):
            table[folded(word)] = (result_type.value, right_kind.value if right_kind else None)
    table.update({folded(word): (None, None) for word in _OUTSIDE.split(" ")})
    return table


def read_code(text: str, codes: type[Coded], *, empty_words: bool = True) -> Reading[str]:
    """Return the code that a text means in one code list; several at once are not understood.

    With `empty_words` false, words such as 无 and - are looked up before they are taken for an empty cell.
    """
    if len(text) > MAX_CODE:
        return too_long(len(text), MAX_CODE)
    table = _table(codes)
    key = folded(text)
    if not empty_words and key in table and key:
        return Reading(table[key])
    if blank(text):
        return EMPTY
    if key in table:
        return Reading(table[key])
    code = table.get(folded(_BRACKETS.sub("", text)))
    if code is not None:
        return Reading(code, _remark(text))
    shown = next((code.value for code in codes if folded(code.label) == key), None)
    if shown is not None:
        return Reading(shown)
    found = {table[part] for part in map(folded, _SEVERAL.split(text)) if part in table}
    if len(found) > 1:
        message = _("%(text)s names several values; decide on one") % {"text": short(text)}
        return unread("several_values", message)
    message = _("%(text)s is no known value; use one of: %(words)s") % {
        "text": short(text),
        "words": _("; ").join(code.label for code in codes),
    }
    return unread("unknown_value", message)


def _remark(text: str) -> Reason:
    message = _("%(text)s: what stands in brackets was not understood") % {"text": short(text)}
    return problem("remark", message)


def read_answer(text: str) -> Reading[str]:
    """Return `yes` or `no`; 无 and × mean no here."""
    return read_code(text, Answer, empty_words=False)


def read_class(text: str) -> Reading[str]:
    """Return the nature of a result; a bare no does not say whether it is basic or soft science."""
    reading = read_code(text, TechnologyClass)
    if reading.problem is not None and folded(text) in _NO_WORDS:
        message = _("%(text)s does not say what it is instead: basic research or soft science?") % {
            "text": short(text)
        }
        return unread("class_which", message, basis="pay-later:4")
    return reading


def read_secrecy(text: str) -> Reading[str]:
    """Return the secrecy level; 无 means that it is not classified."""
    if folded(text) == "无":
        return Reading(Secrecy.OPEN.value)
    return read_code(text, Secrecy)


def read_license_kind(text: str) -> Reading[str]:
    """Return the license kind; a way of transfer is none, and sole agency (独家) could be two kinds."""
    reading = read_code(text, LicenseKind)
    if reading.problem is None:
        return reading
    parts = [folded(part) for part in _SEVERAL.split(text)]
    if any(part in _table(TransferMode) for part in parts):
        message = _("%(text)s is no license kind; choose ordinary, sole or exclusive") % {"text": short(text)}
        return unread("not_license_kind", message, basis="pay-later:6(1)")
    if "独家" in text:
        message = _("%(text)s can mean sole or exclusive; say which") % {"text": short(text)}
        return unread("license_kind_which", message, basis="pay-later:6(1)")
    return reading


def read_result_type(text: str) -> Reading[tuple[str | None, str | None]]:
    """Return (result type, kind of right); what pay-later Art. 3 does not name is not understood."""
    if blank(text):
        return EMPTY
    if len(text) > MAX_CODE:
        return too_long(len(text), MAX_CODE)
    table = _types()
    key = folded(text)
    found = table.get(key)
    remark = None
    if found is None:
        found, remark = table.get(folded(_BRACKETS.sub("", text))), _remark(text)
    if found is None:
        return _no_type(text)
    if found[0] is None:
        message = _("%(text)s is none of the result types that can be licensed; leave it out of the list") % {
            "text": short(text)
        }
        return unread("type_outside", message, basis="pay-later:3")
    return Reading(found, remark)


def read_right_kind(text: str) -> Reading[str]:
    """Return the kind of right; result types are understood where they say one kind."""
    reading = read_result_type(text)
    if reading.value is not None and reading.value[1] is not None:
        return Reading(reading.value[1])
    return read_code(text, RightKind)


def read_maturity(text: str) -> Reading[tuple[str | None, int | None]]:
    """Return (maturity, TRL). A bare TRL tells no stage: the two scales have no official table between them."""
    if blank(text):
        return EMPTY
    if len(text) > MAX_CODE:
        return too_long(len(text), MAX_CODE)
    trl = _bare_trl(text, marked=True)
    if trl is not None:
        return Reading((None, trl))
    table = _table(Maturity)
    code = table.get(folded(text))
    if code is not None:
        return Reading((code, None))
    parts = [part for part in re.split(r"[()（）\[\]【】,，、;；/\n]+", text) if part]
    codes = {table[folded(part)] for part in parts if folded(part) in table}
    levels = {level for level in (_bare_trl(part, marked=True) for part in parts) if level is not None}
    known = sum(folded(part) in table or _bare_trl(part, marked=True) is not None for part in parts)
    if known == len(parts) and len(codes) == 1 and len(levels) <= 1:
        return Reading((codes.pop(), levels.pop() if levels else None))
    reading = read_code(text, Maturity)
    return Reading(None, reading.problem)


def read_trl(text: str) -> Reading[int]:
    """Return a technology readiness level from 1 to 9."""
    if blank(text):
        return EMPTY
    level = _bare_trl(text, marked=False)
    if level is not None:
        return Reading(level)
    message = _("%(text)s is no readiness level from 1 to 9") % {"text": short(text)}
    return Reading(None, problem("trl_unknown", message))


def _bare_trl(text: str, *, marked: bool) -> int | None:
    key = folded(text)
    found = _TRL.fullmatch(key)
    if found is None or (marked and key[0] == found.group(1) and not key.endswith("级")):
        return None
    return int(found.group(1)) if found.group(1).isascii() else "一二三四五六七八九".index(found.group(1)) + 1


_NO_WORDS = frozenset(folded(word) for word in _WORDS[Answer]["no"].split(" "))


def _no_type(text: str) -> Reading[tuple[str | None, str | None]]:
    table = _types()
    parts = {folded(part) for part in _SEVERAL.split(text)}
    if len([part for part in parts if part in table]) > 1:
        message = _("%(text)s names several types; give each its own row") % {"text": short(text)}
        return unread("several_values", message)
    message = _("%(text)s is no known result type; use one of: %(words)s") % {
        "text": short(text),
        "words": _("; ").join(code.label for code in ResultType),
    }
    return unread("unknown_value", message, basis="pay-later:3")
