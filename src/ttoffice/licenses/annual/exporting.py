"""Exporting an annual report: the workbook is written, and the export recorded, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.annual.gathering import facts_of
from ttoffice.licenses.annual.sheets import workbook
from ttoffice.results.listing.staging import StagedFile

if TYPE_CHECKING:
    from ttoffice.action import Office, Outcome
    from ttoffice.licenses.annual.rows import Facts

YEARS = (1996, 9999)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported: the facts, and the outcome of recording it, whose value is the number NB-..."""

    facts: Facts
    outcome: Outcome


def export_annual(office: Office, year: int, path: Path) -> Exported:
    """Write the report of a year to a workbook and record it; raise RefusedError for a year that has not begun.

    Raises UsageError for a file that is no .xlsx or a number that is no year.
    """
    from ttoffice.action import perform

    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            _("%(path)s does not say in which form to write.") % {"path": path.name},
            advice=_("Let the name end in .xlsx."),
        )
    if not YEARS[0] <= year <= YEARS[1]:
        raise UsageError(
            _("%(year)d is no year of a report.") % {"year": year}, advice=_("Write it as 2026.")
        )
    with office.reader() as reader:
        facts = facts_of(reader, year)
    content = workbook(facts)
    with StagedFile(path) as staged:
        staged.file.write(content)
        staged.place()
        outcome = perform(office, "annual.record_export", _data(facts, content, path))
    return Exported(facts, outcome)


def _data(facts: Facts, content: bytes, path: Path) -> dict[str, object]:
    return {
        "year": facts.year,
        "file_name": path.name,
        "sha256": sha256(content).hexdigest(),
        "contracts": len(facts.contracts),
        "missing": len(facts.missing),
        "secret": facts.secret_contracts,
    }
