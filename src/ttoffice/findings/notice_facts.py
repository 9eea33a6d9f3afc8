"""What a finding says for a notice of it (exemption Art. 13): the conclusion word for word, and whether it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ttoffice.action.core import Subject
from ttoffice.findings.codes import STATE_LABELS, UNIT, FindingState
from ttoffice.findings.record import FindingRecord
from ttoffice.findings.shelves import FINDINGS
from ttoffice.findings.wording import about
from ttoffice.i18n import gettext as _
from ttoffice.notices.facts import SubjectFacts
from ttoffice.notices.record import Fact
from ttoffice.notices.texts import FULL_TEXT, chinese_day
from ttoffice.notices.views import reviews_about
from ttoffice.parties.decision_rules import Presence, text_hash
from ttoffice.parties.decisions import DECISIONS, correction_of, decided
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.notices.views import Review
    from ttoffice.store.connection import Reader

BASIS = "exemption:13"


def facts(reader: Reader, number: str) -> SubjectFacts | None:
    """Return what a finding says, or None where there is none of this number."""
    found = FINDINGS.load(reader, number)
    if found is None:
        return None
    record = found.record
    return SubjectFacts(
        about(record.title),
        tuple(Fact(key, label, value) for key, label, value in _listed(reader, found)),
        persons=frozenset({*record.persons, record.applicant} - {"", UNIT}),
        organisations=frozenset(record.organisations),
        panel=judged(reader, found),
        whole=record.text,
        refusals=tuple(refusals(reader, found)),
        since=record.decided_on,
        rests_on=record.notice,
    )


def _listed(reader: Reader, found: Subject[FindingRecord]) -> list[tuple[str, str, str]]:
    record = found.record
    decision = decided(reader, record.decision)
    said = ""
    if decision is not None and record.decided_on is not None:
        said = f"{chinese_day(record.decided_on)}经{decision.body}集体决策"
    return [
        ("number", "认定编号", found.number),
        ("matter", "认定事项", f"{about(record.title)}尽职免责认定"),
        ("decided", "集体决策", said),
        (FULL_TEXT, "尽职免责认定结论", record.text),
    ]


# --- who judged ----------------------------------------------------------------------------------------


def judged(reader: Reader, found: Subject[FindingRecord]) -> frozenset[str]:
    """Return who investigated or voted on a finding, in any round, and on those that it follows."""
    people: set[str] = set()
    seen: set[str] = set()
    current: Subject[FindingRecord] | None = found
    while current is not None and current.number not in seen:
        seen.add(current.number)
        people |= {seat.person for seat in current.record.panel}
        people |= set(_voters(reader, current.number))
        current = FINDINGS.load(reader, current.record.follows)
    return frozenset(people)


def _voters(reader: Reader, number: str) -> Iterator[str]:
    for decision in DECISIONS.where(reader, "subject = ? AND state <> 'prepared'", (number,)):
        for member in decision.record.members:
            if member.presence is Presence.PRESENT:
                yield member.person


# --- whether it stands ---------------------------------------------------------------------------------


def refusals(reader: Reader, found: Subject[FindingRecord]) -> Iterator[Reason]:
    """Say why a notice of a finding can be neither approved nor published nor closed as the finding stands."""
    record = found.record
    if record.state is not FindingState.DECIDED:
        message = _(
            "%(number)s stands at %(state)s; its conclusion is published after the collective decision on it and"
            " before it is final."
        )
        values = {"number": found.number, "state": _(STATE_LABELS[record.state.value])}
        yield Reason("notice.finding_state", message % values, BASIS, "subject")
        return
    yield from _decision(reader, record)
    yield from _changed(reader, found)


def _decision(reader: Reader, record: FindingRecord) -> Iterator[Reason]:
    """The decision must stand, and be about this very text."""
    decision = decided(reader, record.decision)
    whole = text_hash(record.text)
    if decision is None or not whole or {decision.text_sha256, record.text_sha256} != {whole}:
        message = _("The text of the conclusion is not the one that %(number)s decided.")
        yield Reason("notice.finding_text", message % {"number": record.decision or "-"}, BASIS, "text")
    corrected = correction_of(reader, record.decision)
    if corrected is not None:
        message = _(
            "%(number)s corrects the decision %(decision)s: reopen the investigation over it (finding.revisit),"
            " decide and publish the conclusion again."
        )
        values = {"number": corrected, "decision": record.decision}
        yield Reason("notice.finding_corrected", message % values, BASIS, "subject")


def _changed(reader: Reader, found: Subject[FindingRecord]) -> Iterator[Reason]:
    for review in not_revisited(reader, found):
        message = _(
            "The review %(number)s did not uphold the conclusion: reopen the investigation over it (finding.revisit),"
            " decide and publish the conclusion again."
        )
        yield Reason("notice.finding_changed", message % {"number": review.number}, BASIS, "subject")


def not_revisited(reader: Reader, found: Subject[FindingRecord]) -> list[Review]:
    """Return the reviews that changed or revoked a conclusion and over which nothing was reopened yet."""
    done = {back.review for back in found.record.sent_back}
    return [
        review
        for review in reviews_about(reader, found.number, "finding")
        if review.record.outcome in ("changed", "revoked") and review.number not in done
    ]
