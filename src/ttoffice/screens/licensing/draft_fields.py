"""The fields of a draft by step: licensee, what is licensed, its extent, the fee plan, clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses import codes
from ttoffice.licenses.kinds import LICENSE
from ttoffice.results.codes import LABELS, LicenseKind
from ttoffice.screens.licensing.draft_data import CHOICE, VALUE, WORDINGS
from ttoffice.screens.licensing.procedure_fields import EXHIBIT, options
from ttoffice.widgets.fields import Field

if TYPE_CHECKING:
    from ttoffice.licenses.contracts.library import Library

DAY = "2026-03-31"
STEPS: dict[str, str] = {
    "licensee": N_("Licensee"),
    "grants": N_("What is licensed"),
    "extent": N_("Kind, territory, term"),
    "fees": N_("Fee plan"),
    "clauses": N_("Clauses"),
}
"""The steps of drafting that have fields, in their order."""
CHECK = "check"
"""The last step: everything that is missing, and the terms as sentences."""
SIGNATURE = "signature"
"""The step that a contract has that was signed before."""
AMENDMENT = "amendment"
"""The step that an amendment has in place of the licensee."""
label = LICENSE.label_of


def draft_fields(library: Library) -> tuple[Field, ...]:
    """Return the fields of a draft, in the order of its steps."""
    return (*licensee_fields(), *terms_fields(library))


def terms_fields(library: Library) -> tuple[Field, ...]:
    """Return the fields of the terms alone."""
    return (*grant_fields(), *extent_fields(), *fee_fields(), *clause_fields(library))


def licensee_fields() -> tuple[Field, ...]:
    """Return who takes the license, and who looks after it."""
    who = _("number, credit code or exact name; F3 looks it up")
    return (
        Field("licensee", label("licensee"), "line", "licensee", hint=who, basis="pay-later:1", max_length=300),
        Field(
            "title", label("title"), "line", "licensee", hint=_("made of results and licensee where left empty"),
            max_length=300,
        ),
        Field("responsible", label("responsible"), "line", "licensee", hint=_("number or name"), max_length=300),
        Field("note", label("note"), "text", "licensee", max_length=5000),
    )  # fmt: skip


def grant_fields() -> tuple[Field, ...]:
    """Return what is licensed: results, and of each which rights."""
    grant = (
        Field("result", label("result"), "line", hint="CG-2026-0001", max_length=40),
        Field("rights", label("rights"), "words", hint=_("numbers; all of the result where left empty")),
        Field("consent", label("consent"), "line", hint=EXHIBIT, basis="专利法 14", max_length=40),
    )
    return (Field("grants", label("grants"), "rows", "grants", fields=grant, basis="pay-later:3"),)


def extent_fields() -> tuple[Field, ...]:
    """Return kind, territory, field of use, term and sublicenses."""
    return (
        Field(
            "kind", label("kind"), "code", "extent", options(LABELS[LicenseKind]),
            hint=_("not stated means ordinary"), basis="技术合同解释 25",
        ),
        Field("territory", label("territory"), "line", "extent", hint=_("empty means everywhere"), max_length=300),
        Field(
            "field_of_use", label("field_of_use"), "line", "extent", hint=_("empty means every field"),
            max_length=300,
        ),
        Field("starts_on", label("starts_on"), "date", "extent", hint=_("the day of effect where left empty")),
        Field("ends_on", label("ends_on"), "date", "extent", hint=DAY, basis="民法典 865"),
        Field(
            "sublicensing", label("sublicensing"), "code", "extent", options(codes.SUBLICENSING_LABELS),
            basis="民法典 867",
        ),
    )  # fmt: skip


def _money(key: str, group: str = "", hint: str = "") -> Field:
    return Field(key, label(key), "money", group, hint=hint or _("such as 300000; 0 for none"))


def fee_fields() -> tuple[Field, ...]:
    """Return the fee plan: threshold fee, stages, royalty, lateness."""
    return (
        Field(
            "threshold_fen", label("threshold_fen"), "money", "fees", hint=_("such as 300000; 0 for none"),
            basis="pay-later:2",
        ),
        Field("threshold_days", label("threshold_days"), "integer", "fees"),
        Field("stages", label("stages"), "rows", "fees", fields=stage_fields(), basis="pay-later:2(2)"),
        _money("total_fen", "fees", _("only where stages are shares of it")),
        Field("royalty", label("royalty"), "entry", "fees", fields=royalty_fields(), basis="pay-later:2(1)"),
        Field("late_rate", label("late_rate"), "share", "fees", hint="0.05"),
        Field("grace_days", label("grace_days"), "integer", "fees"),
    )  # fmt: skip


def stage_fields() -> tuple[Field, ...]:
    """Return the fields of one stage."""
    return (
        Field("label", label("label"), "line", hint=_("as the contract calls it"), max_length=300),
        Field(
            "trigger", label("trigger"), "code", options=options(codes.TRIGGER_LABELS), basis="pay-later:2(2)"
        ),
        Field("milestone", label("milestone"), "code", options=options(codes.MILESTONE_LABELS)),
        Field("planned_on", label("planned_on"), "date", hint=_("of a milestone node: expected on")),
        Field("on", label("on"), "date", hint=_("of a date node; or the period after effect")),
        Field("after", label("after"), "line", hint=_("6m, 1y, 90d after effect"), max_length=12),
        Field(
            "proof", label("proof"), "line", hint=_("what proves that the node is reached"), max_length=300
        ),
        _money("amount_fen", hint=_("such as 300000; or a share of the sum")),
        Field("share", label("share"), "share", hint=_("percent of the sum of the stages")),
        Field("days_to_pay", label("days_to_pay"), "integer"),
    )


def royalty_fields() -> tuple[Field, ...]:
    """Return the fields of a royalty."""
    step = (
        Field(
            "start",
            label("start"),
            "line",
            hint=_("by year 1, 2 ...; by volume 0, 1000000 ..."),
            max_length=40,
        ),
        Field("rate", label("rate"), "line", hint=_("percent; of a quantity yuan a unit"), max_length=40),
    )
    return (
        Field("base", label("base"), "code", options=options(codes.BASE_LABELS), basis="民法典 846"),
        Field(
            "base_note",
            label("base_note"),
            "line",
            hint=_("what counts and what is taken off"),
            max_length=5000,
        ),
        Field("rate_kind", label("rate_kind"), "code", options=options(codes.RATE_LABELS)),
        Field("steps", label("steps"), "rows", fields=step),
        Field("period", label("period"), "code", options=options(codes.PERIOD_LABELS)),
        Field("report_days", label("report_days"), "integer", hint=_("calendar days after the period")),
        Field(
            "payment_days",
            label("payment_days"),
            "integer",
            hint=_("calendar days after the report's last day"),
        ),
        Field("starts_on", _("Royalty from"), "date", hint=DAY),
        Field(
            "starts_after", label("starts_after"), "line", hint=_("6m, 1y, 90d after effect"), max_length=12
        ),
        Field("from_first_sale", label("from_first_sale"), "choice", options=((True, _("yes")),)),
        Field("ends_on", _("Royalty until"), "date", hint=DAY),
        _money("minimum_fen", hint=_("may stay empty")),
        _money("cap_fen", hint=_("may stay empty")),
    )


def clause_fields(library: Library) -> tuple[Field, ...]:
    """Return what can be chosen and filled in of the clause library, and wordings of the office's own."""
    usual = _("usually: %(what)s")
    choices = (
        Field(
            f"{CHOICE}{key}",
            choice.title,
            "code",
            "clauses",
            tuple(choice.options.items()),
            hint=usual % {"what": choice.options[choice.default]},
        )
        for key, choice in library.choices.items()
    )
    values = (
        Field(
            f"{VALUE}{key}",
            value.title,
            "line",
            "clauses",
            hint=usual % {"what": value.default},
            max_length=5000,
        )
        for key, value in library.parameters.items()
    )
    worded = (
        Field("key", _("Clause"), "code", options=tuple(_clauses(library))),
        Field("wording", label("wording"), "text", max_length=5000),
    )
    return (*choices, *values, Field(WORDINGS, _("Other wordings"), "rows", "clauses", fields=worded))  # fmt: skip


