"""One finding on the whole screen, its parts on tabs: course, case, panel, hearings, exhibits, matrix, conclusion."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from ttoffice.action.kinds import code_of
from ttoffice.i18n import gettext as _
from ttoffice.screens.findings.tabs import TABS
from ttoffice.screens.kit.tabbed import TabbedScreen, tab_keys
from ttoffice.widgets.keys import bind

if TYPE_CHECKING:
    pass


class FindingScreen(TabbedScreen):
    """A finding with its tabs."""

    TABS = TABS
    FIRST_KEYS = ("finding.next_tab", "finding.matrix")
    BINDINGS: ClassVar[list[BindingType]] = [
        *tab_keys("finding", TABS),
        bind("finding.linked", "linked"),
    ]

    @property
    def on_matrix(self) -> bool:
        """Whether the matrix is open."""
        return TABS[self._tab].name == "matrix"

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
