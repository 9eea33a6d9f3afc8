r"""The command line's twin of something done on the screen: the call that does the same, written for a shell.

The data of an action travels as JSON in one word. So that no shell finds anything in it to obey, whatever a user
typed, every character that some shell gives a meaning inside quotes is written as `\uXXXX`; what is left in quotes
are plain characters. Windows hands a program its words with their own quotation marks taken away, unless each stands
behind a backslash; PowerShell before 7.3 leaves that to the caller and later ones do it once more, so `read_json`
takes the marks in either form.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

Shell = Literal["sh", "powershell", "cmd"]
"""The shells that a call can be written for; `sh` stands for all that quote as POSIX has it."""
SHELLS: tuple[str, ...] = get_args(Shell)
PROGRAM = "ttoffice"
LONGEST = 3_800
"""Bytes of a line at most: a terminal takes 4,095 in one line, the Windows prompt 8,191 characters."""

_OBEYED = re.compile("[^ -~\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e]|['`!$%&|<>^\u2018-\u201b]")
"""What is looked at: all but ASCII, Chinese and its marks, and of ASCII what shells or PowerShell give a meaning."""
_PAIR = re.compile(r"\\(.)")
_INNER = {'"': r"\u0022", "\\": r"\u005c"}
_WINDOWS_BARE = re.compile(r"(?!@)[\w+:./\\\u4e00-\u9fff-]+", re.ASCII)
_QUOTES = re.compile("(['\u2018-\u201b])")
_HEAD = re.compile(r'\s*\{\s*\\"')


@dataclass(frozen=True, slots=True)
class Twin:
    """A call of the program.

    Attributes:
        words: its words, beginning with the command.
        subjects: the numbers of the records that an action is done with.
        data: what follows `--data` as JSON; None where the command takes none.
        file: the file that holds the data where it is too long for a line.
        tail: what is said of the home and of who works.
    """

    words: tuple[str, ...]
    subjects: tuple[str, ...] = ()
    data: Mapping[str, Any] | None = None
    file: Path | None = None
    tail: tuple[str, ...] = ()

    def line(self, shell: Shell = "sh") -> str:
        """Return the line to be typed at the prompt of a shell."""
        quoted = _WORDS[shell]
        parts = [PROGRAM, *map(quoted, (*self.words, *self.subjects))]
        if self.file is not None:
            parts += ["--data", quoted(f"@{self.file}")]
        elif self.data:
            parts += ["--data", _DATA[shell](harmless_json(self.data))]
        return " ".join((*parts, *map(quoted, self.tail)))

    def too_long(self, shell: Shell = "sh") -> bool:
        """Return whether a prompt would cut the line off."""
        return len(self.line(shell).encode("utf-8", "replace")) > LONGEST

    def kept_in(self, folder: Path, shell: Shell = "sh") -> Twin:
        """Write what makes the line too long into files of a folder, and return the call that reads it there.

        Raises OSError where a file cannot be written.
        """
        short = self
        if short.data and short.too_long(shell):
            short = replace(short, file=short.written(folder, harmless_json(short.data), "json"))
        if short.subjects and short.too_long(shell):
            path = short.written(folder, "\n".join(short.subjects), "txt")
            short = replace(short, subjects=(f"@{path}",))
        return short

    def written(self, folder: Path, text: str, suffix: str) -> Path:
        """Write a file that is named by its content, so that it never changes under a line that was copied before."""
        from hashlib import sha256  # here, like shlex below: the workbench opens without them

        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.words[-1]}-{sha256(text.encode()).hexdigest()[:12]}.{suffix}"
        path.write_text(text, encoding="utf-8")
        return path


def action_twin(
    name: str, data: Mapping[str, Any], subjects: tuple[str, ...] = (), tail: tuple[str, ...] = ()
) -> Twin:
    """Return the call that runs an action with its data, with one record, several, or none."""
    return Twin(("do", name), tuple(subjects), dict(data), tail=tail)


def shell_of(wanted: str, environ: Mapping[str, str], platform: str = sys.platform) -> Shell:
    """Return the shell to write for: the one that is set, else the one that this system most likely has.

    On Windows that is PowerShell, unless the environment is that of a POSIX shell.
    """
    if wanted in SHELLS:
        return wanted  # type: ignore[return-value]  # it is one of them
    return "powershell" if platform == "win32" and not environ.get("SHELL") else "sh"


# --- the data ------------------------------------------------------------------------------------------


def harmless_json(value: Mapping[str, Any]) -> str:
    """Return a value as JSON on one line with nothing in it that any shell obeys inside quotes.

    Dates and numbers that JSON does not know are written as their text, as the input of actions takes them.
    """
    text = json.dumps(value, ensure_ascii=False, default=str)
    text = _PAIR.sub(lambda pair: _INNER.get(pair[1], pair[0]), text)
    return _OBEYED.sub(lambda found: _escaped(found[0]), text)


def _escaped(letter: str) -> str:
    if not letter.isascii() and letter.isprintable() and not "\u2018" <= letter <= "\u201b":
        return letter
    plain = json.dumps(letter)[1:-1]
    return plain if len(plain) > 1 else f"\\u{ord(letter):04x}"


def read_json(text: str) -> str:
    """Return JSON as it was meant: where a shell of Windows left a backslash before each of its marks, without them.

    No JSON begins with a brace and a backslash, so nothing else is touched.
    """
    return text.replace('\\"', '"') if _HEAD.match(text) else text


def _for_windows(text: str) -> str:
    return text.replace('"', '\\"')


_DATA: dict[Shell, Callable[[str], str]] = {
    "sh": lambda text: f"'{text}'",
    "powershell": lambda text: f"'{_for_windows(text)}'",
    "cmd": lambda text: f'"{_for_windows(text)}"',
}


# --- words ---------------------------------------------------------------------------------------------


def _sh_word(word: str) -> str:
    import shlex

    return shlex.quote(word)


def _powershell_word(word: str) -> str:
    doubled = _QUOTES.sub(r"\1\1", word)
    return word if _WINDOWS_BARE.fullmatch(word) else f"'{doubled}'"


def _cmd_word(word: str) -> str:
    return word if _WINDOWS_BARE.fullmatch(word) else f'"{word}"'


_WORDS: dict[Shell, Callable[[str], str]] = {
    "sh": _sh_word,
    "powershell": _powershell_word,
    "cmd": _cmd_word,
}
