"""The rulebook's machine facts for tests of findings, and the stages of a case after its investigation."""

from __future__ import annotations

import pytest

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
from tests.office_fixtures import blank_store
from ttoffice.rulebook import load
from ttoffice.rulebook.facts import Facts

__all__ = [
    "archived",
    "blank_store",
    "decided",
    "final",
    "made_archived",
    "made_decided",
    "made_final",
    "made_investigated",
    "to_report",
]


@pytest.fixture(scope="session")
def law() -> Facts:
    """Return the machine facts of the guideline."""
    return load().facts
