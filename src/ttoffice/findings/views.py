"""Reads about findings for lists and hints: which want something done, what is next, which dossier is the newest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ttoffice.findings.facts import FindingFacts
from ttoffice.findings.outlook import Next, next_act
from ttoffice.parties.decisions import DECISIONS, DecisionState
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


DECIDE = "finding.decide"


def next_of(reader: Reader, facts: FindingFacts) -> Next | None:
    """Return what is to be done next about a finding; of a decision, how far it is prepared."""
    found = next_act(facts)
    if found is None or found.act != DECIDE:
        return found
    decisions = DECISIONS.where(reader, "subject = ? AND state <> 'rejected'", (facts.number,))
    if not decisions or decisions[-1].record.text_sha256 != facts.record.text_sha256:
        return replace(found, act="decision.prepare")
    prepared = decisions[-1].record.state is DecisionState.PREPARED
    return replace(found, act="decision.decide") if prepared else found
