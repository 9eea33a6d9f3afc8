"""Files of amending agreements as they are asked for: of a recorded amendment, of a proposed one, its copy for signature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ttoffice.errors import RefusedError, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.addenda.addendum import Addendum
from ttoffice.licenses.addenda.gathering import Gathered, proposed, recorded
from ttoffice.licenses.addenda.writing import (
    addendum_file,
    addendum_name,
    addendum_paper,
    addendum_reasons,
    lines_of,
)
from ttoffice.licenses.contracts.library import load_library
from ttoffice.licenses.contracts.writing import Made
from ttoffice.licenses.reading import amendments_of, known
from ttoffice.reasons import Reason, refusing

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.paths import Home

BEFORE_SIGNATURE = frozenset(
    {
        "amendment.undecided",
        "license.not_adopted",
        "license.decision_other",
        "amendment.decision_used",
        "license.before_decision",
        "license.decision_conflict",
    }
)
"""What may still be put right while the text goes round: a draft tells it, the copy for signature waits for it."""
UNTIL_SIGNED = "amendment.no_paper"


@dataclass(frozen=True)
class Agreement:
    """An amending agreement that lacks nothing; `draft` tells that it is no copy for signature."""

    addendum: Addendum
    warnings: tuple[Reason, ...]
    draft: bool
    home: Home

    def file(self, form: str = "docx") -> Made:
        """Return it as a file."""
        content = addendum_file(self.addendum, self.home, draft=self.draft, form=form)
        return Made(content, addendum_name(self.addendum, form, draft=self.draft))

    def lines(self) -> list[str]:
        """Return it line by line."""
        return list(lines_of(addendum_paper(self.addendum, self.home, draft=self.draft)))


def recorded_agreement(office: Office, license_: str, amendment: str = "") -> Agreement:
    """Return the agreement of a recorded amendment, the newest where none is named.

    Raises UsageError where there is none, RefusedError with what it lacks.
    """
    library = load_library(office.home)
    with office.reader() as reader:
        found = known(reader, license_)
        chain = {item.number: item for item in amendments_of(reader, found.number)}
        wanted = amendment or next(reversed(chain), "")
        if wanted not in chain:
            raise _unknown(found.number, amendment)
        gathered = recorded(reader, found, chain[wanted], library, office.today)
    return _whole(office, gathered, (), draft=False)


def proposed_agreement(
    office: Office, license_: str, data: Mapping[str, Any], *, final: bool = False
) -> Agreement:
    """Return the agreement of a proposed amendment by the data that would record it; nothing is recorded.

    `final` is the copy for signature: then nothing may stand against the amendment. Raises RefusedError with what
    does, and with what the agreement lacks.
    """
    from ttoffice.action import check
    from ttoffice.action.inputs import validate
    from ttoffice.licenses.inputs import AmendLicense

    valid = validate(AmendLicense, data)
    assert isinstance(valid, AmendLicense)
    reasons = [
        one for one in check(office, "license.amend", valid, subject=license_) if one.code != UNTIL_SIGNED
    ]
    if not final:
        reasons = [replace(one, warning=True) if one.code in BEFORE_SIGNATURE else one for one in reasons]
    if refusing(reasons):
        raise RefusedError(reasons, advice=_("Nothing was made. Enter what is missing first."))
    library = load_library(office.home)
    with office.reader() as reader:
        gathered = proposed(reader, known(reader, license_), valid, library, office.today)
    return _whole(office, gathered, tuple(reasons), draft=not final)


def _unknown(license_: str, amendment: str) -> UsageError:
    advice = _("Look it up: ttoffice list amendments --search %(number)s.") % {"number": license_}
    if amendment:
        message = _("%(amendment)s is no amendment of %(number)s.")
        return UsageError(message % {"amendment": amendment, "number": license_}, advice=advice)
    return UsageError(
        _("The license %(number)s has no amendment yet.") % {"number": license_},
        advice=_("For one that is only proposed give its data: --data FILE."),
    )


def _whole(office: Office, gathered: Gathered, told: tuple[Reason, ...], *, draft: bool) -> Agreement:
    """Return the agreement; raise RefusedError with everything that it lacks, in one list."""
    found = [*addendum_reasons(gathered.addendum, office.home), *gathered.reasons]
    if refusing(found):
        raise RefusedError([*found, *told], advice=_("Nothing was made. Enter what is missing first."))
    return Agreement(gathered.addendum, (*told, *found), draft, office.home)
