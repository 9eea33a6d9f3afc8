"""The shipped rulebook, read once; and a copy of its folder that a test may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ttoffice import i18n
from ttoffice.rulebook import SHIPPED, Rulebook, load


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    """An office's folder of rulebooks that holds its own copy of the shipped one."""
    shutil.copytree(SHIPPED / "yunnan-2025-4", tmp_path / "rulebooks" / "yunnan-2025-4")
    return tmp_path / "rulebooks"


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh_CN")
