"""Human numbers: `CG-2026-0001` and its kin, gap-free per kind and year."""

from __future__ import annotations

import re
import unicodedata

PREFIXES = {
    "result": "CG",
    "license": "XK",
    "finding": "MZ",
    "notice": "GS",
    "objection": "YY",
    "review": "FH",
    "enterprise": "QY",
    "batch": "PC",
    "exhibit": "ZJ",
    "person": "RY",
    "recusal": "HB",
    "decision": "JY",
    "rule": "GZ",
    "deadline": "QX",
    "snooze": "TX",
    "policy": "BF",
    "calendar_year": "RL",
    "closure": "XJ",
    "amendment": "BC",
    "contract": "HT",
    "milestone": "JD",
    "due": "YS",
    "statement": "BB",
    "receipt": "DZ",
    "allocation": "HX",
    "filing": "DJ",
    "support": "ZC",
    "reminder": "CS",
    "mitigation": "JS",
    "integrity": "CX",
    "award": "FP",
    "annual": "NB",
    "hearing": "TQ",
    "inquiry": "DQ",
    "assessment": "RD",
    "conclusion": "JL",
    "effect": "YJ",
}
"""Prefix by kind of record."""

_FORM = re.compile(r"([A-Z]{2})[-\s]*(\d{4})[-\s]*(\d{1,9})")


def format_number(prefix: str, year: int, serial: int) -> str:
    """Return the number of a serial, year and serial at least four digits wide."""
    return f"{prefix}-{year:04d}-{serial:04d}"


def read_number(text: str) -> str | None:
    """Return the canonical form of a number as somebody typed it (`cg-2026-1`, full width), or None."""
    match = _FORM.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
    if not match or match[1] not in PREFIXES.values():
        return None
    return format_number(match[1], int(match[2]), int(match[3]))
