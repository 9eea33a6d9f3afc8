"""What licensees owe: the sums due under a line that says how old they are, receipts, and the forecast."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from ttoffice.i18n import gettext as _
from ttoffice.money import shown_yuan
from ttoffice.screens.kit.detail import DetailPane
from ttoffice.screens.licensing.going import license_of
from ttoffice.screens.licensing.part_lists import PartList
from ttoffice.screens.licensing.receiving import enter_receipt
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.text import cells_of, fit

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.licenses.dues.ageing import Ageing

GAP = "  "


class ReceivablesScreen(PartList):
    """The sums due of all licenses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("license.receipt", "receipt", show=True),
        bind("receivables.forecast", "forecast", show=True),
    ]
    FIRST_KEYS = ("license.receipt", "receivables.forecast", "board.license", "record.leave")

    def __init__(self) -> None:
        super().__init__("due")
        self._aged: Ageing | None = None

    @property
    def heading(self) -> str:
        """The receivables."""
        return _("Receivables")

    def compose(self) -> ComposeResult:
        """Lay out filter, how old what is open is, the list and the detail."""
        yield OfficeBar()
        yield from self.compose_filter()
        yield Static("", id="ageing", markup=False)
        with Horizontal(id="work"):
            yield PagedTable(self.area.columns(), markable=True, id="rows")
            yield DetailPane(ruled=True, id="detail")
        yield KeyBar()

    def on_mount(self) -> None:
        """Add up what is open."""
        self._add_up()

    def _add_up(self) -> None:
        self.in_thread("ageing", partial(read_ageing, self.office), self._show_ageing)

    def _show_ageing(self, found: Ageing) -> None:
        self._aged = found
        self._say_ageing()

    def _say_ageing(self) -> None:
        if self._aged is not None:
            lines = ageing_lines(self._aged, self.app.size.width - 2)
            self.query_one("#ageing", Static).update(Content("\n".join(lines)))

    def on_resize(self) -> None:
        """Fit the ageing into the width."""
        super().on_resize()
        self._say_ageing()

    def reload(self, number: str | None = None) -> None:
        """Read the list and the ageing anew."""
        super().reload(number)
        self._add_up()

    def action_receipt(self) -> None:
        """Enter a receipt under the license of the sum at hand."""
        number = self.current_number()
        if number is None:
            enter_receipt(self, "")
            return
        work = partial(license_of, self.office, "due", number)
        self.in_thread("license", work, partial(enter_receipt, self))

    def action_forecast(self) -> None:
        """Show what is expected to come in by quarter."""
        from ttoffice.screens.licensing.forecasting import ForecastScreen

        self.app.push_screen(ForecastScreen(), lambda _nothing: None)


def read_ageing(office: Office) -> Ageing:
    """Return how old what is open of all licenses is."""
    from ttoffice.licenses.dues.ageing import total_ageing

    with office.reader() as reader:
        return total_ageing(reader, office.today)


def ageing_lines(found: Ageing, width: int) -> list[str]:
    """Return the ageing as two lines: the buckets over their sums; buckets without a sum go where room is short."""
    from ttoffice.licenses.dues.ageing import BUCKETS

    pairs = [(_("Payable"), shown_yuan(found.total_fen))]
    pairs += [
        (_(label), shown_yuan(fen))
        for (_code, label), fen in zip(BUCKETS, found.open_fen, strict=True)
        if fen
    ]
    if found.limited_fen:
        pairs.append((_("Limitation ends soon"), shown_yuan(found.limited_fen)))
    heads, sums, used = "", "", 0
    for head, amount in pairs:
        cells = max(cells_of(head), cells_of(amount))
        if used + cells > width:
            break
        heads += fit(head, cells, right=True) + GAP
        sums += fit(amount, cells, right=True) + GAP
        used += cells + len(GAP)
    return [heads, sums]
