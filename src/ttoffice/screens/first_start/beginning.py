"""Around the first start: running it before the workbench, and doing at once what was chosen there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ttoffice.i18n import gettext as _
from ttoffice.screens.first_start.program import DEMO, Begun, FirstStart

if TYPE_CHECKING:
    from ttoffice.paths import Home
    from ttoffice.screens.base import OfficeApp


def first_start(home: Home, operator: str | None, environ: Mapping[str, str]) -> Begun | None:
    """Ask how to begin; return the home and what is done first, None where the program was left."""
    from ttoffice.action.office import unopened
    from ttoffice.paths import find_home

    given = home.root != find_home(None, {}).root
    program = FirstStart(unopened(home, environ=environ, operator=operator), home_is_given=given)
    program.run()
    return program.begun


async def begin_with(app: OfficeApp, first: str) -> None:
    """Do what was chosen when the office was set up."""
    if first == DEMO:
        told = _("This is a demo office: everything in it is made up. Its folder: %(folder)s.")
        app.notify(told % {"folder": app.office.home.root}, timeout=15)
    elif first == "manual":
        await app.run_action("manual")
    else:
        await app.run_action("area('results')")
        await app.screen.run_action(first)
