"""The record of one filing and its code lists, as frozen values; amounts are integer fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ttoffice.action.shelf import Shelf
from ttoffice.i18n import N_


class FilingKind(StrEnum):
    """What is filed."""

    REGISTRATION = "registration"
    RECORDAL = "recordal"
    PLATFORM = "platform"
    MAINTENANCE = "maintenance"


class FilingPurpose(StrEnum):
    """What it is to bring about: a first entry, its change, its cancellation, or an amount filled in later."""

    NEW = "new"
    CHANGE = "change"
    CANCEL = "cancel"
    SUPPLEMENT = "supplement"


class FilingState(StrEnum):
    """How far a filing is."""

    PREPARED = "prepared"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CERTIFIED = "certified"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


UNDER_WAY = (FilingState.PREPARED, FilingState.SUBMITTED, FilingState.RETURNED, FilingState.ACCEPTED)
"""The states from which it still goes on."""
HANDED_IN = (FilingState.SUBMITTED, FilingState.RETURNED, FilingState.ACCEPTED, FilingState.CERTIFIED)
"""The states in which it lies with the authority, or did with success."""

KIND_LABELS = {
    "registration": N_("registration of the technology contract"),
    "recordal": N_("recordal of the patent license"),
    "platform": N_("report to the service platform"),
    "maintenance": N_("upkeep of a licensed right"),
}
PURPOSE_LABELS = {
    "new": N_("first entry"),
    "change": N_("change"),
    "cancel": N_("cancellation"),
    "supplement": N_("amount filled in later"),
}
STATE_LABELS = {
    "prepared": N_("being prepared"),
    "submitted": N_("handed in"),
    "returned": N_("sent back to be completed"),
    "accepted": N_("accepted"),
    "certified": N_("done"),
    "refused": N_("refused"),
    "withdrawn": N_("withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Given:
    """One entry of the form that was typed here: its key in the edition, and the text or code."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class PaperGiven:
    """One paper of the filing: its key in the edition, and the exhibit."""

    key: str
    exhibit: str


@dataclass(frozen=True, slots=True)
class SentBack:
    """That the authority sent it back: when, what is missing, until when to answer, and when it was answered."""

    on: date
    what: str
    answer_by: date | None = None
    answered_on: date | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class FilingRecord:
    """One filing.

    Attributes:
        subject: number of the license.
        edition: id of the edition of the form; empty for the upkeep of a right.
        follows: number of the filing that it changes, cancels or fills in.
        occasion: what asks for it: number of an amendment, or the reason.
        total_fen, technical_fen: 合同成交总额 and 技术交易额; None: as the fee plan fixes them.
        estimated: whether the total is an estimate, by `estimate_basis`.
        given, papers: what was typed into the form, and the papers that go with it.
        authority: where it is filed; `reference` its number of the case.
        certificate: number of the certificate, or what stands for one; `certified_*` what it states.
        returns: every time it was sent back, oldest first.
        refusal: why it was refused.
        right_number: of the upkeep of a right its number; `year` the year of the right that was paid for.
    """

    subject: str
    kind: FilingKind
    title: str
    state: FilingState = FilingState.PREPARED
    purpose: FilingPurpose = FilingPurpose.NEW
    edition: str = ""
    follows: str = ""
    occasion: str = ""
    total_fen: int | None = None
    technical_fen: int | None = None
    estimated: bool = False
    estimate_basis: str = ""
    given: tuple[Given, ...] = ()
    papers: tuple[PaperGiven, ...] = ()
    authority: str = ""
    reference: str = ""
    prepared_on: date | None = None
    submitted_on: date | None = None
    accepted_on: date | None = None
    certificate: str = ""
    certified_on: date | None = None
    certified_total_fen: int | None = None
    certified_technical_fen: int | None = None
    returns: tuple[SentBack, ...] = ()
    refusal: str = ""
    closed_on: date | None = None
    right_number: str = ""
    year: int | None = None
    licensee_name: str = ""
    note: str = ""

    def value_of(self, key: str) -> str:
        """Return what was typed for an entry of the form; empty where nothing was."""
        return next((item.value for item in self.given if item.key == key), "")

    def exhibit_of(self, key: str) -> str:
        """Return the exhibit given for a paper; empty where there is none."""
        return next((item.exhibit for item in self.papers if item.key == key), "")


FILINGS: Shelf[FilingRecord] = Shelf(
    "filing",
    FilingRecord,
    frozenset({"given", "papers", "returns"}),
    ("subject", "title", "licensee_name", "certificate", "reference", "authority", "right_number", "note"),
)
"""Where the filings stand."""
