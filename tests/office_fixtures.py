"""Fixtures that the folders of tests share: an office with an empty store of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.offices import open_at
from ttoffice.action import Office


@pytest.fixture(scope="session")
def blank_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that was just made, to be copied: making one takes Alembic a moment."""
    return open_at(tmp_path_factory.mktemp("blank")).home.store


@pytest.fixture
def office(tmp_path: Path, blank_store: Path) -> Office:
    """An office with an empty store, on 2026-06-01."""
    root = tmp_path / "office"
    root.mkdir()
    shutil.copy(blank_store, root / "ttoffice.db")
    return open_at(root)
