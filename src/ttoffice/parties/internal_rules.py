"""The unit's own rules (制度): consultation, collective deliberation, publicity, effect, and which held when.

Exemption Art. 11 asks for rules on exemption that were widely consulted, adopted in a collective decision and
published; Art. 5 for rules on process, decisions and rewards. No step can be skipped, and the text that was
decided is the text that is published. An older case is judged by the version then in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ttoffice.action.shelf import Shelf
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.action.core import Subject
    from ttoffice.action.office import Context
    from ttoffice.store.connection import Reader


class RuleState(StrEnum):
    """How far a rule is."""

    DRAFT = "draft"
    CONSULTED = "consulted"
    DECIDED = "decided"
    PUBLISHED = "published"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"


class RuleTopic(StrEnum):
    """What the guidelines want rules about: exemption (Art. 11); process, decisions and rewards (Art. 5)."""

    EXEMPTION = "exemption"
    PROCESS = "process"
    DECISION = "decision"
    REWARD = "reward"


TOPICS = {
    RuleTopic.EXEMPTION.value: N_("exemption (Art. 11)"),
    RuleTopic.PROCESS.value: N_("process of transfer (Art. 5)"),
    RuleTopic.DECISION.value: N_("decision-making (Art. 5)"),
    RuleTopic.REWARD.value: N_("rewards (Art. 5)"),
}
"""What the topics are called."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One opinion received in the consultation, and what was answered."""

    opinion: str
    source: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """One version of an internal rule.

    Attributes:
        edition: what this version is called, such as 2026 年修订.
        topics: what it is about.
        text: the whole text; `text_sha256` is its hash.
        exhibit: number of the exhibit that holds the text as a file, with the file's hash.
        consulted_from: first day of the consultation; `consulted_until` its last.
        scope: whom the consultation reached.
        papers: numbers of the exhibits of the consultation.
        decision: number of the collective decision that adopted it.
        notice: number of the notice that published it.
        effective_on: first day in force; `ended_on` the first day it is no longer.
        replaces: number of the version that this one replaces; `superseded_by` of the one that replaced it.
    """

    title: str
    edition: str = ""
    topics: tuple[RuleTopic, ...] = ()
    state: RuleState = RuleState.DRAFT
    text: str = ""
    text_sha256: str = ""
    exhibit: str = ""
    exhibit_sha256: str = ""
    consulted_from: date | None = None
    consulted_until: date | None = None
    scope: str = ""
    opinions: tuple[Opinion, ...] = ()
    papers: tuple[str, ...] = ()
    decision: str = ""
    decided_on: date | None = None
    notice: str = ""
    published_on: date | None = None
    effective_on: date | None = None
    replaces: str = ""
    superseded_by: str = ""
    ended_on: date | None = None
    end_reason: str = ""
    note: str = ""


RULES: Shelf[RuleRecord] = Shelf(
    "rule",
    RuleRecord,
    packed=frozenset({"topics", "opinions", "papers"}),
    found_by=("title", "edition", "text", "opinions", "decision", "notice", "note"),
)


def in_force(reader: Reader, day: date, topic: RuleTopic = RuleTopic.EXEMPTION) -> Subject[RuleRecord] | None:
    """Return the version about a topic in force on a day, the one that came into force last; None where there is none."""
    found = RULES.where(
        reader,
        "effective_on <= ?1 AND (ended_on IS NULL OR ended_on > ?1)"
        " AND EXISTS (SELECT 1 FROM json_each(topics) WHERE value = ?2)",
        (day.isoformat(), topic.value),
        "effective_on DESC, id DESC",
    )
    return found[0] if found else None


def missing_rule(reader: Reader, day: date) -> tuple[Reason, ...]:
    """Return for the agenda what rule is missing on a day: on exemption (Art. 11), on the topics of Art. 5."""
    missing = []
    for topic in RuleTopic:
        if in_force(reader, day, topic) is None:
            basis = "exemption:11" if topic is RuleTopic.EXEMPTION else "exemption:5"
            message = _("No internal rule about %(topic)s is in force on %(day)s.") % {
                "topic": _(TOPICS[topic.value]),
                "day": day.isoformat(),
            }
            missing.append(Reason(f"rule.missing_{topic.value}", message, basis))
    return tuple(missing)


def publicity_closed(
    ctx: Context, rule_number: str, notice_number: str, closed_on: date, *, text_sha256: str | None = None
) -> str:
    """Record that the publicity of a decided rule has closed; the notices call it inside their own action.

    `text_sha256` is the hash of the rule's text as the notice published it; without it the notice's own `text` must
    hold the rule's text word for word. Return the rule's number. Raise RefusedError where a step is missing.
    """
    from ttoffice.parties.publicity import close

    return close(ctx, rule_number, notice_number, closed_on, text_sha256)
