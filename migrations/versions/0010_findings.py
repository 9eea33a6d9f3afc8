"""Exemption findings, and what belongs to them.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ttoffice.store.ddl import (
    amount_checks,
    forbid,
    integers,
    make_shelf,
    optional_integers,
    optional_texts,
    texts,
)

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OUTCOMES = ("exempt", "in_part", "corrected", "not_exempt", "referred")
GOES_ON = {
    "received": ("accepted", "refused", "withdrawn"),
    "accepted": ("investigating", "withdrawn"),
    "investigating": ("reported", "withdrawn"),
    "reported": ("investigating", "decided", "withdrawn"),
    "decided": ("investigating", "final"),
    "final": ("archived",),
}
"""The states of a finding and those that may follow."""
AS_REPORTED = (
    "title", "origin", "applicant", "applicant_name", "lead", "application", "subject", "matter_kind", "matter_text",
    "matter_on", "loss_fen", "loss", "cause", "parties", "persons", "organisations", "panel", "plan", "sides",
    "begun_on", "report", "report_sha256", "reported_on", "report_paper", "text", "text_sha256", "round",
    "follows", "new_facts", "new_facts_proof",
)  # fmt: skip
"""What stands from the report on, until it is sent back."""
AS_ANSWERED = ("answered_on", "answer_reasons", "answer_paper", "rule", "received_on")
AS_FINAL = ("decision", "decided_on", "notice", "final_on", "sent_back")
"""What a final finding rests on."""
AS_EXTENDED = ("extended_on", "extension_reason", "extension_paper", "extension_deadline")


def differs(*names: str) -> str:
    """Return the condition that one of the columns is changed."""
    return "(" + " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in names) + ")"


def upgrade() -> None:
    """Make the tables, and let the database itself keep what was confirmed, decided, final and archived."""
    make_findings()
    keep_findings()
    make_hearings()
    make_inquiries()
    make_assessments()
    make_conclusions()
    make_effects()


def make_findings() -> None:
    """One row a finding; a reopened one is a row of its own."""
    make_shelf(
        "finding",
        *texts("title", "state", "origin", "applicant", "applicant_name"),
        *optional_texts("received_on"),
        *texts("lead", "application", "subject", "matter_kind", "matter_text"),
        *optional_texts("matter_on"),
        *optional_integers("loss_fen"),
        *texts("loss", "cause", "parties", "persons", "organisations", "acceptance_deadline"),
        *optional_texts("answered_on"),
        *texts("answer_reasons", "answer_paper", "rule", "panel", "plan", "sides"),
        *optional_texts("begun_on"),
        *texts("investigation_deadline"),
        *optional_texts("extended_on"),
        *texts("extension_reason", "extension_paper", "extension_deadline", "report", "report_sha256"),
        *optional_texts("reported_on"),
        *texts("report_paper", "text", "text_sha256"),
        *integers("round"),
        *texts("decision"),
        *optional_texts("decided_on"),
        *texts("sent_back", "notice"),
        *optional_texts("final_on", "archived_on"),
        *texts("dossier_code"),
        *optional_texts("closed_on"),
        *texts("closed_reason", "closed_paper", "follows", "new_facts", "new_facts_proof", "note"),
        *amount_checks("finding", ("loss_fen",)),
        codes={
            "state": (
                "received", "refused", "withdrawn", "accepted", "investigating", "reported", "decided", "final",
                "archived",
            ),
            "origin": ("application", "audit", "superior"),
            "matter_kind": ("license", "transfer", "investment", "disposal", "other"),
        },
    )  # fmt: skip
    op.create_index("ix_finding_state", "finding", ["state"])
    op.create_index("ix_finding_subject", "finding", ["subject"])
    op.create_index("ix_finding_follows", "finding", ["follows"])


def keep_findings() -> None:
    """No state is skipped; what was answered, extended, reported, decided and archived stands."""
    moves = [f"OLD.state = '{old}' AND NEW.state = '{new}'" for old, news in GOES_ON.items() for new in news]
    allowed = " OR ".join(("NEW.state = OLD.state", *moves))
    forbid("finding", "UPDATE", f"NOT ({allowed})", "finding_state_goes_on")
    forbid("finding", "UPDATE", "OLD.state IN ('refused', 'withdrawn', 'archived')", "finding_archived_stays")
    forbid(
        "finding",
        "UPDATE",
        f"OLD.state IN ('reported', 'decided', 'final') AND NEW.state <> 'investigating' AND {differs(*AS_REPORTED)}",
        "finding_reported_stays",
    )
    forbid(
        "finding",
        "UPDATE",
        "OLD.state IN ('decided', 'final') AND NEW.state <> 'investigating'"
        f" AND {differs('decision', 'decided_on')}",
        "finding_decided_stays",
    )
    forbid("finding", "UPDATE", f"OLD.state = 'final' AND {differs(*AS_FINAL)}", "finding_final_stays")
    forbid(
        "finding",
        "UPDATE",
        f"OLD.answered_on IS NOT NULL AND {differs(*AS_ANSWERED)}",
        "finding_answered_once",
    )
    forbid(
        "finding",
        "UPDATE",
        f"OLD.extended_on IS NOT NULL AND {differs(*AS_EXTENDED)}",
        "finding_extended_once",
    )
    forbid("finding", "INSERT", "NEW.state <> 'received'", "finding_begins_at_the_beginning")


def while_investigated(table: str) -> None:
    """Let rows come and change only while the finding they belong to is under investigation."""
    stands = "(SELECT state FROM finding f WHERE f.number = NEW.subject) IS NOT 'investigating'"
    forbid(table, "INSERT", stands, f"{table}_in_investigation")
    forbid(table, "UPDATE", stands, f"{table}_in_investigation_only")


def make_hearings() -> None:
    """What was confirmed stands; a further hearing corrects it."""
    make_shelf(
        "hearing",
        *texts("subject", "title", "side", "name", "state"),
        *optional_texts("manner"),
        *texts("person"),
        *optional_texts("invited_on"),
        *texts("invitation"),
        *optional_texts("held_on"),
        *texts("place", "interviewers", "recorder", "content", "proof"),
        *optional_texts("confirmed_on"),
        *texts("confirmation", "absence", "corrects", "note"),
        codes={
            "state": ("recorded", "confirmed", "absent"),
            "side": (
                "concerned", "applicant", "completer", "acquirer", "decider", "handler", "department", "expert",
                "other",
            ),
            "manner": ("interview", "statement", "opinion", "meeting"),
        },
    )  # fmt: skip
    op.create_index("ix_hearing_subject", "hearing", ["subject"])
    forbid("hearing", "UPDATE", "OLD.state <> 'recorded'", "hearing_confirmed_stays")
    while_investigated("hearing")


def make_inquiries() -> None:
    """What was settled stands."""
    make_shelf(
        "inquiry",
        *texts("subject", "title", "asked_of", "asked_on", "state"),
        *optional_texts("due_on"),
        *texts("paper"),
        *optional_texts("closed_on"),
        *texts("delivered", "reason", "note"),
        codes={"state": ("open", "delivered", "partly", "not_delivered")},
    )
    op.create_index("ix_inquiry_subject", "inquiry", ["subject"])
    forbid("inquiry", "UPDATE", "OLD.state <> 'open'", "inquiry_settled_stays")
    while_investigated("inquiry")


def make_assessments() -> None:
    """One matrix a person and round; that of an earlier round stands."""
    make_shelf(
        "assessment",
        *texts("subject", "title", "person", "roles"),
        *integers("round"),
        *texts("answers", "circumstances"),
        *optional_texts("outcome"),
        *texts("articles", "reasons", "part", "correction"),
        *optional_texts("correct_by"),
        *texts("authority", "note"),
        sa.UniqueConstraint("subject", "person", "round", name="uq_assessment_subject"),
        codes={"outcome": OUTCOMES},
    )
    while_investigated("assessment")
    other_round = "OLD.round <> (SELECT round FROM finding f WHERE f.number = OLD.subject)"
    forbid("assessment", "UPDATE", other_round, "assessment_of_earlier_round_stays")


def make_conclusions() -> None:
    """What was concluded stands; it is entered only together with the decision."""
    make_shelf(
        "conclusion",
        *texts("subject", "title", "person", "name", "roles"),
        *integers("round"),
        *texts("outcome", "articles", "circumstances", "reasons", "decision", "decided_on", "assessment"),
        *texts("assessment_sha256", "text_sha256", "part", "correction"),
        *optional_texts("correct_by"),
        *texts("authority", "replaces"),
        sa.UniqueConstraint("subject", "person", "round", name="uq_conclusion_subject"),
        codes={"outcome": OUTCOMES},
    )
    forbid("conclusion", "UPDATE")
    decided = (
        "NOT EXISTS (SELECT 1 FROM finding f WHERE f.number = NEW.subject AND f.state = 'decided'"
        " AND f.round = NEW.round AND f.decision = NEW.decision AND f.text_sha256 = NEW.text_sha256)"
    )
    forbid("conclusion", "INSERT", decided, "conclusion_as_decided")


def make_effects() -> None:
    """What was done stands, and is done with final findings only."""
    make_shelf(
        "effect",
        *texts("subject", "title", "kind", "done_on", "person", "recipient", "proof", "what", "code"),
        *texts("text_sha256", "corrects", "note"),
        codes={
            "kind": (
                "service", "personnel", "discipline", "audit", "referral", "certificate", "reliance", "correction",
            ),
        },
    )  # fmt: skip
    op.create_index("ix_effect_subject", "effect", ["subject"])
    forbid("effect", "UPDATE")
    final = (
        "(SELECT state FROM finding f WHERE f.number = NEW.subject) NOT IN ('final', 'archived')"
        " OR NOT EXISTS (SELECT 1 FROM finding f WHERE f.number = NEW.subject)"
    )
    forbid("effect", "INSERT", final, "effect_of_final_findings")
