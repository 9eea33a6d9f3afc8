"""The action: a verb with a validated input, run in one transaction, leaving one log entry.

Screens, the palette, `ttoffice do`, imports and batches all call `perform`; nothing else writes.
"""

from __future__ import annotations

from ttoffice.action.core import Action, Kind, Subject, action, find_action, registered
from ttoffice.action.office import Context, Office
from ttoffice.action.performing import Outcome, check, perform

__all__ = [
    "Action",
    "Context",
    "Kind",
    "Office",
    "Outcome",
    "Subject",
    "action",
    "check",
    "find_action",
    "perform",
    "registered",
]
