"""The five tasks by the keys they take: read where they stand written, counted, and told beside earlier counts and peers.

The keys stand in fenced blocks of the README between the marks `five-tasks`, one block a task; `docs/keystrokes.md` has a
table between marks that this tool writes.

    python -m tools.keystrokes check    tell whether the table is as the keys say
    python -m tools.keystrokes write    write the table
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"^```keys (?P<name>[a-z0-9-]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
ROOT = Path(__file__).parents[1]
README, PAGE = ROOT / "README.md", ROOT / "docs" / "keystrokes.md"
TASKS: Mapping[str, str] = {
    "import": "import the sample ledger",
    "export": "export the listing",
    "draft": "draft a license in mode three",
    "publish": "publish its price",
    "receipt": "record a receipt",
}
"""The five tasks in their order, by the names of their blocks."""
PART = re.compile(r"<!-- five-tasks -->.*?<!-- /five-tasks -->", re.DOTALL)
TABLE = re.compile(r"(?<=<!-- counts -->\n).*?(?=<!-- /counts -->)", re.DOTALL)
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


def written(readme: Path = README) -> str:
    """Return the part of the README that holds the keys; LookupError where it has none."""
    found = PART.search(readme.read_text(encoding="utf-8"))
    if found is None:
        raise LookupError("README.md has no part between <!-- five-tasks --> and <!-- /five-tasks -->")
    return found[0]


@dataclass(frozen=True, slots=True)
class Count:
    """What a task takes: keys, texts that are typed, and their characters."""

    keys: int
    texts: int = 0
    characters: int = 0

    @classmethod
    def of(cls, script: Script) -> Count:
        """Return what a script takes."""
        return cls(script.keys, len(script.texts), sum(map(len, script.texts)))

    def __str__(self) -> str:
        typed = f" + {self.texts} texts ({self.characters} characters)" if self.texts else ""
        return f"{self.keys} keys{typed}"


BEFORE: Mapping[str, Count] = {
    "import": Count(5),
    "export": Count(4),
    "draft": Count(65, 18, 109),
    "publish": Count(58, 20, 113),
    "receipt": Count(4, 1, 5),
}
"""What the same tasks took before they were brought down, pressed on the same office with the same outcome."""


def table(scripts: Mapping[str, Script]) -> str:
    """Return the table of the page, a line a task."""
    lines = ["| task | before | now |", "|---|---|---|"]
    lines += [f"| {said} | {BEFORE[name]} | {Count.of(scripts[name])} |" for name, said in TASKS.items()]
    return "\n".join(lines) + "\n"


def page_with(text: str, scripts: Mapping[str, Script]) -> str:
    """Return a page with its table as the scripts say."""
    return TABLE.sub(lambda _found: table(scripts), text)


def main(words: Sequence[str] | None = None) -> int:
    """Check or write the page; return the exit code."""
    given = [*(sys.argv[1:] if words is None else words)]
    if given not in (["check"], ["write"]):
        print(__doc__)
        return 2
    found = PAGE.read_text(encoding="utf-8")
    made = page_with(found, scripts_in(written()))
    if given == ["write"]:
        PAGE.write_text(made, encoding="utf-8")
    elif made != found:
        print("docs/keystrokes.md does not say what the keys take: python -m tools.keystrokes write")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
