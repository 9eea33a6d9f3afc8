"""What is read beside the answer to an item: what may prove it, the article, and how earlier findings answered it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ttoffice.findings import reading
from ttoffice.findings.codes import OUTCOME_LABELS, ROLE_LABELS
from ttoffice.findings.matrix import Item
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.rulebook.citing import basis_text, place_of
from ttoffice.screens.findings.states import verdict_state
from ttoffice.screens.kit.reading import Section, Shown
from ttoffice.widgets.prose import labelled

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.findings.assessing.offers import Offer
    from ttoffice.findings.precedents.views import Precedent

PRECEDENTS = 5
"""So many earlier answers are shown, the newest."""


class Beside(NamedTuple):
    """What the office holds for an item, and how it was answered before."""

    offers: tuple[Offer, ...] = ()
    precedents: tuple[Precedent, ...] = ()


def read_beside(office: Office, number: str, person: str, item: Item) -> Beside:
    """Return what may prove an item of a person, and the newest earlier answers to it."""
    from ttoffice.findings.assessing.offers import offers
    from ttoffice.findings.precedents.views import precedents

    with office.reader() as reader:
        finding = reading.load(reader, number)
        party = (
            next((one for one in finding.record.parties if one.person == person), None) if finding else None
        )
        if finding is None or party is None:
            return Beside()
        held = offers(reader, office.rulebook, finding, party, office.today, item.code)
        before = precedents(reader, office.rulebook, item=item.code, beside=number, limit=PRECEDENTS)
    return Beside(held.get(item.code, ()), before)


def offer_sections(offer: Offer) -> tuple[Section, ...]:
    """Return an offer in full."""
    lines = (
        (_("What it is"), offer.what),
        (_("Made to show"), offer.shows),
        (_("Day"), offer.day.isoformat() if offer.day else ""),
        (_("SHA-256"), offer.sha256),
    )
    return (Section(offer.number, tuple(line for line in lines if line[1])),)


def asked_sections(office: Office, item: Item, found: Beside) -> tuple[Section, ...]:
    """Return the article that asks for an item, and how earlier findings answered it, with nobody named."""
    rulebook = office.rulebook
    place = place_of(rulebook, item.basis)
    text = place[1].text if place is not None else item.text
    article = Section(basis_text(rulebook, item.basis), ((_("Text"), text),))
    lines = tuple(line for one in found.precedents for line in _precedent_lines(one, item))
    none = ((_("Precedents"), _("no earlier finding answered this")),)
    return (article, Section(_("Earlier findings"), lines or none))


def _precedent_lines(one: Precedent, item: Item) -> Iterator[tuple[str, Shown]]:
    answer = one.of(item.code)
    roles = listed(_(ROLE_LABELS[role.value]) for role in one.roles)
    outcome = _(OUTCOME_LABELS[one.outcome.value])
    reopened = _(", reopened by %(number)s") % {"number": one.reopened} if one.reopened else ""
    yield f"{one.number} {one.decided_on.isoformat()}", f"{labelled(roles)}{outcome}{reopened}"
    if answer is not None:
        yield _("Verdict"), verdict_state(answer.verdict)
        yield _("Reasoning"), answer.reasoning
    yield _("Reasons"), one.reasons
