from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

import ttoffice.screens
from tests.conftest import ROOT
from tests.screens.driving import NARROW, enter, workbench
from tests.screens.sights import FOLDERS, Bound, Sight
from tests.screens.tour import STOPS
from ttoffice.action import Office, registered
from ttoffice.deadlines.policy import SETTINGS
from ttoffice.parties import size_standards
from ttoffice.screens.base import BaseModal, BaseScreen
from ttoffice.screens.exporting import ExportScreen
from ttoffice.screens.importing import ImportScreen
from ttoffice.screens.kit.exhibits import ExhibitsScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.modals.ask import AskModal
from ttoffice.screens.modals.choice import ChoiceModal, PickModal
from ttoffice.screens.modals.entry import FormModal
from ttoffice.screens.modals.history import HistoryModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.modals.why import WhyModal
from ttoffice.screens.results import ResultsScreen
from ttoffice.screens.scan import ScanScreen
from ttoffice.widgets import keys
from ttoffice.widgets.keys import is_twin, with_twins
from ttoffice.workdays.reading import shipped

KEYS: tuple[tuple[str, type[Screen[Any]]], ...] = (
    ("f1", PaletteModal),
    ("question_mark", PaletteModal),
    ("fullwidth_question_mark", PaletteModal),
    ("ctrl+p", PaletteModal),
    ("f2", FormScreen),
    ("c", FormScreen),
    ("f4", FormScreen),
    ("e", FormScreen),
    ("enter", RecordScreen),
    ("f6", WhyModal),
    ("w", WhyModal),
    ("f9", PaletteModal),
    ("a", PaletteModal),
    ("ctrl+r", HistoryModal),
    ("h", HistoryModal),
    ("ctrl+d", FormScreen),
    ("D", FormScreen),
    ("ctrl+b", AskModal),
    ("d", AskModal),
    ("ctrl+g", AskModal),
    ("colon", AskModal),
    ("fullwidth_colon", AskModal),
    ("ctrl+w", AskModal),
    ("ctrl+k", PickModal),
    ("ctrl+f", ExhibitsScreen),
    ("f", ExhibitsScreen),
    ("ｆ", ExhibitsScreen),
    ("ctrl+u", ScanScreen),
    ("u", ScanScreen),
    ("f8", ExportScreen),
    ("x", ExportScreen),
    ("f7", ImportScreen),
    ("i", ImportScreen),
    ("ctrl+l", ChoiceModal),
    ("o", ChoiceModal),
    ("ctrl+o", ChoiceModal),
    ("s", ChoiceModal),
)
"""Every key that opens something, letters and their twins for those who type Chinese."""
FIRST_KEYS = tuple({kind: (key, kind) for key, kind in reversed(KEYS)}.values())
"""One key for each screen and dialog."""


@pytest.mark.parametrize(
    ("language", "keys_tried"),
    [
        ("zh_CN", FIRST_KEYS[::2]),
        ("en", FIRST_KEYS[1::2]),
        pytest.param("zh_CN", KEYS, marks=pytest.mark.exhaustive),
        pytest.param("en", FIRST_KEYS, marks=pytest.mark.exhaustive),
    ],
    ids=["Chinese", "English", "every key", "every screen in English"],
)
async def test_everything_is_reached_by_keys_on_a_small_screen(
    office: Office, language: str, keys_tried: tuple[tuple[str, type[Screen[Any]]], ...]
) -> None:
    enter(office, "名称")
    async with workbench(office, NARROW, language) as driver:
        for key, kind in keys_tried:
            await driver.press(key)
            await driver.on(kind)
            await driver.press("escape")
            await driver.on(ResultsScreen)
        for key in ("slash", "fullwidth_solidus", "f3"):
            await driver.press(key)
            await driver.until(lambda: driver.results.filter_input.has_focus)
            await driver.press("escape")
            await driver.until(lambda: driver.results.table.has_focus)


# --- words -----------------------------------------------------------------------------------------------

