"""The README's walk through a license, run line by line on a demo office as it stands there."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.cli.conftest import _language_of_the_next_test, call
from tools import readme

__all__ = ["_language_of_the_next_test", "call"]

README = Path(__file__).parents[2] / "README.md"
REFUSED = "# refused"
"""The remark on a line that is to be refused."""


@pytest.mark.exhaustive
def test_the_walk_of_the_readme_can_be_walked(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in readme.command(README.read_text(encoding="utf-8"), "license-walk").splitlines():
        first, *words = shlex.split(line, comments=True) or [""]
        if first == "export":
            for name, _equals, value in (word.partition("=") for word in words):
                monkeypatch.setenv(name, value)
        elif first:
            assert first == "ttoffice", line
            _lay_out_papers(words)
            answer = call(*words)
            assert answer.code == (1 if REFUSED in line else 0), (line, answer.out, answer.err)
    made = {path.suffix for path in tmp_path.iterdir() if path.is_file()}
    assert {".docx", ".xlsx", ".zip"} <= made


def _lay_out_papers(words: list[str]) -> None:
    """Make the files that a line attaches, each with content of its own."""
    if words[0] == "attach":
        for name in words[2:]:
            Path(name).write_text(name, encoding="utf-8")
