"""A list of a million results: opening, memory, the cost of a key, and lines that stay in their columns.

The workbench is driven as a person drives it, by keys in a pseudo-terminal. The cost of a key is the processor time
of the whole program, its terminal output included, over many keys pressed one at a time.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.measuring import beside
from benchmarks.model import Line, Outcome, Setting, Skipped
from benchmarks.stores import demo_home, opened
from benchmarks.terminal import COLUMNS, ROWS, SUPPORTED, Terminal, workbench
from benchmarks.workbench import FIRST, Opening, first_due, has, opened_in_turns, spread, visidata_on
from ttoffice.paths import Home

LOADING = 600.0
"""Seconds that a peer may take to load everything."""
KEYS = ("down",) * 8 + ("pagedown",) * 2
PAUSE = 0.03
"""Seconds between two keys, so that each is drawn by itself."""
PLACES = (*("pagedown",) * 12, "end", *("pageup",) * 9, "home", *("down",) * 5)


def run(setting: Setting) -> list[Outcome]:
    """Measure a large store beside a smaller one, and beside the tables of others."""
    if not SUPPORTED:
        return [Skipped("tables", "pseudo-terminals are measured on POSIX systems")]
    small, large = (demo_home(setting.work, rows) for rows in (setting.rows, setting.large))
    return [
        opening(setting, small, large),
        *memory(setting, large),
        *keys(setting, small, large),
        columns(setting, large),
    ]


def opening(setting: Setting, small: Path, large: Path) -> Outcome:
    """Measure the start to the first rows of either store."""
    programs = {
        "large": Opening(workbench(large), first_due(large)),
        "small": Opening(workbench(small), first_due(small)),
    }
    taken = opened_in_turns(programs, 3 * setting.rounds, setting.work)
    return Line(
        f"opening {setting.large} results",
        statistics.median(taken["large"]) * 1000,
        "ms",
        statistics.median(taken["small"]) * 1000,
        f"{setting.rows} results",
        1.2,
        f"{spread(taken['large'])}, the other {spread(taken['small'])}",
    )


def last_number(home: Path) -> str:
    """Return the number of the last result of a store, as much of it as its column surely shows."""
    with opened(home).reader() as reader:
        return str(reader.value("SELECT number FROM result ORDER BY id DESC LIMIT 1"))[:10]


def memory(setting: Setting, home: Path) -> list[Outcome]:
    """Measure the peak memory after going to the end and back, beside VisiData with every row loaded."""
    name = f"peak memory, {setting.large} results, to the end and back"
    if not sys.platform.startswith("linux"):
        return [Skipped(name, "the peak is read from /proc")]
    with Terminal(workbench(home), setting.work / "user") as terminal:
        _open(terminal, home)
        _go(terminal, "end", last_number(home))
        _go(terminal, "home", FIRST)
        ours = terminal.peak_mb()
    visidata = beside("vd")
    if visidata is None:
        return [Skipped(name, "VisiData is not installed; the extra `bench` brings it")]
    if not has("pyte"):
        return [Skipped(name, "pyte is not installed; the extra `bench` brings it")]
    with Terminal([visidata, *visidata_on(Home(home).store)], setting.work / "user", drawn=True) as terminal:
        seconds = terminal.wait_until_drawn(f" {setting.large} rows", patience=LOADING)
        terminal.settle(1.0)
        theirs = terminal.peak_mb()
    return [Line(name, ours, "MB", theirs, "VisiData", 0.1, f"VisiData loads them in {seconds:.0f} s")]


def _open(terminal: Terminal, home: Path) -> None:
    """Wait for the agenda, with which the workbench opens, and go on to the results."""
    terminal.wait_for(first_due(home))
    terminal.settle(0.5)
    terminal.press("2")
    terminal.wait_for(FIRST)
    terminal.settle(0.5)


def _go(terminal: Terminal, key: str, shows: str) -> None:
    """Press a key until a text is written: the end is known only once all ids are read."""
    terminal.written.clear()
    terminal.press(key)
    terminal.wait_for(shows)
    terminal.settle()


def keys(setting: Setting, small: Path, large: Path) -> list[Outcome]:
    """Measure the processor time of a key, beside Textual's own table, which takes minutes for a million rows."""
    name = f"processor time of a key, {setting.large} results"
    if not sys.platform.startswith("linux"):
        return [Skipped(name, "processor time is read from /proc")]
    table = [sys.executable, "-m", "benchmarks.datatable_app", str(Home(small).store), str(setting.rows)]
    ours: list[float] = []
    theirs: list[float] = []
    with (
        Terminal(workbench(large), setting.work / "user") as own,
        Terminal(table, setting.work / "user") as other,
    ):
        _open(own, large)
        other.wait_for(FIRST, patience=LOADING)
        other.settle(1.0)
        for turn in range(4 * setting.rounds + 1):
            pair = _key_cost(own, setting.rounds), _key_cost(other, setting.rounds)
            if turn:
                ours.append(pair[0])
                theirs.append(pair[1])
    note = f"{setting.rounds * len(KEYS)} keys a turn, one in five a page; {spread(ours)}, DataTable {spread(theirs)}"
    peer = f"DataTable with {setting.rows}"
    return [
        Line(name, statistics.median(ours) * 1000, "ms", statistics.median(theirs) * 1000, peer, 0.6, note)
    ]


