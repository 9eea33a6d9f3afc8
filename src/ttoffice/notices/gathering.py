"""Gathering what the rules of a notice look at, from the store."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ttoffice.notices import clock, views
from ttoffice.notices.facts import subject_facts
from ttoffice.notices.judging import Decided, NoticeFacts
from ttoffice.notices.record import POLICY, NoticeRecord
from ttoffice.parties.decisions import decided
from ttoffice.parties.views import own_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttoffice.store.connection import Reader

DECIDED = {
    "rules": frozenset({"rule"}),
    "findings": frozenset({"rule", "finding"}),
    "all": frozenset({"rule", "finding", "price"}),
}
"""Which notices rest on a collective decision, by the unit's policy; internal rules always do (exemption Art. 11)."""


def gather(
    reader: Reader,
    number: str,
    record: NoticeRecord,
    today: date,
    on: date | None = None,
    exhibits: Sequence[str] = (),
) -> NoticeFacts:
    """Return what the rules look at about a notice as it is to be, on the day of an act."""
    day = on or today
    running = clock.clock_of(reader, record.deadline)
    value, source = clock.policy(reader, POLICY[record.kind], day)
    known = subject_facts(reader, record.subject)
    return NoticeFacts(
        record,
        today,
        day,
        running.ends_on,
        running.paused,
        running.provisional,
        views.open_objections(reader, record.subject, record.kind),
        views.running_reviews(reader, record.subject, record.kind),
        views.missing_exhibits(reader, exhibits),
        decision_asked(reader, record.kind, day),
        _decided(reader, record, number),
        _own(reader),
        value,
        source,
        shorter(reader, record.period, value, day),
        views.next_round(reader, number),
        known.secrets if known else (),
        known.whole if known else "",
        known.refusals if known else (),
        known.since if known else None,
        known is not None and bool(number) and known.rests_on == number,
    )


def decision_asked(reader: Reader, kind: str, day: date) -> bool:
    """Return whether the unit wants a collective decision before a kind of notice is approved."""
    value, _source = clock.policy(reader, "notice_decision", day)
    return kind in DECIDED[value]


def shorter(reader: Reader, own: str, policy: str, day: date) -> bool:
    """Return whether a period that began on a day would end before the policy's."""
    if own in ("", policy):
        return False
    ends, wanted = (clock.last_day(reader, day, period) for period in (own, policy))
    return ends is not None and wanted is not None and ends < wanted


def _decided(reader: Reader, record: NoticeRecord, number: str) -> Decided | None:
    """Return the decision named; its text counts where it decided about this very notice."""
    found = decided(reader, record.approval) if record.approval else None
    if found is None:
        return None
    own = found.subject == number
    elsewhere = found.subject not in (number, record.subject)
    return Decided(record.approval, found.decided_on, found.text_sha256 if own else "", elsewhere)


def _own(reader: Reader) -> tuple[str, ...]:
    """Return the unit's own address, which is no person's home."""
    address = own_unit(reader).address
    return (address,) if address else ()
