"""The form of a draft as the kit takes it, and the forms that begin with a license."""

from __future__ import annotations

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


def draft_form() -> FormSpec:
    """Return the form of a draft."""
    groups = {name: _(label) for name, label in STEPS.items()}
    return FormSpec(draft_fields(), groups, flat(LICENSES.document(LicenseRecord(""))))


def signed_form() -> FormSpec:
    """Return the form of a contract that was signed before: that of a draft, with the signature."""
    groups = {**{name: _(label) for name, label in STEPS.items()}, SIGNATURE: _("Signature")}
    fields = (*draft_fields(), *signature_fields())
    return FormSpec(fields, groups, {**{field.key: None for field in fields}, **draft_form().empty})


def amendment_form() -> FormSpec:
    """Return the form of an amendment: what it says of itself, then the terms that it may change."""
    groups = {AMENDMENT: _("Amendment"), **{name: _(label) for name, label in STEPS.items()}}
    fields = (*amendment_fields(), *terms_fields())
    return FormSpec(fields, groups, {field.key: None for field in fields})
