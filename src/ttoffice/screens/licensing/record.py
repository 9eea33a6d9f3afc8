"""One license on the whole screen, its parts on tabs: terms, schedule, receipts, procedure, documents, history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import Command
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.kit.tabbed import TabbedScreen, tab_keys
from ttoffice.screens.licensing.area import RECEIPT_KEYS
from ttoffice.screens.licensing.tabs import TABS
from ttoffice.widgets.keys import bind


class LicenseScreen(TabbedScreen):
    """A license with its tabs."""

    CSS_PATH: ClassVar[Styles] = [*SCREEN_CSS, Path(__file__).with_name("licensing.tcss")]
    TABS = TABS
    FIRST_KEYS = ("license.next_tab", "license.receipt")
    BINDINGS: ClassVar[list[BindingType]] = [
        *tab_keys("license", TABS),
        bind("license.linked", "linked"),
        bind("license.receipt", "receipt", show=True),
        bind("license.simulate", "simulate", show=True),
    ]
    VERB_KEYS: ClassVar[Mapping[str, str]] = RECEIPT_KEYS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a receipt only under the present form."""
        if action == "receipt":
            return self._moment.now
        return super().check_action(action, parameters)

    def action_linked(self) -> None:
        """Offer every record that the license names or that belongs to it, and go to one."""
        from ttoffice.screens.licensing.links import links_of

        work = partial(links_of, self.office, self._number)
        self.in_thread("links", work, self._offer_links)

    def _offer_links(self, found: list[tuple[str, str]]) -> None:
        from ttoffice.screens.modals.choice import ChoiceModal

        if not found:
            self.notify(_("No other record belongs to this license yet."))
            return

        def chosen(number: str | None) -> None:
            if number is not None:
                self.go_to(number)

        self.app.push_screen(
            ChoiceModal(_("Records of %(number)s") % {"number": self._number}, found), chosen
        )

    def action_receipt(self) -> None:
        """Enter a receipt, its allocation shown before it is saved."""
        from ttoffice.screens.licensing.receiving import enter_receipt

        enter_receipt(self, self._number)

    def action_simulate(self) -> None:
        """Simulate the license under the three modes."""
        from ttoffice.screens.licensing.simulating import SimulatingScreen

        self.app.push_screen(SimulatingScreen(self._number), lambda _nothing: None)

    def more_commands(self) -> Iterable[Command]:
        """Offer the documents of the license beside the tabs and what can be done."""
        from ttoffice.screens.licensing.papers import paper_commands

        yield from super().more_commands()
        yield from paper_commands(self, self._number)
