"""What is copied: a row into the cells of a spreadsheet, marked rows, one cell, a number; and where it goes."""

from __future__ import annotations

import base64
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.screens.driving import Driver, enter, workbench
from ttoffice.action import Office
from ttoffice.screens.kit import copying
from ttoffice.screens.modals.choice import ChoiceModal

CHINESE = "一种“三七”皂苷提取方法\t昆明·滇池\n第二行　全角空格 𠮷"
WINDOWS = {"WSL_DISTRO_NAME": "Ubuntu"}


@pytest.fixture
def taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], bytes]:
    """Programs that keep what they are given; returns what one of them was given last."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("clip.exe", "xclip", "wl-copy"):
        tool = tools / name
        script = (
            "import sys, pathlib\npathlib.Path(__file__ + '.kept').write_bytes(sys.stdin.buffer.read())\n"
        )
        tool.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
        tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tools))
    for name in ("SSH_CONNECTION", "WSL_DISTRO_NAME", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return lambda name: (tools / f"{name}.kept").read_bytes()


@pytest.mark.parametrize("text", [CHINESE, "长" * 200_000, ""], ids=["mixed", "long", "none"])
def test_windows_gets_every_letter_as_utf_16(
    taken: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("WSL_DISTRO_NAME", "Ubuntu")
    assert copying.put_on_clipboard(text)
    assert taken("clip.exe").decode("utf-16-le") == text


def test_other_systems_get_every_letter_as_utf_8(
    taken: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert copying.put_on_clipboard(CHINESE)
    assert taken("xclip").decode() == CHINESE


@pytest.mark.parametrize(
    ("platform", "environ", "tool"),
    [
        ("win32", {}, "clip.exe"),
        ("win32", {"SSH_CONNECTION": "10.0.0.1"}, None),
        ("darwin", {}, "pbcopy"),
        ("linux", {}, None),
        ("linux", {"DISPLAY": ":0"}, "xclip"),
        ("linux", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "wl-copy"),
        ("linux", {"DISPLAY": ":0", "WSL_DISTRO_NAME": "Ubuntu"}, "clip.exe"),
        ("linux", {"DISPLAY": ":0", "SSH_CONNECTION": "10.0.0.1"}, None),
    ],
)
def test_the_program_is_that_of_the_system_whose_clipboard_it_is(
    taken: Callable[[str], bytes], platform: str, environ: dict[str, str], tool: str | None
) -> None:
    found = copying.command(platform, environ)
    assert (found[0] if found is not None else None) == tool


async def copied(driver: Driver, *keys: str) -> str:
    """Press keys, and return what stands on the program's own clipboard then."""
    driver.app._clipboard = ""
    await driver.press(*keys)
    await driver.until(lambda: driver.app.clipboard)
    return driver.app.clipboard


async def test_a_row_has_tabs_between_its_cells_and_a_cell_can_be_copied_alone(office: Office) -> None:
    number = enter(office, "一种“三七”\t皂苷提取方法", department="药学院")
    async with workbench(office) as driver:
        row = await copied(driver, "y")
        assert row.split("\t")[:2] == [number, "一种“三七” 皂苷提取方法"]
        assert "药学院" in row.split("\t")
        assert await copied(driver, "Y") == number
        await driver.press("alt+y")
        await driver.on(ChoiceModal)
        await driver.sees("复制哪一格", "药学院")
        assert await copied(driver, "down", "enter") == "一种“三七”\t皂苷提取方法"
        await driver.press("alt+y")
        await driver.on(ChoiceModal)
        await driver.write("yxy")
        assert await copied(driver, "enter") == "药学院"


async def test_with_marks_every_marked_row_is_copied_in_the_order_of_the_list(office: Office) -> None:
    for title in ("甲", "乙", "丙"):
        enter(office, title)
    async with workbench(office) as driver:
        await driver.press("end", "space", "home", "space")
        lines = (await copied(driver, "ctrl+y")).split("\n")
        assert [line.split("\t")[:2] for line in lines] == [["CG-2026-0001", "甲"], ["CG-2026-0003", "丙"]]
        await driver.sees("已复制：2 条")


async def test_the_terminal_is_asked_only_where_no_program_takes_the_text(
    office: Office, taken: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(office, "甲")
    written: list[str] = []
    async with workbench(office) as driver:
        terminal = driver.app._driver
        assert terminal is not None
        monkeypatch.setattr(terminal, "write", written.append)
        await copied(driver, "Y")
        await driver.until(lambda: any("52;c" in text for text in written))
        sent = next(text for text in written if "52;c" in text).removeprefix("\x1b]52;c;").removesuffix("\a")
        assert base64.b64decode(sent).decode() == "CG-2026-0001"
        written.clear()
        monkeypatch.setenv("DISPLAY", ":0")
        await copied(driver, "Y")
        await driver.app.workers.wait_for_complete()
        assert taken("xclip").decode() == "CG-2026-0001"
        assert not any("52;c" in text for text in written)
