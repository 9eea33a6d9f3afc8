"""Working forms and verbs by keys alone: going to a field, typing into it, choosing, adding entries, saving."""

from __future__ import annotations

from typing import Any, cast

from textual import events

from tests.screens.driving import Driver
from tests.screens.tour import settled
from ttoffice.screens.modals.entry import EntryModal, VerbModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.widgets.editors import AnyEditor, ChoiceEditor, RowsEditor, TextEditor

STEPS = 80
"""So many times Tab is pressed before a field counts as out of reach."""


async def go_to(driver: Driver, key: str) -> AnyEditor:
    """Press Tab until a field has the focus."""
    for _step in range(STEPS):
        focused = driver.screen.focused
        if focused is not None and getattr(getattr(focused, "field", None), "key", "") == key:
            return cast(AnyEditor, focused)
        await driver.press("tab")
    raise AssertionError(f"Tab never came to {key}; the screen:\n{driver.text()}")


async def fill(driver: Driver, **values: Any) -> None:
    """Fill in fields in their order: texts are pasted, choices turned to, entries added one by one."""
    for key, value in values.items():
        editor = await go_to(driver, key)
        if isinstance(editor, RowsEditor):
            for entry in value if isinstance(value, list) else [value]:
                await add(driver, entry)
        elif isinstance(editor, ChoiceEditor):
            while editor.value != value:
                await driver.press("right")
        else:
            await empty(driver, editor)
            await paste(driver, value)


async def empty(driver: Driver, editor: AnyEditor) -> None:
    """Take out what stands in a field that has the focus."""
    if editor.typed():
        whole = ("ctrl+home", "ctrl+shift+end") if isinstance(editor, TextEditor) else ("home", "shift+end")
        await driver.press(*whole, "delete")


async def paste(driver: Driver, text: str) -> None:
    """Paste a text into what has the focus, as terminals also hand over what an input method has made."""
    driver.app.post_message(events.Paste(text))
    await driver.pilot.pause()


async def choose(driver: Driver, verb: str) -> None:
    """Choose a verb from the list of verbs by what it is called."""
    await driver.press("f9")
    palette = await driver.on(PaletteModal)
    await driver.until(lambda: palette._commands)
    await paste(driver, next(command.label for command in palette._commands if command.id == verb))
    await driver.press("enter")


async def add(driver: Driver, entry: dict[str, Any]) -> None:
    """Add an entry to the list that has the focus."""
    under = driver.screen
    await driver.press("insert")
    await driver.on(EntryModal)
    await settled(driver)
    await fill(driver, **entry)
    await driver.press("ctrl+s")
    await driver.until(lambda: driver.screen is under)
    await settled(driver)


async def do(driver: Driver, verb: str, **values: Any) -> None:
    """Choose a verb from the list of verbs, fill in what it asks for, and save; what asks nothing is done at once."""
    under = driver.screen
    await choose(driver, verb)
    await settled(driver)
    if values or isinstance(driver.screen, VerbModal):
        await driver.on(VerbModal)
        await settled(driver)
        await fill(driver, **values)
        await driver.press("ctrl+s")
    await driver.until(lambda: driver.screen is under)
    await settled(driver)
