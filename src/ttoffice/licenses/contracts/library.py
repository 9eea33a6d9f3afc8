"""The clause library: articles with their sentences under conditions, what may be chosen, what is filled in.

A library is data. The one that is shipped lies in `ttoffice/templates/contract`, one file an article; an office's
own files in `templates/contract` of its home replace those of the same name and may add further articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ttoffice.documents.shipped import copy_missing
from ttoffice.paths import PACKAGE, Home

if TYPE_CHECKING:
    from ttoffice.documents.conditions import Condition
    from ttoffice.documents.filling import Template

SHIPPED = PACKAGE / "templates" / "contract"
HEAD_FILE = "library.toml"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something of which one of several is agreed: `options` label by code, and the usual one."""

    key: str
    title: str
    options: Mapping[str, str]
    default: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of the contract that the terms do not hold: a `number`, a `percent`, `money` in yuan, or `text`."""

    key: str
    title: str
    kind: str
    default: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of an article, or one of its tables.

    Attributes:
        key: stable, also across editions: choices and references name it.
        text: the sentence with its places to fill; None for a table.
        table: the name of a table that the program lays out.
        when: the condition under which it stands; None for always.
        sub: an item below the sentence before it.
        optional: whether the office may leave it out of a contract.
        basis: what it rests on.
    """

    key: str
    text: Template | None = None
    table: str = ""
    when: Condition | None = None
    sub: bool = False
    optional: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article or annex."""

    key: str
    title: str
    clauses: tuple[Clause, ...]
    annex: bool = False
    basis: str = ""
    file: str = ""


@dataclass(frozen=True)
class Library:
    """A clause library as read.

    Attributes:
        edition: as its head says; `sha256` of all its files names it exactly.
        own: names of the office's own files in it.
    """

    edition: str
    title: str
    subtitle: str
    source: str
    choices: Mapping[str, Choice]
    parameters: Mapping[str, Parameter]
    articles: tuple[Article, ...]
    sha256: str
    own: tuple[str, ...] = field(default=())

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause by its key."""
        return {clause.key: clause for article in self.articles for clause in article.clauses}


def files(home: Home | None) -> list[tuple[Path, bool]]:
    """Return the files of the library in their order, and whether each is the office's own."""
    found = {path.name: (path, False) for path in SHIPPED.glob("*.toml")}
    own = home.templates / "contract" if home is not None else None
    if own is not None and own.is_dir():
        found |= {path.name: (path, True) for path in own.glob("*.toml")}
    return [found[name] for name in sorted(found)]


def load_library(home: Home | None = None) -> Library:
    """Return the library in use; raise TemplateError that names file and line of what is wrong."""
    from ttoffice.licenses.contracts.library_reading import read

    return read(files(home))


def copy_library(home: Home) -> list[Path]:
    """Copy the shipped files into the office's folder, so that they can be edited; those there already stay.

    Returns the files that were written.
    """
    return copy_missing(SHIPPED, home.templates / "contract")
