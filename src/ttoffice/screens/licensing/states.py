"""How far a license, a sum due or a milestone is, as it is drawn: a glyph, a word and a colour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ttoffice.action.kinds import RecordKind
from ttoffice.i18n import gettext as _
from ttoffice.licenses.dues.money_rows import days_late
from ttoffice.money import FEN_PER_YUAN, figures
from ttoffice.widgets.states import State, Tone, state
from ttoffice.widgets.text import cells_of

TONES: Mapping[str, Mapping[str, Tone]] = {
    "license": {
        "draft": "muted",
        "negotiating": "info",
        "price_notice": "info",
        "decided": "info",
        "signed": "warn",
        "registered": "good",
        "in_force": "good",
        "ended": "muted",
        "terminated": "bad",
    },
    "due": {"expected": "muted", "open": "info", "settled": "good", "cancelled": "muted"},
    "milestone": {"pending": "info", "reached": "good", "failed": "bad", "dropped": "muted"},
}
"""The colour of each state, by kind of record; its word stands beside it."""


def coded(kind: RecordKind, document: Mapping[str, Any], key: str = "state") -> State:
    """Return a coded field of a record as a state with its word and colour."""
    code = str(document.get(key) or "")
    word = kind.readable(key, code) or _("(not stated)")
    return state(TONES.get(kind.code, {}).get(code, "muted"), word)


def state_width(kind: RecordKind) -> int:
    """Return the cells that the longest state of a kind takes, its glyph included."""
    words = [_(label) for label in kind.codes["state"].values()]
    if kind.code == "due":
        words.append(_("%(days)dd overdue") % {"days": 999})
    return max(map(cells_of, words)) + 1


def due_state(kind: RecordKind, document: Mapping[str, Any], today: date) -> State:
    """Return how far a sum due is; what is overdue says for how long."""
    late = days_late(document, today)
    return state("bad", _("%(days)dd overdue") % {"days": late}) if late else coded(kind, document)


def milestone_state(kind: RecordKind, document: Mapping[str, Any], today: date) -> State:
    """Return how far a milestone is; one whose day is over says so."""
    planned = document["planned_on"]
    if document["state"] == "pending" and planned and planned < today.isoformat():
        return state("warn", _("late"))
    return coded(kind, document)


YUAN = 12
"""Cells of an amount below ten million yuan, to the fen: what is cut off at the end would be another amount."""


def yuan_cell(fen: int) -> str:
    """Return an amount for a column that is headed by its unit: `30,000.00`, nothing for none."""
    return figures(fen) if fen else ""


def whole_yuan(fen: int) -> str:
    """Return an amount in whole yuan, as a plot has room for."""
    return f"{fen // FEN_PER_YUAN:,}"
