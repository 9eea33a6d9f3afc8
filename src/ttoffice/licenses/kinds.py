"""The kinds of record of this area: licenses, amendments, milestones, dues, statements, receipts, allocations."""

from __future__ import annotations

from typing import Any

from ttoffice.action.kinds import RecordKind
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses import codes
from ttoffice.licenses.labels import MONEY, TERMS
from ttoffice.licenses.shelves import (
    ALLOCATIONS,
    AMENDMENTS,
    DUES,
    LICENSES,
    MILESTONES,
    RECEIPTS,
    STATEMENTS,
)
from ttoffice.parties.sizes import SIZE_LABELS
from ttoffice.results.codes import LABELS, LegalStatus, LicenseKind, RightKind

LICENSE = RecordKind(
    LICENSES,
    N_("License"),
    N_("Licenses"),
    "title",
    {
        **TERMS,
        "title": N_("Called"),
        "licensee": N_("Licensee"),
        "licensee_name": N_("Name of the licensee"),
        "state": N_("State"),
        "terms": N_("Terms"),
        "signed_licensee": N_("Licensee as of signature"),
        "responsible": N_("Person responsible"),
        "related": N_("Ties to the licensee"),
        "related_note": N_("Which ties"),
        "related_on": N_("Ties declared on"),
        "related_proof": N_("Declaration of ties"),
        "pricing": N_("Pricing"),
        "pricing_proof": N_("Proof of the pricing"),
        "researchers_informed_on": N_("Completers informed on"),
        "informed_proof": N_("Proof that they were informed"),
        "notice": N_("Price notice"),
        "published_terms": N_("Terms that the notice covers"),
        "decision": N_("Collective decision"),
        "decided_terms": N_("Terms that the decision covers"),
        "sha256": N_("SHA-256"),
        "version": N_("Version"),
        "contract": N_("Contract as signed"),
        "contract_proof": N_("Signed paper"),
        "signed_on": N_("Signed on"),
        "effective_on": N_("Takes effect on"),
        "registered_on": N_("Registered on"),
        "first_sale_on": N_("First sale on"),
        "ended_on": N_("Ended on"),
        "end_reason": N_("Why the license ended"),
        "muted_until": N_("Not reminded until"),
        "muted_reason": N_("Why not reminded"),
        "outside": N_("Concluded before it was entered"),
        "reference": N_("Own contract number"),
        "note": N_("Note"),
    },
    {
        "state": codes.STATE_LABELS,
        "pricing": codes.PRICING_LABELS,
        "related": {"none": N_("none declared"), "declared": N_("declared")},
        "kind": {**LABELS[LicenseKind], **LABELS[RightKind]},
        "sublicensing": codes.SUBLICENSING_LABELS,
        "trigger": codes.TRIGGER_LABELS,
        "milestone": codes.MILESTONE_LABELS,
        "base": codes.BASE_LABELS,
        "rate_kind": codes.RATE_LABELS,
        "period": codes.PERIOD_LABELS,
        "legal_status": LABELS[LegalStatus],
        "size_class": SIZE_LABELS,
    },
    ("licensee_name", "state", "signed_on"),
    {
        "all": "1",
        "under_way": "state IN ('draft', 'negotiating', 'price_notice', 'decided')",
        "binding": "state IN ('signed', 'registered', 'in_force')",
        "unregistered": "state = 'signed'",
        "overdue": "number IN (SELECT subject FROM due WHERE state = 'open' AND due_on < :today)",
        "ended": "state IN ('ended', 'terminated')",
        "muted": "muted_until >= :today",
    },
    {
        "all": N_("all licenses"),
        "under_way": N_("before signature"),
        "binding": N_("signed and not ended"),
        "unregistered": N_("signed, not registered"),
        "overdue": N_("with overdue sums"),
        "ended": N_("ended"),
        "muted": N_("reminders off"),
    },
    ("license_stands_as_signed",),
    {"terms": "ttoffice.licenses.telling:terms_told"},
)


class _Amendments(RecordKind):
    """The kind of amendments: a change is told as what differs, not as the whole field before and after."""

    def readable(self, key: str, value: Any) -> str:
        """Return a field's value as a person reads it."""
        if key == "changes" and isinstance(value, dict):
            return _told_change(value)
        return super().readable(key, value)


def _told_change(change: dict[str, Any]) -> str:
    from ttoffice.licenses.differing import what_changed
    from ttoffice.licenses.reading import terms_document, terms_from
    from ttoffice.licenses.terms import Terms

    empty = terms_document(Terms())
    before, after = (terms_from({**empty, change["field"]: change[side]}) for side in ("before", "after"))
    return _("; ").join(one.sentence for one in what_changed(before, after))


AMENDMENT = _Amendments(
    AMENDMENTS,
    N_("Amendment"),
    N_("Amendments"),
    "title",
    {
        **TERMS,
        "subject": N_("License"),
        "title": N_("Called"),
        "place": N_("Place in the chain"),
        "changes": N_("Changes"),
        "effective_on": N_("Holds from"),
        "signed_on": N_("Signed on"),
        "reason": N_("Reason"),
        "decision": N_("Collective decision"),
        "proof": N_("Signed paper"),
        "field": N_("Field"),
        "before": N_("before"),
        "after": N_("after"),
    },
    {"field": TERMS},
    ("subject", "effective_on", "signed_on"),
    guards=("amendment_no_update",),
    told={"changes": "ttoffice.licenses.telling:changes_told"},
)

