"""The list of one kind of record that belongs to licenses, with the way to the license of a row."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from ttoffice.screens.licensing.going import go_to_license
from ttoffice.screens.licensing.lists import PartArea, part_area
from ttoffice.screens.side_list import SideList
from ttoffice.store.asking import Filter
from ttoffice.widgets.keys import bind


class PartList(SideList):
    """Such a list; `license_` shows only what belongs to one license."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("board.license", "license", show=True)]

    def __init__(self, code: str, license_: str = "", area: PartArea | None = None) -> None:
        super().__init__(area or part_area(code))
        self._opened_with = license_
        if license_:
            self.chosen = Filter(
                search=license_, view="all" if "all" in self.area.views else self.chosen.view
            )

    def on_mount(self) -> None:
        """Show what the list is filtered by."""
        with self.prevent(Input.Changed):
            self.filter_input.value = self._opened_with

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the license only where there is a row."""
        if action == "license":
            return True if self.current_number() is not None else None
        return super().check_action(action, parameters)

    def action_license(self) -> None:
        """Open the license of the row."""
        number = self.current_number()
        if number is not None:
            go_to_license(self, self.area.kind, number)

    def action_leave(self) -> None:
        """Go back; what was typed into the filter is taken out first."""
        if self.filter_input.value == self._opened_with and self.focused is not self.filter_input:
            self.dismiss(None)
        else:
            super().action_leave()
