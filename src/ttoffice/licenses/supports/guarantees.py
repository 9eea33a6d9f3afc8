"""Until when a guarantor is liable for each debt (民法典 686, 692, 693): pure arithmetic on days.

The end is not moved to the next working day although 民法典 203 would allow it: the earlier day is the safe
one for the creditor, who must act within the period.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ttoffice.licenses.supports.record import GuaranteeForm, SupportKind, SupportRecord
from ttoffice.workdays.periods import add_months

BY_LAW_MONTHS = 6
"""Six months after the debt's last day where no period is agreed (民法典 692)."""


@dataclass(frozen=True, slots=True)
class Liability:
    """Until when a guarantor is liable for a debt.

    Attributes:
        due_on: the debt's last day.
        until: the last day of the guarantee period.
        agreed: whether the agreed period holds; else the law's six months.
        as_none: whether a period is written that counts as not agreed, because it ends no later than the debt.
    """

    due_on: date
    until: date
    agreed: bool
    as_none: bool = False


def liability(due_on: date, agreed_until: date | None) -> Liability:
    """Return until when a guarantor is liable for a debt: the agreed day, where it is later than the debt's."""
    if agreed_until is not None and agreed_until > due_on:
        return Liability(due_on, agreed_until, agreed=True)
    try:
        until = add_months(due_on, BY_LAW_MONTHS)
    except OverflowError:
        until = date.max
    return Liability(due_on, until, agreed=False, as_none=agreed_until is not None)


def covers(record: SupportRecord, due: str) -> bool:
    """Tell whether a guarantee covers a sum due: one named, or all where none is named."""
    return record.kind is SupportKind.GUARANTEE and (not record.dues or due in record.dues)


def form_of(record: SupportRecord) -> GuaranteeForm:
    """Return the form that holds: the agreed one, or general (民法典 686)."""
    return record.form or GuaranteeForm.GENERAL


def too_short(record: SupportRecord, days: Iterable[date]) -> list[Liability]:
    """Return the debts for which the agreed period of a guarantee counts as none, because it ends too early."""
    if record.ends_on is None:
        return []
    return [found for day in sorted(days) if (found := liability(day, record.ends_on)).as_none]
