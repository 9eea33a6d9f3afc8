"""Working a task by exactly the keys that stand written: each pressed as it stands, texts pasted, all of it counted."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events

from tests.screens.driving import Driver
from tests.screens.tour import settled
from tools.keystrokes import Press, Script

TEXTUAL = {
    "Enter": "enter", "Esc": "escape", "Tab": "tab", "Space": "space", "Ins": "insert", "Del": "delete",
    "Up": "up", "Down": "down", "Left": "left", "Right": "right", "Home": "home", "End": "end",
}  # fmt: skip
"""What Textual calls the keys that are not called by their own letters."""


def key_of(name: str) -> str:
    """Return what Textual calls a key, such as `ctrl+s` for `Ctrl+S`."""
    *modifiers, last = name.split("+")
    if last in TEXTUAL:
        last = TEXTUAL[last]
    elif modifiers or last[1:].isdigit():
        last = last.lower()
    return "+".join([*(modifier.lower() for modifier in modifiers), last])


@dataclass
class Counted:
    """What was pressed: keys, and texts with their characters."""

    keys: int = 0
    texts: int = 0
    characters: int = 0


async def press_all(driver: Driver, script: Script) -> Counted:
    """Press what a script says, waiting after each key until the screen is at rest; return what it took."""
    counted = Counted()
    for press in script.presses:
        await _press(driver, press)
        await settled(driver)
        if press.typed:
            counted.texts += 1
            counted.characters += len(press.name)
        else:
            counted.keys += 1
    return counted


async def _press(driver: Driver, press: Press) -> None:
    """Press a key, or hand a text over as terminals hand over what is pasted or made by an input method."""
    if press.typed:
        driver.app.post_message(events.Paste(press.name))
        await driver.pilot.pause()
    else:
        await driver.press(key_of(press.name))
