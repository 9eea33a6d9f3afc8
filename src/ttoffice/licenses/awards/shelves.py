"""Where award distributions stand."""

from __future__ import annotations

from ttoffice.action.shelf import Shelf
from ttoffice.licenses.awards.record import AwardRecord

AWARDS = Shelf(
    "award",
    AwardRecord,
    frozenset(
        {
            "receipts",
            "deductions",
            "lines",
            "persons",
            "publicity_proof",
            "objections",
            "payments",
            "working",
        }
    ),
    ("subject", "title", "licensee_name", "lines", "decision", "corrects", "note"),
)
