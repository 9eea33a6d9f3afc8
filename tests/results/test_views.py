"""A list is the same however it is read: as one page, page by page, or as ids; and as looking would give it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from tests.offices import open_at
from ttoffice.action import Office, perform
from ttoffice.results import plans, views
from ttoffice.results.plans import SORTS, VIEWS
from ttoffice.results.tables import VIEW_INDEXES
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader

ROWS = 300
SEARCHES = ("", "一种", "昆", "装置及", "yz", "zhuangzhi", "方法及系统", "没有的词", "2024", "装置 方法")
LIMITS = ("FEW_VIEWED", "FEW_FOUND", "NEAR")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = open_at(tmp_path_factory.mktemp("office"))
    perform(office, "demo.fill", {"rows": ROWS, "first": 0, "seed": 7, "as_of": office.today})
    for number in (f"CG-2026-{serial:04d}" for serial in range(1, 30, 3)):
        perform(office, "result.exclude", {"reason": "不适宜"}, subject=number)
    return office


@pytest.fixture
def reader(filled: Office) -> Iterator[Reader]:
    with filled.reader() as opened:
        yield opened


def looked_up(office: Office, reader: Reader, chosen: Filter) -> list[int]:
    """Return the ids of a list by the plainest SQL there is, each row looked at."""
    from ttoffice.store import search

    look, params = search.where_clause(search.compile_query(chosen.search), "r", sieve=False)
    search.install(reader.driver)
    way = "DESC" if chosen.descending else "ASC"
    rows = reader.all(
        f"SELECT r.id FROM result r WHERE ({VIEWS[chosen.view] or 1}) AND ({look})"
        f" ORDER BY COALESCE({SORTS[chosen.sort]}, '') {way}, r.id {way}",
        params | {"today": office.today.isoformat()},
    )
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("view", "limits"),
    [
        pytest.param(view, limits, marks=() if (turn + place) % 4 == 0 else pytest.mark.exhaustive)
        for turn, view in enumerate(VIEWS)
        for place, limits in enumerate([(0, 0, 0), (0, 0, 50), (0, 0, 9999), (0, 9999, 0), (9999, 0, 0)])
    ],
)
def test_every_way_to_a_list_gives_the_list_that_looking_gives(
    filled: Office, reader: Reader, monkeypatch: pytest.MonkeyPatch, view: str, limits: tuple[int, int, int]
) -> None:
    for name, limit in zip(LIMITS, limits, strict=True):
        monkeypatch.setattr(plans, name, limit)
    for words, sort, descending in product(SEARCHES, SORTS, (False, True)):
        chosen = Filter(words, view, sort, descending)
        expected = looked_up(filled, reader, chosen)
        for limit in (7, ROWS):
            first = views.page(reader, chosen, filled.today, limit=limit)
            assert [line.id for line in first] == expected[:limit], chosen
        assert [one for piece in views.ids(reader, chosen, filled.today) for one in piece] == expected, chosen
        assert views.count(reader, chosen, filled.today) == len(expected), chosen


@pytest.mark.parametrize(("sort", "descending"), product(SORTS, (False, True)))
def test_pages_follow_each_other_without_gap_or_repetition(
    filled: Office, reader: Reader, sort: str, descending: bool
) -> None:
    for words, view in (("", "all"), ("一种", "all"), ("", "implemented"), ("一种", "incomplete")):
        chosen = Filter(words, view, sort, descending)
        found: list[int] = []
        after = None
        while lines := views.page(reader, chosen, filled.today, after=after, limit=7):
            found += [line.id for line in lines]
            after = views.sort_key(lines[-1], chosen)
        assert found == looked_up(filled, reader, chosen), chosen


def test_every_view_has_its_index_and_every_order_too(reader: Reader) -> None:
    assert set(VIEW_INDEXES) == set(VIEWS) - {"all"}
    found = {row[0] for row in reader.all("SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert found >= {f"ix_result_view_{view}" for view in VIEW_INDEXES}
    assert found >= {f"ix_result_{sort}" for sort in SORTS if sort != "number"}


def test_ids_are_read_one_by_one_where_one_is_missing(tmp_path_factory: pytest.TempPathFactory) -> None:
    import sqlite3
    from contextlib import closing

    office = open_at(tmp_path_factory.mktemp("office"))
    with office.reader() as reader:
        assert not any(views.ids(reader, Filter(), office.today))
    for title in "甲乙丙":
        perform(office, "result.create", {"title": title})
    with closing(sqlite3.connect(office.home.store)) as db, db:
        db.execute("DELETE FROM result WHERE title = '乙'")
    with office.reader() as reader:
        for descending, expected in ((False, [1, 3]), (True, [3, 1])):
            pieces = views.ids(reader, Filter(descending=descending), office.today)
            assert [one for piece in pieces for one in piece] == expected
