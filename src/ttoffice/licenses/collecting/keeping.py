"""The wait that a delivered demand begins: started at delivery, finished by payment, void when the license ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttoffice.deadlines import keeping
from ttoffice.deadlines.policy import SETTINGS
from ttoffice.deadlines.record import RUNNING
from ttoffice.deadlines.views import policy_on
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses import reading
from ttoffice.licenses.codes import BINDING
from ttoffice.licenses.collecting.default import BASIS, Demand, cured, wait_days
from ttoffice.licenses.collecting.views import MATTER, Wait, days_on, demands_of, owed_of, waits

if TYPE_CHECKING:
    from datetime import date

    from ttoffice.action.office import Context
    from ttoffice.licenses.reading import License

LONGER = N_("the time that the demand %(number)s gives")


def bring_in_line(ctx: Context, license_: License) -> None:
    """Let every wait follow what is paid and whether the contract still binds."""
    binding = license_.record.state in BINDING
    open_sums = {one.number: one.open_fen for one in owed_of(ctx.db, license_.number)}
    known = waits(ctx.db, license_.number)
    for demand in demands_of(ctx.db, license_.number):
        running = [wait for wait in known.get(demand.number, []) if wait.state in RUNNING]
        if cured(demand, open_sums):
            _finish(ctx, running)
        elif not binding:
            _void(ctx, running)
        elif demand.delivered_on is not None and not running and not demand.void:
            start(ctx, license_.number, demand, demand.delivered_on)


def payments_changed(ctx: Context, license_: str) -> None:
    """Let the waits follow after money came in, was taken back or allocated anew."""
    found = reading.load(ctx.db, license_)
    if found is not None:
        bring_in_line(ctx, found)


def start(ctx: Context, license_: str, demand: Demand, delivered_on: date) -> str:
    """Begin the wait of a demand on the day of its delivery; return the deadline's number."""
    policy = policy_on(ctx.db, MATTER, delivered_on)
    days = wait_days(delivered_on, demand.pay_by, days_on(ctx.db, MATTER, delivered_on))
    own = f"{days}d" if f"{days}d" != policy.value else None
    source = (
        chinese(LONGER) % {"number": demand.number} if own and demand.pay_by is not None else policy.source
    )
    return keeping.start(
        ctx,
        subject=license_,
        matter=MATTER,
        starts_on=delivered_on,
        period=own,
        label=f"{chinese(SETTINGS[MATTER].title)} {demand.number}",
        source=source,
        basis=BASIS,
    )


def _finish(ctx: Context, running: list[Wait]) -> None:
    for wait in running:
        keeping.finish(ctx, wait.number, ctx.today)


def _void(ctx: Context, running: list[Wait]) -> None:
    for wait in running:
        keeping.void(ctx, wait.number, _("The license no longer binds."))
