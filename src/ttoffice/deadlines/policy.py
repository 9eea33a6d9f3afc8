"""The unit's own settings: which there are, what they hold where nobody has said, and on what that rests.

The guidelines fix no number of days; every value here is the unit's to change, and says where it comes
from. A value is text in the form of its kind: a period `15d`, a fraction `2/3`, fen, a percentage `50%`,
or one of the setting's codes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from ttoffice.errors import UsageError
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.money import shown_yuan
from ttoffice.workdays.counting import Period, read_period

Kind = Literal["period", "fraction", "fen", "percent", "choice", "steps", "day", "count"]
MOST_FEN = 10**15
MOST_STEPS = 6
LONGEST_STEP = 366
"""So many reminders at most, so many days before the day."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        title: catalog string of what it settles.
        default: its value where the unit has set none.
        source: what the default rests on, in Chinese, as it is copied into records.
        basis: the article that the step itself rests on, or empty.
        choices: catalog strings of the codes, for a choice.
    """

    title: str
    kind: Kind
    default: str
    source: str
    basis: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """A setting's value on a day.

    Attributes:
        source: what it rests on.
        since: the day it holds from, None for the value that comes with the program.
        skip_closures: whether periods pass over days on which the unit is closed.
        number: the number of the entry, empty for the value that comes with the program.
    """

    code: str
    value: str
    source: str
    since: date | None = None
    skip_closures: bool = False
    number: str = ""

    @property
    def period(self) -> Period:
        """The value of a setting that is a period."""
        return read_period(self.value)

    @property
    def fraction(self) -> Fraction:
        """The value of a setting that is a fraction or a percentage."""
        return Fraction(self.value) if "%" not in self.value else Fraction(self.value.rstrip("%")) / 100

    @property
    def fen(self) -> int:
        """The value of a setting that is an amount."""
        return int(self.value)

    @property
    def words(self) -> str:
        """The value as people read it, in the user's language."""
        return shown(self.code, self.value)


_PRESET = "本程序预设，由本单位自定；指引未规定"
_OPEN_LICENSE = (
    "国家知识产权局2024年7月关于专利开放许可使用费的说明（据转载，未核实），对本指引的许可无约束力"
)

