"""Results of the register as a license takes them over, and as they stand today."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from ttoffice.licenses.law.facts import LicensedResult
from ttoffice.licenses.terms import Grant, GrantedRight
from ttoffice.numbering import read_number
from ttoffice.results.codes import RightKind
from ttoffice.results.ip_numbers import number_key
from ttoffice.results.record import ResultRecord, Right
from ttoffice.results.storage import load
from ttoffice.store.connection import Reader

C = TypeVar("C", bound=StrEnum)


def grant_of(reader: Reader, result_number: str) -> Grant:
    """Return a result with all its rights as the register has them today.

    The number may be written as people do (`cg-2026-1`). Where the register has no such result the grant bears the
    number alone, and `checking.reasons` refuses it.
    """
    number = read_number(result_number) or result_number.strip()
    found = load(reader, number)
    if found is None:
        return Grant(number)
    record = found[2]
    return Grant(number, record.title, tuple(_granted(right) for right in record.rights))


def results_of(reader: Reader, grants: Sequence[Grant]) -> tuple[LicensedResult, ...]:
    """Return what is licensed with what the register says of it today."""
    return tuple(_licensed(reader, grant) for grant in grants)


def _licensed(reader: Reader, grant: Grant) -> LicensedResult:
    found = load(reader, grant.result)
    if found is None:
        return LicensedResult(grant, found=False, rights=grant.rights)
    record = found[2]
    rights, gone = _as_today(grant, record)
    return LicensedResult(
        grant,
        result_type=record.result_type,
        secrecy=record.secrecy,
        rights=rights,
        gone=gone,
        registered=len(record.rights),
        consent_found=bool(grant.consent.strip()) and _is_exhibit(reader, grant.consent),
        refused=record.consent == "refused",
    )


def _as_today(grant: Grant, record: ResultRecord) -> tuple[tuple[GrantedRight, ...], tuple[str, ...]]:
    """Return the licensed rights as the register has them, and the numbers of those it no longer has.

    Rights are known by their numbers; one without a number by its kind.
    """
    registered = {_key(right): right for right in reversed([_granted(right) for right in record.rights])}
    today = tuple(registered.get(_key(right), right) for right in grant.rights)
    gone = tuple(
        right.number or (right.kind.label if right.kind else "")
        for right in grant.rights
        if _key(right) not in registered
    )
    return today, gone


def _key(right: GrantedRight) -> str:
    return number_key(right.number) or f"-{right.kind or ''}"


def _granted(right: Right) -> GrantedRight:
    return GrantedRight(
        coded(RightKind, right.kind),
        right.number,
        right.applied_on,
        right.acquired_on,
        right.expires_on,
        right.legal_status or "",
        tuple(holder.name for holder in right.holders),
    )


def coded(codes: type[C], value: str | None) -> C | None:
    """Return the member of a code list, or None for nothing and for a code that it does not have."""
    return codes(value) if value in {item.value for item in codes} else None


def _is_exhibit(reader: Reader, number: str) -> bool:
    found = reader.value("SELECT 1 FROM exhibit WHERE number = ?", (number.strip(),))
    return found is not None
