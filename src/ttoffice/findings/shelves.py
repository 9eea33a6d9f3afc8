"""Where findings stand, and what belongs to them."""

from __future__ import annotations

from ttoffice.action.shelf import Shelf
from ttoffice.findings.record import (
    AssessmentRecord,
    ConclusionRecord,
    EffectRecord,
    FindingRecord,
    HearingRecord,
    InquiryRecord,
)

FINDINGS = Shelf(
    "finding",
    FindingRecord,
    frozenset(
        {
            "application",
            "parties",
            "persons",
            "organisations",
            "panel",
            "sides",
            "sent_back",
            "new_facts_proof",
        }
    ),
    ("title", "subject", "applicant_name", "lead", "matter_text", "loss", "cause", "parties", "note"),
)
HEARINGS = Shelf(
    "hearing",
    HearingRecord,
    frozenset({"interviewers", "proof"}),
    ("subject", "title", "name", "content", "note"),
)
INQUIRIES = Shelf(
    "inquiry", InquiryRecord, frozenset({"delivered"}), ("subject", "title", "asked_of", "reason", "note")
)
ASSESSMENTS = Shelf(
    "assessment",
    AssessmentRecord,
    frozenset({"roles", "answers", "circumstances", "articles"}),
    ("subject", "title", "reasons", "note"),
)
CONCLUSIONS = Shelf(
    "conclusion",
    ConclusionRecord,
    frozenset({"roles", "articles", "circumstances"}),
    ("subject", "title", "name", "reasons"),
)
EFFECTS = Shelf(
    "effect", EffectRecord, frozenset({"proof"}), ("subject", "title", "recipient", "what", "note")
)