SETTINGS: dict[str, Setting] = {
    "price_publicity": Setting(
        N_("Publicity of an agreed price"),
        "period",
        "15d",
        "参照浙江省促进科技成果转化条例第十七条、山东省促进科技成果转化条例第十四条（不少于15日）；指引未规定日数",
        "促转法 18",
    ),
    "finding_publicity": Setting(
        N_("Publicity of an exemption finding"), "period", "5wd", f"{_PRESET}公示日数", "exemption:13"
    ),
    "rule_publicity": Setting(
        N_("Publicity of an internal rule"), "period", "5wd", f"{_PRESET}公示日数", "exemption:11"
    ),
    "notice_decision": Setting(
        N_("Notices approved by a collective decision"),
        "choice",
        "rules",
        f"{_PRESET}公示文本的审批方式；制度经集体审议系指引第十一条要求",
        "exemption:11",
        {
            "rules": N_("internal rules only"),
            "findings": N_("internal rules and findings"),
            "all": N_("every notice"),
        },
    ),
    "acceptance": Setting(
        N_("Deciding whether to take up a case"), "period", "5wd", f"{_PRESET}受理期限", "exemption:12"
    ),
    "investigation": Setting(N_("Investigation"), "period", "30wd", f"{_PRESET}调查期限", "exemption:12"),
    "investigation_extension": Setting(
        N_("Extension of an investigation, once"), "period", "15wd", f"{_PRESET}延长期限", "exemption:12"
    ),
    "smallest_panel": Setting(
        N_("Members of an investigation panel, at least"),
        "count",
        "3",
        f"{_PRESET}调查组人数",
        "exemption:12",
    ),
    "review": Setting(
        N_("Review of an objection"),
        "period",
        "30d",
        f"{_PRESET}复核期限，只要求及时组织复查核实",
        "exemption:13",
    ),
    "feedback": Setting(
        N_("Feedback to the objector"), "period", "5wd", f"{_PRESET}反馈期限，只要求及时反馈", "exemption:13"
    ),
    "objection_late": Setting(
        N_("Objections that come late"),
        "choice",
        "case",
        f"{_PRESET}逾期异议的处理",
        "exemption:13",
        {
            "case": N_("decided case by case, with reasons"),
            "accept": N_("taken up like those in time"),
            "decline": N_("not taken up; the objector is told why"),
        },
    ),
    "registration": Setting(
        N_("Registration of the technology contract"),
        "period",
        "30d",
        f"{_PRESET}认定登记的申请期限",
        "pay-later:6(3)",
    ),
    "recordal": Setting(
        N_("Recordal of a patent license"), "period", "3m", "专利法实施细则第十五条", "专利法实施细则 15"
    ),
    "quorum": Setting(
        N_("Quorum of a collective decision"), "fraction", "2/3", f"{_PRESET}到会人数", "exemption:6"
    ),
    "majority": Setting(
        N_("Majority of a collective decision: more than this share of those present"),
        "fraction",
        "1/2",
        f"{_PRESET}通过比例",
        "exemption:6",
    ),
    "low_threshold_ceiling": Setting(
        N_("Ceiling of a low threshold fee"), "fen", "5000000", f"{_PRESET}低门槛费的数额", "pay-later:2"
    ),
    "late_rate_ceiling": Setting(
        N_("Ceiling of late interest a day, above which it is asked about"),
        "percent",
        "0.1%",
        f"{_PRESET}日利率的上限",
        "合同编通则解释 65",
    ),
    "yardstick_fixed": Setting(
        N_("Yardstick of fixed license fees"), "fen", "2000000000", _OPEN_LICENSE, "pay-later:2"
    ),
    "yardstick_sales": Setting(
        N_("Yardstick of a royalty on sales"), "percent", "20%", _OPEN_LICENSE, "pay-later:2(1)"
    ),
    "yardstick_profit": Setting(
        N_("Yardstick of a royalty on profit"), "percent", "40%", _OPEN_LICENSE, "pay-later:2(1)"
    ),
    "waiver_decision": Setting(
        N_("Sums waived without a collective decision, at most"),
        "fen",
        "1000000",
        f"{_PRESET}放弃债权须经集体决策的数额",
        "exemption:6",
    ),
    "award_share_min": Setting(
        N_("Least share of the net income awarded"),
        "percent",
        "50%",
        "促进科技成果转化法第四十五条（不低于百分之五十）",
        "促转法 45",
    ),
    "contributor_share_min": Setting(
        N_("Least share of the award for the main contributors"),
        "percent",
        "50%",
        f"{_PRESET}主要贡献人员的份额",
        "促转法 45",
    ),
    "award_share": Setting(
        N_("Share of the net income that the unit awards"),
        "percent",
        "50%",
        "促进科技成果转化法第四十五条的下限；本单位的比例由本单位规定或与科技人员约定",
        "促转法 44",
    ),
    "award_net_income": Setting(
        N_("What net income is"),
        "choice",
        "direct_costs",
        "参照北京市促进科技成果转化条例第十二条（收入扣除税金、维护费及评估、鉴定、谈判等直接成本）；云南的规定未见，由本单位自定",
        "促转法 45",
        {
            "taxes": N_("income less taxes"),
            "direct_costs": N_("income less taxes and direct costs of the transfer"),
            "contract_costs": N_("income less taxes and all costs of the contract but fiscal funds"),
        },
    ),
    "award_publicity": Setting(
        N_("Publicity of an award distribution"),
        "period",
        "15wd",
        "科技人员现金奖励公示不少于15个工作日的通行做法（国科发政〔2018〕103号，未核对原文）；由本单位自定",
        "促转法 45",
    ),
    "award_tax_window": Setting(
        N_("Time for the income-tax relief on cash awards"),
        "period",
        "36m",
        "财税〔2018〕58号：取得收入之日起三年内发放（未核对原文）；仅作提示",
    ),
    "annual_report_day": Setting(
        N_("Day of the year for the annual report"),
        "day",
        "03-30",
        "参照浙江省促进科技成果转化条例第二十八条、上海市促进科技成果转化条例第十八条（每年3月30日前）；云南的日期未核实，以主管部门当年通知为准",
        "促转法 21",
    ),
    "dossier_retention": Setting(
        N_("Keeping of dossiers"), "period", "10y", f"{_PRESET}卷宗保管年限", "exemption:14"
    ),
    "exclusion_review": Setting(
        N_("Looking again at exclusions from the list"), "period", "1y", f"{_PRESET}复查间隔", "pay-later:4"
    ),
    "license_decision": Setting(
        N_("Licenses decided collectively"),
        "choice",
        "always",
        f"{_PRESET}许可的集体决策范围，只要求履行民主决策程序",
        "exemption:6",
        {
            "always": N_("every license"),
            "above": N_("related parties, and above an amount"),
            "never": N_("related parties only"),
        },
    ),
    "license_decision_amount": Setting(
        N_("Amount of a license above which it is decided collectively"),
        "fen",
        "100000000",
        f"{_PRESET}须集体决策的许可金额",
        "exemption:6",
    ),
    "registration_change": Setting(
        N_("Change or cancellation of a registration"),
        "period",
        "15d",
        f"{_PRESET}变更、注销登记的办理期限",
        "pay-later:6(3)",
    ),
    "recordal_change": Setting(
        N_("Change or cancellation of a recordal"),
        "period",
        "30d",
        "本程序预设，由本单位自定；专利法实施细则只规定首次备案的期限",
        "专利法实施细则 15",
    ),
    "filing_correction": Setting(
        N_("Completing a filing that was sent back"),
        "period",
        "15d",
        "本程序预设，由本单位自定；登记、备案机构另有要求的从其要求",
        "pay-later:6(3)",
    ),
    "reminder_before": Setting(
        N_("Reminders of a payment, in days before the day"), "steps", "30,7", f"{_PRESET}付款前提醒的日数"
    ),
    "reminder_after": Setting(
        N_("Reminders of a payment, in days after the day"), "steps", "1", f"{_PRESET}逾期提醒的日数"
    ),
    "demand_after": Setting(
        N_("Demand letter, after the day of payment"), "period", "15d", f"{_PRESET}发出催告函的日数"
    ),
    "termination_right": Setting(
        N_("Waiting after a demand before terminating"),
        "period",
        "30d",
        "技术合同解释第十五条（催告后三十日内仍未履行）；催告另给更长期限的从其期限",
        "技术合同解释 15",
    ),
    "termination_decision": Setting(
        N_("Terminating a license by a collective decision"),
        "choice",
        "always",
        f"{_PRESET}解除合同的决策方式",
        "exemption:6",
        {
            "always": N_("always, except by agreement of both sides"),
            "mutual_too": N_("always, also by agreement of both sides"),
            "never": N_("not asked for"),
        },
    ),
    "materials_return": Setting(
        N_("Giving back the technical material after a termination"),
        "period",
        "15d",
        "本程序预设，由本单位自定；合同另有约定的从其约定（民法典第八百七十三条）",
        "民法典 873",
    ),
    "mitigation_after": Setting(
        N_("A step that limits loss, after a payment is overdue, and again"),
        "period",
        "30d",
        f"{_PRESET}减损止损的间隔",
        "exemption:8(4)",
    ),
    "reminders": Setting(N_("Reminders, in days before the day"), "steps", "30,7,1", f"{_PRESET}提醒日数"),
}
"""Every setting by its code, in the order in which they are shown."""

