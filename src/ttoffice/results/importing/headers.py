"""Finding the header of a ledger below its title rows, and proposing which column goes where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.results.importing.cells import clean, problem, short, written
from ttoffice.results.importing.mapping import Column, Mapping, column_keys
from ttoffice.results.importing.targets import RESULTS
from ttoffice.results.importing.vocabulary import IGNORED, MAX_HEADER, PROBLEM_HEADER, Vocabulary, plain
from ttoffice.sheets.model import CellRange, Row

DEPTH = 30
"""The header is looked for in so many rows that hold a value."""
# What follows must end the word: 单位：元江县农科所 and (元谋基地) name places, 万元/年 is no whole amount.
_UNIT_NAME = r"(万 ?元|千元|百万元|亿元|元)(?![/／\w]|每)"
_UNIT = re.compile(rf"单 ?位 ?:? ?\(?(?:人民币)? ?{_UNIT_NAME}")
_HEADER_UNIT = re.compile(rf"[(（\[【/:：,]\s*(?:单位[:：]?)?(?:人民币|RMB)?{_UNIT_NAME}")
_OTHER_UNIT = re.compile(r"元[/／每]|每年|[/／]年|美元|美金|欧元|港币|港元|日元|英镑|USD|EUR|HKD|\$|€")
NO_UNIT = ""
"""The unit of a header that names one in which no amount can be read: another currency, or so much a year."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header that was found: its last row, its mapping and what is doubtful about it."""

    row: int
    first_row: int
    mapping: Mapping
    problems: tuple[Reason, ...] = ()


def find_header(
    rows: Sequence[Row],
    merges: Sequence[CellRange] = (),
    wanted: Mapping | None = None,
    words: Vocabulary = RESULTS,
) -> Header | None:
    """Return the header among a sheet's first rows, of one row or two, or None when there is none.

    A header names what the vocabulary needs, such as the title, and one thing more. With a mapping `wanted`, the row that has most of its
    headers is the one.
    """
    best: tuple[float, int, list[str], int] | None = None
    for index, row in enumerate(rows[:DEPTH]):
        single = _texts(row)
        candidates = [(_score(single, wanted, words), single, row.number)]
        if index + 1 < len(rows) and rows[index + 1].number == row.number + 1:
            double = _two_rows(row, rows[index + 1], merges, words)
            # The second row must add to the first: a row of data below a header does not.
            candidates.append((_score(double, wanted, words) - 0.5, double, rows[index + 1].number))
        for score, texts, last in candidates:
            if score >= 2 and (best is None or score > best[0]):
                best = (score, row.number, texts, last)
    if best is None:
        return None
    _best_score, first, texts, last = best
    above = [written(cell) for row in rows if row.number < first for cell in row.cells if cell is not None]
    mapping, problems = _applied(texts, wanted) if wanted else _proposed(texts, above, words)
    return Header(last, first, mapping, tuple(problems))


def _texts(row: Row) -> list[str]:
    return [clean(written(cell))[0] if isinstance(cell, str) else "" for cell in row.cells]


def _two_rows(top: Row, below: Row, merges: Sequence[CellRange], words: Vocabulary) -> list[str]:
    """Return the headers of a two-row header: the lower text, else the upper one, which may span columns."""
    upper, lower = _texts(top), _texts(below)
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    for merge in merges:
        if merge.first_row == top.number == merge.last_row:
            for column in range(merge.first_column, min(merge.last_column + 1, width)):
                upper[column] = upper[merge.first_column]
    if not merges:
        for column in range(1, width):
            if not upper[column] and lower[column] and lower[column - 1]:
                upper[column] = upper[column - 1]
    return [_joined(high, low, words) for high, low in zip(upper, lower, strict=True)]


def _joined(high: str, low: str, words: Vocabulary) -> str:
    if not high or not low:
        return low or high
    for text in (low, f"{high}{low}", high):
        found = words.match(text)
        if found and found.sure:
            return text
    return f"{high}{low}"


