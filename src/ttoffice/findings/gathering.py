"""Gathering what the rules of a finding look at, from the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from ttoffice.deadlines.views import policy_on
from ttoffice.findings import reading
from ttoffice.findings.facts import DecisionView, FindingFacts, NoticeView, ReviewView
from ttoffice.findings.proofs import broken
from ttoffice.findings.record import FindingRecord, Seat
from ttoffice.i18n import gettext as _
from ttoffice.notices import views
from ttoffice.notices.clock import clock_of
from ttoffice.notices.reviews.panels import matter_of, told_withdrawn
from ttoffice.notices.shelves import NOTICES
from ttoffice.parties import internal_rules
from ttoffice.parties.conflicts import MatterFacts, unresolved_of
from ttoffice.parties.decision_rules import Presence, read_fraction, tally
from ttoffice.parties.decisions import DECISIONS, DecisionRecord, DecisionState, correction_of
from ttoffice.parties.matters import known_facts
from ttoffice.parties.meetings import matter_facts
from ttoffice.parties.recusals import RecusalOutcome, checks_of, withdrawn

if TYPE_CHECKING:
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader

PANEL_SETTING = "smallest_panel"


@dataclass(frozen=True, slots=True)
class Said:
    """What an act says beside the record: why, which exhibits, and the numbers that it names."""

    reason: str = ""
    exhibits: tuple[str, ...] = ()
    decision: str = ""
    review: str = ""
    code: str = ""


NOTHING = Said()


def gather(
    reader: Reader,
    rulebook: Rulebook,
    number: str,
    record: FindingRecord,
    today: date,
    on: date | None = None,
    said: Said = NOTHING,
) -> FindingFacts:
    """Return what the rules look at about a finding as it is to be (`record`), on the day of an act.

    `number` is empty for one that is not entered yet.
    """
    day = on or today
    # What the unit wants later binds cases that begin then; one that is decided could never become final else.
    policy = policy_on(reader, PANEL_SETTING, record.begun_on or day)
    rule = internal_rules.in_force(reader, day)
    assessed = {one.number: one.record for one in reading.assessments(reader, number, record.round)}
    unchecked, conflicts = _seated(reader, number, record)
    return FindingFacts(
        number,
        record,
        rulebook.facts,
        today,
        day,
        said.reason,
        views.missing_exhibits(reader, tuple(filter(None, said.exhibits))),
        _in_force(rulebook, day),
        rule.number if rule else "",
        clock_of(reader, record.acceptance_deadline).ends_on,
        clock_of(reader, record.investigation_deadline).ends_on,
        int(policy.value),
        policy.source,
        unchecked,
        conflicts,
        {one.number: one.record for one in reading.hearings(reader, number)},
        {one.number: one.record for one in reading.inquiries(reader, number)},
        assessed,
        tuple(broken(reader, assessed.values())),
        tuple(one.record for one in reading.conclusions(reader, number, record.round)),
        decision_view(reader, said.decision or record.decision),
        tuple(_notices(reader, number)),
        tuple(_reviews(reader, number)),
        views.open_objections(reader, number, "finding"),
        said.review,
        {one.number: one.record for one in reading.effects(reader, number)},
        *_dossier(reader, number, said.code),
        reading.follower(reader, number) if number else "",
    )


def _in_force(rulebook: Rulebook, day: date) -> bool:
    return any(
        one.in_force_from <= day <= one.in_force_to
        for one in rulebook.facts.validity
        if one.guideline == "exemption"
    )


# --- the panel -------------------------------------------------------------------------------------------


def panel_matter(reader: Reader, number: str, record: FindingRecord) -> MatterFacts:
    """Return what a check of a member's conflicts looks at: everybody in the case as it is to be, and who reviewed it."""
    reviews = views.reviews_about(reader, number, "finding") if number else []
    stated = MatterFacts(
        number,
        frozenset(filter(None, (*record.persons, record.applicant or record.applicant_name))),
        frozenset(record.organisations),
        earlier_panel=frozenset(
            person for review in reviews for person in (*review.record.panel, *review.record.former)
        ),
    )
    known = stated.joined(known_facts(reader, number)) if number else stated
    return known.joined(known_facts(reader, record.subject)) if record.subject else known


def panel_conflicts(reader: Reader, number: str, record: FindingRecord) -> dict[str, tuple[str, ...]]:
    """Return why sitting members cannot sit, by their names; empty where all can."""
    return _seated(reader, number, record)[1]


