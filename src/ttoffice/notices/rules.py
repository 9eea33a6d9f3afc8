"""The rules of publicity: what must be there before a notice is approved, published, taken down and closed.

Notices rest on 促转法 18 (price), exemption Art. 13 (finding) and Art. 11 (rule). No article fixes a number of
days; the length is the unit's own policy, and each refusal over it names that policy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.notices.leaks import leak_reasons
from ttoffice.notices.record import BASIS, NoticeRecord
from ttoffice.notices.subject_rules import (
    conclusion_is_whole,
    nothing_rests_on_it,
    subject_stands,
    whole_reasons,
)
from ttoffice.reasons import Reason
from ttoffice.workflow import Step, Workflow

STATES = {
    "draft": N_("being drafted"),
    "approved": N_("approved"),
    "published": N_("on display"),
    "closed": N_("closed"),
    "withdrawn": N_("notice withdrawn"),
}
PUBLIC_FIELDS = ("title", "text", "place", "channel", "office", "related_note")
"""The fields that anybody who passes the notice can read."""


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text as it is published, in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Decided:
    """A collective decision as a notice's approval sees it; `text_sha256` where it decided this very text."""

    number: str
    decided_on: date | None
    text_sha256: str = ""


@dataclass(frozen=True)
class NoticeFacts:
    """What the rules look at: the notice as it is to be, the day of the act, and what other records say.

    Attributes:
        record: the notice.
        today, on: the day of law, and the day of the act.
        ends_on: the last day of the period; None before publication.
        paused: whether its clock is stopped; `provisional` whether its last day may still move.
        open_objections, running_reviews: numbers of what is not settled about this subject.
        missing_exhibits: exhibit numbers that are named and do not exist.
        decision_asked: whether the unit asks for a collective decision before approval.
        decision: the decision named, where it is decided and adopted.
        own: the unit's own address and lines, which are no leak.
        policy: the period that the unit's policy of the day asks, such as `15d`; `policy_source` says on what it rests.
        shorter: whether the notice's own period is shorter than the policy's.
        later_round: the number of the next round where there is one.
        secrets: why the subject's content is secret; empty where it is not.
        whole: a text that must stand in the notice word for word, such as that of a rule or a conclusion.
        refusals: why the record that it is about cannot be published yet, or any more.
        since: the day before which the notice cannot have been approved, such as that of the decision.
        relied_on: whether the record that it is about is final and rests on this very notice.
    """

    record: NoticeRecord
    today: date
    on: date
    ends_on: date | None = None
    paused: bool = False
    provisional: bool = False
    open_objections: tuple[str, ...] = ()
    running_reviews: tuple[str, ...] = ()
    missing_exhibits: tuple[str, ...] = ()
    decision_asked: bool = False
    decision: Decided | None = None
    own: tuple[str, ...] = ()
    policy: str = ""
    policy_source: str = ""
    shorter: bool = False
    later_round: str = ""
    secrets: tuple[str, ...] = field(default=())
    whole: str = ""
    refusals: tuple[Reason, ...] = ()
    since: date | None = None
    relied_on: bool = False

    @property
    def basis(self) -> str:
        """The article this kind of notice rests on."""
        return BASIS[self.record.kind]


# --- the text ------------------------------------------------------------------------------------------


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


# --- days ----------------------------------------------------------------------------------------------


def not_to_come(facts: NoticeFacts) -> Iterator[Reason]:
    """Nothing is recorded before it has happened."""
    if facts.on > facts.today:
        yield Reason(
            "notice.future",
            _("%(day)s is still to come.") % {"day": facts.on.isoformat()},
            facts.basis,
            "on",
        )


def _not_before(facts: NoticeFacts, earlier: date | None, what: str) -> Iterator[Reason]:
    if earlier is not None and facts.on < earlier:
        yield Reason(
            "notice.order",
            _("%(day)s lies before %(earlier)s, when %(what)s.")
            % {"day": facts.on.isoformat(), "earlier": earlier.isoformat(), "what": what},
            facts.basis,
            "on",
        )


def after_approval(facts: NoticeFacts) -> Iterator[Reason]:
    """A notice is published after it was approved."""
    yield from _not_before(facts, facts.record.approved_on, _("it was approved"))


def after_publication(facts: NoticeFacts) -> Iterator[Reason]:
    """What befalls a published notice befalls it after its publication."""
    yield from _not_before(facts, facts.record.published_on, _("it was published"))


def after_taking_down(facts: NoticeFacts) -> Iterator[Reason]:
    """A notice closes once it was taken down."""
    yield from _not_before(facts, facts.record.taken_down_on, _("it was taken down"))


def period_is_over(facts: NoticeFacts) -> Iterator[Reason]:
    """The whole last day must have passed; while the clock stands still it has not."""
    if facts.record.state != "published":
        return
    if facts.paused:
        yield Reason(
            "notice.paused",
            _("The clock of the period is stopped; let it run on first."),
            facts.basis,
            "deadline",
        )
    elif facts.ends_on is None:
        yield Reason("notice.no_deadline", _("The notice has no period that runs."), facts.basis, "deadline")
    elif facts.on <= facts.ends_on:
        yield Reason(
            "notice.too_early",
            _("The period runs to the end of %(day)s; the earliest day is the one after.")
            % {"day": facts.ends_on.isoformat()},
            facts.basis,
            "on",
        )
    if facts.provisional:
        yield Reason(
            "notice.provisional",
            _("The last day is provisional: the calendar of its year is not loaded yet."),
            facts.basis,
            "deadline",
            warning=True,
        )


