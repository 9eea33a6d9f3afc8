"""Whether proof is still what it was when it was taken over: for the check of the whole office, and row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttoffice.findings.proofs import broken
from ttoffice.findings.record import AssessmentRecord
from ttoffice.findings.shelves import ASSESSMENTS
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Damage:
    """One row whose proof is not what was taken over: of which matrix and person, and the sentence that tells it."""

    assessment: str
    who: str
    item: str
    sentence: str


def damages(reader: Reader, assessments: Iterable[tuple[str, AssessmentRecord]]) -> Iterator[Damage]:
    """Yield what is damaged of matrices, given as (number, record), row by row."""
    for number, record in assessments:
        if not any(broken(reader, (record,))):
            continue
        for answer in record.answers:
            alone = AssessmentRecord(
                record.subject, record.title, record.person, record.roles, answers=(answer,)
            )
            for sentence in broken(reader, (alone,)):
                yield Damage(number, record.title, answer.item, sentence)


def breaks(reader: Reader) -> Iterator[str]:
    """Yield a message for each row of a matrix whose proof is not what was taken over."""
    for damage in damages(reader, _readable(reader)):
        yield _("Matrix %(number)s, %(item)s: %(problem)s") % {
            "number": damage.assessment,
            "item": damage.item,
            "problem": damage.sentence,
        }


def _readable(reader: Reader) -> Iterator[tuple[str, AssessmentRecord]]:
    """Yield the matrices; one that other hands left unreadable is named by the check of the registers."""
    for (number,) in reader.all("SELECT number FROM assessment ORDER BY id"):
        try:
            found = ASSESSMENTS.load(reader, str(number))
        except (ValueError, TypeError):
            continue
        if found is not None:
            yield found.number, found.record
