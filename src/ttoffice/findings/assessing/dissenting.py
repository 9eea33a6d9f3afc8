"""Dissent that a leader recorded in the decision years ago, found for exemption Art. 7(7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.findings.codes import Role
from ttoffice.i18n import gettext as _
from ttoffice.parties.conflict_rules import normal_name
from ttoffice.parties.decisions import DecisionState, FoundDissent, dissents

if TYPE_CHECKING:
    from ttoffice.findings.assessing.matter import Matter


@dataclass(frozen=True, slots=True)
class OwnDissent:
    """One dissent of the person: in which decision, on which day, in which words, and the minutes' exhibit.

    Attributes:
        certain: whether it stands under the person's number; by name alone it may be a namesake.
    """

    number: str
    title: str
    decided_on: date
    wording: str
    minutes: str
    certain: bool

    @property
    def sentence(self) -> str:
        """What it is, in one sentence."""
        told = {"day": self.decided_on.isoformat(), "title": self.title, "wording": self.wording}
        text = _("Dissent recorded on %(day)s in the decision “%(title)s”: “%(wording)s”.") % told
        return text if self.certain else text + _(" Only the name agrees; see that it is the same person.")


def dissents_of(matter: Matter) -> tuple[OwnDissent, ...]:
    """Return the dissents of a leader in adopted decisions about the matter or what it belongs to, oldest first.

    Only what was said before the loss showed counts; who speaks up afterwards has not opposed the decision. Where
    the matter does not stand in the store every dissent of the person is looked at, whatever it was about.
    """
    if Role.LEADER not in matter.party.roles:
        return ()
    known = {one.number for one in matter.decisions} if matter.finding.record.subject else None
    found = [
        OwnDissent(one.number, one.title, one.decided_on, one.wording, one.minutes, certain)
        for one, certain in _own(matter)
        if one.decided_on is not None
        and one.state is DecisionState.ADOPTED
        and (known is None or one.number in known)
        and _before_the_loss(matter, one.decided_on)
    ]
    return tuple(sorted(found, key=lambda one: (one.decided_on, one.number)))


def _before_the_loss(matter: Matter, day: date) -> bool:
    return matter.loss_on is None or day < matter.loss_on


def _own(matter: Matter) -> Iterator[tuple[FoundDissent, bool]]:
    """Yield the dissents of the person, by number, or by name where they stand under another number or none."""
    party = matter.party
    for one in dissents(matter.reader):
        if one.person == party.person:
            yield one, True
        elif normal_name(one.name) == normal_name(party.name):
            yield one, False
