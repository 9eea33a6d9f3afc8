"""What takes back each action: undone as a further change, or corrected by an action that one key opens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.screens.driving import NARROW, workbench
from tests.screens.tour import full_office
from ttoffice.action import Office, check, perform, registered
from ttoffice.action.kinds import code_of
from ttoffice.action.remedies import REMEDIES, REVERTS, remedy_of
from ttoffice.reasons import refusing
from ttoffice.screens.agenda_acting import area_of
from ttoffice.screens.kit.undoing import UndoStack, put_back
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.notices import NoticesScreen

ELSEWHERE = {
    "agenda.snooze": "the agenda",
    "agenda.unsnooze": "the agenda",
    "calendar.end_closure": "the calendar",
    "exhibit.describe": "the exhibits of a record",
    "exhibit.relate": "the exhibits of a record",
    "exhibit.unrelate": "the exhibits of a record",
    "policy.set": "the unit's settings",
    "recusal.record": "the recusal check",
    "unit.set": "the palette",
}
"""Corrections that are done where the thing itself is shown, not from a record's actions."""
STATUTORY = (
    "notice.publish", "notice.approve", "decision.record", "decision.decide", "receipt.enter", "license.sign",
    "license.amend", "finding.decide", "finding.finalise", "finding.archive", "statement.enter", "award.pay",
)  # fmt: skip


def test_every_action_says_what_takes_it_back() -> None:
    own = {name for name, verb in registered().items() if verb.run.__module__.startswith("ttoffice.")}
    assert set(REMEDIES) == own  # tests and benchmarks register actions of their own
    assert remedy_of("no.such").way == ""


def test_every_correction_is_an_action_that_can_be_opened_from_a_record() -> None:
    corrections = {name for remedy in REMEDIES.values() for name in remedy.corrected} - set(ELSEWHERE)
    for name in corrections:
        kind = registered()[name].kind
        area = area_of(kind.code if kind is not None else name.partition(".")[0])
        assert area is not None, name
        assert name in {area.edit, area.create, *(verb.name for verb in area.verbs)}, name


def test_what_goes_back_does_so_by_an_action_that_there_is() -> None:
    for name, remedy in REMEDIES.items():
        action = registered()[name]
        if remedy.way:
            assert action.kind is not None, name
        if remedy.way == "revert":
            assert action.kind is not None
            assert "to_version" in registered()[REVERTS[action.kind.code]].input.model_fields


def test_what_is_statutory_is_corrected_and_never_undone() -> None:
    for name in STATUTORY:
        assert remedy_of(name).way == "", name
        assert remedy_of(name).corrected, name


CHANGES: dict[str, dict[str, Any]] = {
    "person.edit": {"department": "另一部门", "roles": ["manager"], "ties": []},
    "enterprise.change": {"contact_name": "另一人", "figures": [], "marks": []},
    "rule.edit": {"edition": "另一版", "scope": "另一范围"},
    "notice.edit": {"place": "另一处", "office": "另一部门"},
    "finding.edit": {"loss": "另一损失", "parties": [], "organisations": ["某公司"]},
    "decision.edit": {"note": "另一备注", "members": []},
    "result.edit": {"department": "另一部门", "rights": []},
    "license.change": {"note": "另一备注"},
}


def _allowed(office: Office, action: str, data: dict[str, Any]) -> str:
    """Return the first record that may be changed so."""
    kind = registered()[action].kind
    assert kind is not None
    with office.reader() as reader:
        numbers = [str(row[0]) for row in reader.all(f"SELECT number FROM {kind.code} ORDER BY id")]
    return next(one for one in numbers if not refusing(check(office, action, data, subject=one)))


def _document(office: Office, number: str) -> dict[str, Any]:
    area = area_of(code_of(number))
    assert area is not None
    found = dict(area.read(office, number).document)
    found.pop("version")
    return found


def test_changes_of_every_kind_are_undone_and_done_again(office: Office, tmp_path: Path) -> None:
    full_office(office, tmp_path / "files", "烤烟")
    perform(
        office, "decision.prepare", {"title": "甲", "body": "乙", "text": "丙", "members": ["RY-2026-0001"]}
    )
    party = {"person": "RY-2026-0001", "roles": ["leader"]}
    perform(office, "finding.open", {"title": "甲", "applicant": "乙", "parties": [party]})
    for action, data in CHANGES.items():
        number = _allowed(office, action, data)
        before = _document(office, number)
        outcome = perform(office, action, data, subject=number)
        after = _document(office, number)
        assert before != after, action
        steps = UndoStack()
        steps.did(action, [outcome])
        step = steps.next_undo
        assert step is not None
        assert step.undoable, action
        back = put_back(office, step, forward=False)
        assert back.refused == (), action
        assert _document(office, number) == before, action
        again = put_back(office, back.step, forward=True)
        assert again.refused == (), action
        assert _document(office, number) == after, action


async def test_undo_of_a_published_notice_offers_what_corrects_it_and_passes_over_it(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    full_office(office, tmp_path / "files", "烤烟")
    outcome = perform(office, "person.edit", {"department": "另一部门"}, subject="RY-2026-0001")
    published = perform(
        office, "notice.prove_posting", {"exhibits": ["ZJ-2026-0001"]}, subject="GS-2026-0001"
    )
    assert published.action == "notice.prove_posting"
    async with workbench(office, NARROW) as driver:
        driver.app.steps.did("修改 RY-2026-0001", [outcome])
        from dataclasses import replace

        driver.app.steps.did("发布 GS-2026-0001", [replace(published, action="notice.publish")])
        await driver.press("5")
        await driver.on(NoticesScreen)
        await driver.press("z")
        palette: Any = await driver.on(PaletteModal)
        await driver.sees("发布 GS-2026-0001", "不能撤销")
        ids = [command.id for command in palette._commands]
        assert ids == ["GS-2026-0001 notice.restart", "GS-2026-0001 notice.withdraw", ""]
        await driver.press("end", "down", "down", "enter")
        await driver.on(NoticesScreen)
        await driver.press("z")
        await driver.sees("已撤销：修改 RY-2026-0001")
