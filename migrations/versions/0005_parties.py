"""People, recusals, decisions and internal rules.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

from alembic import op

from ttoffice.store.ddl import forbid, integers, make_shelf, optional_texts, texts

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

DECIDED = "OLD.state NOT IN ('draft', 'consulted')"
RULE_TEXT = ("title", "edition", "topics", "text", "text_sha256", "exhibit", "exhibit_sha256", "decision")
PATHS = (
    ("draft", "consulted"),
    ("consulted", "decided"),
    ("decided", "published"),
    ("published", "in_force"),
    ("in_force", "superseded"),
)


def upgrade() -> None:
    """Make the tables, and what the database itself refuses."""
    make_people()
    make_decisions()
    make_rules()


def make_people() -> None:
    """Make the people and their recusal checks; a check is never changed."""
    make_shelf(
        "person", *texts("name", "roles", "department", "posts", "ties", "note"), *optional_texts("left_on")
    )
    op.create_index("ix_person_name", "person", ["name"])
    make_shelf(
        "recusal",
        *texts("person", "name", "subject", "checked_on", "outcome", "proposed"),
        *integers("namesakes"),
        *texts("reasons", "decided_by"),
        codes={"outcome": ("withdrawn", "none_found", "decided_none")},
    )
    op.create_index("ix_recusal_subject", "recusal", ["subject", "person"])
    forbid("recusal", "UPDATE")


def make_decisions() -> None:
    """Make the decisions; what is decided is never changed."""
    make_shelf(
        "decision",
        *texts("title", "subject", "body", "state", "text", "text_sha256"),
        *texts("persons", "organisations", "material", "members"),
        *texts("quorum", "quorum_source", "majority", "majority_source"),
        *optional_texts("decided_on"),
        *texts("minutes", "minutes_sha256", "dissents", "corrects", "note"),
        codes={"state": ("prepared", "adopted", "rejected")},
    )
    for name in ("subject", "corrects"):
        op.create_index(f"ix_decision_{name}", "decision", [name])
    forbid("decision", "UPDATE", "OLD.state <> 'prepared'")


def make_rules() -> None:
    """Make the internal rules; a decided text stands, no state is skipped, a day of effect is not moved."""
    make_shelf(
        "rule",
        *texts("title", "edition", "topics", "state", "text", "text_sha256", "exhibit", "exhibit_sha256"),
        *optional_texts("consulted_from", "consulted_until"),
        *texts("scope", "opinions", "papers", "decision"),
        *optional_texts("decided_on"),
        *texts("notice"),
        *optional_texts("published_on", "effective_on"),
        *texts("replaces", "superseded_by"),
        *optional_texts("ended_on"),
        *texts("end_reason", "note"),
        codes={"state": ("draft", "consulted", "decided", "published", "in_force", "superseded")},
    )
    op.create_index("ix_rule_effective_on", "rule", ["effective_on"])
    moved = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in RULE_TEXT)
    forbid("rule", "UPDATE", f"{DECIDED} AND ({moved})", "rule_text_stands")
    steps = " OR ".join(f"(OLD.state = '{old}' AND NEW.state = '{new}')" for old, new in PATHS)
    forbid("rule", "UPDATE", f"NEW.state <> OLD.state AND NOT ({steps})", "rule_no_skip")
    dates = "OLD.effective_on IS NOT NULL AND NEW.effective_on IS NOT OLD.effective_on"
    ends = "OLD.ended_on IS NOT NULL AND NEW.ended_on IS NOT OLD.ended_on"
    forbid("rule", "UPDATE", f"({dates}) OR ({ends})", "rule_days_stand")
