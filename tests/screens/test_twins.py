"""What is copied from a dialog does, run on the command line, what the dialog does."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual import events

from tests.offices import OPERATOR, open_at
from tests.screens.driving import NARROW, Driver, enter, promptly, workbench
from ttoffice.action import Office, perform
from ttoffice.cli import main
from ttoffice.screens.exporting import ExportScreen
from ttoffice.screens.importing import ImportScreen
from ttoffice.screens.kit.acting import when_sure
from ttoffice.screens.kit.bulk import BulkScreen
from ttoffice.screens.kit.exhibits import ExhibitsScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.modals.entry import FormModal, VerbModal
from ttoffice.screens.modals.files import FileModal
from ttoffice.screens.modals.message import ConfirmModal, MessageModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.screens.twins import entry_twin, kept_line, line_of, twin_of
from ttoffice.store.log import entry
from ttoffice.widgets.twin_line import TwinLine

HOSTILE = "结题'项目'\"$HOME `id` \\ %PATH% !!\n第二行 \t“引” & | <x> [/b]…"
RIGHTS = [
    {"kind": "invention", "number": "ZL202310000001.5", "acquired_on": "2024-02-29"},
    {"kind": "know_how", "number": "", "acquired_on": "2024-06-01"},
]
STAGES = [{"trigger": HOSTILE, "amount_fen": 8_000_000, "days_to_pay": 30}]
Run = Callable[[str], None]

__all__ = ["promptly"]
pytestmark = pytest.mark.usefixtures("promptly")


@pytest.fixture(autouse=True)
def _as_in_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTOFFICE_TODAY", "2026-06-01")
    monkeypatch.delenv("TTOFFICE_HOME", raising=False)
    monkeypatch.setenv("SHELL", "/bin/sh")


def run(line: str) -> None:
    """Run a line as a POSIX shell would, in this process."""
    program, *words = shlex.split(line)
    assert program == "ttoffice"
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 0, line


def log_of(office: Office) -> list[tuple[Any, ...]]:
    """Return what was done in an office, but for the moments."""
    with office.reader() as reader:
        rows = reader.all("SELECT id FROM log ORDER BY id")
        found = [entry(reader, row[0]) for row in rows]
    return [
        (one.action, one.subject, one.operator, one.legal_day, one.input, one.before, one.after)
        for one in found
        if one is not None
    ]


def twice(office: Office, tmp_path: Path) -> Office:
    """Return a copy of an office."""
    shutil.copytree(office.home.root, tmp_path / "copy of it")
    return open_at(tmp_path / "copy of it")


CASES: dict[str, tuple[str, dict[str, Any], bool]] = {
    "texts, dates and lists of records": (
        "result.create",
        {"title": HOSTILE, "brief": HOSTILE, "rights": RIGHTS, "keywords": [HOSTILE.replace("\n", " "), "乙"]},
        False,
    ),
    "money, and records in records": (
        "result.edit",
        {"fee_plan": {"threshold_fen": 123_45, "stages": STAGES}, "payment_mode": "stages", "trl": 7},
        True,
    ),
    "emptied fields": ("result.edit", {"brief": "", "keywords": [], "trl": None}, True),
    "a long text": ("result.edit", {"brief": HOSTILE * 100}, True),
    "nothing at all": ("result.list", {}, True),
    "lists of codes": ("person.create", {"name": HOSTILE.split("\n", maxsplit=1)[0], "roles": ["leader", "manager"]}, False),
    "days": (
        "calendar.set_closure",
        {"name": "寒假", "first_day": "2027-01-15", "last_day": "2027-02-20", "source": "'校历'"},
        False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_twin_run_on_a_copy_of_the_store_does_the_same(office: Office, tmp_path: Path, case: str) -> None:
    number = enter(office, "甲", brief="乙", keywords=["丙"], trl=3)
    name, data, about = CASES[case]
    copy = twice(office, tmp_path)
    subject = number if about else None
    twin = twin_of(copy, partial(perform, copy, name, data, subject=subject))
    assert twin is not None
    assert len(log_of(copy)) == len(log_of(office))
    perform(office, name, data, subject=subject)
    run(kept_line(copy, twin))
    assert log_of(copy) == log_of(office)


async def copied(driver: Driver) -> str:
    """Copy the twin of what stands on the screen, by the key as terminals send it, and return it."""
    driver.app.copy_to_clipboard("")
    driver.app.post_message(events.Key("alt+c", "c"))
    await driver.until(lambda: driver.app.clipboard)
    return driver.app.clipboard


async def test_a_dialog_shows_its_twin_as_one_types_and_copies_it(office: Office) -> None:
    first, second = enter(office, "甲"), enter(office, "乙")
    async with workbench(office, NARROW) as driver:
        await driver.press("f9")
        await driver.write("不纳入")
        await driver.press("enter")
        modal = await driver.on(VerbModal)
        modal.form.editor("reason").value = HOSTILE.replace("\n", " ")
        await driver.sees("命令行：ttoffice do result.exclude", "..")
        line = await copied(driver)
        await driver.press("alt+t")
        await driver.on(MessageModal)
        await driver.sees(first, "--data", "第二行")
        await driver.press("enter")
        await driver.on(VerbModal)
        await driver.press("ctrl+s")
        await driver.on(ResultsScreen)
    run(line.replace(first, second))
    *_before, (_a, _s, *by_dialog), (_b, _t, *by_line) = log_of(office)
    assert by_dialog[:3] == by_line[:3]
    assert json.loads(by_dialog[2]) == {"reason": HOSTILE.replace("\n", " ").strip()}


async def test_a_form_tells_what_saving_it_would_do_and_a_question_what_yes_would(office: Office) -> None:
    number = enter(office, "甲")
    async with workbench(office) as driver:
        await driver.press("e")
        form = await driver.on(FormScreen)
        form.form.editor("title").value = "甲'乙"
        shown = driver.screen.query_one(TwinLine)
        await driver.until(lambda: f"do result.edit {number}" in shown.line and "甲" in shown.line)
        run(await copied(driver))
        await driver.press("escape", "down", "down", "enter")
        await driver.on(ResultsScreen)
        twin = twin_of(office, partial(perform, office, "result.list", {}, subject=number))
        when_sure(driver.results, "ask", "好吗？", "", lambda: None, twin=twin)
        await driver.on(ConfirmModal)
        await driver.sees(f"命令行：ttoffice do result.list {number}")
        run(await copied(driver))
        await driver.press("escape")
    done = log_of(office)[-2:]
    assert json.loads(done[0][4]) == {"title": "甲'乙"}
    assert done[1][:2] == ("result.list", number)


@pytest.mark.exhaustive
async def test_files_have_their_own_commands_and_all_that_is_marked_one_call(
    office: Office, tmp_path: Path
) -> None:
    number = enter(office, "甲")
    paper = tmp_path / "会议 'x'.txt"
    paper.write_text("文", encoding="utf-8")
    ledger = tmp_path / "台账.csv"
    ledger.write_text("成果名称,所属单位\n乙,农学院\n", encoding="utf-8")
    async with workbench(office) as driver:
        await driver.press("f")
        await driver.on(ExhibitsScreen)
        await driver.press("insert")
        files = await driver.on(FileModal)
        files.dismiss(paper)
        modal = await driver.on(VerbModal)
        modal.form.editor("source").value = "-科研处'"
        run(await copied(driver))
        await driver.press("escape", "right", "enter")
        await driver.on(ExhibitsScreen)
        await driver.press("escape", "f7")
        screen = await driver.on(ImportScreen)
        screen._file = ledger
        run(await copied(driver))
        await driver.press("escape", "f8")
        await driver.on(ExportScreen)
        await driver.sees("ttoffice export listing --profile=")
        await driver.press("escape")
        await driver.on(ResultsScreen)
        await driver.press("f5", "asterisk", "a")
        await driver.write("纳入")
        await driver.press("enter")
        await driver.on(FormModal)
        await driver.press("ctrl+s")
        await driver.on(BulkScreen)
        await driver.sees(f"do result.list {number} CG-2026-0002")
        run(await copied(driver))
        await driver.press("escape")
    *done, first, second = log_of(office)
    assert (first[1], second[1]) == (number, "CG-2026-0002")
    assert (done[-2][0], json.loads(done[-2][4])["source"]) == ("exhibit.add", "-科研处'")
    assert json.loads(done[-2][4])["subject"] == number
    assert done[-1][0] == "result.import"


def test_an_entry_of_the_log_tells_how_to_do_it_again(office: Office) -> None:
    assert entry_twin(office, "dossier.make", None, {"number": "CG-2026-0001"}) is None
    assert entry_twin(office, "objection.receive", "GS-2026-0001", {"objector": "***"}) is None
    assert entry_twin(office, "gone.long_ago", None, {}) is None
    twin = entry_twin(office, "result.list", "CG-2026-0001", {})
    assert line_of(office, twin).startswith("ttoffice do result.list CG-2026-0001 --home ")
    twin = entry_twin(office, "result.create", "CG-2026-0001", {"title": "甲"})
    assert 'do result.create --data \'{"title": "甲"}\' --home' in line_of(office, twin)
    assert line_of(office, twin).endswith(f" --operator {OPERATOR}") or OPERATOR in line_of(office, twin)
