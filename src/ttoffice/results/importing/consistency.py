"""What does not go together within one row: each cell was understood, but not all can be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.results.codes import PaymentMode
from ttoffice.results.fees import FeePlan
from ttoffice.results.importing.cells import problem
from ttoffice.results.record import Completer, Holder, Right


def contradictions(values: Mapping[str, Any]) -> Iterator[tuple[str, Reason]]:
    """Yield (field path, reason) of values that contradict each other."""
    for right in values.get("rights", ()):
        yield from _dates(right)
        if _over(right.holders):
            yield "rights.holders", _shares()
    if _over(values.get("completers", ())):
        yield "completers", _shares()
    if "consent_on" in values and "consent" not in values:
        message = _("A day of consent is given, but not whether the researchers agreed")
        yield "consent", problem("consent_open", message, basis="pay-later:7(1)")


def leave_sum_open(values: dict[str, Any]) -> None:
    """Take out a plan that is a bare sum where the fee is paid later: whether it falls due at once is not said.

    The sum stays in the sentence, as it is written.
    """
    plan, mode = values.get("fee_plan"), values.get("payment_mode")
    bare = isinstance(plan, FeePlan) and plan == FeePlan(lump_sum_fen=plan.lump_sum_fen)
    if bare and mode is not None and PaymentMode(mode).pays_later:
        del values["fee_plan"]


def _dates(right: Right) -> Iterator[tuple[str, Reason]]:
    days = [day for day in (right.applied_on, right.acquired_on, right.expires_on) if day is not None]
    if len(days) > 1 and any(later < earlier for earlier, later in pairwise(days)):
        message = _("Application, acquisition and expiry do not follow each other")
        yield "rights.acquired_on", problem("date_order", message)


def _over(people: tuple[Completer | Holder, ...]) -> bool:
    shares = [person.share for person in people if person.share is not None]
    return len(shares) > 1 and sum(map(Decimal, shares)) > 100


def _shares() -> Reason:
    return problem("shares_over", _("The shares add up to more than 100 percent"))
