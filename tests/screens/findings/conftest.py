"""The stages of a case, for the screens that show it."""

from __future__ import annotations

from tests.findings.staging import (
    archived,
    decided,
    final,
    made_archived,
    made_decided,
    made_final,
    made_investigated,
    to_report,
)

__all__ = [
    "archived",
    "decided",
    "final",
    "made_archived",
    "made_decided",
    "made_final",
    "made_investigated",
    "to_report",
]
