"""Naming the own unit and its office, from anywhere in the workbench."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen
from ttoffice.widgets.fields import Field

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome


def unit_fields() -> tuple[Field, ...]:
    """Return what is to be known of the own unit."""
    return (
        Field("name", _("Unit"), "line", max_length=300),
        Field("credit_code", _("Unified social credit code"), "line", max_length=300),
        Field("office", _("Office"), "line", max_length=300),
        Field("contact_name", _("Contact person"), "line", max_length=300),
        Field("contact_phone", _("Office phone"), "line", max_length=300),
        Field("address", _("Address"), "line", max_length=300),
        Field("representative", _("Legal representative"), "line", max_length=300),
        Field("bank", _("Bank"), "line", max_length=300),
        Field("bank_account", _("Account"), "line", max_length=300),
    )


def name_unit(screen: BaseScreen[Any]) -> None:
    """Ask for the unit's data, with what is known of it, and write what was changed."""
    screen.in_thread("unit", partial(_read, screen.office), partial(_ask, screen))


def _read(office: Office) -> dict[str, str]:
    from ttoffice.parties.views import UNIT_FIELDS, own_unit

    with office.reader() as reader:
        unit = own_unit(reader)
        return {name: getattr(unit, name) for name in UNIT_FIELDS}


def _ask(screen: BaseScreen[Any], known: dict[str, str]) -> None:
    from ttoffice.action import perform
    from ttoffice.screens.modals.entry import VerbModal
    from ttoffice.screens.twins import asked

    def write(values: dict[str, Any]) -> Outcome:
        changed = {key: value for key, value in values.items() if value != known.get(key)}
        return perform(screen.office, "unit.set", changed)

    def written(outcome: Outcome | None) -> None:
        if outcome is not None:
            screen.notify(_("Saved: %(number)s") % {"number": outcome.value})
            screen.show_where()

    title, twin = _("The own unit and its office"), asked(screen.office, write)
    screen.app.push_screen(VerbModal(title, write, unit_fields(), known, twin=twin, kept="unit.set"), written)
