"""Numbers of rights are told apart, checked and brought into one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.results.codes import RightKind
from ttoffice.results.ip_numbers import check_digit, number_key, parse_number, split_numbers


def patent(body: str) -> str:
    return f"ZL{body}.{check_digit(body)}"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ZL 2020 2 5530860.9", "ZL202025530860.9"),
        ("ＺＬ202210260199.6", "ZL202210260199.6"),
        ("zl2017259842720", "ZL201725984272.0"),
        ("201922245921.5", "201922245921.5"),
        ("CN202025530860.9", "202025530860.9"),
        ("专利号：ZL202025530860.9", "ZL202025530860.9"),
        ("zl 2020 2 5530860．9", "ZL202025530860.9"),
    ],
)
def test_a_patent_number_with_its_right_check_digit_verifies_in_any_spelling(text: str, number: str) -> None:
    reading = parse_number(text)
    assert (reading.number, reading.verified, reading.problem) == (number, True, None)
    assert reading.key == number.removeprefix("ZL").replace(".", "")


@given(st.integers(1985, 2030), st.sampled_from("12389"), st.integers(0, 9_999_999))
def test_every_number_that_is_made_with_its_check_digit_verifies_and_with_another_does_not(
    year: int, kind: str, serial: int
) -> None:
    body = f"{year}{kind}{serial:07d}"
    assert parse_number(patent(body)).verified is True
    wrong = "0123456789X"[("0123456789X".index(check_digit(body)) + 1) % 11]
    reading = parse_number(f"ZL{body}.{wrong}")
    assert reading.verified is False
    assert reading.well_formed
    assert reading.problem is not None
    assert reading.problem.code == "number.check_digit"
    assert reading.problem.warning


def test_the_old_form_has_eight_digits_and_a_check_digit() -> None:
    body = "99112345"
    reading = parse_number(f"ZL {body}.{check_digit(body)}")
    assert reading.verified is True
    assert reading.kind == RightKind.INVENTION


@pytest.mark.parametrize(
    ("digit", "kind"),
    [("1", "invention"), ("8", "invention"), ("2", "utility_model"), ("9", "utility_model"), ("3", "design")],
)
def test_the_type_digit_tells_the_kind(digit: str, kind: str) -> None:
    assert parse_number(patent(f"2020{digit}0000001")).kind == kind


def test_a_type_digit_against_the_declared_kind_is_told_and_the_text_kept() -> None:
    reading = parse_number("202227173808.4", "invention")
    assert reading.number == "202227173808.4"
    assert reading.verified is False
    assert reading.problem is not None
    assert reading.problem.code == "number.other_kind"


def test_an_application_right_takes_any_patent_number() -> None:
    assert parse_number("202227173808.4", "patent_application").problem is None


def test_a_wrong_check_digit_and_another_kind_are_told_together() -> None:
    reading = parse_number("ZL201516419144.4", "know_how")
    assert reading.problem is not None
    assert reading.problem.code == "number.check_digit"
    assert RightKind.KNOW_HOW.label in reading.problem.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN112345678B", "number.publication"),
        ("CN 1234567 C", "number.publication"),
        ("202010123456", "number.no_check_digit"),
        ("软著登字第1234567号", "number.certificate"),
        ("申请中", "number.unknown_form"),
        ("ZL202025530860.9（已授权）", "number.remark"),
        ("ZL202040000001.3", "number.type_digit"),
        ("2023SR012345", "number.software_form"),
    ],
)
def test_what_is_not_the_number_asked_for_is_named(text: str, code: str) -> None:
    problem = parse_number(text, None).problem
    assert problem is not None
    assert problem.code == code


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("2020SR0817438", "software", "2020SR0817438"),
        ("2009SR012345", "software", "2009SR012345"),
        ("２０１７ｓｒ1658202", "software", "2017SR1658202"),
        ("BS.195935010", "layout_design", "BS.195935010"),
        ("BS195935010", "layout_design", "BS.195935010"),
        ("CNA20201647.5", "plant_variety", "CNA20201647.5"),
        ("CNA2020164755", "plant_variety", "CNA2020164755"),
        ("国药准字H20203456", "drug_license", "国药准字H20203456"),
        ("2016L12345", "clinical_license", "2016L12345"),
    ],
)
def test_forms_without_a_check_digit_verify_by_their_form(text: str, kind: str, number: str) -> None:
    reading = parse_number(text, kind)
    assert (reading.number, reading.kind, reading.verified, reading.problem) == (number, kind, True, None)


@pytest.mark.parametrize("text", ["", "/", "—", "——", "无", "暂无", "-", "N/A", "n/a", " 无 ", "／"])
def test_placeholders_mean_that_there_is_none(text: str) -> None:
    reading = parse_number(text, "invention")
    assert (reading.number, reading.key, reading.problem) == ("", "", None)
    assert split_numbers(text) == []


def test_know_how_may_have_a_number_of_the_office() -> None:
    assert parse_number("KJ-2020-01", "know_how").problem is None


def test_a_cell_with_several_numbers_is_divided() -> None:
    text = "ZL 2020 2 5530860.9、ZL202210260199.6\n2020SR0817438"
    assert split_numbers(text) == ["ZL 2020 2 5530860.9", "ZL202210260199.6", "2020SR0817438"]
    assert split_numbers("ZL202025530860.9 / ZL202210260199.6") == ["ZL202025530860.9", "ZL202210260199.6"]


@pytest.mark.parametrize(
    "text", ["ZL202025530860.9", "zl 2020 2 5530860.9", "202025530860.9", "ZL2020255308609"]
)
def test_spellings_of_one_number_have_one_key(text: str) -> None:
    assert number_key(text) == "2020255308609"


@given(st.text(max_size=60))
def test_any_text_has_a_reading_and_its_number_reads_the_same_again(text: str) -> None:
    reading = parse_number(text)
    if reading.well_formed:
        again = parse_number(reading.number)
        assert (again.key, again.number) == (reading.key, reading.number)
        assert number_key(reading.number) == reading.key
    elif reading.number:
        assert reading.number == text.strip()
        assert reading.problem is not None
