"""Versions of a contract as others read them: all of a license, the newest, and whether one fits the license."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.contracts.record import CONTRACTS, Contract
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.licenses.record import LicenseRecord
    from ttoffice.store.connection import Reader


def versions_of(reader: Reader, license_: str) -> list[Contract]:
    """Return the versions of a license's contract, oldest first."""
    return CONTRACTS.where(reader, "subject = ?", (license_,), "edition")


def newest_of(reader: Reader, license_: str) -> Contract | None:
    """Return the newest version of a license's contract, None where there is none."""
    found = CONTRACTS.where(reader, "subject = ?", (license_,), "edition DESC LIMIT 1")
    return found[0] if found else None


def contract_of(reader: Reader, number: str) -> Contract:
    """Return a version by its number; raise UsageError where there is none."""
    found = CONTRACTS.load(reader, number)
    if found is None:
        raise UsageError(
            _("There is no contract draft numbered %(number)s.") % {"number": number},
            advice=_("Look it up: ttoffice list contracts."),
        )
    return found


def misfits(reader: Reader, contract: Contract, license_: LicenseRecord) -> list[Reason]:
    """Return why a version cannot be signed: other terms than the license has or the decision covers, a changed text.

    The guard of signing asks this of the version that it names.
    """
    from ttoffice.licenses.procedure.covering import terms_hash

    record = contract.record
    found = []
    if record.terms_sha256 != terms_hash(license_.terms):
        message = _("The terms were changed after %(number)s was drafted; draft the contract anew.")
        found.append(
            Reason("contract.other_terms", message % {"number": contract.number}, "pay-later:2", "contract")
        )
    covered = license_.decided_terms
    if covered is not None and covered.sha256 != record.terms_sha256:
        message = _("The collective decision covers other terms than %(number)s writes out.")
        found.append(
            Reason("contract.not_decided", message % {"number": contract.number}, "exemption:6", "decision")
        )
    if record.text.sha256 != record.text_sha256:
        message = _("The text of %(number)s is not what was drafted; check the store (ttoffice verify).")
        found.append(Reason("contract.text_changed", message % {"number": contract.number}, None, "contract"))
    newest = newest_of(reader, record.subject)
    if newest is not None and newest.number != contract.number:
        message = _("%(number)s is not the newest version; that is %(newest)s.")
        told = {"number": contract.number, "newest": newest.number}
        found.append(Reason("contract.not_newest", message % told, None, "contract", warning=True))
    return found
