"""`python -m benchmarks`: run every benchmark, or some, and write the report."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from benchmarks import report
from benchmarks.measuring import ROOT
from benchmarks.model import Line, Outcome, Setting

NAMES = (
    "startup",
    "workbench",
    "tables",
    "searching",
    "editing",
    "importing",
    "hostile",
    "exporting",
    "receivables",
)
"""The modules of this package that measure, each with `run`."""


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of the call."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=NAMES, help="run this benchmark; may be repeated")
    parser.add_argument("--rows", type=int, default=100_000, help="results in stores and files (100000)")
    parser.add_argument("--large", type=int, help="results for the comparison of memory (ten times --rows)")
    parser.add_argument("--rounds", type=int, default=3, help="repetitions of heavy measurements (3)")
    parser.add_argument("--work", type=Path, help="keep stores and files in this folder and use them again")
    parser.add_argument("--peers", type=Path, help="environment with Harlequin; see the README beside this")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks", help="where the report is written")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and report; return 1 when a target is missed."""
    chosen = parsed(arguments)
    sys.path.insert(0, str(ROOT / "src"))
    _compile_catalogs()
    work = chosen.work or Path(tempfile.mkdtemp(prefix="ttoffice-bench-"))
    work.mkdir(parents=True, exist_ok=True)
    large, peers = chosen.large or 10 * chosen.rows, chosen.peers and chosen.peers.absolute()
    setting = Setting(chosen.rows, large, chosen.rounds, work.absolute(), peers)
    try:
        results = {name: _run(name, setting) for name in chosen.only or NAMES}
    finally:
        if chosen.work is None:
            shutil.rmtree(work, ignore_errors=True)
    print(report.write(chosen.out, results, setting))
    lines = [line for outcomes in results.values() for line in outcomes if isinstance(line, Line)]
    return int(any(line.met is False for line in lines))


def _run(name: str, setting: Setting) -> list[Outcome]:
    print(f"{name} ...", file=sys.stderr, flush=True)
    outcomes: list[Outcome] = import_module(f"benchmarks.{name}").run(setting)
    return outcomes


def _compile_catalogs() -> None:
    """Compile the Chinese catalog of the checkout: ledgers and listings are written in Chinese."""
    from tools.po import compile_locales

    compile_locales(ROOT / "src" / "ttoffice" / "locale")


if __name__ == "__main__":
    sys.exit(main())
