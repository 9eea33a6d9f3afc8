"""Going to a record by its number: of any kind, from any list or record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ttoffice.action.kinds import code_of
from ttoffice.i18n import gettext as _
from ttoffice.numbering import PREFIXES, read_number

if TYPE_CHECKING:
    from ttoffice.screens.kit.records import RecordScreenBase


def whole_number(text: str, kind: str, year: int) -> str:
    """Return the number that somebody means: `CG-2026-0012`, `2026-12` or `12`; raise ValueError for none.

    A number with its letters may be of any kind; without them it is of the kind at hand.
    """
    typed = text.strip()
    prefix = PREFIXES.get(kind, "")
    for candidate in (typed, f"{prefix}-{typed}", f"{prefix}-{year}-{typed}"):
        found = read_number(candidate)
        if found is not None:
            return found
    if not prefix and typed.isdecimal():
        return str(int(typed))
    raise ValueError(_("is no number of a record"))


def ask_number(screen: RecordScreenBase) -> None:
    """Ask for a number; go to its row in the list at hand, or open the record on the screen of its kind."""
    from ttoffice.screens.modals.ask import AskModal

    area, office = screen.area, screen.office

    def check(text: str) -> str:
        return whole_number(text, area.kind, office.today.year)

    def find(number: str) -> int | None:
        with office.reader() as reader:
            return area.find(reader, number)

    def answered(number: str | None) -> None:
        if number is not None:
            screen.in_thread("jump", partial(find, number), partial(_go, screen, number))

    screen.app.push_screen(AskModal(_("Go to number"), hint=area.number_hint, check=check), answered)


def _go(screen: RecordScreenBase, number: str, row_id: int | None) -> None:
    """Go to a row, or open the record where the list does not show it."""
    from ttoffice.screens.kit.listing import ListScreen
    from ttoffice.screens.kit.reading import NOW

    if row_id is None and code_of(number) not in (None, screen.area.kind):
        from ttoffice.screens.records_found import open_number

        open_number(screen, number)
    elif row_id is None:
        screen.notify(_("There is no record numbered %(number)s.") % {"number": number}, severity="warning")
    elif isinstance(screen, ListScreen) and screen.table.select(row_id):
        screen.table.focus()
    else:
        screen.open_record(number, NOW)
