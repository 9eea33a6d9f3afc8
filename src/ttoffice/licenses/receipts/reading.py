"""Receipts and allocations as they stand: what is free of a receipt, what pays a due."""

from __future__ import annotations

from ttoffice.action.core import Subject
from ttoffice.licenses.codes import ReceiptKind
from ttoffice.licenses.record import AllocationRecord, ReceiptRecord
from ttoffice.licenses.shelves import ALLOCATIONS, RECEIPTS
from ttoffice.store.connection import Reader

Receipt = Subject[ReceiptRecord]
Allocation = Subject[AllocationRecord]

LIVE = (
    "releases = '' AND NOT EXISTS"
    " (SELECT 1 FROM allocation r WHERE r.due = allocation.due AND r.releases = allocation.number)"
)
"""The allocations that hold."""


def live_of_due(reader: Reader, due: str) -> list[Allocation]:
    """Return the allocations that pay a due, the newest first."""
    return ALLOCATIONS.where(reader, f"due = ? AND {LIVE}", (due,), "id DESC")


def live_of_receipt(reader: Reader, receipt: str) -> list[Allocation]:
    """Return the allocations of a receipt that hold, the oldest first."""
    return ALLOCATIONS.where(reader, f"receipt = ? AND {LIVE}", (receipt,))


def allocated_fen(reader: Reader, receipt: str) -> int:
    """Return how much of a receipt is allocated."""
    return int(
        reader.value(
            "SELECT COALESCE(SUM(CASE WHEN releases = '' THEN amount_fen ELSE -amount_fen END), 0)"
            " FROM allocation WHERE receipt = ?",
            (receipt,),
        )
    )


def reversal_of(reader: Reader, receipt: Receipt) -> str | None:
    """Return the number of the entry that reverses a receipt, None where none does."""
    found = reader.value(
        "SELECT number FROM receipt WHERE subject = ? AND reverses = ?",
        (receipt.record.subject, receipt.number),
    )
    return None if found is None else str(found)


def refunds_of(reader: Reader, receipt: Receipt) -> list[Receipt]:
    """Return the refunds out of a receipt that were not reversed."""
    return RECEIPTS.where(
        reader,
        "subject = ? AND refunds = ? AND reverses = ''"
        " AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.subject = receipt.subject AND r.reverses = receipt.number)",
        (receipt.record.subject, receipt.number),
    )


def free_fen(reader: Reader, receipt: Receipt) -> int:
    """Return what of a receipt is neither allocated nor refunded; nothing of a reversed one or of a refund."""
    record = receipt.record
    if record.kind is ReceiptKind.REFUND or record.reverses or reversal_of(reader, receipt):
        return 0
    refunded = sum(item.record.amount_fen for item in refunds_of(reader, receipt))
    return record.amount_fen - refunded - allocated_fen(reader, receipt.number)


def with_money_left(reader: Reader, license_: str) -> list[tuple[Receipt, int]]:
    """Return the receipts of a license that are not used up, the oldest first, each with what is free of it."""
    found = RECEIPTS.where(
        reader, "subject = ? AND kind <> 'refund' AND reverses = ''", (license_,), "received_on, id"
    )
    rows = [(receipt, free_fen(reader, receipt)) for receipt in found]
    return [(receipt, fen) for receipt, fen in rows if fen > 0]
