from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.deadlines.acting import begin, look, refused
from tests.offices import problems, tamper
from ttoffice.action import Office, check, perform
from ttoffice.deadlines.views import next_policy, policy_on

REVIEW = {
    "code": "review",
    "value": "20个工作日",
    "effective_from": "2026-07-01",
    "source": "校发〔2026〕1号第八条",
}


def test_a_change_never_moves_what_began_under_the_old_value(office: Office) -> None:
    before = begin(office, date(2026, 6, 1), "", matter="review", source="")
    perform(office, "policy.set", REVIEW)
    still = begin(office, date(2026, 6, 30), "", matter="review", source="")
    after = begin(office, date(2026, 7, 1), "", matter="review", source="")
    assert [look(office, number).period for number in (before, still, after)] == ["30d", "30d", "20wd"]
    assert look(office, after).source == "校发〔2026〕1号第八条"
    perform(
        office.on(date(2026, 7, 2)), "policy.set", {**REVIEW, "value": "10wd", "effective_from": "2026-07-01"}
    )
    assert [look(office, number).period for number in (before, still, after)] == ["30d", "30d", "20wd"]
    assert problems(office) == ()


def test_the_value_to_come_is_known(office: Office) -> None:
    perform(office, "policy.set", REVIEW)
    with office.reader() as reader:
        now, then = policy_on(reader, "review", office.today), next_policy(reader, "review", office.today)
        assert next_policy(reader, "review", date(2026, 7, 1)) is None
    assert now.value == "30d"
    assert then is not None
    assert (then.value, then.since, then.number) == ("20wd", date(2026, 7, 1), "BF-2026-0001")


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"source": ""}, {"policy.no_source"}),
        ({"code": "frog"}, {"policy.unknown"}),
        ({"value": "soon"}, {"policy.wrong"}),
        ({"value": "0d"}, {"policy.wrong"}),
        ({"code": "quorum", "value": "5d"}, {"policy.wrong"}),
        ({"code": "quorum", "value": "1/2", "skip_closures": True}, {"policy.no_period"}),
        ({"effective_from": "2026-02-30"}, {"input.date_from_datetime_parsing"}),
    ],
)
def test_a_value_that_cannot_hold_is_refused(office: Office, more: dict[str, Any], codes: set[str]) -> None:
    assert refused(office, "policy.set", {**REVIEW, **more}) == codes


def test_the_same_value_once_more_is_refused(office: Office) -> None:
    perform(office, "policy.set", REVIEW)
    assert refused(office, "policy.set", {**REVIEW, "effective_from": "2026-08-01"}) == {"policy.same"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"effective_from": "2026-05-01"}, "policy.back_dated"),
        ({"code": "award_share_min", "value": "40%"}, "policy.below_law"),
        ({"code": "price_publicity", "value": "10d"}, "policy.short_price_publicity"),
    ],
)
def test_what_is_unusual_is_noted(office: Office, more: dict[str, Any], code: str) -> None:
    (note,) = check(office, "policy.set", {**REVIEW, **more})
    assert (note.code, note.warning) == (code, True)


def test_a_setting_changed_by_hand_is_found(office: Office) -> None:
    perform(office, "policy.set", REVIEW)
    tamper(office.home.store, "UPDATE policy SET value = '1d'")
    assert len(problems(office)) == 1
