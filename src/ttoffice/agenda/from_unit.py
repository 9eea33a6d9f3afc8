"""What is due of the unit itself: the guideline's end, the internal rule it lacks, the annual report."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Sight, Source
from ttoffice.errors import RulebookError
from ttoffice.i18n import gettext as _


def guideline(sight: Sight) -> Iterator[Item]:
    """Yield the end of the guideline in force; where it cannot be read, that."""
    try:
        rulebook = sight.office.rulebook
    except RulebookError as error:
        yield Item(
            f"rulebook:{sight.office.rulebook_id}",
            None,
            "",
            sight.office.rulebook_id,
            f"{error.message} {error.advice}".strip(),
            "",
            "ttoffice rules",
        )
        return
    yield Item(
        f"rulebook:{rulebook.id}",
        rulebook.in_force_to,
        "",
        rulebook.title,
        _(
            "The guideline is in force up to this day. What is begun later needs a new one: ask for its successor,"
            " and put it in as a rulebook."
        ),
        rulebook.document,
        "ttoffice rules",
        hard=True,
    )


SOURCES: tuple[tuple[str, Source], ...] = (("rulebook", guideline),)
