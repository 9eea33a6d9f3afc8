"""Made-up IP rights with numbers that check out, dated before a given day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ttoffice.results.ip_numbers import check_digit
from ttoffice.results.record import Holder, Right
from ttoffice.results.rules import PATENT_YEARS

SERIALS = 10_000_000
STEP = 7_919
"""Coprime with `SERIALS`: the numbers of ten million results differ, and do not look counted."""
TYPE_DIGIT = {"invention": "1", "utility_model": "2", "design": "3", "patent_application": "1"}
LEAD_DAYS = {"invention": 520, "utility_model": 210, "design": 150}
"""About how long an application takes."""

Spell = Callable[[int, int], str]
REGISTERED: dict[str, Spell] = {
    "software": lambda year, serial: f"{year}SR{serial:07d}",
    "layout_design": lambda year, serial: f"BS.{year % 100:02d}{serial:07d}",
    "plant_variety": lambda year, serial: f"CNA{year}1{serial % 1_000_000:06d}",
    "drug_license": lambda year, serial: f"国药准字Z{year}{serial % 10_000:04d}",
    "clinical_license": lambda year, serial: f"{year}LP{serial % 100_000:05d}",
}
"""How the numbers of registered rights are spelled, from the year and a serial."""


def serial_of(index: int) -> int:
    """Return the serial in the numbers of one result's rights."""
    return (index * STEP + 104_729) % SERIALS


def make_right(kind: str, serial: int, acquired_on: date, holders: tuple[Holder, ...], lead: float) -> Right:
    """Return a right of a kind (`RightKind` code), acquired on a day; `lead` 0 to 1 varies the dates before.

    A patent application has been filed on that day and is acquired by nobody yet; know-how has no number.
    """
    if kind == "patent_application":
        return Right(
            kind, _patent(kind, acquired_on, serial), True, acquired_on, None, None, "pending", holders
        )
    if kind in PATENT_YEARS:
        return _granted(kind, serial, acquired_on, holders, lead)
    if kind in REGISTERED:
        number = REGISTERED[kind](acquired_on.year, serial)
        return Right(kind, number, True, None, acquired_on, None, "in_force", holders)
    return Right(kind, acquired_on=acquired_on, holders=holders)


def _granted(kind: str, serial: int, acquired_on: date, holders: tuple[Holder, ...], lead: float) -> Right:
    applied = date.fromordinal(acquired_on.toordinal() - int(LEAD_DAYS[kind] * (0.5 + lead)))
    day = min(applied.day, 28)
    expires = date(applied.year + PATENT_YEARS[kind], applied.month, day)
    number = "ZL" + _patent(kind, applied, serial)
    return Right(kind, number, True, applied, acquired_on, expires, "in_force", holders)


def _patent(kind: str, applied_on: date, serial: int) -> str:
    body = f"{applied_on.year}{TYPE_DIGIT[kind]}{serial:07d}"
    return f"{body}.{check_digit(body)}"


def misread(right: Right) -> Right:
    """Return a patent with its check digit copied wrong, as ledgers have them; other rights as they are."""
    if right.kind not in PATENT_YEARS:
        return right
    wrong = "0" if right.number[-1] != "0" else "1"
    return replace(right, number=right.number[:-1] + wrong, verified=False)
