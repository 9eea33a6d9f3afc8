"""Gathers what the law asks about a license from the store, and runs every rule over it.

`reasons` is the one place from which drafting, procedure, import and screens ask; `grant_of` takes a result over
from the register.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from ttoffice.licenses.gathering.clauses import own_clauses
from ttoffice.licenses.gathering.ledger import payments_of, supports_of
from ttoffice.licenses.gathering.licensee import licensee_of
from ttoffice.licenses.gathering.others import others_of
from ttoffice.licenses.gathering.results import grant_of, results_of
from ttoffice.licenses.law.facts import LicenseFacts, Limit, Limits, PlanFacts, Wording
from ttoffice.licenses.law.life import life_of
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.rules import license_reasons
from ttoffice.licenses.terms import Terms
from ttoffice.parties.views import own_unit
from ttoffice.reasons import Reason
from ttoffice.store.connection import Reader

if TYPE_CHECKING:
    from ttoffice.rulebook import Rulebook

_TERMS = frozenset(item.name for item in fields(Terms))
__all__ = ["effective_day", "facts_of", "grant_of", "limits_on", "reasons"]


def reasons(
    reader: Reader, number: str, record: LicenseRecord, rulebook: Rulebook, day: date
) -> list[Reason]:
    """Return everything the law says of a license as it stands, in the order of the contract.

    Args:
        reader: the store, which may be the open transaction.
        number: the license's number, "" for a new one.
        record: the license; its `terms` are the ones that are judged, also where they are not stored yet.
        rulebook: the guideline.
        day: the day whose law and settings hold; of a signed license its day of signature counts for the guideline.
    """
    return [_placed(reason) for reason in license_reasons(facts_of(reader, number, record, rulebook, day))]


def _placed(reason: Reason) -> Reason:
    """Return a reason whose field is named as in the license, where the terms are a part: `terms.plan.royalty`."""
    head = (reason.field or "").split(".")[0].split("[")[0]
    return replace(reason, field=f"terms.{reason.field}") if head in _TERMS else reason


def facts_of(
    reader: Reader, number: str, record: LicenseRecord, rulebook: Rulebook, day: date
) -> LicenseFacts:
    """Return what the rules look at."""
    from ttoffice.deadlines.views import work_calendar

    terms = record.terms
    results = results_of(reader, terms.grants)
    effective_on, calendar = effective_day(record, day), work_calendar(reader)
    types = rulebook.facts.result_types
    return LicenseFacts(
        day=record.signed_on or day,
        terms=terms,
        force=(rulebook.in_force_from, rulebook.in_force_to),
        plan=PlanFacts(
            limits_on(reader, day),
            effective_on,
            calendar,
            life_of(results).bound,
            terms.ends_on,
            rulebook.facts.payment_modes.codes,
        ),
        licensee=licensee_of(reader, record, record.signed_on or day),
        results=results,
        result_types=types.codes,
        types_open=not types.exhaustive,
        unit=own_unit(reader).name,
        others=others_of(reader, number, terms, day),
        supports=supports_of(reader, number),
        payments=payments_of(reader, number, terms.plan, effective_on, calendar),
        wordings=(*_wordings(record), *own_clauses(reader)),
    )


def effective_day(record: LicenseRecord, day: date) -> date:
    """Return the day of effect; before it is known, the first day agreed, that of signature, or the given day."""
    return record.effective_on or record.terms.starts_on or record.signed_on or day


def limits_on(reader: Reader, day: date) -> Limits:
    """Return the unit's yardsticks on a day."""
    from ttoffice.deadlines.views import policy_on

    def amount(code: str) -> Limit:
        policy = policy_on(reader, code, day)
        return Limit(Fraction(policy.fen), policy.source)

    def share(code: str, times: int = 1) -> Limit:
        policy = policy_on(reader, code, day)
        return Limit(policy.fraction * times, policy.source)

    return Limits(
        threshold_fen=amount("low_threshold_ceiling"),
        late_rate=share("late_rate_ceiling", 100),
        fixed_fen=amount("yardstick_fixed"),
        sales_share=share("yardstick_sales"),
        profit_share=share("yardstick_profit"),
    )


def _wordings(record: LicenseRecord) -> list[Wording]:
    """Return the office's own words outside the clauses, field by field."""
    terms, plan = record.terms, record.terms.plan
    found = [
        Wording("field_of_use", terms.field_of_use),
        *(
            Wording(f"plan.stages[{place}].{name}", getattr(stage, name))
            for place, stage in enumerate(plan.stages)
            for name in ("label", "proof")
        ),
    ]
    if plan.royalty is not None:
        found.append(Wording("plan.royalty.base_note", plan.royalty.base_note))
    return [wording for wording in found if wording.text.strip()]