KEY_NAMES_SHOWN = frozenset(
    [
        "Enter",
        "Esc",
        "Up",
        "Down",
        "Left",
        "Right",
        "PgUp",
        "PgDn",
        "Home",
        "End",
        "Ins",
        "Del",
        "Tab",
        "Space",
        "Backspace",
        "Shift",
        "Alt",
        "super",
    ]
)
IDENTIFIERS = frozenset(
    [
        "ttoffice",
        "home",
        "xlsx",
        "csv",
        "json",
        "pdf",
        "zip",
        "txt",
        "exports",
        "logs",
        "failure",
        "listing",
        "files",
        "yunnan",
        "default",
        "guideline",
        "minimum",
        "result",
        "edit",
        "ValueError",
        "Word",
        "docx",
        "ics",
        "PtR",  # marks of the timeline
        "seed",  # an action of the tests themselves
    ]
)
"""Names of files, profiles, actions and the like, which are the same in every language."""
ADVISED = (
    "the_receipt",
    "the_procedure_of_a_license",
    "the_contract_as_it_would_read",
    "the_course_of_a_finding",
    "the_verbs_of_a_finding",
    "the_records_of_a_finding",
    "the_papers_of_a_finding",
    "what_a_paper_asks_for",
    "why_a_finding_waits",
)
"""Stops that advise actions by their names."""
LAW = (
    "the_article",
    "the_matrix",
    "the_circumstances",
    "the_proposal",
    "the_answer",
    "the_answer_to_a_bar",
    "the_precedents",
    "the_report_to_be_handed_in",
)
"""Stops that quote the guideline or a paper drafted from it, whose text is always Chinese."""
MANUAL = ("the_manual", "the_places_of_the_manual")
"""Stops that show the manual, which is Chinese in every language and names commands."""
PURPOSES = ("proves", "criterion", "democratic_procedure", "step")
"""How an exhibit is said to prove something on the command line."""
CALLED = ("the_log", "the_whole_command_line")
"""Stops on which a call of the command line stands over several lines."""
CALL = re.compile(r"ttoffice [a-z].*")
"""A call of the command line on one line, to its end."""
LATIN = re.compile(r"[A-Za-z]{3,}")
HAN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
DATA = (
    "4万",
    "李明",
    "甲",
    "乙",
    "丙",
    "丁",
    "戊",
    "我",
    "后来",
    "词",
    "成果名称",
    "授权日期",
    "成果类型",
    "导入问题",
    "制度名称",
    "年第一季度提成",
    "年第二季度提成",
    "年第三季度提成",
    "年第四季度提成",
    "补充协议（一）",
    "本程序预设，由本单位自定；指引未规定到会人数",
    "本程序预设，由本单位自定；指引未规定通过比例",
)
"""What the tour's office and ledger hold in Chinese, titles of sums due and sources of settings among it, and how the report of an import is named."""
SHIPPED = (
    *(setting.source for setting in SETTINGS.values()),
    *(f"{year.edition} {year.source}" for year in shipped()),
    *{name for year in shipped() for name in year.names.values()},
    *(text for edition in size_standards.shipped() for text in (edition.title, edition.source)),
    *(row.name for edition in size_standards.shipped() for row in edition.rows.values()),
)
"""What comes with the program in Chinese: on what settings and sizes rest, and the papers and holidays of the calendar."""
QUOTED = re.compile("“[^”]*”")
"""Headings of the platform's columns, which are Chinese in every language."""


def english(sight: Sight, folder: Path) -> list[str]:
    """Return the English words of a sight that are no names of keys or files; a name may be cut off."""
    known = KEY_NAMES_SHOWN | IDENTIFIERS | set(re.findall("[A-Za-z]+", str(folder)))
    if sight.name in (*ADVISED, *CALLED):
        known |= set(re.findall("[A-Za-z]+", " ".join((*registered(), *PURPOSES))))
    if sight.name in CALLED:
        fields = {name for action in registered().values() for name in action.input.model_fields}
        known |= set(re.findall("[A-Za-z]+", " ".join((*fields, "data", "operator"))))
    return [
        word
        for word in LATIN.findall(CALL.sub("", sight.text))
        if not any(name.startswith(word) or name.endswith(word) for name in known)
    ]


