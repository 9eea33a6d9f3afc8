"""What a hearing and an inquiry for material must have to stand (exemption Art. 12): pure rules on one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ttoffice.findings.codes import InquiryState, Manner, Side
from ttoffice.findings.record import FindingRecord, HearingRecord, InquiryRecord
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.refusals import future
from ttoffice.reasons import Reason

ARTICLE, RECUSAL = "exemption:12", "exemption:10(5)"
SPOKEN = frozenset({Manner.INTERVIEW, Manner.MEETING})
"""Manners in which members of the panel listen; the others come in writing."""
USUAL = 2
"""So many members usually hear somebody; the guideline fixes no number, and one alone is warned of."""


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """What the rules look at about a hearing as it is to be.

    Attributes:
        finding: the case it belongs to.
        sitting: persons who sat on the panel on the day of the hearing.
        barred: persons who sit on the panel with an open conflict.
        names: of those who are said to have heard them, what each is called.
        corrected: the hearing that it corrects, None where it names none or there is none.
        corrected_by: number of the standing hearing that corrects that one already, or empty.
    """

    record: HearingRecord
    finding: FindingRecord
    today: date
    sitting: frozenset[str] = frozenset()
    corrected: HearingRecord | None = None
    corrected_by: str = ""
    barred: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)


def hearing_reasons(facts: HearingFacts) -> list[Reason]:
    """Return what speaks against a hearing as it is recorded."""
    return [
        *who_is_heard(facts),
        *_day(facts),
        *(_spoken(facts) if facts.record.manner in SPOKEN else _written(facts)),
        *_confirmed(facts),
        *_correction(facts),
    ]


def who_is_heard(facts: HearingFacts) -> Iterator[Reason]:
    """Somebody is heard; as the person concerned only whom the case is about."""
    record, concerned = facts.record, {party.person for party in facts.finding.parties}
    if not record.name.strip():
        yield Reason("hearing.nobody", _("Say who is heard."), ARTICLE, "name")
    elif record.side is Side.CONCERNED and record.person not in concerned:
        message = _("%(who)s is no party to the case; hear them from another side, or enter the party first.")
        yield Reason("hearing.no_party", message % {"who": record.name}, ARTICLE, "person")
    elif record.side is not Side.CONCERNED and record.person in concerned:
        message = _("%(who)s is a party to the case and is heard as the person concerned.")
        yield Reason("hearing.party", message % {"who": record.name}, ARTICLE, "side")
    yield from member_heard(facts.finding, record.person, record.name, "person")


def member_heard(finding: FindingRecord, person: str, name: str, place: str) -> Iterator[Reason]:
    """Refuse to hear somebody who sits on the panel: who is heard is a witness and judges nothing in the case."""
    if person and person in {seat.person for seat in finding.panel if seat.until is None}:
        message = _("%(who)s sits on the panel and cannot be heard in the case; they leave the panel first.")
        yield Reason("hearing.of_member", message % {"who": name}, RECUSAL, place)


def _day(facts: HearingFacts) -> Iterator[Reason]:
    """Within the investigation, and not before they were invited."""
    record = facts.record
    if record.held_on is None:
        yield Reason("hearing.no_day", _("Say on which day they were heard."), ARTICLE, "held_on")
    if record.held_on is not None and record.invited_on is not None and record.held_on < record.invited_on:
        message = _("They cannot have been heard on %(held)s, before they were invited on %(day)s.")
        told = {"held": record.held_on.isoformat(), "day": record.invited_on.isoformat()}
        yield Reason("hearing.before_invitation", message % told, ARTICLE, "held_on")


def _spoken(facts: HearingFacts) -> Iterator[Reason]:
    """Members of the panel hear, somebody writes down what is said."""
    record = facts.record
    if not record.content.strip():
        message = _("Write down what was asked and said.")
        yield Reason("hearing.no_content", message, ARTICLE, "content")
    if not record.interviewers:
        message = _("Say which members of the panel heard them.")
        yield Reason("hearing.no_interviewer", message, ARTICLE, "interviewers")
    elif len(set(record.interviewers)) < USUAL:
        message = _("Only one member heard them; two are usual, so that nobody bears the record alone.")
        yield Reason("hearing.one_interviewer", message, ARTICLE, "interviewers", warning=True)
    for place, person in enumerate(record.interviewers):
        if person not in facts.sitting:
            message = _("%(who)s did not sit on the panel on that day.") % {
                "who": facts.names.get(person, person)
            }
            yield Reason("hearing.no_member", message, ARTICLE, f"interviewers[{place}]")
        if person in facts.barred:
            message = _("%(who)s has an open conflict and hears nobody; change the panel first.")
            told = {"who": facts.names.get(person, person)}
            yield Reason("hearing.conflict", message % told, RECUSAL, f"interviewers[{place}]")
        if person == record.person:
            message = _("Nobody hears themselves.")
            yield Reason("hearing.own", message, ARTICLE, f"interviewers[{place}]")
    if not record.recorder.strip():
        message = _("Say who wrote the record.")
        yield Reason("hearing.no_recorder", message, ARTICLE, "recorder", warning=True)


def _written(facts: HearingFacts) -> Iterator[Reason]:
    """What was handed in is the record."""
    if not facts.record.proof:
        message = _("A written view is kept as it was handed in: attach it and name the exhibit.")
        yield Reason("hearing.no_paper", message, ARTICLE, "proof")


def _confirmed(facts: HearingFacts) -> Iterator[Reason]:
    """A record that is confirmed has its day and the signed exhibit."""
    if facts.record.confirmed_on is not None:
        yield from confirmation_reasons(facts.record, facts.today)
    elif facts.record.confirmation:
        message = _("Say on which day the record was signed.")
        yield Reason("hearing.no_confirmation_day", message, ARTICLE, "confirmed_on")


def confirmation_reasons(record: HearingRecord, today: date, place: str = "confirmed_on") -> Iterator[Reason]:
    """Who was heard signs what was written down, on the day or later."""
    day = record.confirmed_on
    if not record.confirmation:
        message = _("Who was heard signs the record: attach the signed record and name the exhibit.")
        yield Reason("hearing.no_confirmation", message, ARTICLE, "confirmation")
    yield from future(day, today, place, code="finding.future", basis=ARTICLE)
    if day is not None and record.held_on is not None and day < record.held_on:
        message = _("The record cannot have been signed on %(day)s, before the hearing on %(held)s.")
        told = {"day": day.isoformat(), "held": record.held_on.isoformat()}
        yield Reason("hearing.confirmed_early", message % told, ARTICLE, place)


def _correction(facts: HearingFacts) -> Iterator[Reason]:
    """A correction is about the same person in the same case, and follows the newest record."""
    record, earlier = facts.record, facts.corrected
    if not record.corrects:
        return
    told = {"number": record.corrects, "by": facts.corrected_by}
    if earlier is None:
        message = _("%(number)s is no hearing in this case.")
        yield Reason("hearing.no_earlier", message % told, ARTICLE, "corrects")
    elif (earlier.person, earlier.name) != (record.person, record.name):
        message = _("%(number)s is the hearing of somebody else.")
        yield Reason("hearing.other_person", message % told, ARTICLE, "corrects")
    elif facts.corrected_by:
        message = _("%(number)s was corrected by %(by)s already; correct that one.")
        yield Reason("hearing.corrected", message % told, ARTICLE, "corrects")


def absence_reasons(facts: HearingFacts) -> Iterator[Reason]:
    """Who is only invited and not heard: never the person concerned; with the invitation, and why."""
    record = facts.record
    yield from who_is_heard(facts)
    if record.side is Side.CONCERNED or record.person in {party.person for party in facts.finding.parties}:
        message = _(
            "The person concerned is always heard: hear %(who)s, or take their written statement and defence."
        )
        yield Reason("hearing.concerned_absent", message % {"who": record.name}, ARTICLE, "side")
    wanted = (
        (record.invited_on is None, "invited_on", N_("Say on which day they were invited.")),
        (not record.invitation, "invitation", N_("Attach the invitation and name the exhibit.")),
        (not record.absence.strip(), "absence", N_("Say why they were not heard.")),
    )
    for missing, name, message in wanted:
        if missing:
            yield Reason(f"hearing.no_{name}", _(message), ARTICLE, name)


# --- inquiries for material ------------------------------------------------------------------------------


def asking_reasons(record: InquiryRecord) -> Iterator[Reason]:
    """Somebody is asked, and given a day that lies ahead of the asking."""
    if not record.asked_of.strip():
        yield Reason("inquiry.nobody", _("Say who is asked for it."), ARTICLE, "asked_of")
    if record.due_on is not None and record.due_on < record.asked_on:
        message = _("It cannot be wanted by %(due)s, before it was asked for on %(day)s.")
        told = {"due": record.due_on.isoformat(), "day": record.asked_on.isoformat()}
        yield Reason("inquiry.due_early", message % told, ARTICLE, "due_on")
    if not record.paper:
        message = _("Nothing shows that it was asked for; attach the request and name the exhibit.")
        yield Reason("inquiry.no_paper", message, ARTICLE, "paper", warning=True)


def settling_reasons(record: InquiryRecord) -> Iterator[Reason]:
    """What came is there as exhibits; of what did not come it is said why."""
    if record.state is InquiryState.OPEN:
        message = _("Say what came of it: delivered, delivered in part, or not delivered.")
        yield Reason("inquiry.not_settled", message, ARTICLE, "outcome")
    if record.state in (InquiryState.DELIVERED, InquiryState.PARTLY) and not record.delivered:
        message = _("Attach what was delivered and name the exhibits.")
        yield Reason("inquiry.no_delivery", message, ARTICLE, "delivered")
    if record.state is InquiryState.NOT_DELIVERED and record.delivered:
        message = _("Exhibits came and yet nothing is said to be delivered; say in part.")
        yield Reason("inquiry.delivered", message, ARTICLE, "outcome")
    if record.state in (InquiryState.PARTLY, InquiryState.NOT_DELIVERED) and not record.reason.strip():
        message = _("Say what did not come, and why.")
        yield Reason("inquiry.no_reason", message, ARTICLE, "reason")
