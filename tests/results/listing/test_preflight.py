from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.results.listing.support import GOOD, profile_of
from ttoffice.parties.views import UnitView
from ttoffice.reasons import Reason, refusing
from ttoffice.results.fees import FeePlan, Royalty, Stage
from ttoffice.results.listing.preflight import check_row
from ttoffice.results.listing.profile import Profile, load
from ttoffice.results.listing.sources import Listed
from ttoffice.results.record import Flag, ResultRecord, Right, from_document

TODAY = date(2026, 6, 1)
UNIT = UnitView(name="某大学", contact_name="转化办", contact_phone="0871-65110000")
RECORD = from_document(GOOD)
DEFAULT = load("yunnan-default")


def reasons(record: ResultRecord = RECORD, profile: Profile = DEFAULT, unit: UnitView = UNIT) -> list[Reason]:
    return check_row(profile, Listed("CG-2026-0001", record, unit), TODAY)


def changed(**values: Any) -> list[Reason]:
    return reasons(replace(RECORD, **values))


def brief(found: list[Reason]) -> list[tuple[str, str | None, str | None, bool]]:
    return [(r.code.removeprefix("listing."), r.field, r.basis, r.warning) for r in found]


@pytest.mark.parametrize("name", ["yunnan-default", "guideline-minimum"])
def test_a_complete_result_can_go(name: str) -> None:
    assert reasons(profile=load(name)) == []


@pytest.mark.parametrize(
    ("field", "empty"), [("brief", ""), ("fee_text", ""), ("license_kind", None), ("brief", " \n　")]
)
def test_what_the_guideline_asks_for_must_be_there(field: str, empty: str | None) -> None:
    assert brief(changed(**{field: empty})) == [("required", field, "pay-later:6(1)", False)]


def test_a_missing_payment_mode_is_missing_and_no_pay_later_mode() -> None:
    found = brief(changed(payment_mode=None))

    assert ("required", "payment_mode", "pay-later:6(1)", False) in found
    assert ("not_pay_later", "payment_mode", "pay-later:2", False) in found


def test_other_payment_modes_are_refused_unless_the_profile_takes_them() -> None:
    assert ("not_pay_later", "payment_mode", "pay-later:2", False) in brief(changed(payment_mode="lump_sum"))
    lenient = replace(DEFAULT, checks={**DEFAULT.checks, "not_pay_later": "off"})
    assert reasons(replace(RECORD, payment_mode="lump_sum"), lenient) == []


def test_a_text_beyond_the_length_of_its_column_is_refused() -> None:
    assert changed(title="长" * 200) == []
    assert brief(changed(title="长" * 201)) == [("length", "title", "pay-later:6(1)", False)]


def test_more_entries_than_the_column_takes_are_warned_of() -> None:
    assert brief(changed(keywords=tuple("甲乙丙丁戊己庚辛壬癸子"))) == [("items", "keywords", None, True)]


def test_a_code_that_the_platform_does_not_take_is_refused() -> None:
    text = 'id = "x"\ntitle = "x"\n[[columns]]\nheader = "成熟度"\nfield = "maturity"\ncodes = { lab = "" }\n'

    assert brief(reasons(profile=profile_of(text))) == [("code", "maturity", None, False)]
    assert reasons(replace(RECORD, maturity="pilot"), profile_of(text)) == []


@pytest.mark.parametrize("level", ["internal", "secret", "confidential", "top_secret"])
def test_what_is_classified_does_not_leave(level: str) -> None:
    assert brief(changed(secrecy=level)) == [("secrecy", "secrecy", "促转法 11", False)]


def test_an_unknown_secrecy_level_is_warned_of() -> None:
    assert brief(changed(secrecy=None)) == [("secrecy_unknown", "secrecy", "促转法 11", True)]


def test_researchers_who_refused_are_respected() -> None:
    assert brief(changed(consent="refused")) == [("consent_refused", "consent", "pay-later:7(1)", False)]
    assert changed(consent=None) == []


def test_an_excluded_result_is_refused() -> None:
    assert brief(changed(exclusion_reason="已转让")) == [
        ("excluded", "exclusion_reason", "pay-later:4", False)
    ]


