"""Everything that happened in a finding, by the day of law: from its receipt over hearings and publicity to the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.errors import UsageError
from ttoffice.findings import reading
from ttoffice.findings.codes import (
    EFFECT_LABELS,
    INQUIRY_LABELS,
    MANNER_LABELS,
    ORIGIN_LABELS,
    OUTCOME_LABELS,
    FindingState,
    InquiryState,
)
from ttoffice.findings.record import FindingRecord
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.notices import views as notices
from ttoffice.notices.kinds import OUTCOMES as REVIEW_OUTCOMES

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

BEGIN, INVESTIGATE, DECIDE, PUBLISH, EFFECT = (
    "exemption:11",
    "exemption:12",
    "exemption:6",
    "exemption:13",
    "exemption:14",
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day.

    Attributes:
        what: in words, in the user's language.
        number: the record that tells of it.
        basis: the article that asks for it.
        proof: numbers of the exhibits that show it.
        ahead: whether the day is one until which something is to be done.
    """

    day: date
    what: str
    number: str
    basis: str
    proof: tuple[str, ...] = ()
    ahead: bool = False

    def as_document(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "day": self.day.isoformat(),
            "what": self.what,
            "number": self.number,
            "basis": self.basis,
            "proof": list(self.proof),
            "ahead": self.ahead,
        }


def timeline(reader: Reader, number: str) -> list[Event]:
    """Return what happened in a finding and what is still to be done by a day, in the order of the days."""
    found = reading.load(reader, number)
    if found is None:
        raise UsageError(
            _("There is no record numbered %(number)s.") % {"number": number},
            advice=_("Look it up: ttoffice list, then the kind of record, --search WORD."),
        )
    events = [
        *_beginning(number, found.record),
        *_panel(number, found.record),
        *_hearings(reader, number),
        *_inquiries(reader, number),
        *_conclusion(reader, number, found.record),
        *_publicity(reader, number),
        *_end(reader, number, found.record),
        *_deadlines(reader, number),
    ]
    return sorted(events, key=lambda event: event.day)


def _events(*events: tuple[date | None, str, str, str, tuple[str, ...]]) -> Iterator[Event]:
    """Yield those of (day, what, number, basis, proof) that have a day."""
    for day, what, number, basis, proof in events:
        if day is not None:
            yield Event(day, what, number, basis, tuple(filter(None, proof)))


def _labelled(label: str, value: str) -> str:
    return _("%(label)s: %(value)s") % {"label": label, "value": value}


def _beginning(number: str, record: FindingRecord) -> Iterator[Event]:
    origin = _(ORIGIN_LABELS[record.origin.value])
    refused = record.state is FindingState.REFUSED
    answered = _("Refused in writing") if refused else _("Accepted in writing")
    began = _("Received: %(origin)s of %(who)s") % {"origin": origin, "who": record.applicant_name}
    if record.follows:
        began = _("Reopened on new facts: follows %(number)s") % {"number": record.follows}
    yield from _events(
        (record.matter_on, _("The matter itself"), record.subject or number, "exemption:2", ()),
        (record.received_on, began, number, "exemption:2", (*record.application, *record.new_facts_proof)),
        (record.answered_on, answered, number, INVESTIGATE, (record.answer_paper,)),
        (record.begun_on, _("Investigation begun"), number, INVESTIGATE, ()),
        (record.extended_on, _("Investigation extended"), number, INVESTIGATE, (record.extension_paper,)),
        (record.closed_on, _("Application withdrawn"), number, INVESTIGATE, (record.closed_paper,)),
    )


def _panel(number: str, record: FindingRecord) -> Iterator[Event]:
    for day in sorted({seat.since for seat in record.panel}):
        joined = listed(seat.name for seat in record.panel if seat.since == day)
        yield Event(day, _("On the panel: %(names)s") % {"names": joined}, number, INVESTIGATE)
    for seat in record.panel:
        if seat.until is not None:
            left = _("%(name)s left the panel: %(reason)s")
            what = left % {"name": seat.name, "reason": seat.left_reason}
            yield Event(seat.until, what, seat.recusal or number, "exemption:10(5)")


def _hearings(reader: Reader, number: str) -> Iterator[Event]:
    for hearing in reading.hearings(reader, number):
        record, told = hearing.record, {"name": hearing.record.name}
        manner = _(MANNER_LABELS[record.manner.value]) if record.manner else ""
        heard = _("%(manner)s: %(name)s") % {**told, "manner": manner}
        yield from _events(
            (
                record.invited_on,
                _("Invited: %(name)s") % told,
                hearing.number,
                INVESTIGATE,
                (record.invitation,),
            ),
            (record.held_on, heard, hearing.number, INVESTIGATE, record.proof),
            (
                record.confirmed_on,
                _("Record confirmed by %(name)s") % told,
                hearing.number,
                INVESTIGATE,
                (record.confirmation,),
            ),
        )


