"""Fixtures of every test: an environment of its own, an empty store home, current catalogs."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

from tools.po import PoError, compile_locales
from ttoffice import i18n

ROOT = Path(__file__).parents[1]

#: What a shell may have set that changes the program's output or its place on disk.
_LEAKING = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "EDITOR", "VISUAL")


def pytest_configure(config: pytest.Config) -> None:
    """Settle what is read at import or once a run: Textual's switches, Hypothesis, the compiled catalogs."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    hypothesis.settings.register_profile("local", deadline=None, max_examples=50)
    hypothesis.settings.register_profile(
        "ci", deadline=None, max_examples=60, derandomize=True, database=None, print_blob=True
    )
    hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")
    try:
        compile_locales(ROOT / "src" / "ttoffice" / "locale")
    except PoError as error:
        raise pytest.UsageError(str(error)) from error


def pytest_xdist_auto_num_workers() -> int:
    """Run two tests a processor with -n auto: those of screens wait about half of their time."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def _isolated_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the tester's settings, store or language, or leaves anything in their home."""
    for name in [*os.environ]:
        if name.startswith(("TTOFFICE_", "XDG_")) or name in _LEAKING:
            monkeypatch.delenv(name)
    user = tmp_path / "user"
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(user))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(user / name.lower()))
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(user / name.lower()))
    monkeypatch.setattr(i18n._Catalog, "language", None)
    monkeypatch.setattr(i18n._Catalog, "translations", None)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", "1")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the program takes for its store home, in Chinese, without user settings."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("TTOFFICE_HOME", str(folder))
    monkeypatch.setenv("TTOFFICE_LANG", "zh_CN")
    return folder
