"""The documents' walks through a license and a finding, run line by line on a demo office as they stand there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.cli.conftest import _language_of_the_next_test, call
from tools import readme

__all__ = ["_language_of_the_next_test", "call"]

DOCS = Path(__file__).parents[2] / "docs"
REFUSED = "# refused"
"""The remark on a line that is to be refused."""
CODE = re.compile(r"\b[0-9a-f]{64}\b")
"""A verification code, which the reader copies to where a line says CODE."""


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("name", "kinds"), [("license-walk", {".docx", ".xlsx", ".zip"}), ("finding-walk", {".docx", ".zip"})]
)
def test_the_walks_of_the_documents_can_be_walked(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, kinds: set[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code = ""
    for line in readme.command((DOCS / f"{name}.md").read_text(encoding="utf-8"), name).splitlines():
        first, *words = shlex.split(line, comments=True) or [""]
        if first == "export":
            for variable, _equals, value in (word.partition("=") for word in words):
                monkeypatch.setenv(variable, value)
        elif first:
            assert first == "ttoffice", line
            _lay_out_papers(words)
            answer = call(*(word.replace("CODE", code) for word in words))
            assert answer.code == (1 if REFUSED in line else 0), (line, answer.out, answer.err)
            code = "".join(CODE.findall(answer.out + answer.err)[-1:]) or code
    assert kinds <= {path.suffix for path in tmp_path.iterdir() if path.is_file()}


def _lay_out_papers(words: list[str]) -> None:
    """Make the files that a line attaches, each with content of its own."""
    if words[0] == "attach":
        for name in words[2:]:
            Path(name).write_text(name, encoding="utf-8")
