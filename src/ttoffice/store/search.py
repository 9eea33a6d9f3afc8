"""The search index of the register: what of a result is searched, in what form, and how a query is asked.

A word of the query finds every result that has it as a substring of a field, letter case, full-width forms and
control characters apart; a word of Latin letters also finds titles and names by pinyin, initials or in full.

The index knows which characters, twos and threes of neighbours, fours of digits, and pieces of pinyin a result
has, not where. That answers words of up to three characters exactly. A longer word is sieved by its threes, and
what remains is checked against the row itself, by `instr` where that is sure and else by the SQL function
`search_has` (`install` brings it). The index holds no text: removing a row takes the text that it was entered
with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import add
from typing import TYPE_CHECKING, Any, Protocol

from ttoffice.store.search_text import (
    LONGEST,
    MOST_INITIALS,
    MOST_SYLLABLES,
    SearchText,
    Word,
    changed_terms,
    digit_groups,
    has_words,
    index_terms,
    initial_tokens,
    normalise,
    query_words,
    syllable_tokens,
    word_of,
)

if TYPE_CHECKING:
    import sqlite3

__all__ = [
    "COLUMNS",
    "CREATE_SQL",
    "DROP_SQL",
    "Connection",
    "Query",
    "SearchText",
    "capped_count",
    "capped_sieve",
    "check_clause",
    "compile_query",
    "delete",
    "has_words",
    "ids_sql",
    "index_terms",
    "insert",
    "insert_many",
    "install",
    "normalise",
    "rebuild",
    "replace",
    "settle",
    "where_clause",
]

_PUNCTUATION = "".join(c for c in map(chr, range(0x21, 0x7F)) if not c.isalnum())
_TOKENS = "ascii tokenchars '{}'".format(_PUNCTUATION.replace("'", "''")).replace('"', '""')
_COLUMNS = "t, u, py, content='', columnsize=0, detail=none"
CREATE_SQL = (
    f'CREATE VIRTUAL TABLE result_search USING fts5({_COLUMNS}, tokenize="{_TOKENS}")',
    "INSERT INTO result_search (result_search, rank) VALUES ('hashsize', 16777216)",
)
"""The index; its row id is that of the result. A token is whatever stands between blanks.

So many bytes are gathered before they are written: with the usual one million an import takes twice as long
over the index.
"""
DROP_SQL = ("DROP TABLE result_search",)

_INSERT = "INSERT INTO result_search (rowid, t, u, py) VALUES (?, ?, ?, ?)"
_DELETE = "INSERT INTO result_search (result_search, rowid, t, u, py) VALUES ('delete', ?, ?, ?, ?)"

COLUMNS = ("title", "brief", "people_text", "keywords_text", "numbers_text", "department")
"""The columns of `result` that hold the searched fields, in the order of `SearchText`."""

_PLAIN = re.compile("[0-9a-z\u4e00-\u9fff](.*[0-9\u4e00-\u9fff])?")

_LETTER = re.compile("[a-z]")
_IN_NUMBERS = re.compile("[0-9\u4e00-\u9fff][0-9a-z\u4e00-\u9fff]*")

MOST_CHECKS = 4
"""How many words are checked one by one; more are checked together, each row in one call."""

MOST_TOKENS = 16
"""How many pieces of a long word, and how many words of a long query, sieve; the check sees all of them."""


class Connection(Protocol):
    """What runs SQL: the store's `Reader` or `Writer`, or a driver connection."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Any:
        """Run one statement."""


class Writing(Connection, Protocol):
    """What also runs one statement for many rows."""

    def executemany(self, sql: str, parameters: Any, /) -> Any:
        """Run one statement for many rows."""


