"""Import of ledgers: finding the header, reading cells, planning rows, writing them in one action."""

from __future__ import annotations

from ttoffice.results.importing.mapping import Mapping, load_mapping, save_mapping
from ttoffice.results.importing.outcome import ImportReport
from ttoffice.results.importing.run import run_import

__all__ = ["ImportReport", "Mapping", "load_mapping", "run_import", "save_mapping"]
