"""What a column of a ledger of results can hold, and the headers by which offices name it."""

from __future__ import annotations

import re
from dataclasses import replace

from ttoffice.i18n import N_
from ttoffice.results.fields import BY_KEY, label_of
from ttoffice.results.importing.vocabulary import (
    IGNORED,
    LEFT_OUT,
    MAX_HEADER,
    PROBLEM_HEADER,
    Match,
    Target,
    Vocabulary,
    plain,
)

__all__ = [
    "BY_TARGET",
    "IGNORED",
    "MAX_HEADER",
    "PROBLEM_HEADER",
    "RESULTS",
    "TARGETS",
    "Match",
    "Target",
    "match",
    "plain",
]

_TARGETS: tuple[Target, ...] = (
    LEFT_OUT,
    Target("number", "编号 成果编号 系统编号 成果号 台账编号 登记编号", N_("Number in this register")),
    Target(
        "title",
        "成果名称 名称 项目名称 专利名称 科技成果名称 成果 发明名称 软件名称 软著名称 作品名称 品种名称 技术名称 "
        "知识产权名称 软件全称 专利题目 发明创造名称 技术成果名称 转化成果名称 成果题目 题名 标题 成果名 专利名 成果标题 "
        "知识产权成果名称 拟转化成果名称 产品名称 专利技术名称",
    ),
    Target(
        "result_type",
        "成果类型 类型 成果类别 知识产权类型 专利类型 类别 知识产权类别 成果形式 知识产权种类 专利类别 成果种类 专利种类 "
        "知识产权形式 知识产权名目 权利类型 产权类型",
        instead="rights.kind",
    ),
    Target("rights.kind", "权利种类"),
    Target(
        "rights.number",
        "知识产权号 专利号 申请号 专利申请号 登记号 授权号 知识产权编号 软著登记号 品种权号 权利号 专利编号 授权专利号 "
        "知识产权登记号 软件登记号 专利授权号 专利号码 申请号码 登记号码 知识产权号码 专利登记号 批准文号 软件著作权登记号 "
        "品种审定号或专利号 专利申请号或授权号 申请号或专利号 专利号或登记号 登记号或专利号",
        several=True,
    ),
    Target("rights.applied_on", "申请日 申请日期 申请时间 专利申请日 专利申请时间 专利申请日期 提交日期"),
    Target(
        "rights.acquired_on",
        "取得知识产权日期 授权日 授权日期 授权公告日 授权公告日期 取得日期 登记日期 授权时间 取得时间 获权日期 登记日 "
        "发证日期 颁证日 取得知识产权时间 知识产权取得日期 知识产权取得时间 登记批准日期 获得时间 专利授权日 专利授权日期 "
        "专利授权时间 获批时间 获批日期 授权公告时间 颁证日期 登记批准日 取得知识产权日 获得授权时间 授权登记日期 发证时间 "
        "知识产权授权日期",
    ),
    Target(
        "rights.expires_on",
        "届满日 到期日 有效期至 失效日期 届满日期 到期日期 专利到期日 专利届满日 有效期截止日",
    ),
    Target(
        "rights.legal_status",
        "法律状态 专利状态 当前状态 权利状态 状态 案件状态 知识产权状态 专利法律状态 当前法律状态 知识产权法律状态",
    ),
    Target(
        "rights.holders",
        "权利人 专利权人 申请人 著作权人 知识产权人 品种权人 所有权人 成果持有单位 持有单位 权属单位 成果权属 专利申请人 "
        "成果所有人 成果权利人 知识产权权利人 知识产权所有人 申请人或专利权人 当前权利人 共有权利人 共有人 成果归属 权属",
        several=True,
    ),
    Target(
        "department",
        "所在学院 学院 部门 所在部门 二级单位 所属学院 院系 所属单位 所在单位 单位 完成单位 归属学院 科室 所属部门 承担单位 "
        "成果完成单位 主要完成单位 第一完成单位 所在院系 单位名称 申报单位 所属院系 归属单位 推荐单位 二级学院 所在科室 "
        "学院名称 所属二级单位 所在二级单位 研究所",
    ),
    Target(
        "completers",
        "完成人 发明人 主要完成人 成果完成人 设计人 研发人员 作者 完成人员 全部完成人 第一完成人 第一发明人 育种人 团队成员 "
        "主要发明人 主要研制人 其他完成人 其他发明人 其他成员 其余完成人 发明人或设计人 研发团队成员 成果完成人员 全部发明人 "
        "完成人名单 参与人 参与人员 所有发明人 发明设计人 完成者 培育人 品种培育人 研制人员 团队主要成员",
        several=True,
    ),
    Target(
        "funding",
        "经费来源 资金来源 项目来源 课题来源 成果来源 经费 立项来源 支持来源 资助来源 项目经费来源 资金性质 依托项目 支持项目 "
        "资助项目 所属项目 经费性质 依托课题 来源项目 来源",
        N_("Funding (source, fiscal or not, project number)"),
    ),
    Target(
        "fiscal",
        "是否财政资金支持 是否财政资金 财政资金支持 是否财政经费 是否财政支持 财政性资金 是否财政性资金支持 财政资金 "
        "是否利用财政资金 是否使用财政资金 是否由财政资金支持产生 是否财政资金支持产生 是否财政性资金 财政经费 "
        "是否为财政资金支持 是否财政资金资助 是否财政经费支持 是否利用财政资金形成",
    ),
    Target(
        "project_number",
        "项目编号 课题编号 项目批准号 立项编号 任务书编号 项目号 批准号 课题号 资助编号 依托项目编号",
    ),
    Target(
        "technology_class",
        "是否应用技术类 成果性质 是否应用技术 应用技术类 是否为应用技术类 研究性质 研究类型 是否应用类 是否应用技术类成果 "
        "是否属于应用技术类 应用技术 是否为应用技术",
    ),
    Target(
        "tech_field",
        "技术领域 所属领域 领域 所属技术领域 高新技术领域 技术领域分类 所属高新技术领域 成果领域 技术类别 学科领域 领域分类",
    ),
    Target(
        "industry",
        "应用行业 行业 应用领域 所属行业 主要应用行业 国民经济行业 适用行业 所属产业 行业领域 应用产业",
    ),
    Target(
        "maturity",
        "成熟度 技术成熟度 成果成熟度 所处阶段 成果阶段 研发阶段 成果所处阶段 技术阶段 成熟程度 成熟阶段 成果成熟程度",
    ),
    Target("trl", "trl trl等级 技术就绪度 技术就绪水平 trl级别 技术就绪度等级 技术成熟度等级"),
    Target("tech_level", "技术水平 成果水平 成果技术水平 水平评价 创新程度"),
    Target(
        "brief",
        "成果简介 简介 摘要 成果介绍 技术简介 成果简要介绍 技术内容 专利摘要 成果描述 内容简介 主要内容 成果概述 技术要点 "
        "项目简介 简要说明 技术简要说明 成果主要内容 内容摘要 介绍 成果摘要 技术介绍 成果简要说明 专利简介 技术说明",
    ),
    Target("keywords", "关键词 关键字 成果关键词 主题词", several=True),
    Target("secrecy", "密级 成果密级 保密级别 涉密情况 是否涉密 涉密等级 保密等级"),
    Target(
        "consent",
        "完成人意愿 是否同意 科研人员意愿 转化意愿 完成人是否同意 是否同意转化 科研人员同意 是否同意先使用后付费 "
        "成果完成人意愿 完成人同意 科研人员是否同意 完成人意见 是否愿意",
    ),
    Target("consent_on", "同意日期 同意时间"),
    Target(
        "transfer_mode",
        "转化方式 拟转化方式 转让方式 拟采取的转化方式 合作方式 转化形式 意向转化方式 拟采取转化方式",
    ),
    Target("license_kind", "许可方式 许可类型 拟许可方式 许可种类 许可形式 拟采取许可方式 许可性质"),
    Target(
        "payment_mode",
        "支付方式 付费方式 付款方式 许可费支付方式 许可使用费支付方式 费用支付方式 收费方式 许可费付款方式 支付形式",
    ),
    Target(
        "fee",
        "许可使用费标准 许可费 许可费标准 许可使用费 费用标准 价格 转让价格 拟交易价格 预期交易价格 参考价 许可价格 收费标准 "
        "意向价格 报价 许可费用 预期价格 拟许可价格 参考价格 许可使用费用 使用费标准 拟转化价格 许可金额 意向金额 期望价格",
        N_("Fee standard and fee plan"),
    ),
    Target("license_term", "许可期限 许可年限 许可期 许可使用期限 期限"),
    Target("territory", "许可地域 许可范围 地域 许可区域 地域范围 许可使用地域 许可地域范围"),
    Target(
        "contact",
        "联系人及电话 联系方式 联系人及联系方式 联系人及联系电话 联系人与电话 联系人信息 联系人电话 联系人和电话 联系人联系方式 "
        "联系人联系电话 联系人或电话",
        N_("Contact and phone"),
    ),
    Target("contact_name", "联系人 联系人姓名 经办人 联络人"),
    Target("contact_phone", "联系电话 电话 手机 手机号 办公电话 联系手机 电话号码 手机号码 联系人手机 座机"),
    Target(
        "use",
        "转化情况 转化状态 实施情况 成果转化情况 是否已转化 是否转化 是否实施转化 转化实施情况 是否已实施转化 实施转化情况 "
        "是否实施 许可转让情况 转化时间及方式 是否已实施 转化现状 成果转化状态 已转化情况 应用转化情况 推广应用情况 转化进展",
        N_("Use so far (implemented, how, since when)"),
    ),
    Target(
        "listed_since",
        "纳入清单日期 入库日期 纳入先使用后付费清单日期 挂牌日期 列入清单日期 纳入清单时间 挂牌时间",
    ),
    Target("time_limited", "是否限时转化 限时转化 是否限时转化清单 是否纳入限时转化清单 限时转化清单"),
    Target("exclusion_reason", "不纳入理由 不纳入原因 不纳入清单理由 除外理由 例外原因 不纳入清单原因"),
    Target("exclusion_on", "不纳入日期 除外日期"),
    Target("platform_number", "平台编号 平台号 挂牌编号 平台成果编号"),
    Target("remarks", "备注 说明 其他说明 备注说明 其他 附注 备注信息", several=True),
)
TARGETS = tuple(replace(target, labelled=label_of) for target in _TARGETS)

