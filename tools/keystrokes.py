"""The five tasks by the keys they take: read where they stand written, counted, and told beside earlier counts and peers.

The keys stand in fenced blocks of `docs/five-tasks.md` (or in the README between the marks, once it holds them), one
block a task; `docs/keystrokes.md` has a table between marks that this tool writes.

    python -m tools.keystrokes check    tell whether the table is as the keys say, and no task longer than it was
    python -m tools.keystrokes write    write the table
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BLOCK = re.compile(r"^```keys (?P<name>[a-z0-9-]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
TOKEN = re.compile(r"「(?P<text>[^」]*)」|(?P<key>\S+)")


@dataclass(frozen=True, slots=True)
class Press:
    """One key by its name, or one text that is typed."""

    name: str
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """The keys of one task."""

    name: str
    presses: tuple[Press, ...]

    @property
    def keys(self) -> int:
        """How many keys are pressed besides those of texts."""
        return sum(not press.typed for press in self.presses)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that are typed."""
        return tuple(press.name for press in self.presses if press.typed)


def presses_of(body: str) -> Iterator[Press]:
    """Yield what a block says to press; what stands behind a `#` of its own is said to the reader only."""
    for line in body.splitlines():
        said = re.split(r"(?:^|\s)#\s", line, maxsplit=1)[0]
        for token in TOKEN.finditer(said):
            yield Press(token["text"], True) if token["text"] is not None else Press(token["key"])


def scripts_in(text: str) -> dict[str, Script]:
    """Return the tasks of a text by their names."""
    return {
        found["name"]: Script(found["name"], tuple(presses_of(found["body"])))
        for found in BLOCK.finditer(text)
    }
