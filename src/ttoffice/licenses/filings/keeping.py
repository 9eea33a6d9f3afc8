"""The deadlines of what has to be filed, brought in line with the license: started, finished, void."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ttoffice.action.core import Subject
from ttoffice.deadlines import keeping
from ttoffice.deadlines.policy import title_in_chinese
from ttoffice.deadlines.record import RUNNING, DeadlineRecord
from ttoffice.deadlines.views import policy_on, work_calendar
from ttoffice.i18n import gettext as _
from ttoffice.licenses import reading
from ttoffice.licenses.codes import BINDING, LicenseState
from ttoffice.licenses.filings.duties import Changed, Contract, Duty, duties
from ttoffice.licenses.filings.facts import PATENTS, patents_of, rights_of
from ttoffice.licenses.filings.record import FILINGS, FilingKind
from ttoffice.licenses.filings.upkeep import BASIS, SOURCE, FeeYear, fee_year, next_fee
from ttoffice.workdays.counting import count

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
        _follow(ctx, license_, duty, _matching(standing, duty.matter, duty.mark))
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


def _follow(ctx: Context, license_: License, duty: Duty, known: list[Deadline]) -> None:
    running = [one for one in known if one.record.state in RUNNING]
    if duty.done_on is not None:
        for one in running:
            keeping.finish(ctx, one.number, duty.done_on)
    elif not running and _begins(ctx, license_, duty, known):
        keeping.start(
            ctx,
            subject=license_.number,
            matter=duty.matter,
            starts_on=duty.again_from or duty.starts_on,
            label=_label(duty.matter, duty.mark),
        )


def _begins(ctx: Context, license_: License, duty: Duty, known: list[Deadline]) -> bool:
    """Tell whether a period begins: for the first time, or again after a filing came to nothing."""
    if not known:
        return not _long_over(ctx, license_, duty)
    return known[-1].record.state == "done" and duty.again_from is not None


def _long_over(ctx: Context, license_: License, duty: Duty) -> bool:
    """Tell whether a period was over before its contract was entered; the agenda tells of those in one line."""
    if not license_.record.outside:
        return False
    policy = policy_on(ctx.db, duty.matter, duty.starts_on)
    found = count(duty.starts_on, policy.period, work_calendar(ctx.db), skip_closures=policy.skip_closures)
    return found.ends_on is not None and found.ends_on < ctx.today


# --- yearly fees ------------------------------------------------------------------------------------------


def _fees(ctx: Context, license_: License, standing: list[Deadline]) -> None:
    """Let each licensed patent have one running deadline: that of the next yearly fee."""
    known = {one.record.label: one for one in standing if one.record.matter == FEE}
    binding = license_.record.state in BINDING
    running = [label for label, one in known.items() if one.record.state in RUNNING]
    asked = fees_due(ctx.db, license_, ctx.today, running) if binding else {}
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


def fees_due(
    reader: Reader, license_: License, today: date, running: Iterable[str] | None = None
) -> dict[str, FeeYear]:
    """Return the next yearly fee of each licensed patent in force, by what its deadline is called.

    `running` names the deadlines that run, read where left out: an unpaid fee is asked for until it is paid. Of a
    contract that was concluded before it was entered, fees count from the day of entry.
    """
    record = license_.record
    if running is None:
        running = [item.record.label for item in keeping.of_subject(reader, license_.number) if _runs(item)]
    since = max(filter(None, (record.effective_on, record.signed_on)), default=today)
    since = max(since, today) if record.outside else since
    found: dict[str, FeeYear] = {}
    for _grant, right in rights_of(reading.terms_on(reader, license_, today)):
        if right.kind in PATENTS and right.applied_on is not None and right.legal_status != "lapsed":
            paid = paid_year(reader, license_.number, right.number)
            unpaid = [year for year in _years(running, right.number) if paid is None or year > paid]
            fee = (
                fee_year(right.applied_on, min(unpaid))
                if unpaid
                else next_fee(
                    right.applied_on, right.expires_on, max(since, right.acquired_on or since), paid
                )
            )
            if fee is not None:
                found[fee_label(right.number, fee.year)] = fee
    return found


def _runs(item: Deadline) -> bool:
    return item.record.matter == FEE and item.record.state in RUNNING


def _years(labels: Iterable[str], right: str) -> list[int]:
    """Return the years of a right that deadlines of fees run for."""
    whole = (_LABEL.fullmatch(label) for label in labels)
    return [int(match["year"]) for match in whole if match and match["right"] == right]


_LABEL = re.compile(r"(?P<right>.*) 第(?P<year>\d{1,3})年度年费")


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
