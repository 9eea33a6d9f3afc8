"""What the certificate of registration does to a license (pay-later Art. 6(3))."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.licenses import duties
from ttoffice.licenses.codes import LicenseState
from ttoffice.licenses.shelves import LICENSES

if TYPE_CHECKING:
    from ttoffice.action.office import Context


def registered(ctx: Context, number: str, on: date) -> None:
    """Record that the contract was registered on a day; a license that is performed already stays so.

    The first certificate counts: registering an amendment leaves its day alone.
    """
    found = LICENSES.load(ctx.db, number)
    if found is None or found.record.registered_on is not None:
        return
    state = found.record.state
    if state is LicenseState.SIGNED:
        state = LicenseState.REGISTERED
    LICENSES.write(ctx, found, replace(found.record, registered_on=on, state=state))
    duties.bring_in_line(ctx, number)
