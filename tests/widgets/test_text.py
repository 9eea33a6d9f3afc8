from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ttoffice.widgets.text import ambiguous_width, block, cells_of, fit, one_line, use_ambiguous_width

AMBIGUOUS = "—…·“”①■→√℃"
letters = st.one_of(
    st.characters(), st.sampled_from(AMBIGUOUS + "中文e\u0301\u200d\ufe0f\U0001f1e8\U0001f3fb\t\u202e")
)


@pytest.fixture
def broad() -> Iterator[None]:
    use_ambiguous_width(2)
    yield
    use_ambiguous_width(1)


@given(st.text(letters, max_size=80), st.integers(0, 40), st.booleans())
def test_a_fitted_text_is_as_wide_as_asked_and_as_its_characters_together(
    text: str, width: int, right: bool
) -> None:
    shown = fit(text, width, right=right)
    assert cell_len(shown) == width == sum(map(cell_len, shown))


@given(st.text(letters, max_size=80), st.integers(0, 40), st.booleans())
def test_a_fitted_text_is_as_wide_as_asked_where_ambiguous_characters_take_two(
    text: str, width: int, right: bool
) -> None:
    use_ambiguous_width(2)
    try:
        shown = fit(text, width, right=right)
        assert cells_of(shown) == width
        assert cell_len(shown) == width - sum(cells_of(letter) - cell_len(letter) for letter in shown)
    finally:
        use_ambiguous_width(1)


@pytest.mark.usefixtures("broad")
def test_consoles_of_code_page_936_draw_ambiguous_characters_over_two_cells() -> None:
    assert ambiguous_width() == 2
    assert [cells_of(letter) for letter in AMBIGUOUS] == [2] * len(AMBIGUOUS)
    assert fit("①②③④", 5) == "①.. "
    assert (cells_of("é"), cells_of("e\u0301"), cells_of("中"), cells_of("A-1")) == (2, 1, 2, 3)


def test_ambiguous_characters_take_one_cell_unless_said_otherwise() -> None:
    assert ambiguous_width() == 1
    assert [cells_of(letter) for letter in AMBIGUOUS] == [1] * len(AMBIGUOUS)
    with pytest.raises(ValueError, match="not 3"):
        use_ambiguous_width(3)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("🇨🇳 昆明", "CN 昆明"),
        ("👍🏽", "👍"),
        ("👨\u200d👩\u200d👧", "👨👩👧"),
        ("❤\ufe0f", "❤"),
        ("a\tb\r\nc", "a b  c"),
        ("右\u202e左\u200f", "右左"),
        ("全\u3000角", "全  角"),
        ("\x1b[31m", "?[31m"),
    ],
)
def test_what_terminals_draw_at_different_widths_is_drawn_plainly(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_a_text_over_several_lines_keeps_its_breaks() -> None:
    assert block("a\r\nb\rc\t🇨🇳") == "a\nb\nc CN"


def test_padding_stands_before_a_text_that_stands_right() -> None:
    assert fit("12.50", 8, right=True) == "   12.50"
    assert fit("一二三四五六", 8, right=True) == "一二三.."
    assert fit("", 3, right=True) == "   "
