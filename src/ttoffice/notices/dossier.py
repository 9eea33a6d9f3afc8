"""What publicity adds to a dossier: its documents as pages, and who objected, to be kept out of it for others."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.action.kinds import code_of
from ttoffice.documents.forms import in_form
from ttoffice.errors import UsageError
from ttoffice.evidence.dossier.parts import NOTICES, Part
from ttoffice.notices.documents.making import paper_of
from ttoffice.notices.documents.papers import PAPERS, TITLES
from ttoffice.notices.views import identity
from ttoffice.store.connection import Reader


def dossier_parts(reader: Reader, number: str) -> Iterator[Part]:
    """Yield the documents of a notice, an objection or a review, as far as it is; none names the objector."""
    for name, (kind, _paper) in PAPERS.items():
        if kind == code_of(number):
            try:
                paper = paper_of(reader, number, name)
            except UsageError:  # it is not so far yet that there is such a document
                continue
            title = TITLES[name]
            yield Part(NOTICES, f"{number}_{title}.html", title, number, in_form(paper, "html"))


def withheld_texts(reader: Reader, number: str) -> Iterator[str]:
    """Yield what says who made an objection: name, contact, person number."""
    who = identity(reader, number) if code_of(number) == "objection" else None
    if who is not None:
        yield from (who.name, who.contact, who.person)
