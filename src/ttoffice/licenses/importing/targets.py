"""What the columns of a ledger of contracts and of a ledger of receipts can hold, and how offices name them."""

from __future__ import annotations

import re

from ttoffice.i18n import N_
from ttoffice.results.importing.vocabulary import LEFT_OUT, Target, Vocabulary

_CONTRACTS: tuple[Target, ...] = (
    LEFT_OUT,
    Target("number", "许可编号 系统编号 xk编号", N_("Number of the license here")),
    Target(
        "reference",
        "合同编号 合同号 编号 协议编号 合同序号 合同文号 许可合同编号 技术合同编号",
        N_("Own contract number"),
    ),
    Target(
        "title",
        "合同名称 合同标题 协议名称 项目名称 名称 许可项目 技术合同名称 许可合同名称",
        N_("Title of the contract"),
    ),
    Target(
        "licensee",
        "被许可方 被许可人 受让方 受让人 乙方 企业名称 许可对象 客户名称 合作企业 被许可单位 被许可方名称 受让单位 合作单位 使用单位 "
        "承接企业 承接单位 被许可企业 被许可方企业名称 买方 买方名称 合作方 合作方名称 对方单位 对方单位名称 合同对方",
        N_("Name of the licensee"),
    ),
    Target(
        "credit_code",
        "统一社会信用代码 信用代码 社会信用代码 企业信用代码 被许可方信用代码 统一信用代码 受让方统一社会信用代码 "
        "被许可方统一社会信用代码 乙方统一社会信用代码 合作方统一社会信用代码 合作方信用代码",
        N_("Credit code"),
    ),
    Target("representative", "法定代表人 法人代表 法人 企业法人", N_("Legal representative")),
    Target(
        "region",
        "所在州市 所在地 所在地区 州市 所属地区 企业所在地 注册地 合作方地区 合作方所在地",
        N_("Prefecture or province"),
    ),
    Target("industry", "划型行业 所属行业 行业 企业行业 行业类别", N_("Industry for the size")),
    Target("employees", "从业人员 职工人数 员工人数 从业人数 人数 企业人数", N_("Employees")),
    Target("revenue", "营业收入 年营业收入 上年营业收入 企业营业收入 营收", N_("Revenue")),
    Target("assets", "资产总额 总资产 企业资产总额", N_("Total assets")),
    Target("figures_year", "指标年度 数据年度 企业数据年度", N_("Year of the figures")),
    Target(
        "results",
        "成果编号 成果名称 许可成果 专利号 知识产权号 专利名称 许可专利 涉及成果 许可技术 成果 标的 许可标的 知识产权编号 "
        "许可专利号 技术名称 涉及专利 涉及专利号 登记号 申请号",
        N_("What is licensed"),
        several=True,
    ),
    Target("kind", "许可方式 许可类型 许可种类 许可性质 实施许可方式", N_("Kind of license")),
    Target("territory", "许可地域 地域 许可区域 地域范围 许可范围 实施地域", N_("Territory")),
    Target("field_of_use", "使用领域 许可领域 应用领域 使用范围 许可使用领域", N_("Field of use")),
    Target("sublicensing", "分许可 转许可 能否分许可 是否允许分许可 再许可", N_("Sublicenses")),
    Target(
        "signed_on",
        "签订日期 签约日期 合同签订日期 签署日期 签订时间 签约时间 合同日期 合同签订时间 签订日 合同签署日期",
        N_("Signed on"),
    ),
    Target("effective_on", "生效日期 合同生效日期 生效日 生效时间", N_("Takes effect on")),
    Target("starts_on", "许可起始日 许可开始日期 许可起始日期 起始日期 许可期起", N_("First day")),
    Target(
        "ends_on",
        "许可截止日 许可截止日期 到期日 到期日期 合同到期日 合同到期日期 终止日期 截止日期 许可期止 有效期至 合同截止日期 许可到期日 "
        "许可期限至 许可期至 合同期限至",
        N_("Last day of the term"),
    ),
    Target("term", "许可期限 合同期限 期限 许可年限 许可期 有效期 合同有效期", N_("Term of the license")),
    Target(
        "fee",
        "费用约定 付费约定 付款约定 支付约定 支付方式 付费方式 许可费约定 付款方式 许可费支付方式",
        N_("Fee plan"),
    ),
    Target("threshold", "门槛费 入门费 首付款 首付 初期费 入门许可费 固定费", N_("Threshold fee")),
    Target(
        "total",
        "合同金额 合同总额 合同总价 许可费总额 许可费 合同额 总金额 成交额 合同成交额 许可金额 合同价款",
        N_("Sum of the stages"),
    ),
    Target(
        "stages",
        "付款节点 阶段付款 分期付款 支付节点 付款计划 分期支付 阶段性支付 里程碑付款 付款安排 分阶段付款",
        N_("Stages"),
        several=True,
    ),
    Target("rate", "提成比例 提成率 提成费率 收入提成比例 提成 提成标准", N_("Rate of the royalty")),
    Target("base", "提成基数 计提基数 提成计算基数 计算基数 提成依据", N_("Base of the royalty")),
    Target("period", "结算周期 提成结算周期 提成周期 报告周期 计提周期", N_("Settlement period")),
    Target("report_days", "报告期限 报表期限 申报期限 报告天数", N_("Days to report")),
    Target("payment_days", "付款期限 支付期限 付款天数", N_("Days to pay")),
    Target("royalty_start", "提成起始日 提成开始日期 提成起算日 提成起始日期", N_("Royalty from")),
    Target("royalty_end", "提成截止日 提成结束日期 提成截止日期", N_("Royalty until")),
    Target("minimum", "最低提成 保底 保底提成 年保底费 最低许可费 年最低提成", N_("Least royalty a year")),
    Target("cap", "提成上限 封顶 提成封顶 许可费上限 封顶金额", N_("Most royalty in all")),
    Target(
        "late_rate",
        "违约金比例 滞纳金 滞纳金比例 逾期利率 日违约金 逾期违约金",
        N_("Late interest, percent a day"),
    ),
    Target(
        "registration_number",
        "登记编号 认定登记号 合同登记编号 技术合同登记编号 认定登记编号 技术合同登记号 合同认定登记号",
        N_("Registration number"),
    ),
    Target(
        "registered_on",
        "登记日期 认定登记日期 合同登记日期 认定日期 登记时间 技术合同登记日期 认定登记时间",
        N_("Registered on"),
    ),
    Target("first_sale_on", "首次销售日期 首次销售日 首销日期", N_("First sale on")),
    Target("state", "合同状态 履行状态 履行情况 状态 执行状态 合同履行情况", N_("Whether it has ended")),
    Target("responsible", "经办人 负责人 合同负责人 管理人员 跟进人", N_("Person responsible")),
    Target("note", "备注 说明 其他 附注 备注说明", N_("Note"), several=True),
)