def _clauses(library: Library) -> Iterator[tuple[str, str]]:
    """Yield each sentence of the library by its article and its key."""
    for article in library.articles:
        for clause in article.clauses:
            if clause.text is not None:
                yield clause.key, f"{article.title}  {clause.key}"


def signature_fields() -> tuple[Field, ...]:
    """Return what is said of a signature that is past."""
    group = SIGNATURE
    return (
        Field("signed_on", label("signed_on"), "date", group, hint=DAY),
        Field(
            "effective_on",
            label("effective_on"),
            "date",
            group,
            hint=_("the day of signature where left empty"),
        ),
        Field("registered_on", label("registered_on"), "date", group, hint=DAY, basis="pay-later:6(3)"),
        Field("first_sale_on", label("first_sale_on"), "date", group, hint=DAY),
        Field("proof", label("contract_proof"), "line", group, hint=EXHIBIT),
        Field("related", label("related"), "code", group, options(LICENSE.codes["related"])),
    )


def amendment_fields() -> tuple[Field, ...]:
    """Return what an amendment says of itself, beside the terms that it changes."""
    group = AMENDMENT
    return (
        Field("effective_on", _("Holds from"), "date", group, hint=DAY),
        Field("reason", _("Reason"), "line", group, max_length=2000),
        Field("signed_on", label("signed_on"), "date", group, hint=_("today where left empty")),
        Field(
            "amendment_title", label("title"), "line", group, hint=_("made of what changes where left empty")
        ),
        Field("decision", label("decision"), "line", group, hint="JY-2026-0001"),
        Field("proof", label("contract_proof"), "line", group, hint=EXHIBIT),
    )
