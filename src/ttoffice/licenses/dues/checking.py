"""Checking that money is conserved: what is paid of each due is what its allocations say, and no receipt is overspent."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.i18n import gettext as _
from ttoffice.money import shown_yuan
from ttoffice.store.connection import Reader

_PAID = """
SELECT d.number, d.paid_fen, COALESCE(a.fen, 0) FROM due d LEFT JOIN (
    SELECT due, SUM(CASE releases WHEN '' THEN amount_fen ELSE -amount_fen END) AS fen FROM allocation GROUP BY due
) a ON a.due = d.number
WHERE d.paid_fen <> COALESCE(a.fen, 0) ORDER BY d.id
"""
_SPENT = """
SELECT r.number, r.amount_fen, COALESCE(a.fen, 0) + COALESCE(b.fen, 0) FROM receipt r LEFT JOIN (
    SELECT receipt, SUM(CASE releases WHEN '' THEN amount_fen ELSE -amount_fen END) AS fen
    FROM allocation GROUP BY receipt
) a ON a.receipt = r.number LEFT JOIN (
    SELECT refunds, SUM(CASE reverses WHEN '' THEN amount_fen ELSE -amount_fen END) AS fen
    FROM receipt WHERE kind = 'refund' GROUP BY refunds
) b ON b.refunds = r.number LEFT JOIN (
    SELECT reverses FROM receipt WHERE reverses <> '' GROUP BY reverses
) c ON c.reverses = r.number
WHERE COALESCE(a.fen, 0) + COALESCE(b.fen, 0)
    > CASE WHEN r.kind = 'refund' OR r.reverses <> '' OR c.reverses IS NOT NULL THEN 0 ELSE r.amount_fen END
ORDER BY r.id
"""
_RELEASED = """
SELECT r.number, r.releases FROM allocation r LEFT JOIN allocation a ON a.number = r.releases
WHERE r.releases <> '' AND (a.id IS NULL OR a.releases <> '' OR a.due <> r.due OR a.receipt <> r.receipt
    OR a.amount_fen <> r.amount_fen
    OR EXISTS (SELECT 1 FROM allocation e WHERE e.due = r.due AND e.releases = r.releases AND e.id < r.id))
ORDER BY r.id
"""
_REVERSED = """
SELECT r.number, r.reverses FROM receipt r LEFT JOIN receipt o ON o.number = r.reverses
WHERE r.reverses <> '' AND (o.id IS NULL OR o.reverses <> '' OR o.kind <> r.kind OR o.amount_fen <> r.amount_fen
    OR EXISTS (SELECT 1 FROM receipt e WHERE e.subject = r.subject AND e.reverses = r.reverses AND e.id < r.id))
ORDER BY r.id
"""


def breaks(reader: Reader) -> Iterator[str]:
    """Yield each due, receipt, release and reversal that does not agree with the entries beside it."""
    for number, paid, allocated in reader.all(_PAID):
        yield _("Money: %(number)s has %(paid)s paid, its allocations come to %(allocated)s.") % {
            "number": number,
            "paid": shown_yuan(paid),
            "allocated": shown_yuan(max(0, allocated)),
        }
    for number, amount, spent in reader.all(_SPENT):
        yield _("Money: of %(number)s (%(amount)s) %(spent)s is allocated or refunded.") % {
            "number": number,
            "amount": shown_yuan(amount),
            "spent": shown_yuan(spent),
        }
    for number, other in (*reader.all(_RELEASED), *reader.all(_REVERSED)):
        yield _("Money: %(number)s takes back %(other)s, which does not agree with it.") % {
            "number": number,
            "other": other,
        }
