"""How supports are shown: their labels, codes, lists and views."""

from __future__ import annotations

from ttoffice.action.kinds import RecordKind
from ttoffice.i18n import N_
from ttoffice.licenses.supports.record import (
    EVENT_LABELS,
    FORM_LABELS,
    KIND_LABELS,
    PROVIDER_LABELS,
    SIDE_LABELS,
    STATE_LABELS,
    SUPPORTS,
)

SUPPORT = RecordKind(
    SUPPORTS,
    N_("Support"),
    N_("Supports"),
    "title",
    {
        "subject": N_("License"),
        "kind": N_("Kind"),
        "title": N_("Called"),
        "state": N_("State"),
        "provider": N_("Provider"),
        "provider_kind": N_("Kind of provider"),
        "provider_code": N_("Credit code"),
        "form": N_("Form of the guarantee"),
        "amount_fen": N_("Amount"),
        "dues": N_("Sums covered"),
        "reference": N_("Number of the paper"),
        "agreed_on": N_("Agreed on"),
        "starts_on": N_("First day"),
        "ends_on": N_("Ends on"),
        "premium_fen": N_("Premium or fee"),
        "premium_side": N_("Borne by"),
        "beneficiary": N_("For whom"),
        "granted_fen": N_("Granted"),
        "paid_fen": N_("Paid or used"),
        "papers": N_("Papers"),
        "happenings": N_("What happened"),
        "licensee_name": N_("Name of the licensee"),
        "note": N_("Note"),
        "event": N_("Event"),
        "on": N_("Day"),
        "proof": N_("Proof"),
    },
    {
        "kind": KIND_LABELS,
        "state": STATE_LABELS,
        "provider_kind": PROVIDER_LABELS,
        "form": FORM_LABELS,
        "premium_side": SIDE_LABELS,
        "beneficiary": SIDE_LABELS,
        "event": EVENT_LABELS,
    },
    ("subject", "kind", "provider", "amount_fen", "ends_on", "state"),
    {
        "standing": "state IN ('standing', 'applied', 'granted', 'claimed')",
        "all": "1",
        "guarantees": "kind = 'guarantee'",
        "insurances": "kind = 'insurance'",
        "subsidies": "kind = 'subsidy'",
        "vouchers": "kind = 'voucher'",
        "claimed": "state = 'claimed'",
        "ended": "state IN ('paid', 'refused', 'ended')",
    },
    {
        "standing": N_("still of use"),
        "all": N_("all supports"),
        "guarantees": N_("guarantees"),
        "insurances": N_("insurances"),
        "subsidies": N_("subsidies and rewards"),
        "vouchers": N_("vouchers"),
        "claimed": N_("claimed"),
        "ended": N_("at an end"),
    },
)
KINDS: dict[str, RecordKind] = {"support": SUPPORT}
