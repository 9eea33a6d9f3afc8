from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.licenses.law.licenses import facts
from ttoffice.licenses.law import clauses
from ttoffice.licenses.law.clauses import clause_reasons, kind_of_option, scan, void_kinds
from ttoffice.licenses.law.facts import Wording
from ttoffice.licenses.terms import ClauseChoice, Terms

VOID = {
    "improvement": [
        "被许可方不得对许可技术进行改进。",
        "未经甲方书面同意，乙方不得对合同技术作任何后续研发",
        "乙方对许可技术作出的改进成果归甲方所有",
        "被许可方应将其自行改进的技术无偿提供给许可方使用",
        "乙方改进技术的知识产权归许可方单独享有，甲方不支付任何费用",
        "乙方应免费许可甲方使用乙方对专利技术所作的改进",
        "禁止乙方在本专利技术基础上开展新的研究开发",
        "乙方不得使用其自行改进的技术",
        "后续改进成果由学校独占享有",
        "甲方对乙方改进成果享有非独占的免费使用权",
        "甲方有权无偿使用乙方对许可技术所作的改进",
        "双方约定：乙方在合同技术基础上完成的新成果，其专利申请权归许可方。",
        "未经许可方许可，乙方不得自行升级许可软件",
        "甲方不得擅自终止合同，乙方不得改进许可技术",
    ],
    "other_source": [
        "合同期内，乙方不得从第三方引进与本专利技术相类似的技术",
        "被许可方不得使用与许可技术相竞争的技术",
        "乙方只能使用甲方提供的技术生产该产品",
        "未经许可方同意，被许可方不得采用其他单位的同类工艺",
        "乙方在合同有效期内不得受让或者实施任何具有竞争性的专利",
        "合同有效期内，被许可方不得与其他高校合作开发同类技术",
        "乙方不得自行研发与本技术类似的技术",
    ],
    "exploitation": [
        "乙方年产量不得超过1000吨",
        "产品销售价格不得低于甲方核定的价格",
        "许可产品的售价由甲方统一确定",
        "乙方生产的产品不得出口",
        "禁止乙方将许可产品销往境外",
        "乙方必须通过甲方指定的经销商销售许可产品",
        "乙方只能生产单一型号的产品",
        "被许可方每年的销售量以5000件为上限",
        "乙方产品定价须事先报甲方批准",
        "被许可方无权向海外市场销售许可产品",
        "乙方的经销商须经甲方批准",
    ],
    "tying": [
        "乙方必须同时购买甲方生产的检测设备",
        "被许可方应当聘用许可方推荐的人员担任技术负责人",
        "许可以乙方购买甲方其他专利为条件",
        "乙方应当接受甲方派驻的管理人员，工资由乙方承担",
        "乙方须购买实施本技术非必需的设备和服务",
        "本专利与甲方其他三件专利捆绑许可",
        "被许可方同意一并受让许可方的另一项专利",
        "乙方须聘用甲方指定的技术顾问",
    ],
    "purchase_channel": [
        "乙方所需原材料必须从甲方指定的供应商处采购",
        "生产所用菌种一律由甲方独家供应",
        "乙方不得从第三方购买原材料和零部件",
        "乙方只能向许可方购买关键设备",
        "乙方的供应商须经甲方书面批准",
        "乙方生产所需零部件须从甲方或者甲方指定的企业采购",
        "乙方应使用甲方指定的供应商",
        "种苗全部由许可方提供，乙方不得自行采购",
    ],
    "challenge": [
        "乙方不得对许可专利的有效性提出异议",
        "被许可方承诺不对许可专利提出无效宣告请求",
        "乙方对专利权提出无效宣告请求的，甲方有权立即解除合同",
        "被许可方放弃请求宣告该专利权无效的权利",
        "乙方质疑专利有效性的，应当承担违约责任",
        "乙方不得以任何方式挑战许可专利的有效性",
        "如乙方请求宣告许可专利无效，本合同自动终止",
        "被许可方不得就许可专利提起无效宣告程序，也不得协助他人提起",
    ],
}
HARMLESS = [
    "甲方应免费向乙方提供其对许可技术所作的改进",
    "属原有基础上的较小的改进，双方免费互相提供使用",
    "乙方向关联方销售许可产品的价格低于市场公允价格的，按市场公允价格计算提成基数",
    "为实施许可标的所必需的专用试剂，乙方可以向甲方购买，也可以向第三方购买同等质量的产品",
    "许可方不得在已经许可被许可方独占实施的范围内，就同一专利与第三方订立专利实施许可合同",
    "乙方应当按照约定的工艺规程生产，不得擅自改变关键工艺参数",
    "甲方不得限制乙方从其他来源获得类似技术，不得限制乙方购买原材料的渠道",
    "甲方不对产品的销售数量和利润作出保证",
    "甲方不得限制乙方对许可技术进行后续改进。",
    "双方各自对许可技术作出的改进，归完成改进的一方所有",
    "甲方完成的改进归甲方所有，乙方完成的改进归乙方所有",
    "一方利用对方改进技术的，应支付合理使用费",
    "任何一方不得将对方的后续改进成果用于申请专利",
    "甲方应将其对许可技术的改进免费提供给乙方使用",
    "双方同意相互无偿许可使用各自的改进技术",
    "乙方不得向第三方披露甲方的技术秘密",
    "未经甲方书面同意，乙方不得许可第三方实施许可专利",
    "乙方不得从第三方处非法获取甲方的技术秘密",
    "乙方应当在许可地域和许可领域内实施许可技术",
    "本合同提成总额不超过人民币100万元",
    "产品销售价格明显低于市场价格的，按市场价格计算提成",
    "乙方出口产品应当遵守国家出口管制规定，不得违反规定出口",
    "乙方可以自行选择销售渠道，甲方不得干涉",
    "乙方应当接受甲方提供的技术指导和培训",
    "乙方可以自愿购买甲方的设备",
    "甲方可以推荐供应商，乙方有权自行选择",
    "原材料由乙方自行采购",
    "乙方应当向甲方支付许可使用费",
    "乙方应接受甲方对账目的查阅和审计",
    "专利权被宣告无效的，乙方自无效宣告之日起不再支付使用费",
    "第三方对许可专利提出无效宣告请求的，甲方应当负责应对",
    "本合同部分条款无效的，不影响其他条款的效力",
    "甲方不得以专利权被宣告无效为由拒绝返还",
    "不可抗力导致合同不能履行的，双方互不承担责任",
    "任何一方不得以口头协议主张本合同无效",
    "乙方不得擅自将许可技术用于许可领域以外的产品",
    "乙方应于每季度结束后30日内向甲方报送产品产量、销量和销售收入",
    "乙方应当妥善保管销售台账，不得销毁",
    "未经乙方同意，甲方不得使用乙方改进的技术",
    "乙方有权对许可专利的有效性提出异议",
    "净销售收入指扣除增值税、运输费后的销售额",
    "乙方应使用甲方提供的技术资料进行生产",
    "许可方应在30日内向被许可方交付全部技术资料",
    "乙方不得使用与甲方名称类似的商标",
    "甲方应当按时缴纳年费，维持专利权有效",
    "乙方改进许可技术的，应在30日内书面通知甲方",
    "乙方应当按照甲方提供的质量标准生产，产品质量不符合标准的不得销售",
    "未经乙方同意，学校不得将改进成果许可第三方",
    "乙方对许可技术作出的改进，由双方另行协商确定权属和收益分配",
    "甲方有权优先受让乙方的改进技术，价格由双方协商",
    "甲方对乙方的改进技术享有在同等条件下的优先受让权",
    "许可期内，甲方作出改进的，应当及时通知乙方，乙方可以无偿使用该改进",
    "乙方逾期支付使用费的，甲方有权解除合同",
    "乙方未经甲方书面同意不得将本合同权利义务转让给第三方",
    "乙方委托第三方加工许可产品的，应当事先书面通知甲方",
    "双方应对从对方获得的技术资料保密，不得向任何第三方泄露",
    "许可使用费不得低于每年十万元",
    "乙方每年最低提成为人民币5万元，不足部分由乙方补足",
    "销售额以乙方开具的增值税发票所载不含税价格为准",
    "乙方保证其生产的产品符合国家标准，产品数量以乙方台账为准",
    "甲方派技术人员到乙方现场指导，差旅费由乙方承担",
    "乙方应当配备具有相应资质的人员接受甲方的培训",
    "乙方可以自主决定采购设备的渠道",
    "技术实施所必需的专用菌种由甲方提供，质量标准见附件",
    "甲方保证所提供的技术不侵犯第三方的知识产权",
    "许可专利被宣告部分无效的，双方协商调整使用费",
    "任何一方不得在许可地域以外擅自使用对方的商标",
    "乙方应当如实报告销售数量，不得隐瞒",
    "未经甲方同意，乙方不得以甲方名义对外宣传",
    "甲方不得就同一技术在同一地域再许可第三方使用",
    "本合同终止后，乙方不得继续使用许可技术",
    "乙方不得对许可技术进行反向工程以获取甲方未披露的技术秘密",
    "双方确认，改进成果按照贡献大小共有",
    "专利年费由甲方缴纳，不得因欠费导致专利权失效",
]


