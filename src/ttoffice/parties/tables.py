"""Tables of the parties: the own unit."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field

from ttoffice.store.base import Versioned


class Unit(Versioned, table=True):
    """The own unit: one row, id 1; nameless until somebody names it."""

    __tablename__ = "unit"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one"),)

    id: int | None = Field(default=1, primary_key=True)
    name: str = ""
    credit_code: str = ""
    office: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    address: str = ""
