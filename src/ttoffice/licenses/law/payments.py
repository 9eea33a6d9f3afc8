"""Until when the sums of a fee plan are paid at the latest, as far as the plan itself tells.

Days are counted as the ledger counts them once the contract has taken effect. A plan may still be unclear here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.errors import TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import Trigger
from ttoffice.licenses.dues.days import last_day
from ttoffice.licenses.dues.schedule import days_on, stage_last_day
from ttoffice.licenses.fees import FeePlan, Royalty, Stage
from ttoffice.licenses.law.facts import Payment
from ttoffice.licenses.law.reading import MOST_DAYS, stage_day
from ttoffice.licenses.law.stages import stage_name
from ttoffice.workdays.calendar import WorkCalendar


def planned_payments(plan: FeePlan, effective_on: date, calendar: WorkCalendar) -> tuple[Payment, ...]:
    """Return what is paid later under a plan that takes effect on a day; of a royalty its last payment."""
    return tuple(_payments(plan, effective_on, calendar))


def _payments(plan: FeePlan, effective_on: date, calendar: WorkCalendar) -> Iterator[Payment]:
    if plan.threshold_fen:
        yield Payment(_("threshold fee"), _later(effective_on, plan.threshold_days, calendar))
    for place, stage in enumerate(plan.stages):
        yield Payment(stage_name(stage, place), _of_stage(stage, effective_on, calendar))
    if plan.royalty is not None:
        yield Payment(_("last royalty"), _last_royalty(plan.royalty, calendar))


def _of_stage(stage: Stage, effective_on: date, calendar: WorkCalendar) -> date | None:
    """Return the last day of a date stage, of a milestone the day expected; None where it cannot be told."""
    node, days = stage_day(stage, effective_on, calendar), stage.days_to_pay
    if node is None or not _told(days):
        return None
    if stage.trigger is Trigger.MILESTONE:
        return days_on(node, days or 0)
    try:
        found = stage_last_day(stage, effective_on, calendar)
    except (TTOfficeError, OverflowError):
        return None
    return found.day if found is not None else None


def _last_royalty(royalty: Royalty, calendar: WorkCalendar) -> date | None:
    """The last settlement period ends with the royalty; its report and payment follow."""
    return _later(_later(royalty.ends_on, royalty.report_days, calendar), royalty.payment_days, calendar)


def _later(node: date | None, days: int | None, calendar: WorkCalendar) -> date | None:
    """Return the last day of so many days from a node; None where one of both cannot be told."""
    if node is None or not _told(days):
        return None
    try:
        return last_day(node, days, calendar).day
    except TTOfficeError:
        return None


def _told(days: int | None) -> bool:
    return days is not None and 0 <= days <= MOST_DAYS
