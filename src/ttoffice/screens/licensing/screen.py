"""The list of licenses, and the ways from it to the board, the timeline, the money and the other lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import Command
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.licensing.area import RECEIPT_KEYS, LicensesArea
from ttoffice.widgets.keys import bind

if TYPE_CHECKING:
    from textual.screen import Screen


class LicensesScreen(ListScreen):
    """The list of licenses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("licenses.board", "board", show=True),
        bind("licenses.timeline", "timeline", show=True),
        bind("licenses.money", "money", show=True),
        bind("licenses.lists", "lists"),
        bind("license.receipt", "receipt"),
    ]
    VERB_KEYS: ClassVar[Mapping[str, str]] = RECEIPT_KEYS

    def __init__(self) -> None:
        super().__init__(LicensesArea())

    def _open(self, screen: Screen[Any]) -> None:
        self.app.push_screen(screen, lambda _nothing: self.reload())

    def action_board(self) -> None:
        """Open the milestone board."""
        from ttoffice.screens.licensing.board import BoardScreen

        self._open(BoardScreen())

    def action_timeline(self) -> None:
        """Open the timeline."""
        from ttoffice.screens.licensing.timeline import TimelineScreen

        self._open(TimelineScreen(self.office.today))

    def action_money(self) -> None:
        """Open the receivables."""
        from ttoffice.screens.licensing.receivables import ReceivablesScreen

        self._open(ReceivablesScreen())

    def action_receipt(self) -> None:
        """Enter a receipt under the current license."""
        from ttoffice.screens.licensing.receiving import enter_receipt

        enter_receipt(self, self.current_number() or "")

    def action_signed(self) -> None:
        """Enter a contract that was signed before the program was used."""
        from ttoffice.screens.licensing.entering import EnteringScreen

        self.app.push_screen(EnteringScreen(self.office.home), self._after_form)

    def import_ledger(self, kind: str) -> None:
        """Open the import of a ledger of contracts or of receipts."""
        from ttoffice.screens.importing import ImportScreen

        self._open(ImportScreen(ledger=kind))

    def open_import(self, ledger: str) -> None:
        """Open the import of a ledger."""
        from ttoffice.screens.importing import ImportScreen

        self._open(ImportScreen(ledger=ledger))

    def action_lists(self) -> None:
        """Offer the lists of what belongs to licenses."""
        from ttoffice.screens.licensing.lists import part_area, part_kinds
        from ttoffice.screens.modals.choice import ChoiceModal

        options = [(code, _(part_area(code).title)) for code in part_kinds()]

        def chosen(code: str | None) -> None:
            if code is not None:
                self.open_list(code)

        self.app.push_screen(ChoiceModal(_("Lists"), options), chosen)

    def open_list(self, code: str) -> None:
        """Open the list of a kind of record."""
        from ttoffice.screens.licensing.part_lists import PartList

        self._open(PartList(code))

    def more_commands(self) -> Iterable[Command]:
        """Offer every list by name, and the ledgers that can be imported."""
        from ttoffice.screens.import_kinds import LEDGERS
        from ttoffice.screens.licensing.lists import part_area, part_kinds

        yield from super().more_commands()
        yield Command(_("Enter a contract signed before"), self.action_signed)
        yield Command(_("Import a ledger of contracts"), partial(self.open_import, "licenses"))
        yield Command(_("Import a ledger of receipts"), partial(self.open_import, "receipts"))
        for kind in ("licenses", "receipts"):
            yield Command(LEDGERS[kind].title, partial(self.import_ledger, kind))
        for code in part_kinds():
            name = _(part_area(code).title)
            yield Command(_("List: %(name)s") % {"name": name}, partial(self.open_list, code))