def chinese(sight: Sight) -> list[str]:
    """Return the Chinese of a sight that is no data; what was written may be cut off by a dialog."""
    found = HAN.findall(QUOTED.sub("", sight.text))
    return [text for text in found if not any(text in known for known in (*DATA, *SHIPPED, "促转法"))]


def test_no_english_is_left_in_chinese(sights: list[Sight]) -> None:
    found = {sight.name: english(sight, FOLDERS["zh_CN"]) for sight in sights if sight.name not in MANUAL}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_chinese_is_left_in_english_but_what_users_wrote_and_the_text_of_the_law(
    english_sights: list[Sight],
) -> None:
    found = {sight.name: chinese(sight) for sight in english_sights if sight.name not in (*LAW, *MANUAL)}
    assert {name: texts for name, texts in found.items() if texts} == {}


def ours() -> set[type[Any]]:
    """Return the screens and dialogs of the workbench, those that others only build on left out.

    Those of the first start come before it: `tests/screens/test_first_start.py` goes through them.
    """
    kinds = set(BaseScreen.__subclasses__()) | set(BaseModal.__subclasses__())
    for module in pkgutil.walk_packages(ttoffice.screens.__path__, "ttoffice.screens."):
        for kind in vars(importlib.import_module(module.name)).values():
            if isinstance(kind, type) and issubclass(kind, (BaseScreen, BaseModal)):
                kinds.add(kind)
    found = {kind for kind in kinds if kind.__module__.startswith("ttoffice.")}
    found = {kind for kind in found if not kind.__module__.startswith("ttoffice.screens.first_start.")}
    return found - ({base for kind in found for base in kind.__mro__[1:]} - {FormModal})


def test_the_tour_goes_to_every_screen_and_dialog() -> None:
    assert {kind.__name__ for kind in ours() - {stop.kind for stop in STOPS.values()}} == set()


OPENED_OTHERWISE = re.compile(
    r"push_screen|report_screen|open_manual|when_sure|\.action_|\.dismiss\(|\._file|\.did\("
)
"""What a way of the tour does that nobody could do by keys."""
BY_KEYS_ELSEWHERE = {"ReportScreen": "tests/scenarios/test_finding_by_keyboard.py"}
"""Screens whose state takes a whole case to come about; the story that opens them by keys."""


def test_every_screen_is_reached_from_the_first_one_by_keys_alone() -> None:
    by_keys = {
        stop.kind.__name__
        for stop in STOPS.values()
        if not OPENED_OTHERWISE.search(inspect.getsource(stop.way))
    }
    screens = {kind.__name__ for kind in ours() if issubclass(kind, BaseScreen)}
    assert screens - by_keys == set(BY_KEYS_ELSEWHERE)
    for name, story in BY_KEYS_ELSEWHERE.items():
        assert f"driver.on({name})" in (ROOT / story).read_text(encoding="utf-8")


# --- keys ------------------------------------------------------------------------------------------------

PASSED_ON = ("scroll_", "page_")
"""Keys of Textual's scrolling views: what has nothing to scroll passes them on."""
INTENDED = {
    ("Button", "dialog.accept"): "a button in focus is pressed, which closes the dialog too",
    ("Input", "dialog.accept"): "a field in focus answers",
    ("Input", "found.take"): "the field of a finder hands Enter on to the list",
    ("Input", "record.open"): "Enter in the filter goes to the list; the next one opens",
    ("Input", "text.copy"): "a field copies what is selected in it",
    ("TextArea", "text.copy"): "a text copies what is selected in it",
    ("TextArea", "app.undo"): "typing is undone first",
    ("TextArea", "app.redo"): "typing is done again first",
    ("TextArea", "form.next"): "the arrows walk in the text, and leave it at its ends",
    ("TextArea", "form.previous"): "the arrows walk in the text, and leave it at its ends",
    ("table.down", "form.next"): "the arrows walk in the entries, and leave them at their ends",
    ("table.up", "form.previous"): "the arrows walk in the entries, and leave them at their ends",
    ("record.open", "dialog.accept"): "Enter opens the row of a tab; on a tab of text it edits",
    ("reasons.article", "dialog.accept"): "Enter shows an article, and closes only where there is none",
    ("Input", "list.columns"): "deletes in the filter while one types there",
    ("Input", "list.save_view"): "deletes in the filter while one types there",
    ("Input", "record.next_step"): "goes to the end of the filter while one types there",
    ("rows.add", "verb.attach"): "in a list of entries the key adds one",
    ("Input", "record.duplicate"): "deletes in the filter while one types there",
    ("Input", "results.scan"): "deletes in the filter while one types there",
    ("Input", "table.mark_all"): "goes to the start of the filter while one types there",
}
"""Keys that an inner part takes from an outer one: by whom, of what, and why it is meant so."""


