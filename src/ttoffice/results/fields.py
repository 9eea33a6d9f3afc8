"""The fields of a result, once: forms, imports, listings, histories and help all read this list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ttoffice.i18n import N_, gettext
from ttoffice.results.codes import (
    Answer,
    Coded,
    Consent,
    LicenseKind,
    Maturity,
    PaymentMode,
    ResultType,
    Secrecy,
    TechField,
    TechLevel,
    TechnologyClass,
    TransferMode,
)

Kind = Literal["line", "text", "code", "date", "integer", "words", "fee", "rows"]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: its key in the record, how it is entered and what limits it.

    Attributes:
        key: the attribute of `ResultRecord`.
        label_source: the catalog string of its label.
        kind: line, text (several lines), code (of `codes`), date, integer, words (list of strings),
            fee (a `FeePlan`) or rows (a list of nested values).
        group: the part of the form it stands in, a key of `GROUPS`.
        codes: the code list, for kind code.
        max_length: characters, for kinds line, text and words (of each word).
        basis: the article that asks for the field, or None.
    """

    key: str
    label_source: str
    kind: Kind
    group: str
    codes: type[Coded] | None = None
    max_length: int = 0
    basis: str | None = None

    @property
    def label(self) -> str:
        """The label in the user's language."""
        return gettext(self.label_source)


GROUPS: dict[str, str] = {
    "identity": N_("Result"),
    "rights": N_("IP rights"),
    "people": N_("Completers"),
    "origin": N_("Funding and nature"),
    "content": N_("Content"),
    "terms": N_("Intended terms"),
    "contact": N_("Contact"),
    "use": N_("Implementation"),
    "lists": N_("Lists and platform"),
}

LINE = 300
TEXT = 20_000
WORD = 60

FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", N_("Title"), "line", "identity", max_length=LINE),
    FieldSpec("result_type", N_("Result type"), "code", "identity", ResultType, basis="pay-later:3"),
    FieldSpec("department", N_("Department"), "line", "identity", max_length=LINE),
    FieldSpec("rights", N_("IP rights"), "rows", "rights", basis="pay-later:4"),
    FieldSpec("completers", N_("Completers"), "rows", "people"),
    FieldSpec("funding_source", N_("Funding source"), "line", "origin", max_length=LINE, basis="pay-later:4"),
    FieldSpec("fiscal", N_("Fiscal funding"), "code", "origin", Answer, basis="pay-later:4"),
    FieldSpec("project_number", N_("Project number"), "line", "origin", max_length=LINE),
    FieldSpec(
        "technology_class", N_("Nature of the result"), "code", "origin", TechnologyClass, basis="pay-later:4"
    ),
    FieldSpec("tech_field", N_("Technical field"), "code", "content", TechField),
    FieldSpec("industry", N_("Industry of use"), "line", "content", max_length=LINE),
    FieldSpec("maturity", N_("Maturity"), "code", "content", Maturity),
    FieldSpec("trl", N_("TRL (1-9)"), "integer", "content"),
    FieldSpec("tech_level", N_("Technical level"), "code", "content", TechLevel),
    FieldSpec("brief", N_("Brief"), "text", "content", max_length=TEXT, basis="pay-later:6(1)"),
    FieldSpec("keywords", N_("Keywords"), "words", "content", max_length=WORD),
    FieldSpec("secrecy", N_("Secrecy level"), "code", "content", Secrecy),
    FieldSpec("consent", N_("Researchers' consent"), "code", "terms", Consent, basis="pay-later:7(1)"),
    FieldSpec("consent_on", N_("Consent given on"), "date", "terms", basis="pay-later:7(1)"),
    FieldSpec("transfer_mode", N_("Intended transfer mode"), "code", "terms", TransferMode),
    FieldSpec("license_kind", N_("License kind"), "code", "terms", LicenseKind, basis="pay-later:6(1)"),
    FieldSpec("payment_mode", N_("Payment mode"), "code", "terms", PaymentMode, basis="pay-later:6(1)"),
    FieldSpec("fee_plan", N_("Fee plan"), "fee", "terms", basis="pay-later:2"),
    FieldSpec("fee_text", N_("Fee standard"), "line", "terms", max_length=1000, basis="pay-later:6(1)"),
    FieldSpec("license_term", N_("License term"), "line", "terms", max_length=LINE),
    FieldSpec("territory", N_("License territory"), "line", "terms", max_length=LINE),
    FieldSpec("contact_name", N_("Contact"), "line", "contact", max_length=LINE),
    FieldSpec("contact_phone", N_("Contact phone"), "line", "contact", max_length=LINE),
    FieldSpec("implemented", N_("Implemented"), "code", "use", Answer, basis="pay-later:4"),
    FieldSpec("implementations", N_("Implementation history"), "rows", "use", basis="pay-later:4"),
    FieldSpec("listed_since", N_("On the pay-later list since"), "date", "lists", basis="pay-later:4"),
    FieldSpec(
        "time_limited", N_("On the time-limited list"), "code", "lists", Answer, basis="pay-later:7(1)"
    ),
    FieldSpec(
        "exclusion_reason", N_("Reason for exclusion"), "line", "lists", max_length=1000, basis="pay-later:4"
    ),
    FieldSpec("exclusion_on", N_("Excluded on"), "date", "lists", basis="pay-later:4"),
    FieldSpec("platform_number", N_("Platform number"), "line", "lists", max_length=LINE),
    FieldSpec("remarks", N_("Remarks"), "text", "lists", max_length=TEXT),
    FieldSpec("flags", N_("Unsettled values"), "rows", "lists"),
)

BY_KEY: dict[str, FieldSpec] = {spec.key: spec for spec in FIELDS}

RIGHT_LABELS: dict[str, str] = {
    "kind": N_("Kind of right"),
    "number": N_("Right number"),
    "verified": N_("Number well formed"),
    "applied_on": N_("Applied on"),
    "acquired_on": N_("Acquired on"),
    "expires_on": N_("Expires on"),
    "legal_status": N_("Legal status"),
    "holders": N_("Holders"),
}
COMPLETER_LABELS: dict[str, str] = {
    "name": N_("Name"),
    "unit": N_("Unit"),
    "share": N_("Contribution (percent)"),
}
IMPLEMENTATION_LABELS: dict[str, str] = {"mode": N_("How"), "since": N_("Since"), "note": N_("Note")}


def label_of(path: str) -> str:
    """Return the label of a field path such as `title`, `rights.acquired_on` or `rights[0].number`."""
    head, _, tail = path.partition(".")
    head = head.partition("[")[0]
    nested = {
        "rights": RIGHT_LABELS,
        "completers": COMPLETER_LABELS,
        "implementations": IMPLEMENTATION_LABELS,
    }.get(head, {})
    if tail and tail in nested:
        return gettext(nested[tail])
    return BY_KEY[head].label if head in BY_KEY else path
