"""The verb of the upkeep of a licensed right: its yearly fee was paid (技术合同解释 26)."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.action import Context, action
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses import asking, reading
from ttoffice.licenses.codes import BINDING
from ttoffice.licenses.collecting.proving import link
from ttoffice.licenses.filings.facts import PATENTS, rights_of
from ttoffice.licenses.filings.inputs import MaintainRight
from ttoffice.licenses.filings.keeping import fee_label, fees_due, paid_year
from ttoffice.licenses.filings.record import FILINGS, FilingKind, FilingRecord, FilingState, PaperGiven
from ttoffice.licenses.filings.steps import in_line
from ttoffice.licenses.filings.upkeep import BASIS
from ttoffice.reasons import Reason


def _year(ctx: Context, data: MaintainRight) -> int | None:
    """Return the year that is paid for: the one given, else the one that is due next."""
    license_ = reading.load(ctx.db, data.license)
    if data.year is not None or license_ is None:
        return data.year
    due = fees_due(ctx.db, license_, ctx.today)
    return next((fee.year for label, fee in due.items() if label == fee_label(data.right, fee.year)), None)


@action(
    "filing.maintain",
    MaintainRight,
    summary=N_("Record that the yearly fee of a licensed patent was paid"),
    basis=BASIS,
)
def maintain(ctx: Context, data: MaintainRight) -> str:
    """Keep the payment; the deadline of the next year's fee begins. Return its number."""
    license_ = reading.load(ctx.db, data.license)
    year, day = _year(ctx, data), data.paid_on or ctx.today
    number = FILINGS.enter(
        ctx,
        FilingRecord(
            subject=data.license,
            kind=FilingKind.MAINTENANCE,
            title=fee_label(data.right, year or 0),
            state=FilingState.CERTIFIED,
            total_fen=data.amount_fen,
            papers=(PaperGiven("receipt", data.proof),) if data.proof else (),
            submitted_on=day,
            certified_on=day,
            closed_on=day,
            right_number=data.right,
            year=year,
            licensee_name=license_.record.licensee_name if license_ else "",
            note=data.note,
        ),
    )
    link(ctx, (data.proof,) if data.proof else (), data.license, ("step:performance",))
    in_line(ctx, data.license)
    return number


@maintain.guard
def maintain_reasons(ctx: Context, data: MaintainRight) -> Iterator[Reason]:
    """A license that binds, a patent that it covers, a year that is not paid yet, a day that was."""
    refused = list(asking.license_reasons(ctx.db, data.license, BINDING, basis=BASIS))
    yield from refused
    license_ = reading.load(ctx.db, data.license)
    if refused or license_ is None:
        return
    known = [
        right.number
        for _grant, right in rights_of(reading.terms_on(ctx.db, license_, ctx.today))
        if right.kind in PATENTS
    ]
    if data.right not in known:
        message = _("%(right)s is no patent of this license; its patents: %(known)s.")
        yield Reason(
            "filing.right",
            message % {"right": data.right or "-", "known": "、".join(known) or "-"},
            BASIS,
            "right",
        )
        return
    year, paid = _year(ctx, data), paid_year(ctx.db, data.license, data.right)
    if year is None:
        message = _("No further yearly fee is due for it; say the year.")
        yield Reason("filing.no_year", message, BASIS, "year")
    elif paid is not None and year <= paid:
        message = _("The fee of year %(year)d was recorded as paid already.") % {"year": year}
        yield Reason("filing.year_paid", message, BASIS, "year")
    elif (due := _year(ctx, data.model_copy(update={"year": None}))) is not None and year > due:
        message = _("The fee of year %(due)d was not recorded as paid yet; record it first.") % {"due": due}
        yield Reason("filing.year_skipped", message, BASIS, "year")
    yield from asking.day_reasons(data.paid_on, ctx.today, "paid_on")
    yield from asking.exhibit_reasons(ctx.db, (data.proof,))
    if not data.proof:
        message = _("Add the exhibit with the receipt of the office.")
        yield Reason("filing.no_proof", message, "exemption:12", "proof", warning=True)
