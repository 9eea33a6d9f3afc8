"""The report of a run: a table to read, and the same as JSON."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.model import Line, Outcome, Setting

Results = Mapping[str, Sequence[Outcome]]

HEAD = """# Benchmarks

Written by `python -m benchmarks`. Each line compares what was measured in the same run, in turns; times are
medians. A ratio holds between machines, an absolute time does not.
"""
COLUMNS = ("measured", "ttoffice", "beside it", "ratio", "target", "met", "notes")


def machine() -> dict[str, Any]:
    """Return what the figures depend on."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "load": [round(value, 1) for value in os.getloadavg()] if hasattr(os, "getloadavg") else None,
    }


def markdown(results: Results, setting: Setting, about: Mapping[str, Any]) -> str:
    """Return the report as Markdown."""
    told = ", ".join(f"{name} {value}" for name, value in about.items())
    sized = f"{setting.rows} rows, memory also at {setting.large}, {setting.rounds} rounds"
    parts = [HEAD, f"\n{told}; {sized}.\n"]
    for name, outcomes in results.items():
        parts.append(f"\n## {name}\n\n| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n")
        parts += [f"| {' | '.join(_cells(outcome))} |\n" for outcome in outcomes]
    return "".join(parts)


def _cells(outcome: Outcome) -> tuple[str, ...]:
    if not isinstance(outcome, Line):
        return outcome.name, "", "", "", "", "skipped", outcome.reason
    peer = f"{outcome.peer:.3g} {outcome.unit} ({outcome.peer_name})" if outcome.peer else ""
    ratio = f"{outcome.ratio:.2f}" if outcome.peer else ""
    limit = (
        "" if outcome.target is None else f"≤ {outcome.target:g}{'' if outcome.peer else f' {outcome.unit}'}"
    )
    met = {None: "", True: "yes", False: "**no**"}[outcome.met]
    note = outcome.note.replace("|", "/").replace("\n", " ")
    return outcome.name, f"{outcome.ours:.3g} {outcome.unit}", peer, ratio, limit, met, note


def write(folder: Path, results: Results, setting: Setting) -> str:
    """Write `report.md` and `report.json` into the folder; return the Markdown."""
    about = machine()
    text = markdown(results, setting, about)
    document = {
        "machine": about,
        "rows": setting.rows,
        "large": setting.large,
        "rounds": setting.rounds,
        "results": {name: [outcome.as_json() for outcome in outcomes] for name, outcomes in results.items()},
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text(text, encoding="utf-8")
    report = json.dumps(document, ensure_ascii=False, indent=2)
    (folder / "report.json").write_text(report + "\n", encoding="utf-8")
    return text
