"""The administrator's page: its blocks run one after the other as they stand there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.cli.conftest import _language_of_the_next_test, call
from tools import readme
from ttoffice.cli.offices import PLACES
from ttoffice.cli.tree import COMMANDS
from ttoffice.paths import Home
from ttoffice.settings import Settings

__all__ = ["_language_of_the_next_test", "call"]

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "administrator.md").read_text(encoding="utf-8")
BLOCKS = ("admin-begin", "admin-backup", "admin-move", "admin-check")


def test_the_commands_of_the_administrator_do_what_the_page_says(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    heads = []
    for block in BLOCKS:
        for line in readme.command(PAGE, block).splitlines():
            first, *words = shlex.split(line, comments=True)
            if first == "export":
                name, _equals, value = words[0].partition("=")
                monkeypatch.setenv(name, value)
                continue
            answer = call(*words)
            assert answer.code == 0, (line, answer.out, answer.err)
            heads += re.findall(r"\b[0-9a-f]{64}\b", answer.err) if words[-1:] == ["verify"] else []
    assert len(heads) == 3
    assert len(set(heads)) == 1
    assert len(list(Path("备份").glob("ttoffice-*.zip"))) == 1


def test_the_line_for_cron_is_one_and_backs_up(
    call: Call, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.chdir(home)
    call("init")
    (line,) = readme.command(PAGE, "admin-cron").splitlines()
    minute, hour, *days, program = line.split(maxsplit=5)
    assert (minute, hour, days) == ("30", "17", ["*", "*", "1-5"])
    assert "%" not in program
    name, *words = program.split()
    assert Path(name).name == "ttoffice"
    assert call(*(word.replace("~", ".") for word in words)).code == 0


def test_the_task_of_windows_gives_the_options_that_there_are() -> None:
    (line,) = (line for line in PAGE.splitlines() if line.startswith("schtasks "))
    assert 'ttoffice.cmd\\" backup --to D:\\ttoffice-backup --keep 30"' in line


def test_every_command_and_every_place_on_the_page_is_there() -> None:
    known = {name for name, *_rest in COMMANDS}
    named = set(re.findall(r"ttoffice (?:--home \S+ )?([a-z][a-z-]+)", PAGE))
    assert named <= known | {"backup"}, named - known
    for name, path in Home(Path("x")).named().items():
        assert name in PLACES
        assert name == "home" or f"`{path.name}" in PAGE, path.name
    for setting in Settings.__dataclass_fields__:
        assert f"`{setting}`" in PAGE or f"`[{setting}]`" in PAGE, setting
