"""Days counted once more: rest days from the announced arrangements, periods by 民法典 201-203, day after day."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import ttoffice.workdays
from tests.findings.books import Books, Row

DAY = timedelta(days=1)
DEFAULTS = {
    "finding_publicity": "5wd", "investigation": "30wd", "smallest_panel": "3", "quorum": "2/3", "majority": "1/2",
}  # fmt: skip
"""What comes with the program where the unit has set nothing."""


@cache
def shipped() -> dict[str, str]:
    """Return `rest` or `work` for each day that the announced arrangements name."""
    found: dict[str, str] = {}
    for path in sorted((Path(ttoffice.workdays.__file__).parent / "data").glob("*.toml")):
        found |= _arranged(tomllib.loads(path.read_text(encoding="utf-8")))
    return found


def _arranged(year: dict[str, Any]) -> dict[str, str]:
    found = {day.isoformat(): "work" for entry in year.get("work", []) for day in entry["days"]}
    for entry in year.get("rest", []):
        day = entry["first"]
        while day <= entry["last"]:
            found[day.isoformat()] = "rest"
            day += DAY
    return found


class Calendar:
    """What the store says of days: arrangements shipped and loaded, and when the unit is closed."""

    def __init__(self, books: Books) -> None:
        self.kinds = dict(shipped())
        for year in books.table("calendar_year").values():
            self.kinds = {day: kind for day, kind in self.kinds.items() if int(day[:4]) != year["year"]}
            self.kinds |= {item["day"]: item["kind"] for item in year["days"]}
        self.closed = [
            (row["first_day"], row["last_day"])
            for row in books.table("closure").values()
            if not row["withdrawn"]
        ]

    def works(self, day: date) -> bool:
        """Tell whether a day is a working day."""
        kind = self.kinds.get(day.isoformat())
        return kind == "work" if kind else day.weekday() < 5

    def closure(self, day: date) -> bool:
        """Tell whether the unit is closed on a day."""
        return any(first <= day.isoformat() <= last for first, last in self.closed)

    def last_day(
        self, start: date, period: str, *, skip: bool = False, pauses: tuple[tuple[str, str], ...] = ()
    ) -> date:
        """Return the last day of a period in days (`15d`) or working days (`5wd`); the first day is not counted."""
        working = period.endswith("wd")
        left, day = int(period.rstrip("wd")), start
        while left:
            day += DAY
            stopped = any(first <= day.isoformat() < resumed for first, resumed in pauses)
            out = stopped or (skip and self.closure(day)) or (working and not self.works(day))
            left -= not out
        while not self.works(day) or (skip and self.closure(day)):
            day += DAY
        return day


def policy(books: Books, code: str, day: str, at: int | None = None) -> Row:
    """Return a setting of the unit on a day, as it was known after a log entry: its value, whether closures are passed over."""
    held = [
        row
        for number, row in books.table("policy").items()
        if row["code"] == code
        and row["effective_from"] <= day
        and (at is None or books.born("policy", number) <= at)
    ]
    newest = max(held, key=lambda row: (row["effective_from"], row["id"]), default=None)
    return newest or {"value": DEFAULTS[code], "skip_closures": 0}
