"""What tests of findings share: the rulebook's machine facts, the stages of a case after its investigation, an office in memory."""

from __future__ import annotations

import pytest

from tests.findings.prepared_office import image, led_ways, prepared, world
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
    "image",
    "led_ways",
    "made_archived",
    "made_decided",
    "made_final",
    "made_investigated",
    "prepared",
    "to_report",
    "world",
]


@pytest.fixture(scope="session")
def law() -> Facts:
    """Return the machine facts of the guideline."""
    return load().facts
