"""The manual in the workbench: its contents beside the page, words and pinyin to find, the page of each screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.widgets import OptionList, Static

from ttoffice.i18n import gettext as _
from ttoffice.manual.blocks import Block
from ttoffice.manual.book import Book, Page, Place, index, raw, read_book
from ttoffice.manual.layout import Laid, lay_out
from ttoffice.manual.places import Names
from ttoffice.screens.base import BaseScreen, Command, OfficeApp
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.kit.where import say_where
from ttoffice.screens.modals.finder import FinderModal, Line
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.keys import bind, read_keymap
from ttoffice.widgets.plain_list import PlainList
from ttoffice.widgets.text import block, cells_of, one_line, plain
from ttoffice.widgets.text_pane import SCROLL_KEYS, TextPane

if TYPE_CHECKING:
    from ttoffice.action.office import Office

STYLES = {"strong": "bold", "code": "bold $text-accent", "heading": "bold underline", "mark": "dim", "": ""}
"""How each style of a run is drawn."""


class PageText(Static):
    """One page, broken into lines for the width it has."""

    DEFAULT_CSS = "PageText { width: 100%; height: auto; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._blocks: tuple[Block, ...] = ()
        self._laid: tuple[int, Laid] = (0, Laid((), ()))

    def say(self, page: Page) -> None:
        """Show another page."""
        self._blocks = page.blocks
        self._laid = (0, Laid((), ()))
        self.refresh(layout=True)

    def laid(self, width: int) -> Laid:
        """Return the lines at a width."""
        if self._laid[0] != width:
            self._laid = (width, lay_out(self._blocks, width, cells_of))
        return self._laid[1]

    def line_of(self, block_at: int) -> int:
        """Return the line on which a block begins, as the page stands now."""
        starts = self.laid(self.content_size.width).starts
        return starts[block_at] if block_at < len(starts) else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the page takes."""
        return len(self.laid(width).lines)

    def render(self) -> Content:
        """Draw the page."""
        lines = self.laid(self.content_size.width).lines
        return Content("\n").join(
            Content.assemble(*((block(run.text), STYLES[run.style]) for run in line)) for line in lines
        )


class PagePane(TextPane, inherit_bindings=False):
    """Where the page is read; left and right are not taken for scrolling, they turn the page."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLL_KEYS]


class ManualScreen(BaseScreen[None]):
    """The manual, open at a page: given by its name, or the one of a screen."""

    CSS_PATH: ClassVar[Styles] = SCREEN_CSS
    DEFAULT_CSS = """
    ManualScreen #contents { width: 34; height: 1fr; }
    ManualScreen.-narrow #contents { display: none; }
    ManualScreen #page { width: 1fr; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("manual.find", "find", show=True),
        bind("manual.previous", "turn(-1)", show=True),
        bind("manual.next", "turn(1)", show=True),
        bind("manual.print", "print"),
        bind("record.leave", "leave", show=True),
    ]

    def __init__(self, page: str = "", screens: Iterable[str] = ()) -> None:
        super().__init__()
        self._wanted, self._screens = page, tuple(screens)
        self._book: Book | None = None
        self._at = 0

    def compose(self) -> ComposeResult:
        """Lay out contents and page."""
        yield OfficeBar()
        yield Static("", id="title", classes="screen-title", markup=False)
        with Horizontal():
            yield PlainList(always=True, id="contents")
            with PagePane(id="page"):
                yield PageText()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the manual."""
        self.query_one(TextPane).focus()
        self.show_where()
        self.in_thread("manual", partial(_read, self.office), self._opened)

    def show_where(self) -> None:
        """Fill the line at the top."""
        say_where(self, _("Manual"))

    @property
    def page_id(self) -> str:
        """The name of the page that is shown, empty while the manual is read."""
        return "" if self._book is None else self._book.pages[self._at].id

    def _opened(self, book: Book) -> None:
        self._book = book
        named = book.at(self._wanted) if self._wanted else None
        at = book.for_screens(self._screens) if named is None else named
        contents = self.query_one(PlainList)
        with self.prevent(OptionList.OptionHighlighted):
            contents.set_lines((plain(_numbered(place, page)) for place, page in enumerate(book.pages)), at)
        self._show(at)

    def _show(self, at: int, block_at: int = 0) -> None:
        """Show a page from one of its blocks on."""
        if self._book is None:
            return
        self._at = at
        page = self._book.pages[at]
        told = _("Page %(place)d of %(all)d") % {"place": at + 1, "all": len(self._book.pages)}
        self.query_one("#title", Static).update(Content(one_line(f"{page.title}  {told}")))
        text = self.query_one(PageText)
        text.say(page)
        with self.prevent(OptionList.OptionHighlighted):
            self.query_one(PlainList).highlight(at)
        self.call_after_refresh(self._scroll, block_at)
        self.refresh_bindings()

    def _scroll(self, block_at: int) -> None:
        line = self.query_one(PageText).line_of(block_at) if block_at else 0
        self.query_one(TextPane).scroll_to(y=line, animate=False)

    @on(OptionList.OptionHighlighted)
    def _walked(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_index != self._at:
            self._show(event.option_index)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one(TextPane).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turn no page where there is none; find and print only what is read."""
        if action == "turn" and self._book is not None:
            return 0 <= self._at + int(str(parameters[0])) < len(self._book.pages)
        if action in ("find", "print", "turn"):
            return self._book is not None
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """Go to the next or the previous page."""
        self._show(self._at + by)

    def action_find(self) -> None:
        """Find a page, a heading or a line by words or pinyin."""
        if self._book is not None:
            self.app.push_screen(ManualFinder(self._book), self._go)

    def _go(self, place: Place | None) -> None:
        if place is not None:
            self.query_one(TextPane).focus()
            self._show(place.page, place.block)

    def action_print(self) -> None:
        """Write the whole manual as a page for paper, and open it with the system's program."""
        if self._book is not None:
            self.in_thread("print", partial(_print, self.office, self._book), self._printed)

    def _printed(self, result: tuple[Path, str]) -> None:
        self.tell_written(*result)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


