"""The contract of a license on the screen: as it would read now, a version as it was made, and two versions compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.contracts.kinds import CONTRACT
from ttoffice.screens.base import BaseScreen, Command
from ttoffice.screens.kit.detail import DetailPane
from ttoffice.screens.kit.reading import Reading, Section
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.kit.where import say_where
from ttoffice.screens.licensing.contract_files import Making, ask_file, file_commands
from ttoffice.screens.licensing.lists import PartArea
from ttoffice.store.connection import Reader
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.text import one_line

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.licenses.contracts.redline import Compared
    from ttoffice.licenses.contracts.text import ContractText

Sections = tuple[Section, ...]


class ContractsArea(PartArea):
    """The versions of contracts; the text of one is read article by article."""

    name = "contracts"
    record_kind = CONTRACT
    orders = ("number", "subject", "made_on")

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield what is known of a version, then its text; hashes are for programs: `ttoffice show` has them."""
        from ttoffice.licenses.contracts.reading import contract_of

        rest = {key: value for key, value in document.items() if key != "text" and not key.endswith("sha256")}
        yield from super().sections(reader, number, rest, today)
        yield from text_sections(contract_of(reader, number).record.text)

    def commands(self, screen: BaseScreen[Any]) -> Iterable[Command]:
        """Offer the file of the version at hand."""
        from ttoffice.licenses.contracts.making import version_file
        from ttoffice.screens.kit.records import RecordScreenBase

        if isinstance(screen, RecordScreenBase) and (number := screen.current_number()) is not None:
            label = f"{_('Write this version as a file')}  {number}"
            make = partial(version_file, screen.office, number)
            yield Command(label, partial(ask_file, screen, label, make))


def text_sections(text: ContractText) -> Iterator[Section]:
    """Yield a contract as sections: cover, articles, annexes."""
    yield Section(text.title, text.cover)
    for section in text.sections:
        lines = [
            ("", "  |  ".join(row)) if part.rows else (part.number, part.text)
            for part in section.parts
            for row in (part.rows or ((),))
        ]
        yield Section(section.heading, tuple(lines))


class PaperScreen(BaseScreen[None]):
    """A text to read, with a file to write where there is one."""

    CSS_PATH: ClassVar[Styles] = SCREEN_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("simulate.write", "write", show=True),
        bind("record.leave", "leave", show=True),
    ]

    def __init__(self, title: str, read: Callable[[Office], Sections], made: Making | None = None) -> None:
        super().__init__()
        self._title, self._read, self._made = one_line(title, 400), read, made

    def compose(self) -> ComposeResult:
        """Lay out title and text."""
        yield OfficeBar()
        yield Static(Content(self._title), classes="screen-title")
        yield DetailPane()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the text."""
        self.query_one(DetailPane).focus()
        self.show_where()
        self.in_thread("paper", partial(self._read, self.office), self._show, self._failed)

    def show_where(self) -> None:
        """Fill the line at the top."""
        say_where(self)

    def _show(self, sections: Sections) -> None:
        self.query_one(DetailPane).show(Reading("", self._title, 0, {}, sections), head=False)

    def _failed(self, _error: BaseException) -> bool:
        """Leave the screen where there is nothing to read; the failure is told all the same."""
        self.dismiss(None)
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to write only where there is a file."""
        return self._made is not None if action == "write" else super().check_action(action, parameters)

    def action_write(self) -> None:
        """Write the file."""
        if self._made is not None:
            ask_file(self, self._title, self._made)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


# --- what is read --------------------------------------------------------------------------------------


def preview(number: str, office: Office) -> Sections:
    """Return the contract as it would read now; what is missing first."""
    from ttoffice.licenses.contracts.drafting import draft
    from ttoffice.licenses.contracts.gathering import case_of
    from ttoffice.licenses.contracts.library import load_library
    from ttoffice.licenses.reading import load

    with office.reader() as reader:
        license_ = load(reader, number)
        if license_ is None:
            raise UsageError(_("There is no record numbered %(number)s.") % {"number": number})
        made = draft(case_of(reader, license_, office.today), load_library(office.home))
    missing = tuple((f"{place}", reason.message) for place, reason in enumerate(made.reasons, 1))
    head = (Section(_("Still missing or wrong"), missing),) if missing else ()
    return (*head, *text_sections(made.text))


def comparison_of(number: str, office: Office) -> Sections:
    """Return what differs between the two newest versions of a license's contract."""
    from ttoffice.licenses.contracts.making import newest_two
    from ttoffice.licenses.contracts.redline import changes_only
    from ttoffice.licenses.contracts.writing import comparison

    old, new = newest_two(office, number)
    lines = tuple(compared_lines(changes_only(comparison(old, new))))
    told = _("[-taken out-] {+put in+}")
    return (Section(f"{old.number} -> {new.number}  {told}", lines or (("", _("Nothing differs.")),)),)


def compared_lines(found: Iterable[Compared]) -> Iterator[tuple[str, str]]:
    """Yield each sentence and row that differs, with its marks."""
    from ttoffice.licenses.contracts.redline import Line, marked, row_pieces

    for item in found:
        if isinstance(item, Line):
            yield "", marked(item.pieces)
        else:
            for row, change in zip(item.rows, item.changes, strict=True):
                if change:
                    yield "", marked(row_pieces(row, change))


# --- commands ------------------------------------------------------------------------------------------


def contract_commands(screen: BaseScreen[Any], number: str) -> Iterable[Command]:
    """Yield what shows the contract of a license, and what makes papers of it."""
    from ttoffice.screens.licensing.agreements import newest_command

    yield Command(_("Contract as it would read now"), partial(open_preview, screen, number))
    yield Command(
        _("Compare the two newest versions of the contract"), partial(open_comparison, screen, number)
    )
    yield from file_commands(screen, number)
    yield newest_command(screen, number)


def open_preview(screen: BaseScreen[Any], number: str) -> None:
    """Show the contract of a license as it would read now."""
    title = _("Contract of %(number)s as it would read now") % {"number": number}
    screen.app.push_screen(PaperScreen(title, partial(preview, number)))


def open_comparison(screen: BaseScreen[Any], number: str) -> None:
    """Show what differs between the two newest versions."""
    title = _("Changes of the contract of %(number)s") % {"number": number}
    from ttoffice.licenses.contracts.making import compared_file

    made = partial(compared_file, screen.office, number)
    screen.app.push_screen(PaperScreen(title, partial(comparison_of, number), made))
