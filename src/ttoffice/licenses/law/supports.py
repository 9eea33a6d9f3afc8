"""Who may stand surety, and for how long: a guarantee against each sum that is paid later (民法典 683, 692)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.licenses.law.facts import GUARANTEE, NO_GUARANTORS, LicenseFacts, Payment, Support
from ttoffice.reasons import Reason
from ttoffice.workdays.periods import add_months

MONTHS_BY_LAW = 6
"""Where no period of a guarantee holds, it is six months from the last day of payment (民法典 692)."""


def support_reasons(facts: LicenseFacts) -> Iterator[Reason]:
    """Yield what stands against each guarantee."""
    for support in facts.supports:
        if support.kind == GUARANTEE:
            yield from _guarantor(support)
            yield from _period(support, facts.payments)


def _guarantor(support: Support) -> Iterator[Reason]:
    name = {"provider": support.provider or support.number}
    if support.provider_kind in NO_GUARANTORS:
        message = _(
            "%(provider)s may not stand surety: neither state organs nor non-profit legal persons for the public good can,"
            " universities among them. Ask for another guarantor."
        )
        yield Reason("license.guarantor_barred", message % name, "民法典 683", "supports")
    elif not support.provider_kind:
        message = _("It is not said what %(provider)s is; not everybody may stand surety.")
        yield Reason("license.guarantor_kind", message % name, "民法典 683", "supports", warning=True)


def _period(support: Support, payments: tuple[Payment, ...]) -> Iterator[Reason]:
    """An agreed period that ends no later than a sum falls due counts for that sum as not agreed."""
    name = {"number": support.number}
    if support.ends_on is None:
        message = _(
            "The guarantee %(number)s has no agreed period: it ends six months after the last day of payment of each"
            " sum. Agree on a day."
        )
        yield Reason("license.guarantee_period", message % name, "民法典 692", "supports", warning=True)
        return
    for payment in (item for item in payments if _covers(support, item)):
        if payment.due_on is None:
            message = _(
                "Whether the guarantee %(number)s (until %(end)s) outlasts “%(payment)s” cannot be told: its last day"
                " of payment is open."
            )
            values = {**name, "end": support.ends_on.isoformat(), "payment": payment.title}
            yield Reason("license.guarantee_open", message % values, "民法典 692", "supports", warning=True)
        elif support.ends_on <= payment.due_on:
            yield _too_short(support, support.ends_on, payment.title, payment.due_on)


def _covers(support: Support, payment: Payment) -> bool:
    return not support.dues or not payment.number or payment.number in support.dues


def _too_short(support: Support, ends_on: date, title: str, due_on: date) -> Reason:
    message = _(
        "The guarantee %(number)s ends on %(end)s, not after “%(payment)s” falls due (%(due)s). For this sum its period"
        " counts as not agreed and ends six months later, on %(by_law)s; have it extended."
    )
    values = {
        "number": support.number,
        "end": ends_on.isoformat(),
        "payment": title,
        "due": due_on.isoformat(),
        "by_law": by_law(due_on).isoformat(),
    }
    return Reason("license.guarantee_short", message % values, "民法典 692", "supports", warning=True)


def by_law(due_on: date) -> date:
    """Return the last day of a guarantee for a sum where no period holds: six months after its last day of payment."""
    try:
        return add_months(due_on, MONTHS_BY_LAW)
    except OverflowError:
        return date.max
