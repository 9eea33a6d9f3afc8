"""What licenses add to a dossier: the terms in words with every amendment, and the schedule of what is owed."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.action.kinds import code_of
from ttoffice.evidence.dossier.pages import escape, page, table
from ttoffice.evidence.dossier.parts import RECORDS, Part
from ttoffice.i18n import gettext as _
from ttoffice.licenses.chain import chain_of
from ttoffice.licenses.kinds import DUE
from ttoffice.licenses.reading import License, load
from ttoffice.licenses.shelves import DUES
from ttoffice.licenses.wording import terms_lines
from ttoffice.store.connection import Reader

COLUMNS = ("title", "kind", "due_on", "amount_fen", "paid_fen", "state")
"""What the schedule tells of each sum due."""


def dossier_parts(reader: Reader, number: str) -> Iterator[Part]:
    """Yield the pages of a license; none for any other record."""
    found = load(reader, number) if code_of(number) == "license" else None
    if found is None:
        return
    what = _("Terms and amendments")
    yield Part(RECORDS, f"{number}_{what}.html", what, number, terms_page(reader, found))
    dues = DUES.where(reader, "subject = ?", (number,), "due_on IS NULL, due_on, id")
    if dues:
        what = _("Schedule of payments")
        rows = ([_cell(due.document, key) for key in COLUMNS] for due in dues)
        head = [DUE.label_of(key) for key in COLUMNS]
        title = f"{number} {found.record.title}"
        yield Part(RECORDS, f"{number}_{what}.html", what, number, page(title, table(head, rows)))


def _cell(document: dict[str, object], key: str) -> str:
    return escape(DUE.readable(key, document.get(key)))


def terms_page(reader: Reader, license_: License) -> bytes:
    """Return the terms as first agreed, and what each amendment changed from which day on."""
    lines = [(escape(label), escape(text)) for label, text in terms_lines(license_.record.terms)]
    parts = [table((_("Field"), _("Value")), lines)]
    for link in chain_of(reader, license_):
        record = link.amendment.record
        told = {
            "number": link.amendment.number,
            "title": record.title,
            "day": record.effective_on.isoformat(),
        }
        parts.append(f"<h2>{escape(_('%(number)s %(title)s, from %(day)s') % told)}</h2>")
        parts.append(f"<p>{escape(record.reason)}</p>")
        rows = ((escape(one.label), escape(one.before), escape(one.after)) for one in link.differences)
        parts.append(table((_("Field"), _("before"), _("after")), rows))
    return page(f"{license_.number} {license_.record.title}", *parts)
