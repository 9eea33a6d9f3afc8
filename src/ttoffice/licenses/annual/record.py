"""The record that an annual report was exported, and that it was handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ttoffice.action.shelf import Shelf


@dataclass(frozen=True, slots=True)
class AnnualRecord:
    """One export of the report of a year.

    Attributes:
        year: the year that is reported on.
        sha256: hash of the workbook.
        contracts, missing, secret: how many contracts it lists, things it lacks, contracts left out as secret.
        handed_in_on: day on which it was handed in, to `handed_to`; `proof` the exhibit.
    """

    title: str
    year: int
    file_name: str
    sha256: str
    contracts: int
    missing: int
    secret: int
    exported_on: date
    handed_in_on: date | None = None
    handed_to: str = ""
    proof: str = ""
    note: str = ""


ANNUALS = Shelf("annual", AnnualRecord, frozenset(), ("title", "file_name", "handed_to", "note"))