_FRACTION = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})", re.ASCII)
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*[%％]", re.ASCII)

_DAY = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
COMMON_YEAR = 2001
"""A year without 29 February."""


def setting(code: str) -> Setting:
    """Return a setting; raise UsageError that names them all where there is none of this code."""
    if code not in SETTINGS:
        raise UsageError(
            _("There is no setting %(code)s.") % {"code": code},
            advice=_("Known: %(names)s.") % {"names": ", ".join(SETTINGS)},
        )
    return SETTINGS[code]


def preset(code: str) -> PolicyValue:
    """Return the value that comes with the program."""
    known = setting(code)
    return PolicyValue(code, known.default, known.source)


def read_value(code: str, text: str) -> str:
    """Return a value in the form it is kept in; raise UsageError, saying how to write it, for what is none."""
    known = setting(code)
    if known.kind == "period":
        return str(read_period(text))
    found = {
        "fraction": _fraction,
        "percent": _percent,
        "fen": _fen,
        "steps": _steps,
        "day": _day,
        "count": _count,
    }.get(known.kind, str.strip)(text)
    if found is None or (known.choices and found not in known.choices):
        hints = {
            "fraction": _("Write a fraction of at most one, such as 2/3."),
            "percent": _("Write a percentage from 0% to 100%, such as 50%."),
            "fen": _("Write the amount in fen, a whole number."),
            "steps": _("Write at most six numbers of days from 0 to 366, such as 30,7,1."),
            "day": _("Write month and day, such as 03-30."),
            "count": _("Write a whole number from 1 to 99."),
            "choice": _("Known: %(names)s.") % {"names": ", ".join(known.choices)},
        }
        raise UsageError(
            _("%(text)s is no value of this setting.") % {"text": text}, advice=hints[known.kind]
        )
    return found


