"""A finding with everything that its papers tell of it, as one frozen value; who objected is never part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.findings.codes import UNIT, Role

if TYPE_CHECKING:
    from ttoffice.action.core import Subject
    from ttoffice.evidence.views import ExhibitView
    from ttoffice.findings.record import (
        AssessmentRecord,
        ConclusionRecord,
        EffectRecord,
        FindingRecord,
        HearingRecord,
        InquiryRecord,
        Party,
        Seat,
    )
    from ttoffice.notices.views import Notice, Objection, Review
    from ttoffice.parties.decisions import DecisionRecord
    from ttoffice.parties.recusals import RecusalRecord
    from ttoffice.parties.views import UnitView
    from ttoffice.rulebook import Rulebook

EXTENDED = "extended"
"""Where the last day of an investigation with its extension stands among the last days of deadlines."""


@dataclass(frozen=True)
class CaseFile:
    """One finding as its papers tell it.

    Attributes:
        rulebook: whose articles are cited.
        unit: the own unit.
        rule: the internal rule that the finding rests on, or the one in force today, by title and edition.
        matter: the matter in the store, by title and number; empty where it stands in none.
        hearings, inquiries, effects: what belongs to it, oldest first.
        assessments: the matrices of the present round.
        conclusions: what was concluded in any round, oldest first.
        decision: the collective decision of the present round; one that is only prepared where there is none yet.
        checks: the newest recusal check in this matter of each person, by number of the person.
        notices, objections, reviews: about it, oldest first; objections of all rounds.
        exhibits: by number, without those that may tell who objected.
        last_days: last day of each deadline, by number; that of the extension under `EXTENDED`.
        names, posts: of people by number: the name, and department and post.
        called: what a record that is cited is called, by number.
        draft: the draft of the report while none was handed in; empty where none can be drafted.
    """

    number: str
    record: FindingRecord
    rulebook: Rulebook
    unit: UnitView
    rule: str = ""
    matter: str = ""
    hearings: tuple[Subject[HearingRecord], ...] = ()
    inquiries: tuple[Subject[InquiryRecord], ...] = ()
    assessments: tuple[Subject[AssessmentRecord], ...] = ()
    conclusions: tuple[Subject[ConclusionRecord], ...] = ()
    effects: tuple[Subject[EffectRecord], ...] = ()
    decision: Subject[DecisionRecord] | None = None
    checks: Mapping[str, Subject[RecusalRecord]] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    objections: tuple[Objection, ...] = ()
    reviews: tuple[Review, ...] = ()
    exhibits: Mapping[str, ExhibitView] = field(default_factory=dict)
    last_days: Mapping[str, date | None] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    draft: str = ""

    def name(self, person: str) -> str:
        """Return what somebody is called: the unit by its name, others by theirs."""
        if person == UNIT:
            return self.unit.name or "本单位"
        return self.names.get(person, person)

    def cited(self, numbers: Iterable[str]) -> str:
        """Return exhibits and records as a paper cites them: the number, and what it is in brackets."""
        return "；".join(
            f"{number}（{self.called[number]}）" if self.called.get(number) else number
            for number in dict.fromkeys(numbers)
            if number
        )

    # --- persons ---------------------------------------------------------------------------------------

    @property
    def persons(self) -> tuple[Party, ...]:
        """Those concerned who are people, without the unit."""
        return tuple(party for party in self.record.parties if Role.UNIT not in party.roles)

    def party(self, person: str) -> Party | None:
        """Return one whom the finding is about by their number, or None."""
        return next((party for party in self.record.parties if party.person == person), None)

    def assessment(self, person: str) -> Subject[AssessmentRecord] | None:
        """Return somebody's matrix of the present round, or None."""
        return next((one for one in self.assessments if one.record.person == person), None)

    def conclusion(self, person: str) -> Subject[ConclusionRecord] | None:
        """Return what was concluded of somebody in the present round, or None."""
        return next(
            (
                one
                for one in self.conclusions
                if one.record.person == person and one.record.round == self.record.round
            ),
            None,
        )

    # --- the panel -------------------------------------------------------------------------------------

    @property
    def sitting(self) -> tuple[Seat, ...]:
        """The members of the panel who sit, the one who leads first."""
        seats = (seat for seat in self.record.panel if seat.until is None)
        return tuple(sorted(seats, key=lambda seat: not seat.lead))

    def seat(self, person: str) -> Seat | None:
        """Return the newest seat of a person on the panel, or None."""
        return next((seat for seat in reversed(self.record.panel) if seat.person == person), None)

    # --- what stands -----------------------------------------------------------------------------------

    @property
    def standing_hearings(self) -> tuple[Subject[HearingRecord], ...]:
        """The hearings that no further one corrects."""
        corrected = {one.record.corrects for one in self.hearings}
        return tuple(one for one in self.hearings if one.number not in corrected)

    @property
    def standing_effects(self) -> tuple[Subject[EffectRecord], ...]:
        """The effects that no further one corrects."""
        corrected = {one.record.corrects for one in self.effects}
        return tuple(one for one in self.effects if one.number not in corrected)

    @property
    def public(self) -> tuple[str, ...]:
        """The numbers of all notices, objections and reviews about it."""
        return (
            *(one.number for one in self.notices),
            *(one.number for one in self.objections),
            *(one.number for one in self.reviews),
        )

    @property
    def notice(self) -> Notice | None:
        """The notice that closed, else the newest one that was not withdrawn and is about the present text."""
        text = self.record.text
        about = [one for one in self.notices if text and text in one.record.text]
        by_number = {one.number: one for one in self.notices}
        newest = next((one for one in reversed(about) if one.record.state != "withdrawn"), None)
        return by_number.get(self.record.notice, newest)