@pytest.mark.parametrize("code", VOID)
def test_each_of_the_six_kinds_is_caught_in_the_words_of_real_contracts(code: str) -> None:
    missed = [text for text in VOID[code] if code not in {found.kind.code for found in scan(text)}]
    assert missed == []


def test_harmless_clauses_are_left_in_peace() -> None:
    assert [(text, found.kind.code) for text in HARMLESS for found in scan(text)] == []


def test_the_six_kinds_stand_in_the_order_of_the_article() -> None:
    assert [kind.item for kind in void_kinds()] == [1, 2, 3, 4, 5, 6]
    assert [kind.code for kind in void_kinds()] == list(VOID)
    assert void_kinds()[5].basis == "技术合同解释 10(6)"


def test_no_option_belongs_to_two_kinds_and_every_word_of_the_list_is_used() -> None:
    options = [option for kind in void_kinds() for option in kind.options]
    assert len(options) == len(set(options))
    text = Path(clauses.LIST).read_text(encoding="utf-8")
    used = set(re.findall("<([a-z_]+)>", text))
    assert used == set(tomllib.loads(text)["words"])


def test_blanks_and_unseen_characters_hide_nothing() -> None:
    assert [found.kind.code for found in scan("乙方 不得对许可\u200b专利的\n 有效性 提出异议")] == []
    assert [found.kind.code for found in scan("乙方 不得对许可\u200b专利的 有效性 提出异议")] == ["challenge"]


