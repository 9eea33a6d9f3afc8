"""The record of how one side performed a license (pay-later Art. 8); never changed, a mistake is corrected by a further one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ttoffice.action.shelf import Shelf
from ttoffice.i18n import N_

BASIS = "pay-later:8"


class Party(StrEnum):
    """Whose performance it is."""

    LICENSOR = "licensor"
    LICENSEE = "licensee"


class Conduct(StrEnum):
    """How it performed."""

    ON_TIME = "on_time"
    LATE = "late"
    DEFAULT = "default"
    MALICIOUS = "malicious"
    FALSE_MATERIAL = "false_material"
    DUTY_MISSED = "duty_missed"


class Outcome(StrEnum):
    """What became of an objection of the one concerned."""

    UPHELD = "upheld"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


GRAVE = (Conduct.MALICIOUS, Conduct.FALSE_MATERIAL)
"""What has legal consequences (pay-later Art. 8); the one concerned is heard first."""

PARTY_LABELS = {"licensor": N_("the own unit"), "licensee": N_("the licensee")}
CONDUCT_LABELS = {
    "on_time": N_("performed on time"),
    "late": N_("performed late"),
    "default": N_("in default"),
    "malicious": N_("malicious default"),
    "false_material": N_("false material"),
    "duty_missed": N_("other duty missed"),
}
OUTCOME_LABELS = {
    "upheld": N_("objection not followed"),
    "changed": N_("corrected after the objection"),
    "withdrawn": N_("entry taken back"),
}


@dataclass(frozen=True, slots=True)
class IntegrityRecord:
    """One entry.

    Attributes:
        subject: number of the license.
        party: whose performance; `party_name` its name.
        facts: what happened, in whole sentences that cite records; `period` which time it is about.
        records: numbers of the records that show it: dues, statements, reminders, deadlines.
        proof: exhibit numbers.
        heard_on: the day on which the one concerned was heard; `objection` what it said, `answer` to what was answered.
        outcome: what became of the objection.
        decision: number of the collective decision, empty for none.
        referred_to: authority that it was passed on to; `referred_on` the day; `referral_proof` the exhibit.
        corrects: number of the entry that this one corrects; `withdrawn` whether it is taken back without another.
        proposed: key of the proposal it came from, so that it is not proposed again.
    """

    subject: str
    title: str
    party: Party
    conduct: Conduct
    recorded_on: date
    party_name: str = ""
    facts: str = ""
    period: str = ""
    records: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    heard_on: date | None = None
    objection: str = ""
    answer: str = ""
    outcome: Outcome | None = None
    decision: str = ""
    referred_to: str = ""
    referred_on: date | None = None
    referral_proof: str = ""
    corrects: str = ""
    withdrawn: bool = False
    reason: str = ""
    proposed: str = ""
    note: str = ""


INTEGRITY: Shelf[IntegrityRecord] = Shelf(
    "integrity",
    IntegrityRecord,
    frozenset({"records", "proof"}),
    ("subject", "title", "party_name", "facts", "objection", "referred_to", "note"),
)
"""Where these entries stand."""
