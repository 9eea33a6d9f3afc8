"""Which steps a filing takes from where it stands, and what each needs: pure rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.licenses.filings.record import (
    KIND_LABELS,
    STATE_LABELS,
    UNDER_WAY,
    FilingKind,
    FilingPurpose,
    FilingRecord,
    FilingState,
)
from ttoffice.reasons import Reason
from ttoffice.workflow import Step, Workflow

BASIS = "pay-later:6(3)"


def _from(*states: FilingState) -> frozenset[str]:
    return frozenset(state.value for state in states)


_STATE = FilingState
FLOW: Workflow[None] = Workflow(
    "filing",
    (
        Step("change", _from(_STATE.PREPARED, _STATE.RETURNED), ""),
        Step("submit", _from(_STATE.PREPARED, _STATE.RETURNED), _STATE.SUBMITTED),
        Step("return", _from(_STATE.SUBMITTED, _STATE.ACCEPTED), _STATE.RETURNED),
        Step("accept", _from(_STATE.SUBMITTED), _STATE.ACCEPTED),
        Step("certify", _from(_STATE.SUBMITTED, _STATE.ACCEPTED), _STATE.CERTIFIED),
        Step("refuse", _from(_STATE.SUBMITTED, _STATE.RETURNED, _STATE.ACCEPTED), _STATE.REFUSED),
        Step("withdraw", _from(*UNDER_WAY), _STATE.WITHDRAWN),
    ),
    STATE_LABELS,
)
"""The steps of a filing between its states."""


def preparing_reasons(record: FilingRecord, others: Sequence[tuple[str, FilingRecord]]) -> Iterator[Reason]:
    """Return what stands against preparing a filing beside those there are, given as (number, record)."""
    same = [(number, one) for number, one in others if one.kind is record.kind]
    told = {"kind": _(KIND_LABELS[record.kind.value])}
    running = [
        number
        for number, one in same
        if one.state in UNDER_WAY and (one.purpose, one.occasion) == (record.purpose, record.occasion)
    ]
    if running:
        message = _("%(number)s of the kind %(kind)s is under way; go on with it.")
        yield Reason("filing.under_way", message % {**told, "number": running[0]}, BASIS, "kind")
    first = [
        number
        for number, one in same
        if one.purpose is FilingPurpose.NEW and one.state is FilingState.CERTIFIED
    ]
    if record.purpose is FilingPurpose.NEW:
        if first and record.kind is not FilingKind.PLATFORM:
            message = _("%(number)s of the kind %(kind)s is done; a contract is entered once only.")
            yield Reason("filing.once", message % {**told, "number": first[0]}, BASIS, "purpose")
    elif record.follows not in first:
        message = _("Name the first entry of the kind %(kind)s that it belongs to: %(known)s.")
        yield Reason("filing.follows", message % {**told, "known": "、".join(first) or "-"}, BASIS, "follows")
    if record.purpose is FilingPurpose.CHANGE and not record.occasion:
        message = _("Say what asks for the change: the number of the amendment.")
        yield Reason("filing.occasion", message, BASIS, "occasion")


def day_order(record: FilingRecord, on: date, field: str = "on") -> Iterator[Reason]:
    """Refuse a day before the step that came last."""
    returned = record.returns[-1].on if record.returns else None
    days = (record.submitted_on, record.accepted_on, returned)
    last = max((day for day in days if day is not None), default=None)
    if last is not None and on < last:
        message = _("The step before it was taken on %(day)s; this cannot have been earlier.")
        yield Reason("filing.order", message % {"day": last.isoformat()}, field=field)


def certificate_reasons(
    record: FilingRecord, certificate: str, total: int | None, technical: int | None, proof: str
) -> Iterator[Reason]:
    """Return what a certificate lacks: its number, of a registration the amounts it states, and the paper."""
    if not certificate:
        message = _("Say the number of the certificate, or of the notice that stands for it.")
        yield Reason("filing.no_certificate", message, BASIS, "certificate")
    if record.kind is FilingKind.REGISTRATION and record.purpose is not FilingPurpose.CANCEL:
        for name, value, message in (
            ("total_fen", total, _("Say the total of the contract (成交额) that the certificate states.")),
            (
                "technical_fen",
                technical,
                _("Say the technical part (技术交易额) that the certificate states."),
            ),
        ):
            if value is None:
                yield Reason(f"filing.no_{name}", message, BASIS, name)
        if total is not None and technical is not None and technical > total:
            message = _("The technical part cannot be more than the total of the contract.")
            yield Reason("filing.technical", message, BASIS, "technical_fen")
    if not proof:
        message = _("Add the exhibit with the certificate.")
        yield Reason("filing.no_proof", message, "exemption:12", "proof", warning=True)
