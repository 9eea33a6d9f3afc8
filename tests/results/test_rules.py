from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from tests.offices import TODAY
from tests.results.test_record import records
from ttoffice.reasons import Reason
from ttoffice.results.fees import FeePlan, Royalty, Stage
from ttoffice.results.flags import is_settled, settle
from ttoffice.results.record import Completer, Flag, Holder, Implementation, ResultRecord, Right
from ttoffice.results.rules import is_partial_date, percent, record_reasons

SOUND = ResultRecord(title="咖啡果皮干燥方法")
GOOD_NUMBER, BAD_NUMBER = "ZL202310000001.5", "ZL202310000001.7"


def said(reasons: Sequence[Reason]) -> set[tuple[str, str | None, bool]]:
    return {(reason.code, reason.field, reason.warning) for reason in reasons}


def found(**fields: object) -> set[tuple[str, str | None, bool]]:
    return said(record_reasons(replace(SOUND, **fields), TODAY))  # type: ignore[arg-type]


def test_a_title_is_enough_for_the_register() -> None:
    assert record_reasons(SOUND, TODAY) == []


@pytest.mark.parametrize(
    ("fields", "code", "field", "warning"),
    [
        ({"title": "  "}, "result.title", "title", False),
        ({"department": "系" * 301}, "result.too_long", "department", False),
        ({"brief": "述" * 20_001}, "result.too_long", "brief", False),
        ({"keywords": ("词",) * 21}, "result.keywords", "keywords", False),
        (
            {"completers": tuple(Completer(str(i)) for i in range(201))},
            "result.too_many",
            "completers",
            False,
        ),
        ({"completers": (Completer(" "),)}, "completer.name", "completers", False),
        ({"completers": (Completer("李"), Completer("李"))}, "completer.twice", "completers", True),
        ({"completers": (Completer("李", share="101"),)}, "completer.shares", "completers", False),
        (
            {"completers": (Completer("李", share="60"), Completer("张", share="40.1"))},
            "completer.shares",
            "completers",
            False,
        ),
        ({"rights": (Right(holders=(Holder(" "),)),)}, "right.holder", "rights[0].holders", False),
        ({"rights": (Right(holders=(Holder("甲", "x"),)),)}, "right.shares", "rights[0].holders", False),
        (
            {"rights": (Right("invention", GOOD_NUMBER), Right("invention", "2023100000015"))},
            "right.twice",
            "rights[1].number",
            False,
        ),
        (
            {"rights": (Right(applied_on=date(2024, 1, 2), acquired_on=date(2024, 1, 1)),)},
            "right.dates",
            "rights[0].acquired_on",
            False,
        ),
        (
            {"rights": (Right(applied_on=date(2024, 1, 2), expires_on=date(2024, 1, 1)),)},
            "right.dates",
            "rights[0].expires_on",
            False,
        ),
        (
            {"rights": (Right("design", applied_on=date(2020, 1, 1), expires_on=date(2035, 1, 2)),)},
            "right.term",
            "rights[0].expires_on",
            True,
        ),
        ({"rights": (Right(acquired_on=date(2026, 6, 2)),)}, "right.future", "rights", True),
        (
            {"implementations": (Implementation(since="2024-13"),)},
            "implementation.since",
            "implementations[0].since",
            False,
        ),
        (
            {"implemented": "no", "implementations": (Implementation(),)},
            "result.implemented",
            "implemented",
            False,
        ),
        ({"consent_on": date(2026, 1, 1)}, "result.consent", "consent", False),
        ({"fee_plan": FeePlan(royalty=Royalty("100.1"))}, "fee.rate", "fee_plan", False),
        ({"fee_plan": FeePlan(stages=(Stage("投产"),))}, "fee.stage", "fee_plan", False),
        ({"fee_plan": FeePlan(stages=(Stage("投产", 1, "5"),))}, "fee.stage", "fee_plan", False),
        ({"fee_plan": FeePlan(stages=(Stage(" ", 1),))}, "fee.stage", "fee_plan", False),
        ({"fee_plan": FeePlan(stages=(Stage("投产", share="101"),))}, "fee.shares", "fee_plan", False),
        (
            {"fee_plan": FeePlan(stages=(Stage("投产", share="60"), Stage("满产", share="50")))},
            "fee.shares",
            "fee_plan",
            False,
        ),
        (
            {"fee_plan": FeePlan(royalty=Royalty("5")), "payment_mode": "stages"},
            "fee.mode",
            "payment_mode",
            True,
        ),
    ],
)
def test_each_flaw_is_named_with_its_field(
    fields: dict[str, object], code: str, field: str, warning: bool
) -> None:
    assert found(**fields) == {(code, field, warning)}


