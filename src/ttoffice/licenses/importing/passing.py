"""One pass over a ledger of contracts or receipts inside a transaction: every row taken, and the report at the end.

A dry run is the same pass in a transaction that is undone, so that it says exactly what an import would do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ttoffice.licenses.importing import targets
from ttoffice.licenses.importing.lines import Line, LineReader
from ttoffice.licenses.importing.readers import CONTRACT_READERS, RECEIPT_READERS, Reader
from ttoffice.results.importing.outcome import ImportReport, Tally
from ttoffice.results.importing.plan import Planned
from ttoffice.results.importing.reading import Job, counted, noting, report_of
from ttoffice.results.importing.source import choose, open_sheets
from ttoffice.results.importing.vocabulary import Vocabulary

if TYPE_CHECKING:
    from ttoffice.action import Context


class Taker(Protocol):
    """Takes the rows of one kind of ledger."""

    def taken(self, lines: Iterable[Line]) -> Iterator[Planned]:
        """Yield what each row came to."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One kind of ledger.

    Attributes:
        vocabulary: its words; `readers` how its cells are read.
        main: the target that a row is called by.
        binding: targets whose cells must be understood: a signed contract is not rewritten, only amended.
    """

    vocabulary: Vocabulary
    readers: Mapping[str, Reader]
    main: str
    binding: frozenset[str] = frozenset()


BINDING = frozenset({
    "signed_on", "effective_on", "starts_on", "ends_on", "term", "kind", "sublicensing",
    "threshold", "total", "stages", "rate", "base", "period", "report_days", "payment_days",
    "royalty_start", "royalty_end", "minimum", "cap", "late_rate", "registered_on", "first_sale_on",
})  # fmt: skip
CONTRACTS = Ledger(targets.CONTRACTS, CONTRACT_READERS, "licensee", BINDING)
RECEIPTS = Ledger(targets.RECEIPTS, RECEIPT_READERS, "amount", frozenset({"received_on", "amount"}))


def pass_over(ctx: Context, job: Job, ledger: Ledger, taker: Taker, *, dry_run: bool) -> ImportReport:
    """Take every row of a file and return the report.

    Raises InputFileError when the file cannot be read or has no header.
    """
    hidden: list[int] = []
    tally = Tally()
    with open_sheets(job.path, job.file) as sheets:
        chosen = choose(sheets, job.file, name=job.sheet, mapping=job.mapping, words=ledger.vocabulary)
        reader = LineReader(
            chosen.header,
            chosen.merges,
            ctx.today,
            ledger.vocabulary,
            ledger.readers,
            ledger.main,
            ledger.binding,
        )
        for _planned in counted(job, tally, taker.taken(reader.lines(noting(chosen.sheet.rows(), hidden)))):
            pass  # what a row came to is written while it is taken
    return report_of(job, chosen, tally, reader.stray, hidden, dry_run=dry_run)
