"""What the forms of deadlines, settings and the calendar ask for."""

from __future__ import annotations

from typing import Any

from ttoffice.deadlines.policy import SETTINGS
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.kit.verbs import Verb
from ttoffice.widgets.fields import Field

DATE_HINT = "2026-03-31"
LONG = 1000


def period_hint() -> str:
    """Return how a period is written."""
    return _("15d days, 5wd working days, 3m months, 1y years")


def start_form() -> FormSpec:
    """Return the form of a deadline of the office's own."""
    known = "、".join(code for code, setting in SETTINGS.items() if setting.kind == "period")
    fields = (
        Field("subject", _("Record"), "line", hint="CG-2026-0001"),
        Field(
            "matter",
            _("Matter"),
            "line",
            hint=_("your own words, or one of the unit's settings: %(codes)s") % {"codes": known},
            max_length=60,
        ),
        Field("label", _("Deadline"), "line", hint=_("what it is called"), max_length=300),
        Field("starts_on", _("Begins on"), "date", hint=_("this day is not counted"), basis="民法典 201"),
        Field("period", _("Period"), "line", hint=period_hint()),
        Field("source", _("Source"), "line", hint=_("what the length rests on"), max_length=300),
        Field("basis", _("Basis"), "line", max_length=300),
    )
    return FormSpec(fields, {}, dict.fromkeys((field.key for field in fields), ""))


def _day(key: str, label: str) -> Field:
    return Field(key, label, "date", hint=_("today where left empty"))


def _reason() -> Field:
    return Field("reason", _("Reason"), "line", max_length=LONG)


def stop_fields() -> tuple[Field, ...]:
    """Return what stopping the clock asks for."""
    return (_reason(), _day("on", _("Does not count from")))


def resume_fields() -> tuple[Field, ...]:
    """Return what letting the clock run on asks for."""
    return (_reason(), _day("on", _("Counts again from")))


def extend_fields() -> tuple[Field, ...]:
    """Return what an extension asks for."""
    return (
        _reason(),
        Field("basis", _("Basis"), "line", hint=_("the paper or article that allows it"), max_length=LONG),
        Field("period", _("Longer by"), "line", hint=_("the unit's setting where left empty")),
        _day("decided_on", _("Extension decided on")),
    )


def finish_fields() -> tuple[Field, ...]:
    """Return what closing a deadline asks for."""
    return (_day("on", _("Done on")),)


def void_fields() -> tuple[Field, ...]:
    """Return what voiding a deadline asks for."""
    return (_reason(),)


_PROBE = {"reason": "-", "basis": "-", "period": "1d"}
VERBS: tuple[Verb, ...] = (
    Verb("deadline.finish", N_("Record that what a deadline waits for is done"), finish_fields),
    Verb("deadline.stop", N_("Stop the clock of a deadline"), stop_fields, {"reason": "-"}),
    Verb("deadline.resume", N_("Let the clock of a deadline run on"), resume_fields, {"reason": "-"}),
    Verb("deadline.extend", N_("Extend a deadline, once"), extend_fields, _PROBE),
    Verb("deadline.void", N_("Record that a deadline no longer matters"), void_fields, {"reason": "-"}),
)


# --- the unit's settings -------------------------------------------------------------------------------


def policy_form() -> FormSpec:
    """Return the form of a further entry of a setting."""
    options = tuple((code, _(setting.title)) for code, setting in SETTINGS.items())
    yes = ((True, _("Yes")),)
    fields = (
        Field("code", _("Setting"), "code", options=options),
        Field("value", _("Value set"), "line", hint=value_hint(), max_length=100),
        Field("effective_from", _("In force from"), "date", hint=DATE_HINT),
        Field("source", _("Source"), "line", hint=_("the unit's rule, a statute"), max_length=500),
        Field("skip_closures", _("Passes over closures"), "choice", options=yes),
        Field("note", _("Note"), "line", max_length=LONG),
    )
    empty = {
        "code": None,
        "value": "",
        "effective_from": None,
        "source": "",
        "skip_closures": None,
        "note": "",
    }
    return FormSpec(fields, {}, empty)


def value_hint() -> str:
    """Return how the values of settings are written."""
    return _("a period 15d, 5wd, 3m; a fraction 2/3; a percentage 50%; an amount in fen; a code")


# --- the calendar --------------------------------------------------------------------------------------


def paper_fields() -> tuple[Field, ...]:
    """Return what is asked for of the paper that a year rests on."""
    return (
        Field(
            "source",
            _("Source"),
            "line",
            hint=_("the paper that orders it"),
            max_length=300,
        ),
        Field("edition", _("Edition"), "line", hint=_("the number of the paper"), max_length=300),
        Field("announced_on", _("Announced on"), "date", hint=DATE_HINT),
    )


def year_form() -> FormSpec:
    """Return the form of a year that is typed."""
    kinds = (("rest", _("rest day")), ("work", _("make-up working day")))
    row = (
        Field("first", _("First day"), "date", hint=DATE_HINT),
        Field("last", _("Last day"), "date", hint=_("one day where left empty")),
        Field("kind", _("Kind"), "code", options=kinds),
        Field("name", _("Called"), "line", hint=_("such as New Year's Day"), max_length=300),
    )
    fields = (
        Field("year", _("Year"), "integer", hint="2027"),
        *paper_fields(),
        Field("days", _("Days"), "rows", fields=row, basis="民法典 203"),
    )
    empty: dict[str, Any] = {"year": None, "source": "", "edition": "", "announced_on": None, "days": []}
    return FormSpec(fields, {}, empty)


def closure_fields() -> tuple[Field, ...]:
    """Return what a closure asks for."""
    return (
        Field("name", _("Called"), "line", hint=_("such as winter break"), max_length=300),
        Field("first_day", _("First day"), "date", hint=DATE_HINT),
        Field("last_day", _("Last day"), "date", hint=DATE_HINT),
        Field("source", _("Source"), "line", hint=_("such as the school calendar"), max_length=300),
    )


def end_closure_fields() -> tuple[Field, ...]:
    """Return what ending a closure asks for."""
    return (
        _reason(),
        Field("last_day", _("New last day"), "date", hint=_("withdrawn where left empty")),
    )


def count_fields() -> tuple[Field, ...]:
    """Return what counting a period asks for."""
    yes = ((True, _("Yes")),)
    return (
        Field("starts_on", _("Begins on"), "date", hint=_("this day is not counted")),
        Field("period", _("Period"), "line", hint=period_hint()),
        Field("skip_closures", _("Passes over closures"), "choice", options=yes),
    )
