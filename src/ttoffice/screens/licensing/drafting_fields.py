"""The form of a draft as the kit takes it, and the forms that begin with a license."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttoffice.errors import TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.shelves import LICENSES
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.licensing.draft_data import flat
from ttoffice.screens.licensing.draft_fields import (
    AMENDMENT,
    SIGNATURE,
    STEPS,
    amendment_fields,
    draft_fields,
    signature_fields,
    terms_fields,
)

if TYPE_CHECKING:
    from ttoffice.licenses.contracts.library import Library
    from ttoffice.paths import Home


def library_of(home: Home | None) -> Library:
    """Return the clause library of an office; where its own files cannot be read, the one that is shipped.

    What is wrong with them is told where a contract is drafted.
    """
    from ttoffice.licenses.contracts.library import load_library

    try:
        return load_library(home)
    except TTOfficeError:
        return load_library()


def draft_form(library: Library) -> FormSpec:
    """Return the form of a draft."""
    groups = {name: _(label) for name, label in STEPS.items()}
    return FormSpec(draft_fields(library), groups, flat(LICENSES.document(LicenseRecord(""))))


def signed_form(library: Library) -> FormSpec:
    """Return the form of a contract that was signed before: that of a draft, with the signature."""
    groups = {**{name: _(label) for name, label in STEPS.items()}, SIGNATURE: _("Signature")}
    fields = (*draft_fields(library), *signature_fields())
    return FormSpec(fields, groups, {**{field.key: None for field in fields}, **draft_form(library).empty})


def amendment_form(library: Library) -> FormSpec:
    """Return the form of an amendment: what it says of itself, then the terms that it may change."""
    groups = {AMENDMENT: _("Amendment"), **{name: _(label) for name, label in STEPS.items()}}
    fields = (*amendment_fields(), *terms_fields(library))
    return FormSpec(fields, groups, {field.key: None for field in fields})
