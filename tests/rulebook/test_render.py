"""The rulebook as data for programs and as text for a terminal."""

from __future__ import annotations

import json

import pytest

from ttoffice import i18n
from ttoffice.errors import RulebookError
from ttoffice.rulebook import Rulebook
from ttoffice.rulebook.render import as_json, as_text


def test_the_whole_rulebook_has_this_shape(rulebook: Rulebook) -> None:
    data = as_json(rulebook)
    assert list(data) == [
        "rulebook", "title", "document", "in_force_from", "in_force_to", "guidelines", "facts",
    ]  # fmt: skip
    assert (data["in_force_from"], data["in_force_to"]) == ("2025-11-09", "2028-11-08")
    assert list(data["guidelines"]) == ["pay-later", "exemption"]
    assert list(data["guidelines"]["exemption"]) == ["title", "articles"]
    assert len(data["guidelines"]["exemption"]["articles"]) == 16
    article = data["guidelines"]["pay-later"]["articles"][5]
    assert list(article) == ["number", "ref", "text", "full_text", "gloss", "items"]
    assert list(article["items"][0]) == ["number", "ref", "text", "gloss"]
    assert article["text"] == "科技成果先使用后付费按如下工作流程开展："
    assert article["full_text"].startswith("第六条　科技成果先使用后付费按如下工作流程开展：\n（一）科研单位")


def test_the_data_survives_json(rulebook: Rulebook) -> None:
    data = as_json(rulebook)
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data


def test_facts_say_what_is_open_and_that_no_days_are_fixed(rulebook: Rulebook) -> None:
    facts = as_json(rulebook)["facts"]
    assert facts["time_limits"]["days_fixed"] is False
    assert {entry["days"] for entry in facts["time_limits"]["entries"]} == {None}
    assert facts["result_types"]["exhaustive"] is False
    assert facts["criteria"]["exhaustive"] is True
    assert [len(group["entries"]) for group in facts["circumstances"]] == [8, 9, 1]
    assert len(facts["bars"]["entries"]) == 6


def test_an_article_comes_alone_with_its_facts(rulebook: Rulebook) -> None:
    data = as_json(rulebook, "先使用后付费第四条")
    assert list(data["guidelines"]) == ["pay-later"]
    assert [article["ref"] for article in data["guidelines"]["pay-later"]["articles"]] == ["pay-later:4"]
    assert list(data["facts"]) == ["list_rule"]
    assert data["facts"]["list_rule"]["years"] == 2


def test_an_item_comes_alone_below_its_article(rulebook: Rulebook) -> None:
    data = as_json(rulebook, "exemption:7(2)")
    (article,) = data["guidelines"]["exemption"]["articles"]
    assert article["ref"] == "exemption:7"
    assert [item["ref"] for item in article["items"]] == ["exemption:7(2)"]
    (group,) = data["facts"]["circumstances"]
    assert [entry["code"] for entry in group["entries"]] == ["L2"]
    assert [premise["code"] for premise in group["premises"]] == ["diligent", "no_intent"]


def test_facts_of_an_item_are_found_in_lists_that_rest_on_another_article(rulebook: Rulebook) -> None:
    facts = as_json(rulebook, "pay-later:6(3)")["facts"]
    assert [entry["code"] for entry in facts["contract"]["entries"]] == [
        "offline", "payment_agreed", "registered",
    ]  # fmt: skip
    assert [entry["code"] for entry in facts["workflow"]["entries"]] == ["sign", "register"]


def test_an_article_without_facts_has_none(rulebook: Rulebook) -> None:
    assert as_json(rulebook, "exemption:4")["facts"] == {}


@pytest.mark.parametrize("render", [as_json, as_text])
def test_an_unknown_reference_is_refused(rulebook: Rulebook, render: object) -> None:
    assert callable(render)
    with pytest.raises(RulebookError):
        render(rulebook, "pay-later:99")


def test_the_terminal_shows_every_line_as_issued(rulebook: Rulebook) -> None:
    shown = as_text(rulebook)
    for guideline in rulebook.guidelines:
        for article in guideline.articles:
            assert article.full_text in shown
            assert f"[{article.ref}]" in shown
    assert rulebook.text in shown


def test_an_item_is_shown_after_its_citation(rulebook: Rulebook) -> None:
    i18n.use("zh_CN")
    lines = as_text(rulebook, "10(4)").splitlines()
    assert lines[0] == f"{rulebook.cite('exemption:10(4)')}  [exemption:10(4)]"
    assert "有效期自 2025-11-09 至 2028-11-08。" in lines[1]
    assert lines[-1].startswith("（四）科技成果转化参与人员玩忽职守")


def test_the_gloss_is_for_those_who_work_in_english(rulebook: Rulebook, english: None) -> None:
    assert "Bars: in any of these" in as_text(rulebook, "exemption:10")
    assert "Anyone: dereliction" in as_text(rulebook, "exemption:10(4)")
    i18n.use("zh_CN")
    assert "Bars" not in as_text(rulebook)
