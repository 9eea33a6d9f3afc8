from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calls import Answer, Call

pytestmark = pytest.mark.usefixtures("store_home")


@pytest.fixture
def filled(call: Call) -> Call:
    for title, department in (("乙法", "农学院"), ("甲法", "工学院"), ("丙机", "农学院")):
        data = {"title": title, "department": department, "maturity": "pilot"}
        assert call("do", "result.create", "--data", json.dumps(data)).code == 0
    return call


def titles(answer: Answer) -> list[str]:
    assert answer.code == 0, answer.err
    return [line["title"] for line in answer.json["results"]]


def test_a_view_is_saved_listed_used_and_removed(filled: Call) -> None:
    saved = filled("views", "--save", "方法", "-s", "法", "--sort", "title", "--descending", "--json")
    view = {
        "name": "方法",
        "search": "法",
        "view": "all",
        "sort": "title",
        "descending": True,
        "columns": [],
    }
    assert saved.json == {"results": [view]}
    assert filled("views", "results", "--json").json == {"results": [view]}
    assert titles(filled("list", "results", "--saved", "方法", "--json")) == ["甲法", "乙法"]
    removed = filled("views", "--remove", "方法", "--json")
    assert (removed.code, removed.json) == (0, {})
    assert filled("list", "results", "--saved", "方法").code == 2


def test_options_go_before_what_is_saved(filled: Call) -> None:
    filled("views", "--save", "方法", "-s", "法", "--sort", "title", "--descending")
    words = ("list", "results", "--saved", "方法", "--json")
    assert titles(filled(*words, "--ascending")) == ["乙法", "甲法"]
    assert titles(filled(*words, "--search", "机")) == ["丙机"]
    assert titles(filled(*words, "--search", "")) == ["甲法", "乙法", "丙机"]
    assert titles(filled(*words, "--sort", "number")) == ["甲法", "乙法"]
    assert titles(filled(*words, "--view", "listed")) == []


def test_columns_are_chosen_by_their_keys(filled: Call) -> None:
    words = ("list", "results", "--search", "甲")
    assert filled(*words, "--columns", "title, maturity，number", "--json").json["results"] == [
        {"title": "甲法", "maturity": "pilot", "number": "CG-2026-0002"}
    ]
    head, line = filled(*words, "--columns", "department,title").out.splitlines()
    assert (head.split(), line.split()) == (["所属部门", "成果名称"], ["工学院", "甲法"])
    filled("views", "--save", "窄", "--columns", "number,marks")
    assert set(filled("list", "results", "--saved", "窄", "--json").json["results"][0]) == {"number", "marks"}


def test_every_column_has_a_heading_and_a_value(filled: Call) -> None:
    from ttoffice.results.columns import COLUMNS, USUAL

    filled("do", "result.list", "CG-2026-0001")
    every = ",".join(COLUMNS)
    answer = filled("list", "results", "--columns", every, "--json")
    assert set(answer.json["results"][0]) == set(COLUMNS)
    assert answer.json["results"][0]["marks"] == ["listed"]
    assert "在清单" in filled("list", "results", "--columns", every).out
    assert set(USUAL) <= set(COLUMNS)


def test_a_column_of_a_saved_view_that_is_not_known_is_left_out(filled: Call, store_home: Path) -> None:
    text = '[[results]]\nname = "新"\ncolumns = ["number", "frog"]\n'
    (store_home / "views.toml").write_text(text, encoding="utf-8")
    assert set(filled("list", "results", "--saved", "新", "--json").json["results"][0]) == {"number"}


@pytest.mark.parametrize(
    "words",
    [
        ("list", "results", "--saved", "无"),
        ("list", "results", "--columns", "frog"),
        ("list", "results", "--ascending", "--descending"),
        ("views", "frogs"),
        ("views", "--save", ""),
        ("views", "--save", "a", "--view", "odd"),
        ("views", "--save", "a", "--sort", "odd"),
        ("views", "--save", "a", "--columns", "odd"),
        ("views", "--save", "a", "--remove", "a"),
        ("views", "--remove", "a"),
        ("views", "--search", "咖啡"),
    ],
)
def test_a_wrong_call_is_told_and_saves_nothing(call: Call, store_home: Path, words: tuple[str, ...]) -> None:
    answer = call(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err
    assert not (store_home / "views.toml").exists()


def test_a_broken_file_is_told(call: Call, store_home: Path) -> None:
    (store_home / "views.toml").write_text("[[results]]\nname =", encoding="utf-8")
    for words in (("views",), ("views", "--save", "a"), ("list", "results", "--saved", "a")):
        answer = call(*words)
        assert answer.code == 2
        assert "views.toml" in answer.err
    assert call("list", "results").code == 0


def test_the_saved_views_are_a_table_for_people(filled: Call) -> None:
    filled("views", "--save", "方法", "-s", "法")
    assert "方法" in filled("views").out
    assert filled("views", "--lang", "en").out.splitlines()[0] == "Results"
