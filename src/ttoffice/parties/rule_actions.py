"""Verbs of internal rules: draft, consult, decide, come into force, end; publishing is the notices' own verb."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ttoffice.action import Context, Subject, action
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.numbering import read_number
from ttoffice.parties.above import exhibit_hash, exhibit_reasons
from ttoffice.parties.decision_rules import plain_text, text_hash
from ttoffice.parties.decisions import DECISIONS, correction_of, decided
from ttoffice.parties.internal_rules import RULES, Opinion, RuleRecord, RuleState
from ttoffice.parties.personal import personal_reasons
from ttoffice.parties.rule_inputs import (
    ConsultRule,
    CreateRule,
    DecideRule,
    EditRule,
    EffectRule,
    SupersedeRule,
)
from ttoffice.parties.rule_steps import (
    ARTICLE,
    AdoptedText,
    adoption_reasons,
    before,
    consultation_reasons,
    effect_reasons,
)
from ttoffice.reasons import Reason

Rule = Subject[RuleRecord]


def _merged(ctx: Context, record: RuleRecord, data: CreateRule | EditRule | ConsultRule) -> RuleRecord:
    """Return a rule with what was sent in it, numbers in canonical form, and the hashes of text and file."""
    sent = {key: getattr(data, key) for key in data.model_fields_set}
    sent = {key: value for key, value in sent.items() if value is not None}
    if "opinions" in sent:
        sent["opinions"] = tuple(Opinion(one.opinion, one.source, one.answer) for one in sent["opinions"])
    if "papers" in sent:
        sent["papers"] = tuple(read_number(number) or number for number in sent["papers"])
    for key in ("exhibit", "replaces"):
        if key in sent:
            sent[key] = read_number(sent[key]) or sent[key]
    if isinstance(data, CreateRule):
        sent["topics"] = data.topics
    changed = replace(record, **sent)
    text = plain_text(changed.text)
    return replace(
        changed,
        topics=tuple(dict.fromkeys(changed.topics)),
        text=text,
        text_sha256=text_hash(text),
        exhibit_sha256=(exhibit_hash(ctx.db, changed.exhibit) or "") if changed.exhibit else "",
    )


def _draft_reasons(
    ctx: Context, record: RuleRecord, data: CreateRule | EditRule | ConsultRule
) -> list[Reason]:
    sent = data.model_dump(mode="json", exclude_unset=True)
    reasons = personal_reasons(
        {key: sent[key] for key in sent if key in ("title", "note", "scope", "opinions")}
    )
    if not record.topics:
        message = _("Say what the rule is about: exemption, process, decision-making, rewards.")
        reasons.append(Reason("rule.no_topic", message, ARTICLE, "topics"))
    if record.replaces and RULES.load(ctx.db, record.replaces) is None:
        message = _("There is no record numbered %(number)s.") % {"number": record.replaces}
        reasons.append(Reason("rule.replaces_nothing", message, field="replaces"))
    files = ((record.exhibit,), "exhibit") if record.exhibit else ((), "exhibit")
    return [
        *reasons,
        *exhibit_reasons(ctx.db, *files),
        *exhibit_reasons(ctx.db, record.papers, "papers"),
    ]


@action("rule.create", CreateRule, summary=N_("Draft an internal rule"), basis="exemption:5")
def create(ctx: Context, data: CreateRule) -> str:
    """Write a draft; return its number."""
    return RULES.enter(ctx, _merged(ctx, RuleRecord(data.title), data))


@create.guard
def create_reasons(ctx: Context, data: CreateRule) -> list[Reason]:
    """What it names must be known."""
    return _draft_reasons(ctx, _merged(ctx, RuleRecord(data.title), data), data)


@action(
    "rule.edit",
    EditRule,
    kind=RULES.kind,
    summary=N_("Change an internal rule that is not decided yet"),
    basis="exemption:5",
)
def edit(ctx: Context, subject: Rule, data: EditRule) -> str:
    """Write the changed fields; return the number."""
    return RULES.write(ctx, subject, _merged(ctx, subject.record, data))


@edit.guard
def edit_reasons(ctx: Context, subject: Rule, data: EditRule) -> list[Reason]:
    """A decided text stands; another is a new version. What the consultation gave stands once it has ended."""
    if subject.record.state not in (RuleState.DRAFT, RuleState.CONSULTED):
        message = _("The rule is decided and stands. Draft a new version that replaces it (rule.create).")
        return [Reason("rule.stands", message, ARTICLE, "text")]
    record = _merged(ctx, subject.record, data)
    reasons = _draft_reasons(ctx, record, data)
    if subject.record.state is RuleState.CONSULTED:
        reasons += consultation_reasons(record, ctx.today)
    return reasons


@action(
    "rule.consult",
    ConsultRule,
    kind=RULES.kind,
    summary=N_("Record that the consultation on an internal rule has ended"),
    basis="exemption:11",
)
def consult(ctx: Context, subject: Rule, data: ConsultRule) -> str:
    """Write the consultation; return the number."""
    return RULES.write(ctx, subject, replace(_merged(ctx, subject.record, data), state=RuleState.CONSULTED))


@consult.guard
def consult_reasons(ctx: Context, subject: Rule, data: ConsultRule) -> list[Reason]:
    """It must have ended, have reached people, and have answered what came."""
    if found := before(subject.record, RuleState.CONSULTED):
        return found
    record = _merged(ctx, subject.record, data)
    return [*_draft_reasons(ctx, record, data), *consultation_reasons(record, ctx.today)]


@action(
    "rule.decide",
    DecideRule,
    kind=RULES.kind,
    summary=N_("Link an internal rule to the collective decision that adopted it"),
    basis="exemption:11",
)
def decide(ctx: Context, subject: Rule, data: DecideRule) -> str:
    """Write the decision; from now on the text stands. Return the number."""
    decision = _adopted(ctx, subject, data)
    changed = replace(
        subject.record,
        state=RuleState.DECIDED,
        decision=decision.number if decision else "",
        decided_on=decision.decided_on if decision else None,
    )
    return RULES.write(ctx, subject, changed)


def _adopted(ctx: Context, subject: Rule, data: DecideRule) -> AdoptedText | None:
    number = read_number(data.decision) or data.decision or _newest(ctx, subject.number)
    found = decided(ctx.db, number)
    if found is None:
        return None
    corrected = correction_of(ctx.db, number)
    return AdoptedText(number, found.subject, found.text_sha256, found.decided_on, corrected)


def _newest(ctx: Context, number: str) -> str:
    found = DECISIONS.where(ctx.db, "subject = ? AND state = 'adopted'", (number,), "id DESC LIMIT 1")
    return found[0].number if found else ""


@decide.guard
def decide_reasons(ctx: Context, subject: Rule, data: DecideRule) -> list[Reason]:
    """After the consultation, by an adopted decision about exactly this text."""
    return [
        *before(subject.record, RuleState.DECIDED),
        *adoption_reasons(subject.number, subject.record, _adopted(ctx, subject, data), data.decision),
    ]


@action(
    "rule.effect",
    EffectRule,
    kind=RULES.kind,
    summary=N_("Set the day an internal rule comes into force"),
    basis="exemption:11",
)
def effect(ctx: Context, subject: Rule, data: EffectRule) -> str:
    """Write the day, and end the version that it replaces on the same day; return the number."""
    day = data.effective_on or ctx.today
    old = RULES.load(ctx.db, subject.record.replaces) if subject.record.replaces else None
    if old is not None and old.record.state is RuleState.IN_FORCE:
        ended = replace(old.record, state=RuleState.SUPERSEDED, superseded_by=subject.number, ended_on=day)
        RULES.write(ctx, old, ended)
    return RULES.write(ctx, subject, replace(subject.record, state=RuleState.IN_FORCE, effective_on=day))


@effect.guard
def effect_reasons_of(ctx: Context, subject: Rule, data: EffectRule) -> list[Reason]:
    """After its publicity closed; the version it replaces must not have begun later, a forgotten one is told."""
    if found := before(subject.record, RuleState.IN_FORCE):
        return found
    day = data.effective_on or ctx.today
    return [*effect_reasons(subject.record, day), *_older(ctx, subject, day)]


def _older(ctx: Context, subject: Rule, day: date) -> list[Reason]:
    replaced = RULES.load(ctx.db, subject.record.replaces) if subject.record.replaces else None
    reasons = []
    if replaced and replaced.record.effective_on and replaced.record.effective_on >= day:
        message = _("%(number)s, which it replaces, is in force only from %(day)s.") % {
            "number": replaced.number,
            "day": replaced.record.effective_on.isoformat(),
        }
        reasons.append(Reason("rule.older_is_later", message, ARTICLE, "effective_on"))
    for other in RULES.where(ctx.db, "state = 'in_force' AND id <> ?", (subject.id,)):
        shared = set(other.record.topics) & set(subject.record.topics)
        if shared and other.number != subject.record.replaces:
            message = _(
                "%(number)s %(title)s is in force about the same and is not replaced by this one."
            ) % {
                "number": other.number,
                "title": other.record.title,
            }
            reasons.append(Reason("rule.beside_another", message, ARTICLE, "replaces", warning=True))
    return reasons


@action(
    "rule.supersede",
    SupersedeRule,
    kind=RULES.kind,
    summary=N_("End an internal rule that no newer version replaces"),
    basis="exemption:5",
)
def supersede(ctx: Context, subject: Rule, data: SupersedeRule) -> str:
    """Write the day it ends and why; return the number."""
    changed = replace(
        subject.record, state=RuleState.SUPERSEDED, ended_on=data.ended_on, end_reason=data.reason
    )
    return RULES.write(ctx, subject, changed)


@supersede.guard
def supersede_reasons(ctx: Context, subject: Rule, data: SupersedeRule) -> list[Reason]:
    """Only what is in force ends, and not before it began."""
    if found := before(subject.record, RuleState.SUPERSEDED):
        return found
    began = subject.record.effective_on
    if began is None or data.ended_on > began:
        return personal_reasons({"reason": data.reason})
    message = _("It cannot end on %(day)s; it is in force from %(began)s.") % {
        "day": data.ended_on.isoformat(),
        "began": began.isoformat(),
    }
    return [Reason("rule.ends_before", message, ARTICLE, "ended_on")]
