"""What the program itself puts on the screen holds no sign whose width terminals disagree about, and no picture."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from ttoffice import i18n
from ttoffice.widgets.states import GLYPHS

FRAGMENTS = sorted((Path(i18n.__file__).parent / "locale" / "zh_CN").glob("*.po"))
PUNCTUATION = frozenset("“”‘’—…·、。，；：？！（）《》【】〔〕「」％＋－＝／×")
"""Chinese punctuation, whose width `TTOFFICE_AMBIGUOUS_WIDTH` settles, and the sign of multiplication."""


def doubtful(text: str) -> Iterator[str]:
    """Yield signs that are no letter, no digit and no Chinese punctuation: arrows, boxes, circled numbers, pictures."""
    for sign in set(text) - PUNCTUATION:
        kind = unicodedata.category(sign)
        if not sign.isascii() and kind[0] in "SPNMC" and kind != "Nd":
            yield sign


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda path: path.stem)
def test_no_word_of_the_program_holds_an_arrow_a_box_or_a_picture(fragment: Path) -> None:
    assert sorted(doubtful(fragment.read_text(encoding="utf-8"))) == []


def test_the_glyphs_of_states_are_ascii_and_of_one_cell() -> None:
    assert all(glyph.isascii() and len(glyph) == 1 for glyph in GLYPHS.values())


@pytest.mark.parametrize("sign", ["→", "■", "①", "√", "✓", "👍", "\u200b"])
def test_such_signs_are_found(sign: str) -> None:
    assert list(doubtful(f"办理{sign}完成")) == [sign]
