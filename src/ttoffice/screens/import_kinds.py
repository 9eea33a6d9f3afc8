"""The kinds of ledger that the import screen offers: what each is called, its words, and what imports it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from ttoffice.paths import Home
    from ttoffice.results.importing import ImportReport
    from ttoffice.results.importing.vocabulary import Vocabulary

Run = Callable[..., "ImportReport"]


@dataclass(frozen=True, slots=True)
class LedgerKind:
    """One kind of ledger.

    Attributes:
        code: stable ASCII name, as the command line has it.
        title_source, label_source: catalog strings of the screen's title and of the kind in a list.
        load: gives its vocabulary and what imports it; called only once somebody imports.
    """

    code: str
    title_source: str
    label_source: str
    load: Callable[[], tuple[Vocabulary, Run]]

    @property
    def title(self) -> str:
        """The title of the screen, in the user's language."""
        return _(self.title_source)

    @property
    def label(self) -> str:
        """What the kind is called, in the user's language."""
        return _(self.label_source)

    def mappings(self, home: Home) -> Path:
        """Return the folder of its saved mappings."""
        return home.mappings if self.code == "results" else home.mappings / self.code


def _results() -> tuple[Vocabulary, Run]:
    from ttoffice.results.importing import run_import
    from ttoffice.results.importing.targets import RESULTS

    return RESULTS, run_import


def _contracts() -> tuple[Vocabulary, Run]:
    from ttoffice.licenses.importing.run import run_import
    from ttoffice.licenses.importing.targets import CONTRACTS

    return CONTRACTS, partial(run_import, verb="license.import")


def _receipts() -> tuple[Vocabulary, Run]:
    from ttoffice.licenses.importing.run import run_import
    from ttoffice.licenses.importing.targets import RECEIPTS

    return RECEIPTS, partial(run_import, verb="receipt.import")


LEDGERS: dict[str, LedgerKind] = {
    kind.code: kind
    for kind in (
        LedgerKind("results", N_("Import a ledger of results (.xlsx, .csv)"), N_("Results"), _results),
        LedgerKind(
            "licenses",
            N_("Import a ledger of contracts (.xlsx, .csv)"),
            N_("Contracts signed before"),
            _contracts,
        ),
        LedgerKind("receipts", N_("Import a ledger of receipts (.xlsx, .csv)"), N_("Receipts"), _receipts),
    )
}
"""The kinds, in the order in which they are offered."""
