"""What belongs to findings as lists of their own: hearings, inquiries, assessments, conclusions, effects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from ttoffice.action.records import RecordLine, ids
from ttoffice.findings.kinds import ASSESSMENT, CONCLUSION, EFFECT, HEARING, INQUIRY
from ttoffice.findings.shelves import ASSESSMENTS
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.screens.findings.covered import CoveredArea
from ttoffice.screens.findings.states import coded, outcome_state, state_width
from ttoffice.screens.kit.reading import Section
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cells, state

OUTCOME_WIDTH = 16
"""Cells of an outcome; the longest of them is cut off in the list only where room is short."""


class HearingsArea(CoveredArea):
    """The hearings."""

    name = "hearings"
    none_yet = N_("No hearings yet; they are recorded from a finding under investigation.")
    record_kind = HEARING
    orders = ("number", "held_on", "subject", "name")
    start: ClassVar[Filter] = Filter(descending=True)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = HEARING.label_of
        return (
            Column("number", _("Number"), 12),
            Column("name", label("name"), 10, grow=2),
            Column("state", label("state"), state_width(HEARING)),
            Column("side", label("side"), 12, grow=2),
            Column("held_on", label("held_on"), 10),
            Column("manner", label("manner"), 8, grow=1, drop=1),
            Column("subject", label("subject"), 12, drop=2),
            Column("corrects", label("corrects"), 12, drop=3),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return a hearing as it stands in its columns."""
        found = line.document
        return (
            line.number,
            str(found["name"]),
            coded(HEARING, found),
            self.readable("side", found["side"]),
            found["held_on"] or found["invited_on"] or "",
            self.readable("manner", found["manner"]),
            str(found["subject"]),
            str(found["corrects"]),
        )


class InquiriesArea(CoveredArea):
    """What was asked for."""

    name = "inquiries"
    none_yet = N_("No inquiries yet; they are made from a finding under investigation.")
    record_kind = INQUIRY
    orders = ("number", "due_on", "asked_on", "subject")
    start: ClassVar[Filter] = Filter(descending=True)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = INQUIRY.label_of
        return (
            Column("number", _("Number"), 12),
            Column("title", label("title"), 16, grow=4),
            Column("state", label("state"), state_width(INQUIRY)),
            Column("due_on", label("due_on"), 11),
            Column("asked_of", label("asked_of"), 10, grow=2, drop=1),
            Column("asked_on", label("asked_on"), 10, drop=2),
            Column("subject", label("subject"), 12, drop=3),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return an inquiry as it stands in its columns; what is overdue stands out."""
        found = line.document
        due = found["due_on"] or ""
        late = found["state"] == "open" and due and due < today.isoformat()
        return (
            line.number,
            str(found["title"]),
            coded(INQUIRY, found),
            state("bad", due) if late else due,
            str(found["asked_of"]),
            found["asked_on"] or "",
            str(found["subject"]),
        )

    def next_due(self, reader: Reader, chosen: Filter, today: date) -> frozenset[int] | None:
        """Return what is overdue."""
        found = ids(reader, INQUIRY, Filter(view="overdue"), today)
        return frozenset(row_id for piece in found for row_id in piece)


class _OfPersons(CoveredArea):
    """What is found, or concluded, of a person."""

    orders = ("number", "subject", "round", "outcome")
    start: ClassVar[Filter] = Filter(descending=True)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = self.record_kind.label_of
        return (
            Column("number", _("Number"), 12),
            Column("title", label("title"), 12, grow=3),
            Column("outcome", label("outcome"), OUTCOME_WIDTH, grow=1),
            Column("roles", label("roles"), 10, grow=1, drop=2),
            Column("circumstances", label("circumstances"), 8, grow=1, drop=3),
            Column("round", label("round"), 4, drop=1, align="right"),
            Column("subject", label("subject"), 12),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return a matrix or a conclusion as it stands in its columns."""
        found = line.document
        return (
            line.number,
            str(found["title"]),
            outcome_state(found["outcome"]),
            self.readable("roles", found["roles"]),
            listed(found["circumstances"]),
            str(found["round"]),
            str(found["subject"]),
        )


class AssessmentsArea(_OfPersons):
    """The matrices."""

    name = "assessments"
    record_kind = ASSESSMENT

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield what is proposed, then each answer under what it answers, in the order of the guideline."""
        from ttoffice.findings.matrix import items_of
        from ttoffice.screens.findings.matrix_tab import answer_lines

        kept = {key: value for key, value in document.items() if key != "answers"}
        yield from super().sections(reader, number, kept, today)
        record = ASSESSMENTS.from_document(document)
        answers = {answer.item: answer for answer in record.answers}
        if self.rulebook is None:
            return
        for item in items_of(self.rulebook.facts, record.roles, record.circumstances):
            if item.code in answers:
                yield Section(item.label, tuple(answer_lines(answers[item.code], self.rulebook.facts)))


class ConclusionsArea(_OfPersons):
    """The conclusions."""

    name = "conclusions"
    record_kind = CONCLUSION


class EffectsArea(CoveredArea):
    """What was done with final findings."""

    name = "effects"
    record_kind = EFFECT
    orders = ("number", "done_on", "subject", "recipient")
    start: ClassVar[Filter] = Filter(descending=True)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = EFFECT.label_of
        return (
            Column("number", _("Number"), 12),
            Column("title", label("title"), 14, grow=4),
            Column("kind", label("kind"), 12, grow=1),
            Column("done_on", label("done_on"), 10),
            Column("recipient", label("recipient"), 10, grow=2, drop=1),
            Column("subject", label("subject"), 12, drop=2),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return an effect as it stands in its columns."""
        found = line.document
        return (
            line.number,
            str(found["title"]),
            self.readable("kind", found["kind"]),
            found["done_on"] or "",
            str(found["recipient"]),
            str(found["subject"]),
        )


PART_AREAS: dict[str, type[CoveredArea]] = {
    area.kind: area for area in (HearingsArea, InquiriesArea, AssessmentsArea, ConclusionsArea, EffectsArea)
}
"""The areas of what belongs to findings, by kind."""
