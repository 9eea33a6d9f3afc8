"""The fields of enterprises as forms and dialogs ask for them, and the verbs about enterprises."""

from __future__ import annotations

from collections.abc import Mapping

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.parties import enterprise_labels as labels
from ttoffice.parties.enterprise_kind import ENTERPRISE
from ttoffice.screens.kit.verbs import Verb
from ttoffice.screens.people_fields import DATE_HINT, span_fields
from ttoffice.widgets.fields import Field

GROUPS = {
    "who": N_("Who it is"),
    "size": N_("Industry and size"),
    "contract": N_("For the contract"),
    "behind": N_("Who stands behind it"),
}
"""The headings of the form."""


def options(names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return codes as they can be chosen."""
    return tuple((code, _(name)) for code, name in names.items())


def enterprise_fields() -> tuple[Field, ...]:
    """Return the fields of an enterprise's form."""
    return (*_who(), *_size(), *_contract(), *_behind())


def _who() -> tuple[Field, ...]:
    label, group = ENTERPRISE.label_of, "who"
    return (
        Field("name", label("name"), "line", group, max_length=200),
        Field(
            "credit_code",
            label("credit_code"),
            "line",
            group,
            hint=_("18 characters"),
            basis="GB 32100-2015",
        ),
        Field("code_reason", label("code_reason"), "line", group, max_length=300),
        Field("entity", label("entity"), "code", group, options(labels.ENTITIES), basis="pay-later:2"),
        Field("former_names", label("former_names"), "words", group),
        Field("country", label("country"), "line", group, hint=_("by name, or two letters such as LA")),
        Field("region", label("region"), "code", group, options(labels.REGIONS)),
        Field("note", label("note"), "text", group, max_length=2000),
    )


def _size() -> tuple[Field, ...]:
    label, group = ENTERPRISE.label_of, "size"
    return (
        Field("industry", label("industry"), "code", group, options(labels.INDUSTRIES), basis="pay-later:1"),
        Field("industry_text", label("industry_text"), "line", group, hint="GB/T 4754", max_length=300),
        Field("figures", label("figures"), "rows", group, fields=figure_fields(), basis="pay-later:1"),
        Field("marks", label("marks"), "rows", group, fields=_mark_fields()),
    )


def _contract() -> tuple[Field, ...]:
    label, group = ENTERPRISE.label_of, "contract"
    return (
        Field("representative", label("representative"), "line", group, max_length=300),
        Field("address", label("address"), "line", group, max_length=300),
        Field("contact_name", label("contact_name"), "line", group, max_length=300),
        Field(
            "contact_phone",
            label("contact_phone"),
            "line",
            group,
            hint=_("an office line, no mobile"),
            max_length=300,
        ),
        Field("bank_name", label("bank_name"), "line", group, max_length=300),
        Field("bank_account", label("bank_account"), "line", group, max_length=40),
    )


def _behind() -> tuple[Field, ...]:
    rows = _insider_fields()
    return (
        Field(
            "insiders",
            ENTERPRISE.label_of("insiders"),
            "rows",
            "behind",
            fields=rows,
            basis="exemption:10(5)",
        ),
    )


def figure_fields() -> tuple[Field, ...]:
    """Return the fields of one year's figures."""
    label = ENTERPRISE.label_of
    return (
        Field("year", label("year"), "integer", hint="2025"),
        Field("employees", label("employees"), "integer"),
        Field("revenue_fen", label("revenue_fen"), "money"),
        Field("assets_fen", label("assets_fen"), "money"),
        Field("source", label("source"), "line", hint=_("annual report, declaration …"), max_length=300),
        Field("declared_on", label("declared_on"), "date", hint=DATE_HINT),
        Field("proof", label("proof"), "line", hint="ZJ-2026-0001", max_length=300),
    )


def _mark_fields() -> tuple[Field, ...]:
    label = ENTERPRISE.label_of
    return (
        Field("kind", label("kind"), "code", options=options(labels.MARKS)),
        Field("number", label("number"), "line", max_length=300),
        *span_fields(),
        Field("proof", label("proof"), "line", hint="ZJ-2026-0001", max_length=300),
    )


def _insider_fields() -> tuple[Field, ...]:
    label = ENTERPRISE.label_of
    return (
        Field("who", label("who"), "line", max_length=200),
        Field("position", label("position"), "code", options=options(labels.POSITIONS)),
        Field("share", label("share"), "share", hint="12.5"),
        *span_fields(),
        Field("source", label("source"), "line", max_length=300),
    )


def close_fields() -> tuple[Field, ...]:
    """Return what the end of an enterprise asks for."""
    label = ENTERPRISE.label_of
    ends = tuple(pair for pair in options(labels.STATES) if pair[0] != "active")
    return (
        Field("state", label("state"), "code", options=ends),
        Field("on", label("ended_on"), "date", hint=_("today where left empty")),
        Field("source", label("ended_source"), "line", max_length=300),
    )


def reopen_fields() -> tuple[Field, ...]:
    """Return what taking an end back asks for."""
    return (Field("reason", _("Reason"), "line", max_length=300),)


VERBS: tuple[Verb, ...] = (
    Verb(
        "enterprise.add_figures",
        N_("Add the figures of a year to an enterprise"),
        figure_fields,
        {"year": 1949, "employees": 0, "source": "-"},
        bulk=False,
    ),
    Verb(
        "enterprise.close",
        N_("Record that an enterprise was dissolved or is bankrupt"),
        close_fields,
        {"source": "-"},
        bulk=False,
    ),
    Verb(
        "enterprise.reopen",
        N_("Take back that an enterprise has ended"),
        reopen_fields,
        {"reason": "-"},
        bulk=False,
    ),
)
