"""What the store holds of the matter that a finding is about: its license and results, decisions, notices, checks.

Read when it is asked for. A matter is known by its number; what a record belongs to (its field `subject`) is part of
the matter, and so are the results that a license is about and the amendments, notices and papers of that license.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ttoffice.action.core import Subject
from ttoffice.action.kinds import code_of, kind_of
from ttoffice.evidence.views import ExhibitView, proving
from ttoffice.findings.assessing.dissenting import OwnDissent, dissents_of
from ttoffice.findings.codes import HearingState
from ttoffice.findings.reading import Finding, Hearing, hearings
from ttoffice.findings.record import Party
from ttoffice.licenses import reading
from ttoffice.licenses.codes import DueState
from ttoffice.licenses.dues.reading import Due, Milestone, dues_of, milestones_of
from ttoffice.licenses.procedure.evidence import Held
from ttoffice.licenses.reading import License
from ttoffice.notices.shelves import NOTICES
from ttoffice.notices.views import Notice
from ttoffice.parties.decisions import DECISIONS, DecisionRecord
from ttoffice.parties.enterprises import ENTERPRISES, EnterpriseRecord
from ttoffice.parties.recusals import RECUSALS, RecusalRecord
from ttoffice.results.record import ResultRecord
from ttoffice.results.storage import load as load_result

if TYPE_CHECKING:
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader

Decision = Subject[DecisionRecord]
PARTS_OF_A_LICENSE = ("amendment", "notice", "contract", "award", "filing", "support")
"""Kinds whose records are decided about, or proved, as parts of a license."""


@dataclass(frozen=True)
class Matter:
    """What is looked through for one person whom a finding is about, on a day."""

    reader: Reader
    rulebook: Rulebook
    finding: Finding
    party: Party
    day: date

    # --- what it consists of ---------------------------------------------------------------------------

    @cached_property
    def chain(self) -> tuple[str, ...]:
        """The number that the finding names, and those that it belongs to, one after the other."""
        found: dict[str, None] = {}
        number = self.finding.record.subject
        while number and number not in found:
            found[number] = None
            kind = kind_of(code_of(number) or "")
            record = kind.shelf.load(self.reader, number) if kind else None
            number = str(record.document.get("subject") or "") if record else ""
        return tuple(found)

    @cached_property
    def license(self) -> License | None:
        """The license that the matter is, or belongs to."""
        number = next((one for one in self.chain if code_of(one) == "license"), "")
        return reading.load(self.reader, number) if number else None

    @cached_property
    def held(self) -> Held | None:
        """What proves diligence of that license."""
        return Held(self.reader, self.license, self.rulebook, self.day) if self.license else None

    @cached_property
    def results(self) -> dict[str, ResultRecord]:
        """The results in the matter, by number."""
        numbers = [one for one in self.chain if code_of(one) == "result"]
        if self.license is not None:
            numbers += [grant.result for grant in self.license.record.terms.grants]
        found = ((number, load_result(self.reader, number)) for number in dict.fromkeys(numbers))
        return {number: result[2] for number, result in found if result is not None}

    @cached_property
    def enterprise(self) -> Subject[EnterpriseRecord] | None:
        """The licensee."""
        number = self.license.record.licensee if self.license else ""
        return ENTERPRISES.load(self.reader, number) if number else None

    @cached_property
    def about(self) -> tuple[str, ...]:
        """The numbers by which the matter is known: what decisions, notices, checks and exhibits may be about."""
        parts: list[str] = []
        if self.license is not None:
            for kind in PARTS_OF_A_LICENSE:
                rows = self.reader.all(
                    f"SELECT number FROM {kind} WHERE subject = ? ORDER BY id", (self.license.number,)
                )
                parts += [str(row[0]) for row in rows]
        return tuple(dict.fromkeys((*self.chain, *parts, *self.results)))

    @cached_property
    def decided_on(self) -> date:
        """The day whose rules and standards count: that of the matter as the finding says, of the license, or the day."""
        record = self.license.record if self.license else None
        signed = record.signed_on if record else None
        return self.finding.record.matter_on or signed or self.day

    # --- what was decided, published and checked -------------------------------------------------------

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The collective decisions that were taken about the matter, adopted or not, oldest first."""
        named = [self.license.record.decision] if self.license else []
        if self.license is not None:
            named += [one.record.decision for one in reading.amendments_of(self.reader, self.license.number)]
        within = "(SELECT value FROM json_each(?))"
        return tuple(
            DECISIONS.where(
                self.reader,
                f"state <> 'prepared' AND (subject IN {within} OR number IN {within})",
                (json.dumps(self.about), json.dumps([*named, *self.chain])),
                "decided_on, id",
            )
        )

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        """The price notices about the matter that were published, oldest first."""
        within = "subject IN (SELECT value FROM json_each(?))"
        return tuple(
            NOTICES.where(
                self.reader,
                f"kind = 'price' AND state IN ('published', 'closed') AND {within}",
                (json.dumps(self.about),),
            )
        )

    @cached_property
    def checks(self) -> tuple[Subject[RecusalRecord], ...]:
        """The recusal checks made in the matter, oldest first."""
        within = "subject IN (SELECT value FROM json_each(?))"
        numbers = [*self.about, *(one.number for one in self.decisions)]
        return tuple(RECUSALS.where(self.reader, within, (json.dumps(numbers),), "checked_on, id"))

    @cached_property
    def heard(self) -> tuple[Hearing, ...]:
        """The confirmed hearings of the person in this finding that no further one corrects."""
        every = hearings(self.reader, self.finding.number)
        corrected = {one.record.corrects for one in every}
        return tuple(
            one
            for one in every
            if one.record.state is HearingState.CONFIRMED
            and one.record.person == self.party.person
            and one.number not in corrected
        )

    @cached_property
    def own_dissents(self) -> tuple[OwnDissent, ...]:
        """The dissents of a leader in those decisions."""
        return dissents_of(self)

    # --- what was performed ----------------------------------------------------------------------------

    @cached_property
    def unpaid(self) -> tuple[Due, ...]:
        """The sums that were to be paid by now and were not, waived ones among them, by their day."""
        if self.license is None:
            return ()
        found = dues_of(self.reader, self.license.number)
        late = [one for one in found if _unpaid(one, self.day)]
        return tuple(sorted(late, key=lambda one: (one.record.due_on or date.max, one.id)))

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """The milestones of the license."""
        return tuple(milestones_of(self.reader, self.license.number).values()) if self.license else ()

    @cached_property
    def loss_on(self) -> date | None:
        """The first day on which the loss shows: a sum that was not paid, or the end of the enterprise.

        Where the store knows neither it is the day on which the finding was asked for, by which the loss was there.
        """
        days = [one.record.due_on for one in self.unpaid]
        if self.enterprise is not None:
            days.append(self.enterprise.record.ended_on)
        known = [day for day in days if day is not None]
        return min(known) if known else self.finding.record.received_on

    # --- exhibits --------------------------------------------------------------------------------------

    @cached_property
    def _linked(self) -> dict[str, tuple[str, ...]]:
        """Numbers of exhibits by what they prove of the finding, of the matter or of the licensee."""
        found: dict[str, dict[str, None]] = {}
        for target in self._targets():
            for view in proving(self.reader, target):
                for code in _codes(view, target):
                    found.setdefault(code, {})[view.number] = None
        return {code: tuple(numbers) for code, numbers in found.items()}

    def _targets(self) -> Iterable[str]:
        licensee = [self.enterprise.number] if self.enterprise else []
        return dict.fromkeys((self.finding.number, *self.about, *licensee))

    def proved(self, *codes: str) -> tuple[str, ...]:
        """Return the numbers of exhibits that are linked with one of several purposes."""
        return tuple(dict.fromkeys(number for code in codes for number in self._linked.get(code, ())))


def _codes(view: ExhibitView, target: str) -> Iterable[str]:
    return (link.code for link in view.links if link.target == target and link.code)


def _unpaid(due: Due, day: date) -> bool:
    """Tell whether a sum was payable before a day and is not paid in full; of a waived one whether anything was left."""
    record = due.record
    if record.due_on is None or record.due_on >= day or record.amount_fen <= record.paid_fen:
        return False
    return record.state in (DueState.OPEN, DueState.CANCELLED)
