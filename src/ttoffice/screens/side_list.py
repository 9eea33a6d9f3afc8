"""A list that is opened from another of the same work area, and left back to it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.store.asking import Filter
from ttoffice.widgets.keys import bind


class SideList(ListScreen):
    """A list with a way back; `searched` is what it is filtered by from the beginning."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("record.leave", "leave", show=True)]

    def __init__(self, area: Area, searched: str = "") -> None:
        super().__init__(area)
        self._opened_with = searched
        if searched:
            self.chosen = Filter(search=searched, view="all" if "all" in area.views else self.chosen.view)

    def on_mount(self) -> None:
        """Show what the list is filtered by."""
        with self.prevent(Input.Changed):
            self.filter_input.value = self._opened_with

    @property
    def heading(self) -> str:
        """The name of the list: the work area's own is another one's."""
        return _(self.area.title)

    def action_leave(self) -> None:
        """Clear the filter; where only what it was opened with is in it, go back."""
        typed = self.filter_input.value not in ("", self._opened_with)
        if typed or self.only_marked or self.focused is self.filter_input:
            self.action_clear()
        else:
            self.dismiss(None)