def _inquiries(reader: Reader, number: str) -> Iterator[Event]:
    for inquiry in reading.inquiries(reader, number):
        record, told = inquiry.record, {"what": inquiry.record.title, "who": inquiry.record.asked_of}
        settled = _labelled(record.title, _(INQUIRY_LABELS[record.state.value]))
        asked = _("Asked of %(who)s: %(what)s") % told
        yield from _events(
            (record.asked_on, asked, inquiry.number, INVESTIGATE, (record.paper,)),
            (record.closed_on, settled, inquiry.number, INVESTIGATE, record.delivered),
        )
        if record.state is InquiryState.OPEN and record.due_on is not None:
            wanted = _("Wanted by this day: %(what)s") % told
            yield Event(record.due_on, wanted, inquiry.number, INVESTIGATE, ahead=True)


def _conclusion(reader: Reader, number: str, record: FindingRecord) -> Iterator[Event]:
    yield from _events((record.reported_on, _("Reported"), number, INVESTIGATE, (record.report_paper,)))
    for back in record.sent_back:
        what = _("Found anew after review %(review)s") if back.review else _("Sent back: %(reason)s")
        told = what % {"review": back.review, "reason": back.reason}
        yield Event(back.on, told, back.review or number, PUBLISH if back.review else INVESTIGATE)
    for one in reading.conclusions(reader, number):
        found = one.record
        outcome = _(OUTCOME_LABELS[found.outcome.value])
        what = _("Decided: %(name)s, %(outcome)s") % {"name": found.name, "outcome": outcome}
        yield Event(found.decided_on, what, one.number, DECIDE)


def _publicity(reader: Reader, number: str) -> Iterator[Event]:
    for notice in notices.rounds(reader, number, "finding"):
        record = notice.record
        yield from _events(
            (record.approved_on, _("Notice approved"), notice.number, PUBLISH, (record.approval,)),
            (record.published_on, _("Notice published"), notice.number, PUBLISH, record.posted),
            (record.withdrawn_on, _("Notice withdrawn"), notice.number, PUBLISH, ()),
            (record.closed_on, _("Publicity closed"), notice.number, PUBLISH, record.taken_down),
        )
        for objection in notices.objections_to(reader, notice.number):
            said = objection.record
            yield from _events(
                (said.received_on, _("Objection received"), objection.number, PUBLISH, ()),
                (said.withdrawn_on, _("Objection withdrawn"), objection.number, PUBLISH, (said.withdrawal,)),
                (
                    said.feedback_on,
                    _("Objector answered in writing"),
                    objection.number,
                    PUBLISH,
                    (said.feedback_receipt,),
                ),
            )
        yield from _reviews(reader, notice.number)


def _reviews(reader: Reader, notice: str) -> Iterator[Event]:
    for review in notices.reviews_of(reader, notice):
        record = review.record
        outcome = _(REVIEW_OUTCOMES[record.outcome]) if record.outcome else ""
        yield from _events(
            (record.opened_on, _("Review opened"), review.number, PUBLISH, ()),
            (
                record.decided_on,
                _("Review decided: %(outcome)s") % {"outcome": outcome},
                review.number,
                PUBLISH,
                (),
            ),
        )


def _end(reader: Reader, number: str, record: FindingRecord) -> Iterator[Event]:
    yield from _events((record.final_on, _("Final"), record.notice or number, PUBLISH, ()))
    for effect in reading.effects(reader, number):
        found = effect.record
        what = _(EFFECT_LABELS[found.kind.value])
        to = _labelled(what, found.recipient) if found.recipient else found.title
        yield Event(found.done_on, to, effect.number, EFFECT, found.proof)
    yield from _events((record.archived_on, _("Archived"), number, EFFECT, ()))
    later = reading.follower(reader, number)
    follower = reading.load(reader, later) if later else None
    if follower is not None and follower.record.received_on is not None:
        what = _("Reopened by %(number)s") % {"number": later}
        yield Event(follower.record.received_on, what, later, INVESTIGATE)


def _deadlines(reader: Reader, number: str) -> Iterator[Event]:
    """Yield the last days of what still runs."""
    from ttoffice.deadlines.keeping import of_subject
    from ttoffice.deadlines.kinds import KINDS

    numbers = [number, *(notice.number for notice in notices.rounds(reader, number, "finding"))]
    for subject in numbers:
        for deadline in of_subject(reader, subject):
            if deadline.record.state == "open" and deadline.record.ends_on is not None:
                matter = KINDS["deadline"].readable("matter", deadline.record.matter)
                what = _("Last day: %(matter)s") % {"matter": matter}
                yield Event(deadline.record.ends_on, what, deadline.number, deadline.record.basis, ahead=True)
