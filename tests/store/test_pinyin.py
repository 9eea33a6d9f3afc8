from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.store import pinyin


def initials(text: str) -> list[str]:
    return [spelling.initials for spelling in pinyin.spellings(text)]


def syllables(text: str) -> list[str]:
    return ["".join(spelling.syllables) for spelling in pinyin.spellings(text)]


@pytest.mark.parametrize(
    ("text", "letters", "spelled"),
    [
        ("许可", "xk", "xuke"),
        ("重庆", "cq", "chongqing"),
        ("银行", "yh", "yinhang"),
        ("长春", "cc", "changchun"),
        ("厦门", "xm", "xiamen"),
        ("厂房改建", "cfgj", "changfanggaijian"),
        ("绿色", "ls", "lvse"),
        ("〇", "l", "ling"),
    ],
)
def test_a_phrase_is_read_the_way_it_is_said(text: str, letters: str, spelled: str) -> None:
    assert initials(text)[0] == letters
    assert syllables(text)[0] == spelled


@pytest.mark.parametrize(
    ("character", "first", "second"),
    [
        ("行", "xing", "hang"),
        ("长", "chang", "zhang"),
        ("重", "zhong", "chong"),
        ("乐", "le", "yue"),
        ("朝", "chao", "zhao"),
    ],
)
def test_a_character_of_two_readings_alone_is_read_both_ways(character: str, first: str, second: str) -> None:
    assert syllables(character) == [first, second]


def test_a_settled_phrase_has_one_reading_and_the_character_beside_it_two() -> None:
    assert initials("重庆行") == ["cqx", "cqh"]


def test_a_second_reading_is_spelled_with_its_neighbours_only() -> None:
    assert initials("甲乙丙丁戊己行庚辛壬癸子丑")[1] == "bdwjhgxrg"


def test_second_readings_are_limited_in_number() -> None:
    assert len(pinyin.spellings("行" * 200)) == 1 + pinyin.MOST_VARIANTS


def test_letters_and_digits_count_and_punctuation_does_not() -> None:
    (spelling,) = pinyin.spellings("5g通信，网")
    assert spelling.initials == "5gtxw"
    assert spelling.syllables == ["-", "-", "tong", "xin", "wang"]


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("xuke", [(["xu"], ["ke"])]),
        ("xian", [([], ["xian"]), (["xi"], ["an"])]),
        ("zho", [([], ["zhong", "zhou"])]),
        ("lue", [([], ["lve"]), (["lu"], ["e"])]),
        ("transformer", []),
        ("xk", []),
    ],
)
def test_letters_are_cut_into_syllables(word: str, ways: list[tuple[list[str], list[str]]]) -> None:
    assert pinyin.split_syllables(word) == ways


def test_an_unfinished_last_syllable_is_completed() -> None:
    ways = {tuple(before): ends for before, ends in pinyin.split_syllables("xukeh")}
    assert ways["xu", "ke"][:2] == ["ha", "hai"]


@pytest.mark.parametrize("word", ["an" * 500, "a" * 2000, "zh" * 500])
def test_ambiguous_words_of_any_length_stay_cheap(word: str) -> None:
    assert len(pinyin.split_syllables(word)) <= pinyin.MOST_SPLITS


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12))
def test_every_reading_of_a_text_can_be_typed_in_full(text: str) -> None:
    (first, *_others) = pinyin.spellings(text)
    for syllable in first.syllables:
        assert any(not before and syllable in ends for before, ends in pinyin.split_syllables(syllable))


@given(st.text(max_size=40))
def test_any_text_can_be_spelled(text: str) -> None:
    for spelling in pinyin.spellings(text):
        assert spelling.initials == "" or (spelling.initials.isascii() and spelling.initials.isalnum())


def test_each_phrase_settles_a_character_of_two_readings() -> None:
    unsure = set(pinyin._listed(pinyin.POLYPHONES))
    for phrase, readings in pinyin._listed(pinyin.PHRASES).items():
        assert len(phrase) == len(readings), phrase
        assert unsure & set(phrase), phrase


@given(st.lists(st.sampled_from(["", "a", "zhuang", "xu"]), max_size=40))
def test_the_packed_table_is_read_back_as_it_was(readings: list[str]) -> None:
    assert pinyin.decode(pinyin.encode(readings)) == readings


def test_readings_agree_with_pypinyin_on_single_characters() -> None:
    pypinyin = pytest.importorskip("pypinyin")
    unsure = set(pinyin._listed(pinyin.POLYPHONES))
    text = "光伏组件清洗机器人三七茶叶花卉咖啡稀贵金属磷化工天然药物与疫苗"
    for character in set(text) - unsure:
        assert syllables(character) == pypinyin.lazy_pinyin(character)
