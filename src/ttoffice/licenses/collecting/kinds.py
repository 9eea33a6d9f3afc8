"""How reminders and steps that limit loss are shown: their labels, codes, lists and views."""

from __future__ import annotations

from ttoffice.action.kinds import RecordKind
from ttoffice.i18n import N_
from ttoffice.licenses.collecting.measures import LABELS, MEASURES
from ttoffice.licenses.collecting.record import CHANNEL_LABELS, REMINDERS, RUNG_LABELS

REMINDER = RecordKind(
    REMINDERS,
    N_("Reminder"),
    N_("Reminders"),
    "title",
    {
        "subject": N_("License"),
        "title": N_("Called"),
        "rung": N_("What was sent"),
        "sent_on": N_("Sent on"),
        "step": N_("Days before or after the day"),
        "dues": N_("Sums due"),
        "open_fen": N_("Left to pay"),
        "channel": N_("Sent by"),
        "recipient": N_("Recipient"),
        "address": N_("Address"),
        "pay_by": N_("To be paid by"),
        "letter_sha256": N_("Hash of the letter"),
        "letter_name": N_("Letter"),
        "proof": N_("Proof"),
        "confirms": N_("Delivery of"),
        "delivered_on": N_("Delivered on"),
        "licensee_name": N_("Name of the licensee"),
        "note": N_("Note"),
        "number": N_("Number"),
        "due_on": N_("Payable by"),
        "days_late": N_("Days late"),
    },
    {"rung": RUNG_LABELS, "channel": CHANNEL_LABELS},
    ("subject", "licensee_name", "rung", "sent_on", "open_fen", "channel"),
    {
        "all": "1",
        "reminders": "rung IN ('before', 'after')",
        "demands": "rung = 'demand'",
        "undelivered": "rung IN ('demand', 'default', 'termination') AND NOT EXISTS"
        " (SELECT 1 FROM reminder d WHERE d.confirms = reminder.number)",
        "deliveries": "rung = 'delivery'",
    },
    {
        "all": N_("everything that was sent"),
        "reminders": N_("reminders"),
        "demands": N_("demand letters"),
        "undelivered": N_("delivery not confirmed"),
        "deliveries": N_("deliveries"),
    },
    ("reminder_no_update",),
)

MITIGATION = RecordKind(
    MEASURES,
    N_("Step that limits loss"),
    N_("Steps that limit loss"),
    "title",
    {
        "subject": N_("License"),
        "title": N_("Called"),
        "kind": N_("Kind"),
        "taken_on": N_("Day"),
        "taken_by": N_("By whom"),
        "what": N_("What was done"),
        "result": N_("What came of it"),
        "proof": N_("Proof"),
        "dues": N_("Sums due"),
        "support": N_("Guarantee or insurance"),
        "corrects": N_("Corrects"),
        "licensee_name": N_("Name of the licensee"),
        "note": N_("Note"),
    },
    {"kind": LABELS},
    ("subject", "licensee_name", "taken_on", "what"),
    {
        "all": "1",
        "unproved": "proof = '[]' AND NOT EXISTS (SELECT 1 FROM mitigation c WHERE c.corrects = mitigation.number)",
        "corrections": "corrects <> ''",
    },
    {
        "all": N_("all steps"),
        "unproved": N_("without proof"),
        "corrections": N_("corrections"),
    },
    ("mitigation_no_update",),
)
KINDS: dict[str, RecordKind] = {kind.code: kind for kind in (REMINDER, MITIGATION)}
