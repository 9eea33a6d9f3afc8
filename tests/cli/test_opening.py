"""The call without a command opens the workbench, quickly, and fails like any other call."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ttoffice import app
from ttoffice.cli import main
from ttoffice.errors import EXIT_INTERRUPTED, EXIT_REFUSED, StoreError


def opened(
    monkeypatch: pytest.MonkeyPatch, *arguments: str, error: BaseException | None = None
) -> tuple[int, Any]:
    calls = []

    def run(home: Any, operator: str | None = None) -> int:
        calls.append((home.root, operator))
        if error is not None:
            raise error
        return 7

    monkeypatch.setattr(app, "run", run)
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0), calls


def test_no_command_opens_the_workbench_on_the_home_and_for_the_operator(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert opened(monkeypatch, "--home", str(tmp_path), "--operator", "杨文斌") == (7, [(tmp_path, "杨文斌")])


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (StoreError("the store is gone"), StoreError("").exit_code, "the store is gone"),
        (KeyboardInterrupt(), EXIT_INTERRUPTED, ""),
        (ValueError("quite unexpected"), EXIT_REFUSED, "quite unexpected"),
    ],
)
def test_a_workbench_that_fails_is_told_of_like_any_call(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    error: BaseException,
    code: int,
    told: str,
) -> None:
    assert opened(monkeypatch, "--home", str(tmp_path), error=error)[0] == code
    printed = capsys.readouterr()
    assert told in printed.err
    assert not printed.out


def test_the_parser_of_commands_is_not_loaded_for_the_workbench(tmp_path: Path) -> None:
    script = (
        "import sys, ttoffice.app, ttoffice.cli\n"
        "ttoffice.app.run = lambda *_args, **_more: 0\n"
        f"sys.argv = ['ttoffice', '--home', {str(tmp_path)!r}]\n"
        "try:\n    ttoffice.cli.main()\nfinally:\n"
        "    heavy = {'typer', 'sqlmodel', 'sqlalchemy', 'pydantic', 'alembic', 'ttoffice.store.search'}\n"
        "    print(heavy & set(sys.modules))\n"
    )
    environ = os.environ | {"PYTHONPATH": str(Path(app.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environ
    )
    assert done.stdout.strip() == "set()"
