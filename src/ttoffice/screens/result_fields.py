"""The fields of a result as forms ask for them: those of the record, of its nested entries, and of its verbs."""

from __future__ import annotations

from typing import Any

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.results.codes import Coded, LegalStatus, RightKind, RoyaltyBase, TransferMode
from ttoffice.results.fields import COMPLETER_LABELS, FIELDS, GROUPS, IMPLEMENTATION_LABELS, RIGHT_LABELS
from ttoffice.screens.kit.verbs import Verb
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
        Field("field", _("Field"), "code", options=tuple((item.key, item.label) for item in FIELDS)),
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


def _day(key: str, label: str) -> tuple[Field, ...]:
    return (Field(key, label, "date", hint=_("today where left empty")),)


def since_fields() -> tuple[Field, ...]:
    """Return what entering the list asks for."""
    return _day("since", _("On the list since"))


def exclusion_fields() -> tuple[Field, ...]:
    """Return what an exclusion asks for."""
    return (Field("reason", _("Reason"), "line", max_length=1000), *_day("on", _("Excluded on")))


def upload_fields() -> tuple[Field, ...]:
    """Return what marking a batch as uploaded asks for."""
    return _day("uploaded_on", _("Uploaded on"))


VERBS: tuple[Verb, ...] = (
    Verb("result.list", N_("Enter a result in the pay-later list"), since_fields),
    Verb("result.delist", N_("Take a result off the pay-later list"), ladder="ask"),
    Verb(
        "result.exclude",
        N_("Leave a result off the pay-later list, with the reason"),
        exclusion_fields,
        {"reason": "-"},
    ),
    Verb("result.include", N_("Take back the exclusion from the pay-later list"), ladder="ask"),
    Verb("result.record_use", N_("Record that a result was put to use"), use_fields),
)

MARK_UPLOADED = Verb(
    "listing.mark_uploaded", N_("Mark an exported listing as uploaded to the platform"), upload_fields
)
