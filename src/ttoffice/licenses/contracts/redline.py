"""What differs between two versions of a contract, sentence by sentence and word by word, so that people can read it.

Sentences are known by their clause, so that a new one among them does not make all that follow look changed. Within
a sentence the unit is a word: digits and Latin letters together, Chinese by character; changes closer to each
other than `NEAR` characters are told as one, and a sentence of which little is left is told as taken out and put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from ttoffice.documents.paper import Change, Piece
from ttoffice.licenses.contracts.text import ContractText, Part, Section

Thing = TypeVar("Thing")
SAME: Change = ""
OUT: Change = "del"
IN: Change = "ins"
NEAR = 3
LIKE = 0.35
"""Below this likeness two sentences are told as a whole."""
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,%-]*|.", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or heading of the comparison; `renumbered` where nothing but its number may differ."""

    pieces: tuple[Piece, ...]
    heading: bool = False
    sub: bool = False
    annex: bool = False
    renumbered: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything differs but the number."""
        return not self.renumbered and any(piece.change for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Rows:
    """One table of the comparison: rows with what happened to each."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    changes: tuple[Change, ...]

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return any(self.changes)


Compared = Line | Rows


def compare(old: ContractText, new: ContractText) -> list[Compared]:
    """Return the comparison of two versions, all of it, in the order of the newer one."""
    found: list[Compared] = [
        Line(_pieces(before, after))
        for before, after in _paired([old.title, old.subtitle], [new.title, new.subtitle])
    ]
    found += [Line(_pieces(before, after)) for before, after in _covers(old, new)]
    for before, after in merged([(s.key, s) for s in old.sections], [(s.key, s) for s in new.sections]):
        found += _section(before, after)
    found += [
        Line(_pieces(before, after))
        for before, after in _paired(
            [_signer(pair) for pair in old.signing], [_signer(pair) for pair in new.signing]
        )
    ]
    return found


def changes_only(compared: Sequence[Compared]) -> list[Compared]:
    """Return what differs, each under its heading."""
    found: list[Compared] = []
    heading: Line | None = None
    for item in compared:
        if isinstance(item, Line) and item.heading:
            heading = item
        if item.changed:
            if heading is not None and heading is not item:
                found.append(heading)
            heading = None
            found.append(item)
    return found


def marked(pieces: Sequence[Piece]) -> str:
    """Return a sentence with its changes as marks: [-taken out-]{+put in+}."""
    marks = {"": "%s", "del": "[-%s-]", "ins": "{+%s+}"}
    return "".join(marks[piece.change] % piece.text for piece in pieces)


def row_pieces(row: Sequence[str], change: Change) -> tuple[Piece, ...]:
    """Return a row of a table as one line with its change."""
    return (Piece(" | ".join(row), change),)


def _covers(old: ContractText, new: ContractText) -> Iterator[tuple[str, str]]:
    pairs = merged(
        [(label, f"{label}：{value}") for label, value in old.cover],
        [(label, f"{label}：{value}") for label, value in new.cover],
    )
    return ((before or "", after or "") for before, after in pairs)


def _signer(pair: tuple[str, str]) -> str:
    return f"{pair[0]}：{pair[1]}"


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(old, new, strict=True)


def _section(before: Section | None, after: Section | None) -> Iterator[Compared]:
    old = before.heading if before is not None else ""
    new = after.heading if after is not None else ""
    annex = after.annex if after is not None else before is not None and before.annex
    yield Line(_pieces(old, new), heading=True, annex=annex)
    olds = [(part.key, part) for part in before.parts] if before is not None else []
    news = [(part.key, part) for part in after.parts] if after is not None else []
    for one, other in merged(olds, news):
        yield from _part(one, other)


def _part(before: Part | None, after: Part | None) -> Iterator[Compared]:
    shown = after or before
    assert shown is not None
    if not shown.heads:
        pieces = _pieces(before.line if before else "", after.line if after else "")
        renumbered = before is not None and after is not None and before.text == after.text
        yield Line(pieces, sub=shown.sub, renumbered=renumbered)
        return
    yield _table(before if before is not None and before.heads else None, after, shown)


def _table(before: Part | None, after: Part | None, shown: Part) -> Rows:
    """Compare tables row by row; a changed row is told as taken out and put in, as Word does."""
    olds = (before.heads, *before.rows) if before is not None else ()
    news = (after.heads, *after.rows) if after is not None else ()
    if len(shown.heads) != len(olds[0] if olds else shown.heads):
        olds = ()
    rows: list[tuple[str, ...]] = []
    changes: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += news[c:d]
            changes += [SAME] * (d - c)
            continue
        rows += [*olds[a:b], *news[c:d]]
        changes += [*[OUT] * (b - a), *[IN] * (d - c)]
    return Rows(rows[0], tuple(rows[1:]), shown.widths, tuple(changes[1:]))


def merged(
    old: Sequence[tuple[str, Thing]], new: Sequence[tuple[str, Thing]]
) -> Iterator[tuple[Thing | None, Thing | None]]:
    """Yield the things of both sides paired by their keys, what was taken out where it stood."""
    olds, news = dict(old), dict(new)
    keys = ([key for key, _thing in old], [key for key, _thing in new])
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((olds[key], news[key]) for key in keys[1][c:d])
            continue
        yield from ((olds[key], None) for key in keys[0][a:b])
        yield from ((None, news[key]) for key in keys[1][c:d])


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return a sentence with what was taken out and put in."""
    if before == after:
        return (Piece(after),)
    olds, news = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    if not before or not after or matcher.ratio() < LIKE:
        return tuple(piece for piece in (Piece(before, "del"), Piece(after, "ins")) if piece.text)
    return tuple(_joined(_bridged(matcher.get_opcodes(), olds, news)))


def _bridged(
    codes: Sequence[tuple[str, int, int, int, int]], olds: Sequence[str], news: Sequence[str]
) -> Iterator[Piece]:
    """Yield the pieces, what stands unchanged between two near changes counted to both."""
    for place, (tag, a, b, c, d) in enumerate(codes):
        text = "".join(news[c:d])
        inner = 0 < place < len(codes) - 1
        if tag == "equal" and not (inner and len(text) < NEAR):
            yield Piece(text)
            continue
        yield Piece("".join(olds[a:b]), "del")
        yield Piece(text, "ins")


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces with neighbours put together: first what was taken out, then what was put in."""
    out = into = ""
    for piece in pieces:
        if piece.change == "del":
            out += piece.text
        elif piece.change == "ins":
            into += piece.text
        elif piece.text:
            yield from _changed(out, into)
            out = into = ""
            yield piece
    yield from _changed(out, into)


def _changed(out: str, into: str) -> Iterator[Piece]:
    if out:
        yield Piece(out, "del")
    if into:
        yield Piece(into, "ins")
