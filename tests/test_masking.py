from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.masking import PersonalKind, find_personal, is_bank_card, is_identity_number, is_mobile


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("联系人张三13812345678。", PersonalKind.MOBILE, "13812345678"),
        ("电话：138-1234-5678", PersonalKind.MOBILE, "138-1234-5678"),
        ("电话 138 1234 5678", PersonalKind.MOBILE, "138 1234 5678"),
        ("+86 13812345678", PersonalKind.MOBILE, "86 13812345678"),
        ("+8613812345678", PersonalKind.MOBILE, "8613812345678"),
        ("手机１３８１２３４５６７８", PersonalKind.MOBILE, "13812345678"),
        ("身份证11010519491231002X，", PersonalKind.IDENTITY, "11010519491231002X"),
        ("账号6222021234567890123", PersonalKind.BANK, "6222021234567890123"),
        ("账号6222 0212 3456 7890 123", PersonalKind.BANK, "6222 0212 3456 7890 123"),
        ("卡号4111111111111111", PersonalKind.BANK, "4111111111111111"),
    ],
)
def test_a_persons_number_is_found_as_it_is_written(text: str, kind: PersonalKind, written: str) -> None:
    found = list(find_personal(text))

    assert [(item.kind, item.text) for item in found] == [(kind, written)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0871-65110000",
        "0871-6511000转8013",
        "ZL202011234567.8",
        "专利号 202011234567.8、201310012345.6",
        "CN113812345678A",
        "登记号2020SR0817438",
        "统一社会信用代码 12530000431201234K",
        "收率 95.5%，温度 1380 ℃",
        "项目 202301AT070123",
        "4111111111111112",
        "400-800-1234",
    ],
)
def test_other_numbers_are_not_taken_for_a_persons(text: str) -> None:
    assert list(find_personal(text)) == []


def test_every_number_of_a_text_is_found() -> None:
    found = list(find_personal("甲 13912345678，乙 15812345678；丙 6222021234567890123"))

    assert [item.kind for item in found] == [PersonalKind.MOBILE, PersonalKind.MOBILE, PersonalKind.BANK]


def test_a_wrong_check_digit_is_no_identity_number() -> None:
    assert is_identity_number("11010519491231002X")
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("1101051949123100２X")


@given(st.text(alphabet="0123456789-  Xx13８甲\n", max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    for item in find_personal(text):
        assert 0 <= item.start < len(text)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(alphabet="甲乙，。 \n", max_size=10))
def test_a_mobile_number_is_found_wherever_it_stands(number: str, around: str) -> None:
    assert is_mobile(number)
    assert number in [item.text for item in find_personal(f"{around}电话{number}{around}")]


@given(st.text(max_size=20))
def test_the_checks_answer_for_any_text(text: str) -> None:
    assert isinstance(is_bank_card(text), bool)
    assert isinstance(is_identity_number(text), bool)
