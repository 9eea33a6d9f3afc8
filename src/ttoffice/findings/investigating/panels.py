"""Verbs about the panel: form it, and change it with the reason (exemption Art. 12, 10(5))."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.findings.asking import order, placed, step_reasons, typed_reasons
from ttoffice.findings.gathering import Said
from ttoffice.findings.investigating.inputs import ChangePanel, FormPanel
from ttoffice.findings.investigating.seating import (
    ARTICLE,
    late_check_reasons,
    member_reasons,
    seated,
    sitting,
)
from ttoffice.findings.matters import last_concluded
from ttoffice.findings.reading import Finding
from ttoffice.findings.record import FindingRecord
from ttoffice.findings.shelves import FINDINGS
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

KIND = FINDINGS.kind


def formed(ctx: Context, subject: Finding, data: FormPanel | ChangePanel) -> FindingRecord:
    """Return a case with its panel as it is from the day on."""
    reason = data.reason if isinstance(data, ChangePanel) else ""
    day = data.on or ctx.today
    panel = seated(ctx.db, subject.number, subject.record, data.members, day, reason)
    return replace(subject.record, panel=panel)


@action(
    "finding.form_panel",
    FormPanel,
    kind=KIND,
    summary=N_("Form the panel that investigates a case"),
    basis=ARTICLE,
)
def form_panel(ctx: Context, subject: Finding, data: FormPanel) -> str:
    """Write the panel, each member with the recusal check made about the case."""
    return FINDINGS.write(ctx, subject, formed(ctx, subject, data))


@form_panel.guard
def form_panel_reasons(ctx: Context, subject: Finding, data: FormPanel) -> list[Reason]:
    """Enough members, one of whom leads, each qualified, checked and in no conflict; once only."""
    after = formed(ctx, subject, data)
    steps = placed(step_reasons(ctx, "form_panel", subject.number, after, data.on), panel="members")
    reasons = [*typed_reasons(data), *member_reasons(ctx.db, data.members), *steps]
    reasons += late_check_reasons(ctx.db, after, data.on or ctx.today)
    if subject.record.panel:
        message = _("There is a panel already; change it with the reason (finding.change_panel).")
        reasons.append(Reason("panel.formed", message, ARTICLE, "members"))
    return reasons


@action(
    "finding.change_panel",
    ChangePanel,
    kind=KIND,
    summary=N_("Change the panel that investigates a case"),
    basis=ARTICLE,
)
def change_panel(ctx: Context, subject: Finding, data: ChangePanel) -> str:
    """Write the panel as it is now; who leaves stays on record with the day and the reason."""
    return FINDINGS.write(ctx, subject, formed(ctx, subject, data))


@change_panel.guard
def change_panel_reasons(ctx: Context, subject: Finding, data: ChangePanel) -> list[Reason]:
    """With the reason, by people who can sit on it; there must be a panel, and something that changes."""
    after, said = formed(ctx, subject, data), Said(data.reason)
    steps = step_reasons(ctx, "change_panel", subject.number, after, data.on, said)
    steps = placed(steps, panel="members")
    reasons = [*typed_reasons(data), *member_reasons(ctx.db, data.members), *steps]
    reasons += late_check_reasons(ctx.db, after, data.on or ctx.today)
    if not subject.record.panel:
        message = _("There is no panel yet (finding.form_panel).")
        reasons.append(Reason("panel.none", message, ARTICLE, "members"))
    elif after.panel == subject.record.panel:
        message = _("This is the panel as it stands; nothing changes.")
        reasons.append(Reason("panel.same", message, ARTICLE, "members"))
    return [*reasons, *_days(ctx, subject, data)]


def _days(ctx: Context, subject: Finding, data: ChangePanel) -> Iterator[Reason]:
    """A change lies neither before a member came, nor in the round that was decided before."""
    day, record = data.on or ctx.today, subject.record
    came = max((seat.since for seat in sitting(record).values()), default=None)
    yield from order(day, came, _("a member came"), "on")
    decided = last_concluded(ctx.db, subject.number, record)
    if decided is not None and day <= decided:
        message = _(
            "Round %(round)d is investigated by others than the round decided on %(day)s: they come later than that."
        )
        told = {"round": record.round, "day": decided.isoformat()}
        yield Reason("panel.earlier_round", message % told, ARTICLE, "on")
