"""The verb of the unit's settings: a further entry with its day and its source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated

from pydantic import StringConstraints

from ttoffice.action import Context, action
from ttoffice.action.inputs import Input
from ttoffice.deadlines.policy import SETTINGS, PolicyValue, read_value, setting
from ttoffice.deadlines.record import PolicyRecord
from ttoffice.deadlines.shelves import POLICIES
from ttoffice.deadlines.views import policy_on
from ttoffice.errors import UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

LAWFUL_SHARE = Fraction(1, 2)
CUSTOMARY_PRICE_DAYS = 15


class SetPolicy(Input):
    """A setting, its value from a day on, and the paper that it rests on."""

    code: str
    value: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    effective_from: date
    source: Annotated[str, StringConstraints(max_length=500)] = ""
    skip_closures: bool = False
    note: Annotated[str, StringConstraints(max_length=1000)] = ""


@action("policy.set", SetPolicy, summary=N_("Change a setting of the unit from a day on"))
def set_policy(ctx: Context, data: SetPolicy) -> str:
    """Enter the value; what began before its day stays under the earlier one. Return the entry's number."""
    return POLICIES.enter(ctx, _record(data))


def _record(data: SetPolicy) -> PolicyRecord:
    return PolicyRecord(
        data.code,
        read_value(data.code, data.value),
        data.effective_from,
        data.source,
        data.skip_closures,
        data.note,
    )


@set_policy.guard
def set_policy_reasons(ctx: Context, data: SetPolicy) -> Iterator[Reason]:
    """A known setting, a value of its kind, a source; what is unusual or back-dated is noted."""
    if not data.source:
        yield Reason(
            "policy.no_source", _("Say what the value rests on: the unit's rule, a statute."), field="source"
        )
    if data.code not in SETTINGS:
        yield Reason(
            "policy.unknown",
            _("There is no setting %(code)s.") % {"code": data.code},
            field="code",
        )
        return
    try:
        record = _record(data)
    except UsageError as error:
        yield Reason(
            "policy.wrong",
            _("%(message)s %(advice)s") % {"message": error.message, "advice": error.advice},
            field="value",
        )
        return
    if data.skip_closures and setting(data.code).kind != "period":
        yield Reason("policy.no_period", _("Only a period can pass over closures."), field="skip_closures")
    yield from _standing_reasons(ctx, record)
    yield from _unusual(PolicyValue(record.code, record.value, record.source))


def _standing_reasons(ctx: Context, record: PolicyRecord) -> Iterator[Reason]:
    stands = policy_on(ctx.db, record.code, record.effective_from)
    if (stands.value, stands.source, stands.skip_closures) == (
        record.value,
        record.source,
        record.skip_closures,
    ):
        yield Reason("policy.same", _("This value holds on that day already."), field="value")
    if record.effective_from < ctx.today:
        yield Reason(
            "policy.back_dated",
            _("It holds from %(day)s, which is past; what has begun since stays as it was begun.")
            % {"day": record.effective_from.isoformat()},
            field="effective_from",
            warning=True,
        )


def _unusual(value: PolicyValue) -> Iterator[Reason]:
    if value.code == "award_share_min" and value.fraction < LAWFUL_SHARE:
        yield Reason(
            "policy.below_law",
            _("The law asks for no less than 50% of the net income."),
            basis="促转法 45",
            field="value",
            warning=True,
        )
    short = value.code == "price_publicity" and value.period.unit == "d"
    if short and value.period.amount < CUSTOMARY_PRICE_DAYS:
        yield Reason(
            "policy.short_price_publicity",
            _("Provinces that fix the publicity of an agreed price ask for no less than 15 days."),
            basis="促转法 18",
            field="value",
            warning=True,
        )
