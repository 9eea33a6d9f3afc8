"""The stages of a case."""

from __future__ import annotations

from tests.findings.staging import (
    decided,
    final,
    made_decided,
    made_final,
    made_investigated,
    to_report,
)
from tests.office_fixtures import blank_store

__all__ = ["blank_store", "decided", "final", "made_decided", "made_final", "made_investigated", "to_report"]
