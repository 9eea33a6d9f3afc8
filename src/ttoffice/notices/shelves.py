"""Where notices, objections and reviews stand."""

from __future__ import annotations

from ttoffice.action.shelf import Shelf
from ttoffice.notices.record import NoticeRecord, ObjectionRecord, ReviewRecord

NOTICES = Shelf(
    "notice",
    NoticeRecord,
    frozenset({"facts", "posted", "taken_down", "viewers"}),
    ("title", "subject", "text", "office", "place", "withdrawn_reason"),
)
OBJECTIONS = Shelf(
    "objection", ObjectionRecord, frozenset(), ("subject", "passage", "content", "channel", "review")
)
REVIEWS = Shelf(
    "review",
    ReviewRecord,
    frozenset({"objections", "panel", "former", "findings"}),
    ("subject", "objections", "findings", "reasons"),
)
