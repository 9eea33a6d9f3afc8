"""The text of a certificate for audits and appraisals (exemption Art. 14): exactly what was found, no more. Pure.

It is drafted once, when it is issued, and kept with its hash: printed again years later it says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ttoffice.findings.codes import STATE_LABELS, UNIT, FindingState, Outcome, Role
from ttoffice.findings.concluding.outline import ended, joined
from ttoffice.findings.record import ConclusionRecord, FindingRecord, Party
from ttoffice.findings.wording import (
    OUTCOMES,
    SHORT,
    about,
    article,
    articles_text,
    guideline_title,
    matter_sentence,
    party_text,
)
from ttoffice.i18n import chinese
from ttoffice.notices.texts import chinese_day
from ttoffice.parties.decision_rules import plain_text
from ttoffice.rulebook import Rulebook

TITLE = "尽职免责认定结论证明"
EFFECTS = "exemption:14"
UNAFFECTED = "在单位评先评优、表彰奖励、年度综合考核时不受影响"
"""What Art. 14 says of whoever is exempted, and of nobody else."""


@dataclass(frozen=True)
class Published:
    """How the conclusion was published: the notice, its first and last day, and the day it closed."""

    number: str = ""
    published_on: date | None = None
    ends_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class Later:
    """What befell the finding since: the finding that reopened it and its state, the decision that corrected its own.

    Attributes:
        outcome: what the later finding concluded of the same person, once it is final.
        not_upheld_by: the review that did not uphold the conclusion after it was final.
    """

    number: str = ""
    state: FindingState | None = None
    outcome: Outcome | None = None
    corrected_by: str = ""
    not_upheld_by: str = ""


@dataclass(frozen=True)
class Certified:
    """What a certificate states: the finding, one conclusion of it, the decision's body, publicity, what came later."""

    number: str
    finding: FindingRecord
    conclusion: ConclusionRecord
    rulebook: Rulebook
    unit: str
    body: str
    published: Published
    later: Later
    recipient: str
    purpose: str
    on: date


def certificate_text(found: Certified) -> str:
    """Return the text of a certificate; numbers and seal are added where it is printed."""
    return plain_text(
        "\n".join(
            (
                TITLE,
                *([f"{found.recipient.strip()}："] if found.recipient.strip() else []),
                *(line for line in _body(found) if line),
                "特此证明。",
                *([found.unit] if found.unit else []),
                chinese_day(found.on),
            )
        )
    )


def _body(found: Certified) -> Iterator[str]:
    conclusion, rulebook = found.conclusion, found.rulebook
    purpose = f"因{found.purpose.strip().rstrip('。')}，" if found.purpose.strip() else ""
    yield f"{purpose}现就{_who(found)}的尽职免责认定情况证明如下："
    yield joined(
        f"一、认定事项：{about(found.finding.title)}尽职免责认定（{found.number}）",
        matter_sentence(found.finding),
    )
    articles = articles_text(rulebook, conclusion.articles)
    yield joined(
        f"二、认定结论：依据{guideline_title(rulebook)}（以下简称{SHORT}），{OUTCOMES[conclusion.outcome]}",
        f"适用条款：{articles}" if articles else "",
        _limits(conclusion),
    )
    yield ended(f"三、集体决策：{_decided(found)}")
    yield ended(f"四、内部公示：{_published(found)}")
    yield joined(f"五、结果运用：{effect_sentence(rulebook, conclusion)}")
    yield ended(f"六、卷宗：本认定已于{_archived(found)}归档，卷宗验证码{found.finding.dossier_code}")
    later = later_sentence(found.later)
    if later:
        yield ended(f"七、其他需要说明的情况：{later}")


def _who(found: Certified) -> str:
    party = next(
        (one for one in found.finding.parties if one.person == found.conclusion.person),
        Party(found.conclusion.person, found.conclusion.name, found.conclusion.roles),
    )
    return party_text(party, found.unit)


def _limits(conclusion: ConclusionRecord) -> str:
    """Return what an outcome covers, asks for or leads to; a referral names the authority."""
    if conclusion.outcome is Outcome.IN_PART:
        return f"免责范围：{conclusion.part.strip()}"
    if conclusion.outcome is Outcome.CORRECTED:
        until = f"，于{chinese_day(conclusion.correct_by)}前完成" if conclusion.correct_by else ""
        return f"纠正要求：{conclusion.correction.strip().rstrip('。')}{until}"
    if conclusion.outcome is Outcome.REFERRED:
        return f"移送：{conclusion.authority.strip()}"
    return ""


def _decided(found: Certified) -> str:
    body = f"{found.body}" if found.body else "集体决策机构"
    return f"{chinese_day(found.conclusion.decided_on)}经{body}集体决策（{found.conclusion.decision}）"


def _published(found: Certified) -> str:
    days = [day for day in (found.published.published_on, found.published.ends_on) if day is not None]
    span = "至".join(chinese_day(day) for day in days)
    closed = f"，{chinese_day(found.published.closed_on)}结束公示" if found.published.closed_on else ""
    return f"{span}在本单位内部公示（{found.published.number}）{closed}，公示期满无未处理的异议"


def _archived(found: Certified) -> str:
    return chinese_day(found.finding.archived_on) if found.finding.archived_on else ""


# --- what follows from it ----------------------------------------------------------------------------------


def effect_sentence(rulebook: Rulebook, conclusion: ConclusionRecord) -> str:
    """Return what Art. 14 makes of an outcome; only whoever is exempted is not affected in appraisals."""
    place = article(rulebook, EFFECTS)
    opinion = f"依据{SHORT}{place}，本认定意见可作为单位接受审计、监督检查等工作的依据"
    if Role.UNIT in conclusion.roles or conclusion.person == UNIT:
        return ended(opinion)
    if conclusion.outcome is Outcome.EXEMPT:
        return joined(f"依据{SHORT}{place}，{conclusion.name}{UNAFFECTED}", opinion.partition("，")[2])
    if conclusion.outcome is Outcome.IN_PART:
        return joined(
            f"依据{SHORT}{place}，{conclusion.name}仅就予以免责的部分{UNAFFECTED}", opinion.partition("，")[2]
        )
    return ended(opinion)


def later_sentence(later: Later) -> str:
    """Return what befell the finding since it was archived; empty where nothing did."""
    told = []
    if later.number:
        state = chinese(STATE_LABELS[later.state.value]) if later.state else ""
        outcome = f"，其认定结论为：{OUTCOMES[later.outcome]}" if later.outcome else ""
        told.append(
            f"因新的事实，本认定事项已由{later.number}号重新开展认定（{state}）{outcome}；"
            "以重新认定生效的结论为准"
        )
    if later.corrected_by:
        told.append(f"作出本认定的集体决策已由{later.corrected_by}更正")
    if later.not_upheld_by:
        told.append(f"本认定生效后，经复核（{later.not_upheld_by}）未予维持")
    return "。".join(told)
