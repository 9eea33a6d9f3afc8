from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.toml_lines import line_of, line_of_error, quoted

TEXT = """# columns = "no"
title = "x"

[[results]]
name = "a"

[["results"]]
name = "b"
note = '''
name = "c"
'''
sort = "number"
"""


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_quoted_text_is_read_back_as_it_was(text: str) -> None:
    assert tomllib.loads(f"x = {quoted(text)}") == {"x": text}


@pytest.mark.parametrize(
    ("key", "table", "line"),
    [("title", None, 2), ("name", 0, 5), ("name", 1, 8), ("sort", 1, 12), ("sort", 0, 4), ("gone", None, 1)],
)
def test_a_key_is_found_on_its_line(key: str, table: int | None, line: int) -> None:
    assert line_of(TEXT, key, table, "results") == line


@pytest.mark.parametrize(("text", "line"), [("a = 1\nb = \n", 2), ("a = 1\nb", 2), ("\n\n[", 3)])
def test_the_line_that_is_no_toml_is_named(text: str, line: int) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as raised:
        tomllib.loads(text)
    assert line_of_error(text, raised.value) == line
