"""Next steps in an office: the guards say what is allowed, a record that waits for another tells the other's step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.licenses.acting import act, sign
from tests.notices.acts import FIRST, LAST, do, exhibit, person, price_notice, published, result
from tests.offices import contents
from ttoffice.action import Office
from ttoffice.agenda.next_steps.asking import next_step
from ttoffice.agenda.next_steps.model import NextStep
from ttoffice.errors import UsageError
from ttoffice.store.connection import Writer


def step(office: Office, number: str) -> NextStep:
    found = next_step(office, number)
    assert found is not None
    return found


def test_a_notice_that_lacks_nothing_is_approved_and_one_that_does_says_what(office: Office) -> None:
    assert step(office, price_notice(office)).missing == ()
    unsaid = price_notice(office, related="unknown")
    found = step(office, unsaid)
    assert (found.act, found.elsewhere) == ("notice.approve", "")
    assert [(reason.field, reason.basis) for reason in found.missing] == [("related", "促转法 18")]


def test_a_notice_is_taken_down_only_after_its_last_day(office: Office, tmp_path: Path) -> None:
    number = published(office)
    assert step(office, number).act == "notice.prove_posting"
    do(office, "notice.prove_posting", number, exhibits=[exhibit(office, tmp_path, number)])
    waits = step(office, number)
    assert (waits.act, [reason.code for reason in waits.missing]) == (
        "notice.take_down",
        ["notice.too_early"],
    )
    assert step(office.on(date(2026, 6, 17)), number).missing == ()
    assert (date(2026, 6, 1), date(2026, 6, 16)) == (FIRST, LAST)


def test_what_waits_for_another_record_tells_that_ones_step(office: Office) -> None:
    number = published(office)
    do(office, "objection.receive", number, channel="来信", content="价格偏低", anonymous=True)
    found = step(office, number)
    assert (found.number, found.act, found.about) == (number, "review.open", number)
    assert step(office, "YY-2026-0001").elsewhere == number
    assert step(office, "QX-2026-0001").act == "review.open"
    panel = [person(office, "甲"), person(office, "乙")]
    do(office, "review.open", number, panel=panel)
    assert [step(office, one).about for one in (number, "YY-2026-0001")] == ["FH-2026-0001"] * 2


def test_a_result_with_nothing_to_be_done_says_so_and_one_in_doubt_is_settled(office: Office) -> None:
    unknown = result(office)
    assert step(office, unknown).act == "result.edit"
    old = {"fiscal": "yes", "technology_class": "applied", "implemented": "no"}
    right = {"kind": "invention", "number": "ZL202310000001.5", "acquired_on": "2023-05-01"}
    due = result(office, rights=[right], **old)
    assert (step(office, due).act, step(office, due).missing) == ("result.list", ())
    do(office, "result.list", due)
    assert (step(office, due).act, step(office, due).label) == ("", "")
    assert step(office, due).as_json()["action"] is None


def test_the_money_of_a_license_that_is_late_goes_first(office: Office) -> None:
    number = sign(office)
    found = step(office, number)
    assert (found.act, found.about, found.into) == ("reminder.send", number, "license")
    assert found.data["dues"] == ["YS-2026-0001"]
    act(office, "receipt.enter", license=number, amount="3万元")
    assert step(office, number).act == "filing.prepare"


def test_the_command_of_a_step_is_what_the_command_line_takes(office: Office) -> None:
    number = price_notice(office)
    assert step(office, number).command == f"ttoffice do notice.approve {number}"
    license_ = sign(office)
    act(office, "receipt.enter", license=license_, amount="3万元")
    wanted = f'ttoffice do filing.prepare --data \'{{"license": "{license_}", "kind": "registration"}}\''
    assert step(office, license_).command == wanted


def test_a_number_of_no_record_is_refused_and_a_kind_without_steps_has_none(office: Office) -> None:
    with pytest.raises(UsageError):
        next_step(office, "GS-2026-0009")
    assert next_step(office, "ZJ-2026-0001") is None


def test_asking_waits_for_nobody_who_writes(office: Office) -> None:
    number = price_notice(office)
    writer = Writer(office.home.store)
    writer.begin()
    try:
        assert step(office, number).act == "notice.approve"
    finally:
        writer.rollback()
        writer.close()


def test_asking_writes_nothing(office: Office) -> None:
    number = price_notice(office)
    before = contents(office.home.store)
    step(office, number)
    assert contents(office.home.store) == before
