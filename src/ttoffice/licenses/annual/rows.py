"""What an annual report is made of, as frozen values: contracts, results, uses and distributions. Amounts are fen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ttoffice.i18n import gettext

UNKNOWN = "未登记"
"""What stands in a table where the store does not say."""


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One license in the report.

    Attributes:
        numbers, results: the licensed results, by number and by title.
        types, sources: the types of the licensed results, and whether public funds made them, in Chinese.
        agreed_fen: threshold fee and stages as agreed at the end of the year; royalties come on top of them.
        received_fen, received_total_fen: in the year, and up to its end; refunds are taken off.
        net_fen, pool_fen, retained_fen, main_fen: of the distributions decided in the year.
        people: how many persons these distributions give something.
        events: what happened to it in the year: signed, amended, ended, as (day, what).
    """

    number: str
    title: str
    numbers: tuple[str, ...]
    results: tuple[str, ...]
    types: tuple[str, ...]
    sources: tuple[str, ...]
    mode: str
    kind: str
    licensee: str
    licensee_class: str
    region: str
    pricing: str
    related: str
    state: str
    signed_on: date | None
    registered_on: date | None
    agreed_fen: int
    received_fen: int
    received_total_fen: int
    net_fen: int = 0
    pool_fen: int = 0
    retained_fen: int = 0
    main_fen: int = 0
    people: int = 0
    events: tuple[tuple[date, str], ...] = ()

    def signed_in(self, year: int) -> bool:
        """Tell whether it was signed in a year."""
        return self.signed_on is not None and self.signed_on.year == year


@dataclass(frozen=True, slots=True)
class ResultCount:
    """How many results of a type and a source: registered, acquired in the year, put to use or licensed in the year."""

    type: str
    source: str
    registered: int
    acquired: int
    used: int


@dataclass(frozen=True, slots=True)
class UseCount:
    """How many results were put to use in the year in a way (促转法 16), by the register."""

    mode: str
    results: int


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One distribution decided in the year; a correction counts with its difference to what it replaces."""

    number: str
    license: str
    title: str
    decided_on: date
    gross_fen: int
    net_fen: int
    pool_fen: int
    retained_fen: int
    main_fen: int
    people: int
    corrects: str


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: of which record, what, and what to do, as catalog strings.

    Attributes:
        numbers: the records that `what` names.
    """

    number: str
    title: str
    what: str
    todo: str
    numbers: tuple[str, ...] = ()

    def told(self, say: Callable[[str], str] = gettext) -> tuple[str, str]:
        """Return what is missing and what to do, as `say` says it."""
        return say(self.what) % {"numbers": say(", ").join(self.numbers)}, say(self.todo)


@dataclass(frozen=True, slots=True)
class Facts:
    """All of a year.

    Attributes:
        unit: the unit's name.
        paid_fen: awards paid in the year, what was paid back taken off.
        secret: how many contracts and results are left out because they are secret.
    """

    year: int
    unit: str
    contracts: tuple[ContractRow, ...]
    results: tuple[ResultCount, ...]
    uses: tuple[UseCount, ...]
    awards: tuple[AwardRow, ...]
    paid_fen: int
    missing: tuple[Missing, ...]
    secret_contracts: int
    secret_results: int
