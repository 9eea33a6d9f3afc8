"""The kinds of record of this area."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ttoffice.action.kinds import RecordKind
from ttoffice.deadlines.policy import SETTINGS
from ttoffice.deadlines.shelves import CALENDARS, CLOSURES, DEADLINES, POLICIES
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.workdays.counting import read_period

WHY = {
    "start_day": N_("the day it begins on is not counted"),
    "counted": N_("counted"),
    "makeup_work": N_("counted: a weekend worked to make up for a holiday"),
    "weekend": N_("not counted: weekend"),
    "statutory_rest": N_("not counted: statutory rest day"),
    "closure": N_("not counted: the unit is closed"),
    "paused": N_("not counted: the clock stands still"),
    "last_day": N_("last day"),
    "last_day_makeup_work": N_("last day, a weekend worked to make up for a holiday"),
    "last_day_weekend": N_("last day, but a weekend: it moves on"),
    "last_day_statutory_rest": N_("last day, but a statutory rest day: it moves on"),
    "last_day_closure": N_("last day, but the unit is closed: it moves on"),
    "roll_weekend": N_("passed over: weekend"),
    "roll_statutory_rest": N_("passed over: statutory rest day"),
    "roll_closure": N_("passed over: the unit is closed"),
    "roll_paused": N_("passed over: the clock stands still"),
    "roll": N_("ends here instead: the next working day"),
    "extension_start": N_("the extension begins; this day is not counted"),
}
"""Catalog strings of why a day counted or did not."""

_COMMON = {"source": N_("Source"), "note": N_("Note"), "reason": N_("Reason"), "basis": N_("Basis")}


class DeadlineKind(RecordKind):
    """Deadlines, whose periods, stops, extension and proof are read as sentences."""

    def readable(self, key: str, value: Any) -> str:
        """Return a field's value as a person reads it."""
        if key == "period" and isinstance(value, str) and value:
            return read_period(value).words
        if key == "proof" and isinstance(value, list) and value:
            counted = sum(item["counts"] for item in value)
            return _("%(all)d day(s) looked at, %(counted)d counted") % {
                "all": len(value),
                "counted": counted,
            }
        if key == "pauses" and isinstance(value, dict):
            return _stop(value)
        if key == "extension" and isinstance(value, dict):
            return _("by %(period)s, decided on %(day)s: %(reason)s (%(basis)s)") % {
                "period": read_period(value["period"]).words,
                "day": value["decided_on"],
                "reason": value["reason"],
                "basis": value["basis"],
            }
        return super().readable(key, value)


def _stop(value: Mapping[str, Any]) -> str:
    begun = _("from %(day)s: %(reason)s") % {"day": value["first"], "reason": value["reason"]}
    if not value["resumed"]:
        return begun
    ended = _("counts again from %(day)s: %(reason)s") % {
        "day": value["resumed"],
        "reason": value["resumed_for"],
    }
    return f"{begun}；{ended}"


KINDS: dict[str, RecordKind] = {
    "deadline": DeadlineKind(
        DEADLINES,
        N_("Deadline"),
        N_("Deadlines"),
        "label",
        {
            **_COMMON,
            "subject": N_("Record"),
            "matter": N_("Matter"),
            "label": N_("Deadline"),
            "starts_on": N_("Begins on"),
            "period": N_("Period"),
            "skip_closures": N_("Passes over closures"),
            "ends_on": N_("Ends on"),
            "provisional": N_("Provisional"),
            "proof": N_("Day by day"),
            "editions": N_("Counted by"),
            "state": N_("State"),
            "done_on": N_("Done on"),
            "pauses": N_("Stopped"),
            "extension": N_("Extended"),
            "day": N_("Day"),
            "counts": N_("Counts"),
            "why": N_("Reason"),
            "name": N_("Called"),
        },
        {
            "state": {
                "open": N_("running"),
                "paused": N_("stopped"),
                "done": N_("done"),
                "void": N_("void"),
            },
            "matter": {code: setting.title for code, setting in SETTINGS.items()},
            "why": WHY,
        },
        ("subject", "ends_on", "provisional", "state"),
        {
            "running": "state IN ('open', 'paused')",
            "overdue": "state = 'open' AND ends_on < :today",
            "provisional": "state IN ('open', 'paused') AND provisional",
            "paused": "state = 'paused'",
            "ended": "state IN ('done', 'void')",
            "all": "1",
        },
        {
            "running": N_("Running"),
            "overdue": N_("Overdue"),
            "provisional": N_("Provisional"),
            "paused": N_("Stopped"),
            "ended": N_("Done or void"),
            "all": N_("All deadlines"),
        },
        ("deadline_no_update", "deadline_keeps_its_start"),
    ),
    "policy": RecordKind(
        POLICIES,
        N_("Unit setting"),
        N_("Unit settings"),
        "code",
        {
            **_COMMON,
            "code": N_("Setting"),
            "value": N_("Value set"),
            "effective_from": N_("In force from"),
            "skip_closures": N_("Passes over closures"),
        },
        {"code": {code: setting.title for code, setting in SETTINGS.items()}},
        ("value", "effective_from", "source"),
        guards=("policy_no_update",),
    ),
    "calendar_year": RecordKind(
        CALENDARS,
        N_("Year of the calendar"),
        N_("Years of the calendar"),
        "year",
        {
            **_COMMON,
            "year": N_("Year"),
            "edition": N_("Edition"),
            "announced_on": N_("Announced on"),
            "days": N_("Days"),
            "file": N_("File"),
            "day": N_("Day"),
            "kind": N_("Kind"),
            "name": N_("Called"),
        },
        {"kind": {"rest": N_("rest day"), "work": N_("make-up working day")}},
        ("edition", "announced_on", "source"),
        guards=("calendar_year_no_update",),
    ),
    "closure": RecordKind(
        CLOSURES,
        N_("Closure of the unit"),
        N_("Closures of the unit"),
        "name",
        {
            **_COMMON,
            "name": N_("Called"),
            "first_day": N_("First day"),
            "last_day": N_("Last day"),
            "withdrawn": N_("Withdrawn"),
        },
        {},
        ("first_day", "last_day", "source"),
        guards=("closure_no_update",),
    ),
}
