"""The record of one reminder, demand or notice, or of its delivery; never changed. Amounts are integer fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ttoffice.action.shelf import Shelf
from ttoffice.i18n import N_


class Rung(StrEnum):
    """What is sent: the rungs of the ladder, then the notices that follow, then that one was delivered."""

    BEFORE = "before"
    AFTER = "after"
    DEMAND = "demand"
    DEFAULT = "default"
    TERMINATION = "termination"
    DELIVERY = "delivery"


class Channel(StrEnum):
    """By which way it was sent."""

    LETTER = "letter"
    EXPRESS = "express"
    HANDED = "handed"
    EMAIL = "email"
    PHONE = "phone"
    MESSAGE = "message"
    NOTARY = "notary"
    PUBLIC = "public"


WRITTEN = (Channel.LETTER, Channel.EXPRESS, Channel.HANDED, Channel.EMAIL, Channel.NOTARY, Channel.PUBLIC)
"""The ways in which something written reaches the other side."""
LADDER = (Rung.BEFORE, Rung.AFTER, Rung.DEMAND)
"""The rungs in their order."""

RUNG_LABELS = {
    "before": N_("reminder before the day"),
    "after": N_("reminder after the day"),
    "demand": N_("demand letter"),
    "default": N_("notice of default"),
    "termination": N_("notice of termination"),
    "delivery": N_("delivery confirmed"),
}
CHANNEL_LABELS = {
    "letter": N_("letter"),
    "express": N_("express mail with receipt"),
    "handed": N_("handed over against signature"),
    "email": N_("e-mail"),
    "phone": N_("telephone"),
    "message": N_("message"),
    "notary": N_("served by a notary"),
    "public": N_("public announcement"),
}


@dataclass(frozen=True, slots=True)
class DueThen:
    """One sum due as it stood when the reminder was sent.

    Attributes:
        number: of the due, YS-...
        open_fen: what was still to be paid, in fen.
        days_late: calendar days after the last day of payment, 0 before it.
    """

    number: str
    title: str
    due_on: date
    open_fen: int
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class ReminderRecord:
    """One reminder, demand or notice; or that one was delivered.

    Attributes:
        subject: number of the license.
        step: of a reminder, how many days before or after the day it stands on the ladder.
        dues: the sums it is about, as they were; `open_fen` all of them together.
        recipient: to whom; `address` where to.
        sent_on: the day on which it was sent; of a delivery, the day on which that was recorded.
        pay_by: the last day that it gives for payment.
        letter_sha256, letter_name: the letter as it lies in the vault; empty where none was made.
        proof: exhibit numbers.
        confirms: of a delivery, number of the entry that was delivered; `delivered_on` when.
    """

    subject: str
    title: str
    rung: Rung
    sent_on: date
    step: int | None = None
    dues: tuple[DueThen, ...] = ()
    open_fen: int = 0
    channel: Channel | None = None
    recipient: str = ""
    address: str = ""
    pay_by: date | None = None
    letter_sha256: str = ""
    letter_name: str = ""
    proof: tuple[str, ...] = ()
    confirms: str = ""
    delivered_on: date | None = None
    licensee_name: str = ""
    note: str = ""


REMINDERS: Shelf[ReminderRecord] = Shelf(
    "reminder",
    ReminderRecord,
    frozenset({"dues", "proof"}),
    ("subject", "title", "recipient", "licensee_name", "note", "dues"),
)
"""Where the reminders stand."""
