"""The fields of people and recusal checks as forms and dialogs ask for them, and the verbs about people."""

from __future__ import annotations

from typing import Any

from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.parties.kinds import PERSON, RECUSAL
from ttoffice.parties.people import ROLES, TieKind
from ttoffice.parties.recusals import RecusalOutcome
from ttoffice.screens.kit.verbs import Verb
from ttoffice.widgets.fields import Field

DATE_HINT = "2026-03-31"


def person_fields() -> tuple[Field, ...]:
    """Return the fields of a person's form."""
    label = PERSON.label_of
    return (
        Field("name", label("name"), "line", max_length=100),
        Field("roles", label("roles"), "words", hint=role_hint(), basis="exemption:2"),
        Field("department", label("department"), "line", max_length=300),
        Field("posts", label("posts"), "rows", fields=post_fields()),
        Field("ties", label("ties"), "rows", fields=tie_fields(), basis="exemption:10(5)"),
        Field("note", label("note"), "text", max_length=2000),
    )


def role_hint() -> str:
    """Return the roles as they can be typed."""
    return listed(_(name) for name in ROLES.values())


def post_fields() -> tuple[Field, ...]:
    """Return the fields of one post."""
    label = PERSON.label_of
    return (
        Field("title", label("title"), "line", max_length=100),
        Field("body", label("body"), "line", max_length=300),
        *span_fields(),
    )


def span_fields() -> tuple[Field, ...]:
    """Return the fields of a time that something lasts."""
    return (
        Field("since", _("From"), "date", hint=DATE_HINT),
        Field("until", _("Until"), "date", hint=_("empty while it lasts")),
    )


def tie_fields() -> tuple[Field, ...]:
    """Return the fields of one tie."""
    label = PERSON.label_of
    kinds = tuple((kind.value, PERSON.readable("kind", kind.value)) for kind in TieKind)
    return (
        Field("kind", label("kind"), "code", options=kinds),
        Field("person", _("Person of the unit"), "line", hint=_("number or name"), max_length=300),
        Field("name", _("Person outside"), "line", hint=_("name"), max_length=300),
        Field("relation", label("relation"), "line", hint=_("spouse, child, adviser …"), max_length=300),
        Field("organisation", label("organisation"), "line", max_length=300),
        Field("credit_code", label("credit_code"), "line", hint="91530100MA6N2XYT0X", max_length=18),
        Field("share", label("share"), "share", hint="12.5"),
        *span_fields(),
        Field("declared_on", label("declared_on"), "date", hint=_("today where left empty")),
    )


def declare_fields() -> tuple[Field, ...]:
    """Return what a declaration asks for."""
    return (
        Field("ties", PERSON.label_of("ties"), "rows", fields=tie_fields()),
        Field("declared_on", PERSON.label_of("declared_on"), "date", hint=_("today where left empty")),
    )


def leave_fields() -> tuple[Field, ...]:
    """Return what leaving asks for."""
    return (Field("on", PERSON.label_of("left_on"), "date", hint=_("today where left empty")),)


VERBS: tuple[Verb, ...] = (
    Verb(
        "person.declare",
        N_("Record what a person declares of kin and interests"),
        declare_fields,
        {"ties": [{"kind": "other", "name": "-"}]},
        bulk=False,
    ),
    Verb("person.leave", N_("Record that a person leaves the unit"), leave_fields),
    Verb("person.return", N_("Record that a person is with the unit again"), ladder="ask"),
)


def matter_fields() -> tuple[Field, ...]:
    """Return what a look for conflicts asks for."""
    several = _("number or name, separated by commas")
    return (
        Field("subject", RECUSAL.label_of("subject"), "line", hint="CG-2026-0001", basis="exemption:10(5)"),
        Field("organisations", _("Organisations in it"), "words", hint=_("credit code or name")),
        Field("persons", _("Persons whom it is about"), "words", hint=several),
        Field("earlier_panel", _("Earlier panel"), "words", hint=several),
        Field("on", _("Day that counts for ties"), "date", hint=_("empty: ties of any time")),
    )


def outcome_fields() -> tuple[Field, ...]:
    """Return what the record of a check asks for."""
    label = RECUSAL.label_of
    outcomes: tuple[tuple[Any, str], ...] = tuple(
        (outcome.value, RECUSAL.readable("outcome", outcome.value)) for outcome in RecusalOutcome
    )
    return (
        Field("outcome", label("outcome"), "code", options=outcomes),
        Field("reasons", label("reasons"), "text", max_length=2000),
        Field("decided_by", label("decided_by"), "line", hint=_("person, decision or body"), max_length=300),
        Field("namesake", label("namesakes"), "choice", options=((True, _("Yes")),)),
        Field("checked_on", label("checked_on"), "date", hint=_("today where left empty")),
    )
