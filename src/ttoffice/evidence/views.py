"""Reads of the evidence: the exhibits of a record, and what the vault should hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ttoffice.store.connection import Reader
from ttoffice.store.vault import Vault

_COLUMNS = "number, sha256, size, name, source, collector, collected_on, proves"


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """One exhibit; `size` is bytes, `collected_on` an ISO date."""

    number: str
    sha256: str
    size: int
    name: str
    source: str
    collector: str
    collected_on: str
    proves: str

    def as_document(self) -> dict[str, str | int]:
        """Return the JSON form."""
        return {key: getattr(self, key) for key in _COLUMNS.split(", ")}


def exhibits_of(reader: Reader, kind: str, subject_id: int) -> list[ExhibitView]:
    """Return the exhibits of a record in the order they came."""
    rows = reader.all(
        f"SELECT {_COLUMNS} FROM exhibit WHERE subject_kind = ? AND subject_id = ? ORDER BY id",
        (kind, subject_id),
    )
    return [ExhibitView(*row) for row in rows]


def verify_vault(reader: Reader, vault: Vault) -> Iterator[str]:
    """Yield a message for each exhibit whose file is missing or changed."""
    for number, name, digest, size in reader.execute(
        "SELECT MIN(number), MIN(name), sha256, MIN(size) FROM exhibit GROUP BY sha256 ORDER BY MIN(id)"
    ):
        wrong = vault.check(digest, size)
        if wrong is not None:
            yield f"{number} {name}: {wrong}"
