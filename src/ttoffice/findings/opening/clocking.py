"""The deadline by which the unit answers whether a case is taken up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttoffice.findings.shelves import FINDINGS
from ttoffice.notices import clock

if TYPE_CHECKING:
    from ttoffice.action import Context


def begin_acceptance(ctx: Context, number: str) -> None:
    """Begin the deadline of acceptance from the day of receipt, and note it in the case."""
    found = FINDINGS.load(ctx.db, number)
    assert found is not None
    assert found.record.received_on is not None
    deadline = clock.start(ctx, number, "acceptance", found.record.received_on)
    FINDINGS.write(ctx, found, replace(found.record, acceptance_deadline=deadline))
