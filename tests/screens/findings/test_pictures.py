"""The list of findings and the matrix as pictures: on one day, of one case; renewed by `pytest --snapshot-update`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.findings.staging import Stage
from tests.screens.driving import Driver
from tests.screens.tour import settled
from ttoffice import i18n
from ttoffice.app import TTOfficeApp
from ttoffice.screens.findings.matrix_screen import MatrixScreen
from ttoffice.screens.findings.screen import FindingsScreen

Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no cursor blink."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _self: None)


def shown(stage: Stage, compare: Compare, size: tuple[int, int], kind: type[Any], *keys: str) -> bool:
    """Compare the screen that some keys lead to with the picture that is kept."""
    i18n.use("zh_CN")
    app = TTOfficeApp(stage.office)

    async def run(pilot: Pilot[Any]) -> None:
        driver = Driver(app, pilot)
        await driver.opened()
        await driver.until(lambda: app.presence is not None)
        for key in keys:
            await driver.press(key)
            await settled(driver)
        await driver.on(kind)
        await settled(driver)
        await pilot.pause(0.3)

    return compare(app, terminal_size=size, run_before=run)


def test_the_list_with_names_covered_and_a_clock_that_runs(decided: Stage, snap_compare: Compare) -> None:
    decided.posted()
    assert shown(decided, snap_compare, (120, 24), FindingsScreen, "4")


def test_the_matrix_on_a_small_screen(to_report: Stage, snap_compare: Compare) -> None:
    assert shown(to_report, snap_compare, (80, 24), MatrixScreen, "4", "enter", "f8", "down")
