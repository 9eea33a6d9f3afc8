"""A meeting as it is recorded: who sat, who had withdrawn, how each voted, and what stands against it.

What is typed are the exceptions; this module makes of them the row of every member, and the reasons that keep it
from counting as a decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from ttoffice.i18n import gettext as _
from ttoffice.parties.above import exhibit_hash, setting
from ttoffice.parties.conflict_rules import CONSEQUENCE, MatterFacts
from ttoffice.parties.conflicts import unresolved
from ttoffice.parties.decision_inputs import DecideDecision
from ttoffice.parties.decision_rules import (
    COLLECTIVE,
    Ballot,
    Member,
    Presence,
    Tally,
    adopted,
    plain_text,
    read_fraction,
    tally,
    text_hash,
)
from ttoffice.parties.decisions import DecisionRecord, DecisionState, Dissent
from ttoffice.parties.matters import known_facts
from ttoffice.parties.people import find_person, name_of
from ttoffice.parties.recusals import withdrawn
from ttoffice.reasons import Reason
from ttoffice.store.connection import Reader

DEMOCRACY = "exemption:6"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting made of what was typed: the decision as it would stand, the count, and the reasons against it."""

    record: DecisionRecord
    count: Tally
    reasons: tuple[Reason, ...]


def people_of(reader: Reader, texts: Sequence[str], field: str) -> tuple[list[str], list[Reason]]:
    """Return the numbers of the people meant, each once, and what could not be told."""
    found = [find_person(reader, text, f"{field}[{place}]") for place, text in enumerate(texts)]
    numbers = [one for one in found if not isinstance(one, Reason)]
    return list(dict.fromkeys(numbers)), [one for one in found if isinstance(one, Reason)]


def meeting(
    reader: Reader, number: str, record: DecisionRecord, data: DecideDecision, today: date
) -> Meeting:
    """Return a prepared item as it is decided by a meeting; `number` is empty while it has none."""
    day = data.decided_on or today
    text = plain_text(record.text if data.text is None else data.text)
    reasons: list[Reason] = []
    named: dict[str, list[str]] = {}
    for field in ("absent", "against", "abstained"):
        named[field], unknown = people_of(reader, getattr(data, field), field)
        reasons += unknown
    dissents, unknown = _dissents(reader, data)
    members = _seated(reader, number, record, named)
    quorum, majority = (setting(reader, code, day) for code in ("quorum", "majority"))
    count = tally(members, read_fraction(quorum.value) or Fraction(1))
    settled = replace(
        record,
        state=DecisionState.ADOPTED
        if adopted(count, read_fraction(majority.value) or Fraction(1, 2))
        else DecisionState.REJECTED,
        text=text,
        text_sha256=text_hash(text),
        members=tuple(members),
        quorum=quorum.value,
        quorum_source=quorum.source,
        majority=majority.value,
        majority_source=majority.source,
        decided_on=day,
        minutes=data.minutes,
        minutes_sha256=(exhibit_hash(reader, data.minutes) or "") if data.minutes else "",
        dissents=dissents,
    )
    reasons += [
        *unknown,
        *_form(settled, today),
        *_lists(members, named),
        *_quorum(count, settled),
        *_conflicted(reader, settled),
        *_dissenting(settled),
    ]
    return Meeting(settled, count, tuple(reasons))


def matter_facts(reader: Reader, record: DecisionRecord) -> MatterFacts:
    """Return what is known of an item's matter, with those concerned whom the item itself names."""
    given = MatterFacts(
        record.subject,
        frozenset(record.persons),
        frozenset(record.organisations),
        on=record.decided_on,
    )
    return given.joined(known_facts(reader, record.subject))


def _dissents(reader: Reader, data: DecideDecision) -> tuple[tuple[Dissent, ...], list[Reason]]:
    kept, reasons = [], []
    for place, dissent in enumerate(data.dissents):
        found = find_person(reader, dissent.person, f"dissents[{place}].person")
        if isinstance(found, Reason):
            reasons.append(found)
        else:
            kept.append(Dissent(found, name_of(reader, found), dissent.wording))
    return tuple(kept), reasons


def _seated(reader: Reader, number: str, record: DecisionRecord, named: dict[str, list[str]]) -> list[Member]:
    """Return every member's row: recused by their newest check, absent where named so, else present and voting."""
    gone = withdrawn(reader, filter(None, (record.subject, number)))
    seated = []
    for member in record.members:
        check = gone.get(member.person)
        if check is not None:
            why = check.record.reasons or "; ".join(one.why for one in check.record.proposed)
            seated.append(Member(member.person, member.name, Presence.RECUSED, None, why, check.number))
        elif member.person in named["absent"]:
            seated.append(Member(member.person, member.name, Presence.ABSENT))
        else:
            vote = Ballot.NO if member.person in named["against"] else Ballot.YES
            vote = Ballot.ABSTAIN if member.person in named["abstained"] else vote
            seated.append(Member(member.person, member.name, Presence.PRESENT, vote))
    return seated


