"""What programs need to know of a rulebook's text, as frozen values that name their article.

Every `text` is a phrase that stands exactly so in the article or item that `basis` names. `gloss` (English)
and `short` (Chinese) are our own words and never law.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase of the text under a code of ours."""

    code: str
    text: str
    basis: str
    gloss: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMode(Phrase):
    """A way of paying; `royalty` and `stages` say what it is made of."""

    royalty: bool
    stages: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit(Phrase):
    """A step that takes time. `days` is None where the text fixes none; `day_kind` is working or calendar."""

    days: int | None = None
    day_kind: str = ""


T = TypeVar("T", bound=Phrase)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration(Generic[T]):
    """A list that the text gives; `open_by` is the word that leaves it open, empty where there is none."""

    basis: str
    entries: tuple[T, ...]
    open_by: str = ""

    @property
    def exhaustive(self) -> bool:
        """Whether no word of the text leaves the list open."""
        return not self.open_by

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in the order of the text."""
        return tuple(entry.code for entry in self.entries)

    def get(self, code: str) -> T | None:
        """Return the entry of a code, or None."""
        return next((entry for entry in self.entries if entry.code == code), None)

    def __iter__(self) -> Iterator[T]:
        return iter(self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRule:
    """When a result goes on the pay-later list: all `entries` hold; `years` from acquiring the IP right."""

    basis: str
    years: int
    counted_from: str
    in_principle: str
    consequence: str
    entries: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """The service platform the guideline names, with its address."""

    basis: str
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """One exempting circumstance; every element must be shown. `catch_all` points to another law."""

    code: str
    basis: str
    roles: tuple[str, ...]
    short: str
    elements: tuple[Phrase, ...]
    catch_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CircumstanceList:
    """The circumstances of one article, with the premises that all of them share and what follows."""

    basis: str
    roles: tuple[str, ...]
    activity: str
    premises: tuple[Phrase, ...]
    consequence: str
    entries: tuple[Circumstance, ...]
    open_by: str = ""

    @property
    def exhaustive(self) -> bool:
        """Whether no word of the text leaves the list open."""
        return not self.open_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One circumstance that bars a finding.

    `joined_by` is "or" where one act is enough by the text, "comma" where the text only lists the acts and
    leaves the reading to the unit.
    """

    code: str
    basis: str
    roles: tuple[str, ...]
    short: str
    acts: tuple[Phrase, ...]
    joined_by: str
    catch_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """All bars, and what follows from any of them."""

    basis: str
    consequence: str
    entries: tuple[Bar, ...]
    open_by: str = ""

    @property
    def exhaustive(self) -> bool:
        """Whether no word of the text leaves the list open."""
        return not self.open_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """When a guideline holds, first and last day included."""

    guideline: str
    basis: str
    text: str
    years: int
    in_force_from: date
    in_force_to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """Who interprets a guideline."""

    guideline: str
    basis: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimits:
    """The steps that take time, and whether the text fixes a number of days for any of them."""

    entries: tuple[TimeLimit, ...]

    @property
    def days_fixed(self) -> bool:
        """Whether any step has a number of days by the text; if not, every number is the unit's own."""
        return any(entry.days is not None for entry in self.entries)

    def get(self, code: str) -> TimeLimit | None:
        """Return the step of a code, or None."""
        return next((entry for entry in self.entries if entry.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All machine facts, in the order of the guidelines: common, pay-later, exemption."""

    validity: tuple[Validity, ...]
    interpreters: tuple[Interpreter, ...]
    time_limits: TimeLimits
    contract: Enumeration[Phrase]
    payment_modes: Enumeration[PaymentMode]
    stage_nodes: Enumeration[Phrase]
    result_types: Enumeration[Phrase]
    list_rule: ListRule
    platform: Platform
    workflow: Enumeration[Phrase]
    listing_minimum: Enumeration[Phrase]
    encouragements: Enumeration[Phrase]
    integrity: Enumeration[Phrase]
    unit_kinds: Enumeration[Phrase]
    roles: Enumeration[Phrase]
    criteria: Enumeration[Phrase]
    circumstances: tuple[CircumstanceList, ...]
    bars: Bars
    rule_making: Enumeration[Phrase]
    investigation: Enumeration[Phrase]
    publicity: Enumeration[Phrase]
    effects: Enumeration[Phrase]

    def circumstances_for(self, role: str) -> tuple[Circumstance, ...]:
        """Return the circumstances open to a role, in the order of the text."""
        return tuple(entry for group in self.circumstances for entry in group.entries if role in entry.roles)

    def bars_for(self, role: str) -> tuple[Bar, ...]:
        """Return the bars that bind a role, in the order of the text."""
        return tuple(bar for bar in self.bars.entries if role in bar.roles)

    def circumstance(self, code: str) -> Circumstance | None:
        """Return the circumstance of a code such as `M4`, or None."""
        every = (entry for group in self.circumstances for entry in group.entries)
        return next((entry for entry in every if entry.code == code), None)

    def bar(self, code: str) -> Bar | None:
        """Return the bar of a code such as `B1`, or None."""
        return next((bar for bar in self.bars.entries if bar.code == code), None)
