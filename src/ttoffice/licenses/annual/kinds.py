"""The kind of record of this area: annual reports."""

from __future__ import annotations

from ttoffice.action.kinds import RecordKind
from ttoffice.i18n import N_
from ttoffice.licenses.annual.record import ANNUALS

ANNUAL = RecordKind(
    ANNUALS,
    N_("Annual report"),
    N_("Annual reports"),
    "title",
    {
        "title": N_("Name of the report"),
        "year": N_("Year"),
        "file_name": N_("File"),
        "sha256": N_("SHA-256"),
        "contracts": N_("Contracts"),
        "missing": N_("Things missing"),
        "secret": N_("Left out as secret"),
        "exported_on": N_("Exported on"),
        "handed_in_on": N_("Handed in on"),
        "handed_to": N_("Handed to"),
        "proof": N_("Paper"),
        "note": N_("Note"),
    },
    {},
    ("year", "exported_on", "missing", "handed_in_on"),
    {"all": "1", "open": "handed_in_on IS NULL", "handed_in": "handed_in_on IS NOT NULL"},
    {"all": N_("all reports"), "open": N_("not handed in"), "handed_in": N_("handed in")},
    ("annual_stands_as_exported",),
)

KINDS: dict[str, RecordKind] = {ANNUAL.code: ANNUAL}
