"""The deadlines of what has to be filed, brought in line with the license: started, finished, void."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ttoffice.action.core import Subject
from ttoffice.deadlines import keeping
from ttoffice.deadlines.policy import title_in_chinese
from ttoffice.deadlines.record import RUNNING, DeadlineRecord
from ttoffice.i18n import gettext as _
from ttoffice.licenses import reading
from ttoffice.licenses.codes import BINDING, LicenseState
from ttoffice.licenses.filings.duties import Changed, Contract, Duty, duties
from ttoffice.licenses.filings.facts import PATENTS, patents_of, rights_of
from ttoffice.licenses.filings.record import FILINGS, FilingKind
from ttoffice.licenses.filings.upkeep import BASIS, SOURCE, FeeYear, next_fee

if TYPE_CHECKING:
    from datetime import date

    from ttoffice.action.office import Context
    from ttoffice.licenses.reading import License
    from ttoffice.store.connection import Reader

Deadline = Subject[DeadlineRecord]
MATTERS = ("registration", "recordal", "registration_change", "recordal_change")
FEE = "right_fee"


def bring_in_line(ctx: Context, license_: License) -> None:
    """Start what is to be filed, finish what was handed in, void what no longer matters."""
    standing = keeping.of_subject(ctx.db, license_.number)
    wanted = list(duties(contract_of(ctx.db, license_, ctx.today)))
    for duty in wanted:
        _follow(ctx, license_.number, duty, _matching(standing, duty.matter, duty.mark))
    asked = {(duty.matter, _label(duty.matter, duty.mark)) for duty in wanted}
    for deadline in standing:
        record = deadline.record
        if (
            record.matter in MATTERS
            and record.state in RUNNING
            and (record.matter, record.label) not in asked
        ):
            keeping.void(ctx, deadline.number, _("The license no longer asks for it."))
    _fees(ctx, license_, standing)


def contract_of(reader: Reader, license_: License, today: date) -> Contract:
    """Return what the duties of a license rest on."""
    record = license_.record
    terms = reading.terms_on(reader, license_, today)
    amendments = (
        Changed(item.number, item.record.signed_on, frozenset(change.field for change in item.record.changes))
        for item in reading.amendments_of(reader, license_.number)
    )
    return Contract(
        license_.number,
        record.signed_on,
        record.effective_on,
        record.state in BINDING,
        record.registered_on,
        bool(patents_of(terms)),
        record.ended_on if record.state is LicenseState.TERMINATED else None,
        tuple(amendments),
        tuple(item.record for item in FILINGS.where(reader, "subject = ?", (license_.number,))),
    )


def _label(matter: str, mark: str) -> str:
    return f"{title_in_chinese(matter)} {mark}".strip()


def _matching(standing: Iterable[Deadline], matter: str, mark: str) -> list[Deadline]:
    label = _label(matter, mark)
    return [one for one in standing if one.record.matter == matter and one.record.label == label]


def _follow(ctx: Context, license_: str, duty: Duty, known: list[Deadline]) -> None:
    running = [one for one in known if one.record.state in RUNNING]
    if duty.done_on is not None:
        for one in running:
            keeping.finish(ctx, one.number, duty.done_on)
    elif not running and (not known or (known[-1].record.state == "done" and duty.again_from is not None)):
        keeping.start(
            ctx,
            subject=license_,
            matter=duty.matter,
            starts_on=duty.again_from or duty.starts_on,
            label=_label(duty.matter, duty.mark),
        )


# --- yearly fees ------------------------------------------------------------------------------------------


def _fees(ctx: Context, license_: License, standing: list[Deadline]) -> None:
    """Let each licensed patent have one running deadline: that of the next yearly fee."""
    known = {one.record.label: one for one in standing if one.record.matter == FEE}
    asked = fees_due(ctx.db, license_, ctx.today) if license_.record.state in BINDING else {}
    for label, fee in asked.items():
        if label not in known:
            keeping.start(
                ctx,
                subject=license_.number,
                matter=FEE,
                starts_on=fee.counted_from,
                period="1y",
                label=label,
                source=SOURCE,
                basis=BASIS,
            )
    paid = _paid(ctx.db, license_.number)
    for label, one in known.items():
        if label not in asked and one.record.state in RUNNING:
            if label in paid:
                keeping.finish(ctx, one.number, paid[label])
            else:
                keeping.void(ctx, one.number, _("The license no longer asks for it."))


def fees_due(reader: Reader, license_: License, today: date) -> dict[str, FeeYear]:
    """Return the next yearly fee of each licensed patent in force, by what its deadline is called."""
    record = license_.record
    since = max(filter(None, (record.effective_on, record.signed_on)), default=today)
    found: dict[str, FeeYear] = {}
    for _grant, right in rights_of(reading.terms_on(reader, license_, today)):
        if right.kind in PATENTS and right.applied_on is not None and right.legal_status != "lapsed":
            paid = paid_year(reader, license_.number, right.number)
            fee = next_fee(right.applied_on, right.expires_on, max(since, right.acquired_on or since), paid)
            if fee is not None:
                found[fee_label(right.number, fee.year)] = fee
    return found


def fee_label(right: str, year: int) -> str:
    """Return what the deadline of a yearly fee is called."""
    return f"{right} 第{year}年度年费"


def paid_year(reader: Reader, license_: str, right: str) -> int | None:
    """Return the last year of a right whose fee was recorded as paid under a license."""
    found = reader.value(
        "SELECT MAX(year) FROM filing WHERE subject = ? AND kind = ? AND right_number = ?",
        (license_, FilingKind.MAINTENANCE, right),
    )
    return None if found is None else int(found)


def _paid(reader: Reader, license_: str) -> dict[str, date]:
    """Return the days on which fees were paid, by what their deadline is called."""
    found = FILINGS.where(reader, "subject = ? AND kind = ?", (license_, FilingKind.MAINTENANCE))
    return {
        fee_label(item.record.right_number, item.record.year or 0): item.record.certified_on
        for item in found
        if item.record.certified_on is not None
    }
