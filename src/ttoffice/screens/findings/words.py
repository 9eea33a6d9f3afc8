"""What the inputs of this area's actions call their fields, where it is not what the records call them."""

from __future__ import annotations

from ttoffice.i18n import N_
from ttoffice.screens.kit.asked import Words

TODAY = N_("today where left empty")
WORDS = Words(
    labels={"on": N_("Day"), "reason": N_("Reason"), "proof": N_("Exhibits")},
    hints={"on": TODAY, "paper": N_("exhibit, such as ZJ-2026-0001; attach it with f")},
)


def words_of(_action: str) -> Words:
    """Return how the fields of an action are called and explained."""
    return WORDS
