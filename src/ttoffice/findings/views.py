"""Reads across findings for their list: which of them want something done."""

from __future__ import annotations

from datetime import date

from ttoffice.store.connection import Reader


def waiting(reader: Reader, today: date) -> frozenset[int]:
    """Return the ids of the findings with something that wants to be done by a day.

    A deadline of the finding, of its notices, reviews or objections that ends by then; material that was to come
    by then.
    """
    return frozenset(row[0] for row in reader.execute(_WAITING, {"today": today.isoformat()}))


_WAITING = """
    SELECT id FROM finding WHERE number IN (
        SELECT subject FROM deadline WHERE state = 'open' AND ends_on <= :today
        UNION SELECT subject FROM inquiry WHERE state = 'open' AND due_on <= :today
        UNION SELECT n.subject FROM notice n WHERE n.number IN (
            SELECT subject FROM deadline WHERE state = 'open' AND ends_on <= :today
            UNION SELECT o.subject FROM objection o JOIN deadline d ON d.subject = o.number
                   WHERE d.state = 'open' AND d.ends_on <= :today
            UNION SELECT r.subject FROM review r JOIN deadline d ON d.subject = r.number
                   WHERE d.state = 'open' AND d.ends_on <= :today))
"""


def dossier_code(reader: Reader, number: str) -> str:
    """Return the verification code of the newest dossier that was made of a finding for the inside; empty for none."""
    found = reader.value(
        "SELECT json_extract(input, '$.code') FROM log WHERE action = 'dossier.make'"
        " AND json_extract(input, '$.number') = ? AND json_extract(input, '$.audience') = 'internal'"
        " ORDER BY id DESC LIMIT 1",
        (number,),
    )
    return str(found or "")
