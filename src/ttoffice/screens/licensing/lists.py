"""What belongs to licenses as lists of their own: sums due, milestones, statements, receipts, papers and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from ttoffice.action.kinds import RecordKind, kind_of
from ttoffice.action.records import RecordLine, ids
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.dues.money_rows import days_late, expected_only, goes_out, still_open
from ttoffice.licenses.kinds import DUE, MILESTONE, RECEIPT, STATEMENT
from ttoffice.screens.kit.reading import Section
from ttoffice.screens.kit.shelved import ShelvedArea
from ttoffice.screens.kit.verbs import Verb
from ttoffice.screens.licensing.states import (
    YUAN,
    due_state,
    milestone_state,
    state_width,
    yuan_cell,
)
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cells, state

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.reasons import Reason
    from ttoffice.screens.modals.why import WhySection


class PartArea(ShelvedArea):
    """Records that belong to licenses; `start` and orders are those of the kind where nothing else is said."""

    none_yet = N_("Nothing of this kind stands in the store.")
    acts = exhibits = True

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with such a record."""
        from ttoffice.screens.licensing.verbs import verbs_of

        return verbs_of(self.kind)

    def verb_reasons(self, office: Office, number: str) -> dict[str, tuple[Reason, ...]]:
        """Return what the record itself has against each verb; what a dialog will ask for does not count yet."""
        from ttoffice.screens.people import own_reasons

        return own_reasons(self, office, number)

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield the fields that say something: no amount of nothing, and nothing that is not so."""
        said = {
            key: value
            for key, value in document.items()
            if value is not False and not (key.endswith("_fen") and value == 0)
        }
        yield from super().sections(reader, number, said, today)

    def _view_ids(self, reader: Reader, today: date, *names: str) -> frozenset[int]:
        """Return the ids of some views together."""
        return frozenset(
            row_id
            for name in names
            for piece in ids(reader, self.record_kind, Filter(view=name), today)
            for row_id in piece
        )


class DuesArea(PartArea):
    """The sums due."""

    name = "dues"
    record_kind = DUE
    orders = ("due_on", "number", "subject", "licensee_name", "amount_fen")
    start: ClassVar[Filter] = Filter(view="open", sort="due_on")

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = DUE.label_of
        return (
            Column("number", _("Number"), 13),
            Column("title", label("title"), 14, grow=4),
            Column("state", label("state"), state_width(DUE)),
            Column("due_on", label("due_on"), 10),
            Column("open", _("Still open, yuan"), YUAN, align="right"),
            Column("amount_fen", _("Amount, yuan"), YUAN, drop=3, align="right"),
            Column("paid_fen", _("Paid, yuan"), YUAN, drop=4, align="right"),
            Column("licensee_name", label("licensee_name"), 10, grow=2, drop=1),
            Column("subject", label("subject"), 12, drop=2),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return a sum due as it stands in its columns; what is only expected stands in brackets."""
        found = line.document
        expected = expected_only(found)
        return (
            line.number,
            str(found["title"]),
            due_state(DUE, found, today),
            found["due_on"] or (f"({found['expected_on']})" if found["expected_on"] else ""),
            yuan_cell(still_open(found)),
            f"({yuan_cell(expected)})" if expected else yuan_cell(found["amount_fen"]),
            yuan_cell(found["paid_fen"]),
            str(found["licensee_name"]),
            str(found["subject"]),
        )

    def next_due(self, reader: Reader, chosen: Filter, today: date) -> frozenset[int] | None:
        """Return the overdue sums."""
        return self._view_ids(reader, today, "overdue")

    def standing(self, office: Office, number: str) -> Iterator[WhySection]:
        """Yield how the amount came about, and how long it is overdue."""
        from ttoffice.action.records import document
        from ttoffice.screens.modals.why import WhySection

        with office.reader() as reader:
            found = document(reader, DUE, number)
            lines = [*found["working"], *interest_lines(reader, number, office.today)]
        late = days_late(found, office.today)
        if found["due_on"]:
            lines.append(f"{DUE.label_of('due_on')}  {found['due_on']}")
        if late:
            lines.append(
                _("Overdue for %(days)d calendar days on %(day)s") % {"days": late, "day": office.today}
            )
        yield WhySection(found["title"], DUE.readable("state", found["state"]), tuple(lines), ())

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield the working a line each, then what paid it, then its fields."""
        from ttoffice.screens.licensing.sections import payments_of, working_section

        rest = {key: value for key, value in document.items() if key != "working"}
        yield from super().sections(reader, number, rest, today)
        yield from payments_of(reader, "due", number)
        yield from working_section(DUE, document)


def interest_lines(reader: Reader, number: str, today: date) -> tuple[str, ...]:
    """Return how much late interest has run on a sum until a day, with the working."""
    from ttoffice.licenses.dues.claims import claim_on
    from ttoffice.licenses.dues.reading import load_due

    claim = claim_on(reader, load_due(reader, number), today)
    return tuple(claim.working) if claim is not None and claim.fen else ()


class MilestonesArea(PartArea):
    """The milestones."""

    name = "milestones"
    record_kind = MILESTONE
    orders = ("planned_on", "number", "subject", "licensee_name")
    start: ClassVar[Filter] = Filter(view="pending", sort="planned_on")

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = MILESTONE.label_of
        return (
            Column("number", _("Number"), 12),
            Column("title", label("title"), 14, grow=4),
            Column("state", label("state"), state_width(MILESTONE)),
            Column("planned_on", label("planned_on"), 10),
            Column("slips", label("slips"), 4, drop=4, align="right"),
            Column("licensee_name", label("licensee_name"), 10, grow=2, drop=1),
            Column("subject", label("subject"), 12, drop=2),
            Column("kind", label("kind"), 8, grow=1, drop=3),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return a milestone as it stands in its columns."""
        found = line.document
        return (
            line.number,
            str(found["title"]),
            milestone_state(MILESTONE, found, today),
            found["reached_on"] or found["planned_on"] or "",
            str(len(found["slips"])) if found["slips"] else "",
            str(found["licensee_name"]),
            str(found["subject"]),
            self.readable("kind", found["kind"]),
        )

    def next_due(self, reader: Reader, chosen: Filter, today: date) -> frozenset[int] | None:
        """Return the milestones whose day is over."""
        return self._view_ids(reader, today, "late")


