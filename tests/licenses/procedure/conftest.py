"""The shared office of these tests, and one in which a license stands on the eve of its signature."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.licenses.procedure import acts
from tests.office_fixtures import blank_store, office
from tests.offices import open_at
from ttoffice.action import Office

__all__ = ["blank_store", "eve", "eve_folder", "office"]


@pytest.fixture(scope="session")
def eve_folder(tmp_path_factory: pytest.TempPathFactory, blank_store: Path) -> Path:
    """A home in which XK-2026-0001 lacks nothing but its signature, to be copied."""
    root = tmp_path_factory.mktemp("eve")
    shutil.copy(blank_store, root / "ttoffice.db")
    acts.ready(open_at(root))
    return root


@pytest.fixture
def eve(tmp_path: Path, eve_folder: Path) -> Office:
    """An office on 2026-06-17 in which XK-2026-0001 lacks nothing but its signature."""
    root = tmp_path / "eve"
    shutil.copytree(eve_folder, root)
    return open_at(root, acts.EVE)
