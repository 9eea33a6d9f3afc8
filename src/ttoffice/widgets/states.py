"""States as they are drawn: a glyph, a word and a colour together, so that none of them has to carry it alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual.content import Content

from ttoffice.widgets.text import one_line

Tone = Literal["good", "warn", "bad", "info", "muted"]

GLYPHS: dict[Tone, str] = {"good": "+", "warn": "!", "bad": "x", "info": "~", "muted": "-"}
"""The glyph of each tone: ASCII, because the width of other marks differs between terminals."""
TONE_VARIABLES: dict[Tone, str] = {
    "good": "$text-success",
    "warn": "$text-warning",
    "bad": "$text-error",
    "info": "$text-accent",
    "muted": "$text-muted",
}
"""The colour of each tone, as every theme has it."""


@dataclass(frozen=True, slots=True)
class State:
    """One state of a record.

    Attributes:
        glyph: one printable ASCII character, such as `GLYPHS` has for the tone.
        word: what it says, in the user's language.
        tone: which colour it is drawn in.
    """

    glyph: str
    word: str
    tone: Tone

    def __post_init__(self) -> None:
        """Refuse a state that would be told by colour alone."""
        if len(self.glyph) != 1 or not "!" <= self.glyph <= "~":
            raise ValueError(f"a state needs one printable ASCII character, not {self.glyph!r}")
        if not self.word.strip():
            raise ValueError("a state needs a word")

    def __str__(self) -> str:
        """Return it as plain text."""
        return f"{self.glyph}{one_line(self.word)}"


Cell = str | State | tuple[State, ...]
"""What stands in one column of a row."""
Cells = tuple[Cell, ...]
"""A row, in the order of its table's columns."""


def state(tone: Tone, word: str) -> State:
    """Return a state with the glyph of its tone."""
    return State(GLYPHS[tone], word, tone)


def states_of(cell: Cell) -> tuple[State, ...]:
    """Return the states in a cell; none in one of text."""
    if isinstance(cell, str):
        return ()
    return (cell,) if isinstance(cell, State) else cell


def cell_text(cell: Cell) -> str:
    """Return a cell as plain text."""
    return cell if isinstance(cell, str) else " ".join(map(str, states_of(cell)))


def cell_texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the cells of a row as plain texts: to copy, to list, to compare."""
    return tuple(map(cell_text, cells))


def state_content(cell: State | tuple[State, ...]) -> Content:
    """Return one or several states as content for a Static, each in its tone."""
    shown = [Content.styled(str(one), TONE_VARIABLES[one.tone]) for one in states_of(cell)]
    return Content(" ").join(shown)
