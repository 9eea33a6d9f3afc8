"""A list that is opened from another of the same work area, and left back to it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.widgets.keys import bind


class SideList(ListScreen):
    """A list with a way back."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("record.leave", "leave", show=True)]

    @property
    def heading(self) -> str:
        """The name of the list: the work area's own is another one's."""
        return _(self.area.title)

    def action_leave(self) -> None:
        """Clear the filter; where there is none, go back."""
        if self.filter_input.value or self.only_marked or self.focused is self.filter_input:
            self.action_clear()
        else:
            self.dismiss(None)
