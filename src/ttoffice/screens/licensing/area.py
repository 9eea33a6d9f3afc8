"""The licenses as an area of the kit: their columns, what each owes and waits for, and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from ttoffice.action import records
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses import views
from ttoffice.licenses.kinds import LICENSE
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.kit.reading import NOW, Moment, Reading, Section
from ttoffice.screens.kit.shelved import ShelvedArea
from ttoffice.screens.kit.verbs import Verb
from ttoffice.screens.licensing.states import YUAN, coded, state_width, yuan_cell
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cells, State, state

if TYPE_CHECKING:
    from textual.screen import Screen

    from ttoffice.action.office import Office
    from ttoffice.licenses.contracts.library import Library
    from ttoffice.paths import Home
    from ttoffice.reasons import Reason
    from ttoffice.screens.modals.why import WhySection

SHORT_MODES: Mapping[str, str] = {
    "royalty": N_("royalty"),
    "stages": N_("stages"),
    "stages_royalty": N_("stages and royalty"),
}
"""What a mode is called where there is little room; the threshold fee is part of each."""

BEFORE_NOTICE = "license.publish_price"
"""The verb before which the price notice is drafted."""
RECEIPT_KEYS: Mapping[str, str] = {"license.receipt": "receipt.enter"}
"""The verb that the key of a receipt begins."""


class LicensesArea(ShelvedArea):
    """The licenses."""

    name = "licenses"
    none_yet = N_("No licenses yet.")
    record_kind = LICENSE
    orders = ("number", "title", "licensee_name", "state", "signed_on")
    start: ClassVar[Filter] = Filter(descending=True)
    create, edit = "license.draft", "license.change"
    acts = exhibits = past = True
    home: Home | None = None

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with a license besides changing its draft."""
        from ttoffice.screens.licensing.begun import NOTICE_VERB
        from ttoffice.screens.licensing.verbs import verbs_of

        found = verbs_of("license")
        place = next((at for at, verb in enumerate(found) if verb.name == BEFORE_NOTICE), len(found))
        return (*found[:place], NOTICE_VERB, *found[place:])

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = LICENSE.label_of
        return (
            Column("number", _("Number"), 12),
            Column("title", label("title"), 14, grow=5),
            Column("state", label("state"), state_width(LICENSE)),
            Column("licensee_name", label("licensee"), 10, grow=3, drop=3),
            Column("overdue", _("Overdue, yuan"), 1 + YUAN, align="right"),
            Column("next", _("Next day"), 11, drop=1),
            Column("open", _("Payable, yuan"), YUAN, drop=2, align="right"),
            Column("mode", _("Mode"), 8, grow=1, drop=4),
            Column("signed_on", label("signed_on"), 10, drop=5),
        )

    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the first rows of a list."""
        lines = records.page(reader, LICENSE, chosen, today, limit)
        return self._rows(reader, {line.id: line for line in lines}, today)

    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return rows by id."""
        return self._rows(reader, records.rows(reader, LICENSE, ids), today)

    def _rows(
        self, reader: Reader, lines: Mapping[int, records.RecordLine], today: date
    ) -> Mapping[int, Cells]:
        owed = views.standings(reader, [line.number for line in lines.values()], today)
        return {
            row: license_cells(line, owed.get(line.number, views.NOTHING), today)
            for row, line in lines.items()
        }

    def next_due(self, reader: Reader, chosen: Filter, today: date) -> frozenset[int] | None:
        """Return the licenses with something whose day has come."""
        return views.waiting(reader, today)

    # --- one license -----------------------------------------------------------------------------------

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield how it stands and what it says, in short; the record's own screen has all of it."""
        from ttoffice.screens.licensing.sections import license_sections

        yield from license_sections(reader, number, document, today)

    def standing(self, office: Office, number: str) -> Iterator[WhySection]:
        """Yield where a license stands, what it lacks, and its readiness."""
        from ttoffice.screens.licensing.procedure import standing_sections

        yield from standing_sections(office, number)

    def record_screen(self, number: str, moment: Moment = NOW) -> Screen[Any]:
        """Return the screen of a license, with its tabs."""
        from ttoffice.screens.licensing.record import LicenseScreen

        return LicenseScreen(self, number, moment)

    def verb_reasons(self, office: Office, number: str) -> dict[str, tuple[Reason, ...]]:
        """Return what the license itself has against each verb; what a dialog will ask for does not count yet."""
        from ttoffice.screens.people import own_reasons

        return own_reasons(self, office, number)

    # --- drafting --------------------------------------------------------------------------------------

    def form(self) -> FormSpec:
        """Return the form of a draft."""
        from ttoffice.screens.licensing.drafting_fields import draft_form

        return draft_form(self.library)

    @property
    def library(self) -> Library:
        """The clause library in use: the office's own once its home is known."""
        from ttoffice.screens.licensing.drafting_fields import library_of

        return library_of(self.home)

    def shown(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return a license's document as the form shows it."""
        from ttoffice.screens.licensing.draft_data import flat

        return flat(document, self.library.parameters)

    def form_screen(
        self, office: Office, reading: Reading | None, begun: dict[str, Any] | None
    ) -> Screen[str]:
        """Return the screen on which a license is drafted step by step; what was signed is amended."""
        from ttoffice.licenses.codes import BEFORE_SIGNATURE
        from ttoffice.screens.licensing.amending import amend
        from ttoffice.screens.licensing.drafting import DraftingScreen

        if reading is not None and reading.document["state"] not in BEFORE_SIGNATURE:
            return amend(office, reading.number)
        self.home = office.home
        shown = reading._replace(document=self.shown(reading.document)) if reading is not None else None
        return DraftingScreen(self, shown, begun=begun)

    def copied(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a duplicate takes over: everything but who takes it."""
        return {**self.shown(document), "licensee": "", "title": ""}


def license_cells(line: records.RecordLine, owed: views.Standing, today: date) -> Cells:
    """Return a license as it stands in its columns."""
    found = line.document
    mode = views.mode_of(found["terms"])
    return (
        line.number,
        str(found["title"]),
        coded(LICENSE, found),
        str(found["licensee_name"]),
        state("bad", yuan_cell(owed.overdue_fen)) if owed.overdue_fen else "",
        next_cell(owed.next_on, today),
        yuan_cell(owed.open_fen),
        _(SHORT_MODES[mode]) if mode else "",
        found["signed_on"] or "",
    )


def next_cell(day: date | None, today: date) -> State | str:
    """Return the next day of a license; one that has come stands out."""
    if day is None:
        return ""
    return state("warn", day.isoformat()) if day <= today else day.isoformat()
