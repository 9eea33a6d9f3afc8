"""Reading gettext PO fragments and writing the one compiled catalog of a language.

A language has as many `.po` files as the project has areas. The dialect is the plain one: comments,
`msgid`, `msgstr`; contexts and plural forms are refused. Standard library only, for the build hook uses it.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

DOMAIN = "ttoffice"

_KEYWORD = re.compile(r'(msgid|msgstr)\s+(".*")')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_UNESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_MO_MAGIC = 0x950412DE


class PoError(Exception):
    """A PO file cannot be used; the message begins with its place."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message as a fragment has it; `line` is where its `msgid` stands."""

    msgid: str
    msgstr: str
    path: Path
    line: int
    fuzzy: bool = False
    obsolete: bool = False

    @property
    def usable(self) -> bool:
        """Whether the entry is a finished translation (and not the header)."""
        return bool(self.msgid and self.msgstr) and not (self.fuzzy or self.obsolete)

    @property
    def place(self) -> str:
        """`file:line`, for messages."""
        return f"{self.path.as_posix()}:{self.line}"


def quote(text: str) -> str:
    """`text` as a PO string, quotes included."""
    return f'"{text.translate(_UNESCAPES)}"'


def parse(path: Path) -> list[Entry]:
    """All entries of one file, in order, the header among them; PoError if it is not plain PO in UTF-8."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PoError(f"{path.as_posix()}:1: not UTF-8: {error}") from error
    parser = _Parser(path)
    for number, line in enumerate(text.split("\n"), start=1):
        parser.feed(number, line.strip())
    return parser.finish()


def read_language(folder: Path) -> list[Entry]:
    """The entries of every fragment of one language, fragments in the order of their names."""
    return [entry for path in sorted(folder.glob("*.po")) for entry in parse(path)]


def merge(entries: Iterable[Entry]) -> dict[str, str]:
    """The finished translations by msgid; PoError where two fragments translate one message differently."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if not entry.usable:
            continue
        known = first.setdefault(entry.msgid, entry)
        if known.msgstr != entry.msgstr:
            raise PoError(f"{entry.place}: {quote(entry.msgid)} is translated otherwise at {known.place}")
    return {msgid: entry.msgstr for msgid, entry in first.items()}


def mo_bytes(messages: Mapping[str, str], language: str) -> bytes:
    """The compiled catalog, the same bytes for the same messages."""
    header = (
        f"Project-Id-Version: {DOMAIN}\nLanguage: {language}\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    )
    pairs = sorted((key.encode(), value.encode()) for key, value in {**messages, "": header}.items())
    keys_at, values_at, data_at = 28, 28 + 8 * len(pairs), 28 + 16 * len(pairs)
    key_table, value_table, keys, values = [], [], b"", b""
    for key, _value in pairs:
        key_table.append(struct.pack("<2I", len(key), data_at + len(keys)))
        keys += key + b"\0"
    for _key, value in pairs:
        value_table.append(struct.pack("<2I", len(value), data_at + len(keys) + len(values)))
        values += value + b"\0"
    head = struct.pack("<7I", _MO_MAGIC, 0, len(pairs), keys_at, values_at, 0, data_at)
    return b"".join((head, *key_table, *value_table, keys, values))


def compile_locales(locale: Path) -> list[Path]:
    """Compile each language folder of `locale` that has fragments; return the catalogs.

    A catalog that is already right is left alone, and a new one replaces the old in one step: several test
    processes may come here at once.
    """
    catalogs = []
    for folder in sorted({path.parent for path in locale.glob("*/*.po")}):
        target = folder / "LC_MESSAGES" / f"{DOMAIN}.mo"
        content = mo_bytes(merge(read_language(folder)), folder.name)
        if not target.is_file() or target.read_bytes() != content:
            _replace(target, content)
        catalogs.append(target)
    return catalogs


def _replace(target: Path, content: bytes) -> None:
    target.parent.mkdir(exist_ok=True)
    beside = target.with_name(f"{target.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(target)


class _Parser:
    """Collects entries line by line; an entry ends where the next begins."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entries: list[Entry] = []
        self._parts: dict[str, list[str]] = {}
        self._keyword = ""
        self._line = 0
        self._fuzzy = self._obsolete = False

    def feed(self, number: int, line: str) -> None:
        if line.startswith("#~"):
            self._text(number, line[2:].strip(), obsolete=True)
        elif not line or line.startswith("#"):
            if self._parts:
                self._close(number)
            if line.startswith("#,") and "fuzzy" in line:
                self._fuzzy = True
        else:
            self._text(number, line, obsolete=False)

    def finish(self) -> list[Entry]:
        if self._parts:
            self._close(self._line)
        return self._entries

    def _text(self, number: int, line: str, *, obsolete: bool) -> None:
        match = _KEYWORD.fullmatch(line)
        if match:
            self._begin(number, match[1], obsolete=obsolete)
            line = match[2]
        if not self._keyword or len(line) < 2 or not (line[0] == line[-1] == '"'):
            raise PoError(
                f"{self._path.as_posix()}:{number}: only msgid, msgstr and quoted text are understood"
            )
        self._parts[self._keyword].append(self._unquote(number, line))

    def _begin(self, number: int, keyword: str, *, obsolete: bool) -> None:
        if keyword == "msgid":
            if self._parts:
                self._close(number)
            self._line, self._obsolete = number, obsolete
        elif list(self._parts) != ["msgid"]:
            raise PoError(f"{self._path.as_posix()}:{number}: msgstr without its msgid")
        self._keyword = keyword
        self._parts[keyword] = []

    def _close(self, number: int) -> None:
        if "msgstr" not in self._parts:
            raise PoError(f"{self._path.as_posix()}:{number}: the message of line {self._line} has no msgstr")
        msgid, msgstr = ("".join(self._parts[name]) for name in ("msgid", "msgstr"))
        self._entries.append(Entry(msgid, msgstr, self._path, self._line, self._fuzzy, self._obsolete))
        self._parts, self._keyword = {}, ""
        self._fuzzy = self._obsolete = False

    def _unquote(self, number: int, line: str) -> str:
        def replace(match: re.Match[str]) -> str:
            if match[1] not in _ESCAPES:
                raise PoError(f"{self._path.as_posix()}:{number}: unknown escape {match[0]}")
            return _ESCAPES[match[1]]

        inner = line[1:-1]
        if '"' in _ESCAPE.sub("", inner) or _ESCAPE.sub("", inner).endswith("\\"):
            raise PoError(f"{self._path.as_posix()}:{number}: a quote inside the text lacks its backslash")
        return _ESCAPE.sub(replace, inner)
