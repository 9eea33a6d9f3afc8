"""The rulebook: what a province issued, as data; found by reference, cited, searched, and listed.

A rulebook is a folder named by its id with `rulebook.toml` (what it is and when it holds), one file per
guideline (the exact text) and one of facts. The office's own folders come before the one shipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ttoffice.errors import RulebookError
from ttoffice.i18n import gettext as _
from ttoffice.rulebook.facts import Facts
from ttoffice.rulebook.model import Article, Guideline, Item, Rulebook
from ttoffice.rulebook.reading import HEAD, ID, read_head, read_rulebook
from ttoffice.settings import DEFAULT_RULEBOOK

__all__ = [
    "DEFAULT_RULEBOOK",
    "Article",
    "Available",
    "Facts",
    "Guideline",
    "Item",
    "Rulebook",
    "available",
    "load",
]

SHIPPED = Path(__file__).parent.parent / "rulebooks"


@dataclass(frozen=True, slots=True)
class Available:
    """A rulebook that can be loaded, or whose `problem` says why it cannot; shipped, or the office's own."""

    id: str
    folder: Path
    shipped: bool
    title: str = ""
    document: str = ""
    in_force_from: date | None = None
    in_force_to: date | None = None
    problem: str = ""


def load(rulebook_id: str = DEFAULT_RULEBOOK, *, folders: Sequence[Path] = ()) -> Rulebook:
    """Read and check a rulebook, from the first of the folders that has it, else from those shipped.

    Raises RulebookError where none has it, or where a file is wrong (naming file, place and what to do).
    """
    for folder in _folders(folders):
        if ID.fullmatch(rulebook_id) and (folder / rulebook_id / HEAD).is_file():
            return read_rulebook(folder / rulebook_id)
    raise RulebookError(
        _("There is no rulebook “%(id)s”.") % {"id": rulebook_id},
        advice=_("There are: %(known)s.") % {"known": ", ".join(entry.id for entry in available(folders))},
    )


def available(folders: Sequence[Path] = ()) -> tuple[Available, ...]:
    """List the rulebooks, the office's own first; one that hides a shipped one of the same id counts once."""
    found: dict[str, Available] = {}
    for folder in _folders(folders):
        for head in sorted(folder.glob(f"*/{HEAD}")):
            found.setdefault(head.parent.name, _listed(head.parent, shipped=folder == SHIPPED))
    return tuple(found.values())


def _folders(folders: Sequence[Path]) -> Iterator[Path]:
    yield from folders
    yield SHIPPED


def _listed(folder: Path, *, shipped: bool) -> Available:
    try:
        head = read_head(folder)
    except RulebookError as error:
        return Available(folder.name, folder, shipped, problem=error.message)
    return Available(
        folder.name, folder, shipped, head.title, head.document, head.in_force_from, head.in_force_to
    )
