"""The list of one kind of record that belongs to licenses, with the way to the license of a row."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from ttoffice.screens.licensing.going import go_to_license
from ttoffice.screens.licensing.lists import PartArea, part_area
from ttoffice.screens.side_list import SideList
from ttoffice.widgets.keys import bind


class PartList(SideList):
    """Such a list; `license_` shows only what belongs to one license."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("board.license", "license", show=True)]

    def __init__(self, code: str, license_: str = "", area: PartArea | None = None) -> None:
        super().__init__(area or part_area(code), license_)

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
