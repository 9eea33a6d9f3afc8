"""What the ledger shows of how both sides performed, as proposals; a person decides what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.i18n import N_, chinese
from ttoffice.licenses.collecting.default import DefaultState
from ttoffice.licenses.collecting.views import standing_of
from ttoffice.licenses.dues.settlements import key_words
from ttoffice.licenses.integrity.record import INTEGRITY, Conduct, Party

if TYPE_CHECKING:
    from ttoffice.licenses.reading import License
    from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal; `key` is the same on every day, `facts` are in Chinese as they go into the record."""

    key: str
    party: Party
    conduct: Conduct
    facts: str
    period: str = ""
    records: tuple[str, ...] = ()


_PAID = """
SELECT d.number, d.title, d.due_on, MAX(r.received_on)
FROM due d JOIN allocation a ON a.due = d.number JOIN receipt r ON r.number = a.receipt
WHERE d.subject = ? AND d.state = 'settled' AND d.due_on IS NOT NULL AND a.releases = ''
  AND NOT EXISTS (SELECT 1 FROM allocation b WHERE b.releases = a.number)
GROUP BY d.number ORDER BY d.due_on, d.id
"""


def proposals(reader: Reader, license_: License, today: date) -> list[Proposal]:
    """Return what the ledger shows and was not taken up yet, oldest first by what it is about."""
    known = {item.record.proposed for item in INTEGRITY.where(reader, "subject = ?", (license_.number,))}
    found = [
        *_payments(reader, license_, today),
        *_default(reader, license_, today),
        *_statements(reader, license_),
        *_own_duties(reader, license_, today),
    ]
    return [one for one in found if one.key not in known]


def _payments(reader: Reader, license_: License, today: date) -> Iterator[Proposal]:
    """Late payments one by one; a year in which all was paid on time as one."""
    years: dict[int, list[str]] = {}
    late_years: set[int] = set()
    for number, title, due_on, paid_on in reader.all(_PAID, (license_.number,)):
        due, paid = date.fromisoformat(due_on), date.fromisoformat(paid_on)
        if paid > due:
            late_years.add(due.year)
            told = {"due": number, "title": title, "day": due_on, "paid": paid_on, "days": (paid - due).days}
            facts = chinese(LATE_PAYMENT) % told
            yield Proposal(f"late:{number}", Party.LICENSEE, Conduct.LATE, facts, due_on, (number,))
        else:
            years.setdefault(due.year, []).append(number)
    overdue_years = {one.due_on.year for one in standing_of(reader, license_.number, today).overdue}
    for year, numbers in sorted(years.items()):
        if year < today.year and year not in late_years | overdue_years:
            facts = chinese(ALL_ON_TIME) % {"year": year, "count": len(numbers)}
            yield Proposal(
                f"on_time:{year}", Party.LICENSEE, Conduct.ON_TIME, facts, str(year), tuple(numbers)
            )


def _default(reader: Reader, license_: License, today: date) -> Iterator[Proposal]:
    """What is still not paid after a demand and the time that the law gives."""
    found = standing_of(reader, license_.number, today)
    if found.state is DefaultState.TERMINABLE and found.demand is not None:
        demanded = tuple(one.number for one in found.overdue if one.number in found.demand.dues)
        told = {
            "demand": found.demand.number,
            "day": found.demand.delivered_on.isoformat() if found.demand.delivered_on else "",
            "until": found.demand.wait_until.isoformat() if found.demand.wait_until else "",
            "dues": "、".join(demanded),
        }
        yield Proposal(
            f"default:{found.demand.number}",
            Party.LICENSEE,
            Conduct.DEFAULT,
            chinese(STILL_UNPAID) % told,
            told["until"],
            (*demanded, found.demand.number),
        )


def _statements(reader: Reader, license_: License) -> Iterator[Proposal]:
    """Reports that came late, and reports that had to be corrected upwards."""
    rows = reader.all(
        "SELECT s.number, s.key, s.received_on, s.corrects, s.royalty_fen - e.royalty_fen"
        " FROM statement s LEFT JOIN statement e ON e.number = s.corrects WHERE s.subject = ? ORDER BY s.id",
        (license_.number,),
    )
    for number, key, received_on, corrects, more in rows:
        period = key_words(key)
        if corrects:
            if more and more > 0:
                facts = chinese(CORRECTED) % {"number": number, "earlier": corrects, "key": period}
                yield Proposal(
                    f"corrected:{number}",
                    Party.LICENSEE,
                    Conduct.DUTY_MISSED,
                    facts,
                    period,
                    (corrects, number),
                )
            continue
        last = _report_day(reader, license_, key)
        received = date.fromisoformat(received_on)
        if last is not None and received > last:
            told = {"number": number, "key": period, "last": last.isoformat(), "day": received_on}
            facts = chinese(LATE_REPORT) % {**told, "days": (received - last).days}
            yield Proposal(f"report:{number}", Party.LICENSEE, Conduct.LATE, facts, period, (number,))


def _report_day(reader: Reader, license_: License, key: str) -> date | None:
    """Return the last day to report a period, a rest day at its end passed over; None where none is known."""
    found = reader.value(
        "SELECT report_on FROM due WHERE subject = ? AND kind = 'royalty' AND key = ? ORDER BY id DESC",
        (license_.number, key),
    )
    return date.fromisoformat(found) if found else None


def _own_duties(reader: Reader, license_: License, today: date) -> Iterator[Proposal]:
    """Duties of the own unit that were done late or are overdue."""
    rows = reader.all(
        "SELECT number, label, ends_on, state, done_on FROM deadline WHERE subject = ? AND ends_on IS NOT NULL"
        f" AND matter IN ({', '.join('?' * len(OWN_DUTIES))}) ORDER BY id",
        (license_.number, *OWN_DUTIES),
    )
    for number, label, ends_on, state, done_on in rows:
        told = {"number": number, "label": label, "day": ends_on, "done": done_on or ""}
        if state == "done" and done_on > ends_on:
            facts, key = chinese(DONE_LATE) % told, f"duty:{number}"
        elif state in ("open", "paused") and ends_on < today.isoformat():
            facts, key = chinese(NOT_DONE) % told, f"duty_open:{number}"
        else:
            continue
        yield Proposal(key, Party.LICENSOR, Conduct.DUTY_MISSED, facts, ends_on, (number,))


OWN_DUTIES = ("registration", "registration_change", "recordal", "recordal_change", "right_fee")
"""The matters of deadlines that are the own unit's duties."""
LATE_PAYMENT = N_(
    "%(title)s (%(due)s) was payable by %(day)s and was paid on %(paid)s, %(days)d day(s) late."
)
ALL_ON_TIME = N_("In %(year)d all of the %(count)d sum(s) due were paid on time.")
STILL_UNPAID = N_(
    "The demand %(demand)s was delivered on %(day)s; its period ended on %(until)s and %(dues)s is not paid."
)
CORRECTED = N_("The statement %(earlier)s for %(key)s was too low and was corrected by %(number)s.")
LATE_REPORT = N_(
    "The statement %(number)s for %(key)s was to be handed in by %(last)s and came on %(day)s, %(days)d day(s) late."
)
DONE_LATE = N_("%(label)s (%(number)s) was to be done by %(day)s and was done on %(done)s.")
NOT_DONE = N_("%(label)s (%(number)s) was to be done by %(day)s and is not done yet.")
