"""How integrity records are shown: their labels, codes, lists and views."""

from __future__ import annotations

from ttoffice.action.kinds import RecordKind
from ttoffice.i18n import N_
from ttoffice.licenses.integrity.record import CONDUCT_LABELS, INTEGRITY, OUTCOME_LABELS, PARTY_LABELS

STANDS = "withdrawn = 0 AND NOT EXISTS (SELECT 1 FROM integrity c WHERE c.corrects = integrity.number)"
"""Which entries stand: not corrected by another, and no withdrawal themselves."""

ENTRY = RecordKind(
    INTEGRITY,
    N_("Integrity record"),
    N_("Integrity records"),
    "title",
    {
        "subject": N_("License"),
        "title": N_("Called"),
        "party": N_("Side"),
        "party_name": N_("Name of the side"),
        "conduct": N_("How it performed"),
        "recorded_on": N_("Recorded on"),
        "facts": N_("Facts"),
        "period": N_("Time"),
        "records": N_("Records"),
        "proof": N_("Proof"),
        "heard_on": N_("Heard on"),
        "objection": N_("Objection"),
        "answer": N_("Answer"),
        "outcome": N_("What became of the objection"),
        "decision": N_("Collective decision"),
        "referred_to": N_("Passed on to"),
        "referred_on": N_("Passed on on"),
        "referral_proof": N_("Proof of passing on"),
        "corrects": N_("Corrects"),
        "withdrawn": N_("Taken back"),
        "reason": N_("Reason"),
        "proposed": N_("Proposal"),
        "note": N_("Note"),
    },
    {"party": PARTY_LABELS, "conduct": CONDUCT_LABELS, "outcome": OUTCOME_LABELS},
    ("subject", "party_name", "conduct", "recorded_on"),
    {
        "standing": STANDS,
        "all": "1",
        "adverse": f"conduct <> 'on_time' AND {STANDS}",
        "grave": f"conduct IN ('malicious', 'false_material') AND {STANDS}",
        "referred": "referred_to <> ''",
        "own": f"party = 'licensor' AND {STANDS}",
    },
    {
        "standing": N_("those that stand"),
        "all": N_("all entries"),
        "adverse": N_("lateness and default"),
        "grave": N_("malicious default and false material"),
        "referred": N_("passed on to an authority"),
        "own": N_("about the own unit"),
    },
    ("integrity_no_update",),
)
KINDS: dict[str, RecordKind] = {"integrity": ENTRY}
