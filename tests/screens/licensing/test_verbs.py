from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from ttoffice import i18n
from ttoffice.action import find_action, registered
from ttoffice.screens.agenda_acting import PARTS
from ttoffice.screens.kit.asked import probe_of
from ttoffice.screens.licensing.draft_fields import stage_fields
from ttoffice.screens.licensing.lists import part_kinds
from ttoffice.screens.licensing.verbs import FORMS, ORDER, verbs_of
from ttoffice.widgets.fields import Field

KINDS = ("license", *sorted(PARTS))
LATIN = re.compile("[A-Za-z]{2,}")


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    i18n.use("zh_CN")
    yield
    i18n.use()


def every_field(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from every_field(field.fields)


def areas() -> set[str]:
    """The first parts of the names of this area's actions."""
    return {"license", *part_kinds()}


def test_every_action_of_the_area_can_be_done_from_its_screens() -> None:
    offered = {verb.name for kind in KINDS for verb in verbs_of(kind)} | FORMS
    ours = {name for name in registered() if name.partition(".")[0] in areas()}
    assert ours - offered == set()


def test_every_verb_in_the_order_of_the_work_is_an_action() -> None:
    assert set(ORDER) - set(registered()) == set()


def test_every_field_of_every_verb_is_called_in_chinese() -> None:
    named = {
        (verb.name, field.key): field.label
        for kind in KINDS
        for verb in verbs_of(kind)
        for field in every_field(verb.fields())
    }
    assert {key: label for key, label in named.items() if LATIN.search(label)} == {}


def test_every_choice_of_every_verb_is_called_in_chinese() -> None:
    named = {
        (verb.name, field.key, value): label
        for kind in KINDS
        for verb in verbs_of(kind)
        for field in every_field(verb.fields())
        for value, label in field.options
    }
    assert {key: label for key, label in named.items() if LATIN.search(label)} == {}


def test_the_data_with_which_a_verb_is_tried_is_read_by_its_action() -> None:
    for kind in KINDS:
        for verb in verbs_of(kind):
            model = find_action(verb.name).input
            given = {**probe_of(model, verb.about), **verb.probe}
            model.model_validate({**given, **({verb.about: "XK-2026-0001"} if verb.about else {})})


def test_a_field_that_means_something_else_elsewhere_is_called_what_it_is() -> None:
    def said(code: str, action: str, key: str) -> tuple[str, str]:
        verb = next(verb for verb in verbs_of(code) if verb.name == action)
        return next((field.label, field.hint) for field in verb.fields() if field.key == key)

    assert said("milestone", "milestone.postpone", "to") == ("新的预计日期", "2026-03-31")
    assert said("receipt", "receipt.allocate", "to")[0] == "指定核销的款项（按此顺序）"
    assert said("license", "license.terminate", "notice") == ("解除通知", "CS-2026-0001")
    assert said("license", "license.end", "reason")[0] == "终止原因"
    assert "全部逾期" in said("license", "reminder.send", "dues")[1]
    assert "逾期" not in said("license", "mitigation.record", "dues")[1]


def test_the_share_of_a_stage_is_not_called_that_of_a_shareholder() -> None:
    assert next(field.label for field in stage_fields() if field.key == "share") == "占总额比例（%）"
