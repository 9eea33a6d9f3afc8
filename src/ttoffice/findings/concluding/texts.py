"""The texts of a report as they are kept: drafted where nothing is given, hashed as decisions hash theirs, checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.findings.concluding.case import Case, case_of
from ttoffice.findings.concluding.conclusion_text import conclusion_text
from ttoffice.findings.concluding.report_text import report_text
from ttoffice.findings.record import FindingRecord
from ttoffice.findings.wording import OUTCOMES
from ttoffice.i18n import gettext as _
from ttoffice.notices.leaks import leak_reasons
from ttoffice.parties.decision_rules import plain_text, text_hash
from ttoffice.parties.personal import personal_reasons
from ttoffice.parties.views import own_unit
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader

BASIS = "exemption:13"
PRIVATE = ("病历", "患病", "住院", "家庭住址", "婚姻", "银行账", "存款")
"""Words that tell of health, home or money of a person: what supervision inside the unit has no need of."""


def reported(
    reader: Reader,
    rulebook: Rulebook,
    number: str,
    record: FindingRecord,
    day: date,
    report: str = "",
    text: str = "",
    paper: str = "",
) -> FindingRecord:
    """Return a finding as it is reported on a day: with report and conclusion, each with its hash."""
    record = replace(record, reported_on=day, report_paper=paper)
    case = case_of(reader, number, rulebook, record)
    report = plain_text(report) or report_text(case)
    text = plain_text(text) or conclusion_text(case)
    return replace(
        record, report=report, report_sha256=text_hash(report), text=text, text_sha256=text_hash(text)
    )


def drafts(reader: Reader, rulebook: Rulebook, number: str, day: date) -> tuple[str, str]:
    """Return report and conclusion as they would be drafted of a finding on a day, for whoever wants to change them."""
    case = case_of(reader, number, rulebook)
    case = replace(case, record=replace(case.record, reported_on=day))
    return report_text(case), conclusion_text(case)


def without_texts(record: FindingRecord) -> FindingRecord:
    """Return a finding that is looked into again: nothing is reported or decided of it; the history keeps what was."""
    return replace(
        record,
        report="",
        report_sha256="",
        reported_on=None,
        report_paper="",
        text="",
        text_sha256="",
        decision="",
        decided_on=None,
    )


# --- what a text must not be -----------------------------------------------------------------------------


def text_reasons(reader: Reader, rulebook: Rulebook, number: str, record: FindingRecord) -> Iterator[Reason]:
    """Say what of a person must not stand in the texts, and where the conclusion does not say what is proposed."""
    address = own_unit(reader).address
    yield from personal_reasons({"report": record.report})
    yield from leak_reasons("text", record.text, (address,) if address else ())
    yield from _private(record)
    yield from _agrees(case_of(reader, number, rulebook, record))


def _private(record: FindingRecord) -> Iterator[Reason]:
    found = [word for word in PRIVATE if word in record.text]
    if found:
        message = _(
            "The conclusion has the words %(words)s: of health, home and money of a person nothing is published."
        )
        told = {"words": "、".join(found)}
        yield Reason("finding.private_words", message % told, "个保法 6, 28", "text", warning=True)


def _agrees(case: Case) -> Iterator[Reason]:
    """The published text names each person, says every outcome that is proposed, and none that nobody has."""
    text = _beside_the_reasons(case)
    proposed = {OUTCOMES[one.outcome] for _party, one in case.assessed if one.outcome}
    for words in dict.fromkeys(OUTCOMES.values()):
        if words in text and not any(words in said for said in proposed):
            message = _("The conclusion says “%(words)s”, which the matrix proposes of nobody.")
            yield Reason("finding.text_contradicts", message % {"words": words}, "exemption:12", "text")
        if words in proposed and words not in case.record.text:
            message = _("The conclusion does not say “%(words)s”, which the matrix proposes.")
            yield Reason("finding.text_silent", message % {"words": words}, "exemption:13", "text")
    for party, assessment in case.assessed:
        name = party.name or case.unit
        words = OUTCOMES[assessment.outcome] if assessment.outcome else ""
        if name not in case.record.text:
            message = _("The conclusion does not say of %(who)s: %(words)s. See that it is what is meant.")
            told = {"who": name, "words": words}
            yield Reason("finding.text_lacks", message % told, "exemption:13", "text", warning=True)


def _beside_the_reasons(case: Case) -> str:
    """Return the conclusion without the reasons of the matrices: these may say why something is not granted."""
    text = case.record.text
    for _party, assessment in case.assessed:
        for told in (assessment.reasons, assessment.part, assessment.correction):
            text = text.replace(told.strip(), "") if told.strip() else text
    return text
