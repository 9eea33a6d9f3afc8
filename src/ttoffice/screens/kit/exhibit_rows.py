"""What is shown of exhibits and asked for about them: columns, cells, the detail, and the fields of their verbs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.reading import Reading, Section
from ttoffice.widgets.columns import Column
from ttoffice.widgets.fields import Field
from ttoffice.widgets.states import Cell, Cells, state

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.evidence.views import ExhibitView
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader


class Shown(NamedTuple):
    """One exhibit as the screen has it.

    Attributes:
        view: the exhibit.
        state: what the last check of its file found, empty where it was never checked; `checked_on` its day.
        relied: whether anything relies on it.
        changes: its changes as (moment, operator, what was done), oldest first.
    """

    view: ExhibitView
    state: str
    checked_on: str
    relied: bool
    changes: tuple[tuple[str, str], ...]


def read_exhibits(office: Office, number: str) -> list[Shown]:
    """Return the exhibits of a record; none where there is no such record."""
    from ttoffice.evidence import views
    from ttoffice.evidence.subjects import find_record

    with office.reader() as reader:
        record = find_record(reader, number)
        if record is None:
            return []
        loose = {view.number for view in views.unrelied(reader, record.kind, record.id)}
        return [
            _shown(reader, view, view.number not in loose)
            for view in views.exhibits_of(reader, record.kind, record.id)
        ]


def _shown(reader: Reader, view: ExhibitView, relied: bool) -> Shown:
    from ttoffice.action.office import shown_moment
    from ttoffice.action.summaries import summary_of
    from ttoffice.evidence import views

    checked, day = views.last_checked(reader, view.sha256) or ("", "")
    changes = tuple(
        (shown_moment(change["at"])[:16], f"{change['operator']}  {summary_of(change['action'])}")
        for change in views.changes(reader, view)
    )
    return Shown(view, checked, day, relied, changes)


def exhibit_columns() -> tuple[Column, ...]:
    """Return the columns of the exhibits."""
    return (
        Column("number", _("Number"), 12),
        Column("name", _("File name"), 16, grow=4),
        Column("state", _("State"), 11),
        Column("proves", _("What it proves"), 14, grow=3, drop=1),
        Column("collected_on", _("Collected on"), 10, drop=2),
        Column("pages", _("Pages"), 4, drop=4, align="right"),
        Column("source", _("Source"), 8, grow=2, drop=3),
        Column("size", _("Bytes"), 9, drop=5, align="right"),
    )


def exhibit_cells(shown: Shown, rulebook: Rulebook) -> Cells:
    """Return an exhibit as it stands in its columns."""
    from ttoffice.evidence.purposes import purpose_label

    view = shown.view
    proved = (purpose_label(rulebook, link.code) if link.code else link.target for link in view.links)
    return (
        view.number,
        view.name,
        _state(shown),
        "、".join(dict.fromkeys(filter(None, (view.proves, *proved)))),
        view.collected_on,
        "" if view.pages is None else str(view.pages),
        view.source,
        f"{view.size:,}",
    )


def _state(shown: Shown) -> Cell:
    """Return what stands out: a file that is not as it was kept, or that nothing relies on it."""
    from ttoffice.evidence.codes import state_label

    if shown.state in ("missing", "changed"):
        return state("bad", state_label(shown.state))
    return state("good", _("relied on")) if shown.relied else state("warn", _("unrelied"))


def exhibit_reading(shown: Shown, rulebook: Rulebook) -> Reading:
    """Return an exhibit in full, for the pane beside the list."""
    view = shown.view
    proved = tuple(_proved(view, rulebook))
    sections = (
        Section(_("Exhibit"), tuple(_filled(shown))),
        Section(_("What it proves"), proved or ((_("Record"), _("nothing was said yet")),)),
        Section(_("History"), shown.changes),
    )
    return Reading(view.number, view.name, view.version, view.as_document(), sections)


def _proved(view: ExhibitView, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    from ttoffice.evidence.purposes import purpose_label

    if view.proves:
        yield _("In words"), view.proves
    for link in view.links:
        label = purpose_label(rulebook, link.code)
        yield link.target, "  ".join(filter(None, (label, link.code, link.note)))


def _filled(shown: Shown) -> Iterator[tuple[str, str]]:
    from ttoffice.evidence.codes import confidentiality_label, state_label

    view = shown.view
    checked = f"{state_label(shown.state)} ({shown.checked_on})" if shown.state else _("not checked yet")
    lines = (
        (_("File name"), view.name),
        (_("Bytes"), f"{view.size:,}"),
        (_("Pages"), "" if view.pages is None else str(view.pages)),
        (_("Source"), view.source),
        (_("Collector"), view.collector),
        (_("Collected on"), view.collected_on),
        (_("Confidentiality"), confidentiality_label(view.confidentiality)),
        (_("Last check"), checked),
        (_("SHA-256"), view.sha256),
    )
    return ((label, text) for label, text in lines if text)


# --- fields --------------------------------------------------------------------------------------------


def particulars() -> tuple[Field, ...]:
    """Return what is said of an exhibit, and can be corrected."""
    from ttoffice.evidence.codes import CONFIDENTIALITY, confidentiality_label

    degrees = tuple((code, confidentiality_label(code)) for code in CONFIDENTIALITY)
    return (
        Field("source", _("Source"), "line", hint=_("where it comes from"), max_length=1000),
        Field("collector", _("Collector"), "line", hint=_("you, where left empty"), max_length=1000),
        Field("proves", _("What it proves"), "line", hint=_("in words"), max_length=1000),
        Field("pages", _("Pages"), "integer"),
        Field("confidentiality", _("Confidentiality"), "code", options=degrees),
    )


def exhibit_fields(rulebook: Rulebook) -> tuple[Field, ...]:
    """Return what is asked for besides the file."""
    first, second, third, *rest = particulars()
    collected = Field("collected_on", _("Collected on"), "date", hint=_("today where left empty"))
    return (first, second, collected, third, purpose_field(rulebook), *rest)


def purpose_field(rulebook: Rulebook) -> Field:
    """Return the choice of what is proved, by its article."""
    from ttoffice.evidence.purposes import purposes

    options = tuple((item.code, f"{item.label}  {item.code}") for item in purposes(rulebook))
    return Field("code", _("Proves"), "choice", options=options, hint=_("a criterion, circumstance or step"))


def link_fields(rulebook: Rulebook) -> tuple[Field, ...]:
    """Return what is asked for to say what an exhibit proves."""
    return (
        Field("target", _("Record"), "line", hint=_("its number")),
        purpose_field(rulebook),
        Field("note", _("Note"), "line", max_length=1000),
    )


def reason_fields() -> tuple[Field, ...]:
    """Return what is asked for to take back what an exhibit proves."""
    return (Field("reason", _("Reason"), "line", max_length=1000),)


def added(values: dict[str, Any]) -> dict[str, Any]:
    """Return typed values as `exhibit.add` takes them: what is empty is left out, a code is a link."""
    kept = {key: value for key, value in values.items() if value not in (None, "", []) and key != "code"}
    return {**kept, "links": [{"code": values["code"]}]} if values.get("code") else kept