# --- proof and what is open ----------------------------------------------------------------------------


def exhibits_exist(facts: NoticeFacts) -> Iterator[Reason]:
    """Exhibits that are named must be there."""
    for number in facts.missing_exhibits:
        yield Reason(
            "notice.no_exhibit",
            _("There is no exhibit numbered %(number)s; attach the photo or screenshot first.")
            % {"number": number},
            "exemption:12",
            "exhibits",
        )


def posting_is_proved(facts: NoticeFacts) -> Iterator[Reason]:
    """A photo or screenshot shows that the notice hung there."""
    if not facts.record.posted:
        yield Reason(
            "notice.no_proof_of_posting",
            _("No photo or screenshot proves that the notice was posted."),
            facts.basis,
            "posted",
        )


def taking_down_is_proved(facts: NoticeFacts) -> Iterator[Reason]:
    """And another one that it was taken down, after the period."""
    record = facts.record
    if record.taken_down_on is None:
        yield Reason(
            "notice.not_taken_down", _("The notice has not been taken down."), facts.basis, "taken_down_on"
        )
    elif facts.ends_on is not None and record.taken_down_on <= facts.ends_on:
        yield Reason(
            "notice.taken_down_early",
            _("It was taken down on %(day)s, before the period had ended; withdraw it and begin a new round.")
            % {"day": record.taken_down_on.isoformat()},
            facts.basis,
            "taken_down_on",
        )
    if not record.taken_down:
        yield Reason(
            "notice.no_proof_of_taking_down",
            _("No photo or screenshot proves that the notice was taken down."),
            facts.basis,
            "taken_down",
        )


def nothing_is_open(facts: NoticeFacts) -> Iterator[Reason]:
    """No objection is unanswered and no review runs."""
    if facts.open_objections:
        yield Reason(
            "notice.objection_open",
            _("An objection is not settled: %(numbers)s.") % {"numbers": "、".join(facts.open_objections)},
            "exemption:13",
            "state",
        )
    if facts.running_reviews:
        yield Reason(
            "notice.review_runs",
            _("A review is not decided: %(numbers)s.") % {"numbers": "、".join(facts.running_reviews)},
            "exemption:13",
            "state",
        )


def no_later_round(facts: NoticeFacts) -> Iterator[Reason]:
    """A round is followed by one round only."""
    if facts.later_round:
        yield Reason(
            "notice.followed",
            _("The next round stands already: %(number)s.") % {"number": facts.later_round},
            facts.basis,
            "round",
        )


def gives_a_reason(facts: NoticeFacts) -> Iterator[Reason]:
    """Who withdraws a notice says why."""
    if not facts.record.withdrawn_reason.strip():
        yield Reason("notice.no_reason", _("Say why the notice is withdrawn."), facts.basis, "reason")


def posting_warned(facts: NoticeFacts) -> Iterator[Reason]:
    """Publishing without a photo is possible, closing is not."""
    for reason in posting_is_proved(facts):
        yield Reason(reason.code, reason.message, reason.basis, reason.field, warning=True)


def _steps(*names: str) -> frozenset[str]:
    return frozenset(names)


NOTICE_FLOW: Workflow[NoticeFacts] = Workflow(
    "notice",
    (
        Step("edit", _steps("draft"), "", basis="exemption:13"),
        Step("view", _steps("draft", "approved"), "", (not_to_come,)),
        Step(
            "approve",
            _steps("draft"),
            "approved",
            (
                subject_stands,
                text_reasons,
                whole_reasons,
                scope_reasons,
                related_reasons,
                period_reasons,
                not_to_come,
                decision_reasons,
            ),
        ),
        Step(
            "publish",
            _steps("approved"),
            "published",
            (
                subject_stands,
                text_is_approved,
                conclusion_is_whole,
                not_to_come,
                after_approval,
                period_reasons,
                exhibits_exist,
                posting_warned,
            ),
        ),
        Step("post", _steps("published", "closed", "withdrawn"), "", (exhibits_exist,)),
        Step(
            "take_down",
            _steps("published", "withdrawn"),
            "",
            (not_to_come, after_publication, period_is_over, exhibits_exist),
        ),
        Step(
            "close",
            _steps("published"),
            "closed",
            (
                subject_stands,
                text_is_approved,
                conclusion_is_whole,
                not_to_come,
                period_is_over,
                posting_is_proved,
                taking_down_is_proved,
                after_taking_down,
                nothing_is_open,
            ),
        ),
        Step(
            "withdraw",
            _steps("draft", "approved", "published", "closed"),
            "withdrawn",
            (gives_a_reason, not_to_come, after_publication, nothing_rests_on_it),
        ),
        Step(
            "restart",
            _steps("approved", "published", "closed", "withdrawn"),
            "withdrawn",
            (gives_a_reason, not_to_come, after_publication, no_later_round, nothing_rests_on_it),
        ),
    ),
    STATES,
)
"""The steps of a notice. A changed text is a new round: the old one is withdrawn and both are kept."""


def reasons_of(event: str, facts: NoticeFacts) -> list[Reason]:
    """Return everything that speaks against a step of a notice."""
    return NOTICE_FLOW.reasons(event, facts.record.state, facts)
