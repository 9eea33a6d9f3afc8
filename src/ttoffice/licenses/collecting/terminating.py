"""Ending a license before its term: whether it may be, and all that follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.action import Context, action
from ttoffice.action.kinds import kind_of
from ttoffice.deadlines import keeping
from ttoffice.deadlines.views import policy_on
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses import asking, duties
from ttoffice.licenses.codes import BINDING, LicenseState
from ttoffice.licenses.collecting.grounds import GROUND_LABELS, Ground
from ttoffice.licenses.collecting.inputs import TerminateLicense
from ttoffice.licenses.collecting.measures import MeasureKind, MitigationRecord, enter_measure, title_of
from ttoffice.licenses.collecting.proving import link
from ttoffice.licenses.collecting.record import REMINDERS, Rung
from ttoffice.licenses.collecting.rules import Ending, termination_reasons
from ttoffice.licenses.collecting.views import deliveries, reminders_of, standing_of
from ttoffice.licenses.reading import License
from ttoffice.licenses.shelves import LICENSES
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

RETURN = "materials_return"
"""The deadline for giving back the technical material (民法典 873)."""
LOSS_STOPPING = (Ground.NONPAYMENT, Ground.BREACH)


@action(
    "license.terminate",
    TerminateLicense,
    kind=LICENSES.kind,
    summary=N_("Terminate a license before its term"),
    basis="民法典 563",
)
def terminate(ctx: Context, subject: License, data: TerminateLicense) -> str:
    """End it; what was to come is cancelled, the material is asked back, the registration is to be changed."""
    on = data.on or ctx.today
    reason = f"{chinese(GROUND_LABELS[data.ground.value])}：{data.reason}"
    record = replace(subject.record, state=LicenseState.TERMINATED, ended_on=on, end_reason=reason)
    number = LICENSES.write(ctx, subject, record)
    if data.ground in LOSS_STOPPING:
        _loss_stopped(ctx, subject, data, on)
    else:
        link(ctx, data.proof, number, ("step:performance",))
    keeping.start(ctx, subject=number, matter=RETURN, starts_on=on)
    duties.bring_in_line(ctx, number)
    return number


def _loss_stopped(ctx: Context, subject: License, data: TerminateLicense, on: date) -> None:
    """Enter the termination as a step that stops loss."""
    enter_measure(
        ctx,
        MitigationRecord(
            subject=subject.number,
            title=title_of(MeasureKind.TERMINATION),
            kind=MeasureKind.TERMINATION,
            taken_on=on,
            taken_by=ctx.office.operator,
            what=data.reason,
            proof=data.proof,
            dues=tuple(one.number for one in standing_of(ctx.db, subject.number, on).overdue),
            licensee_name=subject.record.licensee_name,
        ),
    )


@terminate.guard
def terminate_reasons(ctx: Context, subject: License, data: TerminateLicense) -> Iterator[Reason]:
    """The contract binds, the right exists on the day, notice and papers are there, and the decision policy asks for."""
    refused = list(asking.state_reasons(subject, BINDING))
    yield from refused
    if refused:
        return
    yield from asking.exhibit_reasons(ctx.db, data.proof)
    yield from _notice_reasons(ctx.db, subject, data)
    yield from _decision_reasons(ctx.db, data)
    yield from termination_reasons(_ending(ctx, subject, data))


def _ending(ctx: Context, subject: License, data: TerminateLicense) -> Ending:
    on = data.on or ctx.today
    policy = policy_on(ctx.db, "termination_decision", on)
    delivery = deliveries(reminders_of(ctx.db, subject.number)).get(data.notice)
    return Ending(
        data.ground,
        on,
        ctx.today,
        subject.record.signed_on,
        standing_of(ctx.db, subject.number, on),
        bool(data.notice),
        delivery.delivered_on if delivery else None,
        len(data.proof),
        bool(data.decision),
        (policy.value == "always" and data.ground is not Ground.MUTUAL) or policy.value == "mutual_too",
        policy.source,
        _has_lapsed(ctx.db, subject),
    )


def _notice_reasons(reader: Reader, subject: License, data: TerminateLicense) -> Iterator[Reason]:
    if not data.notice:
        return
    found = REMINDERS.load(reader, data.notice)
    if found is None or found.record.subject != subject.number or found.record.rung is not Rung.TERMINATION:
        message = _("%(number)s is no notice of termination of this license.") % {"number": data.notice}
        yield Reason("terminate.notice", message, "民法典 565", "notice")


def _decision_reasons(reader: Reader, data: TerminateLicense) -> Iterator[Reason]:
    kind = kind_of("decision")
    if not data.decision or kind is None:
        return
    found = kind.shelf.load(reader, data.decision)
    if found is None or found.document.get("state") != "adopted":
        message = _("%(number)s is no adopted collective decision.") % {"number": data.decision}
        yield Reason("terminate.decision", message, "exemption:6", "decision")


def _has_lapsed(reader: Reader, subject: License) -> bool:
    """Tell whether a licensed right is recorded as lapsed in the register."""
    numbers = [
        (grant.result, right.number) for grant in subject.record.terms.grants for right in grant.rights
    ]
    return any(
        reader.value(
            "SELECT 1 FROM ip_right i JOIN result r ON r.id = i.result_id"
            " WHERE r.number = ? AND i.number = ? AND i.legal_status = 'lapsed'",
            pair,
        )
        for pair in numbers
    )
