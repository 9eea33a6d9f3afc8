"""Short ways for the tests of licenses' money: sign a license through the shelf, act, look at what stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.licenses.seeding import seed
from ttoffice.action import Context, Office, perform
from ttoffice.errors import RefusedError
from ttoffice.licenses import duties
from ttoffice.licenses.codes import (
    LicenseState,
    MilestoneKind,
    RateKind,
    RoyaltyBase,
    SettlementPeriod,
    Trigger,
)
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty, Stage
from ttoffice.licenses.reading import terms_document
from ttoffice.licenses.record import (
    AmendmentRecord,
    Change,
    DueRecord,
    LicenseRecord,
    MilestoneRecord,
    ReceiptRecord,
    StatementRecord,
)
from ttoffice.licenses.shelves import (
    AMENDMENTS,
    DUES,
    LICENSES,
    MILESTONES,
    RECEIPTS,
    STATEMENTS,
)
from ttoffice.licenses.terms import Terms

EFFECT = date(2026, 1, 15)
STAGES = (
    Stage("s1", "样品交付", Trigger.DATE, after="6m", amount_fen=10_000_000, days_to_pay=30),
    Stage(
        "s2",
        "中试成功",
        Trigger.MILESTONE,
        milestone=MilestoneKind.PILOT,
        planned_on=date(2026, 12, 31),
        proof="中试报告",
        share="30",
        days_to_pay=30,
    ),
)
ROYALTY = Royalty(
    RoyaltyBase.NET_SALES,
    "扣除增值税、运费后的净销售额",
    RateKind.FIXED,
    (RateStep(0, "3"),),
    SettlementPeriod.HALF_YEAR,
    report_days=30,
    payment_days=30,
    ends_on=date(2030, 12, 31),
)
PLAN = FeePlan(
    threshold_fen=3_000_000,
    threshold_days=15,
    total_fen=50_000_000,
    stages=STAGES,
    royalty=ROYALTY,
    late_rate="0.05",
)
"""The third mode: a threshold fee of 30,000 yuan, a date node, a milestone node, and a royalty of 3 %."""


def signed(
    ctx: Context, plan: FeePlan = PLAN, effective_on: date = EFFECT, *, outside: bool = False, **terms: Any
) -> str:
    """Enter a license with a fee plan as the signature leaves it; return its number."""
    record = LicenseRecord(
        "咖啡烘焙工艺许可",
        "QY-2026-0001",
        "云南某某科技有限公司",
        LicenseState.IN_FORCE,
        Terms(plan=plan, **terms),
        signed_on=effective_on,
        effective_on=effective_on,
        outside=outside,
    )
    number = LICENSES.enter(ctx, record)
    duties.bring_in_line(ctx, number)
    return number


def changed(ctx: Context, number: str, **changes: Any) -> None:
    """Change a license, and let its duties follow."""
    found = LICENSES.load(ctx.db, number)
    assert found is not None
    LICENSES.write(ctx, found, replace(found.record, **changes))
    duties.bring_in_line(ctx, number)


def amended(ctx: Context, number: str, plan: FeePlan, effective_on: date) -> None:
    """Enter an amendment of the fee plan from a day on."""
    change = Change("plan", None, terms_document(Terms(plan=plan))["plan"])
    title, reason = "补充协议", "双方协商"
    AMENDMENTS.enter(ctx, AmendmentRecord(number, title, 1, (change,), effective_on, effective_on, reason))
    duties.bring_in_line(ctx, number)


def sign(office: Office, plan: FeePlan = PLAN, effective_on: date = EFFECT, **terms: Any) -> str:
    """Sign a license with a fee plan; return its number."""
    return str(seed(office, lambda ctx: signed(ctx, plan, effective_on, **terms)))


def amend(office: Office, number: str, plan: FeePlan, effective_on: date) -> None:
    """Amend a license's fee plan from a day on."""
    seed(office, lambda ctx: amended(ctx, number, plan, effective_on))


def end(office: Office, number: str, on: date, state: LicenseState = LicenseState.TERMINATED) -> None:
    """End a license on a day."""
    seed(office, lambda ctx: changed(ctx, number, state=state, ended_on=on))


def first_sale(office: Office, number: str, on: date) -> None:
    """Record the first sale."""
    seed(office, lambda ctx: changed(ctx, number, first_sale_on=on))


def act(office: Office, name: str, subject: str | None = None, **data: Any) -> Any:
    """Perform an action; return what it came to."""
    return perform(office, name, data, subject=subject).value


def warnings(office: Office, name: str, subject: str | None = None, **data: Any) -> set[str]:
    """Perform an action; return the codes of its warnings."""
    return {reason.code for reason in perform(office, name, data, subject=subject).warnings}


def refused(office: Office, name: str, subject: str | None = None, **data: Any) -> set[str]:
    """Try an action that must be refused; return the codes of the reasons."""
    with pytest.raises(RefusedError) as error:
        perform(office, name, data, subject=subject)
    return {reason.code for reason in error.value.reasons if not reason.warning}


def dues(office: Office, number: str) -> dict[tuple[str, str], DueRecord]:
    """Return the dues of a license by kind and key; of several the newest."""
    with office.reader() as reader:
        found = DUES.where(reader, "subject = ?", (number,))
    return {(due.record.kind.value, due.record.key): due.record for due in found}


def due_number(office: Office, number: str, kind: str, key: str) -> str:
    """Return the number of the newest due of a kind and key."""
    with office.reader() as reader:
        return str(
            reader.value(
                "SELECT number FROM due WHERE subject = ? AND kind = ? AND key = ? ORDER BY id DESC",
                (number, kind, key),
            )
        )


def milestone(office: Office, number: str, key: str) -> tuple[str, MilestoneRecord]:
    """Return the milestone of a stage and its number."""
    with office.reader() as reader:
        (found,) = MILESTONES.where(reader, "subject = ? AND key = ?", (number, key))
    return found.number, found.record


def statement(office: Office, number: str) -> StatementRecord:
    """Return a statement."""
    with office.reader() as reader:
        found = STATEMENTS.load(reader, number)
    assert found is not None
    return found.record


def receipt(office: Office, number: str) -> ReceiptRecord:
    """Return a receipt."""
    with office.reader() as reader:
        found = RECEIPTS.load(reader, number)
    assert found is not None
    return found.record


def free(office: Office, number: str) -> int:
    """Return what is free of a receipt."""
    from ttoffice.licenses.receipts.reading import free_fen

    with office.reader() as reader:
        found = RECEIPTS.load(reader, number)
        assert found is not None
        return free_fen(reader, found)
