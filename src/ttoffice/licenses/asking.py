"""What verbs about a license's papers ask alike: that the license binds, that papers are there, that days make sense."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import StringConstraints

from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.licenses import reading
from ttoffice.licenses.codes import BEFORE_SIGNATURE, STATE_LABELS, LicenseState
from ttoffice.licenses.refusals import future, no_exhibit
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.licenses.reading import License
    from ttoffice.store.connection import Reader


Needed = Annotated[str, StringConstraints(min_length=1, max_length=1000)]


def license_reasons(
    reader: Reader,
    number: str,
    states: Collection[LicenseState] | None = None,
    *,
    basis: str | None = None,
    field: str = "license",
) -> Iterator[Reason]:
    """Refuse where there is no such license, or where it stands at none of the states."""
    found = reading.load(reader, number)
    if found is None:
        message = _("There is no license numbered %(number)s.") % {"number": number or "-"}
        yield Reason("license.none", message, basis, field)
    elif states is not None:
        yield from state_reasons(found, states, basis=basis)


def signed_license(reader: Reader, number: str) -> License | None:
    """Return the license of a number, None where there is none or it is not signed yet."""
    found = reading.load(reader, number)
    return None if found is None or found.record.state in BEFORE_SIGNATURE else found


def state_reasons(
    license_: License, states: Collection[LicenseState], *, basis: str | None = None
) -> Iterator[Reason]:
    """Refuse where a license stands at none of the states."""
    if license_.record.state not in states:
        told = {
            "number": license_.number,
            "state": _(STATE_LABELS[license_.record.state.value]),
            "wanted": listed(_(STATE_LABELS[state.value]) for state in LicenseState if state in states),
        }
        message = _("%(number)s is %(state)s; this can be done only while it is: %(wanted)s.") % told
        yield Reason("license.state", message, basis, "license")


def exhibit_reasons(
    reader: Reader, numbers: Iterable[str], field: str = "proof", basis: str | None = "exemption:12"
) -> Iterator[Reason]:
    """Refuse each number that no exhibit has."""
    for number in numbers:
        if number and reader.value("SELECT 1 FROM exhibit WHERE number = ?", (number,)) is None:
            yield no_exhibit(number, field, basis)


def day_reasons(
    day: date | None, today: date, field: str = "on", earliest: date | None = None
) -> Iterator[Reason]:
    """Refuse a day that is still to come, and one before the earliest that makes sense."""
    yield from future(day, today, field)
    if day is not None and earliest is not None and day < earliest:
        told = {"day": day.isoformat(), "earliest": earliest.isoformat()}
        message = _("%(day)s is before %(earliest)s, from which this can be done.") % told
        yield Reason("license.too_early", message, field=field)


def due_reasons(reader: Reader, license_: str, dues: Iterable[str], field: str = "dues") -> Iterator[Reason]:
    """Refuse each number that is no sum due under the license."""
    for number in dues:
        if reader.value("SELECT 1 FROM due WHERE number = ? AND subject = ?", (number, license_)) is None:
            message = _("%(due)s is no sum due under %(number)s.") % {"due": number, "number": license_}
            yield Reason("license.no_due", message, field=field)
