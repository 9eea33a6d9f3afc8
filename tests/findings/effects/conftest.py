"""The stages of a case that is final."""

from __future__ import annotations

from tests.findings.staging import (
    archived,
    final,
    made_archived,
    made_decided,
    made_final,
    made_investigated,
)
from tests.office_fixtures import blank_store

__all__ = [
    "archived",
    "blank_store",
    "final",
    "made_archived",
    "made_decided",
    "made_final",
    "made_investigated",
]
