"""A store that is locked or gone, a disk that is full or read-only: told, and nothing typed is lost."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from tests.screens.driving import NARROW, Driver, enter, workbench
from tests.screens.tour import settled
from ttoffice.action import Office
from ttoffice.errors import StoreError
from ttoffice.results.details import detail
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.modals.ask import AskModal
from ttoffice.screens.modals.message import LeaveModal, MessageModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.store.claims import Claim

TYPED = "刚填写的名称"


def title_of(office: Office, number: str) -> str:
    with office.reader() as reader:
        return str(detail(reader, number)["title"])


async def half_filled(driver: Driver) -> FormScreen:
    """Open the form of the current record and type a title into it."""
    await driver.press("f4")
    form = await driver.on(FormScreen)
    assert isinstance(form, FormScreen)
    await settled(driver)
    form.form.editor("title").restore(TYPED)
    await driver.pilot.pause()
    return form


async def told_and_closed(driver: Driver, *words: str) -> None:
    """See a dialog that tells of a failure, and close it."""
    await driver.on(MessageModal)
    await driver.sees(*words)
    await driver.press("enter")


async def saved_after_all(driver: Driver, form: FormScreen, office: Office, number: str) -> None:
    """Save what still stands in the form."""
    await driver.on(FormScreen)
    assert form.form.editor("title").typed() == TYPED
    await driver.press("ctrl+s")
    await driver.on(ResultsScreen)
    assert title_of(office, number) == TYPED


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch, code: int = errno.ENOSPC) -> Iterator[None]:
    """Let no draft be written."""

    def write(_claim: Claim, _document: object) -> None:
        raise OSError(code, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Claim, "write", write)
        yield


async def test_a_store_that_another_program_holds_is_told_and_saving_works_once_it_is_free(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ttoffice.store.connection.BUSY_TIMEOUT_MS", 50)
    number = enter(office, "名称")
    office.lender.close()
    async with workbench(office, NARROW) as driver:
        form = await half_filled(driver)
        with closing(sqlite3.connect(office.home.store, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await driver.press("ctrl+s")
            await told_and_closed(driver, "正被", "重试")
            other.execute("ROLLBACK")
        await saved_after_all(driver, form, office, number)


async def test_a_store_that_vanished_is_told_and_what_was_typed_stays_until_it_is_back(
    office: Office,
) -> None:
    number = enter(office, "名称")
    away = office.home.root / "away.db"
    async with workbench(office, NARROW) as driver:
        form = await half_filled(driver)
        office.lender.close()
        office.home.store.rename(away)
        await driver.press("ctrl+s")
        await told_and_closed(driver, "无法使用")
        assert not office.home.store.exists()
        away.rename(office.home.store)
        await saved_after_all(driver, form, office, number)


async def test_a_list_whose_store_vanished_is_told_and_shown_again_when_it_is_back(office: Office) -> None:
    enter(office, "名称")
    away = office.home.root / "away.db"
    async with workbench(office, NARROW) as driver:
        office.home.store.rename(away)
        for key in ("f5", "enter", "ctrl+r", "f6", "f4"):
            await driver.press(key)
            await driver.on(MessageModal)
            while not isinstance(driver.screen, ResultsScreen):
                await driver.press("escape")
                await settled(driver)
        assert not office.home.store.exists()
        away.rename(office.home.store)
        await driver.press("f5")
        await driver.sees("CG-2026-0001", "名称")


async def test_a_home_that_may_only_be_read_is_marked_and_writing_is_refused_with_its_reason(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = enter(office, "名称")
    office.lender.close()
    with monkeypatch.context() as patch:
        patch.setattr("ttoffice.store.presence.writable", lambda _path: False)

        def connect(path: object, **_more: object) -> None:
            raise StoreError(f"{path} 只能读取", advice="请检查权限")

        async with workbench(office, NARROW) as driver:
            await driver.sees("只读", "名称")
            form = await half_filled(driver)
            patch.setattr("ttoffice.store.lending.Writer", connect)
            await driver.press("ctrl+s")
            await told_and_closed(driver, "只能读取", "请检查权限")
            patch.undo()
            await saved_after_all(driver, form, office, number)


@pytest.mark.parametrize(("code", "told"), [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "磁盘不可写")])
async def test_a_draft_that_cannot_be_kept_is_told_once_and_typing_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch, code: int, told: str
) -> None:
    number = enter(office, "名称")
    async with workbench(office) as driver:
        with full_disk(monkeypatch, code):
            form = await half_filled(driver)
            await driver.sees(told)
            form.form.editor("department").restore("农学院")
            await driver.until(lambda: not form.busy("draft"))
            assert isinstance(driver.screen, FormScreen)
        await saved_after_all(driver, form, office, number)


async def test_a_form_is_not_left_for_a_draft_that_cannot_be_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = enter(office, "名称")
    async with workbench(office) as driver:
        form = await half_filled(driver)
        with full_disk(monkeypatch):
            await driver.press("escape")
            await driver.on(LeaveModal)
            await driver.press("down", "enter")
            await driver.on(FormScreen)
            await settled(driver)
            await driver.until(lambda: not form.busy("draft"))
            await driver.sees("草稿", "表单")
            assert isinstance(driver.screen, FormScreen)
        await saved_after_all(driver, form, office, number)


async def test_a_view_that_cannot_be_saved_is_told_and_the_list_stays(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(office, "名称")
    office.home.views.mkdir()
    async with workbench(office, NARROW) as driver:
        await driver.press("ctrl+w")
        await driver.on(AskModal)
        await driver.write("abc")
        await driver.press("enter")
        await told_and_closed(driver)
        await driver.on(ResultsScreen)
        await driver.sees("名称")


async def test_a_failure_that_cannot_be_written_down_is_told_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(office, "名称")
    office.home.logs.parent.mkdir(parents=True, exist_ok=True)
    office.home.logs.write_text("a file where the folder should be", encoding="utf-8")
    async with workbench(office) as driver:
        driver.app.report(RuntimeError("意外"))
        await told_and_closed(driver, "RuntimeError", "意外")
        await driver.on(ResultsScreen)
