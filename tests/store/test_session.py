"""The session of single records inside a transaction that also writes in bulk."""

from __future__ import annotations

from pathlib import Path

import pytest

from ttoffice.action.office import Office, open_office
from ttoffice.action.performing import _context, _transaction
from ttoffice.paths import Home
from ttoffice.results.actions import create_many
from ttoffice.results.record import ResultRecord


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(Home(tmp_path / "office"), environ={"TTOFFICE_TODAY": "2026-11-20"}, operator="周敏")


def test_a_session_begins_right_after_the_search_index_was_written(office: Office) -> None:
    for _turn in range(2):
        with _transaction(office) as writer:
            create_many(
                _context(office, writer, office.vault), [ResultRecord(title=f"咖啡 {i}") for i in range(50)]
            )
            assert writer.session.connection().exec_driver_sql("SELECT COUNT(*) FROM result").scalar() == 50
