"""Two cases of the demo office as data: a manager who is exempt, archived; a researcher who is corrected, on display."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PEOPLE: tuple[dict[str, Any], ...] = (
    {"name": "陆知远", "roles": ["leader"], "department": "校领导", "posts": [{"title": "纪委书记"}]},
    {"name": "沈以宁", "roles": ["manager"], "department": "人事处", "posts": [{"title": "处长"}]},
    {"name": "罗承泽", "roles": ["manager"], "department": "国有资产管理处", "posts": [{"title": "处长"}]},
    {"name": "何锦书", "roles": ["manager"], "department": "科学技术处", "posts": [{"title": "科长"}]},
    {
        "name": "许文漪",
        "roles": ["researcher"],
        "department": "食品科学技术学院",
        "posts": [{"title": "副教授"}],
    },
)
PANEL = (
    {"person": "冯岚", "field": "discipline", "qualification": "纪检监察室主任", "lead": True},
    {"person": "郑小舟", "field": "audit", "qualification": "审计处副处长，高级审计师"},
    {"person": "吴敬之", "field": "finance", "qualification": "财务处处长，高级会计师"},
)
COMMITTEE = ("方启明", "陆知远", "沈以宁", "罗承泽")
BODY = "尽职免责认定委员会"
PLAN = "核查合同、定价、公示和履行材料，听取当事人和各方意见，逐项对照指引第六条至第十条。"
NO_BAR = "未发现该情形，纪检监察室书面回复无相关线索和记录。"
MET = {
    "criterion:democratic_procedure": "经科技成果转化领导小组集体审议，到会、表决和意见均有会议纪要。",
    "criterion:reasonable_care": "核查了权属、法律状态、受让方资信和定价依据，并告知完成人。",
    "criterion:supervision": "按合同节点跟踪履行，有台账和往来函件。",
    "criterion:no_unlawful_gain": "关联关系已申报，财务和纪检核查未发现牟取非法利益。",
    "premise:no_intent": "各项程序公开留痕，未发现明知有损仍予办理的情形。",
}
"""What is said of the criteria of exemption Art. 6 and of intent, in both cases."""


@dataclass(frozen=True)
class DemoCase:
    """One case.

    Attributes:
        opening: what is entered when it is opened, but for its exhibits.
        name: whom it is about; `side` and `who` is heard beside them.
        circumstance: its code; `elements` what is said of each.
        proposal: outcome and what goes with it.
        days: so many days before today, each step: received, accepted, begun, heard, reported, decided, posted.
    """

    opening: Mapping[str, Any]
    name: str
    side: str
    who: str
    circumstance: str
    elements: Mapping[str, str]
    proposal: Mapping[str, Any]
    days: Mapping[str, int]


PRICE = DemoCase(
    {
        "title": "何锦书在核桃脱青皮技术转让定价中尽职免责",
        "applicant": "何锦书",
        "lead": "申请认定本人在该项转让中已尽职。",
        "matter_kind": "transfer",
        "matter_text": "2025年12月以协议定价方式转让核桃脱青皮技术，拟交易价格在校内公示。",
        "matter_on": "2025-12-15",
        "loss_fen": "35万元",
        "loss": "转让后同类技术价格上升，少收转让费",
        "cause": "转让半年后同类技术市场价格大幅上升。",
        "parties": [{"person": "何锦书", "roles": ["manager"], "post": "成果转化科科长，转让事项承办人"}],
    },
    "何锦书",
    "department",
    "科学技术处",
    "M3",
    {
        "price_found": "经三家询价协议定价，拟交易价格在校内公示十五日，期满无异议。",
        "later_change": "2026年7月同类技术挂牌成交价为原转让价的两倍以上。",
        "gain_missed": "按同期成交价测算，少收约35万元。",
    },
    {"outcome": "exempt", "reasons": "定价程序合规，价值变化发生在转让之后，各项要件均有证据证明。"},
    {"received": 33, "accepted": 32, "begun": 31, "heard": 28, "reported": 25, "decided": 24, "posted": 23},
)
SHOWN = DemoCase(
    {
        "title": "许文漪在推介会展示未公开工艺参数",
        "origin": "superior",
        "applicant": "食品科学技术学院",
        "lead": "学院请求认定该行为的性质和责任。",
        "matter_kind": "other",
        "matter_text": "在技术推介会上展示了尚未公开的干燥曲线，未事先报告；未造成技术秘密泄露。",
        "loss": "意向企业要求重新议价",
        "cause": "推介材料未经保密审查。",
        "parties": [{"person": "许文漪", "roles": ["researcher"], "post": "副教授，成果完成人"}],
    },
    "许文漪",
    "department",
    "保密办公室",
    "R1",
    {
        "fault": "展示前未履行报告程序，属成果使用中的过错。",
        "minor": "展示内容不足以实施技术，保密办认定未泄密，情节较轻。",
    },
    {
        "outcome": "corrected",
        "reasons": "勤勉尽职，过错情节较轻，以纠正为主，不予追责。",
        "correction": "补办推介材料保密审查，向团队说明情况。",
    },
    {"received": 19, "accepted": 17, "begun": 16, "heard": 12, "reported": 7, "decided": 6, "posted": 4},
)
