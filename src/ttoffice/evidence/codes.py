"""The coded values of the evidence, and what they are called."""

from __future__ import annotations

from enum import StrEnum

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _


class Confidentiality(StrEnum):
    """Who may see an exhibit; decides what goes into a dossier for whom.

    State secrets have no place in this program.
    """

    OPEN = "open"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    PERSONAL = "personal"


class FileState(StrEnum):
    """What the check of a file in the vault found."""

    GOOD = "good"
    MISSING = "missing"
    CHANGED = "changed"


CONFIDENTIALITY: dict[str, str] = {
    "open": N_("open to everybody"),
    "internal": N_("for internal use"),
    "confidential": N_("business or technical secret"),
    "personal": N_("holds personal data"),
}
FILE_STATES: dict[str, str] = {
    "good": N_("as it was kept"),
    "missing": N_("file missing"),
    "changed": N_("file changed"),
}


def confidentiality_label(code: str) -> str:
    """Return what a degree of confidentiality is called."""
    return _(CONFIDENTIALITY[code]) if code in CONFIDENTIALITY else code


def state_label(code: str) -> str:
    """Return what the state of a file is called."""
    return _(FILE_STATES[code]) if code in FILE_STATES else code
