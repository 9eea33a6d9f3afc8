"""The money of a license on its tabs: every sum with its state, and what came in with what it paid."""

from __future__ import annotations

from ttoffice.action.records import RecordLine
from ttoffice.i18n import gettext as _
from ttoffice.licenses.dues.balances import balance
from ttoffice.licenses.dues.money_rows import days_late, expected_only, goes_out, still_open
from ttoffice.licenses.kinds import ALLOCATION, DUE, MILESTONE, RECEIPT
from ttoffice.licenses.shelves import ALLOCATIONS, DUES, MILESTONES, RECEIPTS
from ttoffice.money import shown_yuan
from ttoffice.screens.kit.tabs import TabContent, TabRow, View
from ttoffice.screens.licensing.states import (
    YUAN,
    due_state,
    milestone_state,
    state_width,
    yuan_cell,
)
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import state


def schedule_tab(view: View) -> TabContent:
    """Return every sum due of a license in the order of its days, the milestones among them."""
    dues = DUES.where(view.reader, "subject = ?", (view.number,))
    nodes = MILESTONES.where(view.reader, "subject = ?", (view.number,))
    today = view.day
    rows = [
        (
            item.document["due_on"] or item.document["expected_on"] or "9999",
            1,
            _due_row(RecordLine(item.id, item.number, item.version, item.document), view),
        )
        for item in dues
    ]
    rows += [
        (
            item.document["reached_on"] or item.document["planned_on"] or "9999",
            0,
            TabRow(
                item.number,
                (
                    str(item.document["reached_on"] or item.document["planned_on"] or ""),
                    f"{_('Milestone')}  {item.document['title']}",
                    milestone_state(MILESTONE, item.document, today),
                    "",
                    "",
                    "",
                    "",
                    item.number,
                ),
            ),
        )
        for item in nodes
        if item.document["state"] != "dropped"
    ]
    owed = balance(view.reader, today, number=view.number)
    head = "  ".join(
        (
            f"{_('Sums due')} {len(dues)}",
            f"{_('Payable')} {shown_yuan(owed.open_fen)}",
            f"{_('Overdue')} {shown_yuan(owed.overdue_fen)}",
            f"{_('Paid')} {shown_yuan(owed.paid_fen)}",
        )
    )
    none = _("No sum is due yet: signing makes the schedule from the fee plan.")
    listed = tuple(
        row for _day, _rank, row in sorted(rows, key=lambda item: (item[0], item[1], item[2].number))
    )
    return TabContent((), _schedule_columns(), listed, none, head if dues else "")


def _schedule_columns() -> tuple[Column, ...]:
    return (
        Column("day", _("Day"), 12),
        Column("title", _("Called"), 14, grow=4),
        Column("state", DUE.label_of("state"), state_width(DUE)),
        Column("open", _("Still open, yuan"), YUAN, align="right"),
        Column("amount", _("Amount, yuan"), 2 + YUAN, align="right", drop=1),
        Column("paid", _("Paid, yuan"), YUAN, align="right", drop=2),
        Column("late", _("Days late"), 4, align="right", drop=3),
        Column("number", _("Number"), 13, drop=4),
    )


def _due_row(line: RecordLine, view: View) -> TabRow:
    found = line.document
    expected = expected_only(found)
    late = days_late(found, view.day)
    cells = (
        found["due_on"] or (f"({found['expected_on']})" if found["expected_on"] else ""),
        str(found["title"]),
        due_state(DUE, found, view.day),
        yuan_cell(still_open(found)),
        f"({yuan_cell(expected)})" if expected else yuan_cell(found["amount_fen"]),
        yuan_cell(found["paid_fen"]),
        str(late) if late else "",
        line.number,
    )
    return TabRow(line.number, cells)


def receipts_tab(view: View) -> TabContent:
    """Return every entry of money that came in or went out, and under each the parts that it paid."""
    receipts = RECEIPTS.where(view.reader, "subject = ?", (view.number,), "received_on, id")
    parts = ALLOCATIONS.where(view.reader, "subject = ?", (view.number,))
    reversed_ = {item.record.reverses for item in receipts}
    rows = []
    for item in receipts:
        record = item.record
        rows.append(
            TabRow(
                item.number,
                (
                    record.received_on.isoformat(),
                    state("warn", _("reversal of %(number)s") % {"number": record.reverses})
                    if record.reverses
                    else state("muted", _("reversed"))
                    if item.number in reversed_
                    else RECEIPT.readable("kind", record.kind.value),
                    f"{'-' if goes_out(item.document) else ''}{yuan_cell(record.amount_fen)}",
                    record.payer or record.title,
                    item.number,
                ),
            )
        )
        rows += [
            TabRow(
                part.number,
                (
                    f"  {part.record.made_on}",
                    f"  {_('release') if part.record.releases else ALLOCATION.readable('title', _('pays'))}",
                    f"{'-' if part.record.releases else ''}{yuan_cell(part.record.amount_fen)}",
                    f"  {part.record.due}",
                    part.number,
                ),
            )
            for part in parts
            if part.record.receipt == item.number
        ]
    sums = balance(view.reader, view.day, number=view.number)
    head = f"{_('Received')} {shown_yuan(sums.held_fen)}  {_('Allocated')} {shown_yuan(sums.allocated_fen)}"
    head += f"  {_('Not allocated')} {shown_yuan(sums.free_fen)}" if sums.free_fen else ""
    columns = (
        Column("day", RECEIPT.label_of("received_on"), 12),
        Column("kind", RECEIPT.label_of("kind"), 12, grow=1),
        Column("amount", _("Amount, yuan"), 1 + YUAN, align="right"),
        Column("who", _("Payer or sum paid"), 14, grow=4, drop=1),
        Column("number", _("Number"), 12, drop=2),
    )
    none = _("Nothing was received yet: Ins enters a receipt.")
    return TabContent((), columns, tuple(rows), none, head if receipts else "")