# --- queries ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """One way in which a word may be found: an FTS5 expression, and whether it finds nothing but the word."""

    expression: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A compiled query: `match` is the FTS5 expression of the sieve, None where everything is found.

    `words` are all words; `verify` are those that the sieve alone does not decide; `choices` are the ways in
    which each word of the sieve may be found.
    """

    match: str | None = None
    words: tuple[str, ...] = ()
    verify: tuple[str, ...] = ()
    choices: tuple[tuple[Choice, ...], ...] = ()


def compile_query(text: str) -> Query:
    """Return the query for what somebody typed; any text is allowed, blank text asks for nothing."""
    words = query_words(text)
    return _query(words, tuple(_choices(word_of(word)) for word in words[:MOST_TOKENS]))


def settle(connection: Connection, query: Query) -> Query:
    """Return a query without the ways of finding a word that find nothing in this store.

    What is left is often exact, as for pinyin that no text has in Latin letters: then no row is checked.
    """
    return _query(query.words, tuple(_promising(connection, choices) for choices in query.choices))


def _query(words: tuple[str, ...], choices: tuple[tuple[Choice, ...], ...]) -> Query:
    match = " AND ".join(f"({' OR '.join(choice.expression for choice in each)})" for each in choices)
    sure = {word for word, each in zip(words, choices, strict=False) if all(choice.exact for choice in each)}
    return Query(match or None, words, tuple(word for word in words if word not in sure), choices)


def _promising(connection: Connection, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    if len(choices) == 1 or all(choice.exact for choice in choices):
        return choices
    kept = tuple(choice for choice in choices if choice.exact or _finds(connection, choice))
    return kept or choices[:1]


def _finds(connection: Connection, choice: Choice) -> bool:
    sql = "SELECT 1 FROM result_search WHERE result_search MATCH ? LIMIT 1"
    return connection.execute(sql, (choice.expression,)).fetchone() is not None


def _choices(word: Word) -> tuple[Choice, ...]:
    """Return the ways in which a word may be found: as it stands, by initials, by each of its spellings."""
    choices = [
        Choice(_all(_sieve(form)), len(form) <= LONGEST or form in digit_groups(form)) for form in word.forms
    ]
    if word.initials:
        expression = _all(initial_tokens(word.initials))
        choices.append(Choice(expression, len(word.initials) <= MOST_INITIALS))
    return (*choices, *map(_way, word.ways))


def _way(way: tuple[tuple[str, ...], tuple[str, ...]]) -> Choice:
    before, ends = way
    near = before[1 - MOST_SYLLABLES :]
    ending = " OR ".join(_quoted(syllable_tokens((*near, end))[0]) for end in ends)
    if len(before) < MOST_SYLLABLES:
        return Choice(f"({ending})", exact=True)
    return Choice(f"({_all(syllable_tokens(before))} AND ({ending}))", exact=False)


def _sieve(form: str) -> list[str]:
    """Return the tokens that a result with this substring has."""
    if len(form) <= LONGEST:
        return [form]
    groups = digit_groups(form)
    threes = map(add, map(add, form, form[1:]), form[2:])
    return [*groups, *(three for three in threes if not any(three in group for group in groups))]


def _all(tokens: Iterable[str]) -> str:
    """Return an expression that asks for all tokens, of many for some that are spread evenly."""
    distinct = list(dict.fromkeys(tokens))
    step = -(-len(distinct) // MOST_TOKENS)
    return f"({' AND '.join(map(_quoted, distinct[::step]))})"


def _quoted(token: str) -> str:
    return '"{}"'.format(token.replace('"', '""'))


# --- checking rows ---------------------------------------------------------------------------------


def _search_has(words: str, *columns: str | None) -> bool:
    return has_words(words.split(" "), SearchText(*(column or "" for column in columns)))


def install(connection: sqlite3.Connection) -> None:
    """Give a driver connection the SQL function that checks rows; needed wherever a query is run."""
    connection.create_function("search_has", 1 + len(COLUMNS), _search_has, deterministic=True)


def where_clause(query: Query, alias: str = "r", *, sieve: bool = True) -> tuple[str, dict[str, Any]]:
    """Return the SQL condition of a query on `result`, and its parameters.

    Without the sieve each row is checked by itself: the right way to walk along the index of another sort
    column when very much is found (`capped_count` tells).
    """
    conditions, params = [], {}
    if sieve and query.match is not None:
        conditions.append(
            f"{alias}.id IN (SELECT rowid FROM result_search WHERE result_search MATCH :search)"
        )
        params["search"] = query.match
    check, more = _check(query.verify if sieve else query.words, alias)
    conditions += check
    return " AND ".join(conditions) or "1", params | more


def check_clause(query: Query, alias: str = "r") -> tuple[list[str], dict[str, str]]:
    """Return the conditions that a row must meet besides the sieve, and their parameters."""
    return _check(query.verify, alias)


def capped_sieve(connection: Connection, query: Query, cap: int) -> int:
    """Return how many results the sieve of a query lets through, at most `cap`: no fewer than it finds."""
    sql = "SELECT COUNT(*) FROM (SELECT 1 FROM result_search WHERE result_search MATCH ? LIMIT ?)"
    return int(connection.execute(sql, (query.match, cap)).fetchone()[0])


def _check(words: tuple[str, ...], alias: str) -> tuple[list[str], dict[str, str]]:
    """Return the conditions that check words, none where there are none, and their parameters."""
    checks, params = [], {}
    columns = ", ".join(f"{alias}.{column}" for column in COLUMNS)
    for place, word in enumerate(words[:MOST_CHECKS]):
        name = f"search_word_{place}"
        params[name] = word
        checks.append(f"({_standing(word, name, alias)}search_has(:{name}, {columns}))")
    if words[MOST_CHECKS:]:
        params["search_words"] = " ".join(words[MOST_CHECKS:])
        checks.append(f"search_has(:search_words, {columns})")
    return checks, params


def _standing(word: str, name: str, alias: str) -> str:
    """Return the beginning of a check that SQLite can make alone, empty where it cannot.

    A word that begins and ends with a plain character and stands in the stored text as it is needs no
    normalising: no combining mark beside it can change it. In the numbers it must have nothing that their bare
    form leaves out.
    """
    if not _PLAIN.fullmatch(word):
        return ""
    form = "lower({})" if _LETTER.search(word) else "{}"
    return "".join(
        f"instr({form.format(f'{alias}.{column}')}, :{name}) OR "
        for column in COLUMNS
        if column != "numbers_text" or _IN_NUMBERS.fullmatch(word)
    )


def ids_sql(query: Query, *, descending: bool = False) -> tuple[str, dict[str, Any]]:
    """Return SQL that yields the ids found in the order of ids as it goes, so that a LIMIT ends it early."""
    order = "DESC" if descending else "ASC"
    if query.match is None:
        return f"SELECT r.id FROM result r ORDER BY r.id {order}", {}
    check, params = _check(query.verify, "r")
    source = "result_search s CROSS JOIN result r ON r.id = s.rowid" if check else "result_search s"
    condition = " AND ".join(("s.result_search MATCH :search", *check))
    sql = f"SELECT s.rowid FROM {source} WHERE {condition} ORDER BY s.rowid {order}"
    return sql, {"search": query.match, **params}


def capped_count(connection: Connection, query: Query, cap: int = 1_000) -> int:
    """Return how many results a query finds, at most `cap`."""
    sql, params = ids_sql(query)
    counted = connection.execute(f"SELECT count(*) FROM ({sql} LIMIT :cap)", {**params, "cap": cap})
    return int(counted.fetchone()[0])


# --- writing ---------------------------------------------------------------------------------------


def insert(connection: Connection, rowid: int, text: SearchText) -> None:
    """Enter a result."""
    connection.execute(_INSERT, (rowid, *index_terms(text)))


def insert_many(connection: Writing, rows: Iterable[tuple[int, SearchText]]) -> None:
    """Enter many results, given as (row id, text); the text is taken as it comes, row by row."""
    connection.executemany(_INSERT, ((rowid, *index_terms(text)) for rowid, text in rows))


def delete(connection: Connection, rowid: int, old: SearchText) -> None:
    """Take out a result that was entered with this text."""
    gone, _come = changed_terms(old, SearchText())
    connection.execute(_DELETE, (rowid, *gone))


def replace(connection: Connection, rowid: int, old: SearchText, new: SearchText) -> None:
    """Enter the new text of a result that was entered with `old`; only what differs is written."""
    gone, come = changed_terms(old, new)
    if not any((*gone, *come)):
        return
    # FTS5 keeps totals of rows and of tokens by column, and takes the index for damaged when one falls below
    # zero: a removal is always followed by an entry, and never has more tokens than were entered.
    connection.execute(_DELETE, (rowid, *gone))
    connection.execute(_INSERT, (rowid, *come))


def rebuild(connection: Writing) -> None:
    """Make the index anew from the table `result`, in the transaction that the caller has begun."""
    for sql in (*DROP_SQL, *CREATE_SQL):
        connection.execute(sql)
    rows = connection.execute(f"SELECT id, {', '.join(COLUMNS)} FROM result ORDER BY id")
    insert_many(connection, ((row[0], SearchText(*(value or "" for value in row[1:]))) for row in rows))
    connection.execute("INSERT INTO result_search (result_search) VALUES ('optimize')")
