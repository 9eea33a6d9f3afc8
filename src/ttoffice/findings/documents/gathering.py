"""Reading a case file from the store: the finding, all that belongs to it, and what its papers cite."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import code_of, kind_of
from ttoffice.deadlines.keeping import load
from ttoffice.deadlines.rules import unextended_end
from ttoffice.errors import UsageError
from ttoffice.evidence.dossier.audiences import Eraser
from ttoffice.evidence.subjects import EXHIBIT_NUMBER
from ttoffice.evidence.views import exhibits_numbered, exhibits_of, proving
from ttoffice.findings import reading
from ttoffice.findings.codes import FindingState
from ttoffice.findings.concluding.texts import drafts
from ttoffice.findings.documents.case_file import EXTENDED, CaseFile
from ttoffice.i18n import chinese
from ttoffice.i18n import gettext as _
from ttoffice.notices.clock import clock_of
from ttoffice.notices.dossier import withheld_texts
from ttoffice.notices.shelves import OBJECTIONS, REVIEWS
from ttoffice.notices.views import rounds
from ttoffice.parties.decisions import DECISIONS
from ttoffice.parties.internal_rules import RULES, in_force
from ttoffice.parties.people import PEOPLE
from ttoffice.parties.recusals import RECUSALS
from ttoffice.parties.views import own_unit

if TYPE_CHECKING:
    from ttoffice.action.core import Subject
    from ttoffice.evidence.views import ExhibitView
    from ttoffice.findings.reading import Finding
    from ttoffice.findings.record import FindingRecord
    from ttoffice.notices.views import Notice, Objection, Review
    from ttoffice.parties.decisions import DecisionRecord
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader

PERSON = "RY-"
ABOUT = "subject = ?"


def case_file(reader: Reader, number: str, rulebook: Rulebook, today: date | None = None) -> CaseFile:
    """Return the case file of a finding; raise UsageError where there is none of this number.

    `today` is the day of what is only drafted: without it nothing is.
    """
    found = reading.load(reader, number) if code_of(number) == "finding" else None
    if found is None:
        raise UsageError(
            _("There is no finding numbered %(number)s.") % {"number": number},
            advice=_("List them: ttoffice list findings --view all."),
        )
    record = found.record
    hearings, inquiries = tuple(reading.hearings(reader, number)), tuple(reading.inquiries(reader, number))
    matrices = tuple(reading.assessments(reader, number))
    conclusions, effects = tuple(reading.conclusions(reader, number)), tuple(reading.effects(reader, number))
    notices = tuple(rounds(reader, number, "finding"))
    objections, reviews = _answers_to(reader, notices)
    decision = _decision(reader, number, record)
    own: tuple[Subject[Any], ...] = (*hearings, *inquiries, *matrices, *conclusions, *effects)
    about = [found, *own, *notices, *([decision] if decision else [])]
    exhibits = _exhibits(reader, about, objections)
    cited = {proof for one in matrices for answer in one.record.answers for proof in _numbers(answer.proofs)}
    checks = {one.record.person: one for one in RECUSALS.where(reader, ABOUT, (number,))}
    names, posts = _people(reader, [*about, *reviews, *checks.values()])
    return CaseFile(
        number,
        record,
        rulebook,
        own_unit(reader),
        _rule(reader, record, today),
        _headline(reader, record.subject),
        hearings,
        inquiries,
        tuple(one for one in matrices if one.record.round == record.round),
        conclusions,
        effects,
        decision,
        checks,
        notices,
        objections,
        reviews,
        exhibits,
        _last_days(reader, record, notices),
        names | _written_names(record),
        posts,
        _called(reader, cited | {record.subject, record.follows}, exhibits),
        _draft(reader, rulebook, found, today) if today and matrices else "",
    )


def _numbers(proofs: Iterable[Any]) -> Iterator[str]:
    return (proof.number for proof in proofs)


def _draft(reader: Reader, rulebook: Rulebook, found: Finding, today: date) -> str:
    """Return the draft of the report while the investigation goes on; empty at any other time."""
    if found.record.state is not FindingState.INVESTIGATING:
        return ""
    return drafts(reader, rulebook, found.number, today)[0]


def _answers_to(
    reader: Reader, notices: tuple[Notice, ...]
) -> tuple[tuple[Objection, ...], tuple[Review, ...]]:
    """Return the objections to some notices, without who made them, and the reviews of them, oldest first."""
    numbers = json.dumps([one.number for one in notices])
    within = "subject IN (SELECT value FROM json_each(?))"
    return (
        tuple(_nameless(reader, one) for one in OBJECTIONS.where(reader, within, (numbers,))),
        tuple(REVIEWS.where(reader, within, (numbers,))),
    )


def _nameless(reader: Reader, found: Objection) -> Objection:
    """Return an objection in whose words nothing says who made it."""
    eraser, record = Eraser(withheld_texts(reader, found.number)), found.record
    passage, content, channel = map(eraser.clean, (record.passage, record.content, record.channel))
    return replace(found, record=replace(record, passage=passage, content=content, channel=channel))


def _decision(reader: Reader, number: str, record: FindingRecord) -> Subject[DecisionRecord] | None:
    """Return the decision of the present round; before there is one, the newest item prepared for it."""
    if record.decision:
        return DECISIONS.load(reader, record.decision)
    found = DECISIONS.where(reader, "subject = ? AND state = 'prepared'", (number,))
    return found[-1] if found else None


def _rule(reader: Reader, record: FindingRecord, today: date | None) -> str:
    day = record.answered_on or today
    found = RULES.load(reader, record.rule)
    if found is None and day is not None:
        found = in_force(reader, day)
    if found is None:
        return ""
    edition = found.record.edition.strip().strip("（）()")
    return f"《{found.record.title}》{f'（{edition}）' if edition else ''}"


def _last_days(reader: Reader, record: FindingRecord, notices: tuple[Notice, ...]) -> dict[str, date | None]:
    """Return the last days by deadline: of an investigation that was extended the first one, and `EXTENDED` beside it."""
    numbers = {record.acceptance_deadline, record.investigation_deadline}
    numbers |= {one.record.deadline for one in notices}
    found = {number: clock_of(reader, number).ends_on for number in sorted(numbers - {""})}
    extended = load(reader, record.extension_deadline) if record.extension_deadline else None
    if extended is not None:
        found |= {EXTENDED: extended.record.ends_on, extended.number: unextended_end(extended.record)}
    return found


# --- people --------------------------------------------------------------------------------------------


def _people(reader: Reader, about: Iterable[Subject[Any]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return name, and department with post, of everybody who is named in some records by number."""
    numbers = {text for one in about for text in _texts(one.document) if text.startswith(PERSON)}
    within = "number IN (SELECT value FROM json_each(?))"
    found = PEOPLE.where(reader, within, (json.dumps(sorted(numbers)),))
    names = {one.number: one.record.name for one in found}
    posts = {}
    for one in found:
        held = [post for post in one.record.posts if post.until is None]
        told = (one.record.department, *(post.title for post in held[-1:]))
        posts[one.number] = "　".join(filter(None, told))
    return names, posts


