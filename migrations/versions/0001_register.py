"""The log, the history, the unit, exhibits, and the register of results.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ANSWER = ("yes", "no")
MODES = ("self", "assign", "license", "joint", "equity", "other")
RESULT_CODES = {
    "consent": ("given", "refused"),
    "fiscal": ANSWER,
    "implemented": ANSWER,
    "license_kind": ("ordinary", "sole", "exclusive"),
    "maturity": ("research", "sample", "lab", "pilot", "production"),
    "payment_mode": ("royalty", "stages", "stages_royalty", "lump_sum", "installments"),
    "result_type": (
        "patent",
        "software_copyright",
        "layout_design",
        "plant_variety",
        "drug_marketing_license",
        "clinical_license",
        "patent_application",
        "know_how",
    ),
    "secrecy": ("open", "internal", "secret", "confidential", "top_secret"),
    "tech_field": (
        "electronics",
        "aerospace",
        "manufacturing",
        "biomedicine",
        "materials",
        "energy",
        "environment",
        "nuclear",
        "agriculture",
        "transport",
        "urban",
    ),
    "tech_level": (
        "world_leading",
        "world_advanced",
        "national_leading",
        "national_advanced",
        "national_average",
        "unrated",
    ),
    "technology_class": ("applied", "basic", "soft"),
    "time_limited": ANSWER,
    "transfer_mode": MODES,
}
RIGHT_CODES = {
    "kind": (
        "invention",
        "utility_model",
        "design",
        "patent_application",
        "software",
        "layout_design",
        "plant_variety",
        "drug_license",
        "clinical_license",
        "know_how",
        "other",
    ),
    "legal_status": ("pending", "in_force", "lapsed"),
}

PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
QUOTED = PUNCTUATION.replace("'", "''").replace('"', '""')
SEARCH = (
    "CREATE VIRTUAL TABLE result_search USING fts5("
    f"t, u, py, content='', columnsize=0, detail=none, tokenize=\"ascii tokenchars '{QUOTED}'\")"
)
"""The search index: a token is whatever stands between blanks."""
APPEND_ONLY = ("log", "revision")


def column(name: str, kind: type[sa.types.TypeEngine[object]], *, empty: bool = False) -> sa.Column[object]:
    """Return a column; NOT NULL unless it may be empty."""
    return sa.Column(name, kind(), nullable=empty)


def texts(*names: str) -> list[sa.Column[object]]:
    """Return text columns that always hold a text."""
    return [column(name, sa.String) for name in names]


def optional_texts(*names: str) -> list[sa.Column[object]]:
    """Return text columns that may be NULL."""
    return [column(name, sa.String, empty=True) for name in names]


def key(table: str) -> list[sa.schema.SchemaItem]:
    """Return the id column and its primary key."""
    return [column("id", sa.Integer), sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]


def code_checks(table: str, codes: dict[str, tuple[str, ...]]) -> list[sa.CheckConstraint]:
    """Return the CHECK of each coded column."""
    return [
        sa.CheckConstraint(
            f"{name} IN ({', '.join(repr(code) for code in listed)})", name=op.f(f"ck_{table}_{name}")
        )
        for name, listed in codes.items()
    ]


def upgrade() -> None:
    """Make every table of the first form."""
    make_log()
    make_parties_and_evidence()
    make_results()
    make_children()
    op.get_bind().exec_driver_sql(SEARCH)
    for table in APPEND_ONLY:
        forbid_changes(table)


def forbid_changes(table: str) -> None:
    """Make the database itself refuse to change or remove a row of the table."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def make_log() -> None:
    """Make the log, the history and the number series."""
    op.create_table(
        "log",
        *key("log"),
        *texts("at", "legal_day", "operator", "action"),
        *optional_texts("subject"),
        *texts("input"),
        *optional_texts("before", "after", "basis"),
        *texts("rulebook"),
        column("revisions", sa.Integer),
        *texts("digest", "prev_hash", "hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_log_subject", "log", ["subject"])
    op.create_table(
        "revision",
        *key("revision"),
        column("log_id", sa.Integer),
        *texts("kind"),
        column("subject_id", sa.Integer),
        *texts("number"),
        column("version", sa.Integer),
        *texts("document"),
        sa.UniqueConstraint("kind", "subject_id", "version", name="uq_revision_kind"),
    )
    op.create_index("ix_revision_log_id", "revision", ["log_id"])
    op.create_table(
        "number_series",
        *texts("prefix"),
        column("year", sa.Integer),
        column("last", sa.Integer),
        sa.PrimaryKeyConstraint("prefix", "year", name="pk_number_series"),
        sa.CheckConstraint("last >= 0", name=op.f("ck_number_series_last")),
    )


def make_parties_and_evidence() -> None:
    """Make the own unit and the exhibits."""
    op.create_table(
        "unit",
        *key("unit"),
        column("version", sa.Integer),
        *texts("name", "credit_code", "office", "contact_name", "contact_phone", "address"),
        sa.CheckConstraint("id = 1", name=op.f("ck_unit_one")),
    )
    op.create_table(
        "exhibit",
        *key("exhibit"),
        *texts("number", "subject_kind"),
        column("subject_id", sa.Integer),
        *texts("sha256"),
        column("size", sa.Integer),
        *texts("name", "source", "collector", "collected_on", "proves"),
        column("log_id", sa.Integer),
        sa.UniqueConstraint("number", name="uq_exhibit_number"),
        sa.CheckConstraint("size >= 0", name=op.f("ck_exhibit_size")),
    )
    op.create_index("ix_exhibit_sha256", "exhibit", ["sha256"])
    op.create_index("ix_exhibit_subject", "exhibit", ["subject_kind", "subject_id"])


def make_results() -> None:
    """Make the results."""
    op.create_table(
        "result",
        *key("result"),
        column("version", sa.Integer),
        *texts("number", "title"),
        *optional_texts(*RESULT_CODES),
        column("trl", sa.Integer, empty=True),
        *texts("department", "funding_source", "project_number", "industry", "brief", "keywords"),
        *optional_texts("consent_on", "fee_plan", "listed_since", "exclusion_on", "acquired_on"),
        *texts("fee_text", "license_term", "territory", "contact_name", "contact_phone"),
        *texts("exclusion_reason", "platform_number", "remarks", "flags"),
        *texts("people_text", "keywords_text", "numbers_text"),
        sa.UniqueConstraint("number", name="uq_result_number"),
        sa.CheckConstraint("title <> ''", name=op.f("ck_result_title")),
        sa.CheckConstraint("trl BETWEEN 1 AND 9", name=op.f("ck_result_trl")),
        *code_checks("result", RESULT_CODES),
    )
    for name in ("acquired_on", "department", "title"):
        op.create_index(f"ix_result_{name}", "result", [name])


def child(table: str, *columns: sa.schema.SchemaItem) -> None:
    """Make a table of what a result has several of."""
    op.create_table(
        table,
        *key(table),
        column("result_id", sa.Integer),
        column("position", sa.Integer),
        *columns,
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name=f"fk_{table}_result_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("result_id", "position", name=f"uq_{table}_result_id"),
    )


def make_children() -> None:
    """Make IP rights, completers and implementations."""
    child(
        "ip_right",
        *optional_texts("kind", "applied_on", "acquired_on", "expires_on", "legal_status"),
        *texts("number", "number_key", "holders"),
        column("verified", sa.Integer, empty=True),
        *code_checks("ip_right", RIGHT_CODES),
    )
    op.create_index("ix_ip_right_number_key", "ip_right", ["number_key"])
    op.create_index("ix_ip_right_expires_on", "ip_right", ["expires_on"])
    child("completer", *texts("name", "unit"), *optional_texts("share"))
    op.create_index("ix_completer_name", "completer", ["name"])
    child(
        "implementation",
        *optional_texts("mode"),
        *texts("since", "note"),
        *code_checks("implementation", {"mode": MODES}),
    )