class StatementsArea(PartArea):
    """The statements of revenue."""

    name = "statements"
    record_kind = STATEMENT
    orders = ("number", "period_until", "received_on", "subject")
    start: ClassVar[Filter] = Filter(descending=True)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = STATEMENT.label_of
        return (
            Column("number", _("Number"), 12),
            Column("title", label("title"), 14, grow=4),
            Column("key", label("key"), 9),
            Column("base", _("Base, yuan or units"), 12, align="right"),
            Column("royalty", _("Royalty, yuan"), YUAN, align="right"),
            Column("received_on", label("received_on"), 10, drop=1),
            Column("licensee_name", label("licensee_name"), 10, grow=2, drop=3),
            Column("subject", label("subject"), 12, drop=2),
            Column("corrects", label("corrects"), 12, drop=4),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return a statement as it stands in its columns."""
        found = line.document
        base = yuan_cell(found["base_fen"]) or (f"{found['quantity']:,}" if found["quantity"] else "")
        return (
            line.number,
            str(found["title"]),
            str(found["key"]),
            base,
            yuan_cell(found["royalty_fen"]),
            found["received_on"] or "",
            str(found["licensee_name"]),
            str(found["subject"]),
            str(found["corrects"]),
        )

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield the fields, then the working a line each."""
        from ttoffice.screens.licensing.sections import working_section

        rest = {key: value for key, value in document.items() if key != "working"}
        yield from super().sections(reader, number, rest, today)
        yield from working_section(STATEMENT, document)


class ReceiptsArea(PartArea):
    """The receipts, refunds and reversals."""

    name = "receipts"
    record_kind = RECEIPT
    orders = ("number", "received_on", "subject", "amount_fen")
    start: ClassVar[Filter] = Filter(descending=True)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = RECEIPT.label_of
        return (
            Column("number", _("Number"), 12),
            Column("title", label("title"), 12, grow=3),
            Column("received_on", label("received_on"), 10),
            Column("amount", _("Amount, yuan"), 1 + YUAN, align="right"),
            Column("kind", label("kind"), 8, grow=1, drop=3),
            Column("payer", label("payer"), 10, grow=3, drop=1),
            Column("subject", label("subject"), 12, drop=2),
            Column("reference", label("reference"), 12, drop=4),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return a receipt as it stands in its columns; what goes out has a minus."""
        found = line.document
        amount = yuan_cell(found["amount_fen"])
        kind = self.readable("kind", found["kind"])
        return (
            line.number,
            str(found["title"]),
            found["received_on"] or "",
            f"-{amount}" if goes_out(found) else amount,
            state("warn", _("reversal")) if found["reverses"] else kind,
            str(found["payer"] or found["licensee_name"]),
            str(found["subject"]),
            str(found["reference"]),
        )

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield the fields, then which sums it paid."""
        from ttoffice.screens.licensing.sections import payments_of

        yield from super().sections(reader, number, document, today)
        yield from payments_of(reader, "receipt", number)


OWN: dict[str, type[PartArea]] = {
    area.kind: area for area in (DuesArea, MilestonesArea, StatementsArea, ReceiptsArea)
}
PLAIN = (
    "amendment", "allocation", "contract", "filing", "support", "reminder", "mitigation", "integrity", "award",
)  # fmt: skip
"""The kinds whose lists follow from their declarations alone; those that are not declared are left out."""


def part_kinds() -> tuple[str, ...]:
    """Return the kinds of record that belong to licenses and are declared."""
    return tuple(code for code in (*OWN, *PLAIN) if kind_of(code) is not None)


def part_area(code: str) -> PartArea:
    """Return the area of a kind of record that belongs to licenses; raise KeyError for one that is not declared."""
    if code in OWN:
        return OWN[code]()
    if code == "contract":
        from ttoffice.screens.licensing.contracts import ContractsArea

        return ContractsArea()
    if code == "amendment":
        from ttoffice.screens.licensing.agreements import AmendmentsArea

        return AmendmentsArea()
    found = kind_of(code)
    if found is None:
        raise KeyError(code)
    return _plain(found)


def _plain(declared: RecordKind) -> PartArea:
    """Return the area of a kind that has nothing beside its declaration."""
    dates = [key for key in declared.listed if key.endswith("_on")]

    class Plain(PartArea):
        name = declared.code
        record_kind = declared
        orders = ("number", *(key for key in ("subject", *dates) if key in declared.labels))
        start: ClassVar[Filter] = Filter(descending=True, view=next(iter(declared.view_labels), "all"))

    return Plain()
