"""How ready a license is to prove diligence, criterion by criterion of exemption Art. 6, before anything goes wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.evidence.purposes import purpose_label
from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import LicenseState
from ttoffice.licenses.procedure.asked import LIST, ORDER, Asked
from ttoffice.licenses.procedure.evidence import Held
from ttoffice.licenses.reading import known

if TYPE_CHECKING:
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof that is asked for.

    Attributes:
        key: stable ASCII name; `label` what it is, in the user's language.
        there: whether it exists; `numbers` the records and exhibits that prove it.
        advice: what to do where it is missing, else empty.
        basis: the article that asks for it.
    """

    key: str
    label: str
    there: bool
    numbers: tuple[str, ...] = ()
    advice: str = ""
    basis: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "key": self.key,
            "label": self.label,
            "there": self.there,
            "numbers": list(self.numbers),
            "advice": self.advice or None,
            "basis": self.basis,
        }


@dataclass(frozen=True, slots=True)
class Gauge:
    """One criterion: what of it is asked for in the license's state, and what of that exists.

    Attributes:
        more: further exhibits that are linked with the criterion.
    """

    criterion: str
    label: str
    basis: str
    proofs: tuple[Proof, ...]
    more: tuple[str, ...] = ()

    @property
    def there(self) -> int:
        """How many of the proofs exist."""
        return sum(proof.there for proof in self.proofs)

    @property
    def asked(self) -> int:
        """How many are asked for."""
        return len(self.proofs)

    @property
    def missing(self) -> tuple[Proof, ...]:
        """The proofs that do not exist yet."""
        return tuple(proof for proof in self.proofs if not proof.there)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "criterion": self.criterion,
            "label": self.label,
            "basis": self.basis,
            "there": self.there,
            "asked": self.asked,
            "proofs": [proof.as_json() for proof in self.proofs],
            "more": list(self.more),
        }


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready one license is on a day."""

    number: str
    title: str
    state: LicenseState
    day: date
    gauges: tuple[Gauge, ...]

    @property
    def there(self) -> int:
        """How many proofs exist, over all criteria."""
        return sum(gauge.there for gauge in self.gauges)

    @property
    def asked(self) -> int:
        """How many are asked for."""
        return sum(gauge.asked for gauge in self.gauges)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "number": self.number,
            "title": self.title,
            "state": self.state.value,
            "day": self.day.isoformat(),
            "there": self.there,
            "asked": self.asked,
            "criteria": [gauge.as_json() for gauge in self.gauges],
        }


def readiness(reader: Reader, rulebook: Rulebook, number: str, day: date) -> Readiness:
    """Return how ready a license is; raise UsageError where there is none of this number."""
    found = known(reader, number)
    held = Held(reader, found, rulebook, day)
    gauges = tuple(_gauge(held, item.code, item.basis) for item in rulebook.facts.criteria)
    return Readiness(found.number, found.record.title, found.record.state, day, gauges)


def _gauge(held: Held, criterion: str, basis: str) -> Gauge:
    code = f"criterion:{criterion}"
    proofs = [proof for item in LIST if item.criterion == criterion and (proof := _proof(held, item))]
    told = {number for proof in proofs for number in proof.numbers}
    more = tuple(number for number in held.proved(code) if number not in told)
    return Gauge(criterion, purpose_label(held.rulebook, code), basis, tuple(proofs), more)


def _proof(held: Held, item: Asked) -> Proof | None:
    """Return one proof as it stands, or None where it is not asked for in this state."""
    if ORDER.index(held.license.record.state) < ORDER.index(item.since):
        return None
    found = item.find(held)
    if found is None:
        return None
    found = tuple(dict.fromkeys(found))
    return Proof(item.key, _(item.label), bool(found), found, "" if found else _(item.advice), item.basis)
