"""The workbench from its start to its first rows, in a real pseudo-terminal, beside programs that show the same.

Everything is measured from the start of the process to the moment when the text of the first result was written, of
the workbench the first day on its agenda, of Harlequin the name of the database in its catalog. All open the same SQLite file: VisiData goes straight
to its table of results, the minimal Textual program reads forty rows of it.
"""

from __future__ import annotations

import importlib.util
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import beside
from benchmarks.model import Line, Outcome, Setting, Skipped
from benchmarks.stores import demo_home, opened
from benchmarks.terminal import COLUMNS, ROWS, SUPPORTED, Terminal, workbench
from ttoffice.agenda.views import gather
from ttoffice.paths import Home

FIRST_ROWS = 10_000
FIRST = "-0001"
"""How the number of the first result ends."""
TARGETS = {"minimal": 1.6, "visidata": 1.0, "harlequin": 0.45}
NAMES = {"minimal": "a minimal Textual program", "visidata": "VisiData", "harlequin": "Harlequin"}


@dataclass(frozen=True, slots=True)
class Opening:
    """How a program is opened, and the text by which its first rows are told."""

    command: Sequence[str]
    shows: str
    own_packages: bool = False


def openings(store: Path, peers: Path | None) -> tuple[dict[str, Opening], list[Skipped]]:
    """Return the peers that are there, and why others are not."""
    found = {"minimal": Opening([sys.executable, "-m", "benchmarks.minimal_app", str(store)], FIRST)}
    skipped = []
    if visidata := beside("vd"):
        found["visidata"] = Opening([visidata, *visidata_on(store)], FIRST)
    else:
        skipped.append(Skipped("first rows beside VisiData", "not installed; the extra `bench` brings it"))
    harlequin = peers / "bin" / "harlequin" if peers else None
    if harlequin and harlequin.exists():
        found["harlequin"] = Opening(
            [str(harlequin), "-a", "sqlite", "-r", str(store)], "main", own_packages=True
        )
    else:
        told = f"not in {harlequin}" if harlequin else "no --peers; see benchmarks/README.md"
        skipped.append(Skipped("first rows beside Harlequin", told))
    return found, skipped


def visidata_on(store: Path) -> list[str]:
    """Return the arguments with which VisiData opens the table of results of a store."""
    return ["-f", "sqlite", str(store), "+:result::"]


def run(setting: Setting) -> list[Outcome]:
    """Open everything in turns."""
    if not SUPPORTED:
        return [Skipped("first rows", "pseudo-terminals are measured on POSIX systems")]
    rows = min(FIRST_ROWS, setting.rows)
    home = demo_home(setting.work, rows)
    peers, skipped = openings(Home(home).store, setting.peers)
    taken = opened_in_turns(
        {"ours": Opening(workbench(home), first_due(home)), **peers}, 3 * setting.rounds, setting.work
    )
    own = statistics.median(taken["ours"])
    note = f"{rows} results, {COLUMNS}x{ROWS}, {len(taken['ours'])} rounds, {spread(taken['ours'])}"
    lines = [
        Line(
            f"first rows beside {NAMES[name]}",
            own * 1000,
            "ms",
            statistics.median(taken[name]) * 1000,
            NAMES[name],
            TARGETS[name],
            f"{note}; the other {spread(taken[name])}",
        )
        for name in peers
    ]
    return [*lines, *skipped]


def first_due(home: Path) -> str:
    """Return the day of the first thing on the agenda, with which the workbench opens."""
    office = opened(home)
    with office.reader() as reader:
        days = [item.day for item in gather(office, reader).items if item.day is not None]
    return days[0].isoformat()


def opened_in_turns(programs: Mapping[str, Opening], rounds: int, work: Path) -> dict[str, list[float]]:
    """Return the seconds to first rows of each program, in interleaved rounds, after one round unmeasured."""
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(rounds + (rounds > 1)):
        for name, program in programs.items():
            seconds = first_rows(program, work)
            if turn or rounds == 1:
                taken[name].append(seconds)
    return taken


def first_rows(program: Opening, work: Path) -> float:
    """Open a program and return the seconds until its first rows were written."""
    own = {"PYTHONPATH": ""} if program.own_packages else {}
    with Terminal(program.command, work / "user", environ=own) as terminal:
        return terminal.wait_for(program.shows)


def spread(seconds: Sequence[float]) -> str:
    """Return the least and the most, in milliseconds."""
    return f"{min(seconds) * 1000:.0f}-{max(seconds) * 1000:.0f} ms"


def has(package: str) -> bool:
    """Return whether a package is installed."""
    return importlib.util.find_spec(package) is not None
