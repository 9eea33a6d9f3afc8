"""One finding of one person about one matter: who was judged once is judged again by reopening, not by another case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ttoffice.findings import reading
from ttoffice.findings.codes import OVER
from ttoffice.findings.shelves import FINDINGS
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.findings.record import FindingRecord
    from ttoffice.store.connection import Reader

OTHERS = "subject = ? AND number <> ? AND state NOT IN ('received', 'refused', 'withdrawn')"
"""Findings about the same matter that were taken up."""


def beside_reasons(reader: Reader, number: str, record: FindingRecord) -> Iterator[Reason]:
    """Refuse a case about a matter and a person whom another finding is or was about, unless it reopens that one."""
    if not record.subject:
        return
    before = {earlier.number for earlier in reading.earlier_rounds(reader, record)}
    for other in FINDINGS.where(reader, OTHERS, (record.subject, number)):
        theirs = {party.person for party in other.record.parties}
        shared = [party.name for party in record.parties if party.person in theirs]
        if not shared or other.number in before:
            continue
        if other.record.state in OVER:
            message = _(
                "%(number)s concluded on %(who)s in this matter; on new facts it is reopened (finding.reopen)."
            )
        else:
            message = _("%(number)s about %(who)s in this matter is under way; go on with that one.")
        told = message % {"number": other.number, "who": "、".join(shared)}
        yield Reason("finding.same_case", told, "exemption:12", "parties")


def beside_warnings(reader: Reader, number: str, record: FindingRecord) -> Iterator[Reason]:
    """Say the same as a warning: an application comes in all the same, and is refused in writing."""
    for reason in beside_reasons(reader, number, record):
        yield replace(reason, warning=True)
