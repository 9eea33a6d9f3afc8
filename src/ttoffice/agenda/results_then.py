"""What the sources about results share: results as they stood on a day past, and who worked on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ttoffice.agenda.sources import Sight

if TYPE_CHECKING:
    from ttoffice.results.scan import Decision


class Waiting(NamedTuple):
    """A result that something is due of."""

    number: str
    title: str
    version: int
    day: date | None
    said: str = ""


class Then(NamedTuple):
    """A result as it stood on a day past."""

    number: str
    version: int
    document: Mapping[str, Any]

    @property
    def title(self) -> str:
        """What it was called."""
        return str(self.document["title"])

    def listed(self, day: date) -> bool:
        """Return whether it was on the list."""
        since = self.document.get("listed_since")
        return since is not None and since <= day.isoformat()

    def decision(self, day: date, within: int) -> Decision:
        """Return where it stood in the scan."""
        from ttoffice.results.scan import Facts, decide

        said = self.document
        acquired = min(
            (r["acquired_on"] for r in said.get("rights") or () if r.get("acquired_on")), default=None
        )
        since = said.get("exclusion_on")
        facts = Facts(
            said.get("fiscal"),
            said.get("technology_class"),
            date.fromisoformat(acquired) if acquired else None,
            said.get("implemented"),
            tuple(use.get("since") or "" for use in said.get("implementations") or ()),
            said.get("exclusion_reason") or "",
            date.fromisoformat(since) if since else None,
        )
        return decide(facts, day, within)


_CONCERNED = (
    "(COALESCE(json_extract(document, '$.fiscal'), 'yes') = 'yes'"
    " AND COALESCE(json_extract(document, '$.technology_class'), 'applied') = 'applied')"
    " OR json_extract(document, '$.exclusion_reason') <> '' OR document LIKE '%\"expires_on\":\"%'"
)
"""Which results of a day past are taken apart at all: others can have nothing due."""


def results_then(sight: Sight) -> list[Then]:
    """Return the results that may have had something due as they stood on the day of the sight."""
    from ttoffice.store.history import all_as_of

    if "results" not in sight.memo:
        found = all_as_of(sight.reader, "result", sight.day.isoformat(), _CONCERNED)
        sight.memo["results"] = [Then(*one) for one in found]
    known: list[Then] = sight.memo["results"]
    return known


def persons(sight: Sight, numbers: Iterable[str]) -> Mapping[str, str]:
    """Return who worked last on some results, on a past day by then, by number; nobody at a quick look."""
    if sight.quick:
        return {}
    rows = sight.reader.all(
        "SELECT r.number, MAX(r.id), l.operator FROM revision r JOIN log l ON l.id = r.log_id"
        " WHERE r.kind = 'result' AND r.subject_id IN"
        " (SELECT id FROM result WHERE number IN (SELECT value FROM json_each(?)))"
        " AND l.legal_day <= ? GROUP BY r.subject_id",
        (json.dumps(list(numbers)), (sight.day if sight.past else date.max).isoformat()),
    )
    return {number: operator for number, _id, operator in rows}
