"""What an import came to: counts, problems, the mapping it went by, and its JSON form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from ttoffice.results.importing.mapping import Mapping
from ttoffice.results.importing.plan import Planned, Step
from ttoffice.results.importing.problems import Problem


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or in a dry run would do.

    Attributes:
        rows: rows that are not blank; each is counted once below.
        created, updated, unchanged, skipped: what the rows came to.
        problems: every problem, in the order of the rows; row 0 is the file as a whole.
        file, sheet: where the rows stood; the sheet of a CSV file is "".
        mapping: which column went where.
        unmapped: columns that were not read, by header or by letter.
        other_sheets: sheets that were not read.
        dry_run: whether nothing was written.
        report_file: the workbook of rows with problems, where one was written.
        log_id: the entry in the log, None after a dry run.
    """

    rows: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    problems: tuple[Problem, ...]
    file: str
    sheet: str
    mapping: Mapping
    unmapped: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()
    dry_run: bool = False
    report_file: str | None = None
    log_id: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what the command line prints."""
        return {
            **self.counts(),
            "problems": [problem.as_json() for problem in self.problems],
            "file": self.file,
            "sheet": self.sheet,
            "dry_run": self.dry_run,
            "mapping": self.mapping.as_document(),
            "unmapped": list(self.unmapped),
            "other_sheets": list(self.other_sheets),
            "report_file": self.report_file,
            "log_id": self.log_id,
        }

    def counts(self) -> dict[str, int]:
        """Return the numbers of rows."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
        }


class Tally:
    """Counts planned rows and gathers their problems."""

    def __init__(self) -> None:
        self._steps: Counter[Step] = Counter()
        self.problems: list[Problem] = []

    def add(self, planned: Planned) -> None:
        """Count one row."""
        self._steps[planned.step] += 1
        if planned.problems:
            self.problems += planned.problems

    @property
    def rows(self) -> int:
        """The rows counted so far."""
        return self._steps.total()

    def report(self, **about: Any) -> ImportReport:
        """Return the report; `about` gives the attributes that are no counts."""
        steps = self._steps
        return ImportReport(
            rows=self.rows,
            created=steps[Step.CREATE],
            updated=steps[Step.UPDATE],
            unchanged=steps[Step.UNCHANGED],
            skipped=steps[Step.SKIP],
            **about,
        )
