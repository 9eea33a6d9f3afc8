"""What licensees owe: the sums due under a line that says how old they are, receipts, and the forecast."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from ttoffice.screens.licensing.part_lists import PartList
from ttoffice.widgets.keys import bind


class ReceivablesScreen(PartList):
    """The sums due of all licenses."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("license.receipt", "receipt", show=True)]

    def __init__(self) -> None:
        super().__init__("due")

    def action_receipt(self) -> None:
        """Enter a receipt under the license of the sum at hand."""
