"""The case and its panel as tabs: whom and what it is about, how it began, who investigates with which checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.findings import clocks, reading
from ttoffice.findings.codes import UNIT, FindingState
from ttoffice.findings.kinds import FINDING
from ttoffice.i18n import gettext as _
from ttoffice.screens.findings.states import coded, outcome_state
from ttoffice.screens.kit.reading import Section, Shown
from ttoffice.screens.kit.tabs import TabContent, TabRow, View
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cell, state

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

MATTER = ("subject", "matter_kind", "matter_text", "matter_on", "loss_fen", "loss", "cause", "organisations")
BEGINNING = (
    "origin", "applicant_name", "applicant", "received_on", "lead", "application", "answered_on", "answer_reasons",
    "answer_paper", "rule", "closed_on", "closed_reason", "closed_paper", "new_facts", "new_facts_proof",
)  # fmt: skip
COURSE = (
    "plan", "begun_on", "extended_on", "extension_reason", "extension_paper", "sent_back", "reported_on", "decision",
    "decided_on", "notice", "final_on", "archived_on", "dossier_code", "note",
)  # fmt: skip


def short_sections(
    reader: Reader, number: str, document: Mapping[str, Any], today: date
) -> Iterator[Section]:
    """Yield a finding in short: how it stands, whom it is about, what it is about."""
    yield Section(_("How it stands"), tuple(_standing(reader, number, document, today)))
    yield from _parties(reader, number, document)
    yield _filled(_("The matter"), document, MATTER)
    yield _filled(_("How it began"), document, BEGINNING)


def case_tab(view: View) -> TabContent:
    """Return the case as text."""
    found = view.document
    heard = tuple(
        (FINDING.readable("side", side["side"]), "  ".join(filter(None, (side["who"], side["person"]))))
        for side in found["sides"]
    )
    sections = (
        *short_sections(view.reader, view.number, found, view.day),
        Section(FINDING.label_of("sides"), heard),
        _filled(_("Investigation and conclusion"), found, COURSE),
    )
    return TabContent(tuple(section for section in sections if section.lines))


def _standing(
    reader: Reader, number: str, document: Mapping[str, Any], today: date
) -> Iterator[tuple[str, Shown]]:
    yield FINDING.label_of("state"), coded(FINDING, document)
    if running := clocks.told(clocks.clocks(reader, number, today)):
        yield _("Clocks"), running
    if document["round"] > 1:
        yield FINDING.label_of("round"), str(document["round"])
    if document["follows"]:
        yield FINDING.label_of("follows"), document["follows"]
    if later := reading.follower(reader, number):
        yield _("Reopened by"), state("warn", later)


def _parties(reader: Reader, number: str, document: Mapping[str, Any]) -> Iterator[Section]:
    """Yield whom it is about, each with roles and post, and what was concluded."""
    concluded = {
        one.record.person: one.record.outcome
        for one in reading.conclusions(reader, number, document["round"])
    }
    lines: list[tuple[str, Shown]] = []
    for party in document["parties"]:
        person = "" if party["person"] == UNIT else party["person"]
        lines.append((party["name"], "  ".join(filter(None, (_roles(party), party["post"], person)))))
        if party["person"] in concluded:
            lines.append((_("concluded"), outcome_state(concluded[party["person"]])))
    if lines:
        yield Section(FINDING.label_of("parties"), tuple(lines))


def _roles(party: Mapping[str, Any]) -> str:
    return FINDING.readable("roles", party["roles"])


def _filled(title: str, document: Mapping[str, Any], keys: tuple[str, ...]) -> Section:
    lines = ((FINDING.label_of(key), FINDING.readable(key, document[key])) for key in keys)
    return Section(title, tuple((label, text) for label, text in lines if text))


# --- the panel -------------------------------------------------------------------------------------------


def panel_tab(view: View) -> TabContent:
    """Return everybody who sits or sat on the panel, with what their recusal check came to."""
    columns = (
        Column("name", FINDING.label_of("name"), 8, grow=1),
        Column("seat", _("Seat"), 9),
        Column("check", FINDING.label_of("recusal"), 16, grow=2),
        Column("field", FINDING.label_of("field"), 10, grow=1, drop=1),
        Column("since", FINDING.label_of("since"), 10, drop=2),
        Column("until", FINDING.label_of("until"), 10, drop=3),
    )
    against = _conflicts(view)
    rows = tuple(_seat_row(view, seat, against) for seat in view.document["panel"])
    none = _("No panel yet: F9 forms one, once the case is accepted.")
    return TabContent((), columns, rows, none)


def _conflicts(view: View) -> Mapping[str, tuple[str, ...]]:
    """Return what speaks against each sitting member today, by name; nothing of an earlier form."""
    found = reading.load(view.reader, view.number) if view.moment.now else None
    if found is None or found.record.state in (FindingState.REFUSED, FindingState.WITHDRAWN):
        return {}
    from ttoffice.findings.gathering import gather

    return gather(view.reader, view.office.rulebook, view.number, found.record, view.office.today).conflicts


def _seat_row(view: View, seat: Mapping[str, Any], against: Mapping[str, tuple[str, ...]]) -> TabRow:
    left = seat["until"] is not None
    conflicts = () if left else against.get(seat["name"], ())
    check = _check(view.reader, seat, view.number)
    place = _("left") if left else _("leads") if seat["lead"] else _("sits")
    shown: Cell = state("bad", _("conflict")) if conflicts else check
    cells: tuple[Cell, ...] = (
        seat["name"],
        state("muted", place) if left else place,
        shown,
        FINDING.readable("field", seat["field"]),
        seat["since"] or "",
        seat["until"] or "",
    )
    lines = (
        (FINDING.label_of("person"), seat["person"]),
        (FINDING.label_of("qualification"), seat["qualification"]),
        (FINDING.label_of("recusal"), str(check)),
        (FINDING.label_of("left_reason"), seat["left_reason"]),
        *((_("Conflict"), sentence) for sentence in conflicts),
    )
    section = Section(seat["name"], tuple((label, text) for label, text in lines if text))
    return TabRow(seat["person"], cells, (section,))


def _check(reader: Reader, seat: Mapping[str, Any], number: str) -> Cell:
    """Return what the newest recusal check of a member in this case came to."""
    from ttoffice.parties.kinds import RECUSAL
    from ttoffice.parties.recusals import RecusalOutcome, checks_of

    checks = checks_of(reader, seat["person"], number)
    if not checks:
        return state("warn", _("not checked"))
    newest = checks[-1]
    word = f"{RECUSAL.readable('outcome', newest.record.outcome.value)} {newest.number}"
    return state("bad" if newest.record.outcome is RecusalOutcome.WITHDRAWN else "good", word)
