"""Licenses, and what is owed and paid under them.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ttoffice.store.ddl import (
    amount_checks,
    column,
    forbid,
    integers,
    make_shelf,
    optional_integers,
    optional_texts,
    texts,
)

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

DUE_MONEY = [
    "state", "due_on", "kind", "subject", "amount_fen", "paid_fen", "expected_on", "expected_fen", "expected_by",
]  # fmt: skip
AS_SIGNED = ("licensee", "terms", "signed_licensee", "notice", "decision", "contract")


def differs(*names: str) -> str:
    """Return the condition that one of the columns is changed."""
    return "(" + " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in names) + ")"


def upgrade() -> None:
    """Make the tables, and let the database itself keep what was signed, reported, received and allocated."""
    make_enterprises()
    make_licenses()
    make_amendments()
    make_milestones()
    make_dues()
    make_statements()
    make_receipts()
    make_allocations()
    make_awards()
    make_contracts()
    name_unit_for_contracts()
    make_filings()
    make_supports()
    make_reminders()
    make_mitigations()
    make_integrity()
    make_annual_reports()


def make_enterprises() -> None:
    """One code, one enterprise."""
    make_shelf(
        "enterprise",
        *texts("name", "former_names", "entity", "credit_code", "code_reason", "country"),
        *optional_texts("region", "industry"),
        *texts("industry_text", "figures", "marks", "representative", "contact_name", "contact_phone"),
        *texts("address", "bank_name", "bank_account", "insiders", "state"),
        *optional_texts("ended_on"),
        *texts("ended_source", "note"),
        codes={
            "entity": ("enterprise", "sole_trader", "cooperative", "other"),
            "region": (
                "kunming", "qujing", "yuxi", "baoshan", "zhaotong", "lijiang", "puer", "lincang", "chuxiong",
                "honghe", "wenshan", "xishuangbanna", "dali", "dehong", "nujiang", "diqing", "other_province",
            ),
            "industry": (
                "farming", "industry", "construction", "wholesale", "retail", "transport", "warehousing", "post",
                "lodging", "catering", "telecom", "software", "real_estate", "property", "leasing", "unlisted",
                "elsewhere",
            ),
            "state": ("active", "dissolved", "bankrupt"),
        },
    )  # fmt: skip
    op.create_index("ix_enterprise_name", "enterprise", ["name"])
    op.create_index(
        "uq_enterprise_credit_code",
        "enterprise",
        ["credit_code"],
        unique=True,
        sqlite_where=sa.text("credit_code <> ''"),
    )


def make_licenses() -> None:
    """What was signed stands; an amendment changes it from a day on."""
    make_shelf(
        "license",
        *texts("title", "licensee", "licensee_name", "state", "terms", "signed_licensee", "responsible"),
        *texts("related", "related_note"),
        *optional_texts("related_on"),
        *texts("related_proof"),
        *optional_texts("pricing"),
        *texts("pricing_proof"),
        *optional_texts("researchers_informed_on"),
        *texts("informed_proof", "notice", "published_terms", "decision", "decided_terms"),
        *texts("contract", "contract_proof"),
        *optional_texts("signed_on", "effective_on", "registered_on", "first_sale_on", "ended_on"),
        *texts("end_reason"),
        *optional_texts("muted_until"),
        *texts("muted_reason"),
        *integers("outside"),
        *texts("reference", "note"),
        codes={
            "state": (
                "draft", "negotiating", "price_notice", "decided", "signed", "registered", "in_force", "ended",
                "terminated",
            ),
            "pricing": ("agreement", "listing", "auction"),
        },
    )  # fmt: skip
    op.create_index("ix_license_licensee", "license", ["licensee"])
    op.create_index("ix_license_state", "license", ["state"])
    forbid(
        "license",
        "UPDATE",
        f"OLD.signed_on IS NOT NULL AND {differs(*AS_SIGNED)}",
        "license_stands_as_signed",
    )


def make_amendments() -> None:
    """An amendment stands."""
    make_shelf(
        "amendment",
        *texts("subject", "title"),
        *integers("place"),
        *texts("changes", "effective_on", "signed_on", "reason", "decision", "proof"),
    )
    op.create_index("ix_amendment_subject", "amendment", ["subject"])
    forbid("amendment", "UPDATE")


def make_milestones() -> None:
    """A milestone belongs to one license and one stage."""
    make_shelf(
        "milestone",
        *texts("subject", "key", "title", "kind"),
        *optional_texts("planned_on", "first_planned_on", "reached_on"),
        *texts("state", "proof", "slips", "licensee_name", "note"),
        sa.UniqueConstraint("subject", "key", name="uq_milestone_subject"),
        codes={
            "kind": ("validation", "sample", "pilot", "production", "launch", "sales", "other"),
            "state": ("pending", "reached", "failed", "dropped"),
        },
    )
    op.create_index("ix_milestone_state", "milestone", ["state", "planned_on"])


def make_dues() -> None:
    """Of a due never more is paid than is owed, and nothing is negative."""
    make_shelf(
        "due",
        *texts("subject", "kind", "key", "title", "debtor", "licensee_name", "state"),
        *optional_texts("period_from", "period_until"),
        *texts("milestone", "statement"),
        *optional_texts("due_on", "expected_on"),
        *integers("amount_fen", "expected_fen", "paid_fen"),
        *texts("working", "note"),
        *optional_texts("node_on"),
        column("days_to_pay", sa.Integer, empty=True),
        *integers("provisional"),
        *optional_texts("report_on", "expected_by"),
        *texts("principal", "waiver"),
        sa.CheckConstraint("paid_fen <= amount_fen", name=op.f("ck_due_paid")),
        *amount_checks("due", ("amount_fen", "expected_fen", "paid_fen")),
        codes={
            "kind": ("threshold", "stage", "royalty", "correction", "interest", "damages", "costs"),
            "state": ("expected", "open", "settled", "cancelled"),
            "expected_by": ("contract", "mean", "minimum"),
        },
    )
    op.create_index("ix_due_subject", "due", ["subject", "due_on"])
    op.create_index("ix_due_money", "due", DUE_MONEY)
    op.create_index("ix_due_report", "due", ["state", "statement", "report_on"])


def make_statements() -> None:
    """A statement stands; a further one corrects it."""
    make_shelf(
        "statement",
        *texts("subject", "title", "key", "period_from", "period_until", "received_on"),
        *integers("base_fen", "quantity"),
        *texts("corrects", "proof"),
        *integers("royalty_fen"),
        *texts("working", "licensee_name", "note"),
        *amount_checks("statement", ("base_fen", "quantity", "royalty_fen")),
    )
    op.create_index("ix_statement_subject", "statement", ["subject", "key"])
    forbid("statement", "UPDATE")


def make_receipts() -> None:
    """A receipt stands; a further one reverses it."""
    make_shelf(
        "receipt",
        *texts("subject", "title", "kind", "received_on"),
        *integers("amount_fen"),
        *texts("payer", "reference", "support", "proof", "reverses", "reason", "licensee_name", "note"),
        *texts("refunds"),
        *amount_checks("receipt", positive=("amount_fen",)),
        codes={"kind": ("bank", "voucher", "guarantee", "insurance", "refund")},
    )
    op.create_index("ix_receipt_subject", "receipt", ["subject", "received_on"])
    op.create_index("ix_receipt_money", "receipt", ["subject", "kind", "reverses", "amount_fen"])
    forbid("receipt", "UPDATE")


def make_allocations() -> None:
    """An allocation stands; a further one releases it."""
    make_shelf(
        "allocation",
        *texts("subject", "title", "receipt", "due"),
        *integers("amount_fen"),
        *texts("made_on", "releases", "reason"),
        *amount_checks("allocation", positive=("amount_fen",)),
    )
    op.create_index("ix_allocation_subject", "allocation", ["subject", "releases", "amount_fen"])
    op.create_index("ix_allocation_receipt", "allocation", ["receipt"])
    op.create_index("ix_allocation_due", "allocation", ["due"])
    forbid("allocation", "UPDATE")


AS_PUBLICISED = (
    "subject", "receipts", "gross_fen", "deductions", "net_fen", "share", "pool_fen", "lines", "corrects",
)  # fmt: skip


def make_awards() -> None:
    """What was made public of a distribution stands; a further one corrects it. No amount is lost."""
    make_shelf(
        "award",
        *texts("title", "subject", "licensee_name", "state", "receipts"),
        *integers("gross_fen"),
        *texts("deductions"),
        *integers("deducted_fen", "net_fen"),
        *texts("definition", "definition_source", "share", "share_source"),
        *integers("pool_fen", "retained_fen"),
        *texts("lines", "persons"),
        *optional_texts("relief_until"),
        *texts("relief_source"),
        *optional_texts("publicised_on"),
        *texts("place", "publicity_proof", "deadline", "objections"),
        *optional_texts("closed_on"),
        *texts("decision"),
        *optional_texts("decided_on"),
        *texts("payments", "corrects", "reason", "working", "note"),
        *amount_checks("award", ("gross_fen", "deducted_fen", "net_fen", "pool_fen", "retained_fen")),
        sa.CheckConstraint("gross_fen = deducted_fen + net_fen", name=op.f("ck_award_net")),
        sa.CheckConstraint("net_fen = pool_fen + retained_fen", name=op.f("ck_award_pool")),
        codes={
            "state": ("drafted", "publicised", "cleared", "decided", "paid", "withdrawn"),
            "definition": ("taxes", "direct_costs", "contract_costs"),
        },
    )
    op.create_index("ix_award_subject", "award", ["subject"])
    op.create_index("ix_award_state", "award", ["state"])
    op.create_index("ix_award_corrects", "award", ["corrects"])
    forbid(
        "award",
        "UPDATE",
        f"OLD.state <> 'drafted' AND {differs(*AS_PUBLICISED)}",
        "award_stands_as_publicised",
    )


def make_contracts() -> None:
    """A version of a contract stands; a further one follows it."""
    make_shelf(
        "contract",
        *texts("subject", "title"),
        *integers("edition"),
        *texts("terms_sha256", "text", "text_sha256", "docx_sha256", "library", "library_sha256", "made_on"),
        *texts("own_files", "licensee_name", "note"),
        sa.UniqueConstraint("subject", "edition", name="uq_contract_subject"),
        *amount_checks("contract", positive=("edition",)),
    )
    forbid("contract", "UPDATE")


def name_unit_for_contracts() -> None:
    """A contract names who represents the unit, and where money is paid to."""
    for name in ("representative", "bank", "bank_account"):
        op.add_column("unit", sa.Column(name, sa.String(), nullable=False, server_default=""))


def make_filings() -> None:
    """What was certified, refused or withdrawn stands."""
    make_shelf(
        "filing",
        *texts("subject", "kind", "title", "state", "purpose", "edition", "follows", "occasion"),
        *optional_integers("total_fen", "technical_fen"),
        *integers("estimated"),
        *texts("estimate_basis", "given", "papers", "authority", "reference"),
        *optional_texts("prepared_on", "submitted_on", "accepted_on"),
        *texts("certificate"),
        *optional_texts("certified_on"),
        *optional_integers("certified_total_fen", "certified_technical_fen"),
        *texts("returns", "refusal"),
        *optional_texts("closed_on"),
        *texts("right_number"),
        *optional_integers("year"),
        *texts("licensee_name", "note"),
        *amount_checks(
            "filing", ("total_fen", "technical_fen", "certified_total_fen", "certified_technical_fen")
        ),
        codes={
            "kind": ("registration", "recordal", "platform", "maintenance"),
            "purpose": ("new", "change", "cancel", "supplement"),
            "state": (
                "prepared", "submitted", "returned", "accepted", "certified", "refused", "withdrawn",
            ),
        },
    )  # fmt: skip
    op.create_index("ix_filing_subject", "filing", ["subject"])
    op.create_index("ix_filing_state", "filing", ["state", "kind"])
    forbid(
        "filing", "UPDATE", "OLD.state IN ('certified', 'refused', 'withdrawn')", "filing_stands_as_closed"
    )


def make_supports() -> None:
    """A guarantee, an insurance, a subsidy or a voucher."""
    sides = ("licensor", "licensee", "guarantor", "insurer")
    make_shelf(
        "support",
        *texts("subject", "kind", "title", "state", "provider"),
        *optional_texts("provider_kind"),
        *texts("provider_code"),
        *optional_texts("form"),
        *optional_integers("amount_fen"),
        *texts("dues", "reference"),
        *optional_texts("agreed_on", "starts_on", "ends_on"),
        *optional_integers("premium_fen"),
        *optional_texts("premium_side", "beneficiary"),
        *integers("granted_fen", "paid_fen"),
        *texts("papers", "happenings", "licensee_name", "note"),
        *amount_checks("support", ("amount_fen", "premium_fen", "granted_fen", "paid_fen")),
        codes={
            "kind": ("guarantee", "insurance", "subsidy", "voucher"),
            "state": ("standing", "applied", "granted", "claimed", "paid", "refused", "ended"),
            "provider_kind": (
                "guarantee_company", "bank", "insurer", "enterprise", "person", "government", "park",
                "university", "nonprofit", "other",
            ),
            "form": ("general", "joint"),
            "premium_side": sides,
            "beneficiary": sides,
        },
    )  # fmt: skip
    op.create_index("ix_support_subject", "support", ["subject"])
    op.create_index("ix_support_state", "support", ["state", "kind"])


def make_reminders() -> None:
    """What was sent stands, and so does its delivery."""
    make_shelf(
        "reminder",
        *texts("subject", "title", "rung", "sent_on"),
        *optional_integers("step"),
        *texts("dues"),
        *integers("open_fen"),
        *optional_texts("channel"),
        *texts("recipient", "address"),
        *optional_texts("pay_by"),
        *texts("letter_sha256", "letter_name", "proof", "confirms"),
        *optional_texts("delivered_on"),
        *texts("licensee_name", "note"),
        *amount_checks("reminder", ("open_fen",)),
        codes={
            "rung": ("before", "after", "demand", "default", "termination", "delivery"),
            "channel": (
                "letter", "express", "handed", "email", "phone", "message", "notary", "public",
            ),
        },
    )  # fmt: skip
    op.create_index("ix_reminder_subject", "reminder", ["subject", "sent_on"])
    op.create_index("ix_reminder_confirms", "reminder", ["confirms"])
    forbid("reminder", "UPDATE")


def make_mitigations() -> None:
    """A step that limits loss stands; a further one corrects it."""
    make_shelf(
        "mitigation",
        *texts("subject", "title", "kind", "taken_on", "taken_by", "what", "result", "proof", "dues"),
        *texts("support", "corrects", "licensee_name", "note"),
        codes={
            "kind": (
                "talks", "site_visit", "inspection", "rescheduling", "suspension", "guarantor_called",
                "insurance_claimed", "preservation", "lawsuit", "termination", "recall", "relicensing", "other",
            ),
        },
    )  # fmt: skip
    op.create_index("ix_mitigation_subject", "mitigation", ["subject"])
    forbid("mitigation", "UPDATE")


def make_integrity() -> None:
    """An integrity record stands; a further one corrects it or takes it back."""
    make_shelf(
        "integrity",
        *texts("subject", "title", "party", "conduct", "recorded_on", "party_name", "facts", "period"),
        *texts("records", "proof"),
        *optional_texts("heard_on"),
        *texts("objection", "answer"),
        *optional_texts("outcome"),
        *texts("decision", "referred_to"),
        *optional_texts("referred_on"),
        *texts("referral_proof", "corrects"),
        *integers("withdrawn"),
        *texts("reason", "proposed", "note"),
        codes={
            "party": ("licensor", "licensee"),
            "conduct": ("on_time", "late", "default", "malicious", "false_material", "duty_missed"),
            "outcome": ("upheld", "changed", "withdrawn"),
        },
    )
    op.create_index("ix_integrity_subject", "integrity", ["subject"])
    op.create_index("ix_integrity_corrects", "integrity", ["corrects"])
    forbid("integrity", "UPDATE")


def make_annual_reports() -> None:
    """What was exported of a year stands; that it was handed in is added once."""
    make_shelf(
        "annual",
        *texts("title"),
        *integers("year"),
        *texts("file_name", "sha256"),
        *integers("contracts", "missing", "secret"),
        *texts("exported_on"),
        *optional_texts("handed_in_on"),
        *texts("handed_to", "proof", "note"),
        *amount_checks("annual", ("contracts", "missing", "secret")),
    )
    op.create_index("ix_annual_year", "annual", ["year"])
    changed = differs("year", "file_name", "sha256", "contracts", "missing", "secret", "exported_on")
    forbid("annual", "UPDATE", f"OLD.handed_in_on IS NOT NULL OR {changed}", "annual_stands_as_exported")