def takers(sight: Sight) -> dict[str, Bound]:
    """Return what takes each key: the innermost that does not pass it on."""
    first: dict[str, Bound] = {}
    for bound in sight.chain:
        if bound.id or not bound.action.startswith(PASSED_ON):
            first.setdefault(bound.key, bound)
    return first


def taken_away(sight: Sight) -> Iterator[tuple[str, str]]:
    """Yield which key of ours something inner takes, as (by whom, of what)."""
    first = takers(sight)
    for bound in sight.chain:
        inner = first.get(bound.key)
        if inner is not None and bound.id and bound.id != inner.id and not bound.priority:
            yield inner.name, bound.id


def is_bare(key: str) -> bool:
    """Return whether a key is a letter or a sign, which an input method may swallow."""
    return len(key) == 1 or key in ("slash", "colon", "question_mark", "asterisk")


def test_no_part_takes_a_key_from_an_outer_one_unless_it_is_meant_to(sights: list[Sight]) -> None:
    found = {pair: sight.name for sight in sights for pair in taken_away(sight)}
    assert {pair: name for pair, name in found.items() if pair not in INTENDED} == {}


def test_everything_is_reached_without_letters(sights: list[Sight]) -> None:
    lacking = set()
    for sight in sights:
        first = takers(sight)
        by_key = {bound.id for key, bound in first.items() if not is_bare(key)}
        meant = {key_id for by, key_id in taken_away(sight) if (by, key_id) in INTENDED}
        ours = {bound.id for bound in sight.chain if bound.id}
        lacking |= {(sight.name, name) for name in ours - by_key - meant - (sight.offered or set())}
    assert {pair for pair in lacking if pair[1] not in ANSWERED_FIRST} == set()


ANSWERED_FIRST = frozenset(name for name in keys.KEYS if name.startswith("area."))
"""What cannot be done while a dialog is open."""


def test_every_letter_has_its_full_width_twin(sights: list[Sight]) -> None:
    for sight in sights:
        if not {bound.owner for bound in sight.chain} & {"Input", "TextArea"}:
            keys = {(bound.id, bound.key) for bound in sight.chain if bound.id}
            lacking = [
                (sight.name, key)
                for key_id, key in keys
                if is_bare(key) and not is_twin(key)
                if not all((key_id, twin) in keys for twin in with_twins(key).split(","))
            ]
            assert lacking == []


def test_the_bottom_line_shows_only_keys_that_work_now(sights: list[Sight]) -> None:
    for sight in sights:
        assert sight.shown, f"{sight.name} has no line of keys"
        assert [key for key, works in sight.shown if not works] == [], sight.name


async def test_the_line_of_keys_never_runs_over_the_screen(office: Office) -> None:
    enter(office, "名称")
    async with workbench(office, NARROW, "en") as driver:
        last = driver.text().split("\n")[-1]
        assert "F1" in last
        assert "^p" in last


async def test_q_and_ctrl_q_leave_the_program(office: Office) -> None:
    async with workbench(office) as driver:
        await driver.press("q")
        await driver.until(lambda: not driver.app.is_running)
        assert driver.app.return_code == 0


async def test_a_day_that_was_set_from_outside_is_shown_as_such(office: Office) -> None:
    async with workbench(office) as driver:
        await driver.sees("今天设为 2026-06-01", office.operator)
