"""The stores and ledgers that are measured: the demo office, and one whose results can all be listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Annotated

from pydantic import Field

from ttoffice.action import Context, Office, action, perform
from ttoffice.action.inputs import Input
from ttoffice.action.office import open_office
from ttoffice.findings.demo.making import SEED, make_demo
from ttoffice.i18n import N_
from ttoffice.paths import Home
from ttoffice.results.actions import create_many
from ttoffice.results.demo.actions import CHUNK, MOST
from ttoffice.results.demo.records import Maker
from ttoffice.results.demo.words import load_words
from ttoffice.results.record import ResultRecord

DONE = "complete"
"""The file that marks a store as wholly made, so that a kept work folder can be used again."""


def opened(home: str | Path) -> Office:
    """Open a home as the measured program does, on the real day."""
    return open_office(Home(Path(home)), environ={}, operator="bench")


def demo_home(work: Path, rows: int) -> Path:
    """Return the home of a demo office of so many results, made where it is not there yet."""
    home = work / f"demo-{rows}"
    if not (home / DONE).exists():
        make_demo(rows, home, lambda _done, _total: None)
        (home / DONE).touch()
    return home


def listing_home(work: Path, rows: int) -> Path:
    """Return the home of an office whose results are all on the list and complete."""
    home = work / f"listing-{rows}"
    if not (home / DONE).exists():
        office = opened(home)
        perform(office, "unit.set", load_words().unit)
        for start in range(0, rows, MOST):
            perform(office, "bench.fill", {"rows": min(MOST, rows - start), "first": start})
        office.lender.close()
        (home / DONE).touch()
    return home


class ListedMaker(Maker):
    """Makes results that can all be listed: what one lacks is taken from results that are complete."""

    def __init__(self, today: date) -> None:
        super().__init__(load_words(), today, SEED)
        self._complete = list(islice(filter(is_listed, map(super().record, range(20_000))), 200))

    def record(self, index: int) -> ResultRecord:
        """Return the result of an index, with the terms of a complete one where its own are missing."""
        made, other = super().record(index), self._complete[index % len(self._complete)]
        if is_listed(made):
            return made
        own = {name: getattr(made, name) for name in ("title", "result_type", "department", "completers")}
        return replace(other, **own, rights=made.rights if not made.flags else other.rights)


def is_listed(record: ResultRecord) -> bool:
    """Return whether a made-up result is on the list, and so has all that a listing asks for."""
    return record.listed_since is not None


class FillListing(Input):
    """How many results, and from which index on."""

    rows: Annotated[int, Field(ge=1, le=MOST)]
    first: Annotated[int, Field(ge=0)]


@action("bench.fill", FillListing, summary=N_("Fill an empty office with made-up results"))
def fill(ctx: Context, data: FillListing) -> int:
    """Write the results; return how many."""
    maker = ListedMaker(ctx.today)
    for start in range(data.first, data.first + data.rows, CHUNK):
        end = min(start + CHUNK, data.first + data.rows)
        create_many(ctx, [maker.record(index) for index in range(start, end)])
    return data.rows
