"""Labels of the scan's standings and conditions."""

from __future__ import annotations

from ttoffice.i18n import N_, gettext
from ttoffice.results.scan import Standing, State

STANDINGS: dict[Standing, str] = {
    Standing.DUE: N_("Due for the pay-later list"),
    Standing.UPCOMING: N_("Coming due"),
    Standing.EXCLUDED: N_("Excluded with a reason"),
    Standing.UNDECIDED: N_("Data missing to decide"),
    Standing.OUTSIDE: N_("Not concerned"),
}
CONDITIONS: dict[str, str] = {
    "fiscal": N_("Fiscal funding"),
    "applied": N_("Applied technology"),
    "two_years": N_("Two full years since the IP was acquired"),
    "not_implemented": N_("Not implemented"),
}
STATES: dict[State, str] = {
    State.MET: N_("met"),
    State.NOT_MET: N_("not met"),
    State.OPEN: N_("not known"),
}


def standing_label(standing: Standing) -> str:
    """Return the label of a standing."""
    return gettext(STANDINGS[standing])


def condition_label(name: str) -> str:
    """Return the label of one of the four conditions of pay-later Art. 4."""
    return gettext(CONDITIONS[name])


def state_label(state: State) -> str:
    """Return the word for how a condition stands."""
    return gettext(STATES[state])
