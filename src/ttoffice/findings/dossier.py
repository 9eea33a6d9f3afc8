"""What findings add to a dossier: report, conclusion, written findings, matrices, evidence with hashes, course, hearings.

A finding has a dossier of its own: that of its matter does not hold it. Its own holds the matter and every record
that an answer of a matrix was taken from, as they are, so that the hashes taken over can be computed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ttoffice.action.kinds import code_of
from ttoffice.documents.forms import in_form
from ttoffice.errors import RefusedError
from ttoffice.evidence.dossier.parts import EXHIBITS, RECORDS, Asked, Part
from ttoffice.findings import reading
from ttoffice.findings.codes import EffectKind
from ttoffice.findings.documents.case_file import CaseFile
from ttoffice.findings.documents.forms import BY_CODE
from ttoffice.findings.documents.gathering import case_file
from ttoffice.findings.documents.sheet import Sheet
from ttoffice.findings.documents.writing import paper_of
from ttoffice.findings.shelves import ASSESSMENTS, EFFECTS, HEARINGS
from ttoffice.i18n import chinese
from ttoffice.parties.decisions import DECISIONS

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

APART = frozenset({"finding"})
"""Findings have dossiers of their own."""
PERSONAL = frozenset({"person"})
"""Kinds of records that say more of people than a case file should, even where an answer rests on them."""


def referred(reader: Reader, number: str) -> Iterable[str]:
    """Return what a finding rests on: its matter, the rule in force, the finding it reopens, records taken as proof."""
    found = reading.load(reader, number) if code_of(number) == "finding" else None
    if found is None:
        return ()
    proofs = (
        proof.number
        for one in reading.assessments(reader, number)
        for answer in one.record.answers
        for proof in answer.proofs
    )
    record = found.record
    named = (record.subject, record.rule, record.follows, record.notice, record.decision, *proofs)
    return [one for one in dict.fromkeys(named) if one and code_of(one) not in PERSONAL]


def openly(reader: Reader, number: str) -> Iterator[str]:
    """Yield who stands in a finding by right: those concerned, the applicant, the panel, who is heard and who decides."""
    code = code_of(number)
    finding = reading.load(reader, number) if code == "finding" else None
    hearing = HEARINGS.load(reader, number) if code == "hearing" else None
    decision = DECISIONS.load(reader, number) if code == "decision" else None
    if finding is not None:
        record = finding.record
        yield from (record.applicant, record.applicant_name)
        for party in record.parties:
            yield from (party.person, party.name)
        for seat in record.panel:
            yield from (seat.person, seat.name)
    if hearing is not None:
        yield from (hearing.record.person, hearing.record.name)
    if decision is not None:
        for member in decision.record.members:
            yield from (member.person, member.name)


def papers_for(reader: Reader, number: str, asked: Asked) -> Iterator[Part]:
    """Yield the papers of a finding as far as it is, of a matrix its page, of a certificate its text."""
    code = code_of(number)
    if code == "finding":
        yield from _of_finding(reader, number, asked)
    elif code == "assessment":
        yield from _of_matrix(reader, number, asked)
    elif code == "effect":
        yield from _of_certificate(reader, number, asked)


def _case(reader: Reader, number: str, asked: Asked) -> CaseFile:
    """Return a case file without what the reader does not get."""
    case = case_file(reader, number, asked.rulebook)
    shown = {one: view for one, view in case.exhibits.items() if one not in asked.kept_back}
    called = {one: text for one, text in case.called.items() if one not in asked.kept_back}
    back = tuple(replace(one, reason=asked.nameless(one.reason)) for one in case.record.sent_back)
    notices = tuple(
        replace(
            one,
            record=replace(one.record, withdrawn_reason=asked.nameless(one.record.withdrawn_reason)),
        )
        for one in case.notices
    )
    record = replace(case.record, sent_back=back, closed_reason=asked.nameless(case.record.closed_reason))
    return replace(case, record=record, notices=notices, exhibits=shown, called=called)


def _of_finding(reader: Reader, number: str, asked: Asked) -> Iterator[Part]:
    case = _case(reader, number, asked)
    if case.record.reported_on is not None:
        yield from _page(case, asked, "report")
    yield from _page(case, asked, "conclusion")
    for party in case.record.parties:
        yield from _page(case, asked, "decision", party.person)
    yield from _page(case, asked, "hearings")
    yield from _page(case, asked, "exhibits", folder=EXHIBITS)
    yield from _page(case, asked, "timeline")


def _of_matrix(reader: Reader, number: str, asked: Asked) -> Iterator[Part]:
    """Yield the page of a matrix, as it was in its round."""
    found = ASSESSMENTS.load(reader, number)
    if found is None:
        return
    case = _case(reader, found.record.subject, asked)
    then = replace(
        case,
        record=replace(case.record, round=found.record.round),
        assessments=(found,),
    )
    yield from _page(then, asked, "proposal", found.record.person, record=number)


def _of_certificate(reader: Reader, number: str, asked: Asked) -> Iterator[Part]:
    found = EFFECTS.load(reader, number)
    if found is not None and found.record.kind is EffectKind.CERTIFICATE:
        case = _case(reader, found.record.subject, asked)
        yield from _page(case, asked, "certificate", number, record=number)


def _page(
    case: CaseFile, asked: Asked, form: str, target: str = "", *, record: str = "", folder: str = RECORDS
) -> Iterator[Part]:
    """Yield a paper as a page, blanks where the records say nothing; nothing where it must not be made yet."""
    try:
        paper = paper_of(Sheet(case, form, target), asked.home, blank=True)
    except RefusedError:  # nothing is decided yet, or it is not final
        return
    title = chinese(BY_CODE[form].title)
    who = case.name(target) if case.party(target) is not None else ""
    name = "_".join(filter(None, (record or case.number, title, who)))
    yield Part(folder, f"{name}.html", title, record or case.number, in_form(paper, "html"))
