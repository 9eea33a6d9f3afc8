"""Back and forward lead through lists and records as in a browser, across the areas, and harm nothing on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.driving import NARROW, Driver, enter, workbench
from tests.screens.tour import full_office, settled
from ttoffice.action import Office
from ttoffice.errors import UsageError
from ttoffice.screens.agenda import AgendaScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.kit.trail import LONGEST, Place, Trail
from ttoffice.screens.licensing.record import LicenseScreen
from ttoffice.screens.licensing.screen import LicensesScreen
from ttoffice.screens.modals.message import LeaveModal
from ttoffice.screens.people import PeopleScreen
from ttoffice.screens.results import ResultsScreen
from ttoffice.screens.scan import ScanScreen


def at(key: str, row: str = "") -> Place:
    return Place("mode", key, key, row=row)


def keys_of(trail: Trail) -> tuple[str, str, str]:
    return tuple(place.key if place is not None else "" for place in map(trail.look, (-1, 0, 1)))  # type: ignore[return-value]  # three


def test_a_new_place_takes_the_place_of_what_was_further_forward() -> None:
    trail = Trail()
    assert keys_of(trail) == ("", "", "")
    for key in "abc":
        trail.stand(at(key))
    trail.move(-1)
    assert keys_of(trail) == ("a", "b", "c")
    trail.stand(at("b", "row"))
    assert (keys_of(trail), trail.here) == (("a", "b", "c"), at("b", "row"))
    trail.stand(at("d"))
    assert keys_of(trail) == ("b", "d", "")


def test_what_is_gone_is_forgotten_and_the_trail_has_an_end() -> None:
    trail = Trail()
    for place in range(LONGEST + 5):
        trail.stand(at(str(place)))
    assert keys_of(trail) == (str(LONGEST + 3), str(LONGEST + 4), "")
    gone = trail.look(-1)
    assert gone is not None
    trail.drop(gone)
    assert keys_of(trail) == (str(LONGEST + 2), str(LONGEST + 4), "")


async def back(driver: Driver, *words: str) -> None:
    await driver.press("alt+left")
    await driver.sees("后退至", *words)
    await settled(driver)


async def test_back_and_forward_lead_across_areas_with_row_and_tab(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    full_office(office, tmp_path / "files", "烤烟")
    async with workbench(office, NARROW) as driver:
        await driver.press("down", "enter")
        record = await driver.on(RecordScreen)
        await settled(driver)
        number = record.current_number()
        await driver.press("3")
        await driver.on(LicensesScreen)
        await settled(driver)
        await driver.press("enter")
        license_ = await driver.on(LicenseScreen)
        await settled(driver)
        await driver.press("alt+3")
        await settled(driver)
        await driver.press("escape")
        await driver.on(LicensesScreen)
        await driver.press("7")
        await driver.on(PeopleScreen)
        await back(driver)
        await driver.on(LicensesScreen)
        await back(driver, license_.current_number())
        again = await driver.on(LicenseScreen)
        assert again is not license_
        assert again.TABS[again._tab].name == "receipts"
        await back(driver)
        await driver.on(LicensesScreen)
        await back(driver, str(number))
        assert driver.screen is record
        await back(driver)
        results = await driver.on(ResultsScreen)
        assert results.table.cursor == 1
        await back(driver)
        await driver.on(AgendaScreen)
        await driver.press("alt+left")
        await driver.sees("已是最早的一处")
        for _step in range(6):
            await driver.press("alt+right")
            await settled(driver)
        await driver.on(PeopleScreen)
        await driver.press("alt+right")
        await driver.sees("已是最后的一处")


async def test_a_list_opened_from_another_is_made_again_with_its_row(office: Office) -> None:
    right = [{"kind": "know_how", "number": "", "acquired_on": "2024-06-01"}]
    facts = {"fiscal": "yes", "technology_class": "applied", "implemented": "no"}
    for title in ("甲", "乙"):
        enter(office, title, rights=right, **facts)
    async with workbench(office, NARROW) as driver:
        await driver.press("u")
        scan = await driver.on(ScanScreen)
        await settled(driver)
        await driver.press("down", "escape")
        await driver.on(ResultsScreen)
        await back(driver)
        again = await driver.on(ScanScreen)
        await settled(driver)
        assert again is not scan
        await driver.until(lambda: again.table.cursor == 1)


@pytest.mark.exhaustive
async def test_what_is_typed_is_not_left_and_what_is_gone_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(office, "甲")
    async with workbench(office, NARROW) as driver:
        await driver.press("enter")
        record = await driver.on(RecordScreen)
        await settled(driver)
        await driver.press("e")
        form = await driver.on(FormScreen)
        await driver.write("x")
        await driver.press("alt+left")
        assert driver.screen is form
        await driver.press("escape")
        await driver.on(LeaveModal)
        await driver.press("down", "down", "enter")
        await driver.on(RecordScreen)
        await driver.press("escape")
        await driver.on(ResultsScreen)
        await settled(driver)

        def gone(*_given: object, **_named: object) -> None:
            raise UsageError("没有这条记录。")

        monkeypatch.setattr(type(record.area), "read", gone)
        driver.app.clear_notifications()
        await driver.press("alt+left")
        await driver.sees("没有这条记录")
        assert driver.app.is_running
