"""What the inputs of this area's actions call their fields, where it is not what the records call them."""

from __future__ import annotations

from ttoffice.i18n import N_
from ttoffice.licenses.collecting.grounds import GROUND_LABELS
from ttoffice.screens.kit.asked import Words

TODAY = N_("today where left empty")
WORDS = Words(
    labels={
        "on": N_("Day"),
        "to": N_("Sums paid, in this order"),
        "until": N_("Until and with"),
        "reason": N_("Reason"),
        "proof": N_("Exhibits"),
        "papers": N_("Papers"),
        "dues": N_("Sums due"),
        "due": N_("Sum due"),
        "base_fen": N_("Base of the royalty"),
        "amount_fen": N_("Amount"),
        "amount": N_("Amount"),
        "period": N_("Period"),
        "received_on": N_("Received on"),
        "release": N_("Allocations released"),
        "decision": N_("Collective decision"),
        "note": N_("Note"),
        "notice": N_("Notice"),
        "letter": N_("Make the letter"),
        "rung": N_("Rung of the ladder"),
        "ground": N_("Ground"),
        "records": N_("Records"),
        "receipts": N_("Receipts"),
        "lines": N_("Lines"),
        "person": N_("Person"),
        "place": N_("Place"),
        "answer": N_("Answer"),
        "answered_on": N_("Answered on"),
        "content": N_("Content"),
        "final": N_("Nothing more is to come of it"),
        "authority": N_("Authority"),
        "corrects": N_("Corrects"),
        "proposed": N_("Key of the proposal"),
        "reference": N_("Reference"),
        "recipient": N_("Recipient"),
        "address": N_("Address"),
        "pay_by": N_("Pay by"),
    },
    more={
        "breach": N_("What was not done as agreed"),
        "clause": N_("Article that was broken"),
        "ends_on": N_("Last day of the contract"),
        "transfer": N_("Contributors to the transfer"),
        "right": N_("Right"),
        "paid_on": N_("Paid on"),
        "outcome": N_("What came of it"),
    },
    codes={
        "ground": GROUND_LABELS,
        "outcome": {
            "granted": N_("granted"),
            "paid": N_("paid out"),
            "refused": N_("refused"),
            "used": N_("used for a payment"),
        },
    },
    hints={
        "on": TODAY,
        "sent_on": TODAY,
        "taken_on": TODAY,
        "received_on": TODAY,
        "delivered_on": TODAY,
        "until": TODAY,
        "proof": N_("ZJ-2026-0001; attach it with f"),
        "papers": N_("ZJ-2026-0001; attach it with f"),
        "period": "2026-H1, 2026-Q3, 2026-05",
        "dues": N_("YS-2026-0001; all that are overdue where left empty"),
        "to": N_("by the order of the law where left empty"),
        "decision": "JY-2026-0001",
        "support": "ZC-2026-0001",
        "receipts": N_("DZ-2026-0001; all that nobody distributed where left empty"),
    },
    lines=frozenset({"reason", "what"}),
)
