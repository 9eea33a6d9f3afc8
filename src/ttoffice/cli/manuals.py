"""The command that reads the manual in the terminal, finds in it, and writes it for paper."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ttoffice.cli.common import JSON, harmless, home, say, show, show_json, show_table, stop
from ttoffice.errors import EXIT_REFUSED, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import language
from ttoffice.settings import load_settings
from ttoffice.widgets.keys import read_keymap

if TYPE_CHECKING:
    from rich.text import Text

    from ttoffice.manual import Book, Page
    from ttoffice.manual.book import Place

WIDEST = 100
"""Cells of a line of text at most, however broad the terminal is."""
PIPE_WIDTH = 80


def manual(
    words: list[str] | None = typer.Argument(
        None, metavar="[PAGE]", help=_("A page by name or number, or words or pinyin to find.")
    ),
    contents: bool = typer.Option(False, "--list", help=_("List the pages.")),
    plain: bool = typer.Option(False, "--plain", help=_("Neither colors nor a pager.")),
    output: Path | None = typer.Option(
        None, "--to", "-o", help=_("Write it for paper: a .docx or .html file, or a folder.")
    ),
    force: bool = typer.Option(False, "--force", help=_("Replace a file that is there.")),
    json: bool = JSON,
) -> None:
    """Read the manual: one page a task, with the keys of this machine."""
    if language() != "zh_CN":
        say(_("The manual is in Chinese. In English: the README, and ttoffice COMMAND --help."))
    book = _book()
    wanted = " ".join(words or ()).strip()
    page = _page(book, wanted)
    if output is not None:
        _write(book, page, wanted, output, force)
    elif page is not None and not contents:
        _read(book.pages[page : page + 1], plain=plain, json=json)
    elif wanted and not contents:
        _found(book, wanted, json=json)
    else:
        _contents(book, json=json)


def _book() -> Book:
    from ttoffice.cli.common import rulebook_here
    from ttoffice.manual import read_book
    from ttoffice.manual.places import Names

    keymap = read_keymap(load_settings(home().settings).keymap)
    return read_book(Names(keymap.keys, rulebook_here()))


def _page(book: Book, wanted: str) -> int | None:
    """Return the place of the page that is meant: by name, by number, or the only title with these words."""
    if wanted.isdecimal():
        place = int(wanted) - 1
        return place if 0 <= place < len(book.pages) else None
    named = book.at(wanted)
    if named is not None or not wanted:
        return named
    titles = [place.page for place in book.found(wanted) if place.block == 0]
    exact = [place for place in titles if book.pages[place].title == wanted]
    return next(iter(exact), titles[0] if len(titles) == 1 else None)


def _contents(book: Book, *, json: bool) -> None:
    if json:
        show_json([{"page": page.id, "title": page.title, "group": page.entry.group} for page in book.pages])
        return
    show_table(
        ("#", _("Name of the page"), _("Part of the manual"), _("Page of the manual")),
        (
            (str(place), page.id, page.entry.group, page.title)
            for place, page in enumerate(book.pages, start=1)
        ),
    )
    say(_("Read one: ttoffice manual PAGE. Words and pinyin find one as well."))


def _found(book: Book, wanted: str, *, json: bool) -> None:
    found = book.found(wanted)
    if json:
        show_json([_as_json(book, place) for place in found])
    elif found:
        show_table(
            (_("Name of the page"), _("Page of the manual"), _("Text of the page")),
            (_row(book, place) for place in found),
        )
    if not found:
        say(_("Nothing in the manual is found by %(words)s.") % {"words": wanted})
        stop(EXIT_REFUSED)


def _as_json(book: Book, place: Place) -> dict[str, str]:
    page = book.pages[place.page]
    return {"page": page.id, "title": page.title, "text": place.text}


def _row(book: Book, place: Place) -> tuple[str, str, str]:
    page = book.pages[place.page]
    return page.id, page.title, place.text


# --- to read ---------------------------------------------------------------------------------------------


def _read(pages: Sequence[Page], *, plain: bool, json: bool) -> None:
    if json:
        show_json([{"page": page.id, "title": page.title, "text": page.text} for page in pages])
        return
    on_terminal = sys.stdout.isatty()
    width = min(WIDEST, shutil.get_terminal_size().columns) if on_terminal else PIPE_WIDTH
    lines = [line for page in pages for line in _lines(page, width)]
    if plain or not on_terminal:
        show("\n".join(line.plain.rstrip() for line in lines))
    else:
        _turn_pages(lines)


def _lines(page: Page, width: int) -> list[Text]:
    from rich.cells import cell_len
    from rich.text import Text

    from ttoffice.manual.layout import lay_out

    styles = {"strong": "bold", "code": "bold cyan", "heading": "bold underline", "mark": "dim", "": ""}
    return [
        Text.assemble(*((harmless(run.text), styles[run.style]) for run in line))
        for line in lay_out(page.blocks, width, cell_len, break_commands=False).lines
    ]


def _turn_pages(lines: Sequence[Text]) -> None:
    """Show lines in colors, through the pager `less` where there is one and they are more than the terminal holds."""
    from rich.console import Console
    from rich.text import Text

    text = Text("\n").join(lines)
    pager = shutil.which("less")
    if pager is None or len(lines) < shutil.get_terminal_size().lines:
        Console(soft_wrap=True).print(text)
        return
    console = Console(soft_wrap=True)
    with console.capture() as shown:
        console.print(text)
    settings = {"LESS": "-FRX", "LESSCHARSET": "utf-8"}
    subprocess.run([pager], input=shown.get().encode(), env={**settings, **os.environ}, check=False)


# --- for paper -------------------------------------------------------------------------------------------


def _write(book: Book, page: int | None, wanted: str, output: Path, force: bool) -> None:
    from ttoffice.cli.placing import place_for, put
    from ttoffice.manual.printing import TITLE, written

    if wanted and page is None:
        raise UsageError(
            _("There is no page %(name)s.") % {"name": wanted}, advice=_("List them: ttoffice manual --list.")
        )
    pages = book.pages if page is None else book.pages[page : page + 1]
    name = f"{TITLE if page is None else pages[0].title}.html"
    path = place_for(output, name, force)
    suffix = path.suffix.lower()
    if suffix not in (".docx", ".html"):
        raise UsageError(
            _("%(path)s is neither .docx nor .html.") % {"path": path},
            advice=_("Give a file that ends so, or a folder."),
        )
    put(path, written(pages, "docx" if suffix == ".docx" else "html"))
    show(str(path))
