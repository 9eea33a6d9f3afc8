"""When the unit wants a license decided collectively: its own setting, and the amount a plan comes to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ttoffice.deadlines.views import policy_on
from ttoffice.i18n import gettext as _
from ttoffice.licenses.fees import FeePlan
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.wording import amount

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

HUNDRED = Decimal(100)


def stages_fen(plan: FeePlan) -> int:
    """Return what all stages come to, in fen: amounts, and shares of the sum of the stages, half up each."""
    total = Decimal(0)
    for stage in plan.stages:
        if stage.amount_fen is not None:
            total += stage.amount_fen
        elif stage.share and plan.total_fen is not None:
            total += (Decimal(stage.share) * plan.total_fen / HUNDRED).quantize(Decimal(1), "ROUND_HALF_UP")
    return int(total)


def most_fen(plan: FeePlan) -> int | None:
    """Return the most that a plan can come to, in fen; None where a royalty has no cap."""
    fixed = (plan.threshold_fen or 0) + stages_fen(plan)
    if plan.royalty is None:
        return fixed
    return None if plan.royalty.cap_fen is None else fixed + plan.royalty.cap_fen


def decision_why(reader: Reader, record: LicenseRecord, plan: FeePlan, day: date) -> str:
    """Return why a collective decision is asked for, in the user's language; empty where none is.

    Declared ties to the licensee always ask for one (exemption Art. 8(7)). A royalty without a cap may come to any
    amount, so it counts as above the unit's.
    """
    if record.related == "declared":
        return _("there are ties to the licensee")
    wanted = policy_on(reader, "license_decision", day)
    if wanted.value == "always":
        return _("setting of the unit: %(source)s") % {"source": wanted.source}
    if wanted.value == "above":
        return _above(reader, plan, day)
    return ""


def _above(reader: Reader, plan: FeePlan, day: date) -> str:
    limit = policy_on(reader, "license_decision_amount", day)
    most = most_fen(plan)
    if most is None:
        return _("the royalty has no cap, so it may come to more than %(amount)s") % {
            "amount": amount(limit.fen)
        }
    if most > limit.fen:
        told = {"most": amount(most), "amount": amount(limit.fen), "source": limit.source}
        return _("it may come to %(most)s, more than %(amount)s; %(source)s") % told
    return ""
