"""The matrix on the whole screen: one row an item, one column a person; letters answer, Enter opens the answer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from ttoffice.findings import reading
from ttoffice.findings.codes import OF_BARS, Verdict
from ttoffice.findings.matrix import BAR
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen
from ttoffice.screens.findings.matrix_rows import (
    CIRCUMSTANCE,
    PROPOSAL,
    Column,
    Matrix,
    Row,
    read_matrix,
)
from ttoffice.screens.findings.matrix_tab import matrix_columns, row_cells, row_sections
from ttoffice.screens.kit.detail import DetailPane
from ttoffice.screens.kit.reading import Reading
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.kit.where import say_where
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.text import one_line
from ttoffice.widgets.text_pane import SCROLL_KEYS
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.office import Office

LETTERS = {
    "met": Verdict.MET,
    "not_met": Verdict.NOT_MET,
    "not_shown": Verdict.NOT_SHOWN,
    "clear": Verdict.CLEAR,
    "barred": Verdict.BARRED,
}
"""The keys that begin an answer with its verdict."""


class MatrixPane(DetailPane, inherit_bindings=False):
    """What is asked and found; the keys that go from person to person are not its own."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLL_KEYS]


class MatrixScreen(BaseScreen[None]):
    """The matrix of a finding in its present round."""

    CSS_PATH: ClassVar[Styles] = [*SCREEN_CSS, Path(__file__).with_name("findings.tcss")]
    FIRST_KEYS = ("matrix.answer", "matrix.circumstances", "matrix.propose", "matrix.right")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("matrix.right", "person(1)", show=True),
        bind("matrix.left", "person(-1)"),
        bind("matrix.answer", "answer", show=True),
        *(bind(f"matrix.{key}", f"verdict('{key}')") for key in LETTERS),
        bind("matrix.circumstances", "circumstances", show=True),
        bind("matrix.propose", "propose", show=True),
        bind("matrix.why", "article", show=True),
        bind("record.leave", "leave", show=True),
    ]

    def __init__(self, number: str, item: str = "", person: str = "") -> None:
        super().__init__()
        self._number, self._wanted, self._person = number, item, person
        self._matrix: Matrix | None = None
        self._at = 0
        self._open = False

    def compose(self) -> ComposeResult:
        """Lay out the table with what is asked beside it."""
        yield OfficeBar()
        yield Static("", classes="screen-title", markup=False, id="matrix-title")
        with Horizontal(id="matrix-body"):
            yield ValueTable((), id="matrix-rows")
            yield MatrixPane(ruled=True, id="matrix-detail")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the matrix."""
        self.table.focus()
        self.show_where()
        self.reload()

    def show_where(self) -> None:
        """Fill the line at the top."""
        say_where(self, self._number)

    def written(self) -> None:
        """Read again what is shown."""
        self.reload()

    @property
    def table(self) -> ValueTable:
        """The rows."""
        return self.query_one("#matrix-rows", ValueTable)

    # --- reading ---------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the matrix anew, and stay on the row and the person."""
        self.in_thread("matrix", partial(_read, self.office, self._number), self._show)

    def _show(self, found: tuple[Matrix, str, bool]) -> None:
        self._matrix, title, self._open = found
        self.query_one("#matrix-title", Static).update(Content(one_line(f"{self._number}  {title}", 400)))
        persons = [column.person for column in self._matrix.columns]
        if self._person in persons:
            self._at = persons.index(self._person)
        self._at = min(self._at, max(0, len(persons) - 1))
        self._show_rows(self._place())

    def _place(self) -> int:
        """Return where the cursor goes: to the row that was asked for, else where it is."""
        assert self._matrix is not None
        codes = [row.code for row in self._matrix.rows]
        wanted, self._wanted = self._wanted, ""
        return codes.index(wanted) if wanted in codes else min(self.table.cursor, max(0, len(codes) - 1))

    def _show_rows(self, at: int) -> None:
        matrix = self._matrix
        if matrix is None:
            return
        none = _("Nobody is named yet whom the finding is about.")
        self.table.set_columns(matrix_columns(matrix, self._at), none)
        self.table.show_rows(len(matrix.rows), lambda place: row_cells(matrix, matrix.rows[place]), at=at)
        self._show_beside()
        self.refresh_bindings()

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        rows = self._matrix.rows if self._matrix is not None else ()
        at = self.table.cursor if rows else 0
        return rows[at] if at < len(rows) else None

    @property
    def column(self) -> Column | None:
        """The person at hand."""
        columns = self._matrix.columns if self._matrix is not None else ()
        return columns[self._at] if self._at < len(columns) else None

    @on(PagedTable.Highlighted)
    def _row_highlighted(self, event: PagedTable.Highlighted) -> None:
        event.stop()
        self._show_beside()
        self.refresh_bindings()

    def _show_beside(self) -> None:
        row, matrix = self.row, self._matrix
        if row is None or matrix is None:
            return
        sections = tuple(row_sections(matrix, row, self.office.rulebook, self._at))
        code = f"{row.code} {self._at}"
        self.query_one(MatrixPane).show(Reading(code, row.label, 1, {}, sections), head=False)

    def action_person(self, by: int) -> None:
        """Go to the next person, or the one before."""
        if self._matrix is not None and self._matrix.columns:
            self._at = (self._at + by) % len(self._matrix.columns)
            self._person = self._matrix.columns[self._at].person
            self._show_rows(self.table.cursor)

    # --- answering -------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the row, and only while the case is investigated."""
        row, column = self.row, self.column
        if action in ("answer", "verdict", "circumstances", "propose"):
            if row is None or column is None or not self._open:
                return False
            return action != "verdict" or self._takes(str(parameters[0]), row, column)
        if action == "article":
            return row is not None
        return super().check_action(action, parameters)

    def _takes(self, key: str, row: Row, column: Column) -> bool:
        """Return whether a verdict can be given in a cell."""
        return row.code in column.items and (LETTERS[key] in OF_BARS) is (row.sort == BAR)

    @on(PagedTable.Opened)
    def _row_opened(self, event: PagedTable.Opened) -> None:
        event.stop()
        self.action_answer()

    def action_answer(self) -> None:
        """Open what belongs to the row: the answer, the circumstances, or the proposal."""
        row, column = self.row, self.column
        if row is None or column is None or not self._open:
            self._say_closed()
        elif row.sort == PROPOSAL:
            self.action_propose()
        elif row.sort == CIRCUMSTANCE or row.code not in column.items:
            self.action_circumstances()
        else:
            self._answer(row, column)

    def _say_closed(self) -> None:
        """Say why nothing can be answered; Enter otherwise would just do nothing."""
        self.notify(_("The matrix is filled in while the case is under investigation."), severity="warning")

    def action_verdict(self, key: str) -> None:
        """Open the answer with its verdict chosen."""
        row, column = self.row, self.column
        if row is not None and column is not None:
            self._answer(row, column, LETTERS[key])

    def _answer(self, row: Row, column: Column, verdict: Verdict | None = None) -> None:
        from ttoffice.screens.findings.answering import AnswerScreen

        screen = AnswerScreen(self.office.rulebook.facts, self._number, column, row, verdict)
        self.app.push_screen(screen, self._answered)

    def _answered(self, _number: str | None) -> None:
        self.reload()

    def action_circumstances(self) -> None:
        """Choose which circumstances open to the person's roles are relied on."""
        from ttoffice.screens.findings.proposing import choose_circumstances

        column = self.column
        if column is not None:
            choose_circumstances(self, self._number, column)

    def action_propose(self) -> None:
        """Propose what is concluded of the person."""
        from ttoffice.screens.findings.proposing import propose

        column = self.column
        if column is not None:
            propose(self, self._number, column)

    def action_article(self) -> None:
        """Show the article of the row."""
        from ttoffice.screens.modals.article import show_article

        row = self.row
        if row is not None:
            show_article(self, row.basis)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def _read(office: Office, number: str) -> tuple[Matrix, str, bool]:
    """Return the matrix, what the finding is called, and whether answers can be given now."""
    with office.reader() as reader:
        found = reading.load(reader, number)
        matrix = read_matrix(reader, office.rulebook.facts, number)
    title = found.record.title if found is not None else ""
    return matrix, title, found is not None and found.record.state == "investigating"
