"""What the store holds of a license that may prove diligence, read when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import kind_of
from ttoffice.evidence.views import exhibits_of, proving
from ttoffice.licenses.licensees import licensee_of
from ttoffice.licenses.procedure.facts import ProcedureFacts
from ttoffice.licenses.procedure.gathering import gather, law
from ttoffice.licenses.reading import License, terms_on
from ttoffice.licenses.shelves import DUES, MILESTONES, RECEIPTS, STATEMENTS
from ttoffice.licenses.terms import Terms
from ttoffice.notices.record import NoticeRecord
from ttoffice.notices.views import standing
from ttoffice.parties.decisions import DECISIONS, DecisionRecord
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.action.core import Subject
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader

PATENTS = frozenset({"invention", "utility_model", "design"})
"""The rights whose license is recorded at the patent office (专利法实施细则 15)."""


@dataclass(frozen=True)
class Held:
    """What is looked through: the license, the day, and what other records say of it."""

    reader: Reader
    license: License
    rulebook: Rulebook
    day: date

    @cached_property
    def facts(self) -> ProcedureFacts:
        """What the steps of the procedure look at."""
        return gather(self.reader, self.license, self.license.record, self.rulebook, self.day)

    @cached_property
    def terms(self) -> Terms:
        """The terms in force."""
        return terms_on(self.reader, self.license, self.day)

    @cached_property
    def law(self) -> tuple[Reason, ...]:
        """Return what the law says of the license with the terms in force."""
        record = replace(self.license.record, terms=self.terms)
        return law(self.reader, self.license.number, record, self.rulebook, self.day)

    @cached_property
    def exhibits(self) -> dict[str, tuple[str, ...]]:
        """Numbers of exhibits by what they prove of the license, of its results or of its licensee."""
        found: dict[str, dict[str, None]] = {}
        record = self.license.record
        own = {self.license.number, *(grant.result for grant in record.terms.grants), record.licensee} - {""}
        for target in sorted(own):
            for view in proving(self.reader, target):
                for link in view.links:
                    if link.target == target:
                        found.setdefault(link.code, {})[view.number] = None
        return {code: tuple(numbers) for code, numbers in found.items()}

    def proved(self, *codes: str) -> tuple[str, ...]:
        """Return the numbers of exhibits that prove one of several things."""
        return tuple(dict.fromkeys(number for code in codes for number in self.exhibits.get(code, ())))

    @cached_property
    def attached(self) -> tuple[str, ...]:
        """Numbers of all exhibits attached to the license itself."""
        return tuple(view.number for view in exhibits_of(self.reader, "license", self.license.id))

    @cached_property
    def decision(self) -> DecisionRecord | None:
        """The decision that the license names."""
        found = DECISIONS.load(self.reader, self.license.record.decision)
        return found.record if found else None

    @cached_property
    def notice(self) -> tuple[str, NoticeRecord] | None:
        """The newest price notice about it."""
        found = standing(self.reader, self.license.number, "price")
        return (found[0].notice.number, found[0].notice.record) if found else None

    @cached_property
    def enterprise(self) -> Any:
        """The record of the licensee, or None."""
        return licensee_of(self.reader, self.license.record.licensee)

    def of_kind(self, code: str, condition: str = "1", params: tuple[Any, ...] = ()) -> list[Subject[Any]]:
        """Return the records of a kind that belong to the license; none where this program has no such kind."""
        kind = kind_of(code)
        if kind is None or "subject" not in kind.shelf.columns:
            return []
        return kind.shelf.where(self.reader, f"subject = ? AND ({condition})", (self.license.number, *params))

    def numbers(self, code: str, condition: str = "1", params: tuple[Any, ...] = ()) -> tuple[str, ...]:
        """Return the numbers of such records."""
        return tuple(found.number for found in self.of_kind(code, condition, params))

    # --- what has been performed -----------------------------------------------------------------------

    @cached_property
    def overdue(self) -> tuple[str, ...]:
        """Numbers of dues that were not paid in time."""
        found = DUES.where(
            self.reader,
            "subject = ? AND state = 'open' AND due_on < ?",
            (self.license.number, self.day.isoformat()),
        )
        return tuple(due.number for due in found)

    @cached_property
    def unreported(self) -> tuple[str, ...]:
        """Numbers of royalty dues whose period has ended, whose report is late, and that no statement rests under."""
        found = DUES.where(
            self.reader,
            "subject = ? AND kind = 'royalty' AND state <> 'cancelled' AND statement = '' AND report_on < ?",
            (self.license.number, self.day.isoformat()),
        )
        return tuple(due.number for due in found)

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """Numbers of the statements of revenue."""
        return tuple(
            found.number for found in STATEMENTS.where(self.reader, "subject = ?", (self.license.number,))
        )

    @cached_property
    def reached(self) -> tuple[Subject[Any], ...]:
        """The milestones that were reached."""
        return tuple(
            MILESTONES.where(self.reader, "subject = ? AND state = 'reached'", (self.license.number,))
        )

    @cached_property
    def receipts(self) -> tuple[str, ...]:
        """Numbers of what came in."""
        found = RECEIPTS.where(
            self.reader, "subject = ? AND kind <> 'refund' AND reverses = ''", (self.license.number,)
        )
        return tuple(receipt.number for receipt in found)
