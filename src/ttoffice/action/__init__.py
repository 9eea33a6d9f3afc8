"""The action: a verb with a validated input, run in one transaction, leaving one log entry.

Screens, the palette, `ttoffice do`, imports and batches all call `perform`; nothing else writes. Names are
loaded when they are first used, because a command that only reads must not pay for validation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ttoffice.action.bulk import BulkOutcome, BulkRow, perform_each
    from ttoffice.action.core import Action, Kind, Subject, action, find_action, registered
    from ttoffice.action.office import Context, Office
    from ttoffice.action.performing import Outcome, Request, check, perform, request_of

_HOMES = {
    "Action": "core",
    "BulkOutcome": "bulk",
    "BulkRow": "bulk",
    "Context": "office",
    "Kind": "core",
    "Office": "office",
    "Outcome": "performing",
    "Request": "performing",
    "Subject": "core",
    "action": "core",
    "check": "performing",
    "find_action": "core",
    "perform": "performing",
    "perform_each": "bulk",
    "registered": "core",
    "request_of": "performing",
}

__all__ = [
    "Action",
    "BulkOutcome",
    "BulkRow",
    "Context",
    "Kind",
    "Office",
    "Outcome",
    "Request",
    "Subject",
    "action",
    "check",
    "find_action",
    "perform",
    "perform_each",
    "registered",
    "request_of",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
