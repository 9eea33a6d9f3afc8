"""The records of a license and of what is owed and paid under it, as frozen values.

Amounts are integer fen, never negative; dates are calendar dates. Receipts, allocations, statements and
amendments are never changed: a mistake is answered by a further entry.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ttoffice.licenses.codes import (
    DueKind,
    DueState,
    ExpectedBy,
    LicenseState,
    MilestoneKind,
    MilestoneState,
    PricingMethod,
    ReceiptKind,
)
from ttoffice.licenses.terms import Terms


@dataclass(frozen=True, slots=True)
class Licensee:
    """The licensee as it stood on the day of signature: name, code, size class and the figures it rests on.

    Attributes:
        size_class: a code of `parties.sizes`, empty where the licensee has none.
        figures: the figures and the declaration, in the words that the contract gives.
    """

    name: str
    credit_code: str = ""
    size_class: str = ""
    figures: str = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """What a notice or a decision covers: the SHA-256 of those terms, the version of the license, the licensee."""

    sha256: str
    version: int
    licensee: str = ""


@dataclass(frozen=True, slots=True)
class LicenseRecord:
    """One license.

    Attributes:
        title: what it is called.
        licensee: number of the enterprise, QY-...
        licensee_name: its name, for lists and searches.
        signed_licensee: the licensee as of signature, None before.
        terms: the terms as first agreed; amendments change them from a day on.
        responsible: number of the person who looks after it, RY-...
        related: what was declared of ties to the licensee: `none`, `declared`, or empty while nobody has said.
        related_note: the ties, where there are any; `related_on` the day; `related_proof` the exhibit.
        pricing: how the price was found; `pricing_proof` exhibit numbers.
        researchers_informed_on: the day on which the completers were informed; `informed_proof` the exhibit.
        notice: number of the price notice, GS-...; `published_terms` the money terms that it covers.
        decision: number of the collective decision, JY-...; `decided_terms` the terms that it covers.
        contract: number of the contract draft that was signed, HT-...; `contract_proof` the exhibit with the paper.
        signed_on, effective_on: days of signature and of effect.
        registered_on: day of the registration certificate.
        first_sale_on: first sale of a licensed product, where the royalty runs from it.
        ended_on: last day; `end_reason` why.
        muted_until: until when no reminder is asked for; `muted_reason` why.
        reference: the number of the contract in the unit's own ledger of contracts.
        outside: true for a contract concluded before it was entered here.
    """

    title: str
    licensee: str = ""
    licensee_name: str = ""
    state: LicenseState = LicenseState.DRAFT
    terms: Terms = field(default_factory=Terms)
    signed_licensee: Licensee | None = None
    responsible: str = ""
    related: str = ""
    related_note: str = ""
    related_on: date | None = None
    related_proof: str = ""
    pricing: PricingMethod | None = None
    pricing_proof: tuple[str, ...] = ()
    researchers_informed_on: date | None = None
    informed_proof: str = ""
    notice: str = ""
    published_terms: Covered | None = None
    decision: str = ""
    decided_terms: Covered | None = None
    contract: str = ""
    contract_proof: str = ""
    signed_on: date | None = None
    effective_on: date | None = None
    registered_on: date | None = None
    first_sale_on: date | None = None
    ended_on: date | None = None
    end_reason: str = ""
    muted_until: date | None = None
    muted_reason: str = ""
    outside: bool = False
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of the terms that an amendment changes, in JSON form, such as `ends_on` or `plan`."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class AmendmentRecord:
    """One amendment of a signed license; never changed.

    Attributes:
        subject: number of the license.
        place: its place in the chain, from 1.
        effective_on: the day from which the changed terms hold.
        decision: number of the collective decision, empty where none was asked for.
        proof: exhibit with the signed paper.
    """

    subject: str
    title: str
    place: int
    changes: tuple[Change, ...]
    effective_on: date
    signed_on: date
    reason: str
    decision: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """One postponement of a milestone: from which planned day to which, why, and when it was recorded."""

    before: date | None
    after: date
    reason: str
    recorded_on: date


@dataclass(frozen=True, slots=True)
class MilestoneRecord:
    """One milestone node of a license.

    Attributes:
        subject: number of the license; `key` the key of its stage.
        planned_on: the day on which it is expected now; `first_planned_on` as the contract had it.
        proof: exhibit numbers.
    """

    subject: str
    key: str
    title: str
    kind: MilestoneKind
    planned_on: date | None = None
    first_planned_on: date | None = None
    reached_on: date | None = None
    state: MilestoneState = MilestoneState.PENDING
    proof: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    licensee_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DueRecord:
    """One sum that the licensee owes or will owe.

    Attributes:
        subject: number of the license; `licensee_name` and `debtor` (QY-...) who owes it.
        key: with `kind` what it is within the license: the stage's key, or the period such as `2026-H1`.
        period_from, period_until: first and last day of the settlement period.
        milestone: number of the milestone that it waits for; `statement` of the statement it rests on.
        due_on: last day of payment, None while it is not fixed.
        expected_on: the day on which it is expected to fall due, for forecasts.
        amount_fen: what is owed, 0 while it is not fixed; `expected_fen` what is expected.
        paid_fen: what was allocated to it; never more than `amount_fen`.
        working: how the amount and the day came about, a line each, in Chinese.
        node_on: the day from which the days to pay are counted; `days_to_pay` how many.
        provisional: whether `due_on` may still move because a year's calendar is not announced.
        report_on: of a royalty, the last day to report its period.
        expected_by: what the expected amount rests on.
        principal: of interest, damages, costs and corrections, the number of the due that they come from.
        waiver: why it is asked for no longer, where somebody decided so.
    """

    subject: str
    kind: DueKind
    key: str
    title: str
    debtor: str = ""
    licensee_name: str = ""
    state: DueState = DueState.EXPECTED
    period_from: date | None = None
    period_until: date | None = None
    milestone: str = ""
    statement: str = ""
    due_on: date | None = None
    expected_on: date | None = None
    amount_fen: int = 0
    expected_fen: int = 0
    paid_fen: int = 0
    working: tuple[str, ...] = ()
    note: str = ""
    node_on: date | None = None
    days_to_pay: int | None = None
    provisional: bool = False
    report_on: date | None = None
    expected_by: ExpectedBy | None = None
    principal: str = ""
    waiver: str = ""

    @property
    def open_fen(self) -> int:
        """What is still to be paid, in fen; nothing of a cancelled due."""
        return 0 if self.state is DueState.CANCELLED else self.amount_fen - self.paid_fen


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """One statement of revenue for one settlement period; never changed.

    Attributes:
        base_fen: the royalty base, in fen; `quantity` units sold where a quantity is the base.
        corrects: number of the statement that it corrects.
        proof: exhibit with the licensee's report.
        royalty_fen: the royalty of the period by this statement; `working` how it came about.
    """

    subject: str
    title: str
    key: str
    period_from: date
    period_until: date
    received_on: date
    base_fen: int = 0
    quantity: int = 0
    corrects: str = ""
    proof: str = ""
    royalty_fen: int = 0
    working: tuple[str, ...] = ()
    licensee_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptRecord:
    """One sum that came in, or a refund that went out, or the reversal of such an entry; never changed.

    Attributes:
        subject: number of the license.
        amount_fen: more than 0; which way it counts is said by `kind` and `reverses`.
        reference: bank reference, voucher number or claim number.
        support: number of the guarantee, insurance or voucher it was paid under.
        reverses: number of the entry that this one takes back, with `reason`.
        refunds: of a refund, number of the receipt out of which it is paid.
    """

    subject: str
    title: str
    kind: ReceiptKind
    received_on: date
    amount_fen: int
    payer: str = ""
    reference: str = ""
    support: str = ""
    proof: str = ""
    reverses: str = ""
    reason: str = ""
    licensee_name: str = ""
    note: str = ""
    refunds: str = ""


@dataclass(frozen=True, slots=True)
class AllocationRecord:
    """A part of a receipt that pays a due, or the release of such a part; never changed.

    Attributes:
        releases: number of the allocation that this one takes back, with `reason`; then `amount_fen` is its amount.
    """

    subject: str
    title: str
    receipt: str
    due: str
    amount_fen: int
    made_on: date
    releases: str = ""
    reason: str = ""
