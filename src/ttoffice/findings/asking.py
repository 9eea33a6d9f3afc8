"""What the verbs of a finding ask alike: the step by its rules, the day of a case that is written down, personal data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.findings.gathering import NOTHING, Said, gather
from ttoffice.findings.proofs import touched
from ttoffice.findings.rules import FINDING_FLOW, reasons_of
from ttoffice.i18n import gettext as _
from ttoffice.licenses.refusals import future
from ttoffice.parties.personal import personal_reasons
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.action import Context
    from ttoffice.action.inputs import Input
    from ttoffice.findings.facts import FindingFacts
    from ttoffice.findings.record import FindingRecord


def facts_of(
    ctx: Context, number: str, record: FindingRecord, on: date | None = None, said: Said = NOTHING
) -> FindingFacts:
    """Return what the rules look at about a finding as it is to be, on the day of an act."""
    return gather(ctx.db, ctx.rulebook, number, record, ctx.today, on, said)


def _with_files(ctx: Context, facts: FindingFacts) -> FindingFacts:
    """Return facts to which is added which proof's file is not what was kept, looked at in the vault now."""
    found = touched(ctx.vault, facts.assessments.values())
    return replace(facts, damaged=tuple(dict.fromkeys((*facts.damaged, *found))))


RESTS_ON_FILES = frozenset({"report", "decide", "revisit", "finalise"})
"""Steps that rest on proof: its files are looked at themselves, not only what the last check found."""


def step_reasons(
    ctx: Context,
    event: str,
    number: str,
    record: FindingRecord,
    on: date | None = None,
    said: Said = NOTHING,
) -> list[Reason]:
    """Return everything that speaks against a step of a finding as it is to be.

    From a wrong state nothing more is looked up: whoever asks about every step gets an answer at once.
    """
    wrong = FINDING_FLOW.standing(event, record.state)
    if wrong:
        return wrong
    facts = facts_of(ctx, number, record, on, said)
    return reasons_of(event, _with_files(ctx, facts) if event in RESTS_ON_FILES else facts)


def placed(reasons: Iterable[Reason], **fields: str) -> list[Reason]:
    """Return reasons with the fields that the rules name called as the verb's own input calls them."""
    return [replace(reason, field=fields.get(reason.field or "", reason.field)) for reason in reasons]


def typed_reasons(data: Input) -> list[Reason]:
    """Refuse numbers of persons, such as of mobile phones, in what was typed."""
    return personal_reasons(data.model_dump(mode="json", exclude_unset=True))


def order(
    day: date | None, earlier: date | None, what: str, field: str, basis: str = "exemption:12"
) -> Iterator[Reason]:
    """Refuse a day before an earlier one that it cannot precede; `what` says what was then."""
    if day is not None and earlier is not None and day < earlier:
        message = _("%(day)s lies before %(earlier)s, when %(what)s.")
        told = {"day": day.isoformat(), "earlier": earlier.isoformat(), "what": what}
        yield Reason("finding.order", message % told, basis, field)


def still_to_come(day: date | None, today: date, field: str, basis: str = "exemption:12") -> Iterator[Reason]:
    """Refuse a day that is still to come."""
    yield from future(day, today, field, code="finding.future", basis=basis)
