"""The matrix laid out: its rows in the order of the guideline, its columns the persons, each cell by word and mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttoffice.findings import reading
from ttoffice.findings.codes import Role
from ttoffice.findings.matrix import (
    BAR,
    CRITERION,
    PREMISE,
    Item,
    Standing,
    elements_of,
    items_of,
    standing,
)
from ttoffice.findings.record import Answer, AssessmentRecord, FindingRecord
from ttoffice.i18n import gettext as _
from ttoffice.i18n import language
from ttoffice.screens.findings.states import open_item, outcome_state, verdict_state
from ttoffice.widgets.states import State, state

if TYPE_CHECKING:
    from ttoffice.rulebook.facts import Circumstance, Facts
    from ttoffice.store.connection import Reader

PROPOSAL, CIRCUMSTANCE = "proposal", "circumstance"
"""Sorts of rows that are no items."""


@dataclass(frozen=True)
class Column:
    """One person's part of the matrix.

    Attributes:
        number, version: of the assessment; empty and 0 where nothing was answered yet.
        assessment: what was answered; an empty one where nothing was.
        shown: what it shows.
    """

    person: str
    name: str
    number: str
    version: int
    assessment: AssessmentRecord
    items: frozenset[str]
    shown: Standing

    def answer(self, item: str) -> Answer | None:
        """Return the answer to an item, or None."""
        return next((one for one in self.assessment.answers if one.item == item), None)


@dataclass(frozen=True)
class Row:
    """One row.

    Attributes:
        code: the item's, `circumstance:L2` of one that is relied on, `proposal` of what is proposed.
        sort: that of its item, `circumstance` or `proposal`.
        item: what is asked, of rows that are answered.
    """

    code: str
    sort: str
    label: str
    basis: str
    item: Item | None = None


@dataclass(frozen=True)
class Matrix:
    """The matrix of all persons of a finding in one round."""

    finding: str
    round: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def cell(self, row: Row, column: Column) -> State:
        """Return what stands in a cell."""
        if row.sort == PROPOSAL:
            return outcome_state(column.assessment.outcome)
        if row.sort == CIRCUMSTANCE:
            return _circumstance_state(row.code.partition(":")[2], column)
        if row.code not in column.items:
            return State("/", _("not asked"), "muted")
        answer = column.answer(row.code)
        return open_item() if answer is None else verdict_state(answer.verdict)


def _circumstance_state(code: str, column: Column) -> State:
    if code not in column.assessment.circumstances:
        return State("/", _("not relied on"), "muted")
    lacking = column.shown.lacking.get(code, ())
    if not lacking:
        return state("good", _("shown"))
    return state("warn", _("%(count)d open") % {"count": len(lacking)})


def read_matrix(reader: Reader, facts: Facts, number: str, round_: int | None = None) -> Matrix:
    """Return the matrix of a finding, of its present round or of an earlier one."""
    found = reading.load(reader, number)
    record = found.record if found is not None else FindingRecord("")
    turn = round_ or record.round
    assessed = {one.record.person: one for one in reading.assessments(reader, number, turn)}
    columns = tuple(
        _column(facts, party, assessed.get(party.person), number, turn) for party in record.parties
    )
    return Matrix(number, turn, columns, tuple(_rows(facts, columns)))


def _column(facts: Facts, party: Any, found: Any, number: str, turn: int) -> Column:
    held = (
        found.record
        if found is not None
        else AssessmentRecord(number, party.name, party.person, party.roles, turn)
    )
    items = frozenset(item.code for item in items_of(facts, held.roles, held.circumstances))
    number, version = (found.number, found.version) if found is not None else ("", 0)
    return Column(party.person, party.name, number, version, held, items, standing(facts, held))


def _rows(facts: Facts, columns: Sequence[Column]) -> Iterator[Row]:
    """Yield the rows of all persons together, in the order of the guideline; what is proposed comes last."""
    if not columns:
        return
    roles: tuple[Role, ...] = tuple(
        dict.fromkeys(role for column in columns for role in column.assessment.roles)
    )
    for item in items_of(facts, roles, ()):
        if item.sort in (CRITERION, PREMISE):
            yield Row(item.code, item.sort, item.label, item.basis, item)
    relied = {code for column in columns for code in column.assessment.circumstances}
    for group in facts.circumstances:
        for entry in group.entries:
            if entry.code in relied:
                yield Row(
                    f"{CIRCUMSTANCE}:{entry.code}", CIRCUMSTANCE, circumstance_label(entry), entry.basis
                )
                for item in elements_of(entry):
                    yield Row(item.code, item.sort, f"  {item.label}", item.basis, item)
    for item in items_of(facts, roles, ()):
        if item.sort == BAR:
            yield Row(item.code, item.sort, _bar_label(item), item.basis, item)
    yield Row(PROPOSAL, PROPOSAL, _("Proposed conclusion"), "exemption:12")


def circumstance_label(entry: Circumstance) -> str:
    """Return a circumstance in short: its code and our own words, which are Chinese; in English its article."""
    return f"{entry.code} {entry.short}" if language() != "en" else f"{entry.code} {_article(entry.basis)}"


def _bar_label(item: Item) -> str:
    """Return a bar in short, as a circumstance."""
    return item.label if language() != "en" else f"{item.code.partition(':')[2]} {_article(item.basis)}"


def _article(basis: str) -> str:
    return _("Art. %(place)s") % {"place": basis.partition(":")[2]}
