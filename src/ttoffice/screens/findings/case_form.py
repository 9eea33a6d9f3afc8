"""The form of a case: how it began, what it is about, and whom; as it is typed, not as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ttoffice.findings.codes import UNIT
from ttoffice.findings.kinds import FINDING
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.parties.people import shown_person
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.reading import Reading
from ttoffice.widgets.fields import Field

GROUPS = {
    "began": N_("How it began"),
    "matter": N_("The matter"),
    "whom": N_("Whom it is about"),
}
GROUP_OF = {
    **dict.fromkeys(("title", "origin", "applicant", "received_on", "lead", "application"), "began"),
    **dict.fromkeys(
        ("subject", "matter_kind", "matter_text", "matter_on", "loss_fen", "loss", "cause"), "matter"
    ),
    **dict.fromkeys(("parties", "organisations", "note"), "whom"),
}
BASES = {
    "parties": "exemption:2",
    "origin": "exemption:12",
    "application": "exemption:12",
    "subject": "exemption:2",
}
COPIED = ("subject", "matter_kind", "matter_text", "matter_on", "loss_fen", "loss", "cause", "organisations")
"""What a further case about the same matter takes over."""


def case_fields() -> tuple[Field, ...]:
    """Return the fields of a case, in their groups."""
    from ttoffice.screens.findings.verbs import verb_fields

    return tuple(
        replace(field, group=GROUP_OF.get(field.key, "whom"), basis=BASES.get(field.key))
        for field in verb_fields("finding.open")
    )


def case_groups() -> dict[str, str]:
    """Return the headings of the groups."""
    return {group: _(label) for group, label in GROUPS.items()}


def in_form(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a finding's document as its form shows it."""
    name = document["applicant_name"]
    applicant = shown_person(document["applicant"], name) if document["applicant"] else name
    parties = [_party(party) for party in document["parties"]]
    return {**document, "applicant": applicant, "parties": parties}


def _party(party: Mapping[str, Any]) -> dict[str, Any]:
    whole = party["name"] if party["person"] == UNIT else shown_person(party["person"], party["name"])
    roles = [FINDING.readable("roles", role) for role in party["roles"]]
    return {"person": whole, "roles": roles, "post": party["post"]}


class CaseScreen(FormScreen):
    """The form of a case; where somebody else was quicker it begins anew from what stands, as it is typed."""

    def _save_over(self, theirs: frozenset[str], reading: Reading) -> None:
        super()._save_over(theirs, reading._replace(document=in_form(reading.document)))
