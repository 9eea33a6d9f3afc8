"""The fields of collective decisions and internal rules as forms and dialogs ask for them, and their verbs."""

from __future__ import annotations

from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.parties.internal_rules import TOPICS
from ttoffice.parties.kinds import DECISION, RULE
from ttoffice.screens.kit.verbs import Verb
from ttoffice.widgets.fields import Field

DATE_HINT = "2026-03-31"


def _people_hint() -> str:
    return _("number or name, separated by commas")


def decision_fields() -> tuple[Field, ...]:
    """Return the fields of an item that is prepared."""
    label = DECISION.label_of
    return (
        Field("title", label("title"), "line", max_length=300, basis="exemption:6"),
        Field("subject", label("subject"), "line", hint="CG-2026-0001"),
        Field("body", label("body"), "line", hint="校长办公会", max_length=300),
        Field("text", label("text"), "text"),
        Field("members", label("members"), "words", hint=_people_hint()),
        Field("persons", label("persons"), "words", hint=_people_hint()),
        Field("organisations", label("organisations"), "words", hint=_("credit code or name")),
        Field("material", label("material"), "words", hint="ZJ-2026-0001"),
        Field("note", label("note"), "text"),
    )


def decide_fields() -> tuple[Field, ...]:
    """Return what a meeting asks for: only what departs from all present and all for it."""
    label = DECISION.label_of
    dissent = (
        Field("person", _("Whose"), "line", hint=_("number or name")),
        Field("wording", label("wording"), "text", max_length=5000),
    )
    return (
        Field("decided_on", label("decided_on"), "date", hint=_("today where left empty")),
        Field("minutes", label("minutes"), "line", hint=_("exhibit, such as ZJ-2026-0001")),
        Field("absent", _("Absent"), "words", hint=_("the others count as present")),
        Field("against", _("Voted against"), "words", hint=_("the others present voted for it")),
        Field("abstained", _("Abstained"), "words", hint=_people_hint()),
        Field("dissents", label("dissents"), "rows", fields=dissent, basis="exemption:7(7)"),
    )


def correct_fields() -> tuple[Field, ...]:
    """Return what a correction asks for."""
    label = DECISION.label_of
    return (
        Field("why", _("Why it is corrected"), "line", max_length=2000),
        Field("title", label("title"), "line", hint=_("as before where left empty"), max_length=300),
        Field("text", label("text"), "text", hint=_("as before where left empty")),
    )


DECISION_VERBS: tuple[Verb, ...] = (
    Verb("decision.decide", N_("Record how a collective decision was taken"), decide_fields, bulk=False),
    Verb(
        "decision.correct",
        N_("Prepare a further decision that corrects one"),
        correct_fields,
        {"why": "-"},
        bulk=False,
    ),
)


def rule_fields() -> tuple[Field, ...]:
    """Return the fields of a rule's draft, those of its consultation among them."""
    label = RULE.label_of
    return (
        Field("title", label("title"), "line", "rule", max_length=300, basis="exemption:11"),
        Field("edition", label("edition"), "line", "rule", hint=_("trial, revised 2026 …"), max_length=300),
        Field("topics", label("topics"), "words", "rule", hint=listed(_(name) for name in TOPICS.values())),
        Field("text", label("text"), "text", "rule"),
        Field("exhibit", label("exhibit"), "line", "rule", hint="ZJ-2026-0001"),
        Field("replaces", label("replaces"), "line", "rule", hint="GZ-2026-0001"),
        Field("note", label("note"), "text", "rule", max_length=5000),
        *consultation_fields("consultation"),
    )


def consultation_fields(group: str = "") -> tuple[Field, ...]:
    """Return the fields of a consultation."""
    label = RULE.label_of
    opinion = (
        Field("opinion", label("opinion"), "text", max_length=5000),
        Field("source", label("source"), "line", hint=_("may stay empty"), max_length=300),
        Field("answer", label("answer"), "text", max_length=5000),
    )
    return (
        Field("consulted_from", label("consulted_from"), "date", group, hint=DATE_HINT),
        Field("consulted_until", label("consulted_until"), "date", group, hint=DATE_HINT),
        Field("scope", label("scope"), "line", group, max_length=5000, basis="exemption:11"),
        Field("opinions", label("opinions"), "rows", group, fields=opinion),
        Field("papers", label("papers"), "words", group, hint="ZJ-2026-0001"),
    )


def rule_groups() -> dict[str, str]:
    """Return the headings of a rule's form."""
    return {"rule": _("Rule"), "consultation": _("Consultation")}


def consult_fields() -> tuple[Field, ...]:
    """Return what ending a consultation asks for."""
    return consultation_fields()


def adopt_fields() -> tuple[Field, ...]:
    """Return what linking to a decision asks for."""
    hint = _("left empty: the newest adopted one about this rule")
    return (Field("decision", RULE.label_of("decision"), "line", hint=hint),)


def effect_fields() -> tuple[Field, ...]:
    """Return what coming into force asks for."""
    return (Field("effective_on", RULE.label_of("effective_on"), "date", hint=_("today where left empty")),)


def end_fields() -> tuple[Field, ...]:
    """Return what ending a rule asks for."""
    return (
        Field("ended_on", RULE.label_of("ended_on"), "date", hint=DATE_HINT),
        Field("reason", RULE.label_of("end_reason"), "line", max_length=2000),
    )


RULE_VERBS: tuple[Verb, ...] = (
    Verb("rule.consult", N_("Record that the consultation on an internal rule has ended"), consult_fields),
    Verb("rule.decide", N_("Link an internal rule to the collective decision that adopted it"), adopt_fields),
    Verb("rule.effect", N_("Set the day an internal rule comes into force"), effect_fields),
    Verb(
        "rule.supersede",
        N_("End an internal rule that no newer version replaces"),
        end_fields,
        {"ended_on": "9999-12-31", "reason": "-"},
    ),
)
