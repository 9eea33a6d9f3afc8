"""Files of a license's contract as they are asked for: the newest draft, its copy for signature, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttoffice.errors import RefusedError, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.contracts.reading import contract_of, newest_of, versions_of
from ttoffice.licenses.contracts.writing import Made, draft_name, issued_name, make_redline, written

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.licenses.contracts.record import Contract
    from ttoffice.reasons import Reason

UNCHANGED = "contract.unchanged"


def newest(office: Office, license_: str) -> Contract:
    """Return the newest version of a license's contract; raise UsageError where there is none yet."""
    with office.reader() as reader:
        found = newest_of(reader, license_)
    if found is None:
        raise UsageError(
            _("The license %(number)s has no contract draft yet.") % {"number": license_},
            advice=_("Draft one: ttoffice license contract %(number)s.") % {"number": license_},
        )
    return found


def drafted(office: Office, license_: str, note: str = "") -> tuple[Contract, tuple[Reason, ...], bool]:
    """Draft a further version, or return the newest where nothing differs; with the warnings, and whether it is new.

    Raises RefusedError with what is missing.
    """
    from ttoffice.action import perform

    try:
        outcome = perform(office, "contract.draft", {"note": note}, subject=license_)
    except RefusedError as refused:
        if {reason.code for reason in refused.reasons if not reason.warning} != {UNCHANGED}:
            raise
        return newest(office, license_), (), False
    with office.reader() as reader:
        return contract_of(reader, outcome.value), outcome.warnings, True


def draft_file(office: Office, license_: str, form: str = "docx") -> Made:
    """Return the file of the newest version, drafted where something differs from it."""
    found, _warnings, _new = drafted(office, license_)
    return Made(written(found.record, final=False, form=form), draft_name(found.record, form))


def issued_file(office: Office, license_: str, form: str = "docx") -> Made:
    """Issue the newest version for signature and return its file; raise RefusedError where it cannot be signed."""
    from ttoffice.action import perform

    found = newest(office, license_)
    perform(office, "contract.issue", {}, subject=found.number)
    return Made(written(found.record, final=True, form=form), issued_name(found.record, form))


def version_file(office: Office, number: str, form: str = "docx") -> Made:
    """Return the file of a version as a draft; raise UsageError where there is none of this number."""
    with office.reader() as reader:
        found = contract_of(reader, number)
    return Made(written(found.record, final=False, form=form), draft_name(found.record, form))


def newest_two(office: Office, license_: str) -> tuple[Contract, Contract]:
    """Return the two newest versions of a license's contract; raise UsageError where there are fewer."""
    newest(office, license_)
    with office.reader() as reader:
        versions = versions_of(reader, license_)
    if len(versions) == 1:
        raise UsageError(
            _("%(number)s is the first version; there is nothing to compare it with.")
            % {"number": versions[0].number},
            advice=_("Change the terms and draft a further version first."),
        )
    return versions[-2], versions[-1]


def compared_file(office: Office, license_: str, form: str = "docx") -> Made:
    """Return what changed between the two newest versions; raise UsageError where there is only one."""
    return make_redline(office, *newest_two(office, license_), form)
