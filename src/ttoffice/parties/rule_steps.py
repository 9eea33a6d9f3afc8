"""The steps of exemption Art. 11, in order, and which of them a rule lacks: pure.

广泛征求意见 -> 集体民主决策程序审议通过 -> 公示; then it can be in force. Each step stands on the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.parties.decision_rules import plain_text
from ttoffice.parties.internal_rules import RuleRecord, RuleState
from ttoffice.reasons import Reason

ARTICLE = "exemption:11"
ORDER: Sequence[RuleState] = tuple(RuleState)
STEPS = {
    RuleState.CONSULTED: N_("the consultation has not been recorded as ended (rule.consult)"),
    RuleState.DECIDED: N_("no collective decision has adopted this text (rule.decide)"),
    RuleState.PUBLISHED: N_("the publicity of the adopted text has not closed (notice of the rule)"),
    RuleState.IN_FORCE: N_("the day it comes into force has not been set (rule.effect)"),
}
"""What is missing before each state."""


@dataclass(frozen=True, slots=True)
class AdoptedText:
    """What a rule needs to know of a decision: its number, matter, day and the hash of what was decided."""

    number: str
    subject: str
    text_sha256: str
    decided_on: date | None
    corrected_by: str | None = None


def before(record: RuleRecord, wanted: RuleState) -> list[Reason]:
    """Return why a rule cannot become `wanted` next: each missing step, or that it is past it already."""
    here, there = ORDER.index(record.state), ORDER.index(wanted)
    if here >= there:
        message = _("The rule is past this step already.")
        return [Reason("rule.past", message, ARTICLE, "state")]
    return [
        Reason(
            f"rule.not_{state.value}", _("Missing: %(step)s.") % {"step": _(STEPS[state])}, ARTICLE, "state"
        )
        for state in ORDER[here + 1 : there]
    ]


def consultation_reasons(record: RuleRecord, today: date) -> list[Reason]:
    """Return what a consultation lacks to count as ended: text, days, whom it reached, answers."""
    reasons = []
    for missing, field, message in (
        (not record.text, "text", N_("There is no text that could be consulted on.")),
        (
            record.consulted_from is None,
            "consulted_from",
            N_("The first day of the consultation is missing."),
        ),
        (
            record.consulted_until is None,
            "consulted_until",
            N_("The last day of the consultation is missing."),
        ),
        (not record.scope, "scope", N_("Say whom the consultation reached; the article wants it wide.")),
    ):
        if missing:
            reasons.append(Reason(f"rule.no_{field}", _(message), ARTICLE, field))
    first, last = record.consulted_from, record.consulted_until
    if first and last and last < first:
        message = _("The consultation ends before it begins.")
        reasons.append(Reason("rule.consultation_order", message, ARTICLE, "consulted_until"))
    if last and last > today:
        message = _("The consultation runs until %(day)s; it has not ended.") % {"day": last.isoformat()}
        reasons.append(Reason("rule.consultation_open", message, ARTICLE, "consulted_until"))
    for place, opinion in enumerate(record.opinions):
        if not opinion.answer:
            message = _("The opinion “%(opinion)s” has no answer.") % {"opinion": opinion.opinion[:30]}
            reasons.append(Reason("rule.no_answer", message, ARTICLE, f"opinions[{place}].answer"))
    if not record.opinions:
        message = _("No opinion is recorded. If none came in, let the papers of the consultation show it.")
        reasons.append(Reason("rule.no_opinions", message, ARTICLE, "opinions", warning=True))
    return reasons


def adoption_reasons(
    number: str, record: RuleRecord, decision: AdoptedText | None, given: str
) -> list[Reason]:
    """Return why a decision does not adopt a rule: not adopted, about another matter, another text, too early."""
    if decision is None:
        message = (
            _("%(decision)s is no adopted collective decision.") % {"decision": given}
            if given
            else _("No collective decision about this rule was adopted.")
        )
        return [Reason("rule.not_adopted", message, ARTICLE, "decision")]
    reasons = []
    if decision.subject != number:
        message = _("%(decision)s was taken about %(subject)s, not about this rule.") % {
            "decision": decision.number,
            "subject": decision.subject or _("no record"),
        }
        reasons.append(Reason("rule.other_matter", message, ARTICLE, "decision"))
    if decision.text_sha256 != record.text_sha256:
        message = _("The text that was decided is not the text of this rule; not a character may differ.")
        reasons.append(Reason("rule.other_text", message, ARTICLE, "text"))
    if decision.corrected_by:
        message = _("%(decision)s was corrected by %(other)s; that one counts.") % {
            "decision": decision.number,
            "other": decision.corrected_by,
        }
        reasons.append(Reason("rule.corrected", message, ARTICLE, "decision"))
    ended, day = record.consulted_until, decision.decided_on
    if ended and day and day < ended:
        message = _("It was decided on %(day)s, before the consultation ended on %(ended)s.") % {
            "day": day.isoformat(),
            "ended": ended.isoformat(),
        }
        reasons.append(Reason("rule.decided_early", message, ARTICLE, "decision"))
    return reasons


def publicity_reasons(
    record: RuleRecord, *, published_text: str, text_sha256: str | None, closed_on: date, today: date
) -> list[Reason]:
    """Return why a publicity does not publish a rule: other text, or closed before it was decided or to come.

    `text_sha256` is the hash of the rule's text as it was published; without it the published text must hold the
    rule's text word for word.
    """
    reasons = []
    same = (
        text_sha256 == record.text_sha256
        if text_sha256 is not None
        else _lines(record.text) in _lines(published_text)
    )
    if not (record.text and same):
        message = _("The published text is not the text that was decided; the publicity has to start again.")
        reasons.append(Reason("rule.published_other_text", message, ARTICLE, "text"))
    if closed_on > today:
        message = _("The publicity closes on %(day)s; it has not closed.") % {"day": closed_on.isoformat()}
        reasons.append(Reason("rule.publicity_open", message, ARTICLE, "notice"))
    if record.decided_on and closed_on < record.decided_on:
        message = _("The publicity closed on %(day)s, before the rule was decided on %(decided)s.") % {
            "day": closed_on.isoformat(),
            "decided": record.decided_on.isoformat(),
        }
        reasons.append(Reason("rule.published_early", message, ARTICLE, "notice"))
    return reasons


def _lines(text: str) -> str:
    """Return a text without what layout adds: blanks at the ends of lines, and empty lines."""
    return "\n".join(line.strip() for line in plain_text(text).split("\n") if line.strip())


def effect_reasons(record: RuleRecord, effective_on: date) -> list[Reason]:
    """A rule does not come into force before its publicity closed."""
    if record.published_on is None or effective_on >= record.published_on:
        return []
    message = _("It cannot be in force on %(day)s, before its publicity closed on %(closed)s.") % {
        "day": effective_on.isoformat(),
        "closed": record.published_on.isoformat(),
    }
    return [Reason("rule.effect_early", message, ARTICLE, "effective_on")]
