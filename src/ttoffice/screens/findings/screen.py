"""The list of findings, and the ways from it to the lists of what belongs to them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import Command, office_app
from ttoffice.screens.findings.area import FindingsArea
from ttoffice.screens.findings.beside import OffersBeside
from ttoffice.screens.findings.covered import CoveredArea
from ttoffice.screens.findings.lists import PART_AREAS
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.kit.reading import NOW
from ttoffice.screens.side_list import SideList
from ttoffice.store.asking import Filter
from ttoffice.widgets.keys import bind


class CoveredList(ListScreen):
    """A list in which the names of those concerned are covered, until somebody shows them for this session."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("findings.names", "names", show=True)]

    def __init__(self, area: CoveredArea) -> None:
        super().__init__(area)
        self._covered_area = area

    def on_mount(self) -> None:
        """Cover the names before the first row is read; what every list does follows."""
        self._covered_area.masked = office_app(self).names_covered

    def on_screen_resume(self) -> None:
        """Show names, or cover them, as another list of this session does by now."""
        if self.is_mounted and self._covered_area.masked != office_app(self).names_covered:
            self._covered_area.masked = office_app(self).names_covered
            self.reload()

    def action_names(self) -> None:
        """Show the names in every list of findings for this session, or cover them again."""
        app = office_app(self)
        app.names_covered = self._covered_area.masked = not app.names_covered
        self.reload()
        shown = _("Names are covered again.") if app.names_covered else _("Names are shown in this session.")
        self.notify(shown)


class FindingsScreen(OffersBeside, CoveredList):
    """The list of findings."""

    FIRST_KEYS = ("findings.names", "findings.lists")
    BINDINGS: ClassVar[list[BindingType]] = [bind("findings.lists", "lists", show=True)]

    def __init__(self) -> None:
        super().__init__(FindingsArea())

    def action_lists(self) -> None:
        """Offer the lists of what belongs to findings."""
        from ttoffice.screens.modals.choice import ChoiceModal

        options = [(code, _(area.title)) for code, area in PART_AREAS.items()]

        def chosen(code: str | None) -> None:
            if code is not None:
                self.open_list(code)

        self.app.push_screen(ChoiceModal(_("Lists"), options), chosen)

    def open_list(self, code: str) -> None:
        """Open the list of a kind of record."""
        self.app.push_screen(FindingParts(code), lambda _nothing: self.reload())

    def more_commands(self) -> Iterable[Command]:
        """Offer every list by name."""
        yield from super().more_commands()
        for code, area in PART_AREAS.items():
            yield Command(_("List: %(name)s") % {"name": _(area.title)}, partial(self.open_list, code))


class FindingParts(CoveredList, SideList):
    """The list of what belongs to findings, of one finding or of all, with the way to the finding of a row."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("part.finding", "finding", show=True)]

    def __init__(self, code: str, finding: str = "") -> None:
        super().__init__(PART_AREAS[code]())
        self._opened_with = finding
        if finding:
            self.chosen = Filter(search=finding, view="all", sort=self.chosen.sort)

    def on_mount(self) -> None:
        """Show what the list is filtered by."""
        with self.prevent(Input.Changed):
            self.filter_input.value = self._opened_with

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the finding only where there is a row."""
        if action == "finding":
            return True if self.current_number() is not None else None
        return super().check_action(action, parameters)

    def action_finding(self) -> None:
        """Open the finding of the row."""
        number = self.current_number()
        if number is not None:
            work = partial(self.area.read, self.office, number)
            self.in_thread("finding", work, lambda reading: self._open_finding(reading.document["subject"]))

    def _open_finding(self, number: Any) -> None:
        self.app.push_screen(FindingsArea().record_screen(str(number), NOW), lambda _nothing: self.reload())

    def action_leave(self) -> None:
        """Go back; what was typed into the filter is taken out first."""
        if self.filter_input.value == self._opened_with and self.focused is not self.filter_input:
            self.dismiss(None)
        else:
            super().action_leave()
