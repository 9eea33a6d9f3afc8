"""What every command shares: the office it works on, and how it prints data and narration."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ttoffice.i18n import gettext as _
from ttoffice.paths import Home, find_home

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.rulebook import Rulebook


@dataclass
class Session:
    """The global options of this call, and whether it has said that its day is not today."""

    home: Path | None = None
    operator: str | None = None
    day_said: bool = False


session = Session()
"""Set once, by `running.run`, before a command runs."""


def home() -> Home:
    """Return the home that this call works on."""
    return find_home(session.home)


def office() -> Office:
    """Open the office of this call; an empty home gets its store, and stderr says so."""
    from ttoffice.action.office import open_office

    opened = open_office(home(), operator=session.operator)
    if opened.created:
        say(_("Made a new, empty store: %(path)s") % {"path": opened.home.store})
    if opened.pinned and not session.day_said:
        session.day_said = True
        say(_("Today is taken to be %(day)s (TTOFFICE_TODAY).") % {"day": opened.today.isoformat()})
    return opened


def say(text: str) -> None:
    """Narrate: write a line to stderr."""
    print(harmless(text), file=sys.stderr)


def show(text: str) -> None:
    """Write a line of data to stdout."""
    print(harmless(text))


def harmless(text: str) -> str:
    """Return a text with what a terminal would obey replaced: controls, changes of direction; lines and tabs stay."""
    return text if text.isprintable() else _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def show_json(value: Any) -> None:
    """Write a JSON document to stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def show_table(headers: Sequence[str], rows: Iterable[Sequence[str]], widest: int = 44) -> None:
    """Write rows in columns as wide as their content, measured in terminal cells.

    Long cells are cut on a terminal, except in the last column, where the sentences stand; a file or a
    pipe gets everything whole.
    """
    from rich.cells import cell_len, set_cell_size

    lines = [list(headers), *([_one_line(cell) for cell in row] for row in rows)]
    widths = [max(cell_len(line[i]) for line in lines) for i in range(len(headers))]
    if sys.stdout.isatty():
        widths = [*(min(widest, width) for width in widths[:-1]), widths[-1]]
    for line in lines:
        cells = [
            set_cell_size(cell, width) if cell_len(cell) <= width else set_cell_size(cell, width - 1) + "…"
            for cell, width in zip(line, widths, strict=True)
        ]
        print("  ".join(cells).rstrip())


def shown_fen(fen: int) -> str:
    """Return an amount as a table of the command line has it, nothing for none."""
    from ttoffice.money import shown_yuan

    return shown_yuan(fen) if fen else ""


def _one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def cited(basis: str | None) -> str:
    """Return a basis as people read it, such as 先使用后付费指引第六条第（一）项; as it stands where no rulebook says."""
    from ttoffice.rulebook.citing import basis_text

    return basis_text(rulebook_here(), basis)


@cache
def rulebook_here() -> Rulebook | None:
    """Return the rulebook of this call's home, None where it cannot be read."""
    from ttoffice.errors import TTOfficeError
    from ttoffice.rulebook import load
    from ttoffice.settings import DEFAULT_RULEBOOK, load_settings

    place = home()
    try:
        wanted = load_settings(place.settings).rulebook or DEFAULT_RULEBOOK
        return load(wanted, folders=(place.rulebooks,))
    except TTOfficeError:  # what is wrong with it is told by the command that needs it
        return None


def with_near(text: str, near: Sequence[str]) -> str:
    """Return a sentence, and behind it the names that were perhaps meant."""
    if not near:
        return text
    return f"{text} {_('Did you mean: %(near)s?') % {'near': ', '.join(near)}}"


def day(text: str | None, option: str) -> date | None:
    """Return the date of an option, None where it was not given; raise a usage error for no date."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        from ttoffice.errors import UsageError

        raise UsageError(
            _("%(option)s is %(text)s, which is no date.") % {"option": option, "text": text},
            advice=_("Write it as 2026-03-31."),
        ) from error


def record_number(text: str) -> str:
    """Return the number of a record as it is written; raise UsageError for a text that is none."""
    from ttoffice.errors import UsageError
    from ttoffice.numbering import read_number

    number = read_number(text)
    if number is None:
        raise UsageError(
            _("%(number)s is no number of a record.") % {"number": text},
            advice=_("Numbers look like CG-2026-0001; find one: ttoffice list results --search WORD."),
        )
    return number


def example(command: str) -> str:
    """Return the example line under a command's help."""
    return _("Example: %(command)s") % {"command": f"ttoffice {command}"}


def progress(label: str) -> Callable[[int, int | None], None]:
    """Return a reporter of long work that narrates on stderr where a person watches.

    It takes what is done and how much there is in all, None while that is not known.
    """
    watched = sys.stderr.isatty()

    def report(done: int, total: int | None) -> None:
        if watched:
            whole = "" if total is None else f"/{total}"
            end = "\n" if total is not None and done >= total else ""
            print(f"\r{label} {done}{whole}", end=end, file=sys.stderr, flush=True)

    return report


def stop(code: int) -> None:
    """End the command with an exit code."""
    raise typer.Exit(code)


JSON = typer.Option(False, "--json", help=_("Print JSON on stdout."))