def _written_names(record: FindingRecord) -> dict[str, str]:
    """Return the names as the finding itself keeps them, which stand whatever the list of people says later."""
    known = {party.person: party.name for party in record.parties}
    known |= {seat.person: seat.name for seat in record.panel}
    return {person: name for person, name in known.items() if person.startswith(PERSON)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in _texts(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in _texts(item))


# --- exhibits and what they are called -----------------------------------------------------------------


def _exhibits(
    reader: Reader, about: Iterable[Subject[Any]], objections: Iterable[Objection]
) -> dict[str, ExhibitView]:
    """Return the exhibits of some records and those they name, but none that came with an objection."""
    found: dict[str, ExhibitView] = {}
    named: set[str] = set()
    for one in about:
        for view in (*exhibits_of(reader, code_of(one.number) or "", one.id), *proving(reader, one.number)):
            found.setdefault(view.number, view)
        named |= _named(one.document)
    for view in exhibits_numbered(reader, named - set(found)):
        found[view.number] = view
    secret = {number for one in objections for number in _named(one.document)}
    told = (view for view in found.values() if view.number not in secret)
    ordered = sorted(told, key=lambda view: view.id)
    return {view.number: view for view in ordered if code_of(view.subject) != "objection"}


def _named(document: Mapping[str, Any]) -> set[str]:
    return set(EXHIBIT_NUMBER.findall(json.dumps(document, ensure_ascii=False)))


def _called(reader: Reader, numbers: Iterable[str], exhibits: Mapping[str, ExhibitView]) -> dict[str, str]:
    called = {view.number: view.proves or view.name for view in exhibits.values()}
    for number in sorted(set(numbers) - set(called) - {""}):
        called[number] = _headline(reader, number)
    return called


def _headline(reader: Reader, number: str) -> str:
    """Return what a record is: its kind and what it is called; empty where unknown, and for exhibits kept back."""
    code = code_of(number) if number else None
    if code == "result":
        title = reader.value("SELECT title FROM result WHERE number = ?", (number,))
        return f"科技成果“{title}”" if title else ""
    kind = kind_of(code) if code else None
    found = kind.shelf.load(reader, number) if kind else None
    if kind is None or found is None:
        return ""
    title = kind.readable(kind.headline, found.document.get(kind.headline))
    return f"{chinese(kind.title)}“{title}”" if title else chinese(kind.title)
