"""What is simulated of a license, read from the store: its terms, its days, the calendar; and plans that a user gives."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from ttoffice.deadlines.policy import PolicyValue
from ttoffice.deadlines.views import policy_on, work_calendar
from ttoffice.errors import UsageError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.licenses.checking import limits_on
from ttoffice.licenses.codes import Trigger
from ttoffice.licenses.fees import FeePlan
from ttoffice.licenses.law.facts import PlanFacts
from ttoffice.licenses.plan_rules import plan_reasons
from ttoffice.licenses.reading import known, terms_document, terms_from, terms_on
from ttoffice.licenses.simulating.comparing import Asked, Named
from ttoffice.licenses.simulating.deriving import assumed_first_sale
from ttoffice.licenses.simulating.running import Setting
from ttoffice.licenses.terms import Terms
from ttoffice.reasons import refusing
from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Assumed:
    """Days and rate that the user gives; what is None is the license's own, or assumed."""

    effective_on: date | None = None
    first_sale_on: date | None = None
    discount: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is simulated: setting, own plan, which days are only assumed, and the unit's yardsticks of royalties."""

    number: str
    title: str
    setting: Setting
    own: Named
    assumed_effect: bool
    assumed_sale: bool
    sales_yardstick: PolicyValue
    profit_yardstick: PolicyValue


def prepare(reader: Reader, number: str, asked: Asked, assumed: Assumed, today: date) -> Prepared:
    """Return what is simulated of a license.

    Raise UsageError where there is no such license or no fee plan, for a plan to compare with that the
    rules refuse, and for a milestone that no plan has.
    """
    license_ = known(reader, number)
    record, terms = license_.record, terms_on(reader, license_, today)
    if terms.plan.mode is None:
        raise UsageError(
            _("%(number)s has no stages and no royalty yet, so there is nothing to simulate.")
            % {"number": license_.number},
            advice=_("Enter its fee plan first (license.change)."),
        )
    effective = assumed.effective_on or record.effective_on or record.signed_on or terms.starts_on or today
    calendar = work_calendar(reader)
    _check_plans(asked.others, PlanFacts(limits_on(reader, today), effective, calendar, None, terms.ends_on))
    _check_slips(terms.plan, asked)
    sale = assumed.first_sale_on or record.first_sale_on or assumed_first_sale(asked.forecast, effective)
    own = Named(_("as agreed"), terms.plan.mode, "own", terms.plan)
    return Prepared(
        license_.number,
        record.title,
        Setting(terms, effective, sale, calendar, assumed.discount),
        own,
        assumed.effective_on is None and record.effective_on is None,
        assumed.first_sale_on is None and record.first_sale_on is None,
        policy_on(reader, "yardstick_sales", today),
        policy_on(reader, "yardstick_profit", today),
    )


def _check_slips(own: FeePlan, asked: Asked) -> None:
    """Raise a usage error for a milestone that no plan has."""
    plans = [own, *(one.plan for one in asked.others)]
    known = [stage.key for plan in plans for stage in plan.stages if stage.trigger is Trigger.MILESTONE]
    for key in asked.slips or ():
        if key not in known:
            raise UsageError(
                _("There is no milestone %(key)s in the plan.") % {"key": key},
                advice=_("Milestones: %(names)s.") % {"names": ", ".join(dict.fromkeys(known)) or "-"},
            )


def _check_plans(others: tuple[Named, ...], facts: PlanFacts) -> None:
    for other in others:
        against = refusing(plan_reasons(other.plan, facts))
        if against:
            raise UsageError(
                _("The plan %(label)s cannot be agreed: %(why)s")
                % {"label": other.label, "why": " ".join(reason.message for reason in against)},
                advice=_("Correct it in the file."),
            )


def plans_from(path: Path) -> tuple[Named, ...]:
    """Return the plans of a JSON file: a list of `{"label": ..., "plan": {...}}`, plans as in the terms of a license.

    Raise UsageError for what is none.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(
            _("The file %(path)s cannot be read: %(error)s.") % {"path": path, "error": os_reason(error)}
        ) from error
    except ValueError as error:
        raise _no_plans(path, str(error)) from error
    if not isinstance(found, list) or not found:
        raise _no_plans(path, "[]")
    return tuple(_plan(path, place, entry) for place, entry in enumerate(found, 1))


def _plan(path: Path, place: int, entry: Any) -> Named:
    blank = terms_document(Terms())
    try:
        plan: FeePlan = terms_from(blank | {"plan": entry["plan"]}).plan
        label = str(entry.get("label") or _("plan %(place)d") % {"place": place})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _no_plans(path, f"[{place}] {error}") from error
    if plan.mode is None:
        raise _no_plans(path, f"[{place}]")
    return Named(label, plan.mode, "given", plan)


def _no_plans(path: Path, what: str) -> UsageError:
    return UsageError(
        _("%(path)s holds no fee plans: %(what)s") % {"path": path.name, "what": what[:300]},
        advice=_(
            'Write a list such as [{"label": "...", "plan": {...}}], plans as `ttoffice show XK-... --json` prints them.'
        ),
    )
