"""Everything that a contract is drafted from, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.terms import GrantedRight, Terms


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two parties; empty texts where nobody has said.

    Attributes:
        number: of the licensee's record, QY-...; empty for the own unit.
        code_reason: why it has no credit code.
        entity: of the licensee `enterprise`, `sole_trader`, `cooperative` or `other`.
        size_class: of an enterprise `large`, `medium`, `small` or `micro`; `figures` what it rests on, in Chinese.
    """

    name: str = ""
    credit_code: str = ""
    code_reason: str = ""
    representative: str = ""
    address: str = ""
    office: str = ""
    contact: str = ""
    phone: str = ""
    bank: str = ""
    account: str = ""
    number: str = ""
    entity: str = ""
    abroad: bool = False
    size_class: str = ""
    figures: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """A guarantee, an insurance or a voucher that is in force, as the contract names it."""

    kind: str
    text: str


@dataclass(frozen=True)
class Case:
    """What a contract is drafted from.

    Attributes:
        number: of the license, XK-...
        fiscal: whether one of the results was made with public funds.
        chosen: option by choice, complete; `values` value by parameter, as entered.
    """

    number: str
    record: LicenseRecord
    terms: Terms
    licensor: Side
    licensee: Side
    today: date
    supports: tuple[Support, ...] = ()
    fiscal: bool = False
    chosen: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    def rights(self) -> Iterator[GrantedRight]:
        """Yield every right that is licensed."""
        for grant in self.terms.grants:
            yield from grant.rights

    def supported_by(self, kind: str) -> list[str]:
        """Return the texts of the supports of a kind."""
        return [support.text for support in self.supports if support.kind == kind]