VAGUE = frozenset(
    [
        "项目名称",
        "产品名称",
        "技术名称",
        "名称",
        "成果",
        "单位",
        "状态",
        "案件状态",
        "类型",
        "类别",
        "价格",
        "期限",
        "领域",
        "来源",
        "经费",
        "时间",
    ]
)
"""Headers that give way to a plainer one of the same target: 项目名称 beside 成果名称 is the project's name."""
_OF_SOMETHING_ELSE = re.compile(
    r"原|曾用|变更|预计|预期授权|计划|数量|人数|项数|工号|学号|电话$|邮箱|邮件|地址|编码|年费|合同|许可到期|项目到期|受让|被许可|企业"
    r"|代理|合作|评审|鉴定|验收|费用?$"
)
"""What makes a header with a known word in it the header of another thing: 联系人邮箱, 合同到期日, 原专利名称."""

RESULTS = Vocabulary(
    TARGETS,
    needed=frozenset({"title"}),
    missing=N_(
        "Nothing was imported. The header needs a column for the title, such as 成果名称, and one more; "
        "name the sheet or give a mapping if it is worded in another way."
    ),
    vague=VAGUE,
    other=_OF_SOMETHING_ELSE,
    money=frozenset({"fee"}),
    keys=frozenset(target.key for target in TARGETS if target.key in BY_KEY or "." in target.key),
)
"""The vocabulary of ledgers of results."""
BY_TARGET = RESULTS.by_key
match = RESULTS.match
