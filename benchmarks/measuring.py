"""Measuring in turns: each round runs every candidate once, and medians are compared."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parents[1]
KB_PER_MB = 1024


def medians(candidates: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median seconds of each candidate over interleaved rounds, after one round unmeasured."""
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for turn in range(rounds + (rounds > 1)):
        for name, run in candidates.items():
            start = perf_counter()
            run()
            seconds = perf_counter() - start
            if turn or rounds == 1:
                taken[name].append(seconds)
    return {name: statistics.median(values) for name, values in taken.items()}


def environment(**extra: str) -> dict[str, str]:
    """Return the environment of children: this checkout first on the path, and nothing of the user's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TTOFFICE_")}
    return {**kept, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))), **extra}


def run_quietly(command: Sequence[str], *, codes: tuple[int, ...] = (0,), **extra: str) -> None:
    """Run a command to its end, without its output; raise RuntimeError unless its exit code is allowed."""
    done = subprocess.run(command, env=environment(**extra), capture_output=True, check=False)
    if done.returncode not in codes:
        told = done.stderr.decode(errors="replace")[-2000:]
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {told}")


def beside(name: str) -> str | None:
    """Return the path of a command installed beside this Python, else on the search path, else None."""
    own = Path(sys.executable).with_name(name)
    return str(own) if own.exists() else shutil.which(name)


@dataclass(frozen=True, slots=True)
class ChildRun:
    """What a function came to in a process of its own.

    Attributes:
        value: what it returned.
        seconds, cpu_seconds: how long the call took, and how long it kept processors busy: on a machine that
            does other work besides, only the second says much.
        peak_mb: the largest resident size.
        whole_seconds: the whole process, start and imports included.
    """

    value: Any
    seconds: float
    cpu_seconds: float
    peak_mb: float
    whole_seconds: float


def in_child(function: str, **arguments: Any) -> ChildRun:
    """Run `module:function` with JSON arguments in a fresh Python; raise RuntimeError when it fails."""
    command = [sys.executable, "-m", "benchmarks.child", function, json.dumps(arguments, default=str)]
    start = perf_counter()
    done = subprocess.run(command, env=environment(), capture_output=True, check=False)
    whole = perf_counter() - start
    if done.returncode:
        raise RuntimeError(f"{function}: {done.stderr.decode(errors='replace')[-4000:]}")
    told = json.loads(done.stdout.decode().splitlines()[-1])
    return ChildRun(told["value"], told["seconds"], told["cpu_seconds"], told["peak_kb"] / KB_PER_MB, whole)


def child_medians(candidates: Mapping[str, Callable[[], ChildRun]], rounds: int) -> dict[str, ChildRun]:
    """Return for each candidate the run of median seconds, over interleaved rounds."""
    taken: dict[str, list[ChildRun]] = {name: [] for name in candidates}
    for _turn in range(rounds):
        for name, run in candidates.items():
            taken[name].append(run())
    return {name: sorted(runs, key=lambda run: run.seconds)[len(runs) // 2] for name, runs in taken.items()}
