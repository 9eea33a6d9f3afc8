"""The demo office: lifelike, the same each time, written by actions, and never among real records."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ttoffice.action import Office, perform
from ttoffice.action.office import open_office
from ttoffice.errors import RefusedError, UsageError
from ttoffice.findings.demo.making import make_demo
from ttoffice.paths import Home
from ttoffice.results import scanning, views
from ttoffice.results.checking import verify_office
from ttoffice.results.demo.actions import CHUNK
from ttoffice.results.demo.records import Maker
from ttoffice.results.demo.words import load_words
from ttoffice.results.details import changes
from ttoffice.results.ip_numbers import parse_number
from ttoffice.results.rules import record_reasons
from ttoffice.results.scan import SHOWN
from ttoffice.store import log
from ttoffice.store.asking import Filter

TODAY = date(2026, 11, 20)
ROWS = 300


def made(root: Path, rows: int = ROWS) -> Office:
    home = make_demo(rows, root, lambda _done, _total: None)
    return open_office(home, operator="周敏")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTOFFICE_TODAY", TODAY.isoformat())
    monkeypatch.setenv("TTOFFICE_LANG", "zh_CN")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Office:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TTOFFICE_TODAY", TODAY.isoformat())
        return made(tmp_path_factory.mktemp("demo"))


def test_the_demo_passes_every_check_of_the_store(demo: Office) -> None:
    with demo.reader() as reader:
        report = verify_office(reader, demo.vault)
        assert reader.value("SELECT COUNT(*) FROM result") == ROWS
    assert report.problems == ()
    assert report.records >= ROWS + 20
    assert report.files > 2


def test_the_scan_shows_every_standing(demo: Office) -> None:
    with demo.reader() as reader:
        found = Counter(line.decision.standing for line in scanning.scan(reader, TODAY))
    assert all(found[standing] for standing in SHOWN)


def test_every_view_of_the_register_shows_something(demo: Office) -> None:
    with demo.reader() as reader:
        for view in views.VIEWS:
            assert views.page(reader, Filter(view=view), TODAY, limit=1), view


def test_histories_have_several_people_and_days(demo: Office) -> None:
    with demo.reader() as reader:
        entries = log.entries(reader, limit=100)
        results = [entry.subject for entry in entries if entry.subject and entry.subject.startswith("CG-")]
        longest = max((changes(reader, number) for number in results), key=len)
    assert len({entry.operator for entry in entries}) == 4
    assert len({entry.legal_day for entry in entries}) > 10
    assert len({change["operator"] for change in longest}) >= 2


def test_moments_follow_each_other_and_never_run_ahead(demo: Office) -> None:
    with demo.reader() as reader:
        newest_first = log.entries(reader, limit=100)
    moments = [entry.at for entry in newest_first]
    assert moments == sorted(moments, reverse=True)
    assert newest_first[0].legal_day == TODAY.isoformat()


def test_the_same_day_gives_the_same_office(demo: Office, tmp_path: Path) -> None:
    again = made(tmp_path / "again")
    told = (  # who objects is kept by a salted hash, another one each time; the code of a dossier rests on the log
        "SELECT r.log_id, l.at, l.operator, r.number, json_remove(r.document, '$.dossier_code')"
        " FROM revision r JOIN log l ON l.id = r.log_id WHERE r.kind <> 'objection'"
    )
    with demo.reader() as first, again.reader() as second:
        assert first.all(told) == second.all(told)


def test_a_record_does_not_depend_on_how_many_there_are() -> None:
    few, many = Maker(load_words(), TODAY, 1), Maker(load_words(), TODAY, 1)
    expected = [many.record(index) for index in range(20)]
    assert [few.record(index) for index in (7, 3, 19)] == [expected[7], expected[3], expected[19]]


def test_made_up_results_break_no_rule_and_their_numbers_check_out() -> None:
    maker = Maker(load_words(), TODAY, 20_251_109)
    numbers = []
    for index in range(2_000):
        record = maker.record(index)
        refusing = [reason for reason in record_reasons(record, TODAY) if not reason.warning]
        assert not refusing, (record.title, refusing)
        for right in record.rights:
            reading = parse_number(right.number, right.kind)
            assert reading.verified is right.verified
            assert reading.number == right.number
            assert right.verified is not False or record.flags
            numbers += [reading.key] if reading.key else []
    assert len(set(numbers)) == len(numbers)


def test_all_kinds_and_the_three_modes_occur() -> None:
    maker = Maker(load_words(), TODAY, 20_251_109)
    records = [maker.record(index) for index in range(1_000)]
    assert len({record.result_type for record in records}) == 8
    assert {"royalty", "stages", "stages_royalty"} <= {record.payment_mode for record in records}
    assert len({record.title for record in records}) > 800


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    make_demo(CHUNK + 10, tmp_path, lambda done, total: told.append((done, total)))
    assert told == [(CHUNK, CHUNK + 10), (CHUNK + 10, CHUNK + 10)]


@pytest.mark.parametrize("rows", [0, 1, 5])
def test_a_very_small_demo_works_too(tmp_path: Path, rows: int) -> None:
    office = made(tmp_path, rows)
    with office.reader() as reader:
        assert reader.value("SELECT COUNT(*) FROM result") == rows


def test_a_demo_on_new_years_day_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTOFFICE_TODAY", "2027-01-01")
    with made(tmp_path, 40).reader() as reader:
        assert reader.value("SELECT number FROM result ORDER BY id LIMIT 1") == "CG-2027-0001"


def test_without_a_home_a_temporary_one_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    home = make_demo(3, None, lambda _done, _total: None)
    assert home.root.parent == tmp_path
    assert home.root.name.startswith("ttoffice-demo-")


def test_a_home_in_use_is_refused_and_left_alone(tmp_path: Path) -> None:
    office = open_office(Home(tmp_path), operator="周敏")
    perform(office, "result.create", {"title": "真实成果"})
    with pytest.raises(UsageError):
        make_demo(5, tmp_path, lambda _done, _total: None)
    with office.reader() as reader:
        assert reader.value("SELECT COUNT(*) FROM log") == 1


def test_made_up_results_never_come_among_real_ones(tmp_path: Path) -> None:
    office = open_office(Home(tmp_path), operator="周敏")
    perform(office, "result.create", {"title": "真实成果"})
    for first in (0, 1):
        with pytest.raises(RefusedError) as refused:
            perform(office, "demo.fill", {"rows": 1, "first": first, "as_of": TODAY.isoformat()})
        assert refused.value.reasons[0].code == "demo.not_empty"
