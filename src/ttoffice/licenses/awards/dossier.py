"""What a distribution adds to a dossier: its list as it was made public."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.action.kinds import code_of
from ttoffice.evidence.dossier.parts import NOTICES, Part
from ttoffice.store.connection import Reader


def dossier_parts(reader: Reader, number: str) -> Iterator[Part]:
    """Yield the list for publicity as a page."""
    if code_of(number) != "award":
        return
    from ttoffice.documents.forms import in_form
    from ttoffice.licenses.awards.lists import publicity_paper
    from ttoffice.licenses.awards.shelves import AWARDS

    award = AWARDS.load(reader, number)
    if award is not None and award.record.publicised_on is not None:
        page = in_form(publicity_paper(reader, award), "html")
        yield Part(NOTICES, f"{number}_奖励分配公示.html", "奖励分配公示", number, page)
