from __future__ import annotations

from typing import Any

import pytest

from tests.offices import contents, problems
from ttoffice.action import Office, bulk, perform
from ttoffice.action.bulk import perform_each
from ttoffice.errors import RefusedError, StoreError, UsageError

NUMBERS = tuple(f"CG-2026-000{number}" for number in range(1, 5))


@pytest.fixture
def four(office: Office) -> Office:
    """Four results; the second may not be listed, the third is listed already."""
    for title in "甲乙丙丁":
        perform(office, "result.create", {"title": title, "brief": "x" * 1000})
    perform(office, "result.edit", {"consent": "refused"}, subject=NUMBERS[1])
    perform(office, "result.list", {}, subject=NUMBERS[2])
    return office


def entries(office: Office) -> int:
    return len(contents(office.home.store)["log"])


def test_a_refused_record_hinders_no_other(four: Office) -> None:
    before = entries(four)
    done = perform_each(four, "result.list", {"since": "2026-05-01"}, [*NUMBERS, "CG-2026-0099"])
    assert [row.state for row in done.rows] == ["done", "refused", "refused", "done", "refused"]
    assert (done.done, done.refused, done.unchanged, done.untried, done.failure) == (2, 3, 0, 0, None)
    assert [reason.code for reason in done.rows[1].reasons if not reason.warning] == [
        "result.consent_refused"
    ]
    assert "尊重" in done.rows[1].refusal
    assert "CG-2026-0099" in done.rows[4].refusal
    assert done.rows[0].changes == (("listed_since", None, "2026-05-01"),)
    assert done.rows[0].refusal == ""
    assert entries(four) == before + 2
    assert problems(four) == ()


def test_what_stands_so_already_is_counted_apart(four: Office) -> None:
    perform(four, "result.edit", {"maturity": "pilot"}, subject=NUMBERS[0])
    done = perform_each(four, "result.edit", {"maturity": "pilot"}, NUMBERS)
    assert [row.state for row in done.rows] == ["unchanged", "done", "done", "done"]
    assert (done.done, done.unchanged) == (3, 1)
    assert done.rows[0].refusal == ""


def test_a_dry_run_tells_the_same_and_writes_nothing(four: Office) -> None:
    before = contents(four.home.store)
    looked = perform_each(four, "result.list", {}, NUMBERS, dry_run=True)
    assert contents(four.home.store) == before
    done = perform_each(four, "result.list", {}, NUMBERS)
    assert [(row.state, row.reasons, row.changes) for row in looked.rows] == [
        (row.state, row.reasons, row.changes) for row in done.rows
    ]


def test_only_the_fields_that_differ_are_kept(four: Office) -> None:
    done = perform_each(four, "result.edit", {"title": "新", "keywords": ["咖啡"]}, NUMBERS[:1])
    outcome = done.rows[0].outcome
    assert outcome is not None
    assert outcome.log_id is not None
    assert outcome.changes == (
        (NUMBERS[0], {"title": "甲", "keywords": []}, {"title": "新", "keywords": ["咖啡"]}),
    )


def test_a_record_that_is_named_twice_is_done_once(four: Office) -> None:
    done = perform_each(four, "result.record_use", {"since": "2025"}, [NUMBERS[0], NUMBERS[0]])
    assert [row.state for row in done.rows] == ["done"]


def test_an_input_that_is_wrong_for_all_is_refused_at_once(four: Office) -> None:
    before = contents(four.home.store)
    with pytest.raises(RefusedError) as raised:
        perform_each(four, "result.edit", {"maturity": "old"}, NUMBERS)
    assert raised.value.reasons[0].field == "maturity"
    for name in ("result.create", "frog.jump"):
        with pytest.raises(UsageError):
            perform_each(four, name, {"title": "x"}, NUMBERS)
    assert contents(four.home.store) == before


def test_no_records_come_to_nothing(four: Office) -> None:
    assert perform_each(four, "result.edit", {"title": "x"}, []).rows == ()


def test_progress_is_told_after_each_record(four: Office) -> None:
    told: list[tuple[int, int]] = []
    perform_each(four, "result.list", {}, NUMBERS, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize("way", ["asked", "raised"])
def test_work_that_is_stopped_tells_what_was_done_and_what_was_not_tried(four: Office, way: str) -> None:
    seen: list[int] = []

    class EndedError(Exception):
        pass

    def progress(done: int, _total: int) -> None:
        seen.append(done)
        if way == "raised" and done == 2:
            raise EndedError

    done = perform_each(
        four, "result.edit", {"maturity": "pilot"}, NUMBERS, progress=progress, stopped=lambda: len(seen) >= 2
    )
    assert [row.state for row in done.rows] == ["done", "done", "untried", "untried"]
    assert (done.untried, done.failure) == (2, None)
    assert done.rows[3].number == NUMBERS[3]
    assert done.rows[3].refusal


def test_a_listener_that_fails_is_no_stop(four: Office) -> None:
    def progress(_done: int, _total: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        perform_each(four, "result.list", {}, NUMBERS, progress=progress, stopped=lambda: False)


def test_a_store_that_fails_ends_the_work_and_what_was_done_is_told(
    four: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(office: Office, name: str, data: Any, **more: Any) -> Any:
        if more["subject"] == NUMBERS[2]:
            raise StoreError("the disk is full", advice="free some space")
        return perform(office, name, data, **more)

    monkeypatch.setattr(bulk, "perform", failing)
    done = perform_each(four, "result.edit", {"maturity": "pilot"}, NUMBERS)
    assert [row.state for row in done.rows] == ["done", "done", "untried", "untried"]
    assert str(done.failure) == "the disk is full\nfree some space"
    assert problems(four) == ()
