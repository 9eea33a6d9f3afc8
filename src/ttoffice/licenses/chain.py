"""The chain of amendments of a license in words: what each changed of the terms that held before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.licenses.differing import Difference, what_changed
from ttoffice.licenses.reading import Amendment, License, amendments_of, terms_document, terms_from
from ttoffice.licenses.terms import Terms
from ttoffice.licenses.wording import Say
from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Link:
    """One amendment, the terms that hold with it, and what it changed, field by field."""

    amendment: Amendment
    terms: Terms
    differences: tuple[Difference, ...]


def chain_of(reader: Reader, license_: License, until: date | None = None, say: Say = _) -> tuple[Link, ...]:
    """Return the amendments of a license in the order in which they hold, those in effect by a day or all."""
    links, before = [], license_.record.terms
    for amendment in amendments_of(reader, license_.number):
        if until is not None and amendment.record.effective_on > until:
            break
        changes = {change.field: change.after for change in amendment.record.changes}
        after = terms_from({**terms_document(before), **changes})
        links.append(Link(amendment, after, what_changed(before, after, say)))
        before = after
    return tuple(links)
