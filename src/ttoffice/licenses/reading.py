"""A license as others read it: the record, its amendments, and the terms as of any day."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from ttoffice.action.core import Subject
from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.record import AmendmentRecord, LicenseRecord
from ttoffice.licenses.shelves import AMENDMENTS, LICENSES
from ttoffice.licenses.terms import Terms
from ttoffice.numbering import read_number
from ttoffice.store.connection import Reader

if TYPE_CHECKING:
    from pydantic import TypeAdapter

License = Subject[LicenseRecord]
Amendment = Subject[AmendmentRecord]


@cache
def _adapter() -> TypeAdapter[Terms]:
    from pydantic import TypeAdapter

    return TypeAdapter(Terms)


def terms_document(terms: Terms) -> dict[str, Any]:
    """Return the JSON form of terms."""
    found: dict[str, Any] = _adapter().dump_python(terms, mode="json")
    return found


def terms_from(document: dict[str, Any]) -> Terms:
    """Return the terms of a JSON form; raise pydantic's ValidationError for what is none."""
    return _adapter().validate_python(document)


def load(reader: Reader, number: str) -> License | None:
    """Return a license by its number, or None."""
    return LICENSES.load(reader, number)


def known(reader: Reader, number: str) -> License:
    """Return a license by its number, however that was typed; raise UsageError where there is none."""
    found = load(reader, read_number(number) or number)
    if found is None:
        raise UsageError(
            _("There is no license numbered %(number)s.") % {"number": number},
            advice=_("Look it up: ttoffice list licenses --search WORD."),
        )
    return found


def amendments_of(reader: Reader, number: str) -> list[Amendment]:
    """Return the amendments of a license in the order in which they take effect."""
    return AMENDMENTS.where(reader, "subject = ?", (number,), "effective_on, id")


def terms_on(reader: Reader, license_: License, day: date) -> Terms:
    """Return the terms that hold on a day: those first agreed, with every amendment in effect by then."""
    chain = [item for item in amendments_of(reader, license_.number) if item.record.effective_on <= day]
    if not chain:
        return license_.record.terms
    document = terms_document(license_.record.terms)
    for amendment in chain:
        document |= {change.field: change.after for change in amendment.record.changes}
    return terms_from(document)
