"""The batch command line: everything that the screens do, for scripts and for machines without a screen.

Data goes to stdout, narration to stderr. `main` does only what must come before anything else: the
language, the encoding of the pipes, and the global options, which may stand anywhere in the call.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

GLOBAL_OPTIONS = ("--home", "--lang", "--operator")


def main(argv: Sequence[str] | None = None) -> None:
    """Run the program and exit with its code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    _use_utf8()
    chosen, rest = hoist(arguments)
    from ttoffice import i18n

    try:
        i18n.use(chosen.get("--lang") or _language_set(chosen.get("--home")))
    except ValueError:
        i18n.use()
        print(i18n.gettext("ttoffice speaks zh_CN and en."), file=sys.stderr)
        sys.exit(2)
    if not rest:
        from ttoffice.cli.opening import open_workbench

        sys.exit(open_workbench(chosen.get("--home"), chosen.get("--operator")))
    from ttoffice.cli.running import run

    sys.exit(run(rest, home=chosen.get("--home"), operator=chosen.get("--operator")))


def _language_set(home: str | None) -> str | None:
    """Return the language of the personal settings, None where the environment names one or none is set."""
    from ttoffice.paths import find_home

    if os.environ.get("TTOFFICE_LANG"):
        return None
    path = find_home(Path(home) if home else None).settings
    if not path.is_file():
        return None
    from ttoffice.errors import UsageError
    from ttoffice.settings import load_settings

    try:
        return load_settings(path).language or None
    except UsageError:  # told by the command itself, when it opens the office
        return None


def hoist(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the global options found before a bare `--`, and the rest of the call.

    An option without its value is left in place, for the parser to complain of.
    """
    chosen: dict[str, str] = {}
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *waiting]
            break
        if name in GLOBAL_OPTIONS and equals:
            chosen[name] = value
        elif name in GLOBAL_OPTIONS and waiting:
            chosen[name] = waiting.pop(0)
        else:
            rest.append(word)
    return chosen, rest


def _use_utf8() -> None:
    """Write UTF-8 into pipes and consoles that default to another code page; never fail on a character."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # the caller closed it
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None and not sys.stdin.isatty():
        reconfigure(encoding="utf-8-sig", errors="strict")
