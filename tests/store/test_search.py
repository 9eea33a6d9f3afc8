from __future__ import annotations

import random
import sqlite3
import unicodedata
import weakref
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.searching import disagreements, edit_at_random
from tests.offices import open_at, problems
from ttoffice.action import perform
from ttoffice.store import search, search_text
from ttoffice.store.search import SearchText
from ttoffice.store.search_text import changed_terms, index_terms, normalise_fields

_LETTERS = "许可合同的水2013aAk.，-'\"％Ｋ１"
WORDS = st.text(_LETTERS, min_size=1, max_size=8)
FIELDS = st.text(_LETTERS + " ", max_size=14)
TEXTS = st.builds(SearchText, FIELDS, FIELDS, FIELDS, FIELDS, FIELDS, FIELDS)


class Register:
    """A store with nothing but results and their index."""

    def __init__(self, texts: Iterable[SearchText] = ()) -> None:
        self.texts: dict[int, SearchText] = {}
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        weakref.finalize(self, self.connection.close)
        search.install(self.connection)
        columns = ", ".join(search.COLUMNS)
        self.connection.execute(f"CREATE TABLE result (id INTEGER PRIMARY KEY, {columns})")
        for sql in search.CREATE_SQL:
            self.connection.execute(sql)
        for text in texts:
            self.add(text)

    def add(self, text: SearchText) -> int:
        rowid = max(self.texts, default=0) + 1
        self._store(rowid, text)
        search.insert(self.connection, rowid, text)
        return rowid

    def change(self, rowid: int, text: SearchText) -> None:
        search.replace(self.connection, rowid, self.texts[rowid], text)
        self._store(rowid, text)

    def remove(self, rowid: int) -> None:
        search.delete(self.connection, rowid, self.texts.pop(rowid))
        self.connection.execute("DELETE FROM result WHERE id = ?", (rowid,))

    def _store(self, rowid: int, text: SearchText) -> None:
        self.texts[rowid] = text
        values = (rowid, text.title, text.brief, text.people, text.keywords, text.numbers, text.unit)
        self.connection.execute("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def find(self, words: str) -> set[int]:
        """Return what a query finds, having made sure that every way to ask agrees."""
        query = search.compile_query(words)
        settled = search.settle(self.connection, query)
        streamed = self._streamed(query)
        assert streamed == self._streamed(settled) == sorted(set(streamed))
        for asked, sieve in ((query, True), (settled, True), (query, False), (settled, False)):
            condition, params = search.where_clause(asked, "r", sieve=sieve)
            rows = self.connection.execute(
                f"SELECT r.id FROM result r WHERE {condition} ORDER BY r.id", params
            )
            assert [row[0] for row in rows] == streamed
        assert search.capped_count(self.connection, settled) == len(streamed)
        return set(streamed)

    def _streamed(self, query: search.Query) -> list[int]:
        sql, params = search.ids_sql(query)
        return [row[0] for row in self.connection.execute(sql, params)]

    def like(self, words: str) -> set[int]:
        """Return what has each word as a substring of a field, by looking."""
        return {
            rowid
            for rowid, text in self.texts.items()
            if all(
                any(word in field for field in normalise_fields(text))
                for word in search.normalise(words).split()
            )
        }

    def agrees(self, words: str) -> None:
        """Make sure that a query finds what looking finds."""
        assert self.find(words) == self.like(words), words


def found(text: SearchText, words: str) -> bool:
    return Register([text]).find(words) == {1}


# --- as LIKE finds ---


@given(
    st.lists(TEXTS, max_size=6), st.lists(WORDS.filter(lambda word: "." not in word), min_size=1, max_size=3)
)
def test_words_find_what_like_finds(texts: list[SearchText], words: list[str]) -> None:
    register, query = Register(texts), " ".join(words)
    by_pinyin = any(word.isalpha() and word.isascii() for word in search.normalise(query).split())
    assert register.find(query) >= register.like(query)
    if not by_pinyin:
        assert register.find(query) == register.like(query)


@given(st.lists(TEXTS, min_size=1, max_size=6), st.data())
def test_any_piece_of_a_stored_text_finds_it(texts: list[SearchText], data: st.DataObject) -> None:
    rowid = data.draw(st.integers(1, len(texts)))
    field = data.draw(st.sampled_from(normalise_fields(texts[rowid - 1])))
    start = data.draw(st.integers(0, len(field)))
    piece = field[start : data.draw(st.integers(start, len(field)))]
    assert rowid in Register(texts).find(piece)


@given(
    st.lists(st.tuples(st.sampled_from("acr"), st.integers(0, 9), TEXTS), max_size=20),
    st.lists(WORDS, max_size=4),
)
@settings(max_examples=60)
def test_edits_keep_what_is_found(steps: list[tuple[str, int, SearchText]], queries: list[str]) -> None:
    register = Register()
    for step, which, text in steps:
        rowid = list(register.texts)[which % len(register.texts)] if register.texts else 0
        if step == "a" or not rowid:
            register.add(text)
        elif step == "c":
            register.change(rowid, text)
        else:
            register.remove(rowid)
    fresh = Register()
    for rowid, text in register.texts.items():
        fresh._store(rowid, text)
    search.rebuild(fresh.connection)
    for query in [*queries, "许可", "可", "2013", "k", "aa"]:
        assert register.find(query) == fresh.find(query)


@pytest.mark.parametrize(
    "queries",
    [200, pytest.param(1000, marks=pytest.mark.exhaustive)],
    ids=["sample", "thousand"],
)
def test_a_thousand_queries_agree_with_like_after_many_edits(queries: int) -> None:
    rnd = random.Random(20251109)
    letters = "光伏组件清洗机器人的方法及装置云南高原特色农业2023019abx，、"

    def text(size: int) -> str:
        return "".join(rnd.choices(letters, k=size))

    def record() -> SearchText:
        return SearchText(
            text(12), text(60), "、".join(text(3) for _ in range(3)), text(9), text(13), text(6)
        )

    register = Register(record() for _ in range(150))
    for _ in range(100):
        rowid = rnd.choice(list(register.texts))
        old = register.texts[rowid]
        register.change(
            rowid, rnd.choice((record(), replace(old, title=text(12)), replace(old, brief=old.brief[5:])))
        )
    for _ in range(queries):
        source = rnd.choice(normalise_fields(rnd.choice(list(register.texts.values()))))
        start = rnd.randrange(max(1, len(source)))
        query = rnd.choice((source[start : start + rnd.randint(1, 7)], text(rnd.randint(1, 4))))
        if not (query.isascii() and query.isalpha()):
            assert register.find(query) == register.like(query), query


@pytest.mark.parametrize(
    ("rows", "queries", "edits"),
    [(200, 80, 25), pytest.param(3000, 1000, 300, marks=pytest.mark.exhaustive)],
    ids=["sample", "thousand"],
)
def test_an_office_finds_what_like_finds_also_after_random_edits(
    tmp_path: Path, rows: int, queries: int, edits: int
) -> None:
    office = open_at(tmp_path)
    perform(office, "demo.fill", {"rows": rows, "first": 0, "seed": 11, "as_of": office.today})
    chance = random.Random(rows)
    assert disagreements(office, chance, queries) == 0
    edit_at_random(office, chance, edits)
    assert disagreements(office, chance, queries) == 0
    assert problems(office) == ()


def test_a_word_is_not_found_across_fields_or_blanks() -> None:
    text = SearchText(title="专利许", brief="可行 性", people="张伟、李强", numbers="ZL201410123456.7、2015")
    assert not found(text, "许可")
    assert not found(text, "行性")
    assert not found(text, "4567ZL")
    assert not found(text, "6.72015")


def test_all_words_must_be_found() -> None:
    text = SearchText(title="光伏组件", brief="清洗")
    assert found(text, "光伏 清洗")
    assert found(text, "清　光伏组")
    assert not found(text, "光伏 许可")


def tokens(text: SearchText) -> tuple[set[str], set[str]]:
    pieces, singles, spoken = index_terms(text)
    return {*f"{pieces} {singles}".split()}, {*spoken.split()}


@given(TEXTS, TEXTS, st.sets(st.sampled_from([field.name for field in fields(SearchText)])))
def test_a_change_writes_the_difference_of_what_is_indexed(
    old: SearchText, other: SearchText, changed: set[str]
) -> None:
    new = replace(old, **{name: getattr(other, name) for name in changed})
    for written, was, now in zip(changed_terms(old, new), (old, new), (new, old), strict=True):
        pieces, spoken = (before - after for before, after in zip(tokens(was), tokens(now), strict=True))
        assert {*f"{written[0]} {written[1]}".split()} == pieces
        assert {*written[2].split()} == spoken
        assert all(len(piece) == 1 for piece in written[1].split())


def test_nothing_is_hidden_from_the_quick_look_for_a_chinese_word() -> None:
    for code in range(0x110000):
        letter = chr(code)
        if search_text._HAN.match(letter) or search_text._HIDING.match(letter):
            continue
        if not unicodedata.is_normalized("NFKC", letter) or search_text._DROPPED.match(letter):
            assert "甲乙" not in search.normalise(f"甲{letter}乙"), hex(code)
            assert not search_text._HAN.search(search.normalise(letter)), hex(code)


@pytest.mark.parametrize("stored", ["许\u200b可", "许\ufa5a可", "\u2f94可", "许\x07可", "滇许 可"])
def test_a_long_chinese_word_is_found_where_only_normalising_shows_it(stored: str) -> None:
    texts = [
        SearchText(title=f"关于{stored}合同"),
        SearchText(brief=f"关于{stored}合同"),
        SearchText(numbers=f"关于{stored}合同"),
    ]
    register = Register(texts)
    for size in (4, 5, 6):
        for row in register.texts.values():
            for field in normalise_fields(row):
                for at in range(len(field) - size + 1):
                    register.agrees(field[at : at + size])


# --- forms of text ---


@pytest.mark.parametrize(
    "query", ["AI", "ai", "Ａｉ", "AI识", "-net", "(AI", "（AI", "co2", "3.5m", "，一", ",一"]
)
def test_case_and_width_do_not_matter(query: str) -> None:
    assert found(SearchText(title="（ＡＩ识别）Res-Net，一种CO₂ 3.5MPa"), query)


def test_control_characters_are_passed_over() -> None:
    assert found(SearchText(title="许\u200b可\x00合\ufeff同"), "许可合同")
    assert found(SearchText(title="许可合同"), "许\u200d可\x07合同")
    assert found(SearchText(brief="第一行\r\n第二行\t完"), "第一行 第二行 完")


@pytest.mark.parametrize(
    "query",
    [
        "202011234567.8",
        "2020112345678",
        "zl2020112",
        "1234567",
        "ZL 2020 1 1234567.8",
        "2020 1 1234567.8",
        "ＺＬ２０２０",
        "1234567.",
        "zl2",
        "zl202011234567.8",
        "2020 1 1234567",
        "ZL2020.1.1234567.8",
        "67.8",
        "8",
        "34567.8 光伏",
    ],
)
@pytest.mark.parametrize("stored", ["ZL 2020 1 1234567.8", "ＺＬ202011234567．8", "zl2020112345678"])
def test_a_rights_number_is_found_however_it_is_written(stored: str, query: str) -> None:
    expected = query != "67.8"  # too little to be read as a number: 67.8 is searched as it stands
    assert found(SearchText(title="光伏", numbers=f"2019SR0001、{stored}"), query) is expected


def test_a_decimal_in_a_text_is_not_read_as_a_number() -> None:
    assert not found(SearchText(title="功率15兆瓦"), "1.5")
    assert found(SearchText(title="功率1.5兆瓦"), "1.5")


# --- pinyin ---


@pytest.mark.parametrize(
    ("title", "queries"),
    [
        (
            "专利实施许可合同",
            ["xk", "xuke", "xukehetong", "zlssxkht", "zhuanlishishi", "xukeh", "xu", "zl", "x", "XUKE"],
        ),
        ("重庆水质监测", ["cq", "chongqing", "cqsz", "chong"]),
        ("银行风控", ["yh", "yinhang", "yhfk"]),
        ("长春花种质", ["cc", "changchun", "cch"]),
        ("行", ["x", "h", "xing", "hang"]),
        ("长者照护", ["cz", "zz", "zhangzhe"]),
        ("超重载荷", ["zz", "cc", "chaozhongzai", "chaochong"]),
        ("乐器", ["lq", "yq", "yueqi"]),
        ("朝霞", ["cx", "zx", "zhaoxia"]),
        ("策略", ["celue", "celve"]),
        ("AI的图像识别", ["aidtx", "tuxiang"]),
    ],
)
def test_a_title_is_found_by_pinyin(title: str, queries: list[str]) -> None:
    for query in queries:
        assert found(SearchText(title=title), query), query


def test_people_are_found_by_pinyin_each_by_their_own_name() -> None:
    text = SearchText(people="曾国强、单晓 李长乐")
    for query in ("zgq", "zengguoqiang", "sx", "dx", "lcl", "lizhangle"):
        assert found(text, query), query
    assert not found(text, "qs")


def test_the_brief_is_not_searched_by_pinyin() -> None:
    assert not found(SearchText(brief="许可"), "xk")


def test_pinyin_and_text_combine() -> None:
    text = SearchText(title="光伏组件清洗", brief="高原")
    assert found(text, "gfzj 高原")
    assert not found(text, "gfzj 平原")


def test_initials_are_contiguous_and_syllables_whole() -> None:
    assert not found(SearchText(title="许多可能"), "xk")
    assert not found(SearchText(title="许多可能"), "xuke")
    assert not found(SearchText(title="先进"), "anjin")
    assert not found(SearchText(title="一二三四一二四五二三四五"), "yesswz")


# --- anything may be typed ---

HOSTILE = [
    '"', "'", '""', "*", "a*", "NEAR(a b)", "a NEAR/2 b", "-", "--", "a AND", "OR", "NOT x", "t:许可", "{t u}:a",
    "^a", "a + b", "(", ")", "((((", "%", "_", "\\", "🙂", "👩‍🔬水", "\ud800", "许\udfff可", "\x00", "é", "ﬁ", "㈱",
    "许可" * 5000, "a" * 10000, "9" * 10000, "an" * 5000, "zl" + "1" * 10000, "zl 1 " * 2000, ". " * 2000,
    " ".join(f"词{i}" for i in range(300)), " ".join("abcdefghij"), "zl", "zl.", "zl.1", "zl1", "...", "1.", "x" * 3,
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_find_what_like_finds_or_nothing(query: str) -> None:
    stored = query.encode("utf-8", "ignore").decode()
    register = Register([SearchText(title="许可合同", brief="a b 水"), SearchText(brief=stored)])
    assert register.find(query) >= register.like(query)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_stored_and_asked(stored: str, query: str) -> None:
    register = Register(
        [
            SearchText(
                title=stored.encode("utf-8", "ignore").decode(),
                brief=query.encode("utf-8", "ignore").decode(),
            )
        ]
    )
    assert register.find(query) >= register.like(query)


@pytest.mark.parametrize("query", ["", "  ", "\u3000", "\u200b", "\n"])
def test_a_blank_query_finds_everything(query: str) -> None:
    register = Register([SearchText(title="甲"), SearchText()])
    assert search.compile_query(query).match is None
    assert register.find(query) == {1, 2}


# --- SQL ---


def test_ids_come_in_order_either_way_and_stop_at_a_limit() -> None:
    register = Register(SearchText(title=f"许可{i}") for i in range(10))
    for query in ("许可", "许可9", "xuke", ""):
        sql, params = search.ids_sql(search.compile_query(query), descending=True)
        ids = [row[0] for row in register.connection.execute(f"{sql} LIMIT 3", params)]
        assert ids == sorted(register.find(query), reverse=True)[:3]


def test_a_count_stops_at_its_cap() -> None:
    register = Register(SearchText(title="许可合同") for _ in range(30))
    assert search.capped_count(register.connection, search.compile_query("许可合同"), cap=20) == 20
    assert search.capped_count(register.connection, search.compile_query("许可"), cap=100) == 30


def test_rows_entered_together_are_found_like_rows_entered_one_by_one() -> None:
    texts = [SearchText(title="许可合同"), SearchText(brief="合同")]
    register = Register(texts)
    together = Register()
    for rowid, text in enumerate(texts, 1):
        together._store(rowid, text)
    search.insert_many(together.connection, enumerate(texts, 1))
    assert together.find("合同") == register.find("合同") == {1, 2}


def test_an_unfinished_transaction_leaves_the_index_as_it_was() -> None:
    register = Register([SearchText(title="许可")])
    register.connection.execute("BEGIN")
    search.replace(register.connection, 1, SearchText(title="许可"), SearchText(title="合同"))
    register.connection.execute("ROLLBACK")
    assert register.find("许可") == {1}


def test_an_emptied_index_has_no_terms_left() -> None:
    register = Register([SearchText(title="许可合同", people="张伟", numbers="ZL202011234567.8")])
    for text in (
        SearchText(),
        SearchText(title="水水水", brief="许可"),
        SearchText(),
        SearchText(title="可可 可"),
    ):
        register.change(1, text)
    register.remove(1)
    register.connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab('result_search', 'row')")
    assert register.connection.execute("SELECT term FROM terms").fetchall() == []
