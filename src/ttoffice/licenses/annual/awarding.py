"""The distributions of a year: those decided in it, a correction with its difference, and what was paid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ttoffice.licenses.annual.rows import AwardRow
from ttoffice.licenses.awards.codes import AwardState
from ttoffice.licenses.awards.gathering import Award, distributed_by, receipts_of
from ttoffice.licenses.awards.record import AwardRecord
from ttoffice.licenses.awards.shelves import AWARDS
from ttoffice.licenses.codes import ReceiptKind
from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Share:
    """What the distributions of a year come to for one license."""

    net_fen: int = 0
    pool_fen: int = 0
    retained_fen: int = 0
    main_fen: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class Awarded:
    """The distributions of a year, by license, and the receipts of the year that nobody distributed."""

    rows: tuple[AwardRow, ...]
    paid_fen: int
    shares: dict[str, Share] = field(default_factory=dict)
    undistributed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, license_: str) -> Share:
        """Return what they come to for a license."""
        return self.shares.get(license_, Share())


def awarded(reader: Reader, year: int, licenses: Iterable[str]) -> Awarded:
    """Return the distributions of some licenses decided in a year, and what was paid in it."""
    known = set(licenses)
    every = {one.number: one for one in AWARDS.where(reader) if one.record.subject in known}
    decided = [
        one
        for one in every.values()
        if one.record.state in (AwardState.DECIDED, AwardState.PAID)
        and one.record.decided_on is not None
        and one.record.decided_on.year == year
    ]
    rows = tuple(_row(one, every) for one in decided)
    shares = {
        number: _share([one for one in rows if one.license == number], decided, number) for number in known
    }
    return Awarded(
        rows, sum(_paid(one.record, year) for one in every.values()), shares, _left(reader, known, year)
    )


def _row(award: Award, every: dict[str, Award]) -> AwardRow:
    record = award.record
    before = every[record.corrects].record if record.corrects in every else None
    assert record.decided_on is not None

    def change(name: str) -> int:
        return int(getattr(record, name)) - (int(getattr(before, name)) if before else 0)

    return AwardRow(
        award.number,
        record.subject,
        record.title,
        record.decided_on,
        change("gross_fen"),
        change("net_fen"),
        change("pool_fen"),
        change("retained_fen"),
        _main(record) - (_main(before) if before else 0),
        len({line.who for line in record.lines if line.amount_fen}),
        record.corrects,
    )


def _main(record: AwardRecord) -> int:
    return sum(line.amount_fen for line in record.lines if line.main)


def _share(rows: list[AwardRow], decided: list[Award], license_: str) -> Share:
    people = {
        line.who
        for one in decided
        if one.record.subject == license_
        for line in one.record.lines
        if line.amount_fen
    }
    return Share(
        sum(one.net_fen for one in rows),
        sum(one.pool_fen for one in rows),
        sum(one.retained_fen for one in rows),
        sum(one.main_fen for one in rows),
        len(people),
    )


def _paid(record: AwardRecord, year: int) -> int:
    """Return what was paid in a year; what was paid back is taken off."""
    lines = {line.key: line for line in record.lines}
    return sum(lines[one.line].change_fen for one in record.payments if one.paid_on.year == year)


def _left(reader: Reader, licenses: set[str], year: int) -> dict[str, tuple[str, ...]]:
    found = {}
    for number in sorted(licenses):
        elsewhere = distributed_by(reader, number)
        left = tuple(
            one.number
            for one in receipts_of(reader, number)
            if one.record.received_on.year == year
            and one.record.kind is not ReceiptKind.REFUND
            and one.number not in elsewhere
        )
        if left:
            found[number] = left
    return found
