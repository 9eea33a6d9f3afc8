"""Until when the sums of a fee plan are paid at the latest, as far as the plan itself tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.licenses.fees import FeePlan, Royalty
from ttoffice.licenses.law.facts import Payment
from ttoffice.licenses.law.reading import later, node_day
from ttoffice.licenses.law.stages import stage_name


def planned_payments(plan: FeePlan, effective_on: date) -> tuple[Payment, ...]:
    """Return what is paid later under a plan that takes effect on a day; of a royalty its last payment."""
    return tuple(_payments(plan, effective_on))


def _payments(plan: FeePlan, effective_on: date) -> Iterator[Payment]:
    if plan.threshold_fen:
        yield Payment(_("threshold fee"), later(effective_on, plan.threshold_days))
    for place, stage in enumerate(plan.stages):
        yield Payment(stage_name(stage, place), later(node_day(stage, effective_on), stage.days_to_pay))
    if plan.royalty is not None:
        yield Payment(_("last royalty"), _last_royalty(plan.royalty))


def _last_royalty(royalty: Royalty) -> date | None:
    """The last settlement period ends with the royalty; its report and payment follow."""
    return later(royalty.ends_on, royalty.report_days, royalty.payment_days)