def _score(texts: Sequence[str], wanted: Mapping | None, words: Vocabulary) -> float:
    """Return how much of a header a row of texts is; a header has what is needed, and a row of data has no two."""
    if any(len(text) > MAX_HEADER for text in texts):
        return 0
    if wanted is not None:
        names = set(wanted.keys()) - {""}
        hits = len(names & set(column_keys(texts)))
        needed = {
            key
            for key, column in zip(wanted.keys(), wanted.columns, strict=True)
            if column.target in words.needed
        }
        return float(hits) + 1 if needed and needed <= set(column_keys(texts)) else 0
    found = [words.match(text) for text in texts if text]
    targets = {hit.target for hit in found if hit}
    if not words.is_header(targets):
        return 0
    return len({hit.target for hit in found if hit and hit.sure}) + 0.5 * len(targets)


def unit_of(text: str) -> str | None:
    """Return the unit of money that a header names in brackets, `NO_UNIT` for no usable one, None for none."""
    plain_text = "".join(unicodedata.normalize("NFKC", text).split())
    if _OTHER_UNIT.search(plain_text):
        return NO_UNIT
    found = _HEADER_UNIT.search(plain_text)
    return found.group(1) if found else None


def _proposed(texts: Sequence[str], above: Sequence[str], words: Vocabulary) -> tuple[Mapping, list[Reason]]:
    problems: list[Reason] = []
    taken: dict[str, str] = {}
    columns: list[Column] = [Column(text) for text in texts]
    for index in sorted(range(len(texts)), key=lambda place: (_vagueness(texts[place], words), place)):
        columns[index] = _column(texts[index], taken, problems, words)
    unit = None
    for text in above:
        # Blanks stay: they part 金额单位：万元 from what is written behind it in the same cell.
        found = _UNIT.search(" ".join(unicodedata.normalize("NFKC", text).split()))
        unit = found.group(1).replace(" ", "") if found else unit
    return Mapping(tuple(columns), unit), problems


def _vagueness(text: str, words: Vocabulary) -> int:
    """Return how willingly a header gives way to another of the same target: the surest come first."""
    found = words.match(text)
    if found is None or not found.sure:
        return 2
    return 1 if plain(text) in words.vague else 0


def _column(text: str, taken: dict[str, str], problems: list[Reason], words: Vocabulary) -> Column:
    found = words.match(text)
    if found is None:
        return Column(text)
    target = found.target
    if target in taken and not words.by_key[target].several and target != IGNORED:
        target = words.by_key[target].instead
        if not target or target in taken:
            message = _(
                "%(header)s and %(other)s both look like %(target)s; the first is taken: map them by hand"
            ) % {
                "header": short(text),
                "other": short(taken[found.target]),
                "target": words.by_key[found.target].label,
            }
            problems.append(problem("header_twice", message))
            return Column(text)
    taken[target] = text
    if not found.sure:
        message = _("%(header)s was taken for %(target)s; check it") % {
            "header": short(text),
            "target": words.by_key[target].label,
        }
        problems.append(problem("header_inferred", message))
    return Column(text, target, unit_of(text), found.sure)


def _applied(texts: Sequence[str], wanted: Mapping) -> tuple[Mapping, list[Reason]]:
    """Return a saved mapping laid over a file's columns, and what the two do not share."""
    targets = dict(zip(wanted.keys(), (column.target for column in wanted.columns), strict=True))
    keys = column_keys(texts)
    columns = tuple(
        Column(text, targets.get(key, IGNORED if plain(text) == PROBLEM_HEADER else ""), unit_of(text))
        for text, key in zip(texts, keys, strict=True)
    )
    problems = [
        problem(
            "header_missing",
            _("The file has no column %(header)s, which the mapping names") % {"header": key},
        )
        for key, target in targets.items()
        if key and target not in ("", IGNORED) and key not in keys
    ]
    return replace(wanted, columns=columns), problems