def _seated(
    reader: Reader, number: str, record: FindingRecord
) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Return the names of sitting members without a check, and of those who cannot sit, why."""
    members = [seat for seat in record.panel if seat.until is None]
    if not members:
        return (), {}
    matter = panel_matter(reader, number, record)
    unchecked = tuple(seat.name for seat in members if not checks_of(reader, seat.person, number))
    standing = unresolved_of(reader, [seat.person for seat in members], number, matter)
    conflicts: dict[str, tuple[str, ...]] = {}
    for seat in members:
        why = (*_withdrew(reader, number, seat), *(one.why for one in standing[seat.person]))
        if why:  # namesakes on one panel stand under one name
            conflicts[seat.name] = (*conflicts.get(seat.name, ()), *why)
    return unchecked, conflicts


def _withdrew(reader: Reader, number: str, seat: Seat) -> Iterator[str]:
    checks = checks_of(reader, seat.person, number)
    if checks and checks[-1].record.outcome is RecusalOutcome.WITHDRAWN:
        newest = checks[-1].record
        yield newest.reasons or "; ".join(one.why for one in newest.proposed)


# --- decision and publicity ------------------------------------------------------------------------------


def decision_view(reader: Reader, number: str) -> DecisionView | None:
    """Return a collective decision as a finding sees it; None where there is none of this number."""
    found = DECISIONS.load(reader, number) if number else None
    if found is None:
        return None
    record = found.record
    count = tally(record.members, read_fraction(record.quorum) or Fraction(1))
    return DecisionView(
        number,
        record.state is DecisionState.ADOPTED,
        count.quorate,
        record.subject,
        record.text_sha256,
        record.decided_on,
        correction_of(reader, number) or "",
        tuple(_conflicted(reader, number, record)),
    )


def _conflicted(reader: Reader, number: str, record: DecisionRecord) -> Iterator[str]:
    """Yield what speaks against each member who voted, as the store knows it now.

    A withdrawal that was recorded after the vote counts like one before it: whoever withdrew decides nothing.
    """
    matter = matter_facts(reader, record)
    voted = [member for member in record.members if member.presence is Presence.PRESENT]
    gone = withdrawn(reader, (record.subject, number))
    for member in voted:
        check = gone.get(member.person)
        if check is not None:
            message = _("%(who)s voted on it and has withdrawn (%(check)s); decide again without them.")
            yield message % {"who": member.name, "check": check.number}
    for found in unresolved_of(reader, [member.person for member in voted], record.subject, matter).values():
        yield from (one.why for one in found)


def _notices(reader: Reader, number: str) -> Iterator[NoticeView]:
    for notice in views.rounds(reader, number, "finding"):
        record = notice.record
        yield NoticeView(
            notice.number,
            record.state,
            record.text,
            record.approved_on,
            record.published_on,
            record.closed_on,
            views.next_round(reader, notice.number),
        )


def _reviews(reader: Reader, number: str) -> Iterator[ReviewView]:
    for review in views.reviews_about(reader, number, "finding"):
        record = review.record
        yield ReviewView(
            review.number,
            record.subject,
            record.outcome,
            record.decided_on,
            tuple(_review_conflicts(reader, review)),
        )


def _review_conflicts(reader: Reader, review: views.Review) -> Iterator[str]:
    notice = NOTICES.load(reader, review.record.subject)
    if notice is None:
        return
    yield from told_withdrawn(reader, notice, review.record.panel, review.number)
    day = review.record.decided_on or review.record.opened_on or date.max
    matter = matter_of(reader, notice, review.record.objections, day, review.number)
    for found in unresolved_of(reader, review.record.panel, notice.number, matter).values():
        yield from (one.why for one in found)


# --- the dossier -----------------------------------------------------------------------------------------


def _dossier(reader: Reader, number: str, code: str) -> tuple[bool, bool]:
    """Return whether an internal dossier of a code was made of a finding, and whether it is older than its records."""
    if not code:
        return False, False
    made = reader.value(
        "SELECT MAX(id) FROM log WHERE action = 'dossier.make' AND json_extract(input, '$.code') = ?"
        " AND json_extract(input, '$.number') = ? AND json_extract(input, '$.audience') = 'internal'",
        (code, number),
    )
    if made is None:
        return False, False
    return True, last_change(reader, number) > int(made)


def last_change(reader: Reader, number: str) -> int:
    """Return the id of the newest log entry that changed something that stands in the dossier of a finding."""
    from ttoffice.evidence.dossier.audiences import (
        audience_of,  # here, because only the archive asks, and the agenda reads much else of this
    )
    from ttoffice.evidence.dossier.gathering import gather as gather_dossier

    found = gather_dossier(reader, number, audience_of("internal"))
    numbers = json.dumps(
        [*(held.number for held in found.records), *(view.number for view in found.exhibits)]
    )
    newest = reader.value(
        "SELECT MAX(log_id) FROM revision WHERE number IN (SELECT value FROM json_each(?))", (numbers,)
    )
    return int(newest or 0)
