"""The shared office of these tests, and calls of the command line inside this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.calls import Answer
from tests.office_fixtures import blank_store, office
from ttoffice import i18n
from ttoffice.cli import main

__all__ = ["blank_store", "call", "office", "store_home"]


@pytest.fixture(autouse=True)
def _language_of_the_next_test() -> Iterator[None]:
    yield
    i18n.use("zh_CN")


@pytest.fixture
def store_home(home: Path, blank_store: Path) -> Path:
    """A home with an empty store in it."""
    (home / "ttoffice.db").write_bytes(blank_store.read_bytes())
    return home


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Call the program as a shell would, but in this process."""
    monkeypatch.setenv("TTOFFICE_TODAY", "2026-06-01")
    monkeypatch.setenv("TTOFFICE_OPERATOR", "李明")

    def run(*words: object) -> Answer:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        told = capfd.readouterr()
        code = ended.value.code
        return Answer(code if isinstance(code, int) else -1, told.out, told.err)

    return run
