"""What the rules of a finding look at: one frozen value, gathered from the store before every act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ttoffice.findings.record import (
    AssessmentRecord,
    ConclusionRecord,
    EffectRecord,
    FindingRecord,
    HearingRecord,
    InquiryRecord,
)
from ttoffice.rulebook.facts import Facts


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A collective decision as a finding sees it.

    Attributes:
        adopted: whether it was taken and carried; `quorate` whether its members made the quorum.
        corrected_by: number of the adopted decision that corrects it, or empty.
        conflicts: sentences that tell which voting members have an open conflict.
    """

    number: str
    adopted: bool = False
    quorate: bool = False
    subject: str = ""
    text_sha256: str = ""
    decided_on: date | None = None
    corrected_by: str = ""
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice about a finding; `follows_on` the number of the next round, or empty."""

    number: str
    state: str
    text: str = ""
    approved_on: date | None = None
    published_on: date | None = None
    closed_on: date | None = None
    follows_on: str = ""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review of a notice about a finding; `conflicts` tells which of its members have an open conflict."""

    number: str
    notice: str
    outcome: str = ""
    decided_on: date | None = None
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True)
class FindingFacts:
    """The finding as it is to be, the day of the act, and what other records say.

    Attributes:
        number, record: the finding's number (empty before it has one), and the record as it is to be.
        rulebook: the machine facts of the guideline.
        today, on: the day of law, and the day of the act.
        reason: what is said for the act.
        missing_exhibits: numbers of exhibits that are named and do not exist.
        in_force: whether the guideline is in force on the day of the act (exemption Art. 15).
        rule: number of the internal rule on exemption in force on that day (Art. 11), or empty.
        acceptance_ends, investigation_ends: the last day of each deadline that runs or ran, extension included.
        smallest_panel, panel_source: how many members the unit wants at least, and what that rests on.
        unchecked: names of sitting members without a recusal check in this matter.
        conflicts: by name of a sitting member, sentences that tell an open conflict or that they withdrew.
        hearings, inquiries, assessments, effects: what belongs to it, by number; assessments of this round.
        damaged: sentences that tell which proof is no longer what was taken over.
        conclusions: those of this round.
        decision: the decision named, or that stands.
        notices, reviews: about it, oldest first; `open_objections` numbers of objections that are not settled.
        review: the review that an act names.
        dossier_made: whether a dossier of the named code was made of it; `dossier_stale` whether something that
            belongs to it changed since.
        followed_by: number of the finding that reopened it, or empty.
    """

    number: str
    record: FindingRecord
    rulebook: Facts
    today: date
    on: date
    reason: str = ""
    missing_exhibits: tuple[str, ...] = ()
    in_force: bool = True
    rule: str = ""
    acceptance_ends: date | None = None
    investigation_ends: date | None = None
    smallest_panel: int = 3
    panel_source: str = ""
    unchecked: tuple[str, ...] = ()
    conflicts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hearings: Mapping[str, HearingRecord] = field(default_factory=dict)
    inquiries: Mapping[str, InquiryRecord] = field(default_factory=dict)
    assessments: Mapping[str, AssessmentRecord] = field(default_factory=dict)
    damaged: tuple[str, ...] = ()
    conclusions: tuple[ConclusionRecord, ...] = ()
    decision: DecisionView | None = None
    notices: tuple[NoticeView, ...] = ()
    reviews: tuple[ReviewView, ...] = ()
    open_objections: tuple[str, ...] = ()
    review: str = ""
    effects: Mapping[str, EffectRecord] = field(default_factory=dict)
    dossier_made: bool = False
    dossier_stale: bool = False
    followed_by: str = ""

    @property
    def standing_hearings(self) -> dict[str, HearingRecord]:
        """The hearings that no further one corrects."""
        corrected = {hearing.corrects for hearing in self.hearings.values()}
        return {number: hearing for number, hearing in self.hearings.items() if number not in corrected}

    @property
    def standing_effects(self) -> dict[str, EffectRecord]:
        """The effects that no further one corrects."""
        corrected = {effect.corrects for effect in self.effects.values()}
        return {number: effect for number, effect in self.effects.items() if number not in corrected}