def test_a_ban_on_the_licensor_does_not_cover_up_one_on_the_licensee() -> None:
    found = scan("甲方不得擅自终止合同，乙方不得改进许可技术。甲方不得限制乙方的生产数量。")
    assert [item.kind.code for item in found] == ["improvement"]
    assert found[0].sentence == "甲方不得擅自终止合同，乙方不得改进许可技术"


def test_a_void_option_is_refused_and_a_void_wording_warned_of() -> None:
    terms = Terms(
        clauses=(
            ClauseChoice("improvements", "unpaid_grant_back"),
            ClauseChoice("validity", "usual", "乙方不得对许可专利提出无效宣告请求。"),
        )
    )
    refusal, warning = clause_reasons(replace(facts(), terms=terms))
    assert (refusal.code, refusal.basis) == ("license.void_improvement", "技术合同解释 10(1)")
    assert (refusal.field, refusal.warning) == ("clauses[0].option", False)
    assert (warning.code, warning.basis) == ("license.maybe_void_challenge", "技术合同解释 10(6)")
    assert (warning.field, warning.warning) == ("clauses[1].wording", True)


def test_the_offices_own_words_outside_the_clauses_are_looked_at_too() -> None:
    written = (Wording("plan.royalty.base_note", "产品售价由甲方统一确定"),)
    [reason] = clause_reasons(replace(facts(), wordings=written))
    assert (reason.code, reason.field) == ("license.maybe_void_exploitation", "plan.royalty.base_note")


@pytest.mark.parametrize("option", ["", "usual", "mutual"])
def test_other_options_are_no_matter_of_this_rule(option: str) -> None:
    assert kind_of_option(option) is None


@settings(max_examples=40)
@given(
    st.text("乙甲方不得限制改进无偿归专利有效性，。；<>()[]{}%\n\x00 购买第三出口被许可", max_size=300)
    | st.text(max_size=200)
)
def test_no_wording_however_hostile_raises(text: str) -> None:
    terms = Terms(clauses=(ClauseChoice(text, text, text),))
    assert all(reason.code.startswith("license.") for reason in clause_reasons(replace(facts(), terms=terms)))


def test_the_clause_library_that_is_shipped_raises_no_suspicion() -> None:
    library = Path(clauses.LIST).parents[2] / "templates" / "contract"
    articles = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(library.glob("*.toml"))]
    texts = [clause.get("text", "") for article in articles for clause in article.get("paragraphs", ())]
    assert len(texts) > 100
    assert [(found.kind.code, found.sentence) for text in texts for found in scan(text)] == []


def test_no_option_of_the_shipped_library_is_a_void_one() -> None:
    head = tomllib.loads(
        (Path(clauses.LIST).parents[2] / "templates" / "contract" / "library.toml").read_text("utf-8")
    )
    options = {option for choice in head["choices"].values() for option in choice["options"]}
    assert [option for option in options if kind_of_option(option)] == []
