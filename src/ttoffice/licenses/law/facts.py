"""What the rules of a license look at, as frozen values: the terms, and what other records say that day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from ttoffice.licenses.terms import Grant, GrantedRight, Terms
from ttoffice.results.codes import LicenseKind
from ttoffice.workdays.calendar import WorkCalendar

GUARANTEE = "guarantee"
"""The kind of support that is a guarantee."""
NO_GUARANTORS = frozenset(
    {"university", "research_institute", "hospital", "public_institution", "nonprofit", "government"}
)
"""Kinds of providers that may not stand surety (民法典 683): state organs, and legal persons for the public good."""
MODES = ("royalty", "stages", "stages_royalty")
"""The three modes of pay-later Art. 2."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A value of the unit's settings beyond which a rule warns, and what it rests on."""

    value: Fraction
    source: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The unit's yardsticks.

    Attributes:
        threshold_fen: up to which a threshold fee is a low one (pay-later Art. 2 names no amount).
        late_rate: late interest, percent a day, above which it is asked about.
        fixed_fen, sales_share, profit_share: yardsticks of the open license; shares as fractions of one.
    """

    threshold_fen: Limit
    late_rate: Limit
    fixed_fen: Limit
    sales_share: Limit
    profit_share: Limit


@dataclass(frozen=True, slots=True)
class LicenseeFacts:
    """The licensee on the day that counts.

    Attributes:
        number: QY-..., empty where nobody is named.
        known: whether there is a record of this number.
        class_asked: whether it is an enterprise, which has a size class; other business entities have none.
        small: whether it is a micro, small or medium enterprise; None where that cannot be told.
        size: in the user's language its class, or why there is none.
        country: where it is outside the country, its name; empty for one inside.
        ended: in the user's language how it came to its end, empty while it exists.
        ended_since: whether it did so after the license was signed.
    """

    number: str = ""
    name: str = ""
    known: bool = False
    class_asked: bool = True
    small: bool | None = None
    size: str = ""
    country: str = ""
    ended: str = ""
    ended_since: bool = False


@dataclass(frozen=True, slots=True)
class LicensedResult:
    """One result that is licensed, with what the register says of it today.

    Attributes:
        grant: as the terms have it.
        found: whether the register has a result of this number.
        rights: the rights that are licensed, as the register has them today; those it no longer has, as in the terms.
        gone: the licensed rights that the register no longer has.
        registered: how many rights the register has of it.
        consent_found: whether the exhibit with the co-owners' consent exists.
        refused: whether its researchers refused pay-later licensing.
    """

    grant: Grant
    found: bool = True
    result_type: str | None = None
    secrecy: str | None = None
    rights: tuple[GrantedRight, ...] = ()
    gone: tuple[str, ...] = ()
    registered: int = 0
    consent_found: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class OtherLicense:
    """Another license of the same results.

    Attributes:
        binding: whether it is signed; else its price is under publicity or it is decided.
        things: what it licenses, as (result, folded number of the right); no number where a result is licensed
            as know-how.
    """

    number: str
    licensee: str
    licensee_name: str
    kind: LicenseKind
    binding: bool
    things: frozenset[tuple[str, str]]
    territory: str = ""
    field_of_use: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """A guarantee, insurance, subsidy or voucher of this license; only guarantees are looked at.

    Attributes:
        kind: `guarantee` or another.
        provider_kind: what its provider is; those of `NO_GUARANTORS` may not stand surety.
        ends_on: last day of the agreed period, None where none is agreed.
        dues: numbers of the sums that it covers; none means all of the license.
    """

    number: str
    kind: str
    provider: str = ""
    provider_kind: str = ""
    ends_on: date | None = None
    dues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """One sum that is paid later: what for, the last day of payment as far as it can be told, its number if it has one."""

    title: str
    due_on: date | None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in the office's own words, and the field it stands in."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the rules of a fee plan look at beside the plan.

    Attributes:
        effective_on: the day of effect, or the day it would be if signed now.
        calendar: what each day is, for nodes in working days.
        modes: the guideline's modes of paying, as codes.
        rights_end: last day of the longest-lived licensed right; None where there is none, or a right without end.
        term_ends_on: last day of the license, None for no agreed term.
    """

    limits: Limits
    effective_on: date
    calendar: WorkCalendar
    rights_end: date | None = None
    term_ends_on: date | None = None
    modes: tuple[str, ...] = MODES


@dataclass(frozen=True, slots=True)
class LicenseFacts:
    """All that the rules of a license look at.

    Attributes:
        day: the day whose law is asked: that of signature, before it today.
        force: first and last day of the guideline.
        result_types: the types of pay-later Art. 3 as codes; `types_open` whether the list is left open.
        unit: the name of the own unit, empty while nobody has named it.
        payments: what is paid later, by the plan or as it stands in the ledger.
        wordings: the office's own words beside those of the clauses.
    """

    day: date
    terms: Terms
    force: tuple[date, date]
    plan: PlanFacts
    licensee: LicenseeFacts = field(default_factory=LicenseeFacts)
    results: tuple[LicensedResult, ...] = ()
    result_types: tuple[str, ...] = ()
    types_open: bool = True
    unit: str = ""
    number: str = ""
    others: tuple[OtherLicense, ...] = ()
    supports: tuple[Support, ...] = ()
    payments: tuple[Payment, ...] = ()
    wordings: tuple[Wording, ...] = ()
