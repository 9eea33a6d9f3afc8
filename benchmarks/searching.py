"""Search at a million results: the first window beside hand-written SQL, agreement with LIKE, size of the index.

The peer is what somebody who knows the store writes by hand for the sqlite3 module: the FTS5 expression of this one
word on the store's own index, `instr` on the columns where the index alone is not sure, the columns of the list,
and plain rows. It knows of each word what kind it is; the program has to find that out. Both must give the same
results. For full pinyin the expression is the program's own.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from random import Random
from statistics import quantiles
from time import perf_counter

from benchmarks.model import Line, Outcome, Setting, Skipped
from benchmarks.queries import Maker, distinct, sample
from benchmarks.stores import demo_home, opened
from ttoffice.action import Office, perform
from ttoffice.results import views
from ttoffice.store import search
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.store.search_text import INITIAL, normalise_fields, query_words, word_of

WINDOW = 128
TODAY = date(2026, 11, 25)
SEED = 20_251_109
RATIO, MOST_MS = 5.0, 20.0
COMPARED_ROWS, COMPARED, EDITS = 10_000, 1_000, 300

LINE = (
    "r.id, r.number, r.title, r.result_type, r.numbers_text, r.people_text, r.department, r.tech_field,"
    " r.maturity, r.acquired_on, r.payment_mode, r.listed_since, r.implemented, r.flags <> '[]', r.version"
)
ALONG = (
    f"SELECT {LINE} FROM result_search s CROSS JOIN result r ON r.id = s.rowid WHERE s.result_search MATCH ?"
    " {checked} ORDER BY s.rowid LIMIT 128"
)
IN_TEXT = " OR ".join(f"instr(r.{column}, ?)" for column in search.COLUMNS)
IN_NUMBERS = "instr(replace(replace(upper(r.numbers_text), '.', ''), ' ', ''), ?)"

ByHand = Callable[[str], tuple[str, tuple[str, ...]]]


def _threes(word: str) -> str:
    return " AND ".join(f'"{word[at : at + 3]}"' for at in range(max(1, len(word) - 2)))


def chinese_by_hand(word: str) -> tuple[str, tuple[str, ...]]:
    """Return SQL for a word of Chinese characters: of up to three the index knows everything."""
    if len(word) <= 3:
        return ALONG.format(checked=""), (f'"{word}"',)
    return ALONG.format(checked=f"AND ({IN_TEXT})"), (_threes(word), *[word] * len(search.COLUMNS))


def initials_by_hand(word: str) -> tuple[str, tuple[str, ...]]:
    """Return SQL for initials, which may also be letters of a text."""
    return ALONG.format(checked=""), (f'"{INITIAL}{word}" OR ({_threes(word)})',)


def full_pinyin_by_hand(word: str) -> tuple[str, tuple[str, ...]]:
    """Return SQL for full pinyin; the expression is the program's own, nobody writes that by hand."""
    return ALONG.format(checked=""), (str(search.compile_query(word).match),)


def number_by_hand(word: str) -> tuple[str, tuple[str, ...]]:
    """Return SQL for a right's number: its fours of digits, then the number without marks."""
    bare = re.sub(r"^ZL|[ .]", "", word)
    pieces = [bare[at : at + 4].lower() for at in range(max(1, len(bare) - 3))]
    known = [piece for piece in pieces if piece.isdigit()] or [
        bare[at : at + 3].lower() for at in range(len(bare) - 2)
    ]
    match = " AND ".join(f'"{piece}"' for piece in known)
    return ALONG.format(checked=f"AND ({IN_NUMBERS} OR {IN_TEXT})"), (
        match,
        bare,
        *[word] * len(search.COLUMNS),
    )


def kinds(maker: Maker) -> dict[str, tuple[Callable[[], str], ByHand]]:
    """Return the kinds of queries: what makes them, and how they are asked by hand."""
    return {
        "1 character": (partial(maker.chinese, 1), chinese_by_hand),
        "2 characters": (partial(maker.chinese, 2), chinese_by_hand),
        "3 characters": (partial(maker.chinese, 3), chinese_by_hand),
        "6 characters": (partial(maker.chinese, 6), chinese_by_hand),
        "2 initials": (partial(maker.latin, 2), initials_by_hand),
        "6 initials": (partial(maker.latin, 6), initials_by_hand),
        "full pinyin": (maker.full_pinyin, full_pinyin_by_hand),
        "right numbers": (maker.number, number_by_hand),
    }


def run(setting: Setting) -> list[Outcome]:
    """Measure the first window of each kind of query, then compare with LIKE, then weigh the index."""
    outcomes: list[Outcome] = []
    office = opened(demo_home(setting.work, setting.large))
    random = Random(SEED)
    with office.reader() as reader, closing(sqlite3.connect(office.home.store)) as peer:
        for name, (make, by_hand) in kinds(Maker(sample(reader, random), random)).items():
            outcomes += first_window(name, distinct(make, 100 * setting.rounds), by_hand, reader, peer)
        outcomes.append(size_of_index(reader))
    return [*outcomes, *agreement(setting)]


