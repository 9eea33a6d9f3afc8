"""How far a finding and what belongs to it are, as it is drawn: a glyph, a word and a colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ttoffice.action.kinds import RecordKind
from ttoffice.findings.codes import OUTCOME_LABELS, VERDICT_LABELS, Outcome, Verdict
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.widgets.states import State, Tone, state
from ttoffice.widgets.text import cells_of

TONES: Mapping[str, Mapping[str, Tone]] = {
    "finding": {
        "received": "warn",
        "refused": "muted",
        "withdrawn": "muted",
        "accepted": "info",
        "investigating": "info",
        "reported": "warn",
        "decided": "info",
        "final": "good",
        "archived": "muted",
    },
    "hearing": {"recorded": "warn", "confirmed": "good", "absent": "muted"},
    "inquiry": {"open": "warn", "delivered": "good", "partly": "warn", "not_delivered": "bad"},
}
"""The colour of each state, by kind of record; its word stands beside it."""
VERDICTS: Mapping[Verdict, tuple[str, Tone]] = {
    Verdict.MET: ("+", "good"),
    Verdict.NOT_MET: ("x", "bad"),
    Verdict.NOT_SHOWN: ("?", "warn"),
    Verdict.CLEAR: ("+", "good"),
    Verdict.BARRED: ("x", "bad"),
}
"""The mark and the colour of each verdict."""
OUTCOMES: Mapping[Outcome, Tone] = {
    Outcome.EXEMPT: "good",
    Outcome.IN_PART: "info",
    Outcome.CORRECTED: "info",
    Outcome.NOT_EXEMPT: "bad",
    Outcome.REFERRED: "bad",
}
NO_OUTCOME = N_("nothing proposed yet")


def coded(kind: RecordKind, document: Mapping[str, Any], key: str = "state") -> State:
    """Return a coded field of a record as a state with its word and colour."""
    code = str(document.get(key) or "")
    word = kind.readable(key, code) or _("(not stated)")
    return state(TONES.get(kind.code, {}).get(code, "muted"), word)


def state_width(kind: RecordKind) -> int:
    """Return the cells that the longest state of a kind takes, its glyph included."""
    return 1 + max(cells_of(_(label)) for label in kind.codes["state"].values())


def verdict_state(verdict: Verdict | str) -> State:
    """Return a verdict with its mark, word and colour."""
    found = Verdict(verdict)
    mark, tone = VERDICTS[found]
    return State(mark, _(VERDICT_LABELS[found.value]), tone)


def open_item() -> State:
    """Return how an item stands that nobody has answered."""
    return State(".", _("open"), "muted")


def outcome_state(outcome: Outcome | str | None) -> State:
    """Return an outcome with its word and colour; of a matrix without a proposal, that there is none."""
    if not outcome:
        return state("muted", _(NO_OUTCOME))
    found = Outcome(outcome)
    return state(OUTCOMES[found], _(OUTCOME_LABELS[found.value]))
