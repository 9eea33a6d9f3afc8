"""What somebody types into the search: words of every length and script that are frequent, rare, or not there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from ttoffice.store import pinyin
from ttoffice.store.connection import Reader

HAN = re.compile("[\u4e00-\u9fff]+")
PATENT = re.compile(r"\d{12}[\dX]")
TEXTS = ("title", "brief", "people_text", "keywords_text", "department")
SAMPLE = 3_000


@dataclass(frozen=True, slots=True)
class Sampled:
    """A result that queries are cut out of: its runs of Chinese characters, and its rights' numbers."""

    title: str
    runs: tuple[str, ...]
    numbers: tuple[str, ...]


def sample(reader: Reader, random: Random) -> list[Sampled]:
    """Return some results of a store."""
    last = reader.value("SELECT MAX(id) FROM result")
    chosen = random.sample(range(1, last + 1), min(SAMPLE, last))
    rows = [
        reader.one(f"SELECT {', '.join(TEXTS)}, numbers_text FROM result WHERE id = ?", (result_id,))
        for result_id in chosen
    ]
    return [
        Sampled(
            "".join(HAN.findall(row[0])),
            tuple(run for text in row[:-1] for run in HAN.findall(text)),
            tuple(filter(None, row[-1].split("、"))),
        )
        for row in rows
        if row is not None
    ]


class Maker:
    """Makes random queries out of sampled results."""

    def __init__(self, results: Sequence[Sampled], random: Random) -> None:
        self._results, self._random = results, random
        self._rare: dict[int, list[str]] = {}
        following: dict[str, set[str]] = defaultdict(set)
        for result in results:
            for run in result.runs:
                for first, second in pairwise(run):
                    following[first].add(second)
        self._following = {first: sorted(seconds) for first, seconds in following.items()}

    def frequent(self, size: int) -> str:
        """Return a piece of a random text: what is frequent comes often."""
        while True:
            runs = [run for run in self._random.choice(self._results).runs if len(run) >= size]
            if runs:
                run = self._random.choice(runs)
                at = self._random.randrange(len(run) - size + 1)
                return run[at : at + size]

    def rare(self, size: int) -> str:
        """Return one of the distinct pieces of all texts: most of these are rare."""
        if size not in self._rare:
            pieces = {
                run[at : at + size]
                for result in self._results
                for run in result.runs
                for at in range(len(run) - size + 1)
            }
            self._rare[size] = sorted(pieces)
        return self._random.choice(self._rare[size])

    def glued(self, size: int) -> str:
        """Return two pieces of different texts in one; of a single character any that there is."""
        if size == 1:
            return chr(self._random.randrange(0x4E00, 0x9FA6))
        first = self._random.randrange(1, size)
        return self.frequent(first) + self.frequent(size - first)

    def chained(self, size: int) -> str:
        """Return characters each of which follows the one before in some text, the whole mostly in none."""
        word = self.frequent(1)
        while len(word) < size:
            word += self._random.choice(self._following.get(word[-1]) or [self.frequent(1)])
        return word

    def initials(self, size: int) -> str:
        """Return the initials of a piece of a title, and now and then of two."""
        if self._random.random() < 0.2:
            first = self._random.randrange(1, size)
            return self._spoken(first)[0] + self._spoken(size - first)[0]
        return self._spoken(size)[0]

    def letters(self, size: int) -> str:
        """Return random letters that are initials."""
        return "".join(self._random.choices("abcdefghjklmnopqrstwxyz", k=size))

    def full_pinyin(self) -> str:
        """Return one to four syllables of a title, the last perhaps unfinished."""
        word = self._spoken(self._random.randint(1, 4))[1]
        return word[: -self._random.randint(0, 2) or None] if len(word) > 4 else word

    def _spoken(self, size: int) -> tuple[str, str]:
        while True:
            spelling = pinyin.spellings(self._random.choice(self._results).title)[0]
            if len(spelling.initials) >= size:
                at = self._random.randrange(len(spelling.initials) - size + 1)
                return spelling.initials[at : at + size], "".join(spelling.syllables[at : at + size])

    def number(self) -> str:
        """Return a right's number, as it stands, bare or in groups, a part of one, or digits."""
        number = self._number()
        bare = re.sub(r"^ZL|[ .]", "", number)
        grouped = f"ZL {bare[:4]} {bare[4]} {bare[5:12]}.{bare[12:]}" if PATENT.fullmatch(bare) else number
        size = self._random.randint(4, 9)
        at = self._random.randrange(max(1, len(bare) - size + 1))
        digits = "".join(self._random.choices("0123456789", k=self._random.randint(5, 13)))
        return self._random.choice((number, bare, grouped, bare[at : at + size], digits))

    def _number(self) -> str:
        while True:
            numbers = self._random.choice(self._results).numbers
            if numbers:
                return self._random.choice(numbers)

    def chinese(self, size: int) -> str:
        """Return a Chinese word of any of the kinds."""
        return self._random.choice((self.frequent, self.rare, self.glued, self.chained))(size)

    def latin(self, size: int) -> str:
        """Return initials: mostly of titles, sometimes any."""
        return self._random.choice((self.initials, self.initials, self.initials, self.letters))(size)


def distinct(make: Callable[[], str], wanted: int) -> list[str]:
    """Return so many different queries, or as many as there are."""
    made: dict[str, None] = {}
    for _turn in range(20 * wanted):
        made[make()] = None
        if len(made) == wanted:
            break
    return list(made)
