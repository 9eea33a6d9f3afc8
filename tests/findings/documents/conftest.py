"""The stages of a case in a store, and the rulebook."""

from __future__ import annotations

import pytest

from tests.findings.staging import (
    archived,
    made_archived,
    made_decided,
    made_final,
    made_investigated,
    to_report,
)
from tests.office_fixtures import blank_store
from ttoffice.rulebook import Rulebook, load

__all__ = [
    "archived",
    "blank_store",
    "made_archived",
    "made_decided",
    "made_final",
    "made_investigated",
    "to_report",
]


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """Return the rulebook that is shipped."""
    return load()
