"""What an integrity record needs before it stands (pay-later Art. 8): pure rules on one record."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.i18n import gettext as _
from ttoffice.licenses.integrity.record import BASIS, CONDUCT_LABELS, GRAVE, Conduct, IntegrityRecord
from ttoffice.reasons import Reason


def entry_reasons(record: IntegrityRecord) -> Iterator[Reason]:
    """Return what an entry lacks: its facts, what shows them, and for what is grave the hearing of the one concerned."""
    if not record.facts:
        message = _("Say what happened, in whole sentences.")
        yield Reason("integrity.no_facts", message, BASIS, "facts")
    if record.conduct is not Conduct.ON_TIME and not (record.records or record.proof):
        message = _(
            "Name the records or exhibits that show it; nothing adverse is recorded on somebody's word."
        )
        yield Reason("integrity.unshown", message, BASIS, "records")
    if record.conduct in GRAVE:
        yield from _grave(record)
    if record.outcome is not None and not record.objection:
        message = _("There is an outcome without an objection; say what the one concerned said.")
        yield Reason("integrity.no_objection", message, BASIS, "objection")
    if record.objection and record.outcome is None:
        message = _("The one concerned objected; say what became of it once it was looked into.")
        yield Reason("integrity.open_objection", message, BASIS, "outcome", warning=True)


def _grave(record: IntegrityRecord) -> Iterator[Reason]:
    told = {"conduct": _(CONDUCT_LABELS[record.conduct.value])}
    if not record.proof:
        message = _("For an entry of the kind %(conduct)s exhibits must prove it.") % told
        yield Reason("integrity.no_proof", message, BASIS, "proof")
    if record.heard_on is None:
        message = _("The one concerned must be heard before an entry of the kind %(conduct)s is made.") % told
        yield Reason("integrity.not_heard", message, BASIS, "heard_on")
    if not record.decision:
        message = _("No collective decision is named for an entry of the kind %(conduct)s.") % told
        yield Reason("integrity.no_decision", message, "exemption:6", "decision", warning=True)
    if not record.referred_to:
        message = _(
            "Where a crime is suspected, it is passed on to the authorities: record it with integrity.refer."
        )
        yield Reason("integrity.refer", message, BASIS, "referred_to", warning=True)
