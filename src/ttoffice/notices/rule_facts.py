"""What an internal rule says for a notice of it (exemption Art. 11): its name, how it came about, its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttoffice.notices.facts import SubjectFacts
from ttoffice.notices.record import Fact
from ttoffice.notices.texts import FULL_TEXT, chinese_day
from ttoffice.parties.internal_rules import RULES, RuleRecord

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader


def facts(reader: Reader, number: str) -> SubjectFacts | None:
    """Return what a rule says, or None where there is none of this number."""
    found = RULES.load(reader, number)
    if found is None:
        return None
    record = found.record
    listed = {
        "name": ("制度名称", f"《{record.title}》{record.edition}"),
        "consulted": ("征求意见", _consulted(record)),
        "decided": ("集体审议", f"{chinese_day(record.decided_on)}审议通过" if record.decided_on else ""),
        FULL_TEXT: ("制度全文", record.text),
    }
    return SubjectFacts(
        record.title,
        tuple(Fact(key, label, value) for key, (label, value) in listed.items()),
        whole=record.text,
    )


def _consulted(record: RuleRecord) -> str:
    days = [chinese_day(day) for day in (record.consulted_from, record.consulted_until) if day is not None]
    return "，".join(filter(None, ("至".join(days), record.scope)))
