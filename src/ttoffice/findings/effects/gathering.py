"""What a certificate states, read from the store: the conclusion, its decision and publicity, what came later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.findings import reading
from ttoffice.findings.assessing.naming import UNIT_WORDS
from ttoffice.findings.codes import UNIT, FindingState
from ttoffice.findings.effects.certificate import Certified, Later, Published
from ttoffice.findings.effects.rules import EffectFacts
from ttoffice.findings.notice_facts import not_revisited
from ttoffice.findings.record import ConclusionRecord, EffectRecord, FindingRecord
from ttoffice.notices.clock import clock_of
from ttoffice.notices.shelves import NOTICES
from ttoffice.numbering import read_number
from ttoffice.parties.decisions import correction_of, decided
from ttoffice.parties.views import own_unit

if TYPE_CHECKING:
    from ttoffice.findings.reading import Finding
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader

STANDS = frozenset({FindingState.FINAL, FindingState.ARCHIVED})


def party_named(record: FindingRecord, text: str) -> str:
    """Return the number of one whom a finding is about, by number or by a name that only one of them has.

    `unit` and 本单位 mean the unit itself; what nobody answers to is returned as it is.
    """
    wanted = read_number(text) or (UNIT if text.strip() in UNIT_WORDS else text.strip())
    if wanted in {party.person for party in record.parties}:
        return wanted
    named = [party.person for party in record.parties if party.name == wanted]
    return named[0] if len(named) == 1 else wanted


def name_in(record: FindingRecord, person: str) -> str:
    """Return what somebody is called in a finding; empty for nobody it is about."""
    return next((party.name for party in record.parties if party.person == person), "")


def conclusion_of(reader: Reader, found: Finding, person: str) -> ConclusionRecord | None:
    """Return what stands concluded of a person: the conclusion of the finding's present round."""
    own = reading.conclusions(reader, found.number, found.record.round)
    return next((one.record for one in own if one.record.person == person), None)


def effect_facts(reader: Reader, found: Finding, record: EffectRecord, today: date) -> EffectFacts:
    """Return what the rules of an effect look at."""
    conclusions = reading.conclusions(reader, found.number, found.record.round)
    effects = {one.number: one.record for one in reading.effects(reader, found.number)}
    return EffectFacts(record, found.record, today, tuple(one.record for one in conclusions), effects)


# --- certificates ----------------------------------------------------------------------------------------


def certified(
    reader: Reader,
    rulebook: Rulebook,
    found: Finding,
    conclusion: ConclusionRecord,
    recipient: str,
    purpose: str,
    on: date,
) -> Certified:
    """Return what a certificate of a conclusion states as the store stands."""
    decision = decided(reader, conclusion.decision)
    return Certified(
        found.number,
        found.record,
        conclusion,
        rulebook,
        own_unit(reader).name,
        decision.body if decision else "",
        _published(reader, found.record),
        later_of(reader, found, conclusion.person),
        recipient,
        purpose,
        on,
    )


def _published(reader: Reader, record: FindingRecord) -> Published:
    notice = NOTICES.load(reader, record.notice)
    if notice is None:
        return Published(record.notice)
    ends = clock_of(reader, notice.record.deadline).ends_on
    return Published(notice.number, notice.record.published_on, ends, notice.record.closed_on)


def later_of(reader: Reader, found: Finding, person: str) -> Later:
    """Return what befell a finding later: the newest that goes back to it, what corrected or did not uphold it."""
    corrected = correction_of(reader, found.record.decision) or ""
    newest: Finding | None = None
    number = reading.follower(reader, found.number)
    while number and (following := reading.load(reader, number)) is not None:
        newest, number = following, reading.follower(reader, number)
    reviews = [review.number for review in not_revisited(reader, found)]
    later = Later(corrected_by=corrected, not_upheld_by="、".join(reviews))
    if newest is None:
        return later
    outcome = None
    if newest.record.state in STANDS:
        conclusion = conclusion_of(reader, newest, person)
        outcome = conclusion.outcome if conclusion else None
    return replace(later, number=newest.number, state=newest.record.state, outcome=outcome)
