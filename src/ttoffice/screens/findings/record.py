"""One finding on the whole screen, its parts on tabs: course, case, panel, hearings, exhibits, matrix, conclusion."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from ttoffice.action.kinds import code_of
from ttoffice.i18n import gettext as _
from ttoffice.screens.findings.beside import OffersBeside
from ttoffice.screens.findings.tabs import TABS
from ttoffice.screens.kit.tabbed import TabbedScreen, tab_keys
from ttoffice.widgets.keys import bind

if TYPE_CHECKING:
    from ttoffice.screens.kit.tabs import TabRow

if TYPE_CHECKING:
    pass


class FindingScreen(OffersBeside, TabbedScreen):
    """A finding with its tabs."""

    TABS = TABS
    FIRST_KEYS = ("finding.next_tab", "finding.matrix")
    BINDINGS: ClassVar[list[BindingType]] = [
        *tab_keys("finding", TABS),
        bind("finding.linked", "linked"),
        bind("finding.matrix", "matrix", show=True),
        bind("finding.papers", "papers", show=True),
    ]

    @property
    def on_matrix(self) -> bool:
        """Whether the matrix is open."""
        return TABS[self._tab].name == "matrix"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the matrix only about the present form."""
        if action == "matrix":
            return self._moment.now
        return super().check_action(action, parameters)

    def open_row(self, row: TabRow) -> None:
        """Open the matrix at a row of it; of the other tabs the record that a row leads to."""
        if self.on_matrix and self._moment.now:
            self.action_matrix(row.number)
        elif self.on_matrix:
            self.read_row(row)
        else:
            super().open_row(row)

    def action_matrix(self, item: str = "") -> None:
        """Open the matrix on the whole screen, to be filled in."""
        from ttoffice.screens.findings.matrix_screen import MatrixScreen

        self.app.push_screen(MatrixScreen(self._number, item), lambda _nothing: self.reload())

    def action_papers(self) -> None:
        """Offer the papers of the finding, and write one."""
        from ttoffice.screens.findings.papers import choose_paper

        choose_paper(self, self._number)

    def go_to(self, number: str) -> None:
        """Open a record by its number; an exhibit among those of the finding."""
        if code_of(number) == "exhibit":
            self.action_exhibits()
        else:
            super().go_to(number)

    def action_linked(self) -> None:
        """Offer every record that the finding names or that belongs to it, and go to one."""
        from ttoffice.screens.findings.links import links_of

        work = partial(links_of, self.office, self._number)
        self.in_thread("links", work, self._offer_links)

    def _offer_links(self, found: list[tuple[str, str]]) -> None:
        from ttoffice.screens.modals.choice import ChoiceModal

        if not found:
            self.notify(_("No other record belongs to this finding yet."))
            return

        def chosen(number: str | None) -> None:
            if number is not None:
                self.go_to(number)

        self.app.push_screen(
            ChoiceModal(_("Records of %(number)s") % {"number": self._number}, found), chosen
        )
