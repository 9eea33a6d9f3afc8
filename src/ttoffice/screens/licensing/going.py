"""Going from a record that belongs to a license to the license itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import kind_of

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.screens.base import BaseScreen


def license_of(office: Office, code: str, number: str) -> str:
    """Return the number of the license to which a record of a kind belongs."""
    from ttoffice.action.records import document

    kind = kind_of(code)
    if kind is None:
        return ""
    with office.reader() as reader:
        return str(document(reader, kind, number).get("subject") or "")


def go_to_license(screen: BaseScreen[Any], code: str, number: str, tab: str = "") -> None:
    """Open the license to which a record belongs, on a tab."""
    screen.in_thread(
        "license", partial(license_of, screen.office, code, number), partial(open_license, screen, tab)
    )


def open_license(screen: BaseScreen[Any], tab: str, number: str) -> None:
    """Open a license on a tab; nothing happens where there is none."""
    from ttoffice.screens.licensing.area import LicensesArea
    from ttoffice.screens.licensing.record import LicenseScreen

    if number:
        opened = LicenseScreen(LicensesArea(), number, tab=tab)
        screen.app.push_screen(opened, lambda _nothing: screen.written())
