"""Templates of letters: shipped ones, and the office's own in its settings folder, which replace them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ttoffice.documents.passages import Known, Passage, read_passages
from ttoffice.documents.shipped import copy_missing
from ttoffice.licenses.letters.letter import TITLES, LetterKind
from ttoffice.licenses.letters.wording import FACTS, PLACES, TABLES
from ttoffice.paths import PACKAGE, Home

SHIPPED = PACKAGE / "templates" / "letters"


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """One letter; `sha256` names the template exactly, `own` tells that it is the office's."""

    title: str
    passages: tuple[Passage, ...]
    sha256: str
    own: bool


def load_template(kind: LetterKind, home: Home | None = None) -> LetterTemplate:
    """Return the template of a letter; raise TemplateError that names file and line of what is wrong."""
    own = home.templates / "letters" / f"{kind}.toml" if home is not None else None
    if own is not None and own.exists():
        return read_template(own, kind, own=True)
    return read_template(SHIPPED / f"{kind}.toml", kind, own=False)


def copy_letters(home: Home) -> list[Path]:
    """Copy the shipped letters into the office's folder, so that they can be edited; those there already stay."""
    return copy_missing(SHIPPED, home.templates / "letters")


def read_template(path: Path, kind: LetterKind, *, own: bool) -> LetterTemplate:
    """Return the template of a file; raise TemplateError that names file and line of what is wrong."""
    found = read_passages(path, Known(PLACES, FACTS, TABLES))
    return LetterTemplate(found.title or TITLES[kind], found.passages, found.sha256, own)
