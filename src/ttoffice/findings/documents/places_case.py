"""Places to fill that tell of the case: who asked, what happened, how it was taken up, investigated and reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ttoffice.findings.codes import MATTER_LABELS, ORIGIN_LABELS
from ttoffice.findings.documents import words
from ttoffice.findings.documents.case_file import EXTENDED
from ttoffice.findings.documents.sheet import Place, Sheet
from ttoffice.findings.record import FindingRecord, Seat
from ttoffice.findings.wording import party_text
from ttoffice.i18n import N_, chinese
from ttoffice.parties.decision_rules import plain_text, text_hash

NO_UNIT = "（单位名称待填）"
ONE_LINE = 20
"""Characters of a title (二号) that one line holds."""
LONGEST_TITLE = 80
"""Characters of a first line that can be a title."""
DAY = "____年__月__日"
"""A day that is left to be written by hand, within a sentence."""


def of_record(read: Callable[[FindingRecord], str]) -> Callable[[Sheet], str]:
    """Return how a place is read from the finding alone."""
    return lambda sheet: read(sheet.case.record)


def day_of(read: Callable[[FindingRecord], date | None]) -> Callable[[Sheet], str]:
    """Return how a day of the finding is read."""
    return lambda sheet: words.day(read(sheet.case.record))


def signed_day(read: Callable[[FindingRecord], date | None]) -> Callable[[Sheet], str]:
    """Return how the day beside a signature is read; what is not known is written by hand."""
    return lambda sheet: words.signed(read(sheet.case.record))


def _last(sheet: Sheet, number: str) -> str:
    return words.day(sheet.case.last_days.get(number))


def _matter(sheet: Sheet) -> str:
    """Return what the finding is about: the matter in the store with its number, and its description."""
    case, record = sheet.case, sheet.case.record
    stored = f"{case.matter}（{record.subject}）" if record.subject else ""
    return "。".join(filter(None, (stored, record.matter_text.strip().rstrip("。"))))


def _applicant(sheet: Sheet) -> str:
    record = sheet.case.record
    return record.applicant_name or (sheet.case.name(record.applicant) if record.applicant else "")


def seat_line(seat: Seat) -> str:
    """Return a member of the panel as a sentence names them."""
    return f"{seat.name}（{words.field(seat.field)}{'，组长' if seat.lead else ''}）"


def _organisations(sheet: Sheet) -> str:
    return words.joined(sheet.case.called.get(one) or one for one in sheet.case.record.organisations)


def _sides(sheet: Sheet) -> str:
    """Return who is to be heard: those concerned always, then the sides of the plan."""
    case = sheet.case
    named = [case.name(party.person) for party in case.persons]
    return words.joined((*named, *(one.who for one in case.record.sides)))


def _titled(text: str, ending: str, usual: str) -> tuple[str, str]:
    """Return the title that a text bears itself in its first line, else the usual one, and what follows it."""
    found = plain_text(text).splitlines()
    if found and found[0].endswith(ending) and len(found[0]) <= LONGEST_TITLE:
        return found[0], "\n".join(found[1:])
    return usual, "\n".join(found)


def _report(sheet: Sheet) -> tuple[str, str]:
    """Return title and text of the report as it was handed in; before that of its draft."""
    title, text = _titled(sheet.case.record.report or sheet.case.draft, "报告", "尽职免责认定调查报告")
    return _parted(title), text


def _parted(title: str) -> str:
    """Return a title in two lines where one does not hold it, parted where its meaning allows it."""
    about, found, rest = title.partition("的尽职免责")
    return f"{about}的\n{found[1:]}{rest}" if found and len(title) > ONE_LINE else title


CASE_PLACES: Mapping[str, Place] = {
    "unit": Place(N_("Name of the own unit"), lambda sheet: sheet.case.unit.name or NO_UNIT),
    "office": Place(
        N_("Office of the own unit"),
        lambda sheet: sheet.case.unit.office or sheet.case.unit.name or NO_UNIT,
    ),
    "contact": Place(N_("Contact of the own unit"), lambda sheet: sheet.case.unit.contact_name),
    "phone": Place(N_("Phone of the own unit"), lambda sheet: sheet.case.unit.contact_phone),
    "number": Place(N_("Number of the finding"), lambda sheet: sheet.case.number),
    "title": Place(N_("Title of the finding"), of_record(lambda record: record.title)),
    "origin": Place(N_("Begun by"), of_record(lambda record: chinese(ORIGIN_LABELS[record.origin.value]))),
    "applicant": Place(N_("Applicant or who asked"), _applicant),
    "applicant_post": Place(
        N_("Department and post of the applicant"),
        lambda sheet: sheet.case.posts.get(sheet.case.record.applicant, ""),
        may_be_empty=True,
    ),
    "received_on": Place(N_("Received on"), day_of(lambda record: record.received_on), blank=DAY),
    "lead": Place(N_("What was applied for or pointed out"), of_record(lambda record: record.lead.strip())),
    "application": Place(
        N_("Application papers"),
        lambda sheet: sheet.case.cited(sheet.case.record.application),
        may_be_empty=True,
    ),
    "matter": Place(N_("The matter"), _matter),
    "matter_kind": Place(
        N_("Kind of matter"), of_record(lambda record: chinese(MATTER_LABELS[record.matter_kind.value]))
    ),
    "matter_on": Place(N_("Day of the matter"), day_of(lambda record: record.matter_on), blank=DAY),
    "loss": Place(N_("Loss"), of_record(words.loss)),
    "cause": Place(N_("How it came about"), of_record(lambda record: record.cause.strip())),
    "parties": Place(
        N_("Whom it is about"),
        lambda sheet: words.joined(
            party_text(party, sheet.case.unit.name) for party in sheet.case.record.parties
        ),
    ),
    "organisations": Place(N_("Other sides"), _organisations, may_be_empty=True),
    "rule": Place(N_("Internal rule in force"), lambda sheet: sheet.case.rule),
    "answered_on": Place(N_("Accepted or refused on"), day_of(lambda record: record.answered_on), blank=DAY),
    "answered_day": Place(
        N_("Accepted or refused on"), signed_day(lambda record: record.answered_on), may_be_empty=True
    ),
    "answer_reasons": Place(
        N_("Reasons of acceptance or refusal"), of_record(lambda record: words.ended(record.answer_reasons))
    ),
    "acceptance_until": Place(
        N_("Deadline of acceptance"),
        lambda sheet: _last(sheet, sheet.case.record.acceptance_deadline),
        blank=DAY,
    ),
    "follows": Place(
        N_("Reopens"), lambda sheet: sheet.case.cited((sheet.case.record.follows,)), may_be_empty=True
    ),
    "new_facts": Place(N_("New facts"), of_record(lambda record: record.new_facts.strip())),
    "panel_lead": Place(
        N_("Who leads the panel"),
        lambda sheet: words.joined(seat.name for seat in sheet.case.sitting if seat.lead),
    ),
    "panel": Place(N_("Investigation panel"), lambda sheet: words.joined(map(seat_line, sheet.case.sitting))),
    "plan": Place(N_("Plan of the investigation"), of_record(lambda record: words.ended(record.plan))),
    "sides": Place(N_("Sides to be heard"), _sides),
    "begun_on": Place(N_("Investigation begun on"), day_of(lambda record: record.begun_on), blank=DAY),
    "begun_day": Place(
        N_("Investigation begun on"), signed_day(lambda record: record.begun_on), may_be_empty=True
    ),
    "investigation_until": Place(
        N_("Deadline of the investigation"),
        lambda sheet: _last(sheet, sheet.case.record.investigation_deadline),
        blank=DAY,
    ),
    "extended_on": Place(N_("Extended on"), day_of(lambda record: record.extended_on), blank=DAY),
    "extension_reason": Place(
        N_("Why it was extended"), of_record(lambda record: record.extension_reason.strip())
    ),
    "extended_until": Place(N_("Extended deadline"), lambda sheet: _last(sheet, EXTENDED), blank=DAY),
    "report_title": Place(N_("Title of the report"), lambda sheet: _report(sheet)[0]),
    "report": Place(N_("Investigation report"), lambda sheet: _report(sheet)[1]),
    "report_hash": Place(
        N_("SHA-256 of the report"),
        lambda sheet: sheet.case.record.report_sha256 or text_hash(sheet.case.draft),
        may_be_empty=True,
    ),
    "reported_day": Place(
        N_("Reported on"), signed_day(lambda record: record.reported_on), may_be_empty=True
    ),
    "text_title": Place(
        N_("Title of the conclusion"),
        lambda sheet: _parted(_titled(sheet.case.record.text, "结论", "尽职免责认定结论")[0]),
    ),
    "text": Place(N_("Text of the conclusion"), lambda sheet: _titled(sheet.case.record.text, "结论", "")[1]),
    "text_hash": Place(
        N_("SHA-256 of the conclusion"), of_record(lambda record: record.text_sha256), may_be_empty=True
    ),
    "final_on": Place(N_("Final since"), day_of(lambda record: record.final_on), blank=DAY),
    "final_day": Place(N_("Final since"), signed_day(lambda record: record.final_on), may_be_empty=True),
    "archived_on": Place(N_("Archived on"), day_of(lambda record: record.archived_on), blank=DAY),
    "archived_day": Place(
        N_("Archived on"), signed_day(lambda record: record.archived_on), may_be_empty=True
    ),
    "dossier_code": Place(
        N_("Verification code of the dossier"), of_record(lambda record: record.dossier_code)
    ),
}
"""Places that tell of the case itself, by name."""
