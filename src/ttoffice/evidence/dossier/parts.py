"""What a dossier is put together from, and where other areas put in what only they know.

An area with something to add names a module in `AREAS`. Of what such a module may declare, all is optional:

    READABLE: Mapping[str, Callable[[Mapping[str, Any]], Iterable[tuple[str, str]]]]
        by kind of record, what of a document is shown as (label, text); kinds on shelves need none.
    def dossier_parts(reader: Reader, number: str) -> Iterator[Part]
        documents that belong to a record, such as a contract or the notice as it was posted.
    def papers_for(reader: Reader, number: str, asked: Asked) -> Iterator[Part]
        the same, where the articles' text, the office's templates or what the reader gets is needed.
    def referred(reader: Reader, number: str) -> Iterable[str]
        numbers of records that a record rests on without their being about it: they stand in its dossier as they
        are, without all that is about them.
    def openly(reader: Reader, number: str) -> Iterable[str]
        names and numbers of people who stand in a record by right, such as those concerned: where one of them
        objected as well, their name stays wherever it does not tell so.
    APART: Collection[str]
        kinds that have dossiers of their own and stand in no other record's.
    def withheld_texts(reader: Reader, number: str) -> Iterable[str]
        what says who an objector to this record is: no byte of a dossier for others holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

    from ttoffice.paths import Home
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader

AREAS: tuple[str, ...] = (
    "ttoffice.notices.dossier",
    "ttoffice.results.dossier",
    "ttoffice.licenses.dossier",
    "ttoffice.licenses.awards.dossier",
    "ttoffice.findings.dossier",
)
"""The modules of the areas; loaded when a dossier is made."""

RECORDS, EXHIBITS, NOTICES, LOG, DEADLINES = "记录", "证据", "公示", "日志", "期限"
"""The folders of a dossier."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Content that lies in the vault: its SHA-256 and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a dossier.

    Attributes:
        folder: one of the folders named here.
        name: the file's name as people read it, with its ending; made safe and numbered by the dossier.
        what: what it is, in the user's language.
        record: the number of the record it belongs to.
        content: the bytes, or where they are kept.
    """

    folder: str
    name: str
    what: str
    record: str
    content: bytes | Kept


@dataclass(frozen=True, slots=True)
class Asked:
    """What a dossier is made with.

    Attributes:
        home: the office's folders, for its own templates; None for those shipped.
        kept_back: numbers of the exhibits that the reader does not get, nor what is said of them.
        nameless: takes out of a text what says who objected.
    """

    rulebook: Rulebook
    home: Home | None = None
    kept_back: frozenset[str] = frozenset()
    nameless: Callable[[str], str] = str


def _modules() -> Iterator[ModuleType]:
    for name in AREAS:
        yield import_module(name)


def readers() -> Mapping[str, Callable[[Mapping[str, Any]], Iterable[tuple[str, str]]]]:
    """Return what shows documents of kinds that stand on no shelf, by kind."""
    found: dict[str, Callable[[Mapping[str, Any]], Iterable[tuple[str, str]]]] = {}
    for module in _modules():
        found.update(getattr(module, "READABLE", {}))
    return found


def parts_of(reader: Reader, number: str, asked: Asked | None = None) -> Iterator[Part]:
    """Yield the documents that areas add to a record, in the order of the areas; papers where it is said for whom."""
    for module in _modules():
        if hasattr(module, "dossier_parts"):
            yield from module.dossier_parts(reader, number)
        if asked is not None and hasattr(module, "papers_for"):
            yield from module.papers_for(reader, number, asked)


def referred_by(reader: Reader, number: str) -> Iterator[str]:
    """Yield the numbers of records that a record rests on, as the areas know it."""
    for module in _modules():
        if hasattr(module, "referred"):
            yield from module.referred(reader, number)


def named_openly(reader: Reader, number: str) -> Iterator[str]:
    """Yield the names and numbers of people who stand in a record by right."""
    for module in _modules():
        if hasattr(module, "openly"):
            yield from module.openly(reader, number)


def kinds_apart() -> frozenset[str]:
    """Return the kinds of records that have dossiers of their own."""
    return frozenset(kind for module in _modules() for kind in getattr(module, "APART", ()))


def withheld_of(reader: Reader, number: str) -> Iterator[str]:
    """Yield the texts that say who objected to a record."""
    for module in _modules():
        if hasattr(module, "withheld_texts"):
            yield from module.withheld_texts(reader, number)
