"""The shared office and the sample ledgers of these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office_fixtures import blank_store, office

__all__ = ["blank_store", "office", "samples"]


@pytest.fixture
def samples() -> Path:
    return Path(__file__).parents[2] / "data"
