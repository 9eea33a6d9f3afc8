"""What the JSON form of a due or of a receipt says of its money, as lists and previews show it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def still_open(due: Mapping[str, Any]) -> int:
    """Return what is payable of a due and not paid, in fen; nothing while it is not payable, or no longer."""
    return int(due["amount_fen"] - due["paid_fen"]) if due["state"] == "open" else 0


def expected_only(due: Mapping[str, Any]) -> int:
    """Return what is expected of a due that has no amount yet, in fen."""
    return 0 if due["amount_fen"] else int(due["expected_fen"])


def days_late(due: Mapping[str, Any], today: date) -> int:
    """Return for how many calendar days a due is overdue; 0 where it is not."""
    if due["state"] != "open" or not due["due_on"]:
        return 0
    return max(0, (today - date.fromisoformat(due["due_on"])).days)


def newly_paid(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> int:
    """Return what a change of a due pays of it, in fen; less than nothing where it is freed again."""
    return int(after["paid_fen"] - (before["paid_fen"] if before else 0))


def goes_out(receipt: Mapping[str, Any]) -> bool:
    """Tell whether an entry takes money away: a refund, or the reversal of what came in."""
    return bool(receipt["kind"] == "refund") != bool(receipt["reverses"])