FOUND = ("title", "heading", "text", "step", "entry", "remark")
"""What is found; commands and tables are read on their page."""


class ManualFinder(FinderModal[Place]):
    """Finds a place of the manual as one types; the answer is the place."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._places = [place for place in book.places() if book.block(place).kind in FOUND]
        super().__init__(
            _("Find in the manual"),
            [_line(book, place) for place in self._places],
            hint=_("Words or pinyin initials; Enter goes there"),
            answer=self._places.__getitem__,
        )

    def listed(self) -> list[int | str]:
        """Return the titles, under the parts of the manual; the text is found once something is typed."""
        titles = sum(place.block == 0 for place in self._places)
        shown = super().listed()
        return shown[: shown.index(titles) - 1]

    def found(self, query: str) -> list[int | str]:
        """Return what a query finds: titles before headings before text."""
        at = {place: index for index, place in enumerate(self._places)}
        return [at[place] for place in self._book.found(query) if place in at]


def _line(book: Book, place: Place) -> Line:
    """Return a line of the finder: a title under its part of the manual, anything else with the title of its page."""
    page = book.pages[place.page]
    if place.block == 0:
        return Line(place.text, group=page.entry.group)
    return Line(place.text, page.title, group=_("In the text of the manual"))


def _numbered(place: int, page: Page) -> str:
    return f"{place + 1:>2} {page.title}"


def _read(office: Office) -> Book:
    return read_book(Names(read_keymap(office.settings.keymap).keys, office.rulebook))


def _print(office: Office, book: Book) -> tuple[Path, str]:
    from ttoffice.deadlines.printing import write_page
    from ttoffice.errors import TTOfficeError
    from ttoffice.evidence.opening import open_with_system
    from ttoffice.manual.printing import TITLE, written

    office.home.exports.mkdir(parents=True, exist_ok=True)
    path = office.home.exports / f"{TITLE}.html"
    write_page(written(book.pages, "html").decode(), path)
    try:
        open_with_system(path)
    except TTOfficeError as error:
        return path, error.message
    return path, ""


# --- from elsewhere --------------------------------------------------------------------------------------


def manual_commands(app: OfficeApp) -> Iterable[Command]:
    """Yield a command for each page of the manual, for the palette and the help."""
    for entry in index():
        title = raw(entry.id).partition("\n")[0].removeprefix("# ")
        yield Command(title, _opener(app, entry.id), id=f"manual.{entry.id}", group=_("Manual"))


def open_manual(app: OfficeApp) -> None:
    """Open the manual at the page of the screen on top, or of one below it."""
    shown = [type(each).__name__ for each in reversed(app.screen_stack)]
    app.push_screen(ManualScreen(screens=shown))


def _opener(app: OfficeApp, page: str) -> Callable[[], object]:
    return lambda: app.push_screen(ManualScreen(page))
