"""The fields of a result as forms ask for them: those of the record, of its nested entries, and of its verbs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.results.codes import Coded, LegalStatus, RightKind, RoyaltyBase, TransferMode
from ttoffice.results.fields import COMPLETER_LABELS, FIELDS, GROUPS, IMPLEMENTATION_LABELS, RIGHT_LABELS
from ttoffice.widgets.fields import Field, Kind

READ_ONLY = frozenset({"listed_since", "exclusion_reason", "exclusion_on"})
"""Fields that only their own verbs change: entering the list, leaving it, excluding."""
DATE_HINT = "2026-03-31"
HINTS = {
    "keywords": N_("several, separated by commas"),
    "trl": "1-9",
}


def options(codes: type[Coded]) -> tuple[tuple[Any, str], ...]:
    """Return the codes of a list with their labels."""
    return tuple((code.value, code.label) for code in codes)


def result_fields() -> tuple[Field, ...]:
    """Return the fields of a result that a form may change, in the order of the register."""
    nested = {
        "rights": right_fields(),
        "completers": completer_fields(),
        "implementations": use_fields(),
        "flags": flag_fields(),
        "fee_plan": fee_fields(),
    }
    kinds: dict[str, Kind] = {"rows": "rows", "fee": "entry"}
    fields = []
    for spec in FIELDS:
        if spec.key in READ_ONLY:
            continue
        kind: Kind = "notes" if spec.key == "flags" else kinds.get(spec.kind) or spec.kind  # type: ignore[assignment]  # fee and rows are replaced
        fields.append(
            Field(
                spec.key,
                spec.label,
                kind,
                spec.group,
                options(spec.codes) if spec.codes else (),
                nested.get(spec.key, ()),
                DATE_HINT
                if spec.kind == "date"
                else _(HINTS.get(spec.key, ""))
                if HINTS.get(spec.key)
                else "",
                spec.basis,
                spec.max_length,
            )
        )
    return tuple(fields)


def groups() -> dict[str, str]:
    """Return the headings of a result's form."""
    return {key: _(label) for key, label in GROUPS.items()}


def right_fields() -> tuple[Field, ...]:
    """Return the fields of an IP right."""
    label = {key: _(source) for key, source in RIGHT_LABELS.items()}
    verified = ((True, _("Yes")), (False, _("No, but compared with the certificate: it reads so")))
    return (
        Field("kind", label["kind"], "code", options=options(RightKind)),
        Field("number", label["number"], "line", hint="ZL202010123456.7"),
        Field("verified", label["verified"], "choice", options=verified),
        Field("applied_on", label["applied_on"], "date", hint=DATE_HINT),
        Field("acquired_on", label["acquired_on"], "date", hint=DATE_HINT),
        Field("expires_on", label["expires_on"], "date", hint=DATE_HINT),
        Field("legal_status", label["legal_status"], "code", options=options(LegalStatus)),
        Field(
            "holders",
            label["holders"],
            "rows",
            fields=(
                Field("name", _(COMPLETER_LABELS["name"]), "line"),
                Field("share", _("Share (percent)"), "share", hint="50"),
            ),
        ),
    )


def completer_fields() -> tuple[Field, ...]:
    """Return the fields of a completer."""
    return (
        Field("name", _(COMPLETER_LABELS["name"]), "line"),
        Field("unit", _(COMPLETER_LABELS["unit"]), "line"),
        Field("share", _(COMPLETER_LABELS["share"]), "share", hint="50"),
    )


def use_fields() -> tuple[Field, ...]:
    """Return the fields of one use of a result."""
    return (
        Field("mode", _(IMPLEMENTATION_LABELS["mode"]), "code", options=options(TransferMode)),
        Field("since", _(IMPLEMENTATION_LABELS["since"]), "line", hint="2024 / 2024-06 / 2024-06-18"),
        Field("note", _(IMPLEMENTATION_LABELS["note"]), "line"),
    )


def flag_fields() -> tuple[Field, ...]:
    """Return what is shown of a value from outside that was not understood."""
    return (
        Field("field", _("Field"), "line"),
        Field("raw", _("As written"), "line"),
        Field("source", _("Source"), "line"),
    )


def fee_fields() -> tuple[Field, ...]:
    """Return the fields of a fee plan (pay-later Art. 2)."""
    amount = _("in yuan, such as 80000")
    stage = (
        Field("trigger", _("When"), "line", hint=_("what has to happen")),
        Field("amount_fen", _("Amount"), "money", hint=amount),
        Field("share", _("Share of the fee (percent)"), "share", hint="30"),
        Field("days_to_pay", _("Days to pay"), "integer", hint="30"),
    )
    royalty = (
        Field("rate", _("Rate (percent)"), "share", hint="3"),
        Field("base", _("Counted on"), "code", options=options(RoyaltyBase)),
    )
    return (
        Field("threshold_fen", _("Threshold fee"), "money", hint=amount),
        Field("stages", _("Stage payments"), "rows", fields=stage),
        Field("royalty", _("Royalty"), "entry", fields=royalty),
        Field("lump_sum_fen", _("Lump sum"), "money", hint=amount),
        Field("negotiable", _("To be negotiated"), "choice", options=((True, _("Yes")),)),
    )


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb about a result besides editing: its name, and what it asks for.

    Attributes:
        name: the action.
        label_source: catalog string of what it does.
        fields: what its dialog asks for; none means that it asks for confirmation only by being chosen.
        probe: data that would be allowed, to ask whether the result itself stands in the way.
    """

    name: str
    label_source: str
    probe: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """What it does, in the user's language."""
        return _(self.label_source)

    def fields(self) -> tuple[Field, ...]:
        """Return what its dialog asks for."""
        if self.name == "result.list":
            return (Field("since", _("On the list since"), "date", hint=_("today where left empty")),)
        if self.name == "result.exclude":
            return (
                Field("reason", _("Reason"), "line"),
                Field("on", _("Excluded on"), "date", hint=_("today where left empty")),
            )
        if self.name == "listing.mark_uploaded":
            return (Field("uploaded_on", _("Uploaded on"), "date", hint=_("today where left empty")),)
        return use_fields() if self.name == "result.record_use" else ()


VERBS: tuple[Verb, ...] = (
    Verb("result.list", N_("Enter a result in the pay-later list")),
    Verb("result.delist", N_("Take a result off the pay-later list")),
    Verb(
        "result.exclude",
        N_("Leave a result off the pay-later list, with the reason"),
        (("reason", "-"),),
    ),
    Verb("result.include", N_("Take back the exclusion from the pay-later list")),
    Verb("result.record_use", N_("Record that a result was put to use")),
)

MARK_UPLOADED = Verb("listing.mark_uploaded", N_("Mark an exported listing as uploaded to the platform"))


def sent(fields: Iterable[Field], values: dict[str, Any]) -> dict[str, Any]:
    """Return the values to send to a verb: those that are not empty."""
    return {field.key: values[field.key] for field in fields if values[field.key] not in (None, "", [])}
