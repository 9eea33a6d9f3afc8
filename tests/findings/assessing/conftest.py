"""The shared office of these tests, and one in which a pay-later license has failed after everything was done for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.findings.assessing import failed_license
from tests.office_fixtures import blank_store, office
from tests.offices import open_at
from ttoffice.action import Office

__all__ = ["blank_store", "failed", "failed_folder", "office"]


@pytest.fixture(scope="session")
def failed_folder(tmp_path_factory: pytest.TempPathFactory, blank_store: Path) -> Path:
    """A home in which XK-2026-0001 has failed, to be copied."""
    root = tmp_path_factory.mktemp("failed")
    shutil.copy(blank_store, root / "ttoffice.db")
    failed_license.failed(open_at(root))
    return root


@pytest.fixture
def failed(tmp_path: Path, failed_folder: Path) -> Office:
    """An office on 2027-10-11 in which the licensee of XK-2026-0001 is bankrupt and owes a stage payment."""
    root = tmp_path / "failed"
    shutil.copytree(failed_folder, root)
    return open_at(root, failed_license.LATER)
