from __future__ import annotations

import pytest

from ttoffice.widgets.finding import INITIALS, INSIDE, PINYIN, START, WORD, found_by, rank


@pytest.mark.parametrize(
    ("label", "query", "place"),
    [
        ("Filter", "fil", START),
        ("Clear filter", "FIL", WORD),
        ("Refilter", "fil", INSIDE),
        ("筛选", "筛", START),
        ("按单位筛选", "筛选", INSIDE),
        ("按单位筛选", "adw", INITIALS),
        ("按单位筛选", "sx", INITIALS),
        ("按单位筛选", "shaixuan", PINYIN),
        ("按单位筛选", "danw", PINYIN),
        ("查看：筛选", "ｓｘ", INITIALS),
        ("两词 都在", "都 lc", INITIALS),
    ],
)
def test_a_label_is_ranked_by_its_worst_word(label: str, query: str, place: int) -> None:
    found = rank(label, query)
    assert found is not None
    assert found[0] == place


def test_a_start_is_better_than_a_place_further_in_for_pinyin_too() -> None:
    assert (rank("筛选条件", "sx") or ()) < (rank("按单位筛选", "sx") or ())


@pytest.mark.parametrize(("label", "query"), [("筛选", "条件"), ("筛选", "haixuan"), ("Filter", "filter x")])
def test_what_is_missing_is_not_found(label: str, query: str) -> None:
    assert not found_by(label, query)


def test_nothing_typed_finds_everything() -> None:
    assert found_by("筛选", "")
    assert found_by("筛选", " ")
