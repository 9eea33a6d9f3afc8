"""Verbs of the dues: claim late interest, damages and costs, waive a sum, plan the coming settlement periods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ttoffice.action import Context, action
from ttoffice.deadlines.views import policy_on
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses import duties
from ttoffice.licenses.asking import signed_license
from ttoffice.licenses.codes import BEFORE_SIGNATURE, DueKind, DueState
from ttoffice.licenses.dues.claims import Claim, claim_on
from ttoffice.licenses.dues.exact import yuan_words
from ttoffice.licenses.dues.inputs import CancelDue, ClaimDamages, ClaimInterest, PlanAhead
from ttoffice.licenses.dues.keeping import bring_in_line
from ttoffice.licenses.dues.reading import Due
from ttoffice.licenses.reading import License
from ttoffice.licenses.receipts.reading import with_money_left
from ttoffice.licenses.record import DueRecord
from ttoffice.licenses.refusals import future
from ttoffice.licenses.shelves import DUES, LICENSES
from ttoffice.money import shown_yuan
from ttoffice.parties.decisions import decided
from ttoffice.reasons import Reason

KIND = DUES.kind
INTEREST = "民法典 585"
WAIVER_DECISION = "waiver_decision"
HIGH_DAMAGES = 30
"""Damages above so many percent of the loss are as a rule too high (民法典合同编通则解释 65)."""

# --- interest ------------------------------------------------------------------------------------------


@action(
    "due.claim_interest",
    ClaimInterest,
    kind=KIND,
    summary=N_("Claim the late interest on a sum up to a day"),
    basis=INTEREST,
)
def claim_interest(ctx: Context, subject: Due, data: ClaimInterest) -> str:
    """Enter the interest as a due of its own, payable at once; return its number."""
    until = data.until or ctx.today
    claim = claim_on(ctx.db, subject, until)
    assert claim is not None  # the guard saw to it
    record = subject.record
    return DUES.enter(
        ctx,
        DueRecord(
            subject=record.subject,
            kind=DueKind.INTEREST,
            key=record.key,
            title=f"{record.title}逾期利息",
            debtor=record.debtor,
            licensee_name=record.licensee_name,
            state=DueState.OPEN,
            period_from=_claimed_from(claim, until),
            period_until=_claimed_until(claim, until),
            due_on=ctx.today,
            expected_on=ctx.today,
            amount_fen=claim.fen,
            working=claim.working,
            note=data.note,
            node_on=ctx.today,
            principal=subject.number,
        ),
    )


def _claimed_from(claim: Claim, until: date) -> date | None:
    """Return the first day that a claim covers; of a difference in days claimed before, the first day of all."""
    if claim.first is not None and claim.first <= until:
        return claim.first
    return claim.whole.pieces[0].first


def _claimed_until(claim: Claim, until: date) -> date:
    """Return the last day that a claim covers: where everything is paid, the day of the last payment."""
    last = claim.whole.last or until
    return max(last, claim.claimed_until) if claim.claimed_until else last


@claim_interest.guard
def claim_interest_reasons(ctx: Context, subject: Due, data: ClaimInterest) -> Iterator[Reason]:
    """Only agreed interest, only for days gone by, and no day twice."""
    until = data.until or ctx.today
    yield from future(until, ctx.today, "until", code="due.future", basis=INTEREST)
    claim = claim_on(ctx.db, subject, until)
    if claim is None:
        message = _("A sum of this kind, or one that is not payable, bears no interest.")
        yield Reason("due.no_interest", message, INTEREST)
    elif claim.claimed_until is not None and until <= claim.claimed_until and not claim.fen:
        message = _("Interest was claimed until %(day)s already.")
        told = {"day": claim.claimed_until.isoformat()}
        yield Reason("due.claimed", message % told, INTEREST, "until")
    elif not claim.whole.pieces:
        message = _("No interest has run: the contract agrees on none, or the sum was paid in time.")
        yield Reason("due.nothing_to_claim", message, INTEREST)
    elif claim.fen:
        yield from _free_money(ctx, subject)
    else:
        message = _("What was claimed before (%(fen)s) is as much as the interest of all days.")
        yield Reason("due.nothing_left", message % {"fen": shown_yuan(claim.claimed_fen)}, "民法典 585")


def _free_money(ctx: Context, subject: Due) -> Iterator[Reason]:
    """Warn where money of the licensee lies unused: once allocated it counts from the day on which it came in."""
    free = sum(fen for _receipt, fen in with_money_left(ctx.db, subject.record.subject))
    if free and subject.record.open_fen:
        message = _("%(free)s came in and pays nothing yet; allocated to this sum it lowers the interest.")
        yield Reason("due.free_money", message % {"free": shown_yuan(free)}, "民法典 560", warning=True)


# --- damages and costs ---------------------------------------------------------------------------------


@action(
    "due.claim_damages",
    ClaimDamages,
    summary=N_("Claim liquidated damages, or the costs of collecting"),
    basis="民法典 585",
)
def claim_damages(ctx: Context, data: ClaimDamages) -> str:
    """Enter them as a due; return its number."""
    license_ = signed_license(ctx.db, data.license)
    assert license_ is not None
    fen = data.amount_fen or 0
    day = data.due_on or ctx.today
    costs = data.kind == "costs"
    return DUES.enter(
        ctx,
        DueRecord(
            subject=license_.number,
            kind=DueKind(data.kind),
            key=data.due,
            title="实现债权的费用" if costs else "违约金",
            debtor=license_.record.licensee,
            licensee_name=license_.record.licensee_name,
            state=DueState.OPEN,
            due_on=day,
            expected_on=day,
            amount_fen=fen,
            working=(f"{data.reason}：{yuan_words(fen)}。",),
            node_on=day,
            principal=data.due,
        ),
    )


@claim_damages.guard
def claim_damages_reasons(ctx: Context, data: ClaimDamages) -> Iterator[Reason]:
    """Under a signed license, with an amount; a warning where it looks too high."""
    license_ = signed_license(ctx.db, data.license)
    fen = data.amount_fen
    if license_ is None:
        message = _("There is no signed license numbered %(number)s.") % {"number": data.license}
        yield Reason("due.no_license", message, field="license")
    if not fen:
        yield Reason("due.no_amount", _("Give the amount that is claimed."), field="amount_fen")
    if data.due:
        yield from _principal_reasons(ctx, data, fen or 0, license_.number if license_ else "")


def _principal_reasons(ctx: Context, data: ClaimDamages, fen: int, license_: str) -> Iterator[Reason]:
    due = DUES.load(ctx.db, data.due)
    if due is None or due.record.subject != license_:
        message = _("%(number)s is no sum due under this license.") % {"number": data.due}
        yield Reason("due.other_license", message, field="due")
    elif data.kind == "damages" and fen * 100 > due.record.amount_fen * HIGH_DAMAGES:
        message = _(
            "This is more than %(percent)d%% of the sum; damages above %(percent)d%% of the loss are as a rule"
            " lowered by a court. Keep what shows the loss."
        )
        yield Reason(
            "due.high_damages",
            message % {"percent": HIGH_DAMAGES},
            "合同编通则解释 65",
            "amount",
            warning=True,
        )


# --- waiver --------------------------------------------------------------------------------------------


@action(
    "due.cancel", CancelDue, kind=KIND, summary=N_("Waive a sum due, with the reason"), basis="民法典 575"
)
def cancel(ctx: Context, subject: Due, data: CancelDue) -> str:
    """Ask for it no longer; what was paid of it stays paid."""
    waiver = f"{data.reason}（{data.decision}）" if data.decision else data.reason
    record = replace(
        subject.record, state=DueState.CANCELLED, waiver=waiver, expected_fen=0, expected_by=None
    )
    number = DUES.write(ctx, subject, record)
    duties.payments_changed(ctx, record.subject)
    return number


@cancel.guard
def cancel_reasons(ctx: Context, subject: Due, data: CancelDue) -> Iterator[Reason]:
    """Something must be open; above the unit's own amount a collective decision is asked for."""
    record = subject.record
    fen = max(record.open_fen, record.expected_fen)
    if record.state not in (DueState.OPEN, DueState.EXPECTED):
        yield Reason("due.not_open", _("Nothing is open of it."), field="state")
        return
    if data.decision and decided(ctx.db, data.decision) is None:
        message = _("%(number)s is no adopted decision.") % {"number": data.decision}
        yield Reason("due.no_decision", message, field="decision")
    most = policy_on(ctx.db, WAIVER_DECISION, ctx.today)
    if not data.decision and fen > most.fen:
        message = _(
            "%(open)s is waived; above %(most)s the unit asks for a collective decision (%(source)s)."
            " Name it, JY-..."
        )
        told = {"open": shown_yuan(fen), "most": shown_yuan(most.fen), "source": most.source}
        yield Reason("due.needs_decision", message % told, "exemption:6", "decision")


# --- planning ahead ------------------------------------------------------------------------------------


@action(
    "due.plan",
    PlanAhead,
    kind=LICENSES.kind,
    summary=N_("Plan the coming settlement periods of a license"),
    basis="pay-later:2",
)
def plan(ctx: Context, subject: License, data: PlanAhead) -> str:
    """Bring the dues and milestones in line with the license as it stands today."""
    bring_in_line(ctx, subject)
    return subject.number


@plan.guard
def plan_reasons(ctx: Context, subject: License, data: PlanAhead) -> Iterator[Reason]:
    """Nothing is due before a license is signed."""
    if subject.record.state in BEFORE_SIGNATURE:
        yield Reason("due.not_signed", _("Nothing is due before the license is signed."), field="state")
