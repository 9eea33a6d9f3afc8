"""What an amendment changes of a contract's text: per article the clauses before and after, and tables whose rows differ.

Clauses are known by their keys. One that only moves, because others were put in or taken out before it, is no
change; neither is one that differs in the number of another clause that it refers to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ttoffice.licenses.contracts.redline import merged
from ttoffice.licenses.contracts.text import ContractText, Part, Section

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """One clause with the place at which it is found: `8.3`, `8.3（一）`; empty in an annex."""

    place: str
    part: Part


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a contract: as it reads, and the same with keys in the place of numbers."""

    text: ContractText
    keyed: ContractText


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One sentence before and after, None where it does not stand."""

    before: Placed | None
    after: Placed | None


@dataclass(frozen=True, slots=True)
class TableChange:
    """One table: the rows that do not stand any more, and the whole table as it reads now.

    Attributes:
        before, after: the table, None where it does not stand.
        rows: of the table before, the rows that the new one does not have.
    """

    before: Part | None
    after: Part | None
    rows: Rows


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What changes of one article or annex; `before` and `after` are its headings, empty where it does not stand."""

    before: str
    after: str
    clauses: tuple[ClauseChange, ...] = ()
    tables: tuple[TableChange, ...] = ()


def placed(text: ContractText) -> dict[str, Placed]:
    """Return every clause of a text by its key."""
    return {found.part.key: found for section in text.sections for found in _placed(section)}


def _placed(section: Section) -> Iterator[Placed]:
    above = ""
    for part in section.parts:
        above = above if part.sub else part.number
        yield Placed(f"{above}{part.number}" if part.sub else part.number, part)


def changed_articles(
    old: Version, new: Version, signed: Mapping[str, Placed] | None = None
) -> tuple[ArticleChange, ...]:
    """Return what differs between two versions, in the order of the newer one.

    A clause that stands in `signed` is quoted as it was signed.
    """
    found = []
    quoted = {**placed(old.text), **(signed or {})}
    now = placed(new.text)
    headings = [{section.key: section.heading for section in side.text.sections} for side in (old, new)]
    for before, after in _sections(old.keyed, new.keyed):
        clauses: list[ClauseChange] = []
        tables: list[TableChange] = []
        for key in _changed_keys(before, after):
            one, other = quoted.get(key), now.get(key)
            if (one or other) is not None and _is_table(one, other):
                tables.append(_table(one, other))
            else:
                clauses.append(ClauseChange(one, other))
        if clauses or tables:
            stands = before or after
            assert stands is not None
            heads = [side.get(stands.key, "") for side in headings]
            found.append(ArticleChange(heads[0], heads[1], tuple(clauses), tuple(tables)))
    return tuple(found)


def _sections(old: ContractText, new: ContractText) -> Iterator[tuple[Section | None, Section | None]]:
    return merged([(s.key, s) for s in old.sections], [(s.key, s) for s in new.sections])


def _changed_keys(before: Section | None, after: Section | None) -> Iterator[str]:
    """Yield the keys of the clauses that differ, with keys in the place of numbers."""
    olds = [(part.key, part) for part in before.parts] if before is not None else []
    news = [(part.key, part) for part in after.parts] if after is not None else []
    for one, other in merged(olds, news):
        if one != other:
            stands = other or one
            assert stands is not None
            yield stands.key


def _is_table(one: Placed | None, other: Placed | None) -> bool:
    return all(found is None or bool(found.part.heads) for found in (one, other))


def _table(one: Placed | None, other: Placed | None) -> TableChange:
    before, after = one.part if one else None, other.part if other else None
    kept = set(after.rows) if after is not None else set()
    rows = tuple(row for row in before.rows if row not in kept) if before is not None else ()
    return TableChange(before, after, rows)


# --- numbers that move ---------------------------------------------------------------------------------


def renumbered(old: Version, new: Version) -> tuple[tuple[str, str], ...]:
    """Return the numbers that only move: of articles, and within an article of its clauses."""
    found = []
    for before, after in _sections(old.text, new.text):
        if before is None or after is None:
            continue
        one, other = (side.heading.partition("\u3000")[0] for side in (before, after))
        if one != other:
            found.append((one, other))
        found += _moved(before, after)
    return tuple(found)


def _moved(before: Section, after: Section) -> Iterator[tuple[str, str]]:
    """Yield the clauses that move within their article; an item moves with the sentence above it."""
    olds, news = ({item.part.key: item for item in _placed(side)} for side in (before, after))
    for key, one in olds.items():
        other = news.get(key)
        if other is not None and one.part.number and _own(one.part) != _own(other.part):
            yield one.place, other.place


def _own(part: Part) -> str:
    """Return a number without that of its article."""
    return part.number.rpartition(".")[2]
