"""How the papers of findings put things, in Chinese whatever the screen speaks: articles, persons, outcomes. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ttoffice.errors import RulebookError
from ttoffice.findings.codes import (
    MATTER_LABELS,
    ROLE_LABELS,
    UNIT,
    VERDICT_LABELS,
    Outcome,
    Verdict,
)
from ttoffice.i18n import chinese
from ttoffice.money import wan_or_yuan
from ttoffice.notices.texts import chinese_day

if TYPE_CHECKING:
    from ttoffice.findings.record import FindingRecord, Party
    from ttoffice.rulebook import Rulebook

SHORT = "《指引》"
"""What the guideline is called after its first mention."""
OUTCOMES = {
    Outcome.EXEMPT: "予以免责",
    Outcome.IN_PART: "部分免责",
    Outcome.CORRECTED: "以纠正为主，不予追责",
    Outcome.NOT_EXEMPT: "不予免责",
    Outcome.REFERRED: "不予免责，移送处理",
}
"""The outcomes as conclusions and certificates put them."""


def guideline_title(rulebook: Rulebook) -> str:
    """Return the full title of the guideline on exemption, in title marks."""
    found = rulebook.guideline("exemption")
    return f"《{found.title}》" if found else "《科技成果转化尽职免责工作指引》"


ALREADY_SAID = ("认定", "尽职免责", "的")
"""How titles end that say themselves what a paper about them says after them."""


def about(title: str) -> str:
    """Return what a finding is called as papers name it before 尽职免责, which its title may say already."""
    plain = title.strip()
    for ending in ALREADY_SAID:
        plain = plain.removesuffix(ending) or plain
    return plain


def rule_text(title: str, edition: str) -> str:
    """Return an internal rule by title and edition: 《尽职免责实施办法》（试行）."""
    plain = edition.strip()
    bracketed = plain if not plain or plain.startswith(("（", "(")) else f"（{plain}）"
    return f"《{title.strip().strip('《》')}》{bracketed}"


def article(rulebook: Rulebook, ref: str) -> str:
    """Return the place of an article within its guideline, such as 第七条第（二）项; what is no reference as it is."""
    try:
        return rulebook.cite(ref).rpartition("》")[2]
    except RulebookError:
        return ref


def articles_text(rulebook: Rulebook, refs: Iterable[str]) -> str:
    """Return articles of the exemption guideline in one citation: 《指引》第六条、第七条第（二）项."""
    places = "、".join(dict.fromkeys(article(rulebook, ref) for ref in refs))
    return f"{SHORT}{places}" if places else ""


def roles_text(roles: Iterable[str]) -> str:
    """Return roles as a paper names them: 领导人员、科研人员."""
    return "、".join(chinese(ROLE_LABELS[role]) for role in roles)


def party_text(party: Party, unit: str = "") -> str:
    """Return whom a finding is about: 张三（时任科技处处长，领导人员）; the unit by its name alone."""
    if party.person == UNIT:
        return party.name or unit or "本单位"
    post = f"时任{party.post.removeprefix('时任').strip()}" if party.post.strip() else ""
    said = "，".join(filter(None, (post, roles_text(party.roles))))
    return f"{party.name}（{said}）" if said else party.name


def verdict_text(verdict: Verdict | None) -> str:
    """Return a verdict in one word; 未作认定 where there is none."""
    return chinese(VERDICT_LABELS[verdict.value]) if verdict is not None else "未作认定"


def matter_sentence(record: FindingRecord, called: str = "") -> str:
    """Return what a finding is about: the day, the kind of matter, what was done, its number in the store."""
    day = f"{chinese_day(record.matter_on)}，" if record.matter_on else ""
    number = f"（{record.subject}{f'，{called}' if called else ''}）" if record.subject else ""
    said = f"：{record.matter_text.strip()}" if record.matter_text.strip() else ""
    return f"{day}{chinese(MATTER_LABELS[record.matter_kind.value])}{number}{said}"


def loss_sentence(record: FindingRecord) -> str:
    """Return the loss, in money and in words; empty where nothing is said of it."""
    money = wan_or_yuan(record.loss_fen) if record.loss_fen is not None else ""
    words = record.loss.strip()
    return f"{money}（{words}）" if money and words else money or words
