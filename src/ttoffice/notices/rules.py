"""The rules of publicity: what must be there before a notice is approved, published, taken down and closed.

Notices rest on 促转法 18 (price), exemption Art. 13 (finding) and Art. 11 (rule). No article fixes a number of
days; the length is the unit's own policy, and each refusal over it names that policy.
"""

from __future__ import annotations

from ttoffice.i18n import N_
from ttoffice.notices.course_rules import (
    after_approval,
    after_publication,
    after_taking_down,
    exhibits_exist,
    gives_a_reason,
    no_later_round,
    not_to_come,
    nothing_is_open,
    nothing_rests_on_it,
    period_is_over,
    posting_is_proved,
    posting_warned,
    taking_down_is_proved,
)
from ttoffice.notices.judging import NoticeFacts
from ttoffice.notices.text_rules import (
    conclusion_is_whole,
    decision_reasons,
    period_reasons,
    related_reasons,
    scope_reasons,
    subject_stands,
    text_is_approved,
    text_reasons,
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
