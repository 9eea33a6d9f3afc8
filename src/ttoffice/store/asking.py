"""What somebody asks of a list: the words, the view and the order, as screens, views and saved views hand them on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows: words to search for, a named view, a sort key and its direction."""

    search: str = ""
    view: str = "all"
    sort: str = "number"
    descending: bool = False
