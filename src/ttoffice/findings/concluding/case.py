"""A finding with all that its papers tell of it, read from the store once: texts are then drafted without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ttoffice.action.kinds import code_of, kind_of
from ttoffice.evidence.views import exhibits_numbered
from ttoffice.findings.codes import UNIT
from ttoffice.findings.record import (
    AssessmentRecord,
    FindingRecord,
    HearingRecord,
    InquiryRecord,
    Party,
)
from ttoffice.findings.shelves import ASSESSMENTS, FINDINGS, HEARINGS, INQUIRIES
from ttoffice.findings.wording import rule_text
from ttoffice.i18n import chinese
from ttoffice.parties.internal_rules import RULES
from ttoffice.parties.people import name_of
from ttoffice.parties.recusals import RECUSALS, RecusalRecord
from ttoffice.parties.views import own_unit

if TYPE_CHECKING:
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader


WITHOUT_HEADLINE = frozenset({"objection", "review"})
"""Kinds of which a paper says no more than what they are: their words may tell who objected."""


@dataclass(frozen=True)
class Case:
    """One finding as its papers tell it.

    Attributes:
        number, record: the finding.
        rulebook: whose articles are cited.
        unit: name of the own unit; empty while nobody has said.
        rule: the internal rule in force on acceptance, by title and edition.
        hearings, inquiries: what was heard and asked for, by number, oldest first.
        assessments: the matrices of the present round by person.
        checks: the recusal checks of the panel by number.
        names: names of people by number.
        called: what an exhibit or record is called, by number.
    """

    number: str
    record: FindingRecord
    rulebook: Rulebook
    unit: str = ""
    rule: str = ""
    hearings: Mapping[str, HearingRecord] = field(default_factory=dict)
    inquiries: Mapping[str, InquiryRecord] = field(default_factory=dict)
    assessments: Mapping[str, AssessmentRecord] = field(default_factory=dict)
    checks: Mapping[str, RecusalRecord] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)

    def name(self, person: str) -> str:
        """Return what somebody is called: the unit by its name, others by theirs."""
        if person == UNIT:
            return self.unit or "本单位"
        return self.names.get(person, person)

    def cited(self, numbers: Iterable[str]) -> str:
        """Return exhibits and records as a paper cites them: the number, and what it is in brackets."""
        return "、".join(
            f"{number}（{self.called[number]}）" if self.called.get(number) else number
            for number in dict.fromkeys(numbers)
            if number
        )

    @property
    def assessed(self) -> list[tuple[Party, AssessmentRecord]]:
        """Whom it is about, in the order of the finding, each with their matrix."""
        return [
            (party, self.assessments[party.person])
            for party in self.record.parties
            if party.person in self.assessments
        ]


def case_of(reader: Reader, number: str, rulebook: Rulebook, record: FindingRecord | None = None) -> Case:
    """Return a finding with what belongs to it; `record` is it as it is to be. Raise KeyError where there is none."""
    if record is None:
        found = FINDINGS.load(reader, number)
        if found is None:
            raise KeyError(number)
        record = found.record
    hearings = {one.number: one.record for one in HEARINGS.where(reader, "subject = ?", (number,))}
    inquiries = {one.number: one.record for one in INQUIRIES.where(reader, "subject = ?", (number,))}
    assessments = {
        one.record.person: one.record
        for one in ASSESSMENTS.where(reader, "subject = ? AND round = ?", (number, record.round))
    }
    rule = RULES.load(reader, record.rule) if record.rule else None
    return Case(
        number,
        record,
        rulebook,
        own_unit(reader).name,
        rule_text(rule.record.title, rule.record.edition) if rule else "",
        hearings,
        inquiries,
        assessments,
        _checks(reader, record),
        _names(reader, record, hearings.values()),
        _called(reader, _mentioned(record, hearings.values(), inquiries.values(), assessments.values())),
    )


def _checks(reader: Reader, record: FindingRecord) -> dict[str, RecusalRecord]:
    found = (RECUSALS.load(reader, seat.recusal) for seat in record.panel if seat.recusal)
    return {one.number: one.record for one in found if one is not None}


def _names(reader: Reader, record: FindingRecord, hearings: Iterable[HearingRecord]) -> dict[str, str]:
    names = {party.person: party.name for party in record.parties}
    names |= {seat.person: seat.name for seat in record.panel}
    others = {record.applicant, *(person for one in hearings for person in one.interviewers)}
    return names | {person: name_of(reader, person) for person in others - set(names) - {""}}


def _mentioned(
    record: FindingRecord,
    hearings: Iterable[HearingRecord],
    inquiries: Iterable[InquiryRecord],
    assessments: Iterable[AssessmentRecord],
) -> set[str]:
    """Return the numbers of all exhibits and records that the papers may cite."""
    own = {record.subject, record.answer_paper, record.extension_paper, *record.application}
    own |= {*record.new_facts_proof, record.follows}
    own |= {number for one in hearings for number in (one.invitation, one.confirmation, *one.proof)}
    own |= {number for one in inquiries for number in (one.paper, *one.delivered)}
    own |= {proof.number for one in assessments for answer in one.answers for proof in answer.proofs}
    return own - {""}


def _called(reader: Reader, numbers: set[str]) -> dict[str, str]:
    exhibits = {number for number in numbers if code_of(number) == "exhibit"}
    called = {view.number: view.proves or view.name for view in exhibits_numbered(reader, exhibits)}
    for number in sorted(numbers - exhibits):
        called[number] = _headline(reader, number)
    return called


def _headline(reader: Reader, number: str) -> str:
    """Return what a record is: its kind, and what it is called; results stand on no shelf and give their title."""
    code = code_of(number)
    if code == "result":
        title = reader.value("SELECT title FROM result WHERE number = ?", (number,))
        return f"科技成果“{title}”" if title else ""
    kind = kind_of(code) if code else None
    found = kind.shelf.load(reader, number) if kind else None
    if kind is None or found is None:
        return ""
    if code in WITHOUT_HEADLINE:
        return chinese(kind.title)
    headline = kind.readable(kind.headline, found.document.get(kind.headline))
    return "".join((chinese(kind.title), f"“{headline}”" if headline else ""))
