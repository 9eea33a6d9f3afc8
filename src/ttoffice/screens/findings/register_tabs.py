"""What was gathered and done as tabs: hearings and inquiries, exhibits, publicity, effects, and everything by day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ttoffice.action.kinds import RecordKind, kind_of
from ttoffice.findings import reading
from ttoffice.findings.kinds import EFFECT, HEARING, INQUIRY
from ttoffice.findings.timeline import Event, timeline
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.notices import views as notices
from ttoffice.notices.kinds import NOTICE, OBJECTION, REVIEW
from ttoffice.rulebook.citing import basis_text
from ttoffice.screens.findings.states import coded, state_width
from ttoffice.screens.kit.reading import Section
from ttoffice.screens.kit.tabs import TabContent, TabRow, View
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cell, state

PROCEDURE = {"notice": NOTICE, "objection": OBJECTION, "review": REVIEW}


def hearings_tab(view: View) -> TabContent:
    """Return who was heard and what was asked for, with what came of it."""
    columns = (
        Column("what", _("What"), 8, grow=1),
        Column("name", _("Who"), 12, grow=3),
        Column("state", HEARING.label_of("state"), state_width(HEARING)),
        Column("day", _("Day"), 11),
        Column("side", HEARING.label_of("side"), 10, grow=2, drop=2),
        Column("number", _("Number"), 12, drop=1),
    )
    none = _("Nobody was heard yet: F9 records a hearing, once the investigation has begun.")
    return TabContent((), columns, (*_heard(view), *_asked(view)), none)


def _heard(view: View) -> Iterator[TabRow]:
    for one in reading.hearings(view.reader, view.number):
        found = one.document
        day = found["held_on"] or found["invited_on"] or ""
        manner = HEARING.readable("manner", found["manner"]) or _("invited")
        side = HEARING.readable("side", found["side"])
        yield TabRow(one.number, (manner, found["name"], coded(HEARING, found), day, side, one.number))


def _asked(view: View) -> Iterator[TabRow]:
    for one in reading.inquiries(view.reader, view.number):
        found = one.document
        due = found["due_on"] or found["asked_on"] or ""
        late = found["state"] == "open" and found["due_on"] and found["due_on"] < view.day.isoformat()
        day: Cell = state("bad", due) if late else due
        called = f"{found['title']} ({found['asked_of']})"
        yield TabRow(one.number, (_("material"), called, coded(INQUIRY, found), day, "", one.number))


def exhibits_tab(view: View) -> TabContent:
    """Return the exhibits of the finding, with what each proves and whether anything relies on it."""
    from ttoffice.screens.kit.exhibit_rows import (
        exhibit_cells,
        exhibit_columns,
        exhibit_reading,
        read_exhibits,
    )

    rulebook = view.office.rulebook
    rows = tuple(
        TabRow(shown.view.number, exhibit_cells(shown, rulebook), exhibit_reading(shown, rulebook).sections)
        for shown in read_exhibits(view.office, view.number)
    )
    return TabContent((), exhibit_columns(), rows, _("No exhibits yet: f attaches a file."))


def publicity_tab(view: View) -> TabContent:
    """Return the notices, the objections to them and the reviews of them."""
    columns = (
        Column("kind", _("Kind"), 8, grow=1),
        Column("title", _("Called"), 12, grow=4),
        Column("state", _("State"), 12, grow=1),
        Column("day", _("Day"), 10),
        Column("round", NOTICE.label_of("round"), 4, drop=2, align="right"),
        Column("number", _("Number"), 12, drop=1),
    )
    rows = tuple(_publicity_rows(view))
    none = _("No notice yet: it is drafted once the conclusion is decided (F9).")
    return TabContent((), columns, rows, none)


def _publicity_rows(view: View) -> Iterator[TabRow]:
    for notice in notices.rounds(view.reader, view.number, "finding"):
        found = notice.document
        day = found["closed_on"] or found["published_on"] or found["approved_on"] or ""
        yield _procedure_row(NOTICE, notice.number, str(found["title"]), "state", found, day)
        for objection in notices.objections_to(view.reader, notice.number):
            said = objection.document
            title = str(said["content"]).split("\n", 1)[0]
            yield _procedure_row(OBJECTION, objection.number, title, "state", said, said["received_on"] or "")
        for review in notices.reviews_of(view.reader, notice.number):
            held = review.document
            title = listed(held["objections"])
            day = held["decided_on"] or held["opened_on"] or ""
            yield _procedure_row(REVIEW, review.number, title, "outcome", held, day)


def _procedure_row(
    kind: RecordKind, number: str, title: str, key: str, document: dict[str, Any], day: str
) -> TabRow:
    from ttoffice.screens.notices import TONES

    code = document[key] or ""
    word = _(kind.codes[key][code])
    turn = str(document["round"]) if "round" in document else ""
    return TabRow(number, (_(kind.title), title, state(TONES.get(code, "muted"), word), day, turn, number))


def effects_tab(view: View) -> TabContent:
    """Return on whom it was served, who was notified, and where it was relied on."""
    columns = (
        Column("kind", EFFECT.label_of("kind"), 14, grow=2),
        Column("recipient", EFFECT.label_of("recipient"), 10, grow=3),
        Column("done_on", EFFECT.label_of("done_on"), 10),
        Column("proof", EFFECT.label_of("proof"), 12, drop=2),
        Column("number", _("Number"), 12, drop=1),
    )
    none = _("Nothing yet: once it is final it is served and notified (F9).")
    return TabContent((), columns, tuple(_effect_rows(view)), none)


def _effect_rows(view: View) -> Iterator[TabRow]:
    effects = reading.effects(view.reader, view.number)
    corrected = {one.record.corrects for one in effects}
    for one in effects:
        found = one.document
        kind = EFFECT.readable("kind", found["kind"])
        shown: Cell = state("muted", f"{kind} ({_('corrected')})") if one.number in corrected else kind
        to = found["recipient"] or found["title"]
        yield TabRow(one.number, (shown, to, found["done_on"] or "", listed(found["proof"]), one.number))


def timeline_tab(view: View) -> TabContent:
    """Return everything by its day, what is still to come with its last day."""
    columns = (
        Column("day", _("Day"), 11),
        Column("what", _("What happened"), 24, grow=5),
        Column("number", _("Record"), 12, drop=1),
        Column("basis", _("Article"), 14, grow=1, drop=2),
    )
    rows = tuple(_event_row(view, event) for event in timeline(view.reader, view.number))
    return TabContent((), columns, rows, _("Nothing has a day yet."))


def _event_row(view: View, event: Event) -> TabRow:
    basis = basis_text(view.office.rulebook, event.basis)
    day: Cell = event.day.isoformat()
    if event.ahead:
        day = state("bad" if event.day < view.day else "info", event.day.isoformat())
    lines = (
        (_("Day"), event.day.isoformat()),
        (_("Record"), event.number),
        (_("Article"), basis),
        (_("Proof"), listed(event.proof)),
    )
    section = Section(event.what, tuple(line for line in lines if line[1]))
    leads = event.number if event.number != view.number and kind_of_number(event.number) else ""
    return TabRow(leads, (day, event.what, event.number, basis), (section,), basis=event.basis)


def kind_of_number(number: str) -> bool:
    """Return whether a number leads to a record with a screen of its own."""
    from ttoffice.action.kinds import code_of

    return kind_of(code_of(number) or "") is not None
