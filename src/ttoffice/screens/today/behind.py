"""The list behind a bar: the records that it is made of, marked, and nothing else until `m` shows the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ttoffice.i18n import gettext as _
from ttoffice.screens.findings.area import FindingsArea
from ttoffice.screens.findings.screen import CoveredList
from ttoffice.screens.kit.lists import FirstPage
from ttoffice.screens.licensing.area import LicensesArea
from ttoffice.screens.licensing.part_lists import PartList
from ttoffice.screens.side_list import SideList
from ttoffice.store.asking import Filter


class MarkedList(SideList):
    """A list that opens with some rows marked and only these shown; Esc leads straight back."""

    SORT: ClassVar[str] = "number"
    remembers: ClassVar[bool] = False
    _ids: Sequence[int] = ()
    _name = ""

    def show_only(self, name: str, ids: Sequence[int]) -> MarkedList:
        """Show only the records of these ids, called by a name."""
        self._name, self._ids = name, ids
        self.chosen = Filter(view="all", sort=self.SORT)
        return self

    @property
    def heading(self) -> str:
        """The list, and what stands in it."""
        return f"{_(self.area.title)} {self._name}".strip()

    def on_mount(self) -> None:
        """Mark the rows; what every list does follows."""
        self.table.set_marks(self._ids)
        self.only_marked = bool(self._ids)

    def _show_first(self, generation: int, page: FirstPage) -> None:
        if not self.only_marked:
            super()._show_first(generation, page)
            return
        self.table.set_columns(self.area.columns(), _("Nothing matches."), self.columns or None)
        self._read_all(generation, None)

    def action_leave(self) -> None:
        """Go back; what was typed into the filter is taken out first."""
        if self.filter_input.value or self.focused is self.filter_input:
            self.action_clear()
        else:
            self.dismiss(None)


class MarkedDues(MarkedList, PartList):
    """Some sums due."""

    SORT = "due_on"

    def __init__(self) -> None:
        super().__init__("due")


class MarkedLicenses(MarkedList):
    """Some licenses."""

    def __init__(self) -> None:
        super().__init__(LicensesArea())


class MarkedFindings(MarkedList, CoveredList):
    """Some findings; names are covered as in every list of them."""

    def __init__(self) -> None:
        super().__init__(FindingsArea())


def marked_list(tab: str) -> MarkedList:
    """Return the list of what the bars of a tab are made of."""
    if tab == "licenses":
        return MarkedLicenses()
    return MarkedFindings() if tab == "findings" else MarkedDues()