def _fraction(text: str) -> str | None:
    match = _FRACTION.fullmatch(text.replace(" ", ""))
    return match[0] if match and Fraction(match[0]) <= 1 else None


def _percent(text: str) -> str | None:
    match = _PERCENT.fullmatch(text.strip())
    return f"{match[1]}%" if match and Fraction(match[1]) <= 100 else None


def _fen(text: str) -> str | None:
    plain = text.strip()
    return str(int(plain)) if plain.isascii() and plain.isdigit() and int(plain) <= MOST_FEN else None


def _count(text: str) -> str | None:
    plain = text.strip()
    return str(int(plain)) if re.fullmatch(r"[0-9]{1,2}", plain, re.ASCII) and int(plain) else None


def _steps(text: str) -> str | None:
    parts = [part.strip() for part in re.split("[,，、]", text)]
    if not 1 <= len(parts) <= MOST_STEPS or not all(
        re.fullmatch(r"\d{1,3}", part, re.ASCII) for part in parts
    ):
        return None
    days = sorted({int(part) for part in parts}, reverse=True)
    return ",".join(map(str, days)) if days[0] <= LONGEST_STEP else None


MATTERS = {
    "right_fee": N_("Yearly fee of a licensed patent"),
    "filing_decision": N_("Decision of the authority on a filing"),
}
"""What deadlines are for whose period is no setting of the unit."""


def _day(text: str) -> str | None:
    """Return a day that every year has, as `03-30`."""
    match = _DAY.fullmatch(text.replace(" ", ""))
    if match is None:
        return None
    try:
        return date(COMMON_YEAR, int(match[1]), int(match[2])).strftime("%m-%d")
    except ValueError:
        return None


def title_of(code: str) -> str:
    """Return what a setting settles or a deadline is for, in the user's language; the code itself for others."""
    return _(SETTINGS[code].title) if code in SETTINGS else _(MATTERS.get(code, code))


def title_in_chinese(code: str) -> str:
    """Return what a setting settles or a deadline is for, as records have it."""
    return chinese(SETTINGS[code].title if code in SETTINGS else MATTERS.get(code, code))


def shown(code: str, value: str) -> str:
    """Return a setting's value as people read it, in the user's language."""
    known = SETTINGS.get(code)
    if known is None:
        return value
    if known.kind == "period":
        return read_period(value).words
    if known.kind == "fen":
        return shown_yuan(int(value))
    return _(known.choices[value]) if value in known.choices else value
