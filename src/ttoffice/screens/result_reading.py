"""What the screens read of a result, gathered in a thread and handed over as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.reasons import Reason, refusing
from ttoffice.screens.kit.reading import Moment, Reading, Section
from ttoffice.screens.result_fields import VERBS, result_fields
from ttoffice.widgets.fields import summary
from ttoffice.widgets.states import State

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.results.scan import Decision, Facts
    from ttoffice.screens.modals.history import HistoryEntry
    from ttoffice.screens.modals.why import WhySection
    from ttoffice.store.connection import Reader

WITHIN_DAYS = 90
"""How far ahead the scan looks for what comes due, in calendar days."""


def read_result(office: Office, number: str, moment: Moment) -> Reading:
    """Return a result; raise UsageError where there is none of this number, or not yet then."""
    with office.reader() as reader:
        document = _document(reader, number, moment)
    decision = decide_on(document, moment.day or office.today)
    sections = (_standing(decision), *_sections(document))
    return Reading(number, str(document["title"]), document["version"], document, sections, moment)


def _document(reader: Reader, number: str, moment: Moment) -> dict[str, Any]:
    from ttoffice.results.details import as_of_document, detail, version_document

    if moment.day is not None:
        return as_of_document(reader, number, moment.day)
    if moment.version is not None:
        return version_document(reader, number, moment.version)
    return detail(reader, number)


def decide_on(document: dict[str, Any], today: date) -> Decision:
    """Return where a result stands in the scan, by its document."""
    from ttoffice.results.scan import decide

    return decide(facts(document), today, WITHIN_DAYS)


def facts(document: dict[str, Any]) -> Facts:
    """Return what the scan decides on, of a document."""
    from ttoffice.results.record import from_document
    from ttoffice.results.rules import scan_facts

    return scan_facts(from_document(document))


def standing_state(standing: str, label: str) -> State:
    """Return a standing of the scan as a state."""
    glyph, tone = STANDING_MARKS[standing]
    return State(glyph, label, tone)


STANDING_MARKS: dict[str, tuple[str, Any]] = {
    "due": ("!", "bad"),
    "upcoming": ("~", "warn"),
    "excluded": ("-", "muted"),
    "undecided": ("?", "warn"),
    "outside": (".", "muted"),
}


def _standing(decision: Decision) -> Section:
    from ttoffice.results.labels import condition_label, standing_label

    state = standing_state(decision.standing.value, standing_label(decision.standing))
    lines: list[tuple[str, str | State]] = [(_("Standing"), state)]
    if decision.due_on is not None:
        lines.append((_("Two years full on"), decision.due_on.isoformat()))
    if decision.standing.value == "undecided":
        lines.append((_("Not known"), listed(condition_label(name) for name in decision.missing)))
    return Section(_("Two-year scan (pay-later Art. 4)"), tuple(lines))


def _sections(document: dict[str, Any]) -> Iterator[Section]:
    from ttoffice.results.details import readable_value
    from ttoffice.results.fields import FIELDS, GROUPS

    fields = {field.key: field for field in result_fields()}
    for group, title in GROUPS.items():
        lines: list[tuple[str, str | State]] = []
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


def read_changes(office: Office, number: str) -> list[HistoryEntry]:
    """Return every change of a result, oldest first."""
    from ttoffice.results.details import changes, readable_value
    from ttoffice.results.fields import label_of
    from ttoffice.screens.modals.history import entries_of

    with office.reader() as reader:
        return entries_of(changes(reader, number), label_of, readable_value)


def read_why(office: Office, number: str, reasons: dict[str, tuple[Reason, ...]]) -> list[WhySection]:
    """Return the conditions of the scan, what the listing still lacks, and the reasons about each verb."""
    from ttoffice.screens.kit.counting import deadline_sections
    from ttoffice.screens.modals.why import WhySection

    with office.reader() as reader:
        document = _document(reader, number, Moment())
    sections = [
        _scan_section(document, office.today),
        listing_section(office, number, document),
    ]
    for verb in VERBS:
        found = reasons.get(verb.name, ())
        state = _("not now") if refusing(found) else _("possible")
        sections.append(WhySection(verb.label, state, (), found))
    return [*sections, *deadline_sections(office, number)]


def _scan_section(document: dict[str, Any], today: date) -> WhySection:
    from ttoffice.results.labels import condition_label, standing_label, state_label
    from ttoffice.screens.modals.why import WhySection

    decision = decide_on(document, today)
    lines = [
        _("%(label)s: %(value)s") % {"label": condition_label(name), "value": state_label(state)}
        for name, state in decision.conditions.items()
    ]
    if decision.due_on is not None:
        lines.append(f"{_('Two years full on')} {decision.due_on.isoformat()}")
    return WhySection(_("Two-year scan (pay-later Art. 4)"), standing_label(decision.standing), tuple(lines))


def listing_section(office: Office, number: str, document: dict[str, Any]) -> WhySection:
    """Return what is missing before a result can be listed, by the usual profile (pay-later Art. 6)."""
    from ttoffice.parties.views import own_unit
    from ttoffice.results.listing.preflight import check_row
    from ttoffice.results.listing.profile import DEFAULT_PROFILE, load
    from ttoffice.results.listing.sources import Listed
    from ttoffice.results.record import from_document
    from ttoffice.screens.modals.why import WhySection

    profile = load(DEFAULT_PROFILE, office.home)
    with office.reader() as reader:
        unit = own_unit(reader)
    found = check_row(profile, Listed(number, from_document(document), unit), office.today)
    missing = len(refusing(found))
    state = _("%(count)d things are missing") % {"count": missing} if missing else _("ready")
    return WhySection(_("Listing on the platform"), state, (), tuple(found))
