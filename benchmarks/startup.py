"""Start of the command line: help beside VisiData's, a read beside an empty Python."""

from __future__ import annotations

import sys
from functools import partial

from benchmarks.measuring import beside, medians, run_quietly
from benchmarks.model import Line, Outcome, Setting, Skipped
from benchmarks.stores import demo_home

READ_ROWS = 10_000


def run(setting: Setting) -> list[Outcome]:
    """Measure whole processes, from the call to the prompt."""
    own = beside("ttoffice")
    program = [own] if own else [sys.executable, "-m", "ttoffice"]
    home = demo_home(setting.work, min(READ_ROWS, setting.rows))
    read = [*program, "--home", str(home), "list", "results", "--limit", "20"]
    candidates = {
        "help": partial(run_quietly, [*program, "--help"]),
        "read": partial(run_quietly, read),
        "python": partial(run_quietly, [sys.executable, "-c", "pass"]),
    }
    visidata = beside("vd")
    if visidata:
        candidates["vd"] = partial(run_quietly, [visidata, "--help"])
    taken = {name: seconds * 1000 for name, seconds in medians(candidates, 5 * setting.rounds).items()}
    return [
        Line("ttoffice --help", taken["help"], "ms", taken["vd"], "vd --help", 0.75)
        if visidata
        else Skipped("ttoffice --help", "VisiData is not installed; the extra `bench` brings it"),
        Line(
            "list results --limit 20",
            taken["read"],
            "ms",
            taken["python"],
            "python -c pass",
            13,
            f"demo office of {min(READ_ROWS, setting.rows)} results",
        ),
    ]
