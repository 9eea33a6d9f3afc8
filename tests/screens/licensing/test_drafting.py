"""The form of a draft in the hands of somebody in a hurry."""

from __future__ import annotations

from tests.screens.driving import NARROW, Driver, workbench
from tests.screens.tour import settled
from ttoffice.action import Office
from ttoffice.screens.licensing.drafting import DraftingScreen
from ttoffice.screens.licensing.screen import LicensesScreen

LOOKUP = "F3 查找"


def keys_shown(driver: Driver) -> str:
    """Return the line at the bottom."""
    return driver.text().split("\n")[-1]


async def drafting(driver: Driver) -> DraftingScreen:
    """Go to the form of a new license."""
    await driver.press("3")
    await driver.on(LicensesScreen)
    await settled(driver)
    await driver.press("f2")
    screen: DraftingScreen = await driver.on(DraftingScreen)
    await settled(driver)
    return screen


async def test_only_a_field_that_names_a_record_offers_to_look_one_up(office: Office) -> None:
    async with workbench(office, NARROW, results=False) as driver:
        screen = await drafting(driver)
        await driver.until(lambda: LOOKUP in keys_shown(driver))
        await driver.press("down")
        await driver.until(lambda: LOOKUP not in keys_shown(driver))
        await driver.press("f8")
        await driver.until(lambda: LOOKUP in keys_shown(driver))
        await driver.press("f8", "f3")
        await driver.until(lambda: LOOKUP not in keys_shown(driver))
        assert driver.screen is screen


async def test_a_draft_stays_on_its_step_while_it_is_saved(office: Office) -> None:
    async with workbench(office, NARROW, results=False) as driver:
        screen = await drafting(driver)
        first = screen.focused
        screen.freeze(screen.form)
        await driver.press("f8", "ctrl+pagedown", "f3")
        screen.thaw()
        await driver.pilot.pause()
        assert "[1 被许可方]" in driver.text()
        assert screen.focused is first
