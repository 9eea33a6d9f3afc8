"""The grounds on which a license is terminated before its term, and the articles they rest on."""

from __future__ import annotations

from enum import StrEnum

from ttoffice.i18n import N_


class Ground(StrEnum):
    """Why a license is terminated before its term."""

    NONPAYMENT = "nonpayment"
    MUTUAL = "mutual"
    BREACH = "breach"
    RIGHT_LOST = "right_lost"
    OTHER = "other"


GROUND_LABELS = {
    "nonpayment": N_("fees not paid in spite of a demand"),
    "mutual": N_("by agreement of both sides"),
    "breach": N_("other breach of the contract"),
    "right_lost": N_("the licensed right has lapsed or was declared invalid"),
    "other": N_("other ground"),
}
GROUND_BASES = {
    "nonpayment": "技术合同解释 15",
    "mutual": "民法典 562",
    "breach": "民法典 563",
    "right_lost": "民法典 865",
    "other": "民法典 563",
}
