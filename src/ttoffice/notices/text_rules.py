"""The rules of a notice's text: what it must hold, what it must not, and what it rests on. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.notices.judging import NoticeFacts, holds_whole, text_hash
from ttoffice.notices.leaks import leak_reasons
from ttoffice.notices.record import NoticeRecord
from ttoffice.reasons import Reason

PUBLIC_FIELDS = ("title", "text", "place", "channel", "office", "related_note")
"""The fields that anybody who passes the notice can read."""


def text_reasons(facts: NoticeFacts) -> Iterator[Reason]:
    """What the text must hold, and what it must not: what was removed, and what identifies a person."""
    record = facts.record
    wanted = {
        "title": N_("The notice has no title."),
        "text": N_("The notice has no text; have it drafted, or write it."),
        "place": N_("It is not said where the notice is posted."),
        "channel": N_("It is not said how one can object."),
        "office": N_("It is not said which office is responsible."),
    }
    for name, message in wanted.items():
        if not getattr(record, name).strip():
            yield Reason(f"notice.no_{name}", _(message), facts.basis, name)
    yield from removed_reasons(record)
    for name in PUBLIC_FIELDS:
        yield from leak_reasons(name, getattr(record, name), facts.own)


def whole_reasons(facts: NoticeFacts) -> Iterator[Reason]:
    """A rule or a conclusion is published as it was decided, word for word, on lines of its own."""
    if facts.whole and not holds_whole(facts.record.text, facts.whole):
        message = (
            N_("The text does not hold the conclusion word for word as it was decided. Have it drafted anew.")
            if facts.record.kind == "finding"
            else N_("The text does not hold the rule word for word as it was decided. Have it drafted anew.")
        )
        yield Reason("notice.not_word_for_word", _(message), facts.basis, "text")


def conclusion_is_whole(facts: NoticeFacts) -> Iterator[Reason]:
    """A conclusion can be another one by the time that its notice is published or closed; a rule once decided cannot."""
    if facts.record.kind == "finding":
        yield from whole_reasons(facts)


def subject_stands(facts: NoticeFacts) -> Iterator[Reason]:
    """The record that a notice is about must stand as it is to be published, and have done so when it was approved."""
    yield from facts.refusals
    approved = facts.record.approved_on
    if facts.since is not None and approved is not None and approved < facts.since:
        yield Reason(
            "notice.approved_before",
            _("It was approved on %(day)s, before %(since)s, when what it publishes was decided.")
            % {"day": approved.isoformat(), "since": facts.since.isoformat()},
            facts.basis,
            "approved_on",
        )


def removed_reasons(record: NoticeRecord) -> Iterator[Reason]:
    """A field that was chosen to be left out must not come back by hand."""
    for fact in record.facts:
        for part in fact.value.split("、") if fact.removed else ():
            if len(part.strip()) >= 2 and part.strip() in record.text:
                yield Reason(
                    "notice.removed_shows",
                    _(
                        "%(label)s was to be left out, but the text still has it. Take it out, or do not remove it."
                    )
                    % {"label": fact.label},
                    "个保法 6",
                    "text",
                )
                break


def scope_reasons(facts: NoticeFacts) -> Iterator[Reason]:
    """A finding is published inside the unit only (exemption Art. 13)."""
    if facts.record.kind == "finding" and facts.record.scope != "unit":
        yield Reason(
            "notice.scope",
            _("A finding is published inside the unit, to all its staff, and nowhere else."),
            facts.basis,
            "scope",
        )


def related_reasons(facts: NoticeFacts) -> Iterator[Reason]:
    """A price notice says whether the acquirer is a related party; a technical secret stays out of it."""
    record = facts.record
    if record.kind != "price":
        return
    if record.related == "unknown":
        yield Reason(
            "notice.related_unknown",
            _("It is not said whether the acquirer is a related party of the unit or of the completers."),
            facts.basis,
            "related",
        )
    if record.related == "yes" and not record.related_note.strip():
        yield Reason(
            "notice.related_note",
            _("Say how the acquirer is related; the notice carries it."),
            facts.basis,
            "related_note",
        )
    for secret in facts.secrets:
        yield Reason("notice.secret", secret, "促转法 11, 41, 42", "text", warning=True)


def period_reasons(facts: NoticeFacts) -> Iterator[Reason]:
    """The period is that of the unit's policy, or a longer one."""
    if facts.shorter:
        yield Reason(
            "notice.period_short",
            _("The period %(own)s is shorter than the unit's policy %(policy)s (%(source)s).")
            % {"own": facts.record.period, "policy": facts.policy, "source": facts.policy_source},
            facts.basis,
            "period",
        )


def decision_reasons(facts: NoticeFacts) -> Iterator[Reason]:
    """Where the unit asks for a collective decision, it must be adopted and be about this very text."""
    record, found = facts.record, facts.decision
    if not record.approval:
        if facts.decision_asked:
            yield Reason(
                "notice.no_decision",
                _("Approval rests on a collective decision here; give its number (JY-…)."),
                "exemption:11" if record.kind == "rule" else "exemption:6",
                "approval",
            )
        return
    if found is None:
        yield Reason(
            "notice.decision_open",
            _("%(number)s is no decision that was taken and adopted.") % {"number": record.approval},
            facts.basis,
            "approval",
        )
        return
    if found.decided_on is not None and found.decided_on > facts.on:
        yield Reason(
            "notice.decision_later",
            _("The decision was taken on %(day)s, after the day of approval.")
            % {"day": found.decided_on.isoformat()},
            facts.basis,
            "approved_on",
        )
    if found.elsewhere and record.kind != "price":
        yield Reason(
            "notice.other_decision",
            _("%(number)s is about another matter.") % {"number": found.number},
            facts.basis,
            "approval",
        )
    if found.text_sha256 and found.text_sha256 != text_hash(record.text):
        yield Reason(
            "notice.not_the_decided_text",
            _("The text is not the one that %(number)s decided.") % {"number": found.number},
            facts.basis,
            "text",
        )


def text_is_approved(facts: NoticeFacts) -> Iterator[Reason]:
    """The text published is the text approved."""
    if text_hash(facts.record.text) != facts.record.text_sha256:
        yield Reason(
            "notice.other_text",
            _(
                "The text is not the one that was approved: their SHA-256 differ. Nothing can be published of it."
            ),
            facts.basis,
            "text",
        )
