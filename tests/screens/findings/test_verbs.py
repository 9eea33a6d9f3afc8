from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from tests.findings.staging import POSTED, Stage
from ttoffice import i18n
from ttoffice.action import find_action, registered
from ttoffice.findings import reading
from ttoffice.findings.matrix import bars_of
from ttoffice.screens.findings.answering import answer_fields
from ttoffice.screens.findings.beside import last_deciders, state_reasons
from ttoffice.screens.findings.case_form import case_fields, in_form
from ttoffice.screens.findings.lists import PART_AREAS
from ttoffice.screens.findings.proposing import proposal_fields
from ttoffice.screens.findings.verbs import (
    FORMS,
    ORDER,
    begins_with_code,
    begins_with_decision,
    begins_with_drafts,
    begins_with_panel,
    begins_with_plan,
    begins_with_review,
    verbs_of,
)
from ttoffice.screens.kit.asked import probe_of
from ttoffice.widgets.fields import Field

KINDS = ("finding", *PART_AREAS)
LATIN = re.compile("[A-Za-z]{2,}")
BESIDE = {"recusal.record", "decision.prepare", "notice.draft"}
"""Actions of other areas that the order of the work names."""


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    i18n.use("zh_CN")
    yield
    i18n.use()


def every_field(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from every_field(field.fields)


def test_every_action_of_the_area_can_be_done_from_its_screens() -> None:
    offered = {verb.name for kind in KINDS for verb in verbs_of(kind)} | FORMS
    ours = {name for name in registered() if name.partition(".")[0] in KINDS}
    assert ours - offered == set()


def test_every_verb_in_the_order_of_the_work_is_an_action() -> None:
    assert set(ORDER) - set(registered()) == set()
    assert set(ORDER) - {verb.name for kind in KINDS for verb in verbs_of(kind)} == BESIDE


def test_every_field_and_choice_of_every_verb_is_called_in_chinese(to_report: Stage) -> None:
    facts = to_report.office.rulebook.facts
    forms = {verb.name: verb.fields() for kind in KINDS for verb in verbs_of(kind)}
    forms |= {"finding.open": case_fields(), "finding.propose": proposal_fields()}
    with to_report.office.reader() as reader:
        found = reading.load(reader, to_report.number)
        assert found is not None
        for item in bars_of(facts, found.record.parties[0].roles):
            forms[item.code] = answer_fields(facts, item)
    named = {(name, field.key): field for name, fields in forms.items() for field in every_field(fields)}
    assert {key: field.label for key, field in named.items() if LATIN.search(field.label)} == {}
    choices = {key: label for key, field in named.items() for _value, label in field.options}
    assert {key: label for key, label in choices.items() if LATIN.search(label)} == {}


def test_every_probe_is_input_that_its_action_takes() -> None:
    for kind in KINDS:
        for verb in verbs_of(kind):
            action = find_action(verb.name)
            action.input.model_validate(dict(verb.probe) or probe_of(action.input))


def test_a_case_in_its_form_is_taken_back_as_it_stands(to_report: Stage) -> None:
    with to_report.office.reader() as reader:
        found = reading.load(reader, to_report.number)
    assert found is not None
    shown = in_form(found.document)
    assert shown["parties"] == [{"person": "李明(RY-2026-0001)", "roles": ["领导人员"], "post": "副校长"}]
    to_report.do("finding.edit", parties=shown["parties"], applicant=shown["applicant"], note="核对")
    after = to_report.record
    assert (after.parties, after.applicant, after.persons) == (
        found.record.parties,
        found.record.applicant,
        found.record.persons,
    )


def test_dialogs_begin_with_what_is_known(decided: Stage) -> None:
    office, number = decided.office, decided.number
    panel = begins_with_panel(office, number)["members"]
    assert [seat["lead"] for seat in panel] == [True, False, False]
    assert begins_with_plan(office, number)["sides"][0]["who"] == "财务处"
    assert begins_with_drafts(office, number) == {}
    assert begins_with_decision(office, number) == {"decision": decided.record.decision}
    assert begins_with_review(office, number) == {}
    assert begins_with_code(office, number) == {}
    review = decided.reviewed(decided.posted(), "changed")
    assert begins_with_review(office, number)["review"] == review
    code = decided.dossier()
    assert begins_with_code(office, number) == {"code": code}
    decided.dossier("audit")
    assert begins_with_code(office, number) == {"code": code}


def test_a_report_begins_with_its_draft_and_a_decision_with_who_decided_last(to_report: Stage) -> None:
    drafts = begins_with_drafts(to_report.office, to_report.number)
    assert drafts["report"].startswith("关于")
    assert "李明" in drafts["text"]
    with to_report.office.reader() as reader:
        found = reading.load(reader, to_report.number)
        assert found is not None
        assert last_deciders(reader, found) == {}
    to_report.report()
    later = to_report.on(POSTED)
    later.decision()
    with later.office.reader() as reader:
        found = reading.load(reader, later.number)
        assert found is not None
        deciders = last_deciders(reader, found)
        assert state_reasons(found, "decide") == ()
        assert [reason.code for reason in state_reasons(found, "finalise")] == ["finding.state"]
    assert deciders["body"] == "校长办公会"
    assert len(deciders["members"]) == 3
