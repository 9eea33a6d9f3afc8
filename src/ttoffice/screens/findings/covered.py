"""What the lists of findings share: names are covered while the office wants it, and a record says what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.action import records
from ttoffice.findings.covering import Cover, covered, covers
from ttoffice.i18n import N_, listed
from ttoffice.rulebook.citing import basis_text
from ttoffice.screens.kit.reading import NOW, Moment, Reading, Section, Shown
from ttoffice.screens.kit.shelved import ShelvedArea
from ttoffice.screens.kit.verbs import Verb
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.states import Cells, State

if TYPE_CHECKING:
    from textual.screen import Screen

    from ttoffice.action.office import Office
    from ttoffice.agenda.next_steps.model import NextStep
    from ttoffice.reasons import Reason
    from ttoffice.rulebook import Rulebook

Lines = Mapping[int, records.RecordLine]


class CoveredArea(ShelvedArea):
    """Records of findings: lists and the pane beside them cover names while `masked`; a screen of a record does not."""

    none_yet = N_("Nothing of this kind stands in the store.")
    acts = exhibits = past = True
    masked = False
    rulebook: Rulebook | None = None
    """Known once a record was read: by it articles are told in words."""

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with such a record."""
        from ttoffice.screens.findings.verbs import verbs_of

        return verbs_of(self.kind)

    def verb_reasons(self, office: Office, number: str) -> dict[str, tuple[Reason, ...]]:
        """Return what the record itself has against each verb; what its form will ask for does not count yet."""
        from ttoffice.widgets.form import head

        found = {}
        for verb in self.verbs:
            asked = {field.key for field in verb.fields()}
            reasons = verb.reasons(office, number)
            found[verb.name] = tuple(reason for reason in reasons if head(reason.field) not in asked)
        return found

    # --- the list --------------------------------------------------------------------------------------

    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the first rows of a list."""
        found = records.page(reader, self.record_kind, chosen, today, limit)
        return self.shown(reader, {line.id: line for line in found}, today)

    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return rows by id."""
        return self.shown(reader, records.rows(reader, self.record_kind, ids), today)

    def shown(self, reader: Reader, lines: Lines, today: date) -> Mapping[int, Cells]:
        """Return records as they stand in their columns."""
        return {row: self.cells(line, today) for row, line in self.covered(reader, lines).items()}

    def covered(self, reader: Reader, lines: Lines) -> Lines:
        """Return records with the names in them covered, where they are to be."""
        if not self.masked:
            return lines
        return {line.id: line for line in covered(reader, list(lines.values()), kind=self.kind)}

    def finding_of(self, number: str, document: Mapping[str, Any]) -> str:
        """Return the number of the finding that a record belongs to."""
        return number if self.kind == "finding" else str(document["subject"])

    # --- one record ------------------------------------------------------------------------------------

    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return a record; beside a list its title and what is read of it are covered as the list is."""
        self.rulebook = office.rulebook
        reading = super().read(office, number, moment)
        if not self.masked:
            return reading
        finding = self.finding_of(number, reading.document)
        with office.reader() as reader:
            cover = covers(reader, (finding,))[finding]
        sections = tuple(_covered(section, cover) for section in reading.sections)
        return reading._replace(title=cover(reading.title), sections=sections)

    def next_step(self, office: Office, number: str) -> NextStep | None:
        """Return what comes next; beside a list whose names are covered the reasons name nobody either."""
        found = super().next_step(office, number)
        if found is None or not self.masked or not found.missing:
            return found
        from ttoffice.agenda.next_steps.asking import document_of

        with office.reader() as reader:
            finding = self.finding_of(number, document_of(reader, number))
            cover = covers(reader, (finding,))[finding]
        missing = tuple(replace(reason, message=cover(reason.message)) for reason in found.missing)
        return replace(found, missing=missing)

    def record_screen(self, number: str, moment: Moment = NOW) -> Screen[Any]:
        """Return the screen of a record, by an area of its own: names are not covered there."""
        from ttoffice.screens.kit.record import RecordScreen

        return RecordScreen(type(self)(), number, moment)

    def readable(self, key: str, value: Any) -> str:
        """Return a field's value as a person reads it, articles in words."""
        if key == "articles" and value:
            return listed(basis_text(self.rulebook, article) for article in value)
        return super().readable(key, value)

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield the fields that say something; hashes are for programs: `ttoffice show` has them."""
        said = {
            key: value for key, value in document.items() if value is not False and not key.endswith("sha256")
        }
        yield from super().sections(reader, number, said, today)


def _covered(section: Section, cover: Cover) -> Section:
    return Section(
        cover(section.title),
        tuple((cover(label), _covered_value(value, cover)) for label, value in section.lines),
    )


def _covered_value(value: Shown, cover: Cover) -> Shown:
    return replace(value, word=cover(value.word)) if isinstance(value, State) else cover(value)