def test_a_number_that_does_not_verify_is_refused_unless_it_is_meant_so() -> None:
    wrong = Right("invention", BAD_NUMBER, verified=True)
    ((code, field, warning),) = found(rights=(wrong,))
    assert (field, warning) == ("rights[0].number", False)
    assert found(rights=(replace(wrong, verified=False),)) == {(code, field, True)}


@pytest.mark.parametrize("kind", ["invention", "utility_model", "design"])
def test_the_last_years_of_the_calendar_end_no_term_too_late(kind: str) -> None:
    assert found(rights=(Right(kind, applied_on=date(9995, 1, 1), expires_on=date.max),)) == set()


def test_a_patent_may_expire_on_the_matching_day_of_its_last_year() -> None:
    right = Right("invention", applied_on=date(2004, 2, 29), expires_on=date(2024, 2, 29))
    assert found(rights=(right,)) == set()


def test_an_old_flaw_that_is_not_touched_only_warns() -> None:
    flawed = replace(SOUND, consent_on=date(2026, 1, 1))
    assert {r.warning for r in record_reasons(flawed, TODAY)} == {False}
    assert {r.warning for r in record_reasons(replace(flawed, remarks="x"), TODAY, flawed)} == {True}
    worse = replace(flawed, title="")
    assert {r.code for r in record_reasons(worse, TODAY, flawed) if not r.warning} == {"result.title"}


@given(records)
def test_any_record_is_judged_without_failing(record: ResultRecord) -> None:
    for reason in record_reasons(record, TODAY):
        assert reason.message
        assert reason.code.isascii()


@pytest.mark.parametrize("text", ["2024", "2024-06", "2024-02-29", "0001", "9999-12-31"])
def test_whole_and_partial_dates_that_exist(text: str) -> None:
    assert is_partial_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-6",
        "2023-02-29",
        "2024-00",
        "0000",
        "2024-06-18 ",
        "２０２４",
        "2024-06-18T00",
        "2024\n",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert not is_partial_date(text)


@pytest.mark.parametrize("text", ["-1", "100.01", "NaN", "sNaN", "inf", "5%", "", "五"])
def test_what_is_no_percentage(text: str) -> None:
    assert percent(text) is None


FLAGGED = replace(
    SOUND,
    maturity="pilot",
    rights=(Right("invention", "?", verified=False),),
    flags=(
        Flag("maturity", "中试以上", "code"),
        Flag("trl", "高", "integer"),
        Flag("rights.number", "?", "number"),
        Flag("rights[0].acquired_on", "去年", "date"),
    ),
)


def test_a_flag_goes_when_its_field_is_touched_and_now_holds_a_good_value() -> None:
    kept = settle(FLAGGED, frozenset({"maturity", "trl", "rights"})).flags
    assert [flag.field for flag in kept] == ["trl", "rights.number", "rights[0].acquired_on"]


def test_a_flag_stays_when_its_field_was_not_touched() -> None:
    assert settle(FLAGGED, frozenset({"title"})) is FLAGGED


@pytest.mark.parametrize(
    ("right", "path", "settled"),
    [
        (Right(number=GOOD_NUMBER, verified=True), "rights.number", True),
        (Right(number="x", verified=False), "rights.number", False),
        (Right(acquired_on=TODAY), "rights.acquired_on", True),
        (Right(), "rights.acquired_on", False),
        (Right(), "rights", True),
        (Right(), "nonsense", False),
    ],
)
def test_when_a_flagged_field_is_settled(right: Right, path: str, settled: bool) -> None:
    assert is_settled(replace(SOUND, rights=(right,)), path) is settled
