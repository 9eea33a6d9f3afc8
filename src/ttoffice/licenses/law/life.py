"""How long licensed rights last: the end of each, of the first and of the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.licenses.law.facts import LicensedResult
from ttoffice.licenses.terms import GrantedRight
from ttoffice.results.codes import RightKind
from ttoffice.results.ip_numbers import parse_number
from ttoffice.workdays.periods import add_years

YEARS = {
    RightKind.INVENTION: 20,
    RightKind.UTILITY_MODEL: 10,
    RightKind.DESIGN: 15,
    RightKind.LAYOUT_DESIGN: 10,
}
"""The longest life of a right, in years from its application (专利法 42, 集成电路布图设计保护条例 12)."""
PATENTS = (RightKind.INVENTION, RightKind.UTILITY_MODEL, RightKind.DESIGN, RightKind.PATENT_APPLICATION)
"""Patents, and what may become one."""


@dataclass(frozen=True, slots=True)
class Life:
    """How long what is licensed lasts.

    Attributes:
        first, last: the days on which the first and the last right expire; None where no end is known.
        endless: whether know-how is licensed too, which has no term.
        unknown: the rights whose end is not known.
    """

    first: date | None = None
    last: date | None = None
    endless: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def bound(self) -> date | None:
        """The day beyond which nothing that is licensed lasts; None where there is none, or it is not known."""
        return None if self.endless or self.unknown else self.last


def patent_kind(right: GrantedRight) -> RightKind | None:
    """Return the kind of a right; of a patent application the kind of patent that its number tells."""
    if right.kind is not RightKind.PATENT_APPLICATION:
        return right.kind
    told = parse_number(right.number).kind
    return RightKind(told) if told else right.kind


def last_day(right: GrantedRight) -> date | None:
    """Return the last day of a right: as registered, else reckoned from its application; None where neither is known."""
    if right.expires_on is not None:
        return right.expires_on
    kind = patent_kind(right)
    years = YEARS.get(kind) if kind is not None else None
    if years is None or right.applied_on is None:
        return None
    try:
        return add_years(right.applied_on, years)
    except OverflowError:
        return None


def life_of(results: Iterable[LicensedResult]) -> Life:
    """Return how long what is licensed lasts."""
    endless, unknown, days = False, [], []
    for result in results:
        endless = endless or not result.rights
        for right in result.rights:
            if right.kind is RightKind.KNOW_HOW:
                endless = True
            elif (day := last_day(right)) is None:
                unknown.append(right_name(right))
            else:
                days.append(day)
    return Life(min(days, default=None), max(days, default=None), endless, tuple(unknown))


def right_name(right: GrantedRight) -> str:
    """Return what a right is called in a message: its number, else its kind."""
    return right.number.strip() or (right.kind.label if right.kind else _("a right without a number"))
