"""The papers of a finding, chosen, filled in and written by keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.findings.staging import NUMBER, Stage
from tests.screens.driving import WIDE, Driver, workbench
from ttoffice.screens.findings.record import FindingScreen
from ttoffice.screens.findings.screen import FindingsScreen
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.entry import VerbModal


def taken_out(stage: Stage) -> list[dict[str, Any]]:
    """Return what the log says was taken out of the finding."""
    with stage.office.reader() as reader:
        rows = reader.all("SELECT input FROM log WHERE action = 'finding.take_out' ORDER BY id")
    return [json.loads(given) for (given,) in rows]


async def to_papers(driver: Driver) -> ChoiceModal:
    """Go to the finding, and to the choice of its papers."""
    await driver.press("4")
    await driver.on(FindingsScreen)
    await driver.sees(NUMBER)
    await driver.press("enter")
    await driver.on(FindingScreen)
    await driver.press("f7")
    found = await driver.on(ChoiceModal)
    assert isinstance(found, ChoiceModal)
    return found


async def test_a_paper_is_chosen_by_words_its_blank_filled_and_the_file_written(
    decided: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "文书"
    folder.mkdir()
    monkeypatch.chdir(folder)
    async with workbench(decided.office, WIDE) as driver:
        await to_papers(driver)
        await driver.sees("认定建议表  李明", "调取材料函  同类成果成交价格  （缺")
        await driver.write("dqclh")
        await driver.press("enter")
        await driver.on(VerbModal)
        await driver.sees("要求提供的期限", "不填则留空")
        await driver.write("2026年4月1日")
        await driver.press("ctrl+s")
        await driver.until(lambda: list(folder.iterdir()))
        await driver.on(FindingScreen)
    (file,) = folder.iterdir()
    assert file.suffix == ".docx"
    assert [one["file"] for one in taken_out(decided)] == [file.name]


async def test_a_paper_that_must_not_be_made_says_why(decided: Stage) -> None:
    async with workbench(decided.office, WIDE) as driver:
        await to_papers(driver)
        await driver.write("bysl")
        await driver.press("enter")
        await driver.sees("该申请已予受理")
        await driver.on(ChoiceModal)
    assert taken_out(decided) == []
