"""A window that ends without asking anybody, as when its page in a browser is closed."""

from __future__ import annotations

from tests.screens.driving import enter, workbench
from tests.screens.test_kit import drafts, form_of, line
from ttoffice.action import Office


async def test_what_was_typed_last_is_kept_at_once(office: Office) -> None:
    enter(office, "旧名称")
    async with workbench(office) as driver:
        form = await form_of(driver)
        line(form, "title").value = "刚刚键入的名称"
        assert drafts(office) == []
        await driver.app.keep_typed()
        assert "刚刚键入的名称" in drafts(office)[0].read_text("utf-8")


async def test_a_form_in_which_nothing_was_typed_leaves_nothing(office: Office) -> None:
    enter(office, "旧名称")
    async with workbench(office) as driver:
        await form_of(driver)
        await driver.app.keep_typed()
    assert drafts(office) == []


async def test_what_cannot_be_written_holds_nobody_up(office: Office) -> None:
    enter(office, "旧名称")
    office.home.drafts.write_text("no folder", encoding="utf-8")
    async with workbench(office) as driver:
        form = await form_of(driver)
        line(form, "title").value = "刚刚键入的名称"
        await driver.app.keep_typed()
    assert drafts(office) == []
