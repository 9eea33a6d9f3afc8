"""What the inputs of this area's actions call their fields, where it is not what the records call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ttoffice.findings.codes import INQUIRY_LABELS
from ttoffice.i18n import N_
from ttoffice.screens.kit.asked import Words

TODAY = N_("today where left empty")
EXHIBIT = N_("exhibit, such as ZJ-2026-0001")
EXHIBITS = N_("such as ZJ-2026-0001")
PEOPLE = N_("number or name, separated by commas")
WHO = N_("number or name")
WORDS = Words(
    labels={
        "on": N_("Day"),
        "reason": N_("Reason"),
        "proof": N_("Exhibits"),
        "paper": N_("Written paper"),
        "reasons": N_("Reasons"),
        "applicant": N_("Applicant or who asked"),
        "person": N_("Person"),
    },
    more={
        "members": N_("Members of the panel"),
        "code": N_("Verification code of the dossier"),
        "outcome": N_("What came of it"),
        "seen": N_("Version"),
    },
    hints={
        "on": TODAY,
        "held_on": TODAY,
        "asked_on": TODAY,
        "done_on": TODAY,
        "received_on": TODAY,
        "paper": EXHIBIT,
        "invitation": EXHIBIT,
        "confirmation": EXHIBIT,
        "proof": EXHIBITS,
        "application": EXHIBITS,
        "delivered": EXHIBITS,
        "applicant": WHO,
        "person": WHO,
        "recorder": WHO,
        "interviewers": PEOPLE,
        "subject": "XK-2026-0001",
        "decision": "JY-2026-0001",
        "review": "FH-2026-0001",
        "corrects": "TQ-2026-0001",
        "organisations": N_("credit code, number or name"),
        "roles": N_("unit, leading member, manager, researcher"),
        "sides": N_("beside the persons concerned, who are always heard"),
    },
    lines=frozenset({"reason"}),
    codes={"outcome": INQUIRY_LABELS},
)
DRAFTED = N_("drafted from the matrix where left empty")
OTHERWISE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "finding.form_panel": {"lead": (N_("Leads the panel"), "")},
    "finding.change_panel": {"lead": (N_("Leads the panel"), "")},
    "finding.accept": {"reasons": (N_("Reasons of acceptance"), "")},
    "finding.refuse": {"reasons": (N_("Reasons of refusal"), "")},
    "finding.report": {
        "report": (N_("Investigation report"), DRAFTED),
        "text": (N_("Text of the conclusion"), DRAFTED),
        "paper": (N_("Signed report"), EXHIBIT),
    },
    "finding.extend": {"paper": (N_("Approval of the extension"), EXHIBIT)},
    "finding.withdraw": {"paper": (N_("Written withdrawal"), EXHIBIT)},
    "finding.reopen": {
        "proof": (N_("Proof of the new facts"), EXHIBITS),
        "title": (N_("Called"), N_("as before where left empty")),
    },
    "finding.record_effect": {
        "person": (N_("Whom it concerns"), N_("number or name; empty where it concerns everybody")),
        "corrects": (N_("Corrects"), "YJ-2026-0001"),
        "what": (N_("For what, or what was put right"), ""),
    },
    "finding.certify": {
        "person": (N_("Of whom"), WHO),
        "recipient": (N_("For whom"), N_("the audit or appraisal that asks for it")),
        "what": (N_("For what"), ""),
    },
    "hearing.absent": {"person": (N_("Person"), N_("number or name; others by the next field"))},
    "hearing.record": {"person": (N_("Person"), N_("number or name; others by the next field"))},
}
"""What single actions call a field, and how it is written there, where the other actions mean something else by it."""


def words_of(action: str) -> Words:
    """Return how the fields of an action are called and explained."""
    own = OTHERWISE.get(action, {})
    labels = {key: label for key, (label, _hint) in own.items()}
    hints = {key: hint for key, (_label, hint) in own.items() if hint}
    return replace(WORDS, labels={**WORDS.labels, **labels}, hints={**WORDS.hints, **hints})
