"""The Chinese catalog: `python -m tools.catalog compile|check|missing`.

compile  write the .mo files of every language;
check    list what is wrong between the source and the fragments, exit 1 if anything is;
missing  print PO stubs of the strings that lack their Chinese, exit 1 if any does.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools import po
from tools.extract import Marked, Problem, extract

SOURCE = Path("src/ttoffice")
LANGUAGE = "zh_CN"

_PLACEHOLDER = re.compile(r"%%|%\(\w+\)[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]|%[sdr]|\{\w*(?:![rsa])?(?::[^{}]*)?\}")
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_ENGLISH = re.compile(r"[A-Za-z]+ [A-Za-z]+")


class _Anything(dict[str, int]):
    """Fills every named placeholder, whatever its conversion."""

    def __missing__(self, key: str) -> int:
        return 0


def check(source: Path, language: str = LANGUAGE) -> list[Problem]:
    """Everything wrong with the catalog of `language` for the code below `source`, in order of place."""
    marked, problems = extract(source)
    try:
        entries = po.read_language(source / "locale" / language)
    except po.PoError as error:
        path, line, text = str(error).split(":", 2)
        return [*problems, Problem(Path(path), int(line), text.strip())]
    problems += _source_problems(marked, {entry.msgid for entry in entries if entry.usable})
    problems += _entry_problems(entries, {mark.msgid for mark in marked})
    problems += _duplicate_problems(entries)
    return sorted(problems, key=lambda problem: (problem.path, problem.line, problem.text))


def missing(source: Path, language: str = LANGUAGE) -> str:
    """PO stubs of the marked strings without a finished translation, each once with all its places."""
    marked, _problems = extract(source)
    known = {entry.msgid for entry in po.read_language(source / "locale" / language) if entry.usable}
    places: dict[str, list[str]] = {}
    for mark in marked:
        if mark.msgid and mark.msgid not in known:
            places.setdefault(mark.msgid, []).append(f"{mark.path.as_posix()}:{mark.line}")
    return "\n".join(
        f'#: {" ".join(where)}\nmsgid {po.quote(msgid)}\nmsgstr ""\n' for msgid, where in places.items()
    )


def placeholders(text: str) -> set[str]:
    """The placeholders of `text`, each with its conversion."""
    return set(_PLACEHOLDER.findall(text)) - {"%%"}


def _source_problems(marked: Sequence[Marked], known: set[str]) -> Iterator[Problem]:
    for mark in marked:
        if not mark.msgid:
            yield Problem(mark.path, mark.line, "an empty string is marked for translation")
        elif _CHINESE.search(mark.msgid) and not _ENGLISH.search(mark.msgid):  # it may quote a Chinese word
            yield Problem(mark.path, mark.line, f"source strings are English: {po.quote(mark.msgid)}")
        elif "%(" in mark.msgid and not _fills(mark.msgid):
            yield Problem(mark.path, mark.line, f"a stray % breaks the formatting: {po.quote(mark.msgid)}")
        elif mark.msgid not in known:
            yield Problem(mark.path, mark.line, f"no Chinese for {po.quote(mark.msgid)}")


def _entry_problems(entries: Sequence[po.Entry], wanted: set[str]) -> Iterator[Problem]:
    for entry in entries:
        if entry.msgid:
            for text in _faults(entry, wanted):
                yield Problem(entry.path, entry.line, f"{text}: {po.quote(entry.msgid)}")


def _faults(entry: po.Entry, wanted: set[str]) -> Iterator[str]:
    if entry.obsolete or entry.msgid not in wanted:
        yield "no longer in the source"
    elif entry.fuzzy:
        yield "marked fuzzy"
    elif not entry.msgstr.strip():
        yield "not translated"
    elif placeholders(entry.msgid) != placeholders(entry.msgstr):
        different = sorted(placeholders(entry.msgid) ^ placeholders(entry.msgstr))
        yield f"placeholders differ ({', '.join(different)})"
    elif "%(" in entry.msgid and not _fills(entry.msgstr):
        yield "a stray % breaks the formatting of the translation"
    elif entry.msgid.endswith("\n") != entry.msgstr.endswith("\n"):
        yield "one of both ends in a line break, the other does not"


def _fills(text: str) -> bool:
    try:
        text % _Anything()
    except (TypeError, ValueError):
        return False
    return True


def _duplicate_problems(entries: Sequence[po.Entry]) -> Iterator[Problem]:
    first: dict[str, po.Entry] = {}
    for entry in entries:
        known = first.setdefault(entry.msgid, entry) if entry.usable else entry
        if known.msgstr != entry.msgstr:
            text = f"translated otherwise at {known.place}: {po.quote(entry.msgid)}"
            yield Problem(entry.path, entry.line, text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the commands of the module's docstring; the exit code is 0 or 1."""
    parser = argparse.ArgumentParser(prog="catalog", description="Compile and check the message catalogs.")
    parser.add_argument("command", choices=["compile", "check", "missing"])
    parser.add_argument("--source", type=Path, default=SOURCE, help="the package (default: %(default)s)")
    options = parser.parse_args(arguments)
    command = {"compile": _compile, "check": _check, "missing": _missing}[options.command]
    try:
        return command(options.source)
    except po.PoError as error:
        print(error, file=sys.stderr)
        return 1


def _compile(source: Path) -> int:
    for catalog in po.compile_locales(source / "locale"):
        print(catalog.as_posix())
    return 0


def _check(source: Path) -> int:
    problems = check(source)
    for problem in problems:
        print(problem)
    marked, _unreadable = extract(source)
    print(f"catalog: {len({mark.msgid for mark in marked})} strings, {len(problems)} problems")
    return 1 if problems else 0


def _missing(source: Path) -> int:
    stubs = missing(source)
    if stubs:
        print(stubs)
    return 1 if stubs else 0


if __name__ == "__main__":
    sys.exit(main())
