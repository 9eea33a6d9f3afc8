from __future__ import annotations

from collections.abc import Iterator

import pytest

from ttoffice import i18n


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    yield
    i18n.use("zh_CN")


@pytest.mark.parametrize("name", ["zh", "zh-CN", "zh_CN.UTF-8", "ZH", "zh_Hans"])
def test_chinese_under_its_names(name: str) -> None:
    assert i18n.use(name) == "zh_CN"
    assert i18n.gettext("The title is missing.") != "The title is missing."


@pytest.mark.parametrize("name", ["en", "en-US", "EN_gb.utf8"])
def test_english_under_its_names(name: str) -> None:
    assert i18n.use(name) == "en"
    assert i18n.gettext("The title is missing.") == "The title is missing."
    assert i18n.chinese("The title is missing.") != "The title is missing."


@pytest.mark.parametrize("name", ["fr", "", "_", "chinese"])
def test_another_language_is_refused_in_a_call_and_passed_over_in_the_environment(name: str) -> None:
    with pytest.raises(ValueError, match=r"^$|."):
        i18n.normalise(name)
    assert i18n.use(None, {"TTOFFICE_LANG": name}) == "zh_CN"


def test_chinese_is_spoken_on_every_machine_unless_asked_otherwise() -> None:
    assert i18n.use(None, {"LANG": "en_US.UTF-8"}) == "zh_CN"
    assert i18n.use(None, {"TTOFFICE_LANG": "en"}) == "en"


def test_an_empty_text_and_an_unknown_one_stay_as_they_are() -> None:
    assert i18n.gettext("") == i18n.chinese("") == ""
    assert i18n.gettext("no such string") == "no such string"
