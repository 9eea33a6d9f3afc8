from __future__ import annotations

from typing import get_args

import pytest

from ttoffice.widgets.states import (
    GLYPHS,
    TONE_VARIABLES,
    State,
    Tone,
    cell_text,
    cell_texts,
    state,
    state_content,
)


def test_every_tone_has_a_glyph_and_a_color_of_its_own() -> None:
    tones = set(get_args(Tone))
    assert set(GLYPHS) == set(TONE_VARIABLES) == tones
    assert len(set(GLYPHS.values())) == len(set(TONE_VARIABLES.values())) == len(tones)


@pytest.mark.parametrize(
    ("glyph", "word"), [("", "已挂牌"), (" ", "已挂牌"), ("●", "已挂牌"), ("++", "x"), ("+", " ")]
)
def test_a_state_is_never_told_by_color_alone(glyph: str, word: str) -> None:
    with pytest.raises(ValueError, match="a state needs"):
        State(glyph, word, "good")


def test_states_are_plain_text_with_glyph_and_word() -> None:
    listed, due = state("good", "已挂牌"), State("!", "待\t定[/b]", "warn")
    assert str(listed) == "+已挂牌"
    assert cell_text((listed, due)) == "+已挂牌 !待 定[/b]"
    assert cell_texts(("CG-1", listed, ())) == ("CG-1", "+已挂牌", "")


def test_states_as_content_carry_their_tone_and_no_markup() -> None:
    content = state_content((state("bad", "缺[b]项"), state("muted", "已排除")))
    assert content.plain == "x缺[b]项 -已排除"
    assert [(span.start, span.end, span.style) for span in content.spans] == [
        (0, 6, "$text-error"),
        (7, 11, "$text-muted"),
    ]
