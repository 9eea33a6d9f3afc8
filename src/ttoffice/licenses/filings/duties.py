"""What has to be filed about a license, and whether it was: pure, on what was gathered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ttoffice.licenses.filings.record import HANDED_IN, FilingKind, FilingPurpose, FilingRecord, FilingState

RECORDED_FIELDS = frozenset({"grants", "kind", "territory", "starts_on", "ends_on", "plan"})
"""What of the terms stands in a recordal, so that its change is recorded as well."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to be filed.

    Attributes:
        matter: the unit's setting that gives the period.
        mark: what tells it from others of the same matter: number of an amendment, or `XK-... 注销`; empty for the first.
        starts_on: the day from which the period runs.
        done_on: the day on which it was handed in, None while it was not.
        again_from: the day on which the last try failed, so that the period begins anew.
    """

    matter: str
    mark: str
    starts_on: date
    done_on: date | None = None
    again_from: date | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """One amendment: its number, the day of its signature, the fields it changes."""

    number: str
    signed_on: date
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Contract:
    """What the duties rest on.

    Attributes:
        registered_on: day of a registration that is known without a filing here.
        recorded: whether patents or applications are licensed.
        terminated_on: the day of a termination before the term, None for none.
        filings: every filing of the license.
    """

    number: str
    signed_on: date | None
    effective_on: date | None
    binding: bool
    registered_on: date | None = None
    recorded: bool = False
    terminated_on: date | None = None
    amendments: tuple[Changed, ...] = ()
    filings: tuple[FilingRecord, ...] = ()


def duties(contract: Contract) -> Iterator[Duty]:
    """Yield everything that has to be filed about a contract, done or not."""
    registered = _first(contract, FilingKind.REGISTRATION)
    registered_on = _handed_in(registered) or contract.registered_on
    if contract.signed_on is not None and (contract.binding or registered_on):
        yield Duty(
            "registration", "", contract.signed_on, registered_on, _failed(contract, FilingKind.REGISTRATION)
        )
    recorded_on = _handed_in(_first(contract, FilingKind.RECORDAL))
    if contract.recorded and contract.effective_on is not None and (contract.binding or recorded_on):
        yield Duty("recordal", "", contract.effective_on, recorded_on, _failed(contract, FilingKind.RECORDAL))
    if registered_on is not None:
        yield from _changes(contract, FilingKind.REGISTRATION, registered_on, None)
    if recorded_on is not None:
        yield from _changes(contract, FilingKind.RECORDAL, recorded_on, RECORDED_FIELDS)


def _changes(
    contract: Contract, kind: FilingKind, first: date, fields: frozenset[str] | None
) -> Iterator[Duty]:
    """Yield the changes and the cancellation that a first entry makes necessary."""
    matter = f"{kind.value}_change"
    for change in contract.amendments:
        if change.signed_on >= first and (fields is None or fields & change.fields):
            filed = _of(contract, kind, FilingPurpose.CHANGE, change.number)
            yield Duty(matter, change.number, change.signed_on, _handed_in(filed), None)
    if contract.terminated_on is not None:
        filed = _of(contract, kind, FilingPurpose.CANCEL, "")
        yield Duty(matter, f"{contract.number} 注销", contract.terminated_on, _handed_in(filed), None)


def _first(contract: Contract, kind: FilingKind) -> Iterable[FilingRecord]:
    return [one for one in contract.filings if one.kind is kind and one.purpose is FilingPurpose.NEW]


def _of(
    contract: Contract, kind: FilingKind, purpose: FilingPurpose, occasion: str
) -> Iterable[FilingRecord]:
    return [
        one
        for one in contract.filings
        if one.kind is kind and one.purpose is purpose and occasion in ("", one.occasion)
    ]


def _handed_in(filings: Iterable[FilingRecord]) -> date | None:
    """Return the day on which the first of the filings that still stand was handed in."""
    days = [one.submitted_on for one in filings if one.state in HANDED_IN and one.submitted_on]
    return min(days, default=None)


def _failed(contract: Contract, kind: FilingKind) -> date | None:
    """Return the day on which the last try came to nothing, where it had been handed in."""
    days = [
        one.closed_on
        for one in _first(contract, kind)
        if one.state in (FilingState.REFUSED, FilingState.WITHDRAWN) and one.submitted_on and one.closed_on
    ]
    return max(days, default=None)
