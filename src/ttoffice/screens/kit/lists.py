"""Reading a list of an area: its first rows, the ids of the whole of it, and rows by id."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ttoffice.screens.kit.area import Area
from ttoffice.store.asking import Filter
from ttoffice.widgets.paged_table import CHUNK
from ttoffice.widgets.states import Cells

if TYPE_CHECKING:
    from ttoffice.action.office import Office


class FirstPage(NamedTuple):
    """The first rows of a list, and whether they are all."""

    rows: Mapping[int, Cells]
    complete: bool


def first_page(area: Area, office: Office, chosen: Filter) -> FirstPage:
    """Return the first rows of a list."""
    with office.reader() as reader:
        found = area.page(reader, chosen, office.today, CHUNK)
    return FirstPage(found, len(found) < CHUNK)


class WholeList(NamedTuple):
    """The ids of a list; where a row was to be kept, its place and the rows around it."""

    ids: array[int]
    at: int | None = None
    rows: Mapping[int, Cells] | None = None


def whole_list(
    area: Area,
    office: Office,
    chosen: Filter,
    *,
    keep: int | str | None = None,
    only: Container[int] | None = None,
    stopped: Callable[[], bool],
) -> WholeList:
    """Return the ids of a list; gives up when `stopped`.

    Args:
        keep: the row to stand on, by id or number.
        only: the ids to leave in, where not all.
    """
    ids: array[int] = array("q")
    with office.reader() as reader:
        for piece in area.ids(reader, chosen, office.today):
            ids.extend(piece if only is None else array("q", [item for item in piece if item in only]))
            if stopped():
                break
        if keep is None:
            return WholeList(ids)
        row_id = keep if isinstance(keep, int) else area.find(reader, keep)
        at = _place(ids, row_id)
        chunk = at // CHUNK * CHUNK
        return WholeList(ids, at, area.rows(reader, ids[chunk : chunk + CHUNK], office.today))


def _place(ids: array[int], row_id: int | None) -> int:
    if row_id is None:
        return 0
    try:
        return ids.index(row_id)
    except ValueError:
        return 0


def rows_of(area: Area, office: Office, ids: Sequence[int]) -> Mapping[int, Cells]:
    """Return some rows of the list by id."""
    with office.reader() as reader:
        return area.rows(reader, ids, office.today)


class Named(NamedTuple):
    """Records chosen for something: number and what they are called."""

    numbers: tuple[str, ...]
    titles: Mapping[str, str]


def named(area: Area, office: Office, ids: Sequence[int], at_once: int = 2000) -> Named:
    """Return the numbers and titles of rows, in their order."""
    titles: dict[str, str] = {}
    with office.reader() as reader:
        for start in range(0, len(ids), at_once):
            piece = ids[start : start + at_once]
            rows = area.rows(reader, piece, office.today)
            for row_id in piece:
                if row_id in rows:
                    cells = rows[row_id]
                    titles[area.number(cells)] = str(cells[1])
    return Named(tuple(titles), titles)


def neighbour(ids: Sequence[int], at: int, wanted: Container[int], step: int) -> int | None:
    """Return the place of the next row (step 1), or the one before (-1), that is wanted; goes round the end."""
    count = len(ids)
    for distance in range(1, count + 1):
        place = (at + step * distance) % count
        if ids[place] in wanted:
            return place
    return None
