"""How a case is investigated: exemption Art. 12, by people who are no party to it (Art. 10(5))."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.findings.codes import UNIT, HearingState, InquiryState, Side
from ttoffice.findings.facts import FindingFacts
from ttoffice.findings.record import Party, Seat, ToHear
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

ARTICLE, RECUSAL = "exemption:12", "exemption:10(5)"


# --- the panel -------------------------------------------------------------------------------------------


def sitting(facts: FindingFacts) -> list[Seat]:
    """Return the members who sit on the panel now."""
    return [seat for seat in facts.record.panel if seat.until is None]


def panel_is_complete(facts: FindingFacts) -> Iterator[Reason]:
    """Enough members, one of whom leads, each with a qualification and each once."""
    members = sitting(facts)
    if len({seat.person for seat in members}) < facts.smallest_panel:
        message = _("The panel has %(count)d members; the unit wants at least %(least)d (%(source)s).") % {
            "count": len(members),
            "least": facts.smallest_panel,
            "source": facts.panel_source,
        }
        yield Reason("panel.small", message, ARTICLE, "panel")
    if sum(seat.lead for seat in members) != 1:
        yield Reason("panel.lead", _("Exactly one member leads the panel."), ARTICLE, "panel")
    seen: set[str] = set()
    for seat in members:
        if seat.person in seen:
            message = _("%(who)s is named twice.") % {"who": seat.name}
            yield Reason("panel.twice", message, ARTICLE, "panel")
        seen.add(seat.person)
        if not seat.qualification.strip():
            message = _("%(who)s: say what qualifies them.") % {"who": seat.name}
            yield Reason("panel.unqualified", message, ARTICLE, "panel")


def panel_is_clear(facts: FindingFacts) -> Iterator[Reason]:
    """Each was checked against everybody in the case, and nobody judges their own."""
    concerned = {*facts.record.persons, facts.record.applicant} - {""}
    for seat in sitting(facts):
        if seat.person in concerned:
            message = _("%(who)s is party to the case and cannot sit on the panel.") % {"who": seat.name}
            yield Reason("panel.party", message, RECUSAL, "panel")
    for name in facts.unchecked:
        message = _("%(who)s: no recusal check in this case; make one first (recusal.record).") % {
            "who": name
        }
        yield Reason("panel.unchecked", message, RECUSAL, "panel")
    for name, sentences in facts.conflicts.items():
        for sentence in sentences:
            message = _("%(who)s cannot sit on the panel: %(why)s") % {"who": name, "why": sentence}
            yield Reason("panel.conflict", message, RECUSAL, "panel")


def has_a_panel(facts: FindingFacts) -> Iterator[Reason]:
    """A case is investigated by a panel that can sit."""
    if not facts.record.panel:
        message = _("There is no panel yet (finding.form_panel).")
        yield Reason("panel.none", message, ARTICLE, "panel")
        return
    yield from panel_is_complete(facts)
    yield from panel_is_clear(facts)


# --- plan and time ---------------------------------------------------------------------------------------


def has_a_plan(facts: FindingFacts) -> Iterator[Reason]:
    """Careful and thorough: a plan, and who is to be heard beside the persons concerned."""
    if not facts.record.plan.strip():
        yield Reason("finding.no_plan", _("The investigation has no plan."), ARTICLE, "plan")
    others = [side for side in facts.record.sides if side.side is not Side.CONCERNED]
    if not others:
        message = _("Views are heard from every side: name who is heard beside the persons concerned.")
        yield Reason("finding.no_sides", message, ARTICLE, "sides")
    for side in facts.record.sides:
        if not side.who.strip():
            message = _("A side to be heard has no name.")
            yield Reason("finding.side_without_name", message, ARTICLE, "sides")


def extended_once(facts: FindingFacts) -> Iterator[Reason]:
    """An investigation is extended once, with the reason, before its time is over."""
    if facts.record.extension_deadline:
        message = _("It was extended already; once is all.")
        yield Reason("finding.extended", message, ARTICLE, "extended_on")
    if facts.investigation_ends is None:
        yield Reason("finding.no_clock", _("No deadline of the investigation runs."), ARTICLE, "on")
    elif facts.on > facts.investigation_ends:
        message = _("Its time ended on %(day)s; it cannot be extended any more.") % {
            "day": facts.investigation_ends.isoformat()
        }
        yield Reason("finding.extended_late", message, ARTICLE, "on")
    elif facts.today > facts.investigation_ends:
        message = _(
            "Its time ended on %(day)s; the extension is entered after that, see that the approval is older."
        )
        told = {"day": facts.investigation_ends.isoformat()}
        yield Reason("finding.extension_entered_late", message % told, ARTICLE, "on", warning=True)


# --- hearing every side ----------------------------------------------------------------------------------


def everybody_was_heard(facts: FindingFacts) -> Iterator[Reason]:
    """The persons concerned always; every side of the plan, or it is shown that they were asked."""
    for party in facts.record.parties:
        if party.person != UNIT and not _party_heard(facts, party):
            message = _("%(who)s was not heard; nothing is concluded of anybody unheard.") % {
                "who": party.name
            }
            yield Reason("hearing.person_concerned", message, ARTICLE, "hearings")
    for side in facts.record.sides:
        if not _side_heard(facts, side):
            message = _(
                "%(who)s was to be heard: record the hearing, or that they were invited and did not come."
            )
            yield Reason("hearing.side", message % {"who": side.who}, ARTICLE, "hearings")
    for number, hearing in facts.standing_hearings.items():
        if hearing.state is HearingState.RECORDED:
            message = _("%(number)s is not confirmed by %(who)s.") % {"number": number, "who": hearing.name}
            yield Reason("hearing.unconfirmed", message, ARTICLE, "hearings")


def _party_heard(facts: FindingFacts, party: Party) -> bool:
    return any(
        hearing.state is HearingState.CONFIRMED
        and hearing.side is Side.CONCERNED
        and hearing.person == party.person
        for hearing in facts.standing_hearings.values()
    )


def _side_heard(facts: FindingFacts, side: ToHear) -> bool:
    return any(
        hearing.state in (HearingState.CONFIRMED, HearingState.ABSENT)
        and (hearing.person == side.person if side.person else hearing.name == side.who)
        for hearing in facts.standing_hearings.values()
    )


def inquiries_are_settled(facts: FindingFacts) -> Iterator[Reason]:
    """What was asked for came, or it is said why not."""
    for number, inquiry in facts.inquiries.items():
        if inquiry.state is InquiryState.OPEN:
            message = _("%(number)s is not settled: %(what)s.") % {"number": number, "what": inquiry.title}
            yield Reason("inquiry.open", message, ARTICLE, "inquiries")
        elif inquiry.state is not InquiryState.DELIVERED:
            message = _("%(number)s was not delivered in full: %(what)s; the report says so.") % {
                "number": number,
                "what": inquiry.title,
            }
            yield Reason("inquiry.missing", message, ARTICLE, "inquiries", warning=True)


def within_its_time(facts: FindingFacts) -> Iterator[Reason]:
    """The unit's own deadline; a late report is warned of and stands."""
    if facts.investigation_ends is not None and facts.on > facts.investigation_ends:
        message = _("The investigation was to end by %(day)s.") % {
            "day": facts.investigation_ends.isoformat()
        }
        yield Reason("finding.report_late", message, ARTICLE, "on", warning=True)


def days_lie_in_it(facts: FindingFacts) -> Iterator[Reason]:
    """Hearings and inquiries lie before the report that rests on them."""
    heard = [(number, hearing.confirmed_on or hearing.held_on) for number, hearing in facts.hearings.items()]
    asked = [(number, inquiry.closed_on) for number, inquiry in facts.inquiries.items()]
    for number, day in (*heard, *asked):
        if day is not None and day > facts.on:
            message = _("%(number)s is of %(day)s, after the report.") % {
                "number": number,
                "day": day.isoformat(),
            }
            yield Reason("finding.order", message, ARTICLE, "on")
