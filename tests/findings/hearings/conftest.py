"""The shared office of these tests, and a case in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.findings.beginning import Case, make_case
from tests.office_fixtures import blank_store, office
from ttoffice.action import Office

__all__ = ["blank_store", "case", "office"]


@pytest.fixture
def case(office: Office, tmp_path: Path) -> Case:
    """An office in which a case can begin, on 2026-06-01."""
    folder = tmp_path / "files"
    folder.mkdir()
    return make_case(office, folder)
