"""The manual is true: its keys, actions, articles, screens and commands exist, and its commands do what it says."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer._click import exceptions as click

import ttoffice.screens
from tests.cli.calls import Call
from tests.cli.conftest import _language_of_the_next_test, call
from ttoffice.action.summaries import SUMMARIES
from ttoffice.app import TTOfficeApp
from ttoffice.cli.tree import build
from ttoffice.manual.blocks import Block, parse, runs
from ttoffice.manual.book import Book, index, raw, read_book
from ttoffice.manual.places import PLACE, Names, fill
from ttoffice.rulebook import Rulebook, load
from ttoffice.screens.base import BaseScreen

__all__ = ["_language_of_the_next_test", "call"]

PAGES = [entry.id for entry in index()]
REFUSED = re.compile("# .*(?:会被拒绝|退出码 1)")
"""The remark on a line that ends with exit code 1."""
LEDGER = Path(__file__).parents[1] / "data" / "register_2026.xlsx"
COMMON = {
    "RecordScreen",
    "FormScreen",
    "SideList",
    "ListScreen",
    "ManualScreen",
    "AreaScreen",
    "TabbedScreen",
}
"""Screens that show any kind of record: the page is that of the list below them."""
OF_NO_TASK = {"demo.fill"}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture(scope="module")
def book(rulebook: Rulebook) -> Book:
    return read_book(Names({}, rulebook))


def commands_of(page: str) -> list[str]:
    """Return the lines to be typed, in their order."""
    return [
        line
        for block in parse(raw(page))
        if block.kind == "commands"
        for (line,) in block.rows
        if line.strip()
    ]


def named_in(block: Block) -> Iterator[str]:
    """Yield the calls that a text names in passing, such as `ttoffice backup 备份.zip`."""
    for text in (block.text, *(cell for row in block.rows for cell in row)):
        for run in runs(text):
            if run.style == "code" and re.match(r"ttoffice\b", run.text):
                yield run.text


# --- what it names exists ------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_key_action_and_article_of_a_page_exists(page: str, rulebook: Rulebook) -> None:
    text = fill(raw(page), Names({}, rulebook))
    assert not PLACE.search(text)
    assert "{" not in re.sub(r"\{[\"}].*", "", text), "a place that is no place"


@pytest.mark.parametrize(
    "place", ["{key:frog.jump}", "{ref:exemption:99}", "{action:frog.jump}", "{table:frogs}"]
)
def test_a_place_that_means_nothing_is_an_error(place: str, rulebook: Rulebook) -> None:
    with pytest.raises(LookupError):
        fill(place, Names({}, rulebook))


def test_every_page_has_a_title_a_heading_and_no_empty_part(book: Book) -> None:
    for page in book.pages:
        assert [block.kind for block in page.blocks].count("title") == 1, page.id
        assert page.blocks[0].kind == "title", page.id
        for block, following in zip(page.blocks, [*page.blocks[1:], None], strict=True):
            assert block.kind != "heading" or (following and following.kind != "heading"), (
                page.id,
                block.text,
            )


def test_the_files_are_those_of_the_index() -> None:
    folder = Path(ttoffice.__path__[0]) / "manual" / "pages"
    assert sorted(path.stem for path in folder.glob("*.md")) == sorted(PAGES)


def test_no_action_is_left_out() -> None:
    told = " ".join(map(raw, PAGES)).replace("{table:actions}", "")
    groups = {name.partition(".")[0] for name in SUMMARIES if name not in OF_NO_TASK}
    named = {group for group in groups if re.search(rf"\b{group}\.[a-z_]+", told)}
    assert groups - named == set()


def test_every_work_area_has_its_page() -> None:
    told = " ".join(map(raw, PAGES))
    assert {area for area in TTOfficeApp.MODES if f"{{key:area.{area}}}" not in told} == set()


def our_screens() -> set[type[BaseScreen[Any]]]:
    """Return all full screens."""
    found: set[type[BaseScreen[Any]]] = set()
    for module in pkgutil.walk_packages(ttoffice.screens.__path__, "ttoffice.screens."):
        for kind in vars(importlib.import_module(module.name)).values():
            if isinstance(kind, type) and issubclass(kind, BaseScreen) and kind.__module__ == module.name:
                found.add(kind)
    return found


def test_the_help_of_every_screen_leads_to_a_page() -> None:
    named = [name for entry in index() for name in entry.screens]
    assert len(named) == len(set(named))
    kinds = our_screens()
    assert set(named) - {kind.__name__ for kind in kinds} == set(), "screens that are not there"
    bases = {base for kind in kinds for base in kind.__mro__[1:]}
    lacking = {kind.__name__ for kind in kinds if kind not in bases} - set(named) - COMMON
    assert lacking == set(), "screens without a page"


# --- its commands --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tree() -> Any:
    return typer.main.get_command(build())


def parsed(tree: Any, line: str) -> None:
    """Parse a call as the program would, without running it; raise for what the program would not understand."""
    first, *words = shlex.split(line, comments=True)
    assert first == "ttoffice", line
    command, context = tree, tree.make_context("ttoffice", [], resilient_parsing=True)
    while words and hasattr(command, "commands") and not words[0].startswith("-"):
        _name, command, words = command.resolve_command(context, words)
        context = command.context_class(command, parent=context, info_name=_name)
    known = {
        name for option in command.get_params(context) for name in (*option.opts, *option.secondary_opts)
    }
    given = [word.partition("=")[0] for word in words if word.startswith("-") and word != "-"]
    assert set(given) <= known | {"--help", *GLOBAL}, line
    if command.name == "do" and words:
        assert words[0] in SUMMARIES, line


GLOBAL = ("--home", "--lang", "--operator")


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_option_of_a_page_exists(page: str, tree: Any) -> None:
    blocks = parse(raw(page))
    for line in (*commands_of(page), *(line for block in blocks for line in named_in(block))):
        try:
            parsed(tree, line.replace("ttoffice 命令", "ttoffice show"))
        except click.UsageError as error:
            raise AssertionError(f"{page}: {line}: {error.message}") from error


@pytest.fixture(scope="session")
def demo_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo office as `ttoffice demo` makes it on the day of the examples."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TTOFFICE_TODAY", "2026-11-20")
        from ttoffice.cli.demo import make_demo

        folder = tmp_path_factory.mktemp("demo") / "office"
        make_demo(300, folder, lambda _done, _total: None)
    return folder


@pytest.mark.exhaustive
@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_do_what_it_says(
    page: str, call: Call, demo_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(demo_office, tmp_path / "演示")
    shutil.copy(LEDGER, tmp_path / "成果台账.xlsx")
    monkeypatch.chdir(tmp_path)
    for name, value in (("HOME", "演示"), ("TODAY", "2026-11-20"), ("OPERATOR", "周敏")):
        monkeypatch.setenv(f"TTOFFICE_{name}", value)
    for line in commands_of(page):
        _first, *words = shlex.split(line, comments=True)
        for name in words[2:] if words[0] == "attach" else ():
            if "." in name:
                Path(name).write_text(name, encoding="utf-8")
        answer = call(*words)
        assert answer.code == int(bool(REFUSED.search(line))), (line, answer.out[-400:], answer.err)
