"""What the inputs of this area's actions call their fields, where it is not what the records call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

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
        "proof": N_("such as ZJ-2026-0001"),
        "papers": N_("such as ZJ-2026-0001"),
        "period": "2026-H1, 2026-Q3, 2026-05",
        "dues": N_("YS-2026-0001; all that are overdue where left empty"),
        "to": N_("by the order of the law where left empty"),
        "decision": "JY-2026-0001",
        "support": "ZC-2026-0001",
        "receipts": N_("DZ-2026-0001; all that nobody distributed where left empty"),
    },
    lines=frozenset({"reason", "what"}),
)

DUE_HINT = "YS-2026-0001"
OTHERWISE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "milestone.postpone": {"to": (N_("Expected on now"), "2026-03-31")},
    "mitigation.record": {"dues": (N_("Sums due"), DUE_HINT)},
    "support.enter": {"dues": (N_("Sums covered"), N_("YS-2026-0001; all of the license where left empty"))},
    "support.change": {"dues": (N_("Sums covered"), DUE_HINT)},
    "support.claim": {"dues": (N_("Sums due"), N_("YS-2026-0001; those that are covered where left empty"))},
    "license.terminate": {
        "ground": (N_("Ground of termination"), ""),
        "notice": (N_("Notice of termination"), "CS-2026-0001"),
    },
    "filing.maintain": {"paid_on": (N_("Fee paid on"), TODAY)},
    "award.pay": {"lines": (N_("Lines"), N_("their persons; all that are not paid yet where left empty"))},
}
"""What single actions call a field, and how it is written there, where the other actions mean something else by it."""


def words_of(action: str) -> Words:
    """Return how the fields of an action are called and explained."""
    own = OTHERWISE.get(action, {})
    labels = {key: label for key, (label, _hint) in own.items()}
    hints = {key: hint for key, (_label, hint) in own.items() if hint}
    return replace(WORDS, labels={**WORDS.labels, **labels}, hints={**WORDS.hints, **hints})
