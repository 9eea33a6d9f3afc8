"""What is typed into a dialog of a verb outlasts the program like what is typed into a form, and is offered again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.screens.driving import Driver, enter, workbench
from tests.screens.test_kit import drafts
from ttoffice.action import Office
from ttoffice.screens.kit.drafting import age_text
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.modals.message import LeaveModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.results import ResultsScreen


async def begin(driver: Driver, label: str) -> None:
    """Choose a verb about the current record."""
    await driver.press("f9")
    await driver.on(PaletteModal)
    await driver.write(label)
    await driver.press("enter")


def no_folder(path: Path) -> None:
    """Let a file stand where a folder is to be."""
    path.write_text("", encoding="utf-8")


async def typed(driver: Driver, office: Office, text: str) -> VerbModal:
    """Type into the dialog on top, and wait until it is kept."""
    modal: Any = await driver.on(VerbModal)
    await driver.write(text)
    await driver.until(lambda: drafts(office) and text in drafts(office)[0].read_text("utf-8"))
    assert isinstance(modal, VerbModal)
    return modal


async def test_what_is_typed_into_a_verb_is_offered_after_a_killed_program_and_gone_once_done(
    office: Office,
) -> None:
    enter(office, "一种烤烟识别方法")
    async with workbench(office) as driver:
        await begin(driver, "bnr")
        modal = await typed(driver, office, "abc")
        key = next(iter(modal.form.typed()))
    async with workbench(office) as driver:
        await driver.sees("份草稿")
        await begin(driver, "bnr")
        await driver.on(ChoiceModal)
        await driver.sees("刚才", modal.form.editor(key).field.label)
        await driver.press("enter")
        again: Any = await driver.on(VerbModal)
        await driver.until(lambda: again.form.typed() == {key: "abc"})
        await driver.press("ctrl+s")
        await driver.until(lambda: not isinstance(driver.screen, VerbModal))
    assert drafts(office) == []


@pytest.mark.exhaustive
async def test_a_verb_is_left_for_later_or_thrown_away_by_keys(office: Office) -> None:
    enter(office, "一种烤烟识别方法")
    async with workbench(office) as driver:
        await begin(driver, "bnr")
        await typed(driver, office, "abc")
        await driver.press("escape")
        await driver.on(LeaveModal)
        await driver.press("down", "enter")
        await driver.on(ResultsScreen)
        assert len(drafts(office)) == 1
        await begin(driver, "bnr")
        await driver.on(ChoiceModal)
        await driver.press("enter")
        modal: Any = await driver.on(VerbModal)
        await driver.until(lambda: modal.form.dirty)
        await driver.press("escape")
        await driver.on(LeaveModal)
        await driver.press("down", "down", "enter")
        await driver.on(ResultsScreen)
        assert drafts(office) == []


async def test_a_verb_goes_on_where_the_folder_takes_no_draft(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(office, "一种烤烟识别方法")
    no_folder(office.home.drafts)
    async with workbench(office) as driver:
        await begin(driver, "bnr")
        modal: Any = await driver.on(VerbModal)
        await driver.write("abc")
        await driver.sees("无法暂存到")
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.screen is not modal)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-05-20T09:59:30+00:00", "刚才"),
        ("2026-05-20T09:00:30+00:00", "59 分钟前"),
        ("2026-05-20T09:00:00+00:00", "1 小时前"),
        ("2026-05-18T10:00:01+00:00", "47 小时前"),
        ("2026-05-18T10:00:00+00:00", "2 天前"),
    ],
)
def test_the_age_of_a_draft_is_told_in_its_largest_full_unit(at: str, told: str) -> None:
    assert age_text(at, datetime(2026, 5, 20, 10, tzinfo=UTC)) == told