@pytest.mark.parametrize("text", ["联系张老师13812345678", "电话138-1234-5678", "手机１３８１２３４５６７８"])
@pytest.mark.parametrize("field", ["brief", "title", "contact_phone", "fee_text", "territory"])
def test_a_persons_mobile_number_is_refused_wherever_it_stands(text: str, field: str) -> None:
    shown = "contact.phone" if field == "contact_phone" else field

    assert brief(changed(**{field: text})) == [("personal_phone", shown, "个保法 25", False)]


def test_the_units_own_mobile_number_is_refused_too() -> None:
    found = reasons(unit=replace(UNIT, contact_phone="13812345678"))

    assert brief(found) == [("personal_phone", "contact.phone", "个保法 25", False)]


@pytest.mark.parametrize("text", ["11010519491231002X", "6222021234567890123"])
def test_identity_numbers_and_bank_accounts_are_refused(text: str) -> None:
    assert brief(changed(brief=f"付款至{text}。")) == [("personal_number", "brief", "个保法 25", False)]


def test_commercial_wording_is_warned_of_with_its_words() -> None:
    found = changed(brief="国内首创，欢迎来电，欢迎来电。")

    assert brief(found) == [("commercial_wording", "brief", "专利法实施细则 85", True)]
    assert "国内首创、欢迎来电" in found[0].message
    assert "成果简介" in found[0].message


def test_a_profile_can_refuse_commercial_wording_or_not_look_for_it() -> None:
    praised = replace(RECORD, brief="国内首创")
    for weight, expected in (("refuse", [False]), ("off", [])):
        profile = replace(DEFAULT, checks={**DEFAULT.checks, "commercial_wording": weight})
        assert [reason.warning for reason in reasons(praised, profile)] == expected


@pytest.mark.parametrize(
    ("flagged", "expected"),
    [
        ("maturity", ["flagged"]),
        ("rights.number", ["flagged"]),
        ("rights[0].number", ["flagged"]),
        ("fee_plan", ["flagged"]),
        ("contact_phone", ["flagged"]),
        ("tech_level", []),
        ("rights.expires_on", []),
        ("remarks", []),
    ],
)
def test_an_unsettled_value_hinders_only_in_an_exported_column(flagged: str, expected: list[str]) -> None:
    found = changed(flags=(Flag(flagged, "不明", "import.code"),))

    assert [reason.code.removeprefix("listing.") for reason in found] == expected
    assert all(reason.field == flagged and "不明" in reason.message for reason in found)


def test_a_right_of_wrong_form_is_warned_of() -> None:
    right = replace(RECORD.rights[0], verified=False)

    assert brief(changed(rights=(right,))) == [("right_unverified", "rights.number", None, True)]


@pytest.mark.parametrize("values", [{"legal_status": "lapsed"}, {"expires_on": date(2026, 5, 31)}])
def test_a_lapsed_right_is_warned_of(values: dict[str, Any]) -> None:
    found = changed(rights=(replace(RECORD.rights[0], **values), Right("invention")))

    assert brief(found) == [("lapsed", "rights.legal_status", "专利法 42", True)]
    assert changed(rights=(replace(RECORD.rights[0], expires_on=TODAY),)) == []


def test_a_fee_plan_of_another_mode_is_warned_of() -> None:
    plan = FeePlan(0, (Stage("中试", 100),))

    assert brief(changed(fee_plan=plan)) == [("fee_mismatch", "payment_mode", "pay-later:2", True)]
    assert changed(fee_plan=replace(plan, royalty=Royalty("3"))) == []


def test_a_fee_standard_that_is_not_written_comes_from_the_plan() -> None:
    plan = FeePlan(0, (Stage("中试", 100),), Royalty("3"))

    assert changed(fee_text="", fee_plan=plan) == []


@pytest.mark.parametrize("mark", ["\x07", "\u202e", "\u200b", "\x00", "\x85"])
def test_invisible_characters_are_warned_of(mark: str) -> None:
    assert brief(changed(title=f"甲{mark}乙")) == [("invisible", "title", "pay-later:6(1)", True)]


def test_every_problem_of_a_row_is_told_at_once() -> None:
    found = changed(brief="", title="长" * 201, secrecy="secret", consent="refused")

    assert [reason.code for reason in refusing(found)] == [
        "listing.secrecy",
        "listing.consent_refused",
        "listing.length",
        "listing.required",
    ]
