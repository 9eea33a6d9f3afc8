"""Reads of the evidence: the exhibits of a record, and what the vault should hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.store.canonical import canonical
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


def exhibit(reader: Reader, number: str) -> ExhibitView:
    """Return an exhibit by its number; raise UsageError when there is none."""
    row = reader.one(f"SELECT {_COLUMNS} FROM exhibit WHERE number = ?", (number,))
    if row is None:
        raise UsageError(
            _("There is no exhibit numbered %(number)s.") % {"number": number},
            advice=_("List those of a record: ttoffice exhibits CG-2026-0001."),
        )
    return ExhibitView(*row)


def exhibits_of(reader: Reader, kind: str, subject_id: int) -> list[ExhibitView]:
    """Return the exhibits of a record in the order they came."""
    rows = reader.all(
        f"SELECT {_COLUMNS} FROM exhibit WHERE subject_kind = ? AND subject_id = ? ORDER BY id",
        (kind, subject_id),
    )
    return [ExhibitView(*row) for row in rows]


def verify_exhibits(reader: Reader) -> Iterator[str]:
    """Yield a message for each exhibit that was changed, removed or added without an action."""
    columns = ", ".join(f"e.{name}" for name in _COLUMNS.split(", "))
    for subject, log_id, recorded_in, text, *values in reader.execute(
        f"SELECT {_SUBJECT}, e.log_id, r.log_id, r.document, {columns} FROM exhibit e"
        " LEFT JOIN revision r ON r.kind = 'exhibit' AND r.subject_id = e.id AND r.version = 1 ORDER BY e.id"
    ):
        view = ExhibitView(*values)
        if log_id != recorded_in or text != canonical({"subject": subject, **view.as_document()}):
            yield _("Exhibit %(number)s was changed or added without an action.") % {"number": view.number}
    for (number,) in reader.execute(
        "SELECT number FROM revision WHERE kind = 'exhibit'"
        " AND subject_id NOT IN (SELECT id FROM exhibit) ORDER BY id"
    ):
        yield _("Exhibit %(number)s was removed.") % {"number": number}


_SUBJECT = (
    "CASE e.subject_kind WHEN 'result' THEN (SELECT number FROM result WHERE id = e.subject_id) ELSE '' END"
)


def verify_vault(reader: Reader, vault: Vault) -> Iterator[str]:
    """Yield a message for each exhibit whose file is missing or changed."""
    for number, name, digest, size in reader.execute(
        "SELECT MIN(number), MIN(name), sha256, MIN(size) FROM exhibit GROUP BY sha256 ORDER BY MIN(id)"
    ):
        wrong = vault.check(digest, size)
        if wrong is not None:
            yield f"{number} {name}: {wrong}"
