"""The kind of record that the agenda itself keeps: postponements."""

from __future__ import annotations

from ttoffice.action.kinds import RecordKind
from ttoffice.agenda.shelves import SNOOZES
from ttoffice.i18n import N_

KINDS: dict[str, RecordKind] = {
    "snooze": RecordKind(
        SNOOZES,
        N_("Postponement"),
        N_("Postponements"),
        "title",
        {
            "item": N_("Thing on the agenda"),
            "title": N_("What it is about"),
            "made_on": N_("Postponed on"),
            "until": N_("Comes back on"),
            "reason": N_("Reason"),
            "operator": N_("Operator"),
        },
        listed=("made_on", "until", "reason", "operator"),
        guards=("snooze_no_update",),
        views={"all": "1", "holding": "until > :today"},
        view_labels={"all": N_("All postponements"), "holding": N_("Not come back yet")},
    )
}
