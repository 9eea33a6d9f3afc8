"""The rulebook's machine facts for tests of findings."""

from __future__ import annotations

import pytest

from ttoffice.rulebook import load
from ttoffice.rulebook.facts import Facts


@pytest.fixture(scope="session")
def law() -> Facts:
    """Return the machine facts of the guideline."""
    return load().facts
