"""What is paid later, and who stands surety for it: from the ledger where it is kept, else from the plan."""

from __future__ import annotations

from datetime import date

from ttoffice.licenses.fees import FeePlan
from ttoffice.licenses.law.facts import Payment, Support
from ttoffice.licenses.law.payments import planned_payments
from ttoffice.licenses.shelves import DUES
from ttoffice.licenses.supports.gathering import supports_of as standing_supports
from ttoffice.licenses.supports.record import SupportRecord
from ttoffice.store.connection import Reader
from ttoffice.workdays.calendar import WorkCalendar

UNPAID = "subject = ? AND state IN ('expected', 'open')"


def payments_of(
    reader: Reader, number: str, plan: FeePlan, effective_on: date, calendar: WorkCalendar
) -> tuple[Payment, ...]:
    """Return what is still to be paid: the sums of the ledger, and the end of a royalty, which it holds period by period."""
    planned = planned_payments(plan, effective_on, calendar)
    if not number or not reader.value("SELECT EXISTS (SELECT 1 FROM due WHERE subject = ?)", (number,)):
        return planned
    kept = tuple(
        Payment(item.record.title, item.record.due_on or item.record.expected_on, item.number)
        for item in DUES.where(reader, UNPAID, (number,), "due_on, id")
    )
    return kept + (planned[-1:] if plan.royalty is not None else ())


def supports_of(reader: Reader, number: str) -> tuple[Support, ...]:
    """Return the guarantees and other supports of a license of which something may still come."""
    found = standing_supports(reader, number, standing=True) if number else []
    return tuple(_support(item.number, item.record) for item in found)


def _support(number: str, record: SupportRecord) -> Support:
    return Support(
        number,
        record.kind.value,
        record.provider,
        record.provider_kind.value if record.provider_kind is not None else "",
        record.ends_on,
        record.dues,
    )