def first_window(
    name: str, words: Sequence[str], by_hand: ByHand, reader: Reader, peer: sqlite3.Connection
) -> list[Outcome]:
    """Ask every word both ways in turns, three times; the least time counts, which leaves out interruptions."""
    ours: list[float] = []
    theirs: list[float] = []
    empty = unlike = 0
    for turn, word in enumerate(words):
        sql, params = by_hand(word)
        ask = partial(views.page, reader, Filter(search=word), TODAY, limit=WINDOW)
        written = partial(_rows, peer, sql, params)
        pair = (ask, written) if turn % 2 else (written, ask)
        taken = {way: min(_milliseconds(way) for _again in range(3)) for way in pair}
        ours.append(taken[ask])
        theirs.append(taken[written])
        found = [line.id for line in ask()]
        empty += not found
        unlike += found != [row[0] for row in written()]
    own, other = _percentiles(ours), _percentiles(theirs)
    note = (
        f"{len(words)} queries, {empty} find nothing; median {own[49]:.2g} ms, by hand {other[49]:.2g};"
        f" worst {max(ours):.2g}; {unlike} answers differ"
    )
    return [
        Line(f"{name}, p99", own[98], "ms", other[98], "SQL by hand", RATIO, note),
        Line(f"{name}, p99 in itself", own[98], "ms", target=MOST_MS),
    ]


def _rows(peer: sqlite3.Connection, sql: str, params: tuple[str, ...]) -> list[tuple[object, ...]]:
    return peer.execute(sql, params).fetchall()


def _milliseconds(way: Callable[[], object]) -> float:
    start = perf_counter()
    way()
    return (perf_counter() - start) * 1000


def _percentiles(values: list[float]) -> list[float]:
    return quantiles(values, n=100, method="inclusive") if len(values) > 1 else values * 99


def size_of_index(reader: Reader) -> Outcome:
    """Weigh the pages of the search index beside those of the table it is about."""
    sql = "SELECT SUM(pgsize) / 1048576.0 FROM dbstat WHERE name {}"
    try:
        index, table = (reader.value(sql.format(names)) for names in ("LIKE 'result_search%'", "= 'result'"))
    except Exception as error:  # noqa: BLE001 - an SQLite without dbstat says so in its own way
        return Skipped("search index", f"this SQLite cannot tell sizes: {error}")
    return Line("search index", index, "MB", table, "table of results", 1.1)


def agreement(setting: Setting) -> list[Outcome]:
    """Compare what is found with what looking finds, as it is made and after many edits."""
    rows = min(COMPARED_ROWS, setting.rows)
    home = setting.work / "edited"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(demo_home(setting.work, rows), home)
    office = opened(home)
    random = Random(SEED + 1)
    before = disagreements(office, random, COMPARED)
    edit_at_random(office, random, min(EDITS, rows))
    after = disagreements(office, random, COMPARED)
    office.lender.close()
    shutil.rmtree(home, ignore_errors=True)
    note = f"{COMPARED} random queries on {rows} results"
    return [
        Line("queries that find other than LIKE", before, "queries", target=0, note=note),
        Line(
            "the same after edits", after, "queries", target=0, note=f"{note}, after {min(EDITS, rows)} edits"
        ),
    ]


def disagreements(office: Office, random: Random, queries: int) -> int:
    """Return how many queries find something else than looking for the word in every field of every result."""
    with office.reader() as reader:
        maker = Maker(sample(reader, random), random)
        texts = {
            row[0]: normalise_fields(search.SearchText(*row[1:]))
            for row in reader.all(f"SELECT id, {', '.join(search.COLUMNS)} FROM result")
        }
        unlike = 0
        for _turn in range(queries):
            size = random.choice((1, 2, 2, 3, 4, 5, 6, 8))
            query = random.choice(
                (maker.chinese(size), maker.number(), f"{maker.frequent(2)} {maker.chinese(2)}")
            )
            forms = [word_of(word).forms for word in query_words(query)]
            liked = [
                result_id
                for result_id, fields in texts.items()
                if all(any(form in field for form in either for field in fields) for either in forms)
            ]
            found = [one for piece in views.ids(reader, Filter(search=query), TODAY) for one in piece]
            unlike += found != liked
        return unlike


def edit_at_random(office: Office, random: Random, count: int) -> None:
    """Change titles, briefs, keywords and completers of random results to pieces of others'."""
    with office.reader() as reader:
        maker = Maker(sample(reader, random), random)
        last = reader.value("SELECT MAX(id) FROM result")
        numbers: dict[int, str] = dict(reader.all("SELECT id, number FROM result"))
    for _turn in range(count):
        changes = {
            "title": maker.frequent(2) + maker.chained(6) + maker.letters(3),
            "brief": "，".join(maker.chinese(6) for _clause in range(5)),
            "keywords": [maker.frequent(3), maker.rare(2)],
            "completers": [{"name": maker.rare(3)}],
        }
        chosen = random.sample(sorted(changes), random.randint(1, 4))
        perform(
            office,
            "result.edit",
            {name: changes[name] for name in chosen},
            subject=numbers[random.randint(1, last)],
        )
