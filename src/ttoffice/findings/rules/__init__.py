"""The course of an exemption finding, step by step in the order of the guideline (exemption Art. 2, 6 to 14). Pure.

    received -> accepted -> investigating -> reported -> decided -> final -> archived

Nothing is skipped: each step asks again for what the steps before it stand on, so that a conflict recorded later,
a proof that changed or a decision that was corrected stops everything that would rest on it.
"""

from __future__ import annotations

from ttoffice.findings.codes import STATE_LABELS
from ttoffice.findings.facts import FindingFacts
from ttoffice.findings.rules.days import (
    after_answer,
    after_archiving,
    after_begin,
    after_decision,
    after_final,
    after_receipt,
    after_report,
    after_sending_back,
    exhibits_exist,
    gives_a_reason,
    not_to_come,
)
from ttoffice.findings.rules.decision import (
    decided_by_now,
    decided_collectively,
    matrices_are_whole,
    proofs_stand,
    texts_are_there,
    texts_are_unchanged,
)
from ttoffice.findings.rules.effects import dossier_is_sealed, everybody_knows, settled_since
from ttoffice.findings.rules.investigation import (
    days_lie_in_it,
    everybody_was_heard,
    extended_once,
    has_a_panel,
    has_a_plan,
    inquiries_are_settled,
    panel_is_clear,
    panel_is_complete,
    within_its_time,
)
from ttoffice.findings.rules.publicity import (
    after_its_notices,
    nothing_is_open,
    rests_on_a_review,
    reviewed_by_others,
    was_published,
)
from ttoffice.findings.rules.scope import (
    answered_in_time,
    answered_in_writing,
    can_be_reopened,
    described,
    guideline_in_force,
    only_an_application,
    parties_fit,
    rule_in_force,
)
from ttoffice.reasons import Reason
from ttoffice.workflow import Step, Workflow

BEGUN = frozenset({"received", "accepted", "investigating"})
BEFORE_DECISION = frozenset({"received", "accepted", "investigating", "reported"})
RUNNING = frozenset({"investigating"})
FINAL = frozenset({"final", "archived"})

FINDING_FLOW: Workflow[FindingFacts] = Workflow(
    "finding",
    (
        # Art. 2, 11, 12, 15: how it begins
        Step("edit", BEGUN, "", (parties_fit, exhibits_exist, not_to_come), "exemption:2"),
        Step(
            "accept",
            frozenset({"received"}),
            "accepted",
            (
                described,
                answered_in_writing,
                exhibits_exist,
                not_to_come,
                after_receipt,
                guideline_in_force,
                rule_in_force,
                answered_in_time,
            ),
            "exemption:12",
        ),
        Step(
            "refuse",
            frozenset({"received"}),
            "refused",
            (answered_in_writing, exhibits_exist, not_to_come, after_receipt, answered_in_time),
            "exemption:12",
        ),
        Step(
            "withdraw",
            BEFORE_DECISION,
            "withdrawn",
            (only_an_application, gives_a_reason, exhibits_exist, not_to_come, after_receipt),
            "exemption:12",
        ),
        # Art. 12: panel, investigation, hearing every side
        Step(
            "form_panel",
            frozenset({"accepted"}),
            "",
            (panel_is_complete, panel_is_clear, not_to_come, after_answer),
            "exemption:12",
        ),
        Step(
            "change_panel",
            frozenset({"accepted", "investigating"}),
            "",
            (panel_is_complete, panel_is_clear, gives_a_reason, not_to_come, after_answer),
            "exemption:12",
        ),
        Step(
            "begin",
            frozenset({"accepted"}),
            "investigating",
            (has_a_panel, has_a_plan, not_to_come, after_answer),
            "exemption:12",
        ),
        Step("change_plan", RUNNING, "", (has_a_plan, gives_a_reason), "exemption:12"),
        Step(
            "extend",
            RUNNING,
            "",
            (extended_once, gives_a_reason, exhibits_exist, not_to_come, after_begin),
            "exemption:12",
        ),
        Step("hear", RUNNING, "", (exhibits_exist, not_to_come, after_begin), "exemption:12"),
        Step("ask", RUNNING, "", (exhibits_exist, not_to_come, after_begin), "exemption:12"),
        # Art. 6 to 10: the matrix
        Step("assess", RUNNING, "", (), "exemption:6"),
        Step("propose", RUNNING, "", (), "exemption:12"),
        # Art. 12: the conclusion
        Step(
            "report",
            RUNNING,
            "reported",
            (
                has_a_panel,
                has_a_plan,
                everybody_was_heard,
                inquiries_are_settled,
                matrices_are_whole,
                proofs_stand,
                texts_are_there,
                exhibits_exist,
                not_to_come,
                after_begin,
                after_sending_back,
                days_lie_in_it,
                within_its_time,
            ),
            "exemption:12",
        ),
        Step(
            "send_back",
            frozenset({"reported"}),
            "investigating",
            (gives_a_reason, not_to_come, after_report),
            "exemption:12",
        ),
        Step(
            "decide",
            frozenset({"reported"}),
            "decided",
            (
                decided_collectively,
                decided_by_now,
                has_a_panel,
                everybody_was_heard,
                matrices_are_whole,
                proofs_stand,
                texts_are_unchanged,
            ),
            "exemption:6",
        ),
        # Art. 13: publicity, objections, reviews, feedback
        Step(
            "revisit",
            frozenset({"decided"}),
            "investigating",
            (rests_on_a_review, gives_a_reason, not_to_come, after_decision, after_its_notices),
            "exemption:13",
        ),
        Step(
            "finalise",
            frozenset({"decided"}),
            "final",
            (
                was_published,
                nothing_is_open,
                reviewed_by_others,
                decided_collectively,
                has_a_panel,
                everybody_was_heard,
                matrices_are_whole,
                proofs_stand,
                texts_are_unchanged,
                not_to_come,
                after_decision,
            ),
            "exemption:13",
        ),
        # Art. 14: effects, archive; new facts
        Step("record_effect", FINAL, "", (exhibits_exist, not_to_come, after_final), "exemption:14"),
        Step(
            "archive",
            frozenset({"final"}),
            "archived",
            (
                everybody_knows,
                settled_since,
                dossier_is_sealed,
                texts_are_unchanged,
                not_to_come,
                after_final,
            ),
            "exemption:14",
        ),
        Step("certify", frozenset({"archived"}), "", (not_to_come, after_archiving), "exemption:14"),
        Step(
            "reopen",
            FINAL,
            "",
            (can_be_reopened, exhibits_exist, not_to_come, after_final),
            "exemption:12",
        ),
    ),
    STATE_LABELS,
)
"""The steps of a finding."""


def reasons_of(event: str, facts: FindingFacts) -> list[Reason]:
    """Return everything that speaks against a step of a finding."""
    return FINDING_FLOW.reasons(event, facts.record.state, facts)
