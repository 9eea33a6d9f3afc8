"""The money of a thousand licenses with forty dues each: ageing, balances, forecast, one schedule, and the agenda.

The peer of what is added up over all dues is the plainest sum over the same table that SQL can be asked for; the peer
of the agenda is the agenda of the same store without what comes from dues.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from benchmarks.measuring import medians
from benchmarks.model import Line, Outcome, Setting
from benchmarks.stores import DONE, opened
from ttoffice.action import Context, Office, action, perform
from ttoffice.action.inputs import Input
from ttoffice.agenda import sources
from ttoffice.agenda.views import gather
from ttoffice.i18n import N_
from ttoffice.licenses import duties
from ttoffice.licenses.codes import (
    DueState,
    LicenseState,
    MilestoneKind,
    ReceiptKind,
    RoyaltyBase,
    SettlementPeriod,
    Trigger,
)
from ttoffice.licenses.dues.ageing import ageing
from ttoffice.licenses.dues.balances import balances
from ttoffice.licenses.dues.forecast import forecast
from ttoffice.licenses.dues.views import schedule
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty, Stage
from ttoffice.licenses.receipts.allocating import allocate, proposed, settled
from ttoffice.licenses.record import LicenseRecord, ReceiptRecord
from ttoffice.licenses.shelves import DUES, LICENSES, RECEIPTS
from ttoffice.licenses.terms import Terms
from ttoffice.store.connection import Reader
from ttoffice.workdays.periods import add_months

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS_A_LICENSE = 100
MOST = 1_000
PAST_MONTHS = 12
FROM_DUES = "ttoffice.agenda.from_dues"
SUM = "SELECT SUM(amount_fen - paid_fen) FROM due"
PEER = "SELECT SUM over the dues"
TARGETS = {"ageing": 6.0, "balances": 16.0, "forecast": 9.0, "schedule of one license": 3.0}
AGENDA, QUICK = 20.0, 1.0
SCREENS = {"list of licenses": 10.0, "timeline of licenses": 30.0, "column of the milestone board": 3.0}
"""The first rows of the screens over all licenses: 200 of them, read as the screens read them."""


class FillLicenses(Input):
    """How many licenses are signed."""

    count: Annotated[int, Field(ge=1, le=MOST)]


def plan(planned_on: date) -> FeePlan:
    """Return a plan of about forty dues: a threshold fee, three stages, three years of months."""
    stages = tuple(
        Stage(
            f"s{place}",
            "阶段",
            Trigger.DATE if place else Trigger.MILESTONE,
            after=f"{place * 5 + 1}m",
            milestone=MilestoneKind.PILOT,
            planned_on=planned_on,
            amount_fen=5_000_000,
            days_to_pay=30,
        )
        for place in range(3)
    )
    steps = (RateStep(0, "3"),)
    royalty = Royalty(
        RoyaltyBase.SALES, steps=steps, period=SettlementPeriod.MONTH, report_days=15, payment_days=30
    )
    return FeePlan(1_000_000, 30, stages=stages, royalty=royalty, late_rate="0.05")


@action("bench.licenses", FillLicenses, summary=N_("Fill an empty office with made-up results"))
def fill(ctx: Context, data: FillLicenses) -> int:
    """Sign the licenses, report the months that are over, and let each pay for a part of them."""
    for place in range(data.count):
        number = _sign(ctx, place)
        over = "kind = 'royalty' AND period_until < ? AND subject = ?"
        for due in DUES.where(ctx.db, over, (ctx.today.isoformat(), number)):
            opened_due = replace(due.record, state=DueState.OPEN, amount_fen=100_000 + place, expected_fen=0)
            DUES.write(ctx, due, settled(opened_due))
        _pay(ctx, number, 2_000_000)
    return data.count


def _sign(ctx: Context, place: int) -> str:
    since = add_months(ctx.today, -PAST_MONTHS - place % 3)
    terms = Terms(plan=plan(add_months(ctx.today, place % 12 - 3)))
    name = f"企业{place:04d}"
    licensee = f"QY-2026-{place + 1:04d}"
    record = LicenseRecord(f"许可{place:04d}", licensee, name, LicenseState.IN_FORCE, terms)
    number = LICENSES.enter(ctx, replace(record, signed_on=since, effective_on=since))
    duties.bring_in_line(ctx, number)
    return number


def _pay(ctx: Context, license_: str, fen: int) -> None:
    number = RECEIPTS.enter(ctx, ReceiptRecord(license_, "到账", ReceiptKind.BANK, ctx.today, fen))
    receipt = RECEIPTS.load(ctx.db, number)
    assert receipt is not None
    allocate(ctx, receipt, proposed(ctx.db, license_, fen, ctx.today))


def licenses_home(work: Path, count: int) -> Path:
    """Return the home of an office with so many licenses, made where it is not there yet."""
    home = work / f"licenses-{count}"
    if not (home / DONE).exists():
        office = opened(home)
        perform(office, "bench.licenses", {"count": count})
        office.lender.close()
        (home / DONE).touch()
    return home


@contextmanager
def without_dues() -> Iterator[None]:
    """Leave what comes from dues off the agenda."""
    whole = sources.MODULES
    vars(sources)["MODULES"] = tuple(module for module in whole if module != FROM_DUES)
    try:
        yield
    finally:
        vars(sources)["MODULES"] = whole


def run(setting: Setting) -> list[Outcome]:
    """Measure."""
    count = min(MOST, max(1, setting.rows // ROWS_A_LICENSE))
    office = opened(licenses_home(setting.work, count))
    with office.reader() as reader:
        return measured(office, reader, 10 * setting.rounds)


def screens(reader: Reader, day: date) -> dict[str, Callable[[], object]]:
    """Return what reads the first rows of each screen over all licenses."""
    from ttoffice.screens.licensing.area import LicensesArea
    from ttoffice.screens.licensing.board import CardsArea
    from ttoffice.screens.licensing.timeline import TimelineArea
    from ttoffice.store.asking import Filter
    from ttoffice.widgets.paged_table import CHUNK

    licenses, cards, timeline = LicensesArea(), CardsArea(), TimelineArea(day)
    timeline.resized(160)
    late = Filter(view="late", sort="planned_on")
    return {
        "list of licenses": lambda: licenses.page(reader, licenses.start, day, CHUNK),
        "timeline of licenses": lambda: timeline.page(reader, timeline.start, day, CHUNK),
        "column of the milestone board": lambda: cards.page(reader, late, day, CHUNK),
    }


def measured(office: Office, reader: Reader, rounds: int) -> list[Outcome]:
    """Compare what is added up over all dues, a schedule and the agenda with the plainest sum over the dues."""

    def bare() -> object:
        with without_dues():
            return gather(office, reader)

    day = office.today
    ways: dict[str, Callable[[], object]] = {
        "ageing": lambda: ageing(reader, day),
        "balances": lambda: balances(reader, day),
        "forecast": lambda: forecast(reader, day),
        "schedule of one license": lambda: schedule(reader, f"XK-{day.year}-0001", day),
        "agenda": lambda: gather(office, reader),
        "agenda for the first frame": lambda: gather(office, reader, quick=True),
        **screens(reader, day),
        "bare": bare,
        "sum": lambda: reader.value(SUM),
    }
    taken = {name: seconds * 1000 for name, seconds in medians(ways, rounds).items()}
    dues = reader.value("SELECT COUNT(*) FROM due")
    things = len(gather(office, reader).items)
    shown = f"{things} things; {taken['bare']:.1f} ms without those of dues"
    told = {**dict.fromkeys(TARGETS, f"{dues:,} dues"), "agenda": shown}
    told |= dict.fromkeys(SCREENS, "the first 200 rows")
    targets = {**TARGETS, "agenda": AGENDA, "agenda for the first frame": QUICK, **SCREENS}
    return [
        Line(name, taken[name], "ms", taken["sum"], PEER, target, told.get(name, ""))
        for name, target in targets.items()
    ]
