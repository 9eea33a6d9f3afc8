"""Collective decisions: their list, the item's form, the meeting's dialog, and the dissents recorded in them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.parties.decisions import (
    DECISIONS,
    DecisionRecord,
    DecisionState,
    FoundDissent,
    correction_of,
    dissents,
)
from ttoffice.parties.kinds import DECISION
from ttoffice.parties.people import shown_person
from ttoffice.reasons import Reason
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.kit.reading import NOW, Moment, Reading, Section
from ttoffice.screens.kit.shelved import ShelvedArea
from ttoffice.screens.kit.verbs import Verb
from ttoffice.screens.people import own_reasons
from ttoffice.screens.side_list import SideList
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.states import Cells, State, Tone

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.records import RecordLine
    from ttoffice.screens.modals.why import WhySection

COPIED = ("title", "subject", "body", "members", "persons", "organisations")
STATES: Mapping[str, tuple[str, Tone]] = {
    DecisionState.PREPARED.value: ("*", "info"),
    DecisionState.ADOPTED.value: ("+", "good"),
    DecisionState.REJECTED.value: ("-", "bad"),
}
APART = frozenset({"members", "dissents", "text_sha256", "minutes_sha256"})
"""What stands in sections of its own; hashes are for programs: `ttoffice show` has them."""
SEVERAL = 1000
"""More dissents than one decision can have: a row's id is the decision's times this, and the place in it."""


class DecisionsArea(ShelvedArea):
    """The collective decisions."""

    name = "decisions"
    title = N_("Decisions and rules")
    none_yet = N_("No collective decisions yet.")
    record_kind = DECISION
    orders = ("number", "decided_on", "title")
    start: ClassVar[Filter] = Filter(descending=True)
    create, edit = "decision.prepare", "decision.edit"
    acts = exhibits = True

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with a decision besides changing an item."""
        from ttoffice.screens.decision_fields import DECISION_VERBS

        return DECISION_VERBS

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = self.label_of
        return (
            Column("number", _("Number"), 12),
            Column("title", label("title"), 20, grow=5),
            Column("state", label("state"), 10),
            Column("decided_on", label("decided_on"), 10, drop=1),
            Column("body", label("body"), 12, grow=1, drop=2),
            Column("subject", label("subject"), 12, drop=3),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return a decision as it stands in its columns."""
        found = line.document
        glyph, look = STATES[found["state"]]
        return (
            line.number,
            found["title"],
            (State(glyph, self.readable("state", found["state"]), look),),
            found["decided_on"] or "",
            found["body"],
            found["subject"],
        )

    def form(self) -> FormSpec:
        """Return the form of an item."""
        from ttoffice.screens.decision_fields import decision_fields

        return FormSpec(decision_fields(), {}, DECISIONS.document(DecisionRecord("")))

    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return a decision; the form shows members by name and number."""
        reading = super().read(office, number, moment)
        members = [shown_person(seat["person"], seat["name"]) for seat in reading.document["members"]]
        return reading._replace(document={**reading.document, "members": members})

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield what corrects a decision first, and each member and dissent as a line of its own."""
        corrected = correction_of(reader, number)
        if corrected:
            yield Section(_("Corrected"), ((_("Corrected by"), corrected),))
        kept = {key: value for key, value in document.items() if key not in APART}
        yield from super().sections(reader, number, kept, today)
        members = tuple((seat["name"], self._seat(seat)) for seat in document["members"])
        if members:
            yield Section(self.label_of("members"), members)
        spoken = tuple((one["name"], one["wording"]) for one in document["dissents"])
        if spoken:
            yield Section(self.label_of("dissents"), spoken)

    def _seat(self, seat: Mapping[str, Any]) -> str:
        vote = self.readable("vote", seat["vote"]) if seat["vote"] else ""
        parts = (self.readable("presence", seat["presence"]), vote, seat["recusal"], seat["why"])
        return "  ".join(part for part in parts if part)

    def copied(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a further item about the same takes over."""
        return {key: document[key] for key in COPIED}

    def verb_reasons(self, office: Office, number: str) -> dict[str, tuple[Reason, ...]]:
        """Return what the decision itself has against each verb."""
        return own_reasons(self, office, number)

    def standing(self, office: Office, number: str) -> Iterator[WhySection]:
        """Yield the members who may not vote as things stand, and why."""
        from ttoffice.parties.conflicts import unresolved
        from ttoffice.parties.meetings import matter_facts
        from ttoffice.screens.modals.why import WhySection

        with office.reader() as reader:
            found = DECISIONS.load(reader, number)
            if found is None or found.record.state is not DecisionState.PREPARED:
                return
            facts = matter_facts(reader, found.record)
            for seat in found.record.members:
                proposed = unresolved(reader, seat.person, found.record.subject, facts)
                reasons = tuple(Reason("conflict", one.why, one.basis) for one in proposed)
                if reasons:
                    yield WhySection(seat.name, _("may not vote before a recusal check"), (), reasons)


class DecisionsScreen(ListScreen):
    """The list of decisions, with the ways to the internal rules and the dissents."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("decisions.rules", "rules", show=True),
        bind("decisions.dissents", "dissents", show=True),
    ]

    def __init__(self) -> None:
        super().__init__(DecisionsArea())

    def action_rules(self) -> None:
        """Open the internal rules."""
        from ttoffice.screens.internal_rules import RulesScreen

        self.app.push_screen(RulesScreen(), lambda _nothing: self.reload())

    def action_dissents(self) -> None:
        """Open the recorded dissents."""
        self.app.push_screen(SideList(DissentsArea()), lambda _nothing: self.reload())


class DissentsArea(DecisionsArea):
    """The dissents, a line each; the filter finds them by words, names and pinyin."""

    name = "dissents"
    title = N_("Dissents")
    none_yet = N_("No dissents are recorded.")
    views: ClassVar[Mapping[str, str]] = {"all": N_("all dissents")}
    sorts: ClassVar[Mapping[str, str]] = {"decided_on": N_("Decided on")}
    start: ClassVar[Filter] = Filter(sort="decided_on", descending=True)
    create = edit = ""
    acts = False

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the dissents."""
        label = self.label_of
        return (
            Column("number", _("Number"), 12),
            Column("name", label("name"), 8),
            Column("decided_on", label("decided_on"), 10, drop=2),
            Column("wording", label("wording"), 20, grow=4),
            Column("title", label("title"), 16, grow=3, drop=1),
        )

    def _found(self, reader: Reader, chosen: Filter) -> dict[int, Cells]:
        found = dissents(reader, chosen.search)
        rows = {row_id: dissent_cells(one) for row_id, one in _numbered(found)}
        return rows if chosen.descending else dict(reversed(rows.items()))

    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the first dissents."""
        return dict(list(self._found(reader, chosen).items())[:limit])

    def ids(self, reader: Reader, chosen: Filter, today: date) -> Iterator[array[int]]:
        """Yield the ids of all that are found."""
        yield array("q", self._found(reader, chosen))

    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return dissents by id."""
        known = self._found(reader, self.start)
        return {row_id: known[row_id] for row_id in ids if row_id in known}

    def find(self, reader: Reader, number: str) -> int | None:
        """Return the first dissent of a decision, or None."""
        known = self._found(reader, self.start)
        return next((row_id for row_id, cells in known.items() if cells[0] == number), None)


def _numbered(found: Sequence[FoundDissent]) -> Iterator[tuple[int, FoundDissent]]:
    for one in found:
        yield one.decision_id * SEVERAL + one.place, one


def dissent_cells(one: FoundDissent) -> Cells:
    """Return a dissent as it stands in its columns."""
    day = one.decided_on.isoformat() if one.decided_on else ""
    return (one.number, one.name, day, one.wording, one.title)
