"""Filling the line at the top: unit, screen, operator, today, and who else has the store open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.screens.base import Background, OfficeApp, office_app
from ttoffice.widgets.bars import OfficeBar, Place

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.store.presence import Presence


def unit_name(office: Office) -> str:
    """Return the name of the own unit, empty where nobody has said."""
    from ttoffice.parties.views import own_unit

    with office.reader() as reader:
        return own_unit(reader).name


def lock_text(office: Office, presence: Presence | None) -> str:
    """Return who else has the store open, or that it can only be read; empty where one is alone with it."""
    from ttoffice.store.presence import writable

    if not writable(office.home.store):
        return _("read-only")
    others = presence.others() if presence is not None else ()
    if not others:
        return ""
    names = listed(dict.fromkeys(window.operator for window in others))
    return _("also open: %(names)s") % {"names": names}


def say_where(screen: Background, title: str = "") -> None:
    """Fill the screen's line at the top, first with what is known, then with what has to be read."""
    app = office_app(screen)
    _show(screen, app, title)

    def found(result: tuple[str, str]) -> None:
        app.unit, app.lock = result
        _show(screen, app, title)

    screen.in_thread("where", partial(_read, app.office, app.presence), found, lambda _error: True)


def _read(office: Office, presence: Presence | None) -> tuple[str, str]:
    return unit_name(office), lock_text(office, presence)


def _show(screen: Background, app: OfficeApp, title: str) -> None:
    bar = screen.query_one_optional(OfficeBar)
    if bar is not None:
        office = app.office
        bar.say(
            Place(
                app.unit,
                title,
                office.operator,
                office.today.isoformat(),
                office.home.store,
                office.pinned,
                app.lock,
                app.area_keys(),
            )
        )
