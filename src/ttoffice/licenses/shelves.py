"""Where licenses stand, and what is owed and paid under them."""

from __future__ import annotations

from ttoffice.action.shelf import Shelf
from ttoffice.licenses.record import (
    AllocationRecord,
    AmendmentRecord,
    DueRecord,
    LicenseRecord,
    MilestoneRecord,
    ReceiptRecord,
    StatementRecord,
)

LICENSES = Shelf(
    "license",
    LicenseRecord,
    frozenset({"terms", "signed_licensee", "pricing_proof", "published_terms", "decided_terms"}),
    ("title", "licensee", "licensee_name", "reference", "note", "notice", "decision", "contract"),
)
AMENDMENTS = Shelf("amendment", AmendmentRecord, frozenset({"changes"}), ("subject", "title", "reason"))
MILESTONES = Shelf(
    "milestone",
    MilestoneRecord,
    frozenset({"proof", "slips"}),
    ("subject", "title", "licensee_name", "note"),
)
DUES = Shelf("due", DueRecord, frozenset({"working"}), ("subject", "title", "licensee_name", "key", "note"))
STATEMENTS = Shelf(
    "statement",
    StatementRecord,
    frozenset({"working"}),
    ("subject", "title", "licensee_name", "key", "note"),
)
RECEIPTS = Shelf(
    "receipt",
    ReceiptRecord,
    frozenset(),
    ("subject", "title", "licensee_name", "payer", "reference", "reverses", "note"),
)
ALLOCATIONS = Shelf("allocation", AllocationRecord, frozenset(), ("subject", "title", "receipt", "due"))