CONTRACTS = Vocabulary(
    _CONTRACTS,
    needed=frozenset({"licensee", "signed_on"}),
    missing=N_(
        "Nothing was imported. The header needs a column for the licensee, such as 被许可方, and one for the day of"
        " signature, such as 签订日期; name the sheet or give a mapping if it is worded in another way."
    ),
    vague=frozenset(
        ["名称", "编号", "项目名称", "许可费", "期限", "有效期", "提成", "登记号", "申请号", "行业", "人数"]
    ),
    other=re.compile(r"原|变更|预计|已|未|累计|到账|实收|电话|邮箱|地址|传真|开户|账号|数量|个数"),
    money=frozenset({"threshold", "total", "stages", "fee", "minimum", "cap", "revenue", "assets"}),
)
"""The vocabulary of ledgers of contracts."""

_RECEIPTS: tuple[Target, ...] = (
    LEFT_OUT,
    Target("number", "到账编号 系统编号 dz编号", N_("Number of the receipt here")),
    Target(
        "license",
        "合同编号 合同号 许可编号 协议编号 许可合同编号 技术合同编号 xk编号",
        N_("Contract: number here or own number"),
    ),
    Target("title", "合同名称 项目名称 合同标题 协议名称 许可项目", N_("Title of the contract")),
    Target(
        "licensee",
        "被许可方 被许可人 受让方 乙方 企业名称 被许可单位 许可对象 客户名称 合作企业 合作方 合作方名称",
        N_("Name of the licensee"),
    ),
    Target(
        "received_on",
        "到账日期 到款日期 收款日期 入账日期 到账时间 到款时间 收款时间 日期 入账时间 到账日 收入日期",
        N_("Received on"),
    ),
    Target(
        "amount",
        "到账金额 到款金额 收款金额 入账金额 实收金额 金额 到账经费 到款额 到账额 本次到账 本次到账金额 收入金额",
        N_("Amount"),
    ),
    Target("payer", "付款方 付款单位 付款人 汇款人 汇款单位 付款户名 对方户名 来款单位", N_("Payer")),
    Target("kind", "到账类型 到账方式 收款方式 来源 款项类型 支付方式 到款方式 款项性质", N_("Kind")),
    Target(
        "reference",
        "流水号 银行流水号 凭证号 回单号 交易流水号 银行回单号 凭证编号 到账凭证号 交易号 来款编号",
        N_("Reference"),
    ),
    Target("note", "备注 摘要 说明 用途 附言 其他", N_("Note"), several=True),
)

RECEIPTS = Vocabulary(
    _RECEIPTS,
    needed=frozenset({"received_on", "amount"}),
    missing=N_(
        "Nothing was imported. The header needs a column for the day, such as 到账日期, and one for the amount, such"
        " as 到账金额; name the sheet or give a mapping if it is worded in another way."
    ),
    vague=frozenset(["日期", "金额", "来源", "项目名称"]),
    other=re.compile(r"合同金额|应收|未|累计|余额|税|开票|发票|电话|账号|签"),
    money=frozenset({"amount"}),
)
"""The vocabulary of ledgers of receipts."""
