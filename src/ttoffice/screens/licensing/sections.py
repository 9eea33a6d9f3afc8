"""What is read of a license and of its money in sections: how it stands, its fields, payments and workings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ttoffice.action.core import Subject
from ttoffice.action.kinds import RecordKind
from ttoffice.i18n import gettext as _
from ttoffice.licenses import views
from ttoffice.licenses.kinds import LICENSE
from ttoffice.licenses.record import AllocationRecord
from ttoffice.licenses.shelves import ALLOCATIONS
from ttoffice.money import shown_yuan
from ttoffice.results.codes import LABELS, PaymentMode
from ttoffice.screens.kit.reading import Section, Shown
from ttoffice.screens.licensing.states import coded
from ttoffice.store.connection import Reader
from ttoffice.widgets.states import state

APART = frozenset({"terms", "signed_licensee", "state", "number", "version", "as_of", "title"})
"""Fields of a license that have sections of their own."""


def mode_name(terms: Mapping[str, Any]) -> str:
    """Return the payment mode as the guideline calls it; what is missing where there is none yet."""
    mode = views.mode_of(terms)
    return _(LABELS[PaymentMode][mode]) if mode else _("no stages and no royalty yet")


def standing_lines(
    reader: Reader, number: str, document: Mapping[str, Any], today: date
) -> Iterator[tuple[str, Shown]]:
    """Yield how a license stands: state, licensee, mode, and its money."""
    owed = views.standings(reader, (number,), today).get(number, views.NOTHING)
    yield LICENSE.label_of("state"), coded(LICENSE, document)
    name = str(document["licensee_name"] or "")
    yield LICENSE.label_of("licensee"), "  ".join(filter(None, (name, document["licensee"]))) or _("(none)")
    yield _("Mode"), mode_name(document["terms"])
    if owed.open_fen:
        yield _("Payable"), shown_yuan(owed.open_fen)
    if owed.overdue_fen:
        yield _("Overdue"), state("bad", shown_yuan(owed.overdue_fen))
    if owed.next_on is not None:
        yield _("Next day"), owed.next_on.isoformat()


def license_sections(
    reader: Reader, number: str, document: Mapping[str, Any], today: date
) -> Iterator[Section]:
    """Yield a license in short: how it stands, what it says, and its other fields."""
    from ttoffice.screens.licensing.terms import terms_sections

    yield Section(_("How it stands"), tuple(standing_lines(reader, number, document, today)))
    yield from terms_sections(document["terms"])
    yield Section(_(LICENSE.title), tuple(field_lines(LICENSE, document)))


def field_lines(kind: RecordKind, document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the filled fields that have no section of their own."""
    for key, value in document.items():
        text = kind.readable(key, value) if key not in APART and value is not False else ""
        if text:
            yield kind.label_of(key), text


def working_section(kind: RecordKind, document: Mapping[str, Any]) -> Iterator[Section]:
    """Yield how an amount came about, a line each."""
    lines = document.get("working") or ()
    if lines:
        numbered = tuple((f"{place}", str(line)) for place, line in enumerate(lines, 1))
        yield Section(kind.label_of("working"), numbered)


def payments_of(reader: Reader, side: str, number: str) -> Iterator[Section]:
    """Yield what paid a sum due, or what a receipt paid; `side` is `due` or `receipt`."""
    other = "receipt" if side == "due" else "due"
    found = ALLOCATIONS.where(reader, f"{side} = ?", (number,))
    lines = tuple(
        (
            getattr(item.record, other),
            _part(item),
        )
        for item in found
    )
    if lines:
        title = _("Paid by these receipts") if side == "due" else _("Pays these sums")
        yield Section(title, lines)


def _part(item: Subject[AllocationRecord]) -> str:
    amount = f"{'-' if item.record.releases else ''}{shown_yuan(item.record.amount_fen)}"
    return f"{amount}  {item.record.made_on}  {item.number}"
