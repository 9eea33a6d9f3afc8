"""One paper before it is written: the case file, whom or what it is about, and what was added for it by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttoffice.action.core import Subject
    from ttoffice.documents.paper import Block
    from ttoffice.findings.documents.case_file import CaseFile
    from ttoffice.findings.record import (
        AssessmentRecord,
        ConclusionRecord,
        EffectRecord,
        HearingRecord,
        InquiryRecord,
        Party,
        Seat,
    )
    from ttoffice.notices.views import Objection
    from ttoffice.parties.recusals import RecusalRecord


@dataclass(frozen=True)
class Sheet:
    """What one paper says.

    Attributes:
        case: the case file.
        form: code of the form.
        target: number, or name of the office, of what it is about; empty where that is the finding itself.
        given: texts by the name of their place, for what the records do not say yet.
    """

    case: CaseFile
    form: str
    target: str = ""
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def person(self) -> str:
        """Whom it is about: the target itself, or the person of the effect that is the target."""
        return self.effect.record.person if self.effect is not None else self.target

    @property
    def party(self) -> Party | None:
        """The person concerned that it is about."""
        return self.case.party(self.person) if self.person else None

    @property
    def seat(self) -> Seat | None:
        """The member of the panel that it is about."""
        return self.case.seat(self.person) if self.person else None

    @property
    def hearing(self) -> Subject[HearingRecord] | None:
        """The hearing that it is about."""
        return next((one for one in self.case.hearings if one.number == self.target), None)

    @property
    def inquiry(self) -> Subject[InquiryRecord] | None:
        """The inquiry for material that it is about."""
        return next((one for one in self.case.inquiries if one.number == self.target), None)

    @property
    def objection(self) -> Objection | None:
        """The objection that it is about."""
        return next((one for one in self.case.objections if one.number == self.target), None)

    @property
    def effect(self) -> Subject[EffectRecord] | None:
        """The effect, such as a certificate, that it is about."""
        return next((one for one in self.case.effects if one.number == self.target), None)

    @property
    def matrix(self) -> Subject[AssessmentRecord] | None:
        """The matrix of the person that it is about, in the present round."""
        return self.case.assessment(self.person)

    @property
    def conclusion(self) -> Subject[ConclusionRecord] | None:
        """What was concluded of the person that it is about, in the present round."""
        return self.case.conclusion(self.person)

    @property
    def concluded(self) -> AssessmentRecord | ConclusionRecord | None:
        """What was concluded of the person, and before that what is proposed."""
        found = self.conclusion or self.matrix
        return found.record if found is not None else None

    @property
    def check(self) -> Subject[RecusalRecord] | None:
        """The newest recusal check of the person that it is about."""
        return self.case.checks.get(self.person)


@dataclass(frozen=True, slots=True)
class Place:
    """A place to fill: what it is, as a catalog string, and its text, empty where the records do not say it.

    Attributes:
        may_be_empty: whether a paper is whole without it.
        blank: what stands there in a sentence where it is left to be written by hand.
    """

    title: str
    read: Callable[[Sheet], str]
    may_be_empty: bool = False
    blank: str = "＿＿＿＿＿＿"


Fact = tuple[str, Callable[[Sheet], bool]]
"""A condition of templates: what it means, as a catalog string, and whether it holds."""
Writer = Callable[[Sheet], "Block | None"]
"""Makes a table; None where there is nothing to show."""
