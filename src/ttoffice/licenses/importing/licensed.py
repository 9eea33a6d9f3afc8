"""What a row says is licensed: results of the register, by their number, a right's number, or their title."""

from __future__ import annotations

import json
import re

from ttoffice.i18n import gettext as _
from ttoffice.licenses.importing.lines import Line
from ttoffice.numbering import read_number
from ttoffice.results.importing.cells import short
from ttoffice.results.ip_numbers import parse_number
from ttoffice.store.connection import Reader

_PIECES = re.compile(r"[\n；;、]+")
_FINER = re.compile(r"[,，/／\s]+")
MOST = 60
"""So many results of one contract at most."""


def licensed(reader: Reader, line: Line) -> list[str]:
    """Return the numbers of the results that a row names; what the register does not know is kept and told."""
    numbers: dict[str, None] = {}
    for piece in _PIECES.split(line.values.get("results", "")):
        if piece.strip():
            found, unknown = _found(reader, piece.strip())
            numbers.update(dict.fromkeys(found))
            for text in unknown:
                _tell(line, text)
    if len(numbers) > MOST:
        line.refuse("too_many_results", _("The row names more than %(count)d results") % {"count": MOST})
    return list(numbers)


def _found(reader: Reader, text: str) -> tuple[list[str], list[str]]:
    """Return the results meant by a text as a whole, or by its parts, and the parts that mean none."""
    whole = meant(reader, text)
    if len(whole) == 1:
        return whole, []
    parts = [part for part in _FINER.split(text) if part]
    if len(parts) > 1:
        found = {part: meant(reader, part) for part in parts}
        if any(len(one) == 1 for one in found.values()):
            numbers = [one[0] for one in found.values() if len(one) == 1]
            return numbers, [part for part, one in found.items() if len(one) != 1 and len(part) > 1]
    return [], [text]


def meant(reader: Reader, text: str) -> list[str]:
    """Return the numbers of the results that a text may mean: by number, by a right's number, by title."""
    number = read_number(text)
    if number is not None:
        return [str(row[0]) for row in reader.all("SELECT number FROM result WHERE number = ?", (number,))]
    key = parse_number(text, None).key
    if key:
        rows = reader.all(
            "SELECT DISTINCT r.number FROM ip_right i JOIN result r ON r.id = i.result_id WHERE i.number_key = ?",
            (key,),
        )
        if rows:
            return [str(row[0]) for row in rows]
    titles = json.dumps([text, text.strip("《》“”\"'")])
    rows = reader.all("SELECT number FROM result WHERE title IN (SELECT value FROM json_each(?))", (titles,))
    return [str(row[0]) for row in rows]


def _tell(line: Line, text: str) -> None:
    message = _(
        "The register knows no result, or several, by this: it is kept as a remark; enter the result first"
    )
    line.flag("result_unknown", message, text)
    line.kept.append(f"许可标的：{short(text, 300)}")