MILESTONE = RecordKind(
    MILESTONES,
    N_("Milestone"),
    N_("Milestones"),
    "title",
    {
        "subject": N_("License number"),
        "key": N_("Stage"),
        "title": N_("Called"),
        "kind": N_("Kind"),
        "planned_on": N_("Expected on"),
        "first_planned_on": N_("Expected on, by the contract"),
        "reached_on": N_("Reached on"),
        "state": N_("State"),
        "proof": N_("Proof"),
        "slips": N_("Postponements"),
        "licensee_name": N_("Name of the licensee"),
        "note": N_("Note"),
        "before": N_("before"),
        "after": N_("after"),
        "reason": N_("Reason"),
        "recorded_on": N_("Recorded on"),
    },
    {"kind": codes.MILESTONE_LABELS, "state": codes.MILESTONE_STATES},
    ("subject", "licensee_name", "planned_on", "state"),
    {
        "pending": "state = 'pending'",
        "all": "1",
        "ahead": "state = 'pending' AND (planned_on IS NULL OR planned_on >= :today)",
        "late": "state = 'pending' AND planned_on < :today",
        "slipped": "slips <> '[]'",
        "reached": "state = 'reached'",
        "failed": "state = 'failed'",
    },
    {
        "pending": N_("pending"),
        "all": N_("all milestones"),
        "ahead": N_("still ahead"),
        "late": N_("late"),
        "slipped": N_("postponed"),
        "reached": N_("reached"),
        "failed": N_("failed"),
    },
)

DUE = RecordKind(
    DUES,
    N_("Sum due"),
    N_("Sums due"),
    "title",
    {
        **MONEY,
        "kind": N_("Kind"),
        "debtor": N_("Debtor"),
        "state": N_("State"),
        "milestone": N_("Milestone"),
        "statement": N_("Statement"),
        "due_on": N_("Payable by"),
        "expected_on": N_("Expected on"),
        "expected_fen": N_("Expected amount"),
        "paid_fen": N_("Paid"),
        "node_on": N_("Days counted from"),
        "days_to_pay": N_("Days to pay"),
        "provisional": N_("Day may still move"),
        "report_on": N_("Report by"),
        "expected_by": N_("Expected by"),
        "principal": N_("Comes from"),
        "waiver": N_("Waived because"),
    },
    {
        "kind": codes.DUE_LABELS,
        "state": codes.DUE_STATES,
        "expected_by": codes.EXPECTED_LABELS,
    },
    ("subject", "licensee_name", "due_on", "amount_fen", "paid_fen", "state"),
    {
        "open": "state = 'open'",
        "all": "1",
        "overdue": "state = 'open' AND due_on < :today",
        "soon": "state = 'open' AND due_on BETWEEN :today AND date(:today, '+30 days')",
        "expected": "state = 'expected'",
        "unreported": "state = 'expected' AND statement = '' AND report_on < :today",
        "settled": "state = 'settled'",
        "cancelled": "state = 'cancelled'",
    },
    {
        "open": N_("payable"),
        "all": N_("all sums due"),
        "overdue": N_("overdue"),
        "soon": N_("payable within thirty days"),
        "expected": N_("not payable yet"),
        "unreported": N_("report of revenue overdue"),
        "settled": N_("paid in full"),
        "cancelled": N_("cancelled"),
    },
)

STATEMENT = RecordKind(
    STATEMENTS,
    N_("Statement of revenue"),
    N_("Statements of revenue"),
    "title",
    {
        **MONEY,
        "received_on": N_("Received on"),
        "base_fen": N_("Base of the royalty"),
        "quantity": N_("Quantity"),
        "corrects": N_("Corrects"),
        "proof": N_("Report"),
        "royalty_fen": N_("Royalty"),
    },
    {},
    ("subject", "licensee_name", "period_until", "base_fen", "royalty_fen"),
    {"all": "1", "corrections": "corrects <> ''"},
    {"all": N_("all statements"), "corrections": N_("corrections")},
    ("statement_no_update",),
)

RECEIPT = RecordKind(
    RECEIPTS,
    N_("Receipt"),
    N_("Receipts"),
    "title",
    {
        **MONEY,
        "kind": N_("Kind"),
        "received_on": N_("Received on"),
        "payer": N_("Payer"),
        "reference": N_("Reference"),
        "support": N_("Paid under"),
        "proof": N_("Paper"),
        "reverses": N_("Reverses"),
        "refunds": N_("Refunds"),
        "reason": N_("Reason"),
    },
    {"kind": codes.RECEIPT_LABELS},
    ("subject", "licensee_name", "kind", "received_on", "amount_fen"),
    {"all": "1", "refunds": "kind = 'refund'", "reversals": "reverses <> ''"},
    {"all": N_("all receipts"), "refunds": N_("refunds"), "reversals": N_("reversals")},
    ("receipt_no_update",),
)

ALLOCATION = RecordKind(
    ALLOCATIONS,
    N_("Allocation"),
    N_("Allocations"),
    "title",
    {
        "subject": N_("License number"),
        "title": N_("Called"),
        "receipt": N_("Receipt"),
        "due": N_("Sum due"),
        "amount_fen": N_("Amount"),
        "made_on": N_("Made on"),
        "releases": N_("Releases"),
        "reason": N_("Reason"),
    },
    {},
    ("subject", "receipt", "due", "amount_fen", "made_on"),
    {"all": "1", "releases": "releases <> ''"},
    {"all": N_("all allocations"), "releases": N_("releases")},
    ("allocation_no_update",),
)

KINDS: dict[str, RecordKind] = {
    kind.code: kind for kind in (LICENSE, AMENDMENT, MILESTONE, DUE, STATEMENT, RECEIPT, ALLOCATION)
}
