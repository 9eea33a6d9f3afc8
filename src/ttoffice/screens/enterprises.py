"""The enterprises: their list, their form with figures and people behind them, and their size class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.parties.enterprise_kind import ENTERPRISE
from ttoffice.parties.enterprises import ENTERPRISES, EnterpriseRecord
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.kit.reading import NOW, Moment, Reading, Section
from ttoffice.screens.kit.shelved import ShelvedArea
from ttoffice.screens.kit.verbs import Verb
from ttoffice.screens.people import own_reasons
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cells

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.records import RecordLine
    from ttoffice.parties.sizes import Standard
    from ttoffice.reasons import Reason

OWN = frozenset(
    {
        "number",
        "version",
        "credit_code",
        "former_names",
        "figures",
        "marks",
        "state",
        "ended_on",
        "ended_source",
    }
)
"""What a duplicate does not take over: what belongs to this enterprise alone."""


class EnterprisesArea(ShelvedArea):
    """The enterprises and other business entities."""

    name = "enterprises"
    none_yet = N_("No enterprises yet.")
    record_kind = ENTERPRISE
    orders = ("number", "name", "region")
    start: ClassVar[Filter] = Filter(view="active")
    create, edit = "enterprise.enter", "enterprise.change"
    acts = exhibits = True
    _standards: Sequence[Standard] | None = None

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with an enterprise besides changing it."""
        from ttoffice.screens.enterprise_fields import VERBS

        return VERBS

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = self.label_of
        return (
            Column("number", _("Number"), 12),
            Column("name", label("name"), 16, grow=5),
            Column("credit_code", label("credit_code"), 18, drop=1),
            Column("region", label("region"), 8, grow=1, drop=2),
            Column("size", _("Size class"), 6, grow=1),
            Column("industry", label("industry"), 10, grow=2, drop=3),
            Column("state", label("state"), 6),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return an enterprise as it stands in the columns, with its class by the newest figures."""
        found = line.document
        read = {key: self.readable(key, found[key]) for key in ("region", "industry", "state")}
        size = short_size(found, today, self._standards)
        return (
            line.number, found["name"], found["credit_code"], read["region"], size, read["industry"], read["state"]
        )  # fmt: skip

    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the first rows of a list, their classes by the standards that hold for this store."""
        self._take_standards(reader)
        return super().page(reader, chosen, today, limit)

    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return rows by id, their classes by the standards that hold for this store."""
        self._take_standards(reader)
        return super().rows(reader, ids, today)

    def _take_standards(self, reader: Reader) -> None:
        """Read the standards; a broken file of the office's is told by each record, and no list waits for it."""
        from ttoffice.errors import ProfileError
        from ttoffice.parties.size_standards import shipped, standards_beside

        try:
            self._standards = standards_beside(reader)
        except ProfileError:
            self._standards = shipped()

    def form(self) -> FormSpec:
        """Return the form of an enterprise."""
        from ttoffice.screens.enterprise_fields import GROUPS, enterprise_fields

        empty = ENTERPRISES.document(EnterpriseRecord(""))
        return FormSpec(
            enterprise_fields(),
            {key: _(name) for key, name in GROUPS.items()},
            {**empty, "country": self.readable("country", empty["country"])},
        )

    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return an enterprise; the form shows the country by its name."""
        reading = super().read(office, number, moment)
        country = self.readable("country", reading.document["country"])
        return reading._replace(document={**reading.document, "country": country})

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield the enterprise, its size class with the working, and its licenses."""
        yield from super().sections(reader, number, document, today)
        yield Section(_("Size class"), tuple(_size_lines(reader, document, today)))
        lines = tuple(_licenses(reader, number))
        if lines:
            yield Section(_("Licenses"), lines)

    def copied(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a duplicate takes over."""
        return {key: value for key, value in document.items() if key not in OWN}

    def verb_reasons(self, office: Office, number: str) -> dict[str, tuple[Reason, ...]]:
        """Return what the enterprise's record has against each verb."""
        return own_reasons(self, office, number)


def short_size(document: Mapping[str, Any], today: date, standards: Sequence[Standard] | None) -> str:
    """Return the size class as a list shows it, a dash where there is none."""
    from ttoffice.parties.sizes import SIZE_LABELS, size_on

    found = size_on(ENTERPRISES.from_document(document), today, standards)
    return _(SIZE_LABELS[found.size]) if found.size else "-"


def _size_lines(reader: Reader, document: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    from ttoffice.errors import ProfileError
    from ttoffice.parties.size_standards import standards_beside
    from ttoffice.parties.sizes import size_on

    try:
        found = size_on(ENTERPRISES.from_document(document), today, standards_beside(reader))
    except ProfileError as error:
        yield _("Size standard"), error.message
        return
    yield _("As of %(day)s") % {"day": today.isoformat()}, found.label
    for line in found.working:
        yield "", line


def _licenses(reader: Reader, number: str) -> Iterator[tuple[str, str]]:
    from ttoffice.licenses.codes import STATE_LABELS
    from ttoffice.licenses.shelves import LICENSES

    for found in LICENSES.where(reader, "licensee = ?", (number,), "id DESC"):
        yield found.number, f"{found.record.title}  {_(STATE_LABELS[found.record.state.value])}"


class EnterprisesScreen(ListScreen):
    """The list of enterprises."""

    def __init__(self) -> None:
        super().__init__(EnterprisesArea())
