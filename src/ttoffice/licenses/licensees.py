"""The licensee of a license, out of the register of enterprises."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import kind_of
from ttoffice.i18n import gettext as _
from ttoffice.licenses.record import Licensee
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader


def find_licensee(reader: Reader, text: str) -> Any:
    """Return the enterprise meant by a number, a credit code or an exact name; a Reason where none or several are."""
    if kind_of("enterprise") is None:
        message = _("There is no record numbered %(number)s.") % {"number": text}
        return Reason("enterprise.unknown", message, field="licensee")
    return import_module("ttoffice.parties.enterprises").find_enterprise(reader, text, "licensee")


def licensee_of(reader: Reader, number: str) -> Any:
    """Return the record of an enterprise by its number, or None."""
    kind = kind_of("enterprise")
    found = kind.shelf.load(reader, number) if kind is not None and number else None
    return found.record if found is not None else None


def as_signed(reader: Reader, number: str, day: date) -> Licensee | None:
    """Return the licensee as it stands on the day of signature: name, code, size class and the figures."""
    record = licensee_of(reader, number)
    if record is None:
        return None
    sizes = import_module("ttoffice.parties.sizes")
    size = sizes.size_on(record, day)
    figures = sizes.figures_in_chinese(size.figures) if size.figures else ""
    return Licensee(record.name, record.credit_code, size.size.value if size.size else "", figures)
