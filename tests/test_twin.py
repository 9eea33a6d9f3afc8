from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.offices import posix_only
from ttoffice.twin import LONGEST, SHELLS, Shell, Twin, action_twin, harmless_json, read_json, shell_of

HOSTILE = (
    "项目'结题'\"甲\"",
    "$HOME `id` $(id) ${x} %PATH% !! ^& | < > ; * ~ #",
    "尾\\",
    "\\\"'\\'",
    "多行\n第二行\t末\r\n",
    "‘单’“双”‚‛„—…　全角",
    "\x1b[31m\x07\u202e\u2028\ud800",
    "{\\\"x\\\": 1}",
    "-d @x --home y",
    "",
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(HOSTILE),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def words_of_windows(line: str) -> list[str]:
    """Take a line apart as every program on Windows does with the line that it is started with."""
    words: list[str] = []
    word, quoted, begun, slashes = "", False, False, 0
    for letter in line + " ":
        if letter == "\\":
            slashes += 1
            continue
        if letter == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            begun, slashes = True, 0
            continue
        word += "\\" * slashes
        begun, slashes = begun or slashes > 0, 0
        if letter in " \t" and not quoted:
            if begun or word:
                words.append(word)
            word, begun = "", False
        else:
            word += letter
    assert not quoted
    return words


def words_of_powershell(line: str) -> list[str]:
    """Take a line of bare and single-quoted words apart as PowerShell does."""
    words, at = [], 0
    marks = "'‘’‚‛"
    while at < len(line):
        if line[at] == " ":
            at += 1
            continue
        word = ""
        if line[at] in marks:
            at += 1
            while not (line[at] in marks and line[at + 1 : at + 2] not in [*marks]):
                at += 2 if line[at] in marks else 1
                word += line[at - 1]
            at += 1
        else:
            assert line[at] not in '@$`(){};,"#&|<>'
            end = line.find(" ", at) if " " in line[at:] else len(line)
            word, at = line[at:end], end
        words.append(word)
    return words


def started_by_powershell(words: list[str], *, escapes: bool) -> str:
    """Return the line with which PowerShell starts a program: before 7.3 it escapes no quotation mark."""
    parts = [re.sub(r'(\\*)"', r'\1\1\\"', word) if escapes else word for word in words]
    return " ".join(f'"{part}"' if " " in part or not part else part for part in parts)


@settings(max_examples=30)
@given(st.dictionaries(st.text(max_size=8), VALUES, max_size=4))
def test_json_that_no_shell_obeys_means_the_same(data: dict[str, Any]) -> None:
    text = harmless_json(data)
    assert json.loads(text) == data
    assert text.isprintable()
    assert not set("'`!$%&|<>^") & set(text)
    assert "\\\\" not in text
    assert '\\"' not in text


@settings(max_examples=30)
@given(st.dictionaries(st.text(max_size=8), VALUES, min_size=1, max_size=4))
def test_windows_hands_on_what_was_written_whichever_shell_starts_it(data: dict[str, Any]) -> None:
    twin = action_twin("result.edit", data, ("CG-2026-0001",))
    typed = words_of_powershell(twin.line("powershell"))
    ways = [
        words_of_windows(twin.line("cmd")),
        words_of_windows(started_by_powershell(typed, escapes=False)),
        words_of_windows(started_by_powershell(typed, escapes=True)),
    ]
    for words in ways:
        assert words[:5] == ["ttoffice", "do", "result.edit", "CG-2026-0001", "--data"]
        assert json.loads(read_json(words[5])) == data


def test_json_as_people_write_it_is_read_as_it_stands() -> None:
    for text in ('{"a": "\\""}', "{}", '  { "a": 1}', '["\\""]', ""):
        assert read_json(text) == text


@posix_only
def test_a_posix_shell_hands_on_every_word() -> None:
    paths = [f"/文件/夹 {place}/{text}" for place, text in enumerate(HOSTILE) if text.isprintable()]
    data = {str(place): text for place, text in enumerate(HOSTILE)}
    line = Twin(("attach", *paths), ("CG-2026-0001",), data, tail=("--home", "/x y")).line("sh")
    script = f"ttoffice() {{ printf '%s\\0' \"$@\"; }}; {line}"
    told = subprocess.run(["sh", "-c", script], capture_output=True, check=True).stdout.decode()
    *words, option, value, home, root, _end = told.split("\0")
    assert words == ["attach", *paths, "CG-2026-0001"]
    assert (option, home, root) == ("--data", "--home", "/x y")
    assert json.loads(value) == data


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_too_long_for_a_prompt_is_read_from_files(tmp_path: Path, shell: Shell) -> None:
    numbers = tuple(f"CG-2026-{place:04d}" for place in range(1000))
    twin = action_twin("result.edit", {"brief": "长" * LONGEST}, numbers)
    assert twin.too_long(shell)
    kept = twin.kept_in(tmp_path / "new", shell)
    assert not kept.too_long(shell)
    assert kept.file is not None
    assert json.loads(kept.file.read_text(encoding="utf-8")) == twin.data
    assert Path(kept.subjects[0].removeprefix("@")).read_text(encoding="utf-8").split() == [*numbers]
    short = action_twin("result.list", {}, ("CG-2026-0001",))
    assert short.kept_in(tmp_path / "none", shell) is short
    assert not (tmp_path / "none").exists()


def test_the_shell_is_the_one_that_is_set_or_that_of_the_system() -> None:
    assert shell_of("cmd", {}, "linux") == "cmd"
    assert shell_of("", {}, "win32") == "powershell"
    assert shell_of("", {"SHELL": "/usr/bin/bash"}, "win32") == "sh"
    assert shell_of("", {}, "darwin") == "sh"
