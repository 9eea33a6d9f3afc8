from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.numbering import PREFIXES, format_number, read_number


@given(st.sampled_from(sorted(PREFIXES.values())), st.integers(1, 9999), st.integers(1, 999_999_999))
def test_every_number_is_read_back(prefix: str, year: int, serial: int) -> None:
    number = format_number(prefix, year, serial)
    assert read_number(number) == number


@pytest.mark.parametrize(
    "text", ["CG-2026-0001", "cg-2026-1", "ＣＧ－２０２６－０００１", " CG 2026 1 ", "cg20261"]
)
def test_a_number_is_read_as_people_type_it(text: str) -> None:
    assert read_number(text) == "CG-2026-0001"


@pytest.mark.parametrize(
    "text", ["", "CG", "AB-2026-0001", "CG-26-1", "CG-2026-1x", "2026-0001", "CG-2026-", "\udc00"]
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert read_number(text) is None


@given(st.text())
def test_any_text_is_read_or_not_but_never_fails(text: str) -> None:
    read = read_number(text)
    assert read is None or read_number(read) == read


def test_serials_grow_beyond_four_digits() -> None:
    assert format_number("CG", 2026, 12345) == "CG-2026-12345"
