"""What the screens read of a result, gathered in a thread and handed over as plain values.

The list is read before the first frame; what only a single result needs is imported where it is read.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.results import views
from ttoffice.screens.result_fields import VERBS, result_fields
from ttoffice.widgets.columns import Column
from ttoffice.widgets.fields import summary
from ttoffice.widgets.paged_table import CHUNK, Cells

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.results.scan import Decision, Facts

WITHIN_DAYS = 90
"""How far ahead the scan looks for what comes due, in calendar days."""


def list_columns() -> tuple[Column, ...]:
    """Return the columns of the list of results."""
    return (
        Column("number", _("Number"), 12),
        Column("title", _("Title"), 24, grow=6),
        Column("marks", _("Marks"), 6, drop=2),
        Column("result_type", _("Result type"), 10, grow=1, drop=6),
        Column("right_number", _("Right number"), 16, grow=1, drop=4),
        Column("department", _("Department"), 12, grow=1, drop=3),
        Column("completers", _("Completers"), 10, grow=2, drop=5),
        Column("acquired_on", _("Acquired on"), 10, drop=1),
    )


def cells(line: views.ResultLine) -> Cells:
    """Return a line of the list as it stands in its columns."""
    marks = [
        _("listed") if line.listed_since else "",
        _("in use") if line.implemented == "yes" else "",
        _("unsettled") if line.flagged else "",
    ]
    return (
        line.number,
        line.title,
        " ".join(filter(None, marks)),
        line.type_label,
        line.rights,
        line.department,
        line.people,
        line.acquired_on or "",
    )


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first rows of a list, and whether they are all."""

    rows: dict[int, Cells]
    complete: bool


def first_page(office: Office, chosen: views.Filter) -> FirstPage:
    """Return the first rows of a list."""
    with office.reader() as reader:
        found = views.page(reader, chosen, office.today, limit=CHUNK)
    return FirstPage({line.id: cells(line) for line in found}, len(found) < CHUNK)


@dataclass(frozen=True, slots=True)
class WholeList:
    """The ids of a list; where a row was to be kept, its place and the rows around it."""

    ids: array[int]
    at: int | None = None
    rows: dict[int, Cells] | None = None


def whole_list(
    office: Office, chosen: views.Filter, *, keep: int | str | None = None, stopped: Callable[[], bool]
) -> WholeList:
    """Return the ids of a list; `keep` is the row to stand on, by id or number; gives up when `stopped`."""
    from ttoffice.results.details import result_id

    ids: array[int] = array("q")
    with office.reader() as reader:
        for piece in views.ids(reader, chosen, office.today):
            ids.extend(piece)
            if stopped():
                break
        if keep is None:
            return WholeList(ids)
        row_id = keep if isinstance(keep, int) else result_id(reader, keep)
        at = ids.index(row_id) if row_id in ids else 0
        chunk = at // CHUNK * CHUNK
        found = views.lines(reader, ids[chunk : chunk + CHUNK])
    return WholeList(ids, at, {row_id: cells(line) for row_id, line in found.items()})


def rows_of(office: Office, ids: Sequence[int]) -> dict[int, Cells]:
    """Return some rows of the list by id."""
    with office.reader() as reader:
        return {row_id: cells(line) for row_id, line in views.lines(reader, ids).items()}


def unit_name(office: Office) -> str:
    """Return the name of the own unit, empty where nobody has said."""
    from ttoffice.parties.views import own_unit

    with office.reader() as reader:
        return own_unit(reader).name


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the filled fields under it, as (label, text); several texts for a list."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One result as it is shown, and as it is edited.

    Attributes:
        document: its JSON form with number and version.
        sections: what is filled, by group.
        decision: where it stands in the two-year scan.
    """

    number: str
    version: int
    document: dict[str, Any]
    sections: tuple[Section, ...]
    decision: Decision

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.document["title"])


def read_result(office: Office, number: str) -> Reading:
    """Return a result; raise UsageError where there is none of this number."""
    from ttoffice.results.details import detail
    from ttoffice.results.scan import decide

    with office.reader() as reader:
        document = detail(reader, number)
    decision = decide(facts(document), office.today, WITHIN_DAYS)
    sections = (_standing(decision), *_sections(document))
    return Reading(number, document["version"], document, sections, decision)


def facts(document: dict[str, Any]) -> Facts:
    """Return what the scan decides on, of a document."""
    from ttoffice.results.record import from_document
    from ttoffice.results.rules import scan_facts

    return scan_facts(from_document(document))


def _standing(decision: Decision) -> Section:
    from ttoffice.results.labels import condition_label, standing_label
    from ttoffice.results.scan import Standing

    lines = [(_("Standing"), standing_label(decision.standing))]
    if decision.due_on is not None:
        lines.append((_("Two years full on"), decision.due_on.isoformat()))
    if decision.standing is Standing.UNDECIDED:
        lines.append((_("Not known"), "、".join(condition_label(name) for name in decision.missing)))
    return Section(_("Two-year scan (pay-later Art. 4)"), tuple(lines))


def _sections(document: dict[str, Any]) -> Iterable[Section]:
    from ttoffice.results.details import readable_value
    from ttoffice.results.fields import FIELDS, GROUPS

    fields = {field.key: field for field in result_fields()}
    for group, title in GROUPS.items():
        lines = []
        for spec in FIELDS:
            value = document.get(spec.key)
            if spec.group != group or spec.key == "title" or value in (None, "", []):
                continue
            nested = fields[spec.key].fields if spec.key in fields else ()
            if nested and isinstance(value, list):
                lines += [
                    (f"{spec.label} {number}", summary(nested, item)) for number, item in enumerate(value, 1)
                ]
            else:
                lines.append((spec.label, readable_value(spec.key, value)))
        if group == "lists":
            lines += [
                (_("Exhibit"), f"{exhibit['number']} {exhibit['name']} ({exhibit['collected_on']})")
                for exhibit in document.get("exhibits", ())
            ]
        if lines:
            yield Section(_(title), tuple(lines))


@dataclass(frozen=True, slots=True)
class Why:
    """Why a result stands where it stands: the four conditions, and what hinders each verb."""

    conditions: tuple[tuple[str, str], ...]
    standing: str
    due_on: date | None
    verbs: dict[str, tuple[Reason, ...]]


def read_why(office: Office, number: str) -> Why:
    """Return the conditions of the scan and the reasons against each verb about a result."""
    from ttoffice.results.labels import condition_label, standing_label, state_label

    reading = read_result(office, number)
    conditions = tuple(
        (condition_label(name), state_label(state)) for name, state in reading.decision.conditions.items()
    )
    return Why(
        conditions,
        standing_label(reading.decision.standing),
        reading.decision.due_on,
        verb_reasons(office, number),
    )


def verb_reasons(office: Office, number: str) -> dict[str, tuple[Reason, ...]]:
    """Return the reasons about each verb, by its name; warnings among them."""
    from ttoffice.action import check

    return {verb.name: tuple(check(office, verb.name, dict(verb.probe), subject=number)) for verb in VERBS}


def read_changes(office: Office, number: str) -> list[dict[str, Any]]:
    """Return every change of a result, oldest first."""
    from ttoffice.results.details import changes

    with office.reader() as reader:
        return changes(reader, number)
