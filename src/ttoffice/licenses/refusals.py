"""What many rules of licenses refuse alike: a day that is still to come, a paper that is not there. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason


def future(
    day: date | None,
    today: date,
    field: str = "on",
    *,
    code: str = "license.future",
    basis: str | None = None,
) -> Iterator[Reason]:
    """Refuse a day that is still to come."""
    if day is not None and day > today:
        message = _("%(day)s is still to come.") % {"day": day.isoformat()}
        yield Reason(code, message, basis, field)


def no_exhibit(number: str, field: str = "proof", basis: str | None = "exemption:12") -> Reason:
    """Return the refusal of a number that no exhibit has."""
    message = _("There is no exhibit numbered %(number)s. Attach the file first.") % {"number": number}
    return Reason("exhibit.unknown", message, basis, field)