def _key_cost(terminal: Terminal, turns: int) -> float:
    """Return the processor seconds of a key, on average over so many turns of `KEYS`."""
    pressed = KEYS * turns
    before = terminal.cpu_seconds()
    for key in pressed:
        terminal.press(key)
        until = time.perf_counter() + PAUSE
        while (left := until - time.perf_counter()) > 0:
            terminal.read(left)
    return (terminal.cpu_seconds() - before) / len(pressed)


def columns(setting: Setting, home: Path) -> Outcome:
    """Look at the screen at many places: no cell may be out of its column, no line longer or shorter."""
    name = "lines out of their columns"
    if not has("pyte"):
        return Skipped(name, "pyte is not installed; the extra `bench` brings it")
    looked = wrong = 0
    with Terminal(workbench(home), setting.work / "user", drawn=True) as terminal:
        _open(terminal, home)
        top = next(y for y, line in enumerate(terminal.screen.display) if FIRST in line)
        starts = headings(cells_of(terminal.screen, top - 1))
        _go(terminal, "end", last_number(home))
        terminal.press("home")
        for key in ("home", *PLACES):
            terminal.press(key)
            terminal.settle(0.15)
            lines = [cells_of(terminal.screen, y) for y in range(top - 1, ROWS)]
            rows = [cells for cells in lines[1:] if "-20" in "".join(cells[: starts[1]])]
            looked += len(rows)
            wrong += sum(not in_columns(cells, lines[0], starts) for cells in rows)
    return Line(
        name,
        wrong,
        "lines",
        target=0,
        note=f"{looked} lines at {len(PLACES) + 1} places, {len(starts)} columns",
    )


def cells_of(screen: Any, y: int) -> list[str]:
    """Return what stands in each cell of a line; the second cell of a wide character holds nothing."""
    return [screen.buffer[y][x].data for x in range(COLUMNS)]


def headings(cells: Sequence[str]) -> list[int]:
    """Return where the headings of the columns begin."""
    return [
        x
        for x, cell in enumerate(cells)
        if cell.strip() and cell not in RULES and (x == 0 or cells[x - 1] == " ")
    ]


RULES = "│┃|║"


def in_columns(cells: Sequence[str], heading: Sequence[str], starts: Sequence[int]) -> bool:
    """Return whether a line has a blank before each column, whole characters in it, and its rules in place."""
    rules = [x for x, cell in enumerate(heading) if cell in RULES and cell]
    return (
        all(cells[x] != "" and cells[x - 1] == " " for x in starts if x)
        and all(cells[x] == heading[x] for x in rules)
        and all(sum(cell == "" for cell in pair) < 2 for pair in pairwise(cells))
    )
