"""Verbs about the parties: naming the own unit; those about people, enterprises, decisions and rules stand in modules of their own."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from ttoffice.action import Context, action
from ttoffice.action.inputs import Input
from ttoffice.i18n import N_
from ttoffice.parties import (
    decision_actions,
    enterprise_actions,
    people_actions,
    recusal_actions,
    rule_actions,
)
from ttoffice.parties.rules import unit_reasons
from ttoffice.parties.tables import Unit
from ttoffice.parties.views import own_unit
from ttoffice.reasons import Reason

__all__ = [
    "decision_actions",
    "enterprise_actions",
    "people_actions",
    "recusal_actions",
    "rule_actions",
    "set_unit",
]

Line = Annotated[str, StringConstraints(max_length=300)]


class SetUnit(Input):
    """What is to be known of the own unit; what is left out stays as it is."""

    name: Line | None = None
    credit_code: Line | None = None
    office: Line | None = None
    contact_name: Line | None = None
    contact_phone: Line | None = None
    address: Line | None = None
    representative: Line | None = None
    bank: Line | None = None
    bank_account: Line | None = None


@action("unit.set", SetUnit, summary=N_("Name the own unit and its office"), basis="exemption:2")
def set_unit(ctx: Context, data: SetUnit) -> str:
    """Write the own unit; return its name."""
    seen = own_unit(ctx.db)
    unit = ctx.db.session.get(Unit, 1) or Unit(id=1, version=0)
    for name, value in data.model_dump(exclude_none=True).items():
        setattr(unit, name, value)
    unit.version += 1
    ctx.db.session.add(unit)
    ctx.db.flush()
    after = own_unit(ctx.db)
    before = seen.as_document() if seen.version else None
    ctx.changed("unit", 1, after.name, after.version, before, after.as_document())
    return after.name


@set_unit.guard
def set_unit_reasons(ctx: Context, data: SetUnit) -> list[Reason]:
    """A false credit code refuses; a mobile number as the office's phone is warned of."""
    return unit_reasons(data.credit_code or "", data.contact_phone or "")
