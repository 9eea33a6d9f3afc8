"""Steps that limit or stop loss (exemption Art. 8(4)): their record, which is never changed, and how one is entered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ttoffice.action.core import Subject
from ttoffice.action.shelf import Shelf
from ttoffice.i18n import N_, chinese

if TYPE_CHECKING:
    from ttoffice.action.office import Context
    from ttoffice.store.connection import Reader

BASIS = "exemption:8(4)"
PURPOSES = ("circumstance:8(4)", "step:loss_limited")
"""What the papers of such a step prove."""


class MeasureKind(StrEnum):
    """What was done to limit or stop loss."""

    TALKS = "talks"
    SITE_VISIT = "site_visit"
    INSPECTION = "inspection"
    RESCHEDULING = "rescheduling"
    SUSPENSION = "suspension"
    GUARANTOR_CALLED = "guarantor_called"
    INSURANCE_CLAIMED = "insurance_claimed"
    PRESERVATION = "preservation"
    LAWSUIT = "lawsuit"
    TERMINATION = "termination"
    RECALL = "recall"
    RELICENSING = "relicensing"
    OTHER = "other"


LABELS = {
    "talks": N_("talks with the licensee"),
    "site_visit": N_("visit on site"),
    "inspection": N_("inspection of the accounts"),
    "rescheduling": N_("new payment schedule agreed"),
    "suspension": N_("own performance suspended"),
    "guarantor_called": N_("guarantor called upon"),
    "insurance_claimed": N_("insurance claimed"),
    "preservation": N_("preservation of assets applied for"),
    "lawsuit": N_("lawsuit or arbitration"),
    "termination": N_("license terminated"),
    "recall": N_("technical material called back"),
    "relicensing": N_("licensed to another"),
    "other": N_("other step"),
}
BASES = {
    "inspection": "民法典 846",
    "rescheduling": "民法典 543",
    "suspension": "民法典 527",
    "guarantor_called": "民法典 681",
    "termination": "民法典 563",
    "recall": "民法典 873",
}
"""What the law says of a step, where it says something of its own."""


@dataclass(frozen=True, slots=True)
class MitigationRecord:
    """One step that limits or stops loss; never changed.

    Attributes:
        subject: number of the license.
        taken_on: the day; `taken_by` who did it.
        what: what was done; `result` what came of it.
        proof: exhibit numbers.
        dues: the sums due that it was about.
        support: number of the guarantee or insurance that was called upon.
        corrects: number of the entry that this one corrects.
    """

    subject: str
    title: str
    kind: MeasureKind
    taken_on: date
    taken_by: str = ""
    what: str = ""
    result: str = ""
    proof: tuple[str, ...] = ()
    dues: tuple[str, ...] = ()
    support: str = ""
    corrects: str = ""
    licensee_name: str = ""
    note: str = ""


MEASURES: Shelf[MitigationRecord] = Shelf(
    "mitigation",
    MitigationRecord,
    frozenset({"proof", "dues"}),
    ("subject", "title", "taken_by", "what", "result", "licensee_name", "note"),
)
"""Where these steps stand."""

Measure = Subject[MitigationRecord]


def title_of(kind: MeasureKind) -> str:
    """Return what a step is called in papers."""
    return chinese(LABELS[kind.value])


def enter_measure(ctx: Context, record: MitigationRecord) -> str:
    """Enter a step, and let its papers prove what they prove of the license; return its number."""
    from ttoffice.licenses.collecting.proving import link

    number = MEASURES.enter(ctx, record)
    link(ctx, record.proof, record.subject, PURPOSES)
    return number


def measures_of(reader: Reader, license_: str) -> list[Measure]:
    """Return the steps of a license that stand, oldest first; those that were corrected are left out."""
    found = MEASURES.where(reader, "subject = ?", (license_,), "taken_on, id")
    corrected = {item.record.corrects for item in found if item.record.corrects}
    return [item for item in found if item.number not in corrected]


def proved(found: Iterable[Measure]) -> int:
    """Return how many steps have a paper that proves them."""
    return sum(bool(item.record.proof) for item in found)
