"""The search index of the register: what of a result is searched, in what form, and how a query is asked.

A word of the query finds every result that has it as a substring of a field, letter case, full-width forms and
control characters apart; a word of Latin letters also finds titles and names by pinyin, initials or in full.

The index knows which characters, pairs of neighbours, short groups of digits and letters, and pieces of pinyin a result has,
not where. That answers words of one or two characters exactly. A longer word is sieved by its pairs, and what
remains is checked against the row itself by the SQL function `search_has` (`install` brings it). The index
holds no text: removing a row takes the text that it was entered with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import add
from typing import TYPE_CHECKING, Any, Protocol

from ttoffice.store.search_text import (
    SYLLABLE,
    SearchText,
    Word,
    has_words,
    index_terms,
    initial_tokens,
    normalise,
    query_words,
    text_groups,
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
    "where_clause",
]

_PUNCTUATION = "".join(c for c in map(chr, range(0x21, 0x7F)) if not c.isalnum())
_TOKENS = "ascii tokenchars '{}'".format(_PUNCTUATION.replace("'", "''")).replace('"', '""')
_COLUMNS = "t, u, py, content='', columnsize=0, detail=none"
CREATE_SQL = (f'CREATE VIRTUAL TABLE result_search USING fts5({_COLUMNS}, tokenize="{_TOKENS}")',)
"""The index; its row id is that of the result. A token is whatever stands between blanks."""
DROP_SQL = ("DROP TABLE result_search",)

_INSERT = "INSERT INTO result_search (rowid, t, u, py) VALUES (?, ?, ?, ?)"
_DELETE = "INSERT INTO result_search (result_search, rowid, t, u, py) VALUES ('delete', ?, ?, ?, ?)"

COLUMNS = ("title", "brief", "people_text", "keywords_text", "numbers_text", "department")
"""The columns of `result` that hold the searched fields, in the order of `SearchText`."""

_PLAIN = re.compile("[0-9a-z\u4e00-\u9fff](.*[0-9\u4e00-\u9fff])?")

MOST_TOKENS = 16
"""How many pairs of a long word, and how many words of a long query, sieve; the check sees all of them."""


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
class Query:
    """A compiled query: `match` is the FTS5 expression of the sieve, None where everything is found.

    `words` are all words; `verify` are those that the sieve alone does not decide.
    """

    match: str | None = None
    words: tuple[str, ...] = ()
    verify: tuple[str, ...] = ()


def compile_query(text: str) -> Query:
    """Return the query for what somebody typed; any text is allowed, blank text asks for nothing."""
    words = query_words(text)
    match = " AND ".join(_expression(word_of(word)) for word in words[:MOST_TOKENS])
    sure = [word for word in words[:MOST_TOKENS] if _is_decided(word_of(word))]
    return Query(match or None, words, tuple(word for word in words if word not in sure))


def _is_decided(word: Word) -> bool:
    """Return whether the sieve finds exactly what has the word."""
    return (
        all(len(form) <= 2 or form in text_groups(form) for form in word.forms)
        and len(word.initials) <= 3
        and all(len(before) <= 1 for before, _ends in word.ways)
    )


def _expression(word: Word) -> str:
    choices = [_all(_sieve(form)) for form in word.forms]
    if word.initials:
        choices.append(_all(initial_tokens(word.initials, min(3, len(word.initials)))))
    choices += map(_way, word.ways)
    return f"({' OR '.join(choices)})"


def _sieve(form: str) -> list[str]:
    """Return the tokens that a result with this substring has."""
    if len(form) == 1:
        return [form]
    groups = text_groups(form)
    pairs = map(add, form, form[1:])
    return [*groups, *(pair for pair in pairs if not (groups and pair.isalnum() and pair.isascii()))]


def _way(way: tuple[tuple[str, ...], tuple[str, ...]]) -> str:
    before, ends = ([SYLLABLE + name for name in part] for part in way)
    ending = " OR ".join(_quoted("".join((*before[-1:], end))) for end in ends)
    pairs = list(map(add, before, before[1:]))
    return f"({_all(pairs)} AND ({ending}))" if pairs else f"({ending})"


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


def _check(words: tuple[str, ...], alias: str) -> tuple[list[str], dict[str, str]]:
    """Return the condition that checks words, none where there are none, and its parameters.

    A word that begins and ends with a plain character and stands in the stored text as it is needs no
    normalising: no combining mark beside it can change it.
    """
    if not words:
        return [], {}
    columns = ", ".join(f"{alias}.{column}" for column in COLUMNS)
    params = {"search_words": " ".join(words)}
    check = f"search_has(:search_words, {columns})"
    if len(words) == 1 and _PLAIN.fullmatch(words[0]):
        as_it_is = " OR ".join(f"instr({alias}.{column}, :search_words)" for column in COLUMNS[:2])
        check = f"({as_it_is} OR {check})"
    return [check], params


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
    connection.execute(_DELETE, (rowid, *map(" ".join, _distinct(old))))


def replace(connection: Connection, rowid: int, old: SearchText, new: SearchText) -> None:
    """Enter the new text of a result that was entered with `old`; only what differs is written."""
    before, after = _distinct(old), _distinct(new)
    if before == after:
        return
    # FTS5 keeps totals of rows and of tokens by column, and takes the index for damaged when one falls below
    # zero: a removal is always followed by an entry, and never has more tokens than were entered.
    gone = (" ".join(was - now) for was, now in zip(before, after, strict=True))
    come = (" ".join(now - was) for was, now in zip(before, after, strict=True))
    connection.execute(_DELETE, (rowid, *gone))
    connection.execute(_INSERT, (rowid, *come))


def _distinct(text: SearchText) -> tuple[set[str], set[str], set[str]]:
    """Return every token of a result once; the index does not tell its columns apart."""
    pairs, characters, spelled = (set(tokens.split(" ")) for tokens in index_terms(text))
    return pairs - characters - {""}, characters - {""}, spelled - {""}


def rebuild(connection: Writing) -> None:
    """Make the index anew from the table `result`, in the transaction that the caller has begun."""
    for sql in (*DROP_SQL, *CREATE_SQL):
        connection.execute(sql)
    connection.execute("INSERT INTO result_search (result_search, rank) VALUES ('hashsize', 33554432)")
    rows = connection.execute(f"SELECT id, {', '.join(COLUMNS)} FROM result ORDER BY id")
    insert_many(connection, ((row[0], SearchText(*(value or "" for value in row[1:]))) for row in rows))
    connection.execute("INSERT INTO result_search (result_search) VALUES ('optimize')")
    connection.execute("INSERT INTO result_search (result_search, rank) VALUES ('hashsize', 1048576)")
