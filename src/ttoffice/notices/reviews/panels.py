"""Who can sit on the panel of a review: nobody who judged before, nobody who is party to the case.

What people declared is asked of the parties' conflicts. That somebody is an objector is known to this check
only; the refusal says no more than that they are party to the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.i18n import gettext as _
from ttoffice.notices import views
from ttoffice.notices.facts import subject_facts
from ttoffice.notices.views import Notice
from ttoffice.parties.conflict_rules import CONSEQUENCE
from ttoffice.parties.conflicts import MatterFacts, unresolved
from ttoffice.parties.decision_rules import Presence
from ttoffice.parties.decisions import decided
from ttoffice.parties.matters import known_facts
from ttoffice.parties.people import PEOPLE, name_of
from ttoffice.parties.recusals import withdrawn
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

USUAL = 3
"""So many people usually review; fewer are warned of."""
BASIS = "exemption:13"


def panel_reasons(
    reader: Reader,
    notice: Notice,
    panel: Sequence[str],
    objections: Sequence[str],
    day: date,
    own: str = "",
) -> list[Reason]:
    """Return what speaks against a panel; `own` is the number of the review it already sits on."""
    if not panel:
        return [Reason("review.no_panel", _("Nobody is named to review."), BASIS, "panel")]
    reasons = [reason for person in dict.fromkeys(panel) for reason in _unknown(reader, person)]
    if reasons:
        return reasons
    if len(set(panel)) < USUAL:
        message = _("Only %(count)d review; three or more are usual.") % {"count": len(set(panel))}
        reasons.append(Reason("review.small_panel", message, BASIS, "panel", warning=True))
    matter = matter_of(reader, notice, objections, day, own)
    return [
        *reasons,
        *(reason for person in dict.fromkeys(panel) for reason in _person(reader, person, notice, matter)),
        *(
            Reason("review.withdrew", why, CONSEQUENCE, "panel")
            for why in told_withdrawn(reader, notice, panel, own)
        ),
    ]


def told_withdrawn(reader: Reader, notice: Notice, panel: Sequence[str], own: str = "") -> Iterator[str]:
    """Tell who of a panel has withdrawn from the notice, from what it is about, or from the review itself."""
    gone = withdrawn(reader, filter(None, (notice.number, notice.record.subject, own)))
    for person in dict.fromkeys(panel):
        if person in gone:
            message = _("%(who)s has withdrawn from the matter (%(check)s); another person must review.")
            called = f"{name_of(reader, person)} ({person})"
            yield message % {"who": called, "check": gone[person].number}


def matter_of(
    reader: Reader, notice: Notice, objections: Sequence[str], day: date, own: str = ""
) -> MatterFacts:
    """Return what a check of conflicts looks at: parties, authors, and everybody who judged before."""
    known = subject_facts(reader, notice.record.subject)
    objectors = [who for number in objections if (who := views.identity(reader, number)) is not None]
    parties = frozenset(who.person or who.name for who in objectors)
    stated = MatterFacts(
        notice.number,
        (known.persons if known else frozenset()) | parties,
        known.organisations if known else frozenset(),
        known.author_names if known else frozenset(),
        earlier_panel(reader, notice, own) | (known.panel if known else frozenset()),
        day,
    )
    return stated.joined(known_facts(reader, notice.number))


def earlier_panel(reader: Reader, notice: Notice, own: str = "") -> frozenset[str]:
    """Return who took part in a decision about this subject's notices or sat on a review of them."""
    record = notice.record
    judged: set[str] = set()
    for found in views.rounds(reader, record.subject, record.kind):
        decision = decided(reader, found.record.approval) if found.record.approval else None
        judged |= {
            member.person
            for member in (decision.members if decision else ())
            if member.presence is Presence.PRESENT
        }
    for review in views.reviews_about(reader, record.subject, record.kind):
        if review.number != own:
            judged |= {*review.record.panel, *review.record.former}
    return frozenset(judged)


def _unknown(reader: Reader, person: str) -> list[Reason]:
    if PEOPLE.load(reader, person) is not None:
        return []
    message = _("There is no person numbered %(number)s in the list of people.") % {"number": person}
    return [Reason("review.unknown_person", message, BASIS, "panel")]


def _person(reader: Reader, person: str, notice: Notice, matter: MatterFacts) -> list[Reason]:
    """Return why a person cannot sit on the panel."""
    if person in matter.earlier_panel:
        message = _(
            "%(who)s took part in the first decision or an earlier review; another person must review."
        )
        return [_reason("review.judged_before", message, reader, person)]
    if person in matter.persons:
        message = _("%(who)s is party to the case and cannot review it.")
        return [_reason("review.party", message, reader, person)]
    return [
        Reason("review.conflict", conflict.why, conflict.basis, "panel")
        for conflict in unresolved(reader, person, notice.number, matter)
    ]


def _reason(code: str, message: str, reader: Reader, person: str) -> Reason:
    return Reason(code, message % {"who": f"{name_of(reader, person)} ({person})"}, BASIS, "panel")
