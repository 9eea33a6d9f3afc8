"""One edit and its commit beside the cheapest durable write there is: 4 kB appended and synced."""

from __future__ import annotations

import os
from itertools import count
from time import perf_counter_ns

from benchmarks.measuring import medians
from benchmarks.model import Line, Outcome, Setting
from benchmarks.stores import demo_home, opened
from ttoffice.action import perform

STORE_ROWS = 10_000
PAGE = b"x" * 4096
TARGET = 4.0

sync = getattr(os, "fdatasync", os.fsync)


def run(setting: Setting) -> list[Outcome]:
    """Measure edits on an opened office; one that leaves the search index alone and one that changes it."""
    rows = min(STORE_ROWS, setting.rows)
    office = opened(demo_home(setting.work, rows))
    with office.reader() as reader:
        numbers = [row[0] for row in reader.all("SELECT number FROM result ORDER BY id")]
    turns = count()

    def edit(field: str) -> None:
        turn = next(turns)
        data = {field: f"第 {perf_counter_ns()} 次核对后改写"}
        perform(office, "result.edit", data, subject=numbers[turn * 37 % len(numbers)])

    beside = os.open(setting.work / "appended.bin", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    try:
        taken = medians(
            {
                "remarks": lambda: edit("remarks"),
                "title": lambda: edit("title"),
                "append": lambda: (os.write(beside, PAGE), sync(beside)),
            },
            100 * setting.rounds,
        )
    finally:
        os.close(beside)
        office.lender.close()
    append = taken["append"] * 1000
    note = f"store of {rows} results, warm"
    return [
        Line(
            "edit of the remarks",
            taken["remarks"] * 1000,
            "ms",
            append,
            "4 kB append, fdatasync",
            TARGET,
            note,
        ),
        Line(
            "edit of the title", taken["title"] * 1000, "ms", append, "4 kB append, fdatasync", TARGET, note
        ),
    ]
