"""The text of a contract as a value: cover, articles and annexes, and the hash that it is known by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Part:
    """One numbered sentence, one line without a number, or one table.

    Attributes:
        key: the clause it comes from.
        number: `8.3`, `（一）`, or empty; `sub` for the items below a numbered sentence.
        heads, rows, widths: of a table; then `text` is empty.
    """

    key: str
    text: str = ""
    number: str = ""
    sub: bool = False
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()

    @property
    def line(self) -> str:
        """The sentence with its number."""
        space = "" if self.number.endswith("）") else "　"
        return f"{self.number}{space}{self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Section:
    """One article or annex: its heading with its number, and what stands in it."""

    key: str
    heading: str
    parts: tuple[Part, ...] = ()
    annex: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ContractText:
    """A whole contract without what changes from version to version.

    Attributes:
        cover: label and value of each line on the first page.
        signing: for each side the name above its signature; what is signed and dated by hand follows.
    """

    title: str
    subtitle: str
    cover: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    signing: tuple[tuple[str, str], ...]

    @property
    def articles(self) -> tuple[Section, ...]:
        """The articles."""
        return tuple(section for section in self.sections if not section.annex)

    @property
    def annexes(self) -> tuple[Section, ...]:
        """The annexes."""
        return tuple(section for section in self.sections if section.annex)

    @property
    def sha256(self) -> str:
        """The hash of all that is agreed, word for word."""
        return sha256("\n".join(lines_of(self)).encode()).hexdigest()


def lines_of(text: ContractText) -> Iterator[str]:
    """Yield the contract line by line, cells of tables parted by tabs."""
    yield text.title
    yield text.subtitle
    for label, value in text.cover:
        yield f"{label}\t{value}"
    for section in text.sections:
        yield section.heading
        for part in section.parts:
            if part.heads:
                yield from ("\t".join(row) for row in (part.heads, *part.rows))
            else:
                yield part.line
    for side, name in text.signing:
        yield f"{side}\t{name}"
