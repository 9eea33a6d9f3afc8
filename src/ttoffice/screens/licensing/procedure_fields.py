"""What the verbs of a license's procedure ask for, from the declaration of ties to the end of the term."""

from __future__ import annotations

from collections.abc import Mapping

from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import PRICING_LABELS
from ttoffice.licenses.kinds import LICENSE
from ttoffice.screens.kit.verbs import Verb
from ttoffice.widgets.fields import Field

EXHIBIT = "ZJ-2026-0001"
label = LICENSE.label_of


def options(codes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return coded values as choices."""
    return tuple((code, _(name)) for code, name in codes.items())


def today_field(key: str, name: str) -> Field:
    """Return a day that is today where nothing is typed."""
    return Field(key, name, "date", hint=_("today where left empty"))


def ties_fields() -> tuple[Field, ...]:
    """Return what a declaration of ties asks for."""
    return (
        Field(
            "related",
            label("related"),
            "code",
            options=options(LICENSE.codes["related"]),
            basis="exemption:6",
        ),
        Field("note", label("related_note"), "line", max_length=2000),
        today_field("on", label("related_on")),
        Field("proof", label("related_proof"), "line", hint=EXHIBIT),
    )


def price_fields() -> tuple[Field, ...]:
    """Return what the pricing asks for."""
    return (
        Field("method", label("pricing"), "code", options=options(PRICING_LABELS), basis="促转法 18"),
        Field("proof", label("pricing_proof"), "words", hint=f"{EXHIBIT}、ZJ-2026-0002"),
    )


def inform_fields() -> tuple[Field, ...]:
    """Return what the record that the completers were informed asks for."""
    return (
        today_field("on", label("researchers_informed_on")),
        Field("proof", label("informed_proof"), "line", hint=EXHIBIT),
    )


def publish_fields() -> tuple[Field, ...]:
    """Return what linking the price notice asks for."""
    hint = _("left empty: the newest price notice about this license")
    return (Field("notice", label("notice"), "line", hint=hint, basis="促转法 18"),)


def decide_fields() -> tuple[Field, ...]:
    """Return what linking the collective decision asks for."""
    hint = _("left empty: the newest adopted one about this license")
    return (Field("decision", label("decision"), "line", hint=hint, basis="exemption:6"),)


def sign_fields() -> tuple[Field, ...]:
    """Return what signing asks for."""
    return (
        today_field("signed_on", label("signed_on")),
        Field("effective_on", label("effective_on"), "date", hint=_("the day of signature where left empty")),
        Field("contract", label("contract"), "line", hint="HT-2026-0001"),
        Field("proof", label("contract_proof"), "line", hint=EXHIBIT),
    )


def on_fields() -> tuple[Field, ...]:
    """Return what a step with a day of its own asks for."""
    return (today_field("on", _("Day")),)


def first_sale_fields() -> tuple[Field, ...]:
    """Return what the first sale asks for."""
    return (today_field("on", label("first_sale_on")),)


def proof_fields() -> tuple[Field, ...]:
    """Return the papers that come later."""
    return (
        Field("contract", label("contract_proof"), "line", hint=EXHIBIT),
        Field("ties", label("related_proof"), "line", hint=EXHIBIT),
        Field("informed", label("informed_proof"), "line", hint=EXHIBIT),
        Field("pricing", label("pricing_proof"), "words", hint=EXHIBIT),
    )


def end_fields() -> tuple[Field, ...]:
    """Return what the end of the term asks for."""
    return (
        Field("on", label("ended_on"), "date", hint=_("the last day of the term where left empty")),
        Field("reason", label("end_reason"), "line", max_length=300),
    )


LICENSE_VERBS: tuple[Verb, ...] = (
    Verb("license.negotiate", bulk=False),
    Verb("license.declare_ties", fields=ties_fields, probe={"related": "none"}, bulk=False),
    Verb("license.price", fields=price_fields, probe={"method": "agreement"}, bulk=False),
    Verb("license.inform", fields=inform_fields, bulk=False),
    Verb("license.publish_price", fields=publish_fields, bulk=False),
    Verb("license.decide", fields=decide_fields, bulk=False),
    Verb("license.sign", fields=sign_fields, bulk=False),
    Verb("license.begin", fields=on_fields, bulk=False),
    Verb("license.record_first_sale", fields=first_sale_fields, bulk=False),
    Verb("license.add_proof", fields=proof_fields, bulk=False),
    Verb("license.end", fields=end_fields, bulk=False),
)
"""The steps of the procedure; each is called as its action is."""