def _form(record: DecisionRecord, today: date) -> Iterator[Reason]:
    """What every decision has: a body, a text, minutes, a day that has come."""
    if not record.body:
        message = _("Name the body that decides, such as 校长办公会.")
        yield Reason("decision.no_body", message, DEMOCRACY, "body")
    if not record.text:
        message = _("The text that is decided is missing.")
        yield Reason("decision.no_text", message, DEMOCRACY, "text")
    if not record.minutes:
        message = _("The minutes are missing: attach the file and give its number (ZJ-...).")
        yield Reason("decision.no_minutes", message, DEMOCRACY, "minutes")
    elif not record.minutes_sha256:
        message = _("There is no exhibit numbered %(number)s. Attach the file first.") % {
            "number": record.minutes
        }
        yield Reason("exhibit.unknown", message, field="minutes")
    if record.decided_on is not None and record.decided_on > today:
        message = _("It cannot have been decided on %(day)s, which is still to come.") % {
            "day": record.decided_on.isoformat()
        }
        yield Reason("decision.future", message, field="decided_on")


def _lists(members: Sequence[Member], named: dict[str, list[str]]) -> Iterator[Reason]:
    """What is typed of members must be about members; only who was present votes, and once."""
    seats = {member.person: member for member in members}
    for field, people in named.items():
        for person in people:
            seat = seats.get(person)
            if seat is None:
                message = _("%(person)s is no member entitled to vote on this.") % {"person": person}
                yield Reason("decision.no_member", message, DEMOCRACY, field)
            elif field != "absent" and seat.presence is Presence.RECUSED:
                message = _("%(name)s has withdrawn (%(check)s) and cannot vote.") % {
                    "name": seat.name,
                    "check": seat.recusal,
                }
                yield Reason("decision.recused_votes", message, CONSEQUENCE, field)
            elif field != "absent" and seat.presence is Presence.ABSENT:
                message = _("%(name)s was absent and cannot have voted.") % {"name": seat.name}
                yield Reason("decision.absent_votes", message, DEMOCRACY, field)
    for person in named["against"]:
        if person in named["abstained"] and person in seats:
            message = _("%(name)s cannot both have voted against and abstained.") % {
                "name": seats[person].name
            }
            yield Reason("decision.votes_twice", message, DEMOCRACY, "abstained")


def _quorum(count: Tally, record: DecisionRecord) -> Iterator[Reason]:
    if count.quorate:
        return
    message = _(
        "No quorum: %(present)d present, %(needed)d needed (%(quorum)s of the %(entitled)d entitled who have not"
        " withdrawn; %(source)s)."
    ) % {
        "present": count.present,
        "needed": max(count.needed, COLLECTIVE),
        "quorum": record.quorum,
        "entitled": count.entitled,
        "source": record.quorum_source,
    }
    yield Reason("decision.no_quorum", message, DEMOCRACY, "absent")


def _conflicted(reader: Reader, record: DecisionRecord) -> Iterator[Reason]:
    """Nobody votes over a conflict that is neither withdrawn over nor decided."""
    facts = matter_facts(reader, record)
    for member in record.members:
        if member.presence is not Presence.PRESENT:
            continue
        for conflict in unresolved(reader, member.person, record.subject, facts):
            message = _("%(why)s Record the recusal check of %(name)s first.") % {
                "why": conflict.why,
                "name": member.name,
            }
            yield Reason("decision.conflict", message, CONSEQUENCE, "absent")


def _dissenting(record: DecisionRecord) -> Iterator[Reason]:
    """A dissent has words and is of somebody who sat there; a vote against without one is warned of."""
    seats = {member.person: member for member in record.members}
    for place, dissent in enumerate(record.dissents):
        seat = seats.get(dissent.person)
        if seat is None or seat.presence is not Presence.PRESENT:
            message = _("%(name)s was not present; a dissent is of those who sat there.") % {
                "name": dissent.name
            }
            yield Reason("decision.dissent_of_absent", message, "exemption:7(7)", f"dissents[{place}].person")
        elif seat.vote is Ballot.YES:
            message = _("%(name)s dissents, yet voted for it. See the minutes.") % {"name": dissent.name}
            yield Reason(
                "decision.dissent_but_for",
                message,
                "exemption:7(7)",
                f"dissents[{place}].person",
                warning=True,
            )
        if not dissent.wording:
            message = _("The dissent of %(name)s has no wording.") % {"name": dissent.name}
            yield Reason(
                "decision.dissent_no_wording", message, "exemption:7(7)", f"dissents[{place}].wording"
            )
    spoken = {dissent.person for dissent in record.dissents}
    for member in record.members:
        if member.vote is Ballot.NO and member.person not in spoken:
            message = _(
                "%(name)s voted against without recorded words; a clear dissent may exempt them later."
            )
            yield Reason(
                "decision.against_no_words",
                message % {"name": member.name},
                "exemption:7(7)",
                "dissents",
                warning=True,
            )
